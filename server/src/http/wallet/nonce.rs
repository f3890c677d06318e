//! `POST /openid4vci/nonce`: the nonce endpoint (OpenID4VCI 1.0, section 7). Needs no token, stores nothing. A nonce
//! for DPoP proofs comes with it where the wallet's profile asks for one (section 7.2).

use super::access::add_dpop_nonce;
use crate::{flows::Fault, http::problem, state::AppState};
use axum::{
    Json, Router,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
    routing::post,
};
use oid4vc::vci::nonce::{NoncePurpose, NonceResponse, make};

/// Its path.
pub const PATH: &str = "/openid4vci/nonce";

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, post(nonce))
}

async fn nonce(State(state): State<AppState>, headers: HeaderMap) -> Response {
    match state.random.generator() {
        Ok(mut rng) => {
            let c_nonce =
                make(NoncePurpose::CredentialProof, &mut rng, &state.keys.nonce, state.clock.now().as_seconds());
            let mut response = Json(NonceResponse { c_nonce }).into_response();
            add_dpop_nonce(&state, &mut response);
            response
        }
        Err(error) => problem::fault(&state.settings, &headers, &Fault::from(error)),
    }
}
