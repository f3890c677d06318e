//! What is asked of a wallet and whose answer is believed: made once at start from the settings and the keys.

use crate::{
    config::{ClientIdPrefix, Settings, StatusNeed, TrustedIssuer},
    flows::{issue, status_list},
    keys::Keys,
};
use oid4vc::{
    vp::{
        client_id::{ClientId, ClientIdError},
        dcql::{ClaimPath, ClaimQuery, CredentialQuery, PathStep, QueryError},
        link::{AuthorizationEndpoint, AuthorizationEndpointError},
        policy::{
            DEFAULT_LEEWAY_SECONDS, RelyingPolicy, StatusRule, StatusUriPrefix, StatusUriPrefixError,
            TrustedIssuer as Issuer,
        },
    },
    x509::{AnchorFileError, TrustAnchor},
};
use std::{io, path::PathBuf};

/// The claim of our own credentials that says who somebody is. It is never hidden, so asking for it discloses nothing
/// else.
pub const EMPLOYEE_ID: &str = "employee_id";

/// What is asked for, in whose name, and whose answer is believed.
#[derive(Debug)]
pub struct Trust {
    /// The service's name for wallets.
    pub client_id: ClientId,
    /// What a link to the wallet begins with.
    pub wallet: AuthorizationEndpoint,
    /// The question: one credential, of any of these kinds.
    pub queries: Vec<CredentialQuery>,
    /// How the answer to each of them is judged.
    kinds: Vec<Kind>,
}

/// How a credential of one kind is judged.
#[derive(Debug)]
pub struct Kind {
    /// Whom to believe, and what it has to say.
    pub policy: RelyingPolicy,
    /// How it names the person.
    pub person: Person,
}

/// How a credential names the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    /// It is an access key of ours, which we find by its place in the status list.
    OurKey,
    /// By the staff number at this place.
    StaffNumber(Vec<String>),
}

/// Why the service cannot ask for keys.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// The certificate does not fit the name.
    #[error("request-chain.pem does not fit log_in.client_id")]
    ClientId(#[from] ClientIdError),
    /// The wallet cannot be opened.
    #[error("log_in_scheme of the wallet cannot be used")]
    Wallet(#[from] AuthorizationEndpointError),
    /// The question cannot be put.
    #[error("what to ask for cannot be used")]
    Query(#[from] QueryError),
    /// An address of status lists cannot be used.
    #[error("an address of status lists cannot be used")]
    StatusLists(#[from] StatusUriPrefixError),
    /// Trusted certificates cannot be read.
    #[error("{} cannot be read", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// Trusted certificates cannot be used.
    #[error("{} cannot be used", .0.display())]
    Anchors(PathBuf, #[source] AnchorFileError),
}

impl Trust {
    /// Reads what is trusted.
    ///
    /// # Errors
    /// See [`TrustError`].
    pub fn new(settings: &Settings, keys: &Keys) -> Result<Self, TrustError> {
        let chain = &keys.request.chain;
        let client_id = match settings.log_in.client_id {
            ClientIdPrefix::X509Hash => ClientId::x509_hash(chain)?,
            ClientIdPrefix::X509SanDns => ClientId::x509_san_dns(chain, settings.server.public_url.host())?,
        };
        let mut kinds = vec![own(settings, keys)?];
        for (number, issuer) in settings.log_in.issuers.iter().enumerate() {
            kinds.push(other(&format!("issuer-{}", number + 1), issuer)?);
        }
        Ok(Self {
            client_id,
            wallet: AuthorizationEndpoint::parse(&settings.wallet().log_in_scheme)?,
            queries: kinds.iter().map(|kind| kind.policy.query.clone()).collect(),
            kinds,
        })
    }

    /// How the answer to one of the [`queries`](Self::queries) is judged.
    #[must_use]
    pub fn kind(&self, query: usize) -> Option<&Kind> {
        self.kinds.get(query)
    }
}

/// Our own keys: a status is always there.
fn own(settings: &Settings, keys: &Keys) -> Result<Kind, TrustError> {
    let pem = &keys.credential.anchor_pem;
    let anchors =
        TrustAnchor::from_pem(pem).map_err(|error| TrustError::Anchors(PathBuf::from("issuer-ca.pem"), error))?;
    let query = query("access-key", settings.url(issue::TYPE_PATH), ClaimPath::top(EMPLOYEE_ID))?;
    let permitted = vec![StatusUriPrefix::parse(&settings.url(status_list::PATH))?];
    let status = StatusRule { required: true, permitted };
    let issuer = Issuer { identifier: settings.credential_issuer().to_owned(), anchors, status };
    Ok(Kind { policy: policy(query, issuer), person: Person::OurKey })
}

fn other(id: &str, issuer: &TrustedIssuer) -> Result<Kind, TrustError> {
    let path = &issuer.anchors;
    let pem = std::fs::read_to_string(path).map_err(|error| TrustError::File(path.clone(), error))?;
    let anchors = TrustAnchor::from_pem(&pem).map_err(|error| TrustError::Anchors(path.clone(), error))?;
    let mut names = issuer.staff_number.iter();
    let top = ClaimPath::top(names.next().map_or("", String::as_str));
    let claim = names.fold(top, |path, name| path.then(PathStep::Member(name.clone())));
    let permitted = issuer.status_lists.iter().map(|list| StatusUriPrefix::parse(list)).collect::<Result<_, _>>()?;
    let status = StatusRule { required: issuer.status == StatusNeed::Required, permitted };
    let query = query(id, issuer.vct.clone(), claim)?;
    let trusted = Issuer { identifier: issuer.identifier.clone(), anchors, status };
    Ok(Kind { policy: policy(query, trusted), person: Person::StaffNumber(issuer.staff_number.clone()) })
}

/// Asks for what says who somebody is, and for no more.
fn query(id: &str, vct: String, path: ClaimPath) -> Result<CredentialQuery, QueryError> {
    CredentialQuery::new(id, vec![vct], vec![ClaimQuery { path, required: true }])
}

fn policy(query: CredentialQuery, issuer: Issuer) -> RelyingPolicy {
    RelyingPolicy { query, issuers: vec![issuer], key_purposes: Vec::new(), leeway_seconds: DEFAULT_LEEWAY_SECONDS }
}
