//! Credentials that must be refused, each broken in one place and refused for exactly that.

use oid4vc::jose::JwkError;
use oid4vc::jose::jws::{JwsError, Part};
use oid4vc::json::JsonError;
use oid4vc::sd_jwt::{Disclosure, DisclosureError, SdJwtError};
use oid4vc::vp::presentation::PresentationError;
use serde_json::json;

use crate::presenter::{Presenter, STRANGER_KEY, flip, hidden, policy, presenter, refuse, verify};
use crate::support::{NOW, WalletKey, base64url};

fn with_digest(presenter: Presenter, digest: String) -> Presenter {
    let mut digests = presenter.credential.claims["_sd"].clone();
    digests.as_array_mut().unwrap().push(digest.into());
    presenter.claim("_sd", digests)
}

/// A further claim of this name and value, hidden and disclosed.
fn with_hidden(presenter: Presenter, disclosure: &Disclosure) -> Presenter {
    with_digest(presenter, disclosure.digest()).disclose(disclosure.encoded())
}

#[test]
fn the_credential_itself() {
    use PresentationError::SdJwt;
    let signature = || SdJwt(SdJwtError::Jws(JwsError::Signature));
    let algorithm = || SdJwt(SdJwtError::Jws(JwsError::Algorithm));
    refuse(&[
        ("signed by a stranger", |p| Presenter { signer: STRANGER_KEY, ..p }, signature()),
        ("signature changed", |p| Presenter { before_binding: |text| flip(text, 2), ..p }, signature()),
        ("alg none", |p| p.header("alg", json!("none")), algorithm()),
        ("alg HS256", |p| p.header("alg", json!("HS256")), algorithm()),
        ("alg ES384", |p| p.header("alg", json!("ES384")), algorithm()),
        ("typ JWT", |p| p.header("typ", json!("JWT")), SdJwt(SdJwtError::Type)),
        ("typ of a draft", |p| p.header("typ", json!("vc+sd-jwt")), SdJwt(SdJwtError::Type)),
        ("critical extension", |p| p.header("crit", json!(["x"])), SdJwt(SdJwtError::Jws(JwsError::CriticalExtension))),
        (
            "not base64url",
            |p| p.after_binding(|text| format!("={text}")),
            SdJwt(SdJwtError::Jws(JwsError::Encoding(Part::Header))),
        ),
        ("not an SD-JWT", |p| p.after_binding(|text| text.replace('~', ".")), SdJwt(SdJwtError::NotSdJwt)),
        ("hash function", |p| p.claim("_sd_alg", json!("sha-384")), SdJwt(SdJwtError::HashFunction)),
        ("other issuer", |p| p.claim("iss", json!("https://other.example")), PresentationError::Issuer),
        ("issuer a number", |p| p.claim("iss", json!(1)), PresentationError::Issuer),
        ("other vct", |p| p.claim("vct", json!("https://keys.example.org/types/other")), PresentationError::Type),
        ("no vct", |p| p.without_claim("vct"), PresentationError::Type),
        ("expired", |p| p.claim("exp", json!(NOW - 60)), PresentationError::Expired),
        ("exp a text", |p| p.claim("exp", json!("tomorrow")), PresentationError::Time),
        ("exp null", |p| p.claim("exp", json!(null)), PresentationError::Time),
        ("not yet valid", |p| p.claim("nbf", json!(NOW + 61)), PresentationError::NotYetValid),
        ("issued in the future", |p| p.claim("iat", json!(NOW + 61)), PresentationError::NotYetValid),
        ("no cnf", |p| p.without_claim("cnf"), PresentationError::NoHolderKey),
        ("cnf by reference", |p| p.claim("cnf", json!({ "kid": "k" })), PresentationError::NoHolderKey),
        (
            "cnf with the private key",
            |p| p.claim("cnf", json!({ "jwk": WalletKey::number(1).private_jwk() })),
            PresentationError::HolderKey(JwkError::PrivateKey),
        ),
        (
            "cnf of another type",
            |p| p.claim("cnf", json!({ "jwk": { "kty": "OKP" } })),
            PresentationError::HolderKey(JwkError::KeyType),
        ),
    ]);
}

