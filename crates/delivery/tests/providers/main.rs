//! Each provider against what stands for it: what is said to it, and what its answers mean for a message.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test support outside of #[test] functions; a panic here is a failed test"
)]

mod end_user_messaging;
mod logs;
mod mail_servers;
mod notify;
mod ses;
mod sns;
mod stand_ins;
mod stub;

use delivery::{AccessKeys, Account, Dispatch, Email, Failure, Receipt, Sms};
use domain::{Duration, MessageId, Timestamp};
use std::sync::LazyLock;
use stub::{Answer, Stub};
use url::Url;

/// Noon on 6 August 2026 in London.
const NOW: Timestamp = Timestamp::from_millis(1_786_014_000_000);

static ID: LazyLock<MessageId> = LazyLock::new(|| MessageId::from("a-message".to_owned()));

/// An attempt at a message that is worth reading for so much longer.
fn dispatch(life: Option<Duration>) -> Dispatch<'static> {
    Dispatch { id: &ID, now: NOW, expires_at: life.map(|life| NOW + life) }
}

fn email(to: &str) -> Email {
    let html = "<!doctype html><p>Hello Zoë.</p>".to_owned();
    Email::new(to, "Your access key – Zoë", "Hello Zoë.\n".to_owned(), html)
}

fn sms() -> Sms {
    Sms::new("+447700900123", "012345 is your security code".to_owned())
}

fn account(endpoint: Url) -> Account {
    let keys = AccessKeys { id: "AKIAEXAMPLE".to_owned(), secret: "secret".to_owned().into() };
    Account { region: "eu-west-2".to_owned(), endpoint: Some(endpoint), keys: Some(keys) }
}

/// How a failure is to be treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Temporary,
    Ours,
    Unanswered,
    Permanent,
}

/// The kind of a failure.
fn kind(sent: Result<Receipt, Failure>) -> Kind {
    told(sent).0
}

/// The kind of a failure and its words, which tell nothing of the message.
fn told(sent: Result<Receipt, Failure>) -> (Kind, String) {
    let (kind, text) = match sent.unwrap_err() {
        Failure::Temporary(text) => (Kind::Temporary, text),
        Failure::Ours(text) => (Kind::Ours, text),
        Failure::Unanswered(text) => (Kind::Unanswered, text),
        Failure::Permanent(text) => (Kind::Permanent, text),
    };
    for secret in ["7700900123", "sam@example.org", "012345", "Zoë", "AKIAEXAMPLE"] {
        assert!(!text.contains(secret), "{text}");
    }
    (kind, text)
}

/// What providers of Amazon Web Services answer when they refuse.
fn refusal(status: u16, code: &str) -> Answer {
    let body = format!(r#"{{"__type":"{code}","code":"{code}","message":"+447700900123 sam@example.org 012345"}}"#);
    Answer::Say(status, body)
}

// SEND-15: nobody waits for a provider for longer than ten seconds, whichever it is. A mail server that has not asked for the
// email does not have it; of the others nobody knows.
#[tokio::test]
async fn a_silent_provider_is_not_waited_for() {
    let stub = Stub::answering([]).await;
    let (dispatch, email, sms) = (dispatch(None), email("sam@example.org"), sms());
    let (mail, ses) = (mail_servers::silent(&stub), ses::at(stub.url.clone()));
    let (notify, notify_email) = (notify::texts(stub.url.clone()), notify::emails(stub.url.clone()));
    let (messaging, sns) = (end_user_messaging::at(stub.url.clone()), sns::at(stub.url.clone()));
    let sent = tokio::join!(
        mail.send(&email, dispatch),
        notify.send(&sms, dispatch),
        notify_email.send(&email, dispatch),
        ses.send(&email, dispatch),
        messaging.send(&sms, dispatch),
        sns.send(&sms, dispatch)
    );
    assert_eq!(kind(sent.0), Kind::Temporary);
    for sent in [sent.1, sent.2, sent.3, sent.4, sent.5] {
        assert_eq!(kind(sent), Kind::Unanswered);
    }
}
