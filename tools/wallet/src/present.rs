//! Answering a request: which held keys would do, what each would show, and sending the one that the person chose
//! ([OpenID4VP 1.0 section 8](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-8)).

use identity_kit::sd_jwt_vc::{SdJwtError, SdJwtVc, SdJwtVcError};
use p256::elliptic_curve::rand_core::CryptoRng;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use url::Url;

use crate::address::{AddressError, secure};
use crate::encryption::EncryptionError;
use crate::http::{Http, HttpError, build};
use crate::key::Key;
use crate::request::LinkError;
use crate::request_object::{Request, RequestError};
use crate::store::{HeldKey, StoreError, about_the_holder};

const DECISION: &str = "the verifier’s decision";

/// Why nothing was shared, or why it is not known what came of it. Each is one sentence for the person.
#[derive(Debug, thiserror::Error)]
pub enum PresentError {
    /// There is no request.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The request is not answered.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// The held keys cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A held credential cannot be read.
    #[error("A key in this wallet cannot be read: {0}")]
    Credential(#[from] SdJwtVcError),
    /// A held credential cannot be shown.
    #[error("A key in this wallet cannot be shown: {0}")]
    SdJwt(#[from] SdJwtError),
    /// The stored holder key is not a private key on P-256.
    #[error("The private part of this key is missing or damaged")]
    HolderKey,
    /// The verifier wants more than one credential.
    #[error("The verifier asks for several keys at once, and this wallet shows one at a time")]
    Several,
    /// No held key is what is asked for.
    #[error("There is no key in this wallet that shows what {0} asks for")]
    NoneFits(String),
    /// The key that the person named is not held, or is not what is asked for.
    #[error("The key ‘{0}’ is not one that the verifier asks for")]
    NotAChoice(String),
    /// The answer could not be encrypted.
    #[error(transparent)]
    Encryption(#[from] EncryptionError),
    /// The verifier could not be told, or its decision cannot be read.
    #[error(transparent)]
    Http(HttpError),
    /// The verifier said no.
    #[error("The verifier did not accept the answer: {0}")]
    Refused(String),
    /// The verifier sends the person to an address that the wallet does not open.
    #[error("The verifier has the answer, but sends you to an address that the wallet does not open: {0}")]
    NextAddress(#[source] AddressError),
}

impl From<HttpError> for PresentError {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Refused { reason, .. } => Self::Refused(reason),
            other => Self::Http(other),
        }
    }
}

/// A held key that answers a request.
pub struct Choice {
    /// The key.
    pub held: HeldKey,
    /// What the verifier would learn of the holder.
    pub shared: Map<String, Value>,
    query_id: String,
    /// The credential with nothing but what was asked for.
    disclosed: SdJwtVc,
}

#[derive(Deserialize)]
struct Decision {
    redirect_uri: Option<String>,
}

/// The keys among `held` that answer `request` and have not ended at `now` (Unix seconds), never none; what the
/// verifier likes best comes first, then in the order of `held`. Whether a key is revoked is the verifier's to find out.
///
/// # Errors
/// [`PresentError::Several`], [`PresentError::NoneFits`] and [`PresentError::Credential`].
pub fn choices(request: &Request, held: Vec<HeldKey>, now: i64) -> Result<Vec<Choice>, PresentError> {
    let alternatives = request.query.alternatives();
    if alternatives.is_empty() {
        return Err(PresentError::Several);
    }
    let mut found = Vec::new();
    for key in held.into_iter().filter(|key| key.expires_at.is_none_or(|end| end > now)) {
        let credential = SdJwtVc::parse(&key.credential)?;
        let mut answers = alternatives.iter().enumerate().map(|(rank, query)| (rank, query, query.answer(&credential)));
        if let Some((rank, query, Some(disclosed))) = answers.find(|(_, _, answer)| answer.is_some()) {
            let (shared, query_id) = (about_the_holder(&disclosed), query.id.clone());
            found.push((rank, Choice { held: key, shared, query_id, disclosed }));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    match found.is_empty() {
        true => Err(PresentError::NoneFits(request.verifier().to_owned())),
        false => Ok(found.into_iter().map(|(_, choice)| choice).collect()),
    }
}

/// The one of `choices` whose key has this `id`; the first when no `id` is given.
///
/// # Errors
/// [`PresentError::NotAChoice`].
pub fn choose(choices: Vec<Choice>, id: Option<&str>) -> Result<Choice, PresentError> {
    let wanted = choices.into_iter().find(|choice| id.is_none_or(|id| id == choice.held.id));
    wanted.ok_or_else(|| PresentError::NotAChoice(id.unwrap_or_default().to_owned()))
}

/// Shows `choice` to the verifier at `now` (Unix seconds) and returns where the verifier wants the person to go on.
///
/// # Errors
/// [`PresentError::HolderKey`], [`PresentError::SdJwt`], [`PresentError::Encryption`], [`PresentError::Http`],
/// [`PresentError::Refused`] and [`PresentError::NextAddress`].
pub async fn share(
    http: &Http,
    request: &Request,
    choice: &Choice,
    now: i64,
    rng: &mut impl CryptoRng,
) -> Result<Option<Url>, PresentError> {
    let vp_token = json!({ choice.query_id.as_str(): [choice.presentation(request, now)?] });
    let Some(recipient) = &request.recipient else {
        return send(http, request, &[("vp_token", &vp_token.to_string())]).await;
    };
    let mut content = json!({ "vp_token": vp_token });
    if let (Some(state), Some(members)) = (&request.state, content.as_object_mut()) {
        members.insert("state".to_owned(), state.as_str().into());
    }
    post(http, request, &[("response", &recipient.encrypt(&content, rng)?)]).await
}

/// Tells the verifier that the person does not want to share anything, and returns where it wants the person to go on
/// ([section 8.5](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-8.5)).
///
/// # Errors
/// [`PresentError::Http`], [`PresentError::Refused`] and [`PresentError::NextAddress`].
pub async fn decline(http: &Http, request: &Request) -> Result<Option<Url>, PresentError> {
    send(http, request, &[("error", "access_denied"), ("error_description", "The person did not want to share")]).await
}

/// Sends an answer in the clear.
async fn send(http: &Http, request: &Request, answer: &[(&str, &str)]) -> Result<Option<Url>, PresentError> {
    let state = request.state.as_deref().map(|state| ("state", state));
    post(http, request, &answer.iter().copied().chain(state).collect::<Vec<_>>()).await
}

async fn post(http: &Http, request: &Request, form: &[(&str, &str)]) -> Result<Option<Url>, PresentError> {
    let answer = build(DECISION, http.client().post(request.response_uri.clone()).form(form))?;
    let decision: Decision = http.send(DECISION, answer).await?.success(DECISION)?.json(DECISION)?;
    decision.redirect_uri.map(|address| secure(&address)).transpose().map_err(PresentError::NextAddress)
}

impl Choice {
    /// The SD-JWT with its key binding JWT, for `request` alone.
    fn presentation(&self, request: &Request, now: i64) -> Result<String, PresentError> {
        let key = Key::from_private_jwk(&self.held.holder_key).ok_or(PresentError::HolderKey)?;
        let sd_jwt = self.disclosed.sd_jwt();
        let hash = sd_jwt.sd_hash(sd_jwt.hash_algorithm()?);
        let binding = key.key_binding(&request.client_id, &request.nonce, &hash, now);
        Ok(format!("{}{binding}", sd_jwt.to_string_without_key_binding()))
    }
}
