//! Status lists that were fetched, and the addresses that lead to them.

use std::sync::LazyLock;

use oid4vc::status_list::{StatusBits, StatusList};
use oid4vc::vp::policy::{RelyingPolicy, StatusUriPrefix};
use oid4vc::vp::status::verify_status_list;
use serde_json::Value;

use crate::presentation::X5C;
use crate::presenter::{ISSUER, SIGNER_KEY, policy};
use crate::recipe::{lines, refuses_a_change, signed, text, value};
use crate::support::{NOW, WalletKey, base64url, part};

/// The address of the list.
pub const URI: &str = "https://keys.example.org/status/1";
/// How much a list may unpack to.
const MAX_BYTES: usize = 4096;

static POLICY: LazyLock<RelyingPolicy> = LazyLock::new(policy);

/// A list that unpacks is no larger than permitted, and says the same packed again. The first byte says how many bits
/// a status has, the rest is the packed list.
pub fn list(input: &[u8]) -> bool {
    let Some((first, packed)) = input.split_first() else { return false };
    let bits = [StatusBits::One, StatusBits::Two, StatusBits::Four, StatusBits::Eight][usize::from(first % 4)];
    let Ok(list) = StatusList::decode(bits, &base64url(packed), MAX_BYTES) else { return false };
    holds(&list);
    true
}

fn holds(list: &StatusList) {
    assert!(list.as_bytes().len() <= MAX_BYTES);
    let again = StatusList::decode(list.bits(), &list.encode().unwrap(), MAX_BYTES);
    assert_eq!(again.as_ref(), Ok(list));
    let entries = u64::try_from(list.entries()).unwrap();
    assert_eq!((list.get(entries), list.get(u64::MAX)), (None, None));
    assert_eq!(list.get(0).is_some(), entries > 0);
}

/// A list is accepted only as the issuer signed it, for this address and in its time. Recipe: header, where
/// `"x5c": null` stands for the signer's certificate, and claims.
pub fn token(input: &[u8]) -> bool {
    let Some(text) = text(input) else { return false };
    let token = lines(text).map_or_else(
        || text.to_owned(),
        |lines| {
            let mut header = value(lines.first());
            match header.get_mut("x5c") {
                Some(x5c) if x5c.is_null() => *x5c = X5C.clone(),
                _ => return signed(&lines, &WalletKey::number(SIGNER_KEY)),
            }
            signed(&[&header.to_string(), lines[1]], &WalletKey::number(SIGNER_KEY))
        },
    );
    let verify = |token: &str| {
        verify_status_list(token, POLICY.issuer(ISSUER).unwrap(), &POLICY.key_purposes, URI, NOW, MAX_BYTES)
    };
    let Ok(list) = verify(&token) else { return false };
    let (header, claims): (Value, Value) = (part(&token, 0), part(&token, 1));
    assert_eq!((&header["typ"], &claims["sub"]), (&"statuslist+jwt".into(), &URI.into()));
    assert!(claims["exp"].as_f64().unwrap() > NOW as f64);
    holds(&list);
    refuses_a_change(&token, |changed| verify(changed).is_ok());
    true
}

/// An address that is permitted is one of the same server, below the same path, whoever resolves it.
pub fn uri(input: &[u8]) -> bool {
    let Some(uri) = text(input) else { return false };
    let prefix = StatusUriPrefix::parse("https://keys.example.org/status/").unwrap();
    if !prefix.covers(uri) {
        return false;
    }
    let url = url::Url::parse(uri).unwrap();
    assert_eq!((url.scheme(), url.host_str(), url.port()), ("https", Some("keys.example.org"), None));
    assert!(url.path().starts_with("/status/") && !url.path().split('/').any(|part| part == ".."));
    assert!(url.username().is_empty() && url.query().is_none() && url.fragment().is_none());
    true
}
