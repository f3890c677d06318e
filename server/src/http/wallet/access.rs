//! How wallets prove themselves at protected endpoints, and what they are told when they cannot (RFC 6750, RFC 9449).

use super::{described, refusal};
use crate::{
    flows::wallet_access::{Presented, Refused},
    http::problem,
    state::AppState,
};
use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use oid4vc::vci::{
    access::{AccessErrorCode, TokenType, challenge},
    nonce::{NoncePurpose, make},
};

/// Header with a nonce for the wallet's next DPoP proofs
/// ([RFC 9449, section 8](https://www.rfc-editor.org/rfc/rfc9449.html#section-8)).
const DPOP_NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// Gives the wallet a fresh nonce for its DPoP proofs, if its profile asks for one. It is its own receipt, so nothing is
/// stored. Where none is asked for none is given: a client that was given one may not leave it out
/// ([RFC 9449, section 11.3](https://www.rfc-editor.org/rfc/rfc9449.html#section-11.3)).
pub fn add_dpop_nonce(state: &AppState, response: &mut Response) {
    if !state.settings.wallet().dpop_nonce {
        return;
    }
    // Without randomness the wallet asks again.
    let Ok(mut rng) = state.random.generator() else { return };
    let nonce = make(NoncePurpose::DpopProof, &mut rng, &state.keys.nonce, state.clock.now().as_seconds());
    if let Ok(value) = HeaderValue::try_from(nonce) {
        response.headers_mut().insert(DPOP_NONCE, value);
    }
}

/// Reads what a wallet sent. `url` is the endpoint's own address, from the settings.
pub fn presented<'a>(headers: &'a HeaderMap, method: &'a str, url: &'a str) -> Presented<'a> {
    let text = |value: &'a HeaderValue| value.to_str().unwrap_or_default();
    let mut authorization = headers.get_all(header::AUTHORIZATION).iter();
    let authorization = match (authorization.next(), authorization.next()) {
        (Some(only), None) => Some(text(only)),
        (None, _) => None,
        // More than one is none that can be read.
        (Some(_), Some(_)) => Some(""),
    };
    Presented { authorization, proofs: headers.get_all("dpop").iter().map(text).collect(), method, url }
}

/// The answer to a wallet that could not prove itself: 401 with a challenge for each scheme.
pub fn refused(state: &AppState, headers: &HeaderMap, refused: &Refused) -> Response {
    let (error, body) = match refused {
        Refused::Fault(fault) => return problem::fault(&state.settings, headers, fault),
        Refused::NoToken => (None, None),
        Refused::Error { token_type, code, why } => (Some((*token_type, *code)), Some(described(*code, why))),
    };
    let mut response = match body {
        Some(body) => refusal(StatusCode::UNAUTHORIZED, body),
        None => {
            let mut response = Response::default();
            *response.status_mut() = StatusCode::UNAUTHORIZED;
            response
        }
    };
    if matches!(error, Some((_, AccessErrorCode::UseDpopNonce))) {
        add_dpop_nonce(state, &mut response);
    }
    for scheme in [TokenType::Dpop, TokenType::Bearer] {
        let code = error.filter(|(token_type, _)| *token_type == scheme).map(|(_, code)| code);
        if let Ok(value) = HeaderValue::try_from(challenge(scheme, code)) {
            response.headers_mut().append(header::WWW_AUTHENTICATE, value);
        }
    }
    response
}
