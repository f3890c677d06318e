//! Status lists: all published vectors, packing, limits, and the signed token.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oid4vc::jose::jws::JwsError;
use oid4vc::jose::{CertificateChain, Jwk, SigningKey};
use oid4vc::status_list::{
    INVALID, StatusBits, StatusList, StatusListError, StatusListToken, StatusReference, StatusTokenError, VALID,
};
use serde_json::{Value, json};

use crate::support::{Draft, NOW, WalletKey, base64url, part, rng};

const URI: &str = "https://keys.example.org/status/1";
const MIB: usize = 1024 * 1024;

fn chain() -> CertificateChain {
    CertificateChain::from_pem("-----BEGIN CERTIFICATE-----\nbGVhZg==\n-----END CERTIFICATE-----").unwrap()
}

fn token() -> StatusListToken {
    StatusListToken { uri: URI.to_owned(), issued_at: NOW, expires_at: NOW + 86_400, time_to_live: 300 }
}

#[test]
fn the_published_lists_decode_exactly() {
    let vectors = [
        include_str!("../vectors/status_list_1_bits.json"),
        include_str!("../vectors/status_list_2_bits.json"),
        include_str!("../vectors/status_list_4_bits.json"),
        include_str!("../vectors/status_list_8_bits.json"),
    ];
    for vector in vectors {
        let vector: Value = serde_json::from_str(vector).unwrap();
        let bits = StatusBits::from_count(vector["bits"].as_u64().unwrap()).unwrap();
        let published = StatusList::decode(bits, vector["lst"].as_str().unwrap(), MIB).unwrap();

        let mut ours = StatusList::new(bits, 1 << 20);
        for entry in vector["statuses"].as_array().unwrap() {
            let (index, status) = (entry[0].as_u64().unwrap(), u8::try_from(entry[1].as_u64().unwrap()).unwrap());
            assert_eq!(published.get(index), Some(status), "{bits:?} {index}");
            ours.set(index, status).unwrap();
        }
        assert_eq!(published.entries(), 1 << 20);
        assert_eq!(published, ours, "{bits:?}");
        assert_eq!(StatusList::decode(bits, &ours.encode().unwrap(), MIB), Ok(ours));
    }
}

#[test]
fn the_short_examples_pack_from_the_lowest_bit() {
    // Section 4.1 of the draft: 16 statuses of one bit, then 12 of two bits.
    let one = [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1];
    let two = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3];
    let examples: [(_, &[u8], &[u8], _); 2] = [
        (StatusBits::One, &one, &[0xb9, 0xa3], "eNrbuRgAAhcBXQ"),
        (StatusBits::Two, &two, &[0xc9, 0x44, 0xf9], "eNo76fITAAPfAgc"),
    ];
    for (bits, statuses, bytes, lst) in examples {
        let mut list = StatusList::new(bits, statuses.len());
        for (index, status) in (0..).zip(statuses) {
            list.set(index, *status).unwrap();
        }
        assert_eq!(list.as_bytes(), bytes);
        assert_eq!(StatusList::decode(bits, lst, MIB), Ok(list));
    }
}

#[test]
fn a_status_changes_its_own_place_only() {
    for (bits, largest) in
        [(StatusBits::One, 1), (StatusBits::Two, 3), (StatusBits::Four, 15), (StatusBits::Eight, 255)]
    {
        let mut list = StatusList::new(bits, 33);
        list.set(17, largest).unwrap();
        for index in 0..33 {
            assert_eq!(list.get(index), Some(if index == 17 { largest } else { VALID }));
        }
        list.set(17, VALID).unwrap();
        assert_eq!(list, StatusList::new(bits, 33));
        let end = u64::try_from(list.entries()).unwrap();
        assert_eq!(list.get(end), None);
        assert_eq!(list.set(end, INVALID), Err(StatusListError::OutOfRange));
        assert_eq!(list.set(u64::MAX, INVALID), Err(StatusListError::OutOfRange));
        if let Some(too_large) = largest.checked_add(1) {
            assert_eq!(list.set(0, too_large), Err(StatusListError::StatusTooLarge));
        }
    }
}

#[test]
fn a_bomb_and_damage_are_refused() {
    let bomb = StatusList::new(StatusBits::One, 64 * MIB * 8).encode().unwrap();
    assert!(bomb.len() < 128 * 1024);
    assert_eq!(StatusList::decode(StatusBits::One, &bomb, MIB), Err(StatusListError::TooLarge));

    let good = StatusList::new(StatusBits::One, 1024).encode().unwrap();
    let decode = |lst: &str| StatusList::decode(StatusBits::One, lst, MIB);
    assert!(decode(&good).is_ok());
    assert_eq!(decode(&format!("{good}=")), Err(StatusListError::Encoding));
    assert_eq!(decode(&base64url("not zlib")), Err(StatusListError::Compression));
    assert_eq!(decode(&good[..good.len() - 4]), Err(StatusListError::Compression));
    let mut followed = URL_SAFE_NO_PAD.decode(&good).unwrap();
    followed.push(0);
    assert_eq!(decode(&base64url(followed)), Err(StatusListError::Compression));
    assert_eq!(decode(""), Err(StatusListError::Compression));
    assert_eq!(StatusList::decode(StatusBits::One, &good, 128), Ok(StatusList::new(StatusBits::One, 1024)));
    assert_eq!(StatusList::decode(StatusBits::One, &good, 127), Err(StatusListError::TooLarge));
}

