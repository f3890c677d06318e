//! SD-JWT: the values of RFC 9901, the example of OpenID4VCI, and what this crate issues.

use std::collections::BTreeSet;

use oid4vc::jose::{CertificateChain, Jwk, SigningKey};
use oid4vc::sd_jwt::{CredentialTemplate, Disclosure, IssueError, UnverifiedSdJwt, issue};
use oid4vc::status_list::StatusReference;
use serde_json::{Map, Value, json};

use crate::support::{NOW, WalletKey, part, rng};

/// The key of the examples (RFC 9901, appendix A.5).
pub fn published_key() -> Jwk {
    let key = json!({
        "kty": "EC",
        "crv": "P-256",
        "x": "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",
        "y": "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8",
    });
    Jwk::from_value(&key).unwrap()
}

fn chain() -> CertificateChain {
    CertificateChain::from_pem("-----BEGIN CERTIFICATE-----\nbGVhZg==\n-----END CERTIFICATE-----").unwrap()
}

fn members(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn template(holder: &Jwk) -> CredentialTemplate<'_> {
    CredentialTemplate {
        vct: "https://keys.example.org/types/access-key",
        issuer: Some("https://keys.example.org"),
        issued_at: NOW,
        not_before: Some(NOW),
        expires_at: Some(NOW + 1000),
        holder,
        status: Some(StatusReference { uri: "https://keys.example.org/status/1".to_owned(), index: 7 }),
        open_claims: members(json!({ "employer": "Example" })),
        selective_claims: members(json!({ "given_name": "Zoë", "family_name": "O'Neill", "role": { "grade": 5 } })),
    }
}

#[test]
fn all_spellings_of_the_published_disclosure_are_read() {
    // RFC 9901, section 4.2.1.
    let spellings = [
        "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0",
        "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNXHUwMGY2Yml1cyJd",
        "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsImZhbWlseV9uYW1lIiwiTcO2Yml1cyJd",
        "WwoiXzI2YmM0TFQtYWM2cTJLSTZjQlc1ZXMiLAoiZmFtaWx5X25hbWUiLAoiTcO2Yml1cyIKXQ",
    ];
    for spelling in spellings {
        let disclosure = Disclosure::parse(spelling).unwrap();
        assert_eq!(disclosure.name(), Some("family_name"));
        assert_eq!(disclosure.value(), "Möbius");
        assert_eq!(disclosure.encoded(), spelling);
    }
    let ours = Disclosure::property("_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius".into()).unwrap();
    assert_eq!(ours.encoded(), spellings[2]);
}

