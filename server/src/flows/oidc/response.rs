//! What goes back to a portal through the browser
//! ([OpenID Connect Core 1.0, sections 3.1.2.5 and 3.1.2.6](https://openid.net/specs/openid-connect-core-1_0.html#AuthResponse)).

use domain::SecretToken;
use url::Url;

/// An answer for a registered address.
#[derive(Debug)]
pub struct Back {
    /// One of the portal's addresses.
    pub redirect_uri: String,
    /// As the portal sent it.
    pub state: Option<String>,
    /// What it is told.
    pub outcome: Outcome,
}

/// What a portal is told.
#[derive(Debug)]
pub enum Outcome {
    /// Somebody is logged in: the code to ask with.
    Code(SecretToken),
    /// Nobody is, and why.
    Error(ErrorCode, &'static str),
}

/// Error codes of [RFC 6749, section 4.1.2.1](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2.1) and
/// [OpenID Connect Core 1.0, section 3.1.2.6](https://openid.net/specs/openid-connect-core-1_0.html#AuthError).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// A parameter is missing or wrong.
    InvalidRequest,
    /// Not `code`.
    UnsupportedResponseType,
    /// `openid` is not asked for.
    InvalidScope,
    /// Somebody would have to log in, and may not be asked.
    LoginRequired,
    /// Somebody would have to log in in another way, and may not be asked.
    InteractionRequired,
    /// Request objects are not read.
    RequestNotSupported,
    /// Request objects are not fetched.
    RequestUriNotSupported,
    /// Portals do not register themselves.
    RegistrationNotSupported,
}

impl ErrorCode {
    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::InvalidScope => "invalid_scope",
            Self::LoginRequired => "login_required",
            Self::InteractionRequired => "interaction_required",
            Self::RequestNotSupported => "request_not_supported",
            Self::RequestUriNotSupported => "request_uri_not_supported",
            Self::RegistrationNotSupported => "registration_not_supported",
        }
    }
}

impl Back {
    /// The address with the answer in its query, and in it who answers
    /// ([RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html)). `None` if the address is none, which the settings rule
    /// out.
    #[must_use]
    pub fn address(&self, issuer: &str) -> Option<String> {
        let mut parameters = match &self.outcome {
            Outcome::Code(code) => vec![("code", code.reveal())],
            Outcome::Error(code, description) => {
                vec![("error", code.as_str().to_owned()), ("error_description", (*description).to_owned())]
            }
        };
        parameters.extend(self.state.clone().map(|state| ("state", state)));
        parameters.push(("iss", issuer.to_owned()));
        with_query(&self.redirect_uri, &parameters)
    }
}

/// An address with more parameters; those that it has stay.
#[must_use]
pub fn with_query(address: &str, parameters: &[(&str, String)]) -> Option<String> {
    let mut url = Url::parse(address).ok()?;
    if !parameters.is_empty() {
        url.query_pairs_mut().extend_pairs(parameters);
    }
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_stands_in_the_query_beside_what_was_there() {
        let mut back = Back {
            redirect_uri: "https://portal.example.org/cb?tenant=a%20b".to_owned(),
            state: Some("x y&z".to_owned()),
            outcome: Outcome::Error(ErrorCode::LoginRequired, "nobody is logged in"),
        };
        assert_eq!(
            back.address("https://keys.example.org").unwrap(),
            "https://portal.example.org/cb?tenant=a%20b&error=login_required&error_description=nobody+is+logged+in\
             &state=x+y%26z&iss=https%3A%2F%2Fkeys.example.org"
        );
        let code = SecretToken::from_bytes([7; 32]);
        back = Back { state: None, outcome: Outcome::Code(code.clone()), ..back };
        assert_eq!(
            back.address("https://keys.example.org").unwrap(),
            format!(
                "https://portal.example.org/cb?tenant=a%20b&code={}&iss=https%3A%2F%2Fkeys.example.org",
                code.reveal()
            )
        );
    }
}
