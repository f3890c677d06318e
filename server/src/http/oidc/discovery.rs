//! Documents that tell portals what there is
//! ([OpenID Connect Discovery 1.0](https://openid.net/specs/openid-connect-discovery-1_0.html)) and how to check what they
//! get ([RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html)).

use super::{authorize, log_out, token, user_info};
use crate::{
    config::Claim,
    flows::oidc::{
        SCOPES,
        id_token::{CROSS_DEVICE, SAME_DEVICE},
    },
    http::wallet::public,
    state::AppState,
};
use axum::{Router, extract::State, response::Response, routing::get};
use oid4vc::jose::Jwks;
use serde::Serialize;
use serde_json::json;

/// Path of the metadata.
pub const PATH: &str = "/.well-known/openid-configuration";
/// Path of the key set.
pub const JWKS_PATH: &str = "/oidc/jwks";

/// How long portals may keep these documents, in seconds.
const KEEP: u32 = 300;

/// Their routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(metadata)).route(JWKS_PATH, get(jwks))
}

async fn metadata(State(state): State<AppState>) -> Response {
    let settings = &state.settings;
    let own = ["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "at_hash"];
    let personal =
        [Claim::GivenName, Claim::FamilyName, Claim::Name, Claim::Email, Claim::StaffNumber].map(Claim::name);
    let claims = [own.as_slice(), &personal].concat();
    document(&json!({
        "issuer": settings.credential_issuer(),
        "authorization_endpoint": settings.url(authorize::PATH),
        "token_endpoint": settings.url(token::PATH),
        "userinfo_endpoint": settings.url(user_info::PATH),
        "end_session_endpoint": settings.url(log_out::PATH),
        "jwks_uri": settings.url(JWKS_PATH),
        "scopes_supported": SCOPES,
        "claims_supported": claims,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        // The stronger one first.
        "acr_values_supported": [SAME_DEVICE, CROSS_DEVICE],
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
    }))
}

async fn jwks(State(state): State<AppState>) -> Response {
    document(&Jwks::of(&state.keys.oidc))
}

fn document(document: &impl Serialize) -> Response {
    // Texts and lists always encode.
    public("application/json", KEEP, serde_json::to_vec(document).unwrap_or_default())
}
