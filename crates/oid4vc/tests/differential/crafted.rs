//! Presentations that somebody made broken, or harmlessly odd, and signed; and what each of the two is to say.
//!
//! The rows with [`Expected::OursIsStricter`] are the whole list of differences: what this crate refuses and the
//! reference implementation accepts, and why.

use oid4vc::sd_jwt::Disclosure;
use rand::rngs::StdRng;
use serde_json::{Value, json};

use crate::authority::{Authority, signer_params};
use crate::material::{Hide, members};
use crate::presenter::{Break, HOLDER_KEY, Presenter, SIGNER_KEY, STRANGER_KEY, hidden, presenter};
use crate::support::{NOW, WalletKey, base64url};

/// What is to come out.
#[derive(Debug, Clone, Copy)]
pub enum Expected {
    /// Both accept it.
    BothAccept,
    /// Both refuse it.
    BothRefuse,
    /// This crate refuses it and the reference does not, because.
    OursIsStricter(&'static str),
}

use Expected::{BothAccept, BothRefuse, OursIsStricter};

/// RFC 9901, section 7.1, asks for these checks; the reference leaves them out.
const EACH_DISCLOSURE_USED: Expected =
    OursIsStricter("RFC 9901, 7.1: a disclosure that no digest refers to is refused");
const NO_DIGEST_TWICE: Expected = OursIsStricter("RFC 9901, 7.1: a digest may occur once, in arrays too");
const FORM_OF_DISCLOSURES: Expected =
    OursIsStricter("RFC 9901, 7.1: a disclosure is salt, name and value; the name is not reserved");
const FORM_OF_DIGESTS: Expected = OursIsStricter("RFC 9901, 4.2.4: _sd is an array of texts, and ... stands alone");
/// SD-JWT VC asks for these.
const TYPE: Expected = OursIsStricter("SD-JWT VC, 2.2.1: typ is dc+sd-jwt");
const NOT_HIDDEN: Expected = OursIsStricter("SD-JWT VC, 2.2.2: who, how long and for whom is never hidden");
/// The reference leaves these to its caller.
const TIME: Expected = OursIsStricter("times: the reference leaves iat, nbf and exp to its caller");
const TRUST: Expected = OursIsStricter("trust: the reference is given the issuer's key, here x5c leads to an anchor");
const POLICY: Expected = OursIsStricter("policy: issuer, type, claims and status fit what was asked for");
/// Stricter than the specifications ask.
const STRICT_JSON: Expected = OursIsStricter("strict: no member twice, no JSON deeper than 32 levels");
const SPELLING: Expected = OursIsStricter("strict: base64url without padding, in its one spelling");
const SIZE: Expected = OursIsStricter("strict: at most 256 disclosures and 64 KiB of JWT");
const PRIVATE_KEY: Expected = OursIsStricter("strict: a private key in cnf is not a holder's key");

/// A good presentation with claims that nobody asked for.
pub fn presenter_with_more(rng: &mut StdRng) -> Presenter {
    let mut good = presenter();
    good.credential.claims.extend(members(rng, "more ", Hide::Nothing));
    good
}

/// Hides more: the digest goes into `_sd`, the disclosure along.
fn hide(presenter: Presenter, encoded: &str) -> Presenter {
    let digest = digest(encoded);
    change_digests(presenter, |digests| digests.push(digest.into())).disclose(encoded)
}

fn digest(encoded: &str) -> String {
    // What is hashed is the text, whatever it says.
    oid4vc::sd_jwt::presentation_hash(encoded)
}

fn change_digests(mut presenter: Presenter, change: impl FnOnce(&mut Vec<Value>)) -> Presenter {
    change(presenter.credential.claims["_sd"].as_array_mut().unwrap());
    presenter
}

fn hide_json(presenter: Presenter, disclosure: &Value) -> Presenter {
    hide(presenter, &base64url(disclosure.to_string()))
}

fn element(value: Value) -> Disclosure {
    Disclosure::element("c2FsdA", value)
}

fn site(disclosure: &Disclosure) -> Value {
    json!({ "sites": [{ "...": disclosure.digest() }, "Leeds"] })
}

/// Arrays inside each other.
fn nested(levels: usize) -> Value {
    (0..levels).fold(Value::Null, |inner, _| json!([inner]))
}

/// A name, the way to make it, and what is to come out.
pub const PRESENTATIONS: &[(&str, Break, Expected)] = &[
    // Harmless.
    ("as it is", |p| p, BothAccept),
    ("no _sd_alg", |p| p.without_claim("_sd_alg"), BothAccept),
    ("a decoy", |p| change_digests(p, |digests| digests.push(digest("decoy").into())), BothAccept),
    ("digests in another order", |p| change_digests(p, |digests| digests.reverse()), BothAccept),
    (
        "disclosures in another order",
        |mut p| {
            p.disclosures.reverse();
            p
        },
        BothAccept,
    ),
    (
        "an optional claim kept back",
        |mut p| {
            p.disclosures.truncate(1);
            p
        },
        BothAccept,
    ),
    ("a header that nobody knows", |p| p.header("foo", json!({ "bar": 1 })), BothAccept),
    (
        "a key binding that says more",
        |p| p.binding_header("kid", json!("1")).binding_claim("foo", json!([])),
        BothAccept,
    ),
    ("a claim that is null", |p| hide_json(p, &json!(["salt", "nothing", null])), BothAccept),
    ("an empty salt and an empty name", |p| hide_json(p, &json!(["", "", ""])), BothAccept),
    ("white space in a disclosure", |p| hide(p, &base64url("[ \"salt\" ,\n\"spaced\", {} ]")), BothAccept),
    (
        "digests inside a disclosure",
        |p| {
            let inner = hidden("street", json!("High Street"));
            let outer = hidden("address", json!({ "_sd": [inner.digest()], "town": "Leeds" }));
            hide(p, outer.encoded()).disclose(inner.encoded())
        },
        BothAccept,
    ),
    (
        "digests inside a claim",
        |p| {
            let inner = hidden("street", json!("High Street"));
            p.claim("address", json!({ "_sd": [inner.digest()] })).disclose(inner.encoded())
        },
        BothAccept,
    ),
    (
        "an element shown",
        |p| {
            let york = element(json!("York"));
            p.claim("employer", site(&york)).disclose(york.encoded())
        },
        BothAccept,
    ),
    ("an element kept back", |p| p.claim("employer", site(&element(json!("York")))), BothAccept),
    ("no times", |p| p.without_claim("iat").without_claim("nbf").without_claim("exp"), BothAccept),
    // Signatures.
    (
        "signed by a stranger",
        |mut p| {
            p.signer = STRANGER_KEY;
            p
        },
        BothRefuse,
    ),
    ("alg none", |p| p.header("alg", json!("none")), BothRefuse),
    ("alg HS256", |p| p.header("alg", json!("HS256")), BothRefuse),
    ("alg ES384", |p| p.header("alg", json!("ES384")), BothRefuse),
    ("alg a list", |p| p.header("alg", json!(["ES256"])), BothRefuse),
    ("an extension that must be understood", |p| p.header("crit", json!(["foo"])).header("foo", json!(1)), BothRefuse),
    ("another hash", |p| p.claim("_sd_alg", json!("sha-512")), BothRefuse),
    ("a hash that is null", |p| p.claim("_sd_alg", Value::Null), BothRefuse),
    // Key binding.
    (
        "bound by a stranger",
        |mut p| {
            p.holder = STRANGER_KEY;
            p
        },
        BothRefuse,
    ),
    (
        "bound by the issuer",
        |mut p| {
            p.holder = SIGNER_KEY;
            p
        },
        BothRefuse,
    ),
    ("binding with alg none", |p| p.binding_header("alg", json!("none")), BothRefuse),
    ("binding with alg HS256", |p| p.binding_header("alg", json!("HS256")), BothRefuse),
    ("binding of another typ", |p| p.binding_header("typ", json!("JWT")), BothRefuse),
    (
        "binding with an extension",
        |p| p.binding_header("crit", json!(["foo"])).binding_header("foo", json!(1)),
        BothRefuse,
    ),
    ("another audience", |p| p.binding_claim("aud", json!("https://other.example")), BothRefuse),
    (
        "several audiences",
        |p| {
            let aud = p.binding.claims["aud"].clone();
            p.binding_claim("aud", json!([aud]))
        },
        BothRefuse,
    ),
    ("no audience", |p| p.without_binding_claim("aud"), BothRefuse),
    ("another nonce", |p| p.binding_claim("nonce", json!("other")), BothRefuse),
    ("no nonce", |p| p.without_binding_claim("nonce"), BothRefuse),
    ("another hash of the presentation", |p| p.binding_claim("sd_hash", json!(digest("other"))), BothRefuse),
    ("no hash of the presentation", |p| p.without_binding_claim("sd_hash"), BothRefuse),
    ("bound to nobody", |p| p.without_claim("cnf"), BothRefuse),
    ("bound without a key", |p| p.claim("cnf", json!({})), BothRefuse),
    ("bound to a key that is none", |p| p.claim("cnf", json!({ "jwk": { "kty": "EC" } })), BothRefuse),
    (
        "bound to a point beside the curve",
        |p| {
            let mut jwk = WalletKey::number(HOLDER_KEY).jwk();
            jwk["y"] = jwk["x"].clone();
            p.claim("cnf", json!({ "jwk": jwk }))
        },
        BothRefuse,
    ),
    (
        "bound to a key for encryption",
        |p| {
            let mut jwk = WalletKey::number(HOLDER_KEY).jwk();
            jwk["use"] = "enc".into();
            p.claim("cnf", json!({ "jwk": jwk }))
        },
        BothRefuse,
    ),
    (
        "bound to a private key",
        |p| p.claim("cnf", json!({ "jwk": WalletKey::number(HOLDER_KEY).private_jwk() })),
        PRIVATE_KEY,
    ),
    // Disclosures.
    ("a digest twice in _sd", |p| change_digests(p, |digests| digests.push(digests[0].clone())), BothRefuse),
    ("a decoy twice in _sd", |p| change_digests(p, |digests| digests.extend([json!("x"), json!("x")])), BothRefuse),
    (
        "a disclosure twice",
        |p| {
            let again = p.disclosures[0].clone();
            p.disclose(&again)
        },
        BothRefuse,
    ),
    ("a hidden claim in place of an open one", |p| hide_json(p, &json!(["salt", "employer", "other"])), BothRefuse),
    ("two hidden claims of one name", |p| hide_json(p, &json!(["salt", "employee_id", "E-2"])), BothRefuse),
    ("an element in an object", |p| hide_json(p, &json!(["salt", "value"])), BothRefuse),
    (
        "a member in an array",
        |p| {
            let member = hidden("town", json!("York"));
            p.claim("employer", site(&member)).disclose(member.encoded())
        },
        BothRefuse,
    ),
    ("a disclosure of four", |p| hide_json(p, &json!(["salt", "name", "value", "more"])), BothRefuse),
    ("a disclosure that is an object", |p| hide_json(p, &json!({ "name": "value" })), BothRefuse),
    ("a disclosure that is not JSON", |p| hide(p, &base64url("[\"salt\", \"name\"")), BothRefuse),
    ("digests that are a number", |p| p.claim("address", json!({ "_sd": 1 })), BothRefuse),
    ("digests that are null", |p| p.claim("address", json!({ "_sd": null })), BothRefuse),
    ("a disclosure for nothing", |p| p.disclose(hidden("salary", json!(1)).encoded()), EACH_DISCLOSURE_USED),
    (
        "a digest twice in an array",
        |p| {
            let york = digest("york");
            p.claim("employer", json!({ "sites": [{ "...": york }, { "...": york }] }))
        },
        NO_DIGEST_TWICE,
    ),
    (
        "a digest in an object and in an array",
        |p| {
            let decoy = json!(digest("decoy"));
            let p = p.claim("employer", json!({ "sites": [{ "...": decoy }] }));
            change_digests(p, |digests| digests.push(decoy))
        },
        NO_DIGEST_TWICE,
    ),
    ("a hidden claim named _sd", |p| hide_json(p, &json!(["salt", "_sd", []])), FORM_OF_DISCLOSURES),
    ("a hidden claim named ...", |p| hide_json(p, &json!(["salt", "...", "value"])), FORM_OF_DISCLOSURES),
    ("a salt that is a number", |p| hide_json(p, &json!([1, "name", "value"])), FORM_OF_DISCLOSURES),
    ("digests that are one text", |p| p.claim("address", json!({ "_sd": "xyz" })), FORM_OF_DIGESTS),
    ("a digest that is a number", |p| change_digests(p, |digests| digests.push(1.into())), FORM_OF_DIGESTS),
    ("... that does not stand alone", |p| p.claim("employer", json!([{ "...": "x", "more": 1 }])), FORM_OF_DIGESTS),
    ("... in an object", |p| p.claim("employer", json!({ "...": "x" })), FORM_OF_DIGESTS),
    // What SD-JWT VC adds.
    ("typ JWT", |p| p.header("typ", json!("JWT")), TYPE),
    ("typ of drafts", |p| p.header("typ", json!("vc+sd-jwt")), TYPE),
    ("a hidden exp", |p| hide_json(p.without_claim("exp"), &json!(["salt", "exp", NOW + 60])), NOT_HIDDEN),
    (
        "a hidden issuer",
        |p| hide_json(p.without_claim("iss"), &json!(["salt", "iss", "https://keys.example.org"])),
        NOT_HIDDEN,
    ),
    // What the reference leaves to its caller.
    ("expired", |p| p.claim("exp", (NOW - 60).into()), TIME),
    ("not valid yet", |p| p.claim("nbf", (NOW + 61).into()), TIME),
    ("from the future", |p| p.claim("iat", (NOW + 61).into()), TIME),
    ("a time that is text", |p| p.claim("exp", json!("tomorrow")), TIME),
    ("an old binding", |p| p.binding_claim("iat", (NOW - 301).into()), TIME),
    ("a binding from the future", |p| p.binding_claim("iat", (NOW + 301).into()), TIME),
    ("a binding without time", |p| p.without_binding_claim("iat"), TIME),
    ("no certificates", |p| p.certified_by(Vec::new()), TRUST),
    (
        "certificates of a stranger",
        |p| p.certified_by(vec![Authority::new("stranger", STRANGER_KEY).certify(&signer_params(), SIGNER_KEY)]),
        TRUST,
    ),
    ("another issuer", |p| p.claim("iss", json!("https://other.example")), POLICY),
    ("another type", |p| p.claim("vct", json!("https://other.example")), POLICY),
    (
        "a required claim kept back",
        |mut p| {
            p.disclosures.remove(0);
            p
        },
        POLICY,
    ),
    ("no status", |p| p.without_claim("status"), POLICY),
    (
        "a status list elsewhere",
        |p| p.claim("status", json!({ "status_list": { "idx": 7, "uri": "https://other.example/1" } })),
        POLICY,
    ),
    // Strictness.
    ("a member twice in a disclosure", |p| hide(p, &base64url(r#"["salt","name",{"a":1,"a":2}]"#)), STRICT_JSON),
    ("33 levels in a claim", |p| p.claim("deep", nested(33)), STRICT_JSON),
    (
        "40 levels, half of them hidden",
        |p| {
            let inner = hidden("inner", nested(20));
            let outer = (0..20).fold(json!({ "_sd": [inner.digest()] }), |inner, _| json!([inner]));
            hide(p, hidden("outer", outer).encoded()).disclose(inner.encoded())
        },
        STRICT_JSON,
    ),
    ("a disclosure with padding", |p| hide(p, &format!("{}=", base64url(r#"["salty","name",1]"#))), SPELLING),
    (
        "257 disclosures",
        |mut p| {
            for number in 0..255 {
                p = hide_json(p, &json!(["salt", format!("claim {number}"), number]));
            }
            p
        },
        SIZE,
    ),
    ("a long credential", |p| p.claim("long", json!("x".repeat(50_000))), SIZE),
];