#[test]
fn its_disclosures() {
    use PresentationError::SdJwt;
    let repeated = || SdJwt(SdJwtError::RepeatedDigest);
    let form = || SdJwt(SdJwtError::DigestForm);
    let misplaced = || SdJwt(SdJwtError::MisplacedDisclosure);
    let encoding = || SdJwt(SdJwtError::Disclosure(DisclosureError::Encoding));
    refuse(&[
        (
            "required claim kept back",
            |mut p| {
                p.disclosures.remove(0);
                p
            },
            PresentationError::MissingClaim(0),
        ),
        (
            "sent twice",
            |p| {
                let first = p.disclosures[0].clone();
                p.disclose(&first)
            },
            repeated(),
        ),
        (
            "belongs to no digest",
            |p| p.disclose(hidden("role", json!("boss")).encoded()),
            SdJwt(SdJwtError::UnreferencedDisclosure),
        ),
        (
            "changed value",
            |mut p| {
                p.disclosures[0] = hidden("employee_id", json!("E-2")).encoded().to_owned();
                p
            },
            SdJwt(SdJwtError::UnreferencedDisclosure),
        ),
        (
            "digest twice, disclosed",
            |p| {
                let digest = hidden("employee_id", json!("E-1")).digest();
                with_digest(p, digest)
            },
            repeated(),
        ),
        ("digest twice, undisclosed", |p| with_digest(with_digest(p, "x".to_owned()), "x".to_owned()), repeated()),
        (
            "digest again deeper down",
            |p| {
                let digest = hidden("employee_id", json!("E-1")).digest();
                p.claim("employer", json!({ "_sd": [digest] }))
            },
            repeated(),
        ),
        (
            "digest again in an array",
            |p| {
                let element = Disclosure::element("c2FsdA", json!(1));
                let digest = element.digest();
                p.claim("list", json!([{ "...": digest }, { "...": digest }])).disclose(element.encoded())
            },
            repeated(),
        ),
        ("claim exists", |p| with_hidden(p, &hidden("employer", json!("Evil"))), misplaced()),
        ("two disclosures of one name", |p| with_hidden(p, &hidden("employee_id", json!("E-2"))), misplaced()),
        ("hidden vct", |p| with_hidden(p.without_claim("vct"), &hidden("vct", json!("x"))), misplaced()),
        ("hidden cnf", |p| with_hidden(p.without_claim("cnf"), &hidden("cnf", json!({}))), misplaced()),
        ("hidden exp", |p| with_hidden(p.without_claim("exp"), &hidden("exp", json!(NOW))), misplaced()),
        ("hidden status", |p| with_hidden(p.without_claim("status"), &hidden("status", json!({}))), misplaced()),
        (
            "hidden _sd_alg",
            |p| with_hidden(p.without_claim("_sd_alg"), &hidden("_sd_alg", json!("sha-256"))),
            misplaced(),
        ),
        ("element where a member belongs", |p| with_hidden(p, &Disclosure::element("c2FsdA", json!(1))), misplaced()),
        (
            "claim called _sd",
            |p| p.disclose(&base64url(r#"["s","_sd",["x"]]"#)),
            SdJwt(SdJwtError::Disclosure(DisclosureError::ReservedName)),
        ),
        (
            "claim called ...",
            |p| p.disclose(&base64url(r#"["s","...","x"]"#)),
            SdJwt(SdJwtError::Disclosure(DisclosureError::ReservedName)),
        ),
        (
            "four parts",
            |p| p.disclose(&base64url(r#"["s","a","b","c"]"#)),
            SdJwt(SdJwtError::Disclosure(DisclosureError::Form)),
        ),
        (
            "two names",
            |p| p.disclose(&base64url(r#"["s","a",{"b":1,"b":2}]"#)),
            SdJwt(SdJwtError::Disclosure(DisclosureError::Json(JsonError::DuplicateKey))),
        ),
        (
            "with padding",
            |mut p| {
                p.disclosures[0].push('=');
                p
            },
            encoding(),
        ),
        ("empty", |p| p.disclose(""), SdJwt(SdJwtError::Disclosure(DisclosureError::Json(JsonError::Syntax)))),
        (
            "nothing but an empty one",
            |p| Presenter { disclosures: vec![String::new()], ..p },
            SdJwt(SdJwtError::Disclosure(DisclosureError::Json(JsonError::Syntax))),
        ),
        (
            "too many",
            |p| Presenter { disclosures: vec!["AA".to_owned(); 257], ..p },
            SdJwt(SdJwtError::TooManyDisclosures),
        ),
        ("_sd no array", |p| p.claim("_sd", json!("x")), form()),
        ("_sd of numbers", |p| p.claim("_sd", json!([1])), form()),
        ("... outside an array", |p| p.claim("...", json!("x")), form()),
        ("... with company", |p| p.claim("list", json!([{ "...": "x", "a": 1 }])), form()),
    ]);
}

#[test]
fn no_single_changed_character_is_accepted() {
    let text = presenter().text();
    let policy = policy();
    assert!(verify(&text, &policy).is_ok());
    for place in 0..text.len() {
        let other = if text.as_bytes()[place] == b'A' { "B" } else { "A" };
        let mut changed = text.clone();
        changed.replace_range(place..=place, other);
        assert!(verify(&changed, &policy).is_err(), "character {place}");
    }
}

#[test]
fn no_part_of_a_presentation_is_accepted() {
    let text = presenter().text();
    let policy = policy();
    for length in 0..text.len() {
        assert!(verify(&text[..length], &policy).is_err(), "{length} characters");
    }
}
