//! SD-JWTs that must be refused (RFC 9901, section 7.1).

use oid4vc::jose::jws::JwsError;
use oid4vc::json::JsonError;
use oid4vc::sd_jwt::{Disclosure, DisclosureError, SdJwtError, UnverifiedSdJwt};
use serde_json::{Map, Value, json};

use crate::support::{Draft, WalletKey, base64url};

fn signed(claims: Value, disclosures: &[&str]) -> String {
    let draft = Draft::new(json!({ "alg": "ES256", "typ": "dc+sd-jwt" }), claims);
    with_disclosures(&draft.sign(&WalletKey::number(1)), disclosures)
}

fn with_disclosures(jwt: &str, disclosures: &[&str]) -> String {
    let tail: String = disclosures.iter().map(|disclosure| format!("{disclosure}~")).collect();
    format!("{jwt}~{tail}")
}

fn read(text: &str) -> Result<Map<String, Value>, SdJwtError> {
    UnverifiedSdJwt::parse(text)?.verify(&WalletKey::number(1).public())
}

fn hidden(name: &str, value: Value) -> Disclosure {
    Disclosure::property("c2FsdHNhbHRzYWx0c2FsdA", name, value).unwrap()
}

#[test]
fn hidden_members_and_elements_return_to_their_places() {
    let inner = hidden("street", json!("High Street"));
    let outer = hidden("address", json!({ "_sd": [inner.digest()], "town": "Leeds" }));
    let element = Disclosure::element("c2FsdA", json!("second"));
    let claims = json!({
        "_sd": [outer.digest(), "a digest that nobody discloses"],
        "list": ["first", { "...": element.digest() }, { "...": "undisclosed" }, "last"],
    });
    let text = signed(claims, &[element.encoded(), inner.encoded(), outer.encoded()]);
    let expected = json!({
        "address": { "street": "High Street", "town": "Leeds" },
        "list": ["first", "second", "last"],
    });
    assert_eq!(read(&text).map(Value::Object), Ok(expected));
}

#[test]
fn what_does_not_fit_is_refused() {
    let name = hidden("name", json!("Ada"));
    let vct = hidden("vct", json!("other"));
    let element = Disclosure::element("c2FsdA", json!(1));
    let (digest, encoded) = (name.digest(), name.encoded());
    let element_digest = element.digest();
    let cycle = hidden("a", json!({ "_sd": [digest] }));

    let refused = [
        ("unreferenced", signed(json!({}), &[encoded]), SdJwtError::UnreferencedDisclosure),
        ("disclosed twice", signed(json!({ "_sd": [digest] }), &[encoded, encoded]), SdJwtError::RepeatedDigest),
        ("digest twice", signed(json!({ "_sd": [digest, digest] }), &[encoded]), SdJwtError::RepeatedDigest),
        ("unused digest twice", signed(json!({ "_sd": ["x", "x"] }), &[]), SdJwtError::RepeatedDigest),
        (
            "digest at two levels",
            signed(json!({ "_sd": [digest], "a": { "_sd": [digest] } }), &[encoded]),
            SdJwtError::RepeatedDigest,
        ),
        (
            "digest again in a disclosure",
            signed(json!({ "_sd": [digest, cycle.digest()] }), &[encoded, cycle.encoded()]),
            SdJwtError::RepeatedDigest,
        ),
        (
            "claim exists",
            signed(json!({ "name": "Eve", "_sd": [digest] }), &[encoded]),
            SdJwtError::MisplacedDisclosure,
        ),
        ("vct hidden", signed(json!({ "_sd": [vct.digest()] }), &[vct.encoded()]), SdJwtError::MisplacedDisclosure),
        (
            "element in an object",
            signed(json!({ "_sd": [element_digest] }), &[element.encoded()]),
            SdJwtError::MisplacedDisclosure,
        ),
        (
            "member in an array",
            signed(json!({ "a": [{ "...": digest }] }), &[encoded]),
            SdJwtError::MisplacedDisclosure,
        ),
        ("_sd no array", signed(json!({ "_sd": digest }), &[encoded]), SdJwtError::DigestForm),
        ("_sd of numbers", signed(json!({ "_sd": [1] }), &[]), SdJwtError::DigestForm),
        ("... in an object", signed(json!({ "...": digest }), &[]), SdJwtError::DigestForm),
        ("... of a number", signed(json!({ "a": [{ "...": 1 }] }), &[]), SdJwtError::DigestForm),
        ("... with company", signed(json!({ "a": [{ "...": "x", "b": 1 }] }), &[]), SdJwtError::DigestForm),
        ("sha-512", signed(json!({ "_sd_alg": "sha-512" }), &[]), SdJwtError::HashFunction),
        (
            "empty disclosure",
            signed(json!({}), &["", encoded]),
            SdJwtError::Disclosure(DisclosureError::Json(JsonError::Syntax)),
        ),
        ("bare JWT", signed(json!({}), &[]).trim_end_matches('~').to_owned(), SdJwtError::NotSdJwt),
        ("too many", signed(json!({}), &["x"; 257]), SdJwtError::TooManyDisclosures),
    ];
    for (name, text, expected) in refused {
        assert_eq!(read(&text), Err(expected), "{name}");
    }
}