#[test]
fn the_published_token_is_accepted() {
    let key = json!({
        "kty": "EC",
        "crv": "P-256",
        "x": "I3HWm_0Ds1dPMI-IWmf4mBmH-YaeAVbPVu7vB27CxXo",
        "y": "6N_d5Elj9bs1htgV3okJKIdbHEpkgTmAluYKJemzn1M",
    });
    let key = Jwk::from_value(&key).unwrap();
    let token = include_str!("../vectors/status_list_token.jwt").trim();
    let uri = "https://example.com/statuslists/1";
    let list = StatusListToken::verify(token, &key, uri, 1_686_920_200, MIB).unwrap();
    assert_eq!(list.as_bytes(), [0xb9, 0xa3]);
    let expired = StatusListToken::verify(token, &key, uri, 2_291_720_170, MIB);
    assert_eq!(expired, Err(StatusTokenError::Expired));
}

#[test]
fn a_signed_list_says_all_that_the_draft_asks_for() {
    let key = SigningKey::generate(&mut rng());
    let mut list = StatusList::new(StatusBits::One, 1 << 17);
    list.set(99, INVALID).unwrap();
    let jwt = token().sign(&list, &key, &chain()).unwrap();

    let header = part(&jwt, 0);
    assert_eq!(header["typ"], "statuslist+jwt");
    assert_eq!(header["kid"], key.kid());
    assert_eq!(header["x5c"], json!(["bGVhZg=="]));
    let claims = part(&jwt, 1);
    assert_eq!(claims["sub"], URI);
    assert_eq!((&claims["iat"], &claims["exp"], &claims["ttl"]), (&json!(NOW), &json!(NOW + 86_400), &json!(300)));
    assert_eq!(claims["status_list"]["bits"], 1);

    let read = StatusListToken::verify(&jwt, key.public_jwk(), URI, NOW, MIB).unwrap();
    assert_eq!(read, list);
    let small = StatusListToken::verify(&jwt, key.public_jwk(), URI, NOW, 1024);
    assert_eq!(small, Err(StatusTokenError::List(StatusListError::TooLarge)));
}

#[test]
fn a_broken_token_is_refused() {
    let key = WalletKey::number(5);
    let lst = StatusList::new(StatusBits::One, 8).encode().unwrap();
    let valid = || {
        Draft::new(
            json!({ "typ": "statuslist+jwt", "alg": "ES256" }),
            json!({ "sub": URI, "iat": NOW, "exp": NOW + 1, "ttl": 1, "status_list": { "bits": 1, "lst": lst } }),
        )
    };
    let verify = |jwt: &str| StatusListToken::verify(jwt, &key.public(), URI, NOW, MIB);
    assert!(verify(&valid().sign(&key)).is_ok());

    let list = |bits: Value, lst: Value| valid().claim("status_list", json!({ "bits": bits, "lst": lst }));
    let refused = [
        ("typ", valid().header("typ", "JWT"), StatusTokenError::Type),
        ("alg", valid().header("alg", "none"), StatusTokenError::Jws(JwsError::Algorithm)),
        ("sub", valid().claim("sub", "https://other.example/1"), StatusTokenError::Subject),
        ("no sub", valid().without_claim("sub"), StatusTokenError::Subject),
        ("no iat", valid().without_claim("iat"), StatusTokenError::IssuedAt),
        ("iat to come", valid().claim("iat", NOW + 301), StatusTokenError::IssuedAt),
        ("no exp", valid().without_claim("exp"), StatusTokenError::Expired),
        ("exp now", valid().claim("exp", NOW), StatusTokenError::Expired),
        ("no list", valid().without_claim("status_list"), StatusTokenError::NoList),
        ("3 bits", list(json!(3), json!(lst)), StatusTokenError::NoList),
        ("bits text", list(json!("1"), json!(lst)), StatusTokenError::NoList),
        ("lst number", list(json!(1), json!(1)), StatusTokenError::NoList),
        ("lst damaged", list(json!(1), json!("AAAA")), StatusTokenError::List(StatusListError::Compression)),
    ];
    for (name, draft, expected) in refused {
        assert_eq!(verify(&draft.sign(&key)), Err(expected), "{name}");
    }
    let foreign = verify(&valid().sign(&WalletKey::number(6)));
    assert_eq!(foreign, Err(StatusTokenError::Jws(JwsError::Signature)));
}

#[test]
fn the_reference_in_a_credential_has_the_published_form() {
    let reference = StatusReference { uri: URI.to_owned(), index: 99 };
    assert_eq!(reference.to_value(), json!({ "status_list": { "idx": 99, "uri": URI } }));
}