#[test]
fn the_digests_are_the_published_ones() {
    // RFC 9901, sections 4.2.3 and 4.2.4.2.
    let name = Disclosure::parse("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0").unwrap();
    assert_eq!(name.digest(), "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
    let country = Disclosure::parse("WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0").unwrap();
    assert_eq!(country.name(), None);
    assert_eq!(country.value(), "FR");
    assert_eq!(country.digest(), "w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs");
    assert_eq!(Disclosure::element("s", json!(1)).name(), None);
}

#[test]
fn the_example_of_openid4vci_is_read() {
    let text = include_str!("../vectors/openid4vci_credential.sd-jwt").trim();
    let unverified = UnverifiedSdJwt::parse(text).unwrap();
    assert_eq!(unverified.disclosures().len(), 9);
    assert_eq!(unverified.key_binding(), None);
    let claims = unverified.verify(&published_key()).unwrap();
    assert_eq!(claims["given_name"], "John");
    assert_eq!(claims["family_name"], "Doe");
    assert_eq!(claims["address"]["locality"], "Anytown");
    assert_eq!(claims["is_over_65"], true);
    assert_eq!(claims["vct"], "https://credentials.example.com/identity_credential");
    assert!(!claims.contains_key("_sd") && !claims.contains_key("_sd_alg"));
}

#[test]
fn the_presentation_of_the_rfc_gives_the_printed_claims() {
    // RFC 9901, appendix A.3: disclosures inside a disclosure, and a Key Binding JWT.
    let text = include_str!("../vectors/rfc9901_a3_presentation.sd-jwt").trim();
    let unverified = UnverifiedSdJwt::parse(text).unwrap();
    assert!(unverified.key_binding().is_some_and(|jwt| part(jwt, 0)["typ"] == "kb+jwt"));
    let claims = unverified.verify(&published_key()).unwrap();
    let printed = json!({
        "iss": "https://pid-issuer.bund.de.example",
        "iat": 1_683_000_000,
        "exp": 1_883_000_000,
        "vct": "urn:eudi:pid:de:1",
        "cnf": { "jwk": {
            "kty": "EC",
            "crv": "P-256",
            "x": "TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc",
            "y": "ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ"
        } },
        "age_equal_or_over": { "18": true },
        "nationalities": ["DE"]
    });
    assert_eq!(Value::Object(claims), printed);
}

#[test]
fn an_issued_credential_has_the_required_form() {
    let key = SigningKey::generate(&mut rng());
    let holder = WalletKey::number(1);
    let credential = issue(&template(&holder.public()), &key, &chain(), &mut rng()).unwrap();
    assert!(credential.ends_with('~'));
    let jwt = credential.split('~').next().unwrap();

    let header = json!({ "alg": "ES256", "typ": "dc+sd-jwt", "kid": key.kid(), "x5c": ["bGVhZg=="] });
    assert_eq!(part(jwt, 0), header);
    let mut payload = part(jwt, 1);
    let digests = payload["_sd"].take();
    let open = json!({
        "iss": "https://keys.example.org",
        "vct": "https://keys.example.org/types/access-key",
        "iat": NOW,
        "nbf": NOW,
        "exp": NOW + 1000,
        "cnf": { "jwk": holder.jwk() },
        "status": { "status_list": { "idx": 7, "uri": "https://keys.example.org/status/1" } },
        "employer": "Example",
        "_sd_alg": "sha-256",
        "_sd": null,
    });
    assert_eq!(payload, open);

    let unverified = UnverifiedSdJwt::parse(&credential).unwrap();
    let digests: Vec<String> = serde_json::from_value(digests).unwrap();
    assert!(digests.is_sorted());
    let of_disclosures: BTreeSet<String> = unverified.disclosures().iter().map(Disclosure::digest).collect();
    assert_eq!(of_disclosures, digests.into_iter().collect());

    let claims = unverified.verify(key.public_jwk()).unwrap();
    assert_eq!(claims["given_name"], "Zoë");
    assert_eq!(claims["role"], json!({ "grade": 5 }));
}

#[test]
fn salts_have_128_bits_and_never_repeat_and_digests_are_sorted() {
    let key = SigningKey::generate(&mut rng());
    let holder = WalletKey::number(1).public();
    let mut rng = rng();
    let mut salts = BTreeSet::new();
    for _ in 0..50 {
        let credential = issue(&template(&holder), &key, &chain(), &mut rng).unwrap();
        let digests: Vec<String> =
            serde_json::from_value(part(credential.split('~').next().unwrap(), 1)["_sd"].take()).unwrap();
        assert!(digests.is_sorted());
        for disclosure in credential.split('~').skip(1).filter(|text| !text.is_empty()) {
            let salt = part(disclosure, 0)[0].as_str().unwrap().to_owned();
            assert_eq!(salt.len(), 22);
            salts.insert(salt);
        }
    }
    assert_eq!(salts.len(), 150);
}

#[test]
fn without_hidden_claims_there_are_no_digests() {
    let key = SigningKey::generate(&mut rng());
    let holder = WalletKey::number(1).public();
    let bare = CredentialTemplate {
        issuer: None,
        not_before: None,
        expires_at: None,
        status: None,
        selective_claims: Map::new(),
        ..template(&holder)
    };
    let credential = issue(&bare, &key, &chain(), &mut rng()).unwrap();
    let names: Vec<String> =
        members(part(credential.trim_end_matches('~'), 1)).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        BTreeSet::from_iter(names.iter().map(String::as_str)),
        BTreeSet::from(["cnf", "employer", "iat", "vct"])
    );
    assert!(UnverifiedSdJwt::parse(&credential).unwrap().verify(key.public_jwk()).is_ok());
}

#[test]
fn reserved_and_repeated_names_are_refused() {
    let key = SigningKey::generate(&mut rng());
    let holder = WalletKey::number(1).public();
    let issue_with = |open: Value, selective: Value| {
        let template = CredentialTemplate {
            open_claims: members(open),
            selective_claims: members(selective),
            ..template(&holder)
        };
        issue(&template, &key, &chain(), &mut rng()).map(drop)
    };
    for name in ["iss", "iat", "nbf", "exp", "cnf", "vct", "status", "vct#integrity", "_sd", "_sd_alg", "..."] {
        let reserved = Err(IssueError::ReservedClaim(name.to_owned()));
        assert_eq!(issue_with(json!({ name: 1 }), json!({})), reserved);
        assert_eq!(issue_with(json!({}), json!({ name: 1 })), reserved);
    }
    let nested = issue_with(json!({ "a": [{ "b": { "_sd": [] } }] }), json!({}));
    assert_eq!(nested, Err(IssueError::ReservedClaim("_sd".to_owned())));
    let nested = issue_with(json!({}), json!({ "a": [{ "...": "x" }] }));
    assert_eq!(nested, Err(IssueError::ReservedClaim("...".to_owned())));
    let twice = issue_with(json!({ "a": 1 }), json!({ "a": 2 }));
    assert_eq!(twice, Err(IssueError::DuplicateClaim("a".to_owned())));
}

#[test]
fn debug_shows_no_claim() {
    let disclosure = Disclosure::property("salt", "family_name", "Möbius".into()).unwrap();
    assert_eq!(format!("{disclosure:?}"), format!("Disclosure({:?})", disclosure.digest()));
}
