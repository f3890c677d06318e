//! Amazon SES.

use crate::{
    Kind, account, dispatch, email, kind, refusal,
    stand_ins::STAND_INS,
    stub::{Answer, Stub},
};
use delivery::{EmailSender, email::Ses};
use serde_json::json;
use url::Url;

pub fn at(endpoint: Url) -> EmailSender {
    let from = "Staff access keys <keys@example.org>".to_owned();
    EmailSender::Ses(Ses::new(account(endpoint), from, Some("events".to_owned())))
}

#[tokio::test]
async fn an_email_goes_with_both_parts_and_its_configuration_set() {
    let stub = Stub::answering([Answer::Say(200, r#"{"MessageId":"0102"}"#.to_owned())]).await;
    let receipt = at(stub.url.clone()).send(&email("sam@example.org"), dispatch(None)).await.unwrap();
    assert_eq!(receipt.provider_id.as_deref(), Some("0102"));
    let asked = stub.asked();
    assert_eq!(asked.len(), 1);
    let (path, body) = (&asked[0].path, &asked[0].body);
    assert_eq!(path, "/v2/email/outbound-emails");
    assert_eq!(body["FromEmailAddress"], "Staff access keys <keys@example.org>");
    assert_eq!(body["Destination"]["ToAddresses"][0], "sam@example.org");
    assert_eq!(body["ConfigurationSetName"], "events");
    let message = &body["Content"]["Simple"];
    assert_eq!(message["Subject"]["Data"], "Your access key – Zoë");
    assert_eq!(message["Body"]["Text"]["Data"], "Hello Zoë.\n");
    assert_eq!(message["Headers"], json!([{ "Name": "Auto-Submitted", "Value": "auto-generated" }]));
    assert_eq!(message["Body"]["Html"]["Data"], "<!doctype html><p>Hello Zoë.</p>");
    assert!(asked[0].headers["authorization"].starts_with("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/"));
}

// SEND-14
#[tokio::test]
async fn only_what_may_heal_is_worth_trying_again() {
    for (answer, expected) in [
        (refusal(429, "TooManyRequestsException"), Kind::Temporary),
        (refusal(400, "LimitExceededException"), Kind::Temporary),
        (refusal(400, "ThrottlingException"), Kind::Temporary),
        (refusal(500, "InternalFailure"), Kind::Temporary),
        (Answer::Say(503, String::new()), Kind::Temporary),
        (refusal(400, "RequestTimeoutException"), Kind::Temporary),
        (refusal(400, "AccountSuspendedException"), Kind::Ours),
        (refusal(400, "SendingPausedException"), Kind::Ours),
        (refusal(400, "MailFromDomainNotVerifiedException"), Kind::Ours),
        (refusal(403, "ExpiredTokenException"), Kind::Ours),
        (refusal(400, "MessageRejected"), Kind::Permanent),
        (refusal(400, "BadRequestException"), Kind::Permanent),
        (refusal(404, "NotFoundException"), Kind::Ours),
        (refusal(403, "InvalidClientTokenId"), Kind::Ours),
        (Answer::HangUp, Kind::Unanswered),
        (Answer::Say(200, "nonsense".to_owned()), Kind::Unanswered),
    ] {
        let told = match &answer {
            Answer::Say(status, body) => format!("{status} {body}"),
            _ => "no answer".to_owned(),
        };
        let stub = Stub::answering([answer]).await;
        let sent = at(stub.url.clone()).send(&email("sam@example.org"), dispatch(None)).await;
        assert_eq!(kind(sent), expected, "{told}");
        assert_eq!(stub.asked().len(), 1, "{told}: the outbox tries again, not the library");
    }
    let sent = at(Stub::nobody().await).send(&email("sam@example.org"), dispatch(None)).await;
    assert_eq!(kind(sent), Kind::Temporary);
}

#[tokio::test]
async fn a_stand_in_for_the_service_takes_an_email_of_a_verified_sender_only() {
    let endpoint: Url = format!("http://127.0.0.1:{}", STAND_INS.port("aws")).parse().unwrap();
    let receipt = at(endpoint.clone()).send(&email("ses@example.org"), dispatch(None)).await.unwrap();
    let got = STAND_INS.got("ses", "ses@example.org");
    assert_eq!(got.len(), 1);
    assert_eq!(got[0]["id"].as_str(), receipt.provider_id.as_deref());
    assert_eq!(got[0]["subject"], "Your access key – Zoë");
    let stranger = EmailSender::Ses(Ses::new(account(endpoint), "else@example.com".to_owned(), None));
    assert_eq!(kind(stranger.send(&email("stranger@example.org"), dispatch(None)).await), Kind::Permanent);
    assert!(STAND_INS.got("ses", "stranger@example.org").is_empty());
}
