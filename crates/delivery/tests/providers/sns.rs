//! Amazon SNS.

use crate::{
    Kind, account, dispatch, kind, sms,
    stand_ins::STAND_INS,
    stub::{Answer, Stub},
};
use delivery::{Sms, SmsSender, sms::Sns};
use url::Url;

pub fn at(endpoint: Url) -> SmsSender {
    SmsSender::Sns(Sns::new(account(endpoint), Some("KEYS".to_owned()), "0.10".to_owned()))
}

#[tokio::test]
async fn a_stand_in_for_the_service_takes_a_text() {
    let endpoint = format!("http://127.0.0.1:{}", STAND_INS.port("aws")).parse().unwrap();
    let text = Sms::new("+447700900777", "012345 is your security code".to_owned());
    let receipt = at(endpoint).send(&text, dispatch(None)).await.unwrap();
    let got = STAND_INS.got("sns", "+447700900777");
    assert_eq!(got.len(), 1);
    assert_eq!(got[0]["id"].as_str(), receipt.provider_id.as_deref());
    assert_eq!(got[0]["text"], text.text);
}

// SEND-13
#[tokio::test]
async fn a_text_goes_with_its_price_and_sender() {
    let answer = "<PublishResponse><PublishResult><MessageId>7</MessageId></PublishResult></PublishResponse>";
    let stub = Stub::answering([Answer::Say(200, answer.to_owned())]).await;
    let receipt = at(stub.url.clone()).send(&sms(), dispatch(None)).await.unwrap();
    assert_eq!(receipt.provider_id.as_deref(), Some("7"));
    let form: Vec<(String, String)> =
        url::form_urlencoded::parse(stub.asked()[0].text.as_bytes()).into_owned().collect();
    let value = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    assert_eq!((value("Action"), value("PhoneNumber")), (Some("Publish"), Some("+447700900123")));
    for (name, told) in [("SMSType", "Transactional"), ("MaxPrice", "0.10"), ("SenderID", "KEYS")] {
        let place = (1..=3)
            .find(|n| value(&format!("MessageAttributes.entry.{n}.Name")) == Some(&format!("AWS.SNS.SMS.{name}")));
        let key = format!("MessageAttributes.entry.{}.Value.StringValue", place.unwrap());
        assert_eq!(value(&key), Some(told), "{name}");
    }
}

// SEND-14
#[tokio::test]
async fn only_what_may_heal_is_worth_trying_again() {
    for (status, code, expected) in [
        (429, "Throttled", Kind::Temporary),
        (400, "KMSThrottling", Kind::Temporary),
        (500, "InternalError", Kind::Temporary),
        (400, "InvalidParameter", Kind::Permanent),
        (400, "RequestTimeout", Kind::Temporary),
        (403, "AuthorizationError", Kind::Ours),
        (403, "InvalidClientTokenId", Kind::Ours),
        (403, "RequestExpired", Kind::Ours),
        (404, "NotFound", Kind::Ours),
    ] {
        let body = format!(
            "<ErrorResponse><Error><Code>{code}</Code><Message>+447700900123</Message></Error></ErrorResponse>"
        );
        let stub = Stub::answering([Answer::Say(status, body)]).await;
        assert_eq!(kind(at(stub.url.clone()).send(&sms(), dispatch(None)).await), expected, "{code}");
        assert_eq!(stub.asked().len(), 1, "{code}");
    }
    let stub = Stub::answering([Answer::HangUp]).await;
    assert_eq!(kind(at(stub.url.clone()).send(&sms(), dispatch(None)).await), Kind::Unanswered);
    assert_eq!(kind(at(Stub::nobody().await).send(&sms(), dispatch(None)).await), Kind::Temporary);
}
