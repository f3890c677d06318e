//! The token endpoint
//! ([OpenID4VCI 1.0, section 6](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-6)).

use std::collections::BTreeMap;

use serde::Serialize;

use super::access::TokenType;
use super::{ErrorBody, PRE_AUTHORIZED_CODE_GRANT, WireSecret};

/// The longest value of a parameter that is read, in bytes.
const MAX_VALUE_LENGTH: usize = 512;
/// More parameters than any wallet sends.
const MAX_PARAMETERS: usize = 64;

/// A token request for a pre-authorized code
/// ([section 6.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-6.1)). Well-formed;
/// whether the code is ours is for the caller to find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRequest {
    /// The code from the offer.
    pub pre_authorized_code: WireSecret,
    /// What the person typed into the wallet.
    pub tx_code: Option<WireSecret>,
    /// The wallet's identifier, if it gave one. Nothing vouches for it.
    pub client_id: Option<String>,
}

/// Why a token request is refused before anything is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenRequestError {
    /// A parameter occurs twice
    /// ([RFC 6749, section 3.2](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.2)).
    #[error("a parameter occurs more than once")]
    RepeatedParameter,
    /// More parameters, or a longer value, than any wallet sends.
    #[error("the request is too large")]
    TooLarge,
    /// No `grant_type`.
    #[error("grant_type is missing")]
    NoGrantType,
    /// Another grant than the pre-authorized code.
    #[error("the grant type is not supported")]
    UnsupportedGrantType,
    /// No `pre-authorized_code`.
    #[error("pre-authorized_code is missing")]
    NoCode,
    /// The offer asked for a transaction code and none came.
    #[error("tx_code is missing")]
    MissingTxCode,
    /// A transaction code came for an offer that has none.
    #[error("tx_code is not expected")]
    UnexpectedTxCode,
}

/// The error codes of the token endpoint
/// ([RFC 6749, section 5.2](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2),
/// [RFC 9449, section 5](https://www.rfc-editor.org/rfc/rfc9449.html#section-5) and
/// [section 8](https://www.rfc-editor.org/rfc/rfc9449.html#section-8)). All go with status 400 but
/// [`InvalidClient`](Self::InvalidClient), which goes with 401.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenErrorCode {
    /// Malformed, or a transaction code is missing or unexpected.
    InvalidRequest,
    /// The code is unknown, used or expired, or the transaction code is wrong.
    InvalidGrant,
    /// The client failed to authenticate.
    InvalidClient,
    /// Not the pre-authorized code grant.
    UnsupportedGrantType,
    /// The DPoP proof does not fit.
    InvalidDpopProof,
    /// The DPoP proof needs the nonce that comes with this answer in `DPoP-Nonce`.
    UseDpopNonce,
}

impl TokenRequest {
    /// Reads a decoded form. Unknown parameters are ignored, and an empty value counts as absent
    /// ([RFC 6749, section 3.2](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.2)).
    ///
    /// # Errors
    /// See [`TokenRequestError`].
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, TokenRequestError> {
        if pairs.len() > MAX_PARAMETERS {
            return Err(TokenRequestError::TooLarge);
        }
        let mut parameters: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, value) in pairs {
            // `resource` is the one parameter that may repeat (RFC 8707, section 2).
            if parameters.insert(name, value).is_some() && name != "resource" {
                return Err(TokenRequestError::RepeatedParameter);
            }
        }
        let mut take = |name: &str| match parameters.remove(name).filter(|value| !value.is_empty()) {
            Some(value) if value.len() > MAX_VALUE_LENGTH => Err(TokenRequestError::TooLarge),
            value => Ok(value),
        };
        match take("grant_type")? {
            None => return Err(TokenRequestError::NoGrantType),
            Some(PRE_AUTHORIZED_CODE_GRANT) => {}
            Some(_) => return Err(TokenRequestError::UnsupportedGrantType),
        }
        let secret = |value: &str| WireSecret::new(value.to_owned());
        Ok(Self {
            pre_authorized_code: take("pre-authorized_code")?.map(secret).ok_or(TokenRequestError::NoCode)?,
            tx_code: take("tx_code")?.map(secret),
            client_id: take("client_id")?.map(str::to_owned),
        })
    }

    /// The transaction code, when the offer asked for one; an error when one is missing or came unasked
    /// ([section 6.3](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-6.3)).
    ///
    /// # Errors
    /// [`TokenRequestError::MissingTxCode`] or [`TokenRequestError::UnexpectedTxCode`].
    pub fn tx_code(&self, offer_asked_for_it: bool) -> Result<Option<&WireSecret>, TokenRequestError> {
        match (&self.tx_code, offer_asked_for_it) {
            (None, true) => Err(TokenRequestError::MissingTxCode),
            (Some(_), false) => Err(TokenRequestError::UnexpectedTxCode),
            (tx_code, _) => Ok(tx_code.as_ref()),
        }
    }
}

impl TokenRequestError {
    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> TokenErrorCode {
        match self {
            Self::UnsupportedGrantType => TokenErrorCode::UnsupportedGrantType,
            Self::RepeatedParameter
            | Self::TooLarge
            | Self::NoGrantType
            | Self::NoCode
            | Self::MissingTxCode
            | Self::UnexpectedTxCode => TokenErrorCode::InvalidRequest,
        }
    }
}

impl From<TokenRequestError> for ErrorBody<TokenErrorCode> {
    fn from(error: TokenRequestError) -> Self {
        Self::new(error.code(), &error)
    }
}

/// A successful answer
/// ([section 6.2](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-6.2)); to be sent
/// with `Cache-Control: no-store`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenResponse {
    /// The access token, opaque to the wallet.
    pub access_token: WireSecret,
    /// How the wallet has to present it.
    pub token_type: TokenType,
    /// Its life in seconds.
    pub expires_in: u32,
}
