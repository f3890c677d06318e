//! Key proofs: one good proof in its variants, and more than 40 that differ from it in one thing and are refused.

use oid4vc::jose::did_jwk::DidJwkError;
use oid4vc::jose::jws::{JwsError, Part};
use oid4vc::jose::{Jwk, JwkError};
use oid4vc::json::JsonError;
use oid4vc::vci::proof::{ProofError, ProofPolicy, VerifiedProof, verify_proof};
use serde_json::{Value, json};

use crate::support::{Draft, NOW, WalletKey, base64url, sign_text};

const ISSUER: &str = "https://keys.example.org";
const NONCE: &str = "LarRGSbmUPYtRYO6BQ4yn8";
const POLICY: ProofPolicy<'_> =
    ProofPolicy { credential_issuer: ISSUER, client_id: None, now: NOW, window_seconds: 300 };

fn valid() -> Draft {
    Draft::new(
        json!({ "typ": "openid4vci-proof+jwt", "alg": "ES256", "jwk": wallet().jwk() }),
        json!({ "aud": ISSUER, "iat": NOW, "nonce": NONCE }),
    )
}

fn wallet() -> WalletKey {
    WalletKey::number(1)
}

fn check(jwt: &str) -> Result<VerifiedProof, ProofError> {
    verify_proof(jwt, &POLICY)
}

#[test]
fn the_example_of_the_specification_is_accepted() {
    let proof = include_str!("../vectors/openid4vci_proof.jwt").trim();
    let policy =
        ProofPolicy { credential_issuer: "https://credential-issuer.example.com", now: 1_701_960_500, ..POLICY };
    let verified = verify_proof(proof, &policy).unwrap();
    let key = json!({
        "kty": "EC",
        "crv": "P-256",
        "x": "nUWAoAv3XZith8E7i19OdaxOLYFOwM-Z2EuM02TirT4",
        "y": "HskHU8BjUi1U9Xqi7Swmj8gwAK_0xkcDjEW_71SosEY",
    });
    assert_eq!(verified.holder, Jwk::from_value(&key).unwrap());
    assert_eq!(verified.nonce, "LarRGSbmUPYtRYO6BQ4yn8");
}

#[test]
fn what_differs_harmlessly_is_accepted() {
    let did = WalletKey::number(1).did();
    let without_key = || valid().without_header("jwk");
    let accepted = [
        ("as it is", valid()),
        ("did:jwk with its verification method", without_key().header("kid", did.as_str())),
        ("did:jwk alone", without_key().header("kid", did.trim_end_matches("#0"))),
        ("aud in an array of one", valid().claim("aud", json!([ISSUER]))),
        ("at the start of the window", valid().claim("iat", NOW - 300)),
        ("at the end of the window", valid().claim("iat", NOW + 300)),
        ("a fraction of a second", valid().claim("iat", 1_790_000_000.75)),
        ("exp to come", valid().claim("exp", NOW + 60)),
        ("unknown header and claim", valid().header("foo", 1).claim("bar", json!({}))),
        ("jwk with kid, use and alg", {
            let mut jwk = wallet().jwk();
            jwk["kid"] = "1".into();
            jwk["use"] = "sig".into();
            jwk["alg"] = "ES256".into();
            valid().header("jwk", jwk)
        }),
    ];
    for (name, draft) in accepted {
        let verified = check(&draft.sign(&wallet())).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(verified, VerifiedProof { holder: wallet().public(), nonce: NONCE.to_owned() }, "{name}");
    }
}

#[test]
fn a_known_client_may_name_itself_and_nobody_else() {
    let policy = ProofPolicy { client_id: Some("wallet-1"), ..POLICY };
    let check = |draft: Draft| verify_proof(&draft.sign(&wallet()), &policy).map(|proof| proof.nonce);
    assert_eq!(check(valid()), Ok(NONCE.to_owned()));
    assert_eq!(check(valid().claim("iss", "wallet-1")), Ok(NONCE.to_owned()));
    assert_eq!(check(valid().claim("iss", "wallet-2")), Err(ProofError::Issuer));
    assert_eq!(check(valid().claim("iss", Value::Null)), Err(ProofError::Issuer));
}