#[test]
fn the_signed_part_is_checked() {
    let key = WalletKey::number(1);
    let draft = || Draft::new(json!({ "alg": "ES256", "typ": "dc+sd-jwt" }), json!({ "vct": "a" }));
    let read_jwt = |jwt: String| read(&format!("{jwt}~"));
    assert!(read_jwt(draft().sign(&key)).is_ok());
    assert_eq!(read_jwt(draft().header("typ", "JWT").sign(&key)), Err(SdJwtError::Type));
    assert_eq!(read_jwt(draft().header("typ", "vc+sd-jwt").sign(&key)), Err(SdJwtError::Type));
    assert_eq!(read_jwt(draft().header("alg", "none").sign(&key)), Err(SdJwtError::Jws(JwsError::Algorithm)));
    assert_eq!(read_jwt(draft().sign(&WalletKey::number(2))), Err(SdJwtError::Jws(JwsError::Signature)));
}

#[test]
fn malformed_disclosures_are_refused() {
    let refused = [
        ("=", DisclosureError::Encoding),
        (&base64url("["), DisclosureError::Json(JsonError::Syntax)),
        (&base64url("{}"), DisclosureError::Form),
        (&base64url("[]"), DisclosureError::Form),
        (&base64url(r#"["salt"]"#), DisclosureError::Form),
        (&base64url(r#"[1,"value"]"#), DisclosureError::Form),
        (&base64url(r#"["salt",1,"value"]"#), DisclosureError::Form),
        (&base64url(r#"["salt","name","value",1]"#), DisclosureError::Form),
        (&base64url(r#"["salt","_sd","value"]"#), DisclosureError::ReservedName),
        (&base64url(r#"["salt","...","value"]"#), DisclosureError::ReservedName),
        (&base64url(r#"["salt","a",{"b":1,"b":2}]"#), DisclosureError::Json(JsonError::DuplicateKey)),
    ];
    for (text, expected) in refused {
        assert_eq!(Disclosure::parse(text), Err(expected), "{text}");
    }
    let reserved = Disclosure::property("salt", "_sd", json!(1));
    assert_eq!(reserved, Err(DisclosureError::ReservedName));
}

#[test]
fn disclosures_inside_disclosures_may_not_go_on_for_ever() {
    // From the inside out: each level is an object whose only member is hidden.
    let nested = |levels: usize| {
        let mut disclosures = vec![hidden("level", json!("core"))];
        for _ in 1..levels {
            let inner = disclosures.last().unwrap().digest();
            disclosures.push(hidden("level", json!({ "_sd": [inner] })));
        }
        let encoded: Vec<&str> = disclosures.iter().map(Disclosure::encoded).collect();
        read(&signed(json!({ "_sd": [disclosures.last().unwrap().digest()] }), &encoded))
    };
    assert!(nested(32).is_ok());
    assert_eq!(nested(33), Err(SdJwtError::TooDeep));
    assert_eq!(nested(256), Err(SdJwtError::TooDeep));
}

#[test]
fn what_only_looks_like_no_disclosures_is_refused() {
    let jwt = signed(json!({}), &[]);
    assert!(read(&jwt).is_ok());
    let empty = Err(SdJwtError::Disclosure(DisclosureError::Json(JsonError::Syntax)));
    assert_eq!(read(&format!("{jwt}~")), empty);
    assert_eq!(read(&format!("{jwt}~key.binding.jwt")), empty);
}
