//! Public keys that wallets send.

use oid4vc::jose::{Jwk, did_jwk};

/// A key has one written form, without private parts, from which it is read back.
pub fn jwk(input: &[u8]) -> bool {
    let Ok(value) = oid4vc::json::parse(input) else { return false };
    let Ok(key) = Jwk::from_value(&value) else { return false };
    let written = key.to_value();
    assert_eq!(Jwk::from_value(&written).as_ref(), Ok(&key));
    for name in ["kty", "crv", "x", "y"] {
        assert_eq!(written[name], value[name]);
    }
    assert_eq!(written.as_object().unwrap().len(), 4);
    assert!(["d", "k"].iter().all(|name| value.get(*name).is_none()));
    true
}

/// A `did:jwk` names one key, and that key written as `did:jwk` is read back.
pub fn did_jwk(input: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(input) else { return false };
    let Ok(key) = did_jwk::parse(text) else { return false };
    assert_eq!(did_jwk::parse(&did_jwk::encode(&key)), Ok(key));
    true
}
