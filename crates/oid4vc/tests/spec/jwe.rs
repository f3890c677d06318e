//! Reading encrypted answers: the vector of RFC 7518, appendix C, and everything that must be refused.

use oid4vc::jose::jwe::{ContentEncryption, EncryptedJwe, JweError, MAX_LENGTH, Part};
use oid4vc::jose::{DecryptionKey, JwkError, KeyEncodingError};
use oid4vc::json::JsonError;
use serde_json::{Map, Value, json};

use crate::sealing::{decode, encrypt, seal};
use crate::support::{WalletKey, base64url, rng};

fn members(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// Bob, with his private key.
fn bob() -> DecryptionKey {
    let secret = decode("VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw");
    DecryptionKey::from_bytes(&secret.try_into().unwrap()).unwrap()
}

#[test]
fn the_key_agreed_in_the_rfc_opens_the_content() {
    // RFC 7518, appendix C: the header of Alice, the key of Bob, and the derived key as printed.
    let bob = bob();
    assert_eq!(bob.public_jwk()["x"], "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ");
    assert_eq!(bob.public_jwk()["y"], "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck");
    let header = json!({
        "alg": "ECDH-ES",
        "enc": "A128GCM",
        "apu": "QWxpY2U",
        "apv": "Qm9i",
        "epk": {
            "kty": "EC",
            "crv": "P-256",
            "x": "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
            "y": "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps",
        },
        "kid": bob.kid(),
    });
    let text = seal(&header, &decode("VqqN6vgjbSBcIijNcacQGg"), b"content");
    assert_eq!(EncryptedJwe::parse(&text).unwrap().decrypt(&bob).unwrap().as_slice(), b"content");
}

#[test]
fn both_sizes_open_with_and_without_party_information() {
    let key = DecryptionKey::generate(&mut rng());
    let long = "x".repeat(100_000);
    for (enc, name) in [("A128GCM", ContentEncryption::A128Gcm), ("A256GCM", ContentEncryption::A256Gcm)] {
        for extra in [json!({}), json!({ "apu": "YQ", "apv": base64url(key.kid()), "cty": "json" })] {
            let text = encrypt(&key.public_jwk(), enc, members(extra), long.as_bytes());
            let jwe = EncryptedJwe::parse(&text).unwrap();
            assert_eq!((jwe.kid(), jwe.encryption()), (key.kid(), name));
            assert_eq!(jwe.decrypt(&key).unwrap().as_slice(), long.as_bytes());
        }
    }
}

#[test]
fn the_public_half_says_what_it_is_for_and_survives_storage() {
    let key = DecryptionKey::generate(&mut rng());
    let public = key.public_jwk();
    let names: Vec<&String> = public.as_object().unwrap().keys().collect();
    assert_eq!(names, ["alg", "crv", "kid", "kty", "use", "x", "y"]);
    assert_eq!((&public["use"], &public["alg"]), (&json!("enc"), &json!("ECDH-ES")));
    let again = DecryptionKey::from_bytes(&key.to_bytes()).unwrap();
    assert_eq!(again.public_jwk(), public);
    assert_eq!(DecryptionKey::from_bytes(&[0; 32]).unwrap_err(), KeyEncodingError::NotP256Scalar);
    assert_eq!(format!("{key:?}"), format!(r#"DecryptionKey {{ kid: "{}", .. }}"#, key.kid()));
    assert_ne!(DecryptionKey::generate(&mut rng()).kid(), "");
}

#[test]
fn headers_that_do_not_fit_are_refused() {
    let key = DecryptionKey::generate(&mut rng());
    let mut off_curve = WalletKey::number(21).jwk();
    off_curve["y"] = off_curve["x"].clone();
    let mut p384 = WalletKey::number(21).jwk();
    p384["crv"] = "P-384".into();
    let mut signs = WalletKey::number(21).jwk();
    signs["use"] = "sig".into();
    let refused = [
        (json!({ "alg": "ECDH-ES+A128KW" }), JweError::Algorithm),
        (json!({ "alg": "dir" }), JweError::Algorithm),
        (json!({ "alg": "RSA-OAEP" }), JweError::Algorithm),
        (json!({ "alg": null }), JweError::Algorithm),
        (json!({ "enc": "A192GCM" }), JweError::Encryption),
        (json!({ "enc": "A128CBC-HS256" }), JweError::Encryption),
        (json!({ "enc": 1 }), JweError::Encryption),
        (json!({ "kid": null }), JweError::NoKeyId),
        (json!({ "zip": "DEF" }), JweError::Compressed),
        (json!({ "crit": ["exp"], "exp": 1 }), JweError::CriticalExtension),
        (json!({ "epk": "key" }), JweError::EphemeralKey(JwkError::NotAnObject)),
        (json!({ "epk": WalletKey::number(21).private_jwk() }), JweError::EphemeralKey(JwkError::PrivateKey)),
        (json!({ "epk": p384 }), JweError::EphemeralKey(JwkError::Curve)),
        (json!({ "epk": off_curve }), JweError::EphemeralKey(JwkError::NotOnCurve)),
        (json!({ "epk": signs }), JweError::EphemeralKey(JwkError::WrongUse)),
        (json!({ "apu": 1 }), JweError::PartyInfo),
        (json!({ "apv": "=" }), JweError::PartyInfo),
        (json!({ "apv": "A".repeat(700) }), JweError::PartyInfo),
        (json!({ "note": "A".repeat(5000) }), JweError::TooLong),
    ];
    for (change, expected) in refused {
        let mut header =
            json!({ "alg": "ECDH-ES", "enc": "A256GCM", "kid": key.kid(), "epk": WalletKey::number(21).jwk() });
        header.as_object_mut().unwrap().extend(members(change.clone()));
        let text = seal(&header, &[1; 32], b"content");
        assert_eq!(EncryptedJwe::parse(&text).unwrap_err(), expected, "{change}");
    }
    let header = json!({ "alg": "ECDH-ES", "enc": "A256GCM", "kid": key.kid() });
    assert_eq!(EncryptedJwe::parse(&seal(&header, &[1; 32], b"")).unwrap_err(), JweError::NoEphemeralKey);
}

#[test]
fn parts_that_do_not_fit_are_refused() {
    let key = DecryptionKey::generate(&mut rng());
    let text = encrypt(&key.public_jwk(), "A128GCM", Map::new(), b"content");
    let parts: Vec<&str> = text.split('.').collect();
    let with = |place: usize, part: &str| {
        let mut parts = parts.clone();
        parts[place] = part;
        parts.join(".")
    };
    let refused = [
        ("a.b.c.d".to_owned(), JweError::NotFiveParts),
        (format!("{text}.x"), JweError::NotFiveParts),
        (with(0, "="), JweError::Encoding(Part::Header)),
        (with(0, &base64url("[]")), JweError::Json(JsonError::NotAnObject)),
        (with(0, &base64url(r#"{"alg":"dir","alg":"ECDH-ES"}"#)), JweError::Json(JsonError::DuplicateKey)),
        (with(1, "AAAA"), JweError::EncryptedKey),
        (with(2, "AAAA"), JweError::Encoding(Part::Iv)),
        (with(2, &base64url([0; 16])), JweError::Encoding(Part::Iv)),
        (with(3, "*"), JweError::Encoding(Part::Ciphertext)),
        (with(4, "AAAA"), JweError::Encoding(Part::Tag)),
        (with(4, &base64url([0; 12])), JweError::Encoding(Part::Tag)),
        ("x".repeat(MAX_LENGTH + 1), JweError::TooLong),
    ];
    for (text, expected) in refused {
        assert_eq!(EncryptedJwe::parse(&text).unwrap_err(), expected, "{text:.80}");
    }
    for changed in [with(3, &base64url("CONTENT")), with(4, &base64url([0; 16])), with(2, &base64url([0; 12]))] {
        assert_eq!(EncryptedJwe::parse(&changed).unwrap().decrypt(&key), Err(JweError::Decryption));
    }
}

#[test]
fn a_key_opens_only_what_is_for_it() {
    let key = DecryptionKey::generate(&mut rng());
    let other = bob();
    let text = encrypt(&key.public_jwk(), "A256GCM", Map::new(), b"content");
    assert_eq!(EncryptedJwe::parse(&text).unwrap().decrypt(&other), Err(JweError::OtherKey));
    // The right name on the wrong lock.
    let mut public = key.public_jwk();
    public["kid"] = other.kid().into();
    let text = encrypt(&public, "A256GCM", Map::new(), b"content");
    assert_eq!(EncryptedJwe::parse(&text).unwrap().decrypt(&other), Err(JweError::Decryption));
    // The same agreement for another size of key is another key.
    let agreed = encrypt(&key.public_jwk(), "A128GCM", Map::new(), b"content");
    let header: Value = serde_json::from_slice(&decode(agreed.split('.').next().unwrap())).unwrap();
    let mut header = header;
    header["enc"] = "A256GCM".into();
    let protected = base64url(header.to_string());
    let changed = format!("{protected}{}", &agreed[agreed.find('.').unwrap()..]);
    assert_eq!(EncryptedJwe::parse(&changed).unwrap().decrypt(&key), Err(JweError::Decryption));
}
