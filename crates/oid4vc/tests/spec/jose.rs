//! Keys: reading, writing, thumbprints, signing.

use oid4vc::jose::jws::{JwsError, UnverifiedJws};
use oid4vc::jose::{
    CertificateChain, CertificateChainError, Jwk, Jwks, JwsHeader, KeyEncodingError, SigningKey, did_jwk,
};
use serde_json::{Map, json};

use crate::support::{WalletKey, part, rng};

/// Not a real certificate: the test needs only bytes.
fn pem_of(bytes: &[u8]) -> String {
    use base64::Engine as _;
    let base64 = base64::engine::general_purpose::STANDARD.encode(bytes);
    format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n")
}

#[test]
fn the_thumbprint_is_the_published_one() {
    // RFC 9449, figure 2 has the key, section 6.1 its thumbprint.
    let key = json!({
        "kty": "EC",
        "x": "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
        "y": "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA",
        "crv": "P-256",
        "kid": "does not count",
    });
    let key = Jwk::from_value(&key).unwrap();
    assert_eq!(key.thumbprint(), "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
}

#[test]
fn a_key_is_written_with_four_members() {
    let mut value = WalletKey::number(1).jwk();
    let expected = value.clone();
    value["kid"] = "k".into();
    value["x5u"] = "https://tracker.example".into();
    let key = Jwk::from_value(&value).unwrap();
    assert_eq!(key.to_value(), expected);
    assert_eq!(serde_json::to_value(&key).unwrap(), expected);
    assert_eq!(serde_json::from_value::<Jwk>(expected).unwrap(), key);
    assert!(serde_json::from_value::<Jwk>(WalletKey::number(1).private_jwk()).is_err());
}

#[test]
fn did_jwk_reads_what_it_writes_and_the_published_example() {
    let key = WalletKey::number(1).public();
    assert_eq!(did_jwk::parse(&did_jwk::encode(&key)), Ok(key));
    // The P-256 example of the did:jwk specification.
    let did = "did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6OTFQSDZDZEgyVjAiLCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9#0";
    let key = did_jwk::parse(did).unwrap();
    assert_eq!(key.to_value()["x"], "acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0");
    assert_eq!(did_jwk::encode(&key), did);
}

#[test]
fn a_signing_key_survives_its_file_and_shows_no_secret() {
    let key = SigningKey::generate(&mut rng());
    let pem = key.to_pkcs8_pem().unwrap();
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----"));
    let again = SigningKey::from_pkcs8_pem(&pem).unwrap();
    assert_eq!(again.public_jwk(), key.public_jwk());
    assert_eq!(key.kid(), key.public_jwk().thumbprint());
    assert_eq!(format!("{key:?}"), format!(r#"SigningKey {{ kid: "{}", .. }}"#, key.kid()));
    assert_eq!(SigningKey::from_pkcs8_pem("nonsense").unwrap_err(), KeyEncodingError::NotPkcs8P256);
}

#[test]
fn what_is_signed_verifies_under_this_key_only() {
    let key = SigningKey::generate(&mut rng());
    let chain = CertificateChain::from_pem(&pem_of(b"leaf")).unwrap();
    let claims = Map::from_iter([("a".to_owned(), json!(1))]);
    let jws = key.sign(JwsHeader::new("dc+sd-jwt").with_certificates(&chain), claims.clone());
    assert_eq!(part(&jws, 0), json!({ "alg": "ES256", "typ": "dc+sd-jwt", "kid": key.kid(), "x5c": ["bGVhZg=="] }));
    let unverified = UnverifiedJws::parse(&jws).unwrap();
    assert_eq!(unverified.clone().verify(&WalletKey::number(1).public()), Err(JwsError::Signature));
    assert_eq!(unverified.verify(key.public_jwk()).unwrap().into_claims(), claims);
}

#[test]
fn the_key_set_has_public_keys_only() {
    let key = SigningKey::generate(&mut rng());
    let mut expected = key.public_jwk().to_value();
    expected["kid"] = key.kid().into();
    expected["use"] = "sig".into();
    expected["alg"] = "ES256".into();
    assert_eq!(serde_json::to_value(Jwks::of([&key])).unwrap(), json!({ "keys": [expected] }));
}

#[test]
fn certificates_come_in_the_order_of_the_file() {
    let pem = format!("subject=leaf\n{}\nsubject=middle\n{}", pem_of(b"leaf"), pem_of(b"middle"));
    assert_eq!(CertificateChain::from_pem(&pem).unwrap().to_x5c(), ["bGVhZg==", "bWlkZGxl"]);
    assert_eq!(CertificateChain::from_pem("nothing"), Err(CertificateChainError::Empty));
    for damaged in ["-----BEGIN CERTIFICATE-----\nAAAA", "-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----"] {
        assert_eq!(CertificateChain::from_pem(damaged), Err(CertificateChainError::Damaged));
    }
}

#[test]
fn a_certificate_for_another_key_is_noticed() {
    use base64::Engine as _;
    let key = WalletKey::number(1).public();
    let decode = |name: &str| {
        let value = key.to_value();
        base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(value[name].as_str().unwrap()).unwrap()
    };
    let der = [b"prefix\x04".to_vec(), decode("x"), decode("y"), b"suffix".to_vec()].concat();
    let chain = CertificateChain::from_pem(&pem_of(&der)).unwrap();
    assert!(chain.leaf_holds(&key));
    assert!(!chain.leaf_holds(&WalletKey::number(2).public()));
}
