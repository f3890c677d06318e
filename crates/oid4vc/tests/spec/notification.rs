//! Notifications from the wallet.

use oid4vc::json::JsonError;
use oid4vc::vci::ErrorBody;
use oid4vc::vci::notification::{
    NotificationErrorCode, NotificationEvent, NotificationRequest, NotificationRequestError,
};
use serde_json::{Value, json};

fn parse(body: &Value) -> Result<NotificationRequest, NotificationRequestError> {
    NotificationRequest::parse(body.to_string().as_bytes())
}

#[test]
fn the_three_events_are_read() {
    for event in [NotificationEvent::Accepted, NotificationEvent::Failure, NotificationEvent::Deleted] {
        let body = json!({ "notification_id": "3fwe98js", "event": event.name(), "unknown": [] });
        let request = parse(&body).unwrap();
        assert_eq!((request.notification_id.as_str(), request.event), ("3fwe98js", event));
        assert_eq!(request.description, None);
    }
}

#[test]
fn a_description_is_made_harmless() {
    let body =
        json!({ "notification_id": "a", "event": "credential_failure", "event_description": "full\n\u{1b}[31m" });
    let description = parse(&body).unwrap().description.unwrap();
    assert_eq!(description.as_str(), "full??[31m");
}

#[test]
fn every_broken_request_gets_its_code() {
    use NotificationErrorCode as Code;
    use NotificationRequestError as Error;
    let event = "credential_accepted";
    let refused = [
        (json!({ "event": event }), Error::NoId, Code::InvalidNotificationRequest),
        (json!({ "notification_id": 1, "event": event }), Error::NoId, Code::InvalidNotificationRequest),
        (json!({ "notification_id": "", "event": event }), Error::UnknownId, Code::InvalidNotificationId),
        (json!({ "notification_id": "x".repeat(257), "event": event }), Error::UnknownId, Code::InvalidNotificationId),
        (json!({ "notification_id": "a" }), Error::Event, Code::InvalidNotificationRequest),
        (
            json!({ "notification_id": "a", "event": "Credential_Accepted" }),
            Error::Event,
            Code::InvalidNotificationRequest,
        ),
        (json!({ "notification_id": "a", "event": 1 }), Error::Event, Code::InvalidNotificationRequest),
        (
            json!({ "notification_id": "a", "event": event, "event_description": 1 }),
            Error::Description,
            Code::InvalidNotificationRequest,
        ),
        (json!("a"), Error::Json(JsonError::NotAnObject), Code::InvalidNotificationRequest),
    ];
    for (body, error, code) in refused {
        assert_eq!(parse(&body), Err(error), "{body}");
        assert_eq!(error.code(), code, "{body}");
    }
    let large = NotificationRequest::parse(&[b' '; 64 * 1024 + 1]);
    assert_eq!(large, Err(Error::TooLarge));
    let body = serde_json::to_value(ErrorBody::from(Error::UnknownId)).unwrap();
    assert_eq!(body["error"], "invalid_notification_id");
}
