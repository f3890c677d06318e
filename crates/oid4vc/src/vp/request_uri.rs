//! What a wallet posts when it fetches the request object
//! ([OpenID4VP 1.0, section 5.10](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-5.10)).

/// The longest `wallet_nonce` that is repeated, in bytes.
const MAX_WALLET_NONCE_LENGTH: usize = 512;
/// More parameters than any wallet posts.
const MAX_PARAMETERS: usize = 64;

/// The wallet's parameters. Its metadata is not used: there is one way to sign and one format to ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestUriPost {
    /// To be repeated in the request object.
    pub wallet_nonce: Option<String>,
}

/// Why a post to the request URI is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestUriPostError {
    /// More parameters than any wallet sends.
    #[error("the form has too many parameters")]
    TooLarge,
    /// `wallet_nonce` occurs twice.
    #[error("wallet_nonce occurs more than once")]
    RepeatedParameter,
    /// `wallet_nonce` is too long or has other characters than those of a URL.
    #[error("wallet_nonce is not usable")]
    WalletNonce,
}

impl RequestUriPost {
    /// Reads a decoded form. Unknown parameters are ignored.
    ///
    /// # Errors
    /// See [`RequestUriPostError`].
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, RequestUriPostError> {
        if pairs.len() > MAX_PARAMETERS {
            return Err(RequestUriPostError::TooLarge);
        }
        let mut nonces = pairs.iter().filter(|(name, _)| name == "wallet_nonce").map(|(_, value)| value);
        let nonce = nonces.next().filter(|nonce| !nonce.is_empty());
        if nonces.next().is_some() {
            return Err(RequestUriPostError::RepeatedParameter);
        }
        let usable = |nonce: &&String| {
            nonce.len() <= MAX_WALLET_NONCE_LENGTH && nonce.bytes().all(|byte| byte.is_ascii_graphic())
        };
        match nonce {
            Some(nonce) if !usable(&nonce) => Err(RequestUriPostError::WalletNonce),
            nonce => Ok(Self { wallet_nonce: nonce.cloned() }),
        }
    }
}
