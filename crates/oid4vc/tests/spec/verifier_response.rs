//! What wallets post.

use oid4vc::jose::DecryptionKey;
use oid4vc::jose::jwe::JweError;
use oid4vc::json::JsonError;
use oid4vc::vp::response::{
    Answer, MAX_VALUE_LENGTH, PostAnswer, Posted, Presented, Refused, RequestHint, ResponseError, WalletErrorCode,
};
use serde_json::{Map, Value, json};

use crate::sealing::encrypt;
use crate::support::rng;

const STATE: &str = "request-1";

fn form(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn open(pairs: &[(&str, &str)], key: Option<&DecryptionKey>) -> Result<Answer, ResponseError> {
    Posted::parse(&form(pairs))?.open(STATE, key)
}

fn presented(state: Option<&str>) -> Answer {
    Answer::Presented(Presented { vp_token: json!({ "key": ["x"] }), state: state.map(str::to_owned) })
}

fn key() -> DecryptionKey {
    DecryptionKey::generate(&mut rng())
}

fn sealed(payload: &Value) -> String {
    encrypt(&key().public_jwk(), "A128GCM", Map::new(), payload.to_string().as_bytes())
}

#[test]
fn answers_come_encrypted_or_plain_as_asked() {
    let token = json!({ "key": ["x"] });
    let jwe = sealed(&json!({ "vp_token": token, "state": STATE }));
    assert_eq!(open(&[("response", &jwe)], Some(&key())), Ok(presented(Some(STATE))));
    let text = token.to_string();
    let plain = [("vp_token", text.as_str()), ("state", STATE), ("unknown", "x"), ("error", "")];
    assert_eq!(open(&plain, None), Ok(presented(Some(STATE))));
    // The key ties an answer to its request, so `state` may be missing inside.
    let stateless = sealed(&json!({ "vp_token": token }));
    assert_eq!(open(&[("response", &stateless)], Some(&key())), Ok(presented(None)));
    assert!(!format!("{:?}", presented(None)).contains('x'));
}

#[test]
fn a_post_leads_to_its_request() {
    let key = key();
    let encrypted = form(&[("response", &sealed(&json!({})))]);
    assert_eq!(Posted::parse(&encrypted).unwrap().hint(), Some(RequestHint::Key(key.kid())));
    let plain = form(&[("vp_token", "{}"), ("state", STATE)]);
    assert_eq!(Posted::parse(&plain).unwrap().hint(), Some(RequestHint::State(STATE)));
    let lost = form(&[("error", "access_denied")]);
    assert_eq!(Posted::parse(&lost).unwrap().hint(), None);
}

#[test]
fn a_refusal_is_heard_in_either_form() {
    let refused = |code, description: Option<&str>| {
        let description = description.map(oid4vc::vci::ErrorDescription::new);
        Ok(Answer::Refused(Refused { code, description, state: Some(STATE.to_owned()) }))
    };
    let plain = [("error", "access_denied"), ("error_description", "The \"user\" said no"), ("state", STATE)];
    let expected = refused(WalletErrorCode::AccessDenied, Some("The ?user? said no"));
    assert_eq!(open(&plain, None), expected);
    assert_eq!(open(&plain, Some(&key())), expected);
    let jwe = sealed(&json!({ "error": "vp_formats_not_supported", "state": STATE }));
    assert_eq!(open(&[("response", &jwe)], Some(&key())), refused(WalletErrorCode::VpFormatsNotSupported, None));
    let codes = [
        ("invalid_request", WalletErrorCode::InvalidRequest),
        ("invalid_client", WalletErrorCode::InvalidClient),
        ("invalid_request_uri_method", WalletErrorCode::InvalidRequestUriMethod),
        ("wallet_unavailable", WalletErrorCode::WalletUnavailable),
        ("something_new", WalletErrorCode::Other),
    ];
    for (text, code) in codes {
        assert_eq!(open(&[("error", text), ("state", STATE)], None), refused(code, None));
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let jwe = sealed(&json!({ "vp_token": {}, "state": STATE }));
    let long = "x".repeat(MAX_VALUE_LENGTH + 1);
    let refused: [(&[(&str, &str)], ResponseError); 13] = [
        (&[], ResponseError::Empty),
        (&[("response", ""), ("state", STATE)], ResponseError::Empty),
        (&[("response", &jwe), ("vp_token", "{}")], ResponseError::Ambiguous),
        (&[("response", &jwe), ("error", "x")], ResponseError::Ambiguous),
        (&[("vp_token", "{}"), ("error", "x"), ("state", STATE)], ResponseError::Ambiguous),
        (&[("vp_token", "{}"), ("vp_token", "{}")], ResponseError::RepeatedParameter),
        (&[("vp_token", "{"), ("state", STATE)], ResponseError::Json(JsonError::Syntax)),
        (&[("vp_token", r#"{"a":1,"a":2}"#)], ResponseError::Json(JsonError::DuplicateKey)),
        (&[("vp_token", &long)], ResponseError::TooLarge),
        (&[("x", "y"); 65], ResponseError::TooLarge),
        (&[("response", "a.b.c")], ResponseError::Jwe(JweError::NotFiveParts)),
        (&[("vp_token", "{}"), ("state", &long[..513])], ResponseError::Parameter),
        (&[("vp_token", "{}"), ("state", "other")], ResponseError::NotEncrypted),
    ];
    for (pairs, expected) in refused {
        assert_eq!(open(pairs, Some(&key())), Err(expected));
    }
    assert_eq!(open(&[("response", &jwe)], None), Err(ResponseError::NotAskedToEncrypt));
    for pairs in [&[("vp_token", "{}"), ("state", "other")][..], &[("vp_token", "{}")], &[("error", "x")]] {
        assert_eq!(open(pairs, None), Err(ResponseError::OtherRequest));
    }
}

#[test]
fn what_is_inside_the_envelope_is_judged_as_strictly() {
    let refused = [
        (json!([]), ResponseError::Json(JsonError::NotAnObject)),
        (json!({}), ResponseError::Empty),
        (json!({ "vp_token": {}, "error": "x" }), ResponseError::Ambiguous),
        (json!({ "vp_token": {}, "state": "other" }), ResponseError::OtherRequest),
        (json!({ "vp_token": {}, "state": 1 }), ResponseError::Parameter),
        (json!({ "error": {} }), ResponseError::Parameter),
    ];
    for (payload, expected) in refused {
        let jwe = sealed(&payload);
        assert_eq!(open(&[("response", &jwe)], Some(&key())), Err(expected), "{payload}");
    }
    let other = DecryptionKey::from_bytes(&[5; 32]).unwrap();
    let jwe = sealed(&json!({ "vp_token": {} }));
    assert_eq!(open(&[("response", &jwe)], Some(&other)), Err(ResponseError::Jwe(JweError::OtherKey)));
}

#[test]
fn the_wallet_gets_an_object_with_at_most_one_member() {
    assert_eq!(serde_json::to_value(PostAnswer::default()).unwrap(), json!({}));
    let back = PostAnswer { redirect_uri: Some("https://keys.example.org/login/return?x=1".to_owned()) };
    assert_eq!(
        serde_json::to_value(back).unwrap(),
        json!({ "redirect_uri": "https://keys.example.org/login/return?x=1" })
    );
}
