//! Secrets that travel in a link or a cookie; only their hash is stored.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use std::str::FromStr;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// 256 random bits, as 43 characters of base64url. Never logged and never stored.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct SecretToken([u8; 32]);

/// SHA-256 of a [`SecretToken`] or of another secret of at least 256 bits, as base64url: what the database holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "columns", derive(sea_orm::DeriveValueType))]
pub struct TokenHash(String);

/// Not a token that this service could have made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a token")]
pub struct WrongToken;

impl SecretToken {
    /// A new secret.
    pub fn new(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = [0; 32];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// A secret that was derived elsewhere.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// What travels.
    #[must_use]
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What is stored.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(self.reveal().as_bytes())
    }
}

impl FromStr for SecretToken {
    type Err = WrongToken;

    fn from_str(text: &str) -> Result<Self, WrongToken> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| WrongToken)?;
        bytes.try_into().map(Self).map_err(|_| WrongToken)
    }
}

impl std::fmt::Debug for SecretToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretToken(…)")
    }
}

impl TokenHash {
    /// Hash of a secret.
    #[must_use]
    pub fn of(secret: &[u8]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(Sha256::digest(secret)))
    }

    /// The hash as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_nothing_else_is() {
        let token = SecretToken::from_bytes([7; 32]);
        assert_eq!(token.reveal().len(), 43);
        assert_eq!(token.reveal().parse::<SecretToken>().unwrap(), token);
        for broken in ["", "a", &token.reveal()[1..], &format!("{}A", token.reveal()), &format!("{}=", token.reveal())]
        {
            assert_eq!(broken.parse::<SecretToken>(), Err(WrongToken), "{broken}");
        }
        assert_eq!(format!("{token:?}"), "SecretToken(…)");
    }
}
