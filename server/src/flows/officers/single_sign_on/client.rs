//! This service as a client of the provider.

use super::{RETURN_PATH, Refusal, provider::Metadata};
use crate::{config::SingleSignOn, state::AppState};
use openidconnect::{
    ClientId, ClientSecret, EndpointMaybeSet, EndpointNotSet, EndpointSet, RedirectUrl, core::CoreClient,
};

/// A client that knows its provider.
pub(super) type ProviderClient =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// This service as a client of the provider with this metadata. It shows its secret by HTTP Basic authentication
/// ([RFC 6749, section 2.3.1](https://www.rfc-editor.org/rfc/rfc6749.html#section-2.3.1)).
pub(super) fn client(state: &AppState, sso: &SingleSignOn, metadata: &Metadata) -> Result<ProviderClient, Refusal> {
    let secret = sso.client_secret.as_ref().map(|secret| ClientSecret::new(secret.reveal().to_owned()));
    let back = RedirectUrl::new(state.settings.url(RETURN_PATH)).map_err(|_| Refusal::Metadata)?;
    let id = ClientId::new(sso.client_id.clone());
    Ok(CoreClient::from_provider_metadata(metadata.clone(), id, secret).set_redirect_uri(back))
}