#[test]
fn every_broken_header_is_refused() {
    let key = wallet();
    let with_jwk = |change: &dyn Fn(&mut Value)| {
        let mut jwk = key.jwk();
        change(&mut jwk);
        valid().header("jwk", jwk)
    };
    let with_kid = |kid: String| valid().without_header("jwk").header("kid", kid);
    let did_of = |value: Value| format!("did:jwk:{}#0", base64url(value.to_string()));
    let other = WalletKey::number(2);
    let y_of_other = other.jwk()["y"].clone();

    let refused = [
        ("no typ", valid().without_header("typ"), ProofError::Type),
        ("typ JWT", valid().header("typ", "JWT"), ProofError::Type),
        ("typ of DPoP", valid().header("typ", "dpop+jwt"), ProofError::Type),
        ("typ in capitals", valid().header("typ", "OpenID4VCI-Proof+JWT"), ProofError::Type),
        ("typ not text", valid().header("typ", 1), ProofError::Type),
        ("no alg", valid().without_header("alg"), ProofError::Algorithm),
        ("alg none", valid().header("alg", "none"), ProofError::Algorithm),
        ("alg HS256", valid().header("alg", "HS256"), ProofError::Algorithm),
        ("alg RS256", valid().header("alg", "RS256"), ProofError::Algorithm),
        ("alg ES384", valid().header("alg", "ES384"), ProofError::Algorithm),
        ("alg es256", valid().header("alg", "es256"), ProofError::Algorithm),
        ("alg in an array", valid().header("alg", json!(["ES256"])), ProofError::Algorithm),
        ("no key", valid().without_header("jwk"), ProofError::NoKey),
        ("jwk and kid", valid().header("kid", key.did()), ProofError::SeveralKeys),
        ("jwk and x5c", valid().header("x5c", json!(["MIIB"])), ProofError::SeveralKeys),
        ("kid and x5c", with_kid(key.did()).header("x5c", json!(["MIIB"])), ProofError::SeveralKeys),
        ("x5c", valid().without_header("jwk").header("x5c", json!(["MIIB"])), ProofError::UnsupportedKeyForm),
        ("kid that is no DID", with_kid("key-1".to_owned()), ProofError::UnsupportedKeyForm),
        ("kid not text", valid().without_header("jwk").header("kid", 1), ProofError::UnsupportedKeyForm),
        ("did:web", with_kid("did:web:example.org#0".to_owned()), ProofError::Did(DidJwkError::NotDidJwk)),
        ("did:key", with_kid("did:key:zDnae#zDnae".to_owned()), ProofError::Did(DidJwkError::NotDidJwk)),
        (
            "did:jwk with another method",
            with_kid(key.did().replace("#0", "#1")),
            ProofError::Did(DidJwkError::VerificationMethod),
        ),
        ("did:jwk not base64url", with_kid("did:jwk:e+/#0".to_owned()), ProofError::Did(DidJwkError::Encoding)),
        (
            "did:jwk not JSON",
            with_kid(format!("did:jwk:{}#0", base64url("{"))),
            ProofError::Did(DidJwkError::Json(JsonError::Syntax)),
        ),
        (
            "did:jwk with a private key",
            with_kid(did_of(key.private_jwk())),
            ProofError::Did(DidJwkError::Key(JwkError::PrivateKey)),
        ),
        ("jwk with a private key", valid().header("jwk", key.private_jwk()), ProofError::Key(JwkError::PrivateKey)),
        ("jwk with an empty d", with_jwk(&|jwk| jwk["d"] = "".into()), ProofError::Key(JwkError::PrivateKey)),
        ("symmetric jwk", valid().header("jwk", json!({"kty":"oct","k":"AA"})), ProofError::Key(JwkError::PrivateKey)),
        ("jwk as text", valid().header("jwk", key.jwk().to_string()), ProofError::Key(JwkError::NotAnObject)),
        ("kty OKP", with_jwk(&|jwk| jwk["kty"] = "OKP".into()), ProofError::Key(JwkError::KeyType)),
        ("crv P-384", with_jwk(&|jwk| jwk["crv"] = "P-384".into()), ProofError::Key(JwkError::Curve)),
        ("crv secp256k1", with_jwk(&|jwk| jwk["crv"] = "secp256k1".into()), ProofError::Key(JwkError::Curve)),
        ("no y", with_jwk(&|jwk| drop(jwk["y"].take())), ProofError::Key(JwkError::Coordinate)),
        ("short x", with_jwk(&|jwk| jwk["x"] = base64url([1; 31]).into()), ProofError::Key(JwkError::Coordinate)),
        (
            "x with padding",
            with_jwk(&|jwk| jwk["x"] = format!("{}=", jwk["x"].as_str().unwrap()).into()),
            ProofError::Key(JwkError::Coordinate),
        ),
        ("off the curve", with_jwk(&|jwk| jwk["y"] = y_of_other.clone()), ProofError::Key(JwkError::NotOnCurve)),
        ("key for encryption", with_jwk(&|jwk| jwk["use"] = "enc".into()), ProofError::Key(JwkError::WrongUse)),
        ("somebody else's jwk", valid().header("jwk", other.jwk()), ProofError::Signature),
        ("somebody else's did", with_kid(other.did()), ProofError::Signature),
        ("crit", valid().header("crit", json!(["exp"])), ProofError::Malformed(JwsError::CriticalExtension)),
        ("empty crit", valid().header("crit", json!([])), ProofError::Malformed(JwsError::CriticalExtension)),
    ];
    for (name, draft, expected) in refused {
        assert_eq!(check(&draft.sign(&key)), Err(expected), "{name}");
    }
}

