//! How wallets prove themselves at protected endpoints, and what they are told when they cannot (RFC 6750, RFC 9449).

use super::{described, refusal};
use crate::{
    flows::wallet_access::{Presented, Refused},
    http::problem,
    state::AppState,
};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use oid4vc::vci::access::{TokenType, challenge};

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
    for scheme in [TokenType::Dpop, TokenType::Bearer] {
        let code = error.filter(|(token_type, _)| *token_type == scheme).map(|(_, code)| code);
        if let Ok(value) = HeaderValue::try_from(challenge(scheme, code)) {
            response.headers_mut().append(header::WWW_AUTHENTICATE, value);
        }
    }
    response
}
