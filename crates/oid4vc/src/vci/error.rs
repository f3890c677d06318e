//! The error body that all wallet endpoints share.

use std::error::Error;

use serde::Serialize;

/// A JSON error body: `error` and `error_description` at the top level
/// ([RFC 6749, section 5.2](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2),
/// [OpenID4VCI 1.0, section 8.3.1.2](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-8.3.1.2)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErrorBody<Code> {
    /// What a program reads.
    pub error: Code,
    /// What the wallet's developer reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_description: Option<ErrorDescription>,
}

impl<Code> ErrorBody<Code> {
    /// A body that describes `cause` and the errors behind it, outermost first.
    #[must_use]
    pub fn new(error: Code, cause: &dyn Error) -> Self {
        let mut text = cause.to_string();
        let mut source = cause.source();
        while let Some(inner) = source {
            text.push_str(": ");
            text.push_str(&inner.to_string());
            source = inner.source();
        }
        Self { error, error_description: Some(ErrorDescription::new(&text)) }
    }
}

/// A description in the characters that OAuth permits: `%x20-21 / %x23-5B / %x5D-7E`, that is printable ASCII without
/// the double quote and the backslash
/// ([RFC 6749, section 5.2](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ErrorDescription(String);

impl ErrorDescription {
    /// The longest description, in characters.
    pub const MAX_LENGTH: usize = 300;

    /// Turns any text into a description: other characters become `?`, and what is too long is cut.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let permitted = |character: char| matches!(character, ' '..='!' | '#'..='[' | ']'..='~');
        let replace = |character: char| if permitted(character) { character } else { '?' };
        Self(text.chars().take(Self::MAX_LENGTH).map(replace).collect())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