#[test]
fn every_broken_claim_is_refused() {
    let refused = [
        ("no aud", valid().without_claim("aud"), ProofError::Audience),
        ("aud of another issuer", valid().claim("aud", "https://other.example.org"), ProofError::Audience),
        ("aud with a slash", valid().claim("aud", format!("{ISSUER}/")), ProofError::Audience),
        ("aud in capitals", valid().claim("aud", ISSUER.to_uppercase()), ProofError::Audience),
        ("aud without scheme", valid().claim("aud", "keys.example.org"), ProofError::Audience),
        ("aud of two", valid().claim("aud", json!([ISSUER, "https://b.example"])), ProofError::Audience),
        ("aud empty array", valid().claim("aud", json!([])), ProofError::Audience),
        ("aud object", valid().claim("aud", json!({ "iss": ISSUER })), ProofError::Audience),
        ("iss although anonymous", valid().claim("iss", "wallet-1"), ProofError::Issuer),
        ("iss null", valid().claim("iss", Value::Null), ProofError::Issuer),
        ("no nonce", valid().without_claim("nonce"), ProofError::NoNonce),
        ("nonce not text", valid().claim("nonce", 5), ProofError::NoNonce),
        ("no iat", valid().without_claim("iat"), ProofError::NoTime),
        ("iat text", valid().claim("iat", NOW.to_string()), ProofError::NoTime),
        ("iat negative", valid().claim("iat", -1), ProofError::NoTime),
        ("iat beyond any calendar", valid().claim("iat", u64::MAX), ProofError::NoTime),
        ("iat huge fraction", valid().claim("iat", 1e300), ProofError::NoTime),
        ("iat in milliseconds", valid().claim("iat", NOW * 1000), ProofError::NoTime),
        ("too old", valid().claim("iat", NOW - 301), ProofError::TooOld),
        ("from the future", valid().claim("iat", NOW + 301), ProofError::FromTheFuture),
        ("exp passed", valid().claim("exp", NOW - 301), ProofError::TooOld),
        ("exp not a time", valid().claim("exp", "soon"), ProofError::NoTime),
        ("nbf to come", valid().claim("nbf", NOW + 301), ProofError::FromTheFuture),
    ];
    for (name, draft, expected) in refused {
        assert_eq!(check(&draft.sign(&wallet())), Err(expected), "{name}");
    }
}

