//! What the provider says about itself: its metadata and its keys
//! ([OpenID Connect Discovery 1.0](https://openid.net/specs/openid-connect-discovery-1_0.html)), from the issuer that the
//! settings name and from nowhere else. Kept for an hour; losing it loses nothing.

use super::Refusal;
use crate::{config::SingleSignOn, outgoing::NoAnswer, state::AppState};
use domain::{Duration, Timestamp};
use futures_util::future::BoxFuture;
use openidconnect::{
    AdditionalProviderMetadata, DiscoveryError, HttpRequest, HttpResponse, IssuerUrl, ProviderMetadata,
    core::{
        CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType,
        CoreSubjectIdentifierType,
    },
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tokio::sync::Mutex;

/// How long metadata and keys are kept.
const KEPT: Duration = Duration::hours(1);
/// How long they are kept at least, whatever is signed with a key that is not among them.
const KEPT_AT_LEAST: Duration = Duration::minutes(1);
/// Largest answer in bytes.
const LARGEST: usize = 256 * 1024;
/// Longest time for one answer: somebody waits for the page.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);

/// The provider's metadata and keys.
pub(super) type Metadata = ProviderMetadata<
    More,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Members of the metadata that other specifications add.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct More {
    /// Each answer to the browser names the issuer
    /// ([RFC 9207, section 3](https://www.rfc-editor.org/rfc/rfc9207.html#section-3)).
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for More {}

/// The provider as it was read last.
#[derive(Clone, Default)]
pub struct Provider(Arc<Mutex<Option<Held>>>);

#[derive(Clone)]
struct Held {
    metadata: Arc<Metadata>,
    read_at: Timestamp,
}

/// There is no answer of the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAsked {
    /// It names an address without TLS.
    #[error("it names an address that does not begin with https://")]
    Insecure,
    /// It does not answer.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
}

/// The metadata, read within the last hour.
pub(super) async fn known(state: &AppState, sso: &SingleSignOn) -> Result<Arc<Metadata>, Refusal> {
    let now = state.clock.now();
    let held = state.single_sign_on.0.lock().await.clone();
    match held.filter(|held| now < held.read_at + KEPT) {
        Some(held) => Ok(held.metadata),
        None => read(state, sso, now).await,
    }
}

/// The metadata read anew: something was signed with a key that is not among those that were read last. `None` if that
/// was within the last minute: whoever invents names of keys must not make us ask each time.
pub(super) async fn known_anew(state: &AppState, sso: &SingleSignOn) -> Result<Option<Arc<Metadata>>, Refusal> {
    let now = state.clock.now();
    let held = state.single_sign_on.0.lock().await.clone();
    if held.is_some_and(|held| now < held.read_at + KEPT_AT_LEAST) {
        return Ok(None);
    }
    read(state, sso, now).await.map(Some)
}

async fn read(state: &AppState, sso: &SingleSignOn, now: Timestamp) -> Result<Arc<Metadata>, Refusal> {
    let issuer = IssuerUrl::new(sso.issuer.clone()).map_err(|_| Refusal::Metadata)?;
    let asking = asking(state, sso);
    // Checks that the metadata is that of this issuer, character by character.
    let metadata = Metadata::discover_async(issuer, &asking).await.map_err(|error| match error {
        DiscoveryError::Request(why) => Refusal::NotAsked(why),
        _ => Refusal::Metadata,
    })?;
    let metadata = Arc::new(metadata);
    *state.single_sign_on.0.lock().await = Some(Held { metadata: metadata.clone(), read_at: now });
    Ok(metadata)
}

/// How the provider is asked: by our own client, in time, of limited size, never led elsewhere, and over TLS if the issuer is.
pub(super) fn asking(
    state: &AppState,
    sso: &SingleSignOn,
) -> impl Fn(HttpRequest) -> BoxFuture<'static, Result<HttpResponse, NotAsked>> + Send + Sync + use<> {
    let (outgoing, safely) = (state.outgoing.clone(), sso.issuer.starts_with("https://"));
    move |request| {
        let outgoing = outgoing.clone();
        Box::pin(async move {
            if safely && request.uri().scheme_str() != Some("https") {
                return Err(NotAsked::Insecure);
            }
            Ok(outgoing.send(request, LARGEST, PATIENCE).await?)
        })
    }
}
