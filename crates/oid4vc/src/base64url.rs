//! Base64url without padding, the only binary-to-text encoding of JOSE
//! ([RFC 7515, section 2](https://www.rfc-editor.org/rfc/rfc7515.html#section-2)).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Encodes bytes.
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Decodes text. `None` for padding, foreign characters and for the non-canonical forms whose unused last bits are
/// set: a value has one spelling, so that hashes of the text and of the bytes agree.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// 16 bytes (128 bits) of randomness as text of 22 characters.
pub(crate) fn random_128(rng: &mut impl rand_core::CryptoRng) -> String {
    let mut bytes = [0_u8; 16];
    rng.fill_bytes(&mut bytes);
    encode(bytes)
}
