//! Redeeming an offer: token, nonce, credential, notification
//! ([OpenID4VCI 1.0](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html) sections 6, 7, 8 and 11).

use identity_kit::jose::JwkError;
use p256::elliptic_curve::rand_core::CryptoRng;
use serde::Deserialize;
use serde_json::json;

use crate::address::{AddressError, secure};
use crate::authorization_server::{AuthorizationServer, Token};
use crate::credential::{self, CredentialError};
use crate::exchange::Exchange;
use crate::http::{Http, HttpError, build};
use crate::key::Key;
use crate::metadata::{Configuration, IssuerMetadata, MetadataError};
use crate::offer::{Offer, OfferError};
use crate::store::{HeldKey, Store, StoreError};

const TOKEN: &str = "the access token";
const NONCE: &str = "the nonce";
const CREDENTIAL: &str = "the credential";
const NOTIFICATION: &str = "the notification";
const GRANT: &str = "urn:ietf:params:oauth:grant-type:pre-authorized_code";

/// Why nothing was added. Each is one sentence for the person.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// The offer cannot be used.
    #[error(transparent)]
    Offer(#[from] OfferError),
    /// The metadata cannot be used.
    #[error(transparent)]
    Metadata(#[from] MetadataError),
    /// The metadata names an address that is not asked.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// A request failed.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// What came is not good.
    #[error(transparent)]
    Credential(#[from] CredentialError),
    /// It could not be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The new key cannot be written as a JWK.
    #[error("The wallet could not make a key: {0}")]
    Key(#[from] JwkError),
    /// The offer wants a transaction code and there is none.
    #[error("This offer needs the code that the issuer sent you")]
    NeedsCode,
    /// The issuer will have the credential later.
    #[error("The issuer has no credential yet, and this wallet cannot come back for it")]
    Later,
}

/// An offer with all that a person wants to know before adding it. Nothing is redeemed yet.
pub struct Found {
    /// The offer.
    pub offer: Offer,
    /// The issuer.
    pub issuer: IssuerMetadata,
    /// The offered credential: the first that the offer names.
    pub configuration: Configuration,
    configuration_id: String,
}

#[derive(Deserialize)]
struct Nonce {
    c_nonce: String,
}

#[derive(Deserialize)]
struct Issued {
    #[serde(default)]
    credentials: Vec<IssuedCredential>,
    notification_id: Option<String>,
    transaction_id: Option<String>,
}

#[derive(Deserialize)]
struct IssuedCredential {
    credential: String,
}

impl Found {
    /// Fetches the offer behind `link` and the issuer's metadata.
    ///
    /// # Errors
    /// [`ReceiveError::Offer`] and [`ReceiveError::Metadata`].
    pub async fn fetch(http: &Http, link: &str) -> Result<Self, ReceiveError> {
        let offer = Offer::fetch(http, link).await?;
        let issuer = IssuerMetadata::fetch(http, &offer.credential_issuer).await?;
        let id = offer.credential_configuration_ids.first().cloned().ok_or(OfferError::Empty)?;
        let configuration = issuer.configuration(&id)?.clone();
        Ok(Self { offer, issuer, configuration, configuration_id: id })
    }

    /// The credential's name for people.
    pub fn name(&self) -> &str {
        self.configuration.name().unwrap_or(&self.configuration_id)
    }

    /// Redeems the offer at `now` (Unix seconds), checks what comes, keeps it and tells the issuer.
    ///
    /// # Errors
    /// Any [`ReceiveError`]. A notification that fails is no error: the key is kept.
    pub async fn redeem(
        &self,
        http: &Http,
        store: &Store,
        tx_code: Option<&str>,
        now: i64,
        rng: &mut (impl CryptoRng + Send),
    ) -> Result<HeldKey, ReceiveError> {
        let grant = self.offer.pre_authorized()?;
        if grant.tx_code.is_some() && tx_code.is_none() {
            return Err(ReceiveError::NeedsCode);
        }
        let name = self.issuer.authorization_server(grant.authorization_server.as_deref())?;
        let server = AuthorizationServer::fetch(http, name).await?;
        let dpop = if server.wants_dpop() { Some(Key::generate(rng)?) } else { None };
        let holder = Key::generate(rng)?;
        let mut exchange = Exchange::new(http, dpop, now, rng);

        let mut form = vec![("grant_type", GRANT), ("pre-authorized_code", &grant.code)];
        form.extend(tx_code.map(|code| ("tx_code", code)));
        if !server.anonymous {
            form.push(("client_id", "latchkey-demo-wallet"));
        }
        let request = http.client().post(secure(&server.token_endpoint)?).form(&form);
        let token: Token = exchange.send(TOKEN, request).await?.success(TOKEN)?.json(TOKEN)?;
        exchange.authorize(token.access_token.clone(), &token.token_type);

        let issued = self.request(http, &mut exchange, &token, &holder, now).await?;
        let text = issued.credentials.first().map(|one| one.credential.as_str()).unwrap_or_default();
        let kept = self.keep(store, text, &holder, now);
        let event = if kept.is_ok() { "credential_accepted" } else { "credential_failure" };
        if let (Some(id), Some(endpoint)) = (issued.notification_id, &self.issuer.notification_endpoint) {
            let body = json!({ "notification_id": id, "event": event });
            let request = http.client().post(secure(endpoint)?).json(&body);
            // The issuer may not hear it; that takes nothing from the person.
            let _heard = exchange.send(NOTIFICATION, request).await;
        }
        kept
    }

    /// Asks for the credential; once more with a fresh nonce if the issuer says that the first is not good any more.
    async fn request(
        &self,
        http: &Http,
        exchange: &mut Exchange<'_, impl CryptoRng + Send>,
        token: &Token,
        holder: &Key,
        now: i64,
    ) -> Result<Issued, ReceiveError> {
        let mut again = true;
        loop {
            let nonce = self.nonce(http).await?;
            let proof = holder.proof(&self.offer.credential_issuer, nonce.as_deref(), now);
            let (member, id) = token.names(&self.configuration_id);
            let body = json!({ member: id, "proofs": { "jwt": [proof] } });
            let request = http.client().post(secure(&self.issuer.credential_endpoint)?).json(&body);
            match exchange.send(CREDENTIAL, request).await?.success(CREDENTIAL) {
                Err(HttpError::Refused { code, .. }) if code == "invalid_nonce" && again => again = false,
                answer => {
                    let issued: Issued = answer?.json(CREDENTIAL)?;
                    return if issued.transaction_id.is_some() { Err(ReceiveError::Later) } else { Ok(issued) };
                }
            }
        }
    }

    async fn nonce(&self, http: &Http) -> Result<Option<String>, ReceiveError> {
        let Some(endpoint) = &self.issuer.nonce_endpoint else {
            return Ok(None);
        };
        let request = build(NONCE, http.client().post(secure(endpoint)?))?;
        Ok(Some(http.send(NONCE, request).await?.success(NONCE)?.json::<Nonce>(NONCE)?.c_nonce))
    }

    fn keep(&self, store: &Store, text: &str, holder: &Key, now: i64) -> Result<HeldKey, ReceiveError> {
        let read = credential::check(text, self.configuration.vct.as_deref(), holder.public(), now)?;
        let id = holder.public().thumbprint_sha256()?;
        let held = HeldKey::new(id, self, holder.private_jwk(), &read, now);
        store.add(&held)?;
        Ok(held)
    }
}