#[test]
fn every_broken_form_is_refused() {
    let key = wallet();
    let good = valid().sign(&key);
    let [header, payload, signature] = good.split('.').collect::<Vec<_>>().try_into().unwrap();
    let header_text = Value::Object(valid().header).to_string();
    let payload_text = Value::Object(valid().claims).to_string();
    let repeated_header = header_text.replacen('{', r#"{"alg":"none","#, 1);
    let repeated_claim = payload_text.replacen('{', r#"{"nonce":"other","#, 1);
    let deep = format!(r#"{{"a":{}{}}}"#, "[".repeat(40), "]".repeat(40));
    let other_payload = base64url(payload_text.replace(NONCE, "another-nonce"));
    let json = |part, error| ProofError::Malformed(JwsError::Json(part, error));
    let encoding = |part| ProofError::Malformed(JwsError::Encoding(part));
    let parts = ProofError::Malformed(JwsError::NotThreeParts);

    let refused = [
        ("empty", String::new(), parts),
        ("two parts", format!("{header}.{payload}"), parts),
        ("four parts", format!("{good}.{signature}"), parts),
        ("five parts", format!("{good}.{signature}.{signature}"), parts),
        ("no signature", format!("{header}.{payload}."), ProofError::Signature),
        ("half a signature", format!("{header}.{payload}.{}", base64url([1; 32])), ProofError::Signature),
        ("zero signature", format!("{header}.{payload}.{}", base64url([0; 64])), ProofError::Signature),
        ("other payload", format!("{header}.{other_payload}.{signature}"), ProofError::Signature),
        ("padded header", format!("{header}=.{payload}.{signature}"), encoding(Part::Header)),
        ("standard base64", format!("{header}.{payload}.+/+/"), encoding(Part::Signature)),
        ("white space", format!("{header}.{payload} .{signature}"), encoding(Part::Payload)),
        ("header not JSON", sign_text("{", &payload_text, &key), json(Part::Header, JsonError::Syntax)),
        ("header array", sign_text("[]", &payload_text, &key), json(Part::Header, JsonError::NotAnObject)),
        ("alg twice", sign_text(&repeated_header, &payload_text, &key), json(Part::Header, JsonError::DuplicateKey)),
        ("nonce twice", sign_text(&header_text, &repeated_claim, &key), json(Part::Payload, JsonError::DuplicateKey)),
        ("payload text", sign_text(&header_text, "\"x\"", &key), json(Part::Payload, JsonError::NotAnObject)),
        ("payload deep", sign_text(&header_text, &deep, &key), json(Part::Payload, JsonError::TooDeep)),
        ("two values", sign_text(&header_text, "{}{}", &key), json(Part::Payload, JsonError::Syntax)),
        ("too long", valid().claim("pad", "x".repeat(64 * 1024)).sign(&key), ProofError::Malformed(JwsError::TooLong)),
    ];
    for (name, jwt, expected) in refused {
        assert_eq!(check(&jwt), Err(expected), "{name}");
    }
}

#[test]
fn no_single_changed_character_is_accepted() {
    let good = valid().sign(&wallet());
    for position in 0..good.len() {
        let mut bytes = good.clone().into_bytes();
        bytes[position] = if bytes[position] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(bytes).unwrap();
        assert!(check(&changed).is_err(), "character {position}");
    }
}
