//! Encrypted answers.

use std::sync::LazyLock;

use oid4vc::jose::DecryptionKey;
use oid4vc::jose::jwe::EncryptedJwe;

use crate::recipe::{lines, refuses_a_change, text};
use crate::sealing::encrypt;

/// The key to which wallets encrypt.
pub static KEY: LazyLock<DecryptionKey> = LazyLock::new(|| DecryptionKey::from_bytes(&[33; 32]).unwrap());

/// What opens is what was sealed, unchanged. Recipe: members of the header that come on top, content.
pub fn jwe(input: &[u8]) -> bool {
    let Some(text) = text(input) else { return false };
    let (jwe, content) = match lines(text) {
        None => (text.to_owned(), None),
        Some(lines) => match oid4vc::json::parse_object(lines[0].as_bytes()) {
            Ok(extra) if party(&extra) => {
                let enc = if extra.contains_key("apu") { "A128GCM" } else { "A256GCM" };
                (encrypt(&KEY.public_jwk(), enc, extra, lines[1].as_bytes()), Some(lines[1]))
            }
            _ => return false,
        },
    };
    let opened = EncryptedJwe::parse(&jwe).and_then(|jwe| jwe.decrypt(&KEY));
    let Ok(opened) = opened else { return false };
    if let Some(content) = content {
        assert_eq!(opened.as_slice(), content.as_bytes());
    }
    refuses_a_change(&jwe, |changed| EncryptedJwe::parse(changed).and_then(|jwe| jwe.decrypt(&KEY)).is_ok());
    true
}

/// Whether the writer can read the party information that it has to mix in.
fn party(header: &serde_json::Map<String, serde_json::Value>) -> bool {
    use base64::Engine as _;
    let decodes = |text: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).is_ok();
    ["apu", "apv"].iter().all(|name| header.get(*name).is_none_or(|it| it.as_str().is_some_and(decodes)))
}
