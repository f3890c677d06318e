//! Nonces without memory.

use std::collections::HashSet;

use oid4vc::vci::nonce::{NonceError, NoncePurpose, NonceResponse, check, make};
use serde_json::json;

use crate::support::{NOW, base64url, rng};

const KEY: [u8; 32] = [9; 32];
const LIFE: i64 = 300;
const PURPOSE: NoncePurpose = NoncePurpose::CredentialProof;

fn fresh() -> String {
    make(PURPOSE, &mut rng(), &KEY, NOW)
}

#[test]
fn a_nonce_lives_exactly_as_long_as_it_should() {
    let spent = check(PURPOSE, &fresh(), &KEY, NOW, LIFE).unwrap();
    assert_eq!(spent.expires_at, NOW + LIFE);
    assert_eq!(check(PURPOSE, &fresh(), &KEY, NOW + LIFE, LIFE), Ok(spent));
    assert_eq!(check(PURPOSE, &fresh(), &KEY, NOW + LIFE + 1, LIFE), Err(NonceError::Expired));
    // Another replica's clock may be five minutes behind.
    assert_eq!(check(PURPOSE, &fresh(), &KEY, NOW - 300, LIFE), Ok(spent));
    assert_eq!(check(PURPOSE, &fresh(), &KEY, NOW - 301, LIFE), Err(NonceError::FromTheFuture));
}

#[test]
fn a_nonce_is_good_for_its_purpose_and_key_only() {
    let other_purpose = check(NoncePurpose::DpopProof, &fresh(), &KEY, NOW, LIFE);
    assert_eq!(other_purpose, Err(NonceError::Foreign));
    assert_eq!(check(PURPOSE, &fresh(), &[8; 32], NOW, LIFE), Err(NonceError::Foreign));
}

#[test]
fn no_changed_character_is_accepted() {
    let nonce = fresh();
    for position in 0..nonce.len() {
        let mut bytes = nonce.clone().into_bytes();
        bytes[position] = if bytes[position] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(bytes).unwrap();
        assert!(check(PURPOSE, &changed, &KEY, NOW, LIFE).is_err(), "character {position}");
    }
}

#[test]
fn foreign_texts_are_refused() {
    let refused = [
        (String::new(), NonceError::Malformed),
        ("LarRGSbmUPYtRYO6BQ4yn8".to_owned(), NonceError::Malformed),
        (format!("{}A", fresh()), NonceError::Malformed),
        (format!("{}=", fresh()), NonceError::Malformed),
        ("*".repeat(75), NonceError::Malformed),
        (base64url([0; 56]), NonceError::Foreign),
        (base64url([255; 56]), NonceError::Foreign),
    ];
    for (nonce, expected) in refused {
        assert_eq!(check(PURPOSE, &nonce, &KEY, NOW, LIFE), Err(expected), "{nonce}");
    }
}

#[test]
fn nonces_and_their_hashes_never_repeat() {
    let mut rng = rng();
    let nonces: HashSet<String> = (0..1000).map(|_| make(PURPOSE, &mut rng, &KEY, NOW)).collect();
    assert_eq!(nonces.len(), 1000);
    assert!(nonces.iter().all(|nonce| nonce.len() == 75));
    let hashes: HashSet<_> = nonces.iter().map(|nonce| check(PURPOSE, nonce, &KEY, NOW, LIFE).unwrap().hash).collect();
    assert_eq!(hashes.len(), 1000);
}

#[test]
fn the_answer_has_one_member() {
    let response = NonceResponse { c_nonce: "n".to_owned() };
    assert_eq!(serde_json::to_value(response).unwrap(), json!({ "c_nonce": "n" }));
}
