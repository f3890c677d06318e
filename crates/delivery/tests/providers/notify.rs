//! GOV.UK Notify.

use crate::{
    Kind, NOW, dispatch, email, kind, sms,
    stub::{Answer, Stub},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use delivery::{EmailSender, Notify, SmsSender, email::NotifyEmail, sms::NotifySms};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use url::Url;

const SERVICE: &str = "26785a09-ab16-4eb0-8407-a37497a57506";
const SECRET: &str = "3d844edf-8d35-48ac-975b-e847b4f122b0";

fn service(url: Url) -> Notify {
    Notify::new(Some(url), format!("portal-{SERVICE}-{SECRET}").parse().unwrap()).unwrap()
}

pub fn texts(url: Url) -> SmsSender {
    SmsSender::Notify(NotifySms::new(service(url), "template-1".to_owned(), Some("sender-1".to_owned())))
}

pub fn emails(url: Url) -> EmailSender {
    EmailSender::Notify(NotifyEmail::new(service(url), "template-2".to_owned()))
}

fn taken() -> Answer {
    Answer::Say(201, r#"{"id":"740e5834"}"#.to_owned())
}

fn refused(status: u16, error: &str) -> Answer {
    Answer::Say(status, json!({ "errors": [{ "error": error, "message": "sam@example.org 012345" }] }).to_string())
}

/// What the token of a request says, if our service signed it.
fn claims(authorization: &str) -> Value {
    let (signed, mac) = authorization.strip_prefix("Bearer ").unwrap().rsplit_once('.').unwrap();
    let mut expected = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    expected.update(signed.as_bytes());
    expected.verify_slice(&BASE64_URL_SAFE_NO_PAD.decode(mac).unwrap()).unwrap();
    let parts: Vec<Value> = signed
        .split('.')
        .map(|part| serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap())
        .collect();
    assert_eq!(parts[0], json!({ "alg": "HS256", "typ": "JWT" }));
    parts[1].clone()
}

#[tokio::test]
async fn texts_and_emails_go_by_their_templates() {
    let stub = Stub::answering([taken(), taken()]).await;
    let receipt = texts(stub.url.clone()).send(&sms(), dispatch(None)).await.unwrap();
    assert_eq!(receipt.provider_id.as_deref(), Some("740e5834"));
    emails(stub.url.clone()).send(&email("sam@example.org"), dispatch(None)).await.unwrap();
    let asked = stub.asked();
    assert_eq!((asked[0].path.as_str(), asked[1].path.as_str()), ("/v2/notifications/sms", "/v2/notifications/email"));
    for request in &asked {
        assert_eq!(claims(&request.headers["authorization"]), json!({ "iss": SERVICE, "iat": NOW.as_seconds() }));
    }
    let expected = json!({
        "phone_number": "+447700900123",
        "template_id": "template-1",
        "personalisation": { "body": "012345 is your security code" },
        "reference": "a-message",
        "sms_sender_id": "sender-1",
    });
    assert_eq!(asked[0].body, expected);
    let expected = json!({
        "email_address": "sam@example.org",
        "template_id": "template-2",
        "personalisation": { "subject": "Your access key – Zoë", "body": "Hello Zoë.\n" },
        "reference": "a-message",
    });
    assert_eq!(asked[1].body, expected);
}

// SEND-14
#[tokio::test]
async fn only_what_may_heal_is_worth_trying_again() {
    for (answer, expected) in [
        (refused(429, "RateLimitError"), Kind::Temporary),
        (refused(429, "TooManyRequestsError"), Kind::Temporary),
        (refused(500, "Exception"), Kind::Temporary),
        (Answer::Say(502, "<html>".to_owned()), Kind::Temporary),
        (refused(400, "BadRequestError"), Kind::Permanent),
        (refused(400, "ValidationError"), Kind::Permanent),
        (refused(401, "AuthError"), Kind::Ours),
        (refused(403, "AuthError"), Kind::Ours),
        (Answer::Say(302, String::new()), Kind::Permanent),
        (Answer::HangUp, Kind::Unanswered),
    ] {
        let stub = Stub::answering([answer]).await;
        assert_eq!(kind(texts(stub.url.clone()).send(&sms(), dispatch(None)).await), expected);
        assert_eq!(stub.asked().len(), 1);
    }
    assert_eq!(kind(texts(Stub::nobody().await).send(&sms(), dispatch(None)).await), Kind::Temporary);
}
