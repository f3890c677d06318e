//! Requests that differ from a good one in one thing. The wallet refuses each, whatever the person says, and the verifier
//! hears nothing.

use p256::ecdsa::SigningKey;
use p256::elliptic_curve::Generate as _;
use serde_json::{Value, json};

use super::with_key;
use crate::issuer::now;
use crate::program::{ran, sentence};
use crate::verifier::{Conduct, Draft, Verifier};

type Change = fn(&mut Draft);

/// The changes, each with a part of the sentence that the person reads.
const CHANGES: &[(&str, Change)] = &[
    ("has a wrong signature", |draft| draft.key = SigningKey::generate()),
    ("is not signed with ES256", |draft| draft.header["alg"] = json!("EdDSA")),
    ("cannot be read: unsupported", |draft| draft.header["alg"] = json!("none")),
    ("does not hold its signer’s certificate", |draft| draft.header["x5c"] = json!([])),
    ("‘typ’ is not", |draft| draft.header["typ"] = json!("JWT")),
    ("not a signed request", |draft| draft.media_type = "application/jwt"),
    ("but the request is from ‘x509_hash:x’", |draft| draft.claims["client_id"] = json!("x509_hash:x")),
    ("is not valid now", |draft| draft.claims["exp"] = json!(now() - 1)),
    ("is not valid now", |draft| draft.claims["iat"] = json!(now() + 120)),
    ("is not valid now", |draft| draft.claims["nbf"] = json!(now() + 120)),
    ("missing field `exp`", |draft| without(draft, "exp")),
    ("‘wallet_nonce’", |draft| without(draft, "wallet_nonce")),
    ("‘wallet_nonce’", |draft| draft.claims["wallet_nonce"] = json!("another")),
    ("‘aud’", |draft| draft.claims["aud"] = json!("https://wallet.example")),
    ("‘response_type’", |draft| draft.claims["response_type"] = json!("code")),
    ("‘response_mode’", |draft| draft.claims["response_mode"] = json!("fragment")),
    ("‘redirect_uri’", |draft| draft.claims["redirect_uri"] = draft.claims["response_uri"].clone()),
    ("no ‘response_uri’", |draft| without(draft, "response_uri")),
    ("is not secure", |draft| draft.claims["response_uri"] = json!("http://portal.example/response")),
    ("holds another request", |draft| draft.claims["request_uri"] = json!("https://portal.example/r")),
    ("holds another request", |draft| draft.claims["request"] = json!("a.b.c")),
    ("a transaction", |draft| draft.claims["transaction_data"] = json!(["e30"])),
    ("‘nonce’ is empty", |draft| draft.claims["nonce"] = json!("")),
    ("no ‘dcql_query’", |draft| without(draft, "dcql_query")),
    ("no key that this wallet can encrypt to", |draft| draft.claims["response_mode"] = json!("direct_post.jwt")),
    ("several keys at once", |draft| {
        let twice = draft.claims["dcql_query"]["credentials"][0].clone();
        draft.claims["dcql_query"]["credentials"] = json!([twice, twice]);
    }),
];

fn without(draft: &mut Draft, name: &str) {
    draft.claims.as_object_mut().and_then(|claims| claims.shift_remove(name)).unwrap();
}

/// That the wallet refuses what this verifier asks, with `part` in its sentence, and tells it nothing.
fn is_refused(wallet: &tempfile::TempDir, conduct: Conduct, part: &str) {
    let verifier = Verifier::start(conduct);
    for consent in ["--yes", "--decline"] {
        // What is asked for is looked at when something is to be shared.
        if consent == "--decline" && part == "several keys at once" {
            continue;
        }
        let answer = ran(wallet.path(), &["present", &verifier.link(), consent]);
        let said = sentence(&answer);
        assert!(!answer.status.success() && said.contains(part) && said.lines().count() == 1, "{part}: {said}");
    }
    assert_eq!(verifier.conduct(|conduct| (conduct.posted.len(), conduct.fetched > 0)), (0, true), "{part}");
}

#[test]
fn a_request_that_is_wrong_in_one_thing_is_not_answered() {
    let wallet = with_key();
    for (part, change) in CHANGES {
        is_refused(&wallet, Conduct { change: *change, ..Conduct::default() }, part);
    }
}

#[test]
fn a_verifier_must_be_who_its_certificate_says() {
    let wallet = with_key();
    let named = |name: &str| Conduct { client_id: Some(name.to_owned()), ..Conduct::default() };
    let foreign = "with a certificate that is not of the verifier";
    is_refused(&wallet, named("x509_hash:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"), foreign);
    is_refused(&wallet, named("x509_san_dns:portal.example"), foreign);
    is_refused(&wallet, named("localhost"), "must begin with");
    is_refused(&wallet, named("redirect_uri:http://localhost/response"), "must begin with");

    let elsewhere: Change = |draft| {
        let own = draft.claims["response_uri"].as_str().unwrap().replace("localhost", "127.0.0.1");
        draft.claims["response_uri"] = Value::from(own);
    };
    let by_host = Conduct { by_host: true, change: elsewhere, ..Conduct::default() };
    is_refused(&wallet, by_host, "to another host than its own");
}

#[test]
fn a_nonce_that_was_not_sent_does_not_come_back() {
    let change: Change = |draft| draft.claims["wallet_nonce"] = json!("of another wallet");
    is_refused(&with_key(), Conduct { by_get: true, change, ..Conduct::default() }, "‘wallet_nonce’");
}

#[test]
fn a_link_that_leads_nowhere_is_refused() {
    let (wallet, verifier) = (with_key(), Verifier::start(Conduct::default()));
    let lost = verifier.link().replace("request%2F1", "request%2F2");
    let answer = ran(wallet.path(), &["present", &lost, "--yes"]);
    assert_eq!(sentence(&answer), "The verifier did not give out its request: HTTP status 404\n");
    let plain = "openid4vp://?client_id=x509_hash%3Ax&request_uri=http%3A%2F%2Fportal.example%2Fr";
    assert!(sentence(&ran(wallet.path(), &["present", plain, "--yes"])).contains("is not secure"));
}
