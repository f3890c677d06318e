//! Access tokens at the protected endpoints: the `Authorization` header and the answer to a bad one.

use std::fmt;

use serde::Serialize;

use super::WireSecret;

/// How an access token is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum TokenType {
    /// Whoever has the token may use it ([RFC 6750](https://www.rfc-editor.org/rfc/rfc6750.html)).
    Bearer,
    /// The token works only with proofs by one key
    /// ([RFC 9449, section 7.1](https://www.rfc-editor.org/rfc/rfc9449.html#section-7.1)).
    #[serde(rename = "DPoP")]
    Dpop,
}

impl fmt::Display for TokenType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Bearer => "Bearer",
            Self::Dpop => "DPoP",
        })
    }
}

/// The access token of a request and its scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresentedToken {
    /// The scheme that the wallet used; it has to be the one under which the token was issued.
    pub token_type: TokenType,
    /// The token, unchecked.
    pub token: WireSecret,
}

impl PresentedToken {
    /// The longest token that is read, in bytes.
    pub const MAX_LENGTH: usize = 4096;

    /// Reads the value of an `Authorization` header. The scheme is compared without regard to case
    /// ([RFC 9110, section 11.1](https://www.rfc-editor.org/rfc/rfc9110.html#section-11.1)). `None` unless it is one
    /// of the two schemes followed by one token in the alphabet of
    /// [RFC 6750, section 2.1](https://www.rfc-editor.org/rfc/rfc6750.html#section-2.1).
    #[must_use]
    pub fn parse(header: &str) -> Option<Self> {
        let (scheme, token) = header.split_once(' ')?;
        let token_type = match scheme {
            _ if scheme.eq_ignore_ascii_case("Bearer") => TokenType::Bearer,
            _ if scheme.eq_ignore_ascii_case("DPoP") => TokenType::Dpop,
            _ => return None,
        };
        let token = token.trim_start_matches(' ');
        let permitted = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        let usable = !token.is_empty() && token.len() <= Self::MAX_LENGTH && token.bytes().all(permitted);
        usable.then(|| Self { token_type, token: WireSecret::new(token.to_owned()) })
    }
}

/// Why a protected endpoint refuses the access token; the codes of a `WWW-Authenticate` header
/// ([RFC 6750, section 3.1](https://www.rfc-editor.org/rfc/rfc6750.html#section-3.1),
/// [RFC 9449, section 7.1](https://www.rfc-editor.org/rfc/rfc9449.html#section-7.1)). Each goes with status 401.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessErrorCode {
    /// The token is unknown, expired, revoked or presented in the wrong way.
    InvalidToken,
    /// The DPoP proof is missing or does not fit.
    InvalidDpopProof,
    /// The DPoP proof needs the nonce that comes with this answer in `DPoP-Nonce`.
    UseDpopNonce,
}

impl AccessErrorCode {
    /// The code as text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidToken => "invalid_token",
            Self::InvalidDpopProof => "invalid_dpop_proof",
            Self::UseDpopNonce => "use_dpop_nonce",
        }
    }
}

/// The value of `WWW-Authenticate`. A request without any token is told the scheme only, without a code
/// ([RFC 6750, section 3.1](https://www.rfc-editor.org/rfc/rfc6750.html#section-3.1)).
#[must_use]
pub fn challenge(token_type: TokenType, error: Option<AccessErrorCode>) -> String {
    let error = error.map(|code| format!(r#"error="{}""#, code.as_str()));
    let algorithms = (token_type == TokenType::Dpop).then(|| r#"algs="ES256""#.to_owned());
    let parameters: Vec<String> = error.into_iter().chain(algorithms).collect();
    match parameters.is_empty() {
        true => token_type.to_string(),
        false => format!("{token_type} {}", parameters.join(", ")),
    }
}
