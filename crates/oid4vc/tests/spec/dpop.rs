//! DPoP proofs: the examples of RFC 9449, and one good proof broken in every place.

use oid4vc::jose::JwkError;
use oid4vc::jose::dpop::{DpopError, DpopExpectation, VerifiedDpop, access_token_hash, verify};
use oid4vc::jose::jws::JwsError;
use serde_json::{Value, json};

use crate::support::{Draft, NOW, WalletKey};

const URL: &str = "https://keys.example.org/credential";
const TOKEN: &str = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
const EXPECTED: DpopExpectation<'_> =
    DpopExpectation { method: "POST", url: URL, access_token: Some(TOKEN), now: NOW, window_seconds: 60 };

fn wallet() -> WalletKey {
    WalletKey::number(3)
}

fn valid() -> Draft {
    Draft::new(
        json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": wallet().jwk() }),
        json!({ "jti": "1", "htm": "POST", "htu": URL, "iat": NOW, "ath": access_token_hash(TOKEN) }),
    )
}

fn vectors() -> Value {
    serde_json::from_str(include_str!("../vectors/rfc9449.json")).unwrap()
}

#[test]
fn the_examples_of_the_specification_are_accepted() {
    let vectors = vectors();
    for name in ["token_request", "protected_resource"] {
        let vector = &vectors[name];
        let expected = DpopExpectation {
            method: vector["method"].as_str().unwrap(),
            url: vector["url"].as_str().unwrap(),
            access_token: vector["access_token"].as_str(),
            now: vector["iat"].as_i64().unwrap(),
            window_seconds: 0,
        };
        let verified = verify(vector["proof"].as_str().unwrap(), &expected).unwrap();
        let jkt = vectors["thumbprint"].as_str().unwrap().to_owned();
        let jti = vector["jti"].as_str().unwrap().to_owned();
        assert_eq!(verified, VerifiedDpop { jkt, jti, nonce: None, issued_at: expected.now });
    }
}

#[test]
fn the_hash_of_an_access_token_is_the_published_one() {
    let vector = &vectors()["protected_resource"];
    assert_eq!(access_token_hash(vector["access_token"].as_str().unwrap()), vector["ath"]);
}

#[test]
fn what_differs_harmlessly_is_accepted() {
    let accepted = [
        ("as it is", valid()),
        ("query", valid().claim("htu", format!("{URL}?a=b"))),
        ("fragment", valid().claim("htu", format!("{URL}#a"))),
        ("capital host", valid().claim("htu", "HTTPS://KEYS.example.ORG/credential")),
        ("default port", valid().claim("htu", "https://keys.example.org:443/credential")),
        ("ten seconds ago", valid().claim("iat", NOW - 10)),
        ("ten seconds ahead", valid().claim("iat", NOW + 10)),
        ("edges of the window", valid().claim("iat", NOW - 60)),
    ];
    for (name, draft) in accepted {
        let verified = verify(&draft.sign(&wallet()), &EXPECTED).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(verified.jkt, wallet().public().thumbprint(), "{name}");
    }
    let with_nonce = verify(&valid().claim("nonce", "n-1").sign(&wallet()), &EXPECTED).unwrap();
    assert_eq!(with_nonce.nonce.as_deref(), Some("n-1"));
}

#[test]
fn every_broken_proof_is_refused() {
    let with_jwk = |name: &str, value: &str| {
        let mut jwk = wallet().jwk();
        jwk[name] = value.into();
        valid().header("jwk", jwk)
    };
    let refused = [
        ("no typ", valid().without_header("typ"), DpopError::Type),
        ("typ of a key proof", valid().header("typ", "openid4vci-proof+jwt"), DpopError::Type),
        ("alg none", valid().header("alg", "none"), DpopError::Algorithm),
        ("alg HS256", valid().header("alg", "HS256"), DpopError::Algorithm),
        ("no jwk", valid().without_header("jwk"), DpopError::NoKey),
        ("private key", valid().header("jwk", wallet().private_jwk()), DpopError::Key(JwkError::PrivateKey)),
        ("other curve", with_jwk("crv", "P-384"), DpopError::Key(JwkError::Curve)),
        ("other key", valid().header("jwk", WalletKey::number(4).jwk()), DpopError::Signature),
        ("crit", valid().header("crit", json!(["b64"])), DpopError::Malformed(JwsError::CriticalExtension)),
        ("no htm", valid().without_claim("htm"), DpopError::Method),
        ("other htm", valid().claim("htm", "GET"), DpopError::Method),
        ("htm in small letters", valid().claim("htm", "post"), DpopError::Method),
        ("no htu", valid().without_claim("htu"), DpopError::Url),
        ("other path", valid().claim("htu", "https://keys.example.org/token"), DpopError::Url),
        ("slash at the end", valid().claim("htu", format!("{URL}/")), DpopError::Url),
        ("other host", valid().claim("htu", "https://keys.example.com/credential"), DpopError::Url),
        ("other scheme", valid().claim("htu", "http://keys.example.org/credential"), DpopError::Url),
        ("other port", valid().claim("htu", "https://keys.example.org:8443/credential"), DpopError::Url),
        ("user in htu", valid().claim("htu", "https://a@keys.example.org/credential"), DpopError::Url),
        ("relative htu", valid().claim("htu", "/credential"), DpopError::Url),
        ("white space in htu", valid().claim("htu", format!(" {URL}")), DpopError::Url),
        ("no iat", valid().without_claim("iat"), DpopError::NoTime),
        ("iat text", valid().claim("iat", "now"), DpopError::NoTime),
        ("too old", valid().claim("iat", NOW - 61), DpopError::TooOld),
        ("from the future", valid().claim("iat", NOW + 61), DpopError::FromTheFuture),
        ("no jti", valid().without_claim("jti"), DpopError::Identifier),
        ("empty jti", valid().claim("jti", ""), DpopError::Identifier),
        ("jti not text", valid().claim("jti", 1), DpopError::Identifier),
        ("long jti", valid().claim("jti", "x".repeat(257)), DpopError::Identifier),
        ("nonce not text", valid().claim("nonce", 1), DpopError::Nonce),
        ("empty nonce", valid().claim("nonce", ""), DpopError::Nonce),
        ("no ath", valid().without_claim("ath"), DpopError::AccessToken),
        ("ath of another token", valid().claim("ath", access_token_hash("other")), DpopError::AccessToken),
        ("the token itself as ath", valid().claim("ath", TOKEN), DpopError::AccessToken),
    ];
    for (name, draft, expected) in refused {
        assert_eq!(verify(&draft.sign(&wallet()), &EXPECTED), Err(expected), "{name}");
    }
    let one_part = verify("x", &EXPECTED);
    assert_eq!(one_part, Err(DpopError::Malformed(JwsError::NotThreeParts)));
}

#[test]
fn at_the_token_endpoint_no_token_hash_is_needed() {
    let expected = DpopExpectation { access_token: None, ..EXPECTED };
    assert!(verify(&valid().without_claim("ath").sign(&wallet()), &expected).is_ok());
}
