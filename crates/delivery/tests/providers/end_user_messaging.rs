//! AWS End User Messaging.

use crate::{
    Kind, account, dispatch, kind, refusal, sms,
    stub::{Answer, Stub},
    told,
};
use delivery::{
    SmsSender,
    sms::{EndUserMessaging, EndUserMessagingOptions},
};
use domain::Duration;
use serde_json::json;
use url::Url;

pub fn at(endpoint: Url) -> SmsSender {
    let options = EndUserMessagingOptions {
        origination: "KEYS".to_owned(),
        configuration_set: Some("events".to_owned()),
        protect_configuration: Some("protect-1".to_owned()),
        max_price: "0.10".to_owned(),
    };
    SmsSender::EndUserMessaging(EndUserMessaging::new(account(endpoint), options))
}

fn taken() -> Answer {
    Answer::Say(200, r#"{"MessageId":"m-1"}"#.to_owned())
}

// SEND-13
#[tokio::test]
async fn a_text_goes_with_its_price_and_no_longer_a_life_than_its_code() {
    let stub = Stub::answering([taken(), taken()]).await;
    let sender = at(stub.url.clone());
    let receipt = sender.send(&sms(), dispatch(Some(Duration::millis(432_987)))).await.unwrap();
    assert_eq!(receipt.provider_id.as_deref(), Some("m-1"));
    sender.send(&sms(), dispatch(None)).await.unwrap();
    let asked = stub.asked();
    assert_eq!(asked[0].headers["x-amz-target"], "PinpointSMSVoiceV2.SendTextMessage");
    let expected = json!({
        "DestinationPhoneNumber": "+447700900123",
        "OriginationIdentity": "KEYS",
        "MessageBody": "012345 is your security code",
        "MessageType": "TRANSACTIONAL",
        "ConfigurationSetName": "events",
        "ProtectConfigurationId": "protect-1",
        "MaxPrice": "0.10",
        "TimeToLive": 432,
    });
    assert_eq!(asked[0].body, expected);
    assert!(asked[1].body.get("TimeToLive").is_none());
}

// SEND-7, SEND-13
#[tokio::test]
async fn a_code_that_is_almost_dead_is_not_sent() {
    let stub = Stub::answering([taken()]).await;
    let sent = at(stub.url.clone()).send(&sms(), dispatch(Some(Duration::millis(4_999)))).await;
    assert_eq!(kind(sent), Kind::Permanent);
    assert!(stub.asked().is_empty());
}

// SEND-14
#[tokio::test]
async fn only_what_may_heal_is_worth_trying_again() {
    for (answer, expected) in [
        (refusal(400, "ThrottlingException"), Kind::Temporary),
        (refusal(500, "InternalServerException"), Kind::Temporary),
        (refusal(400, "ServiceQuotaExceededException"), Kind::Ours),
        (refusal(400, "ValidationException"), Kind::Permanent),
        (refusal(400, "ConflictException"), Kind::Permanent),
        (refusal(400, "ResourceNotFoundException"), Kind::Ours),
        (refusal(400, "AccessDeniedException"), Kind::Ours),
        (refusal(400, "UnrecognizedClientException"), Kind::Ours),
        (Answer::HangUp, Kind::Unanswered),
    ] {
        let stub = Stub::answering([answer]).await;
        let sent = at(stub.url.clone()).send(&sms(), dispatch(Some(Duration::minutes(10)))).await;
        assert_eq!(kind(sent), expected);
        assert_eq!(stub.asked().len(), 1, "the outbox tries again, not the library");
    }
    assert_eq!(kind(at(Stub::nobody().await).send(&sms(), dispatch(None)).await), Kind::Temporary);
}

// SEND-20: HR sees whether the person has opted out or somebody else has to act.
#[tokio::test]
async fn the_reason_beside_an_error_is_told() {
    for (code, reason, words) in [
        ("ConflictException", "DESTINATION_PHONE_NUMBER_OPTED_OUT", "the number has opted out of texts"),
        ("ConflictException", "DESTINATION_PHONE_NUMBER_NOT_VERIFIED", "sandbox"),
        ("ServiceQuotaExceededException", "MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT", "spending limit"),
        ("ValidationException", "INVALID_PARAMETER", "the request is not accepted"),
    ] {
        let body = json!({ "__type": code, "Reason": reason, "Message": "+447700900123 012345" });
        let stub = Stub::answering([Answer::Say(400, body.to_string())]).await;
        let (_, text) = told(at(stub.url.clone()).send(&sms(), dispatch(None)).await);
        assert!(text.contains(words) && text.contains(&format!("({code}, {reason})")), "{text}");
    }
}
