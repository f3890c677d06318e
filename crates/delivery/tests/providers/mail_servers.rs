//! Mail servers.

use crate::{Kind, dispatch, email, kind, stand_ins::STAND_INS, stub::Stub};
use delivery::{
    EmailSender,
    email::{Login, Security, Smtp, SmtpOptions, WrongSmtp},
};

fn options(place: &str, security: Security) -> SmtpOptions {
    SmtpOptions {
        host: "localhost".to_owned(),
        port: Some(STAND_INS.port(place)),
        security,
        authorities: Some(STAND_INS.places["certificate"].as_str().unwrap().into()),
        login: Some(Login { user: "latchkey".to_owned(), password: "open sesame".to_owned().into() }),
        from: "Staff access keys <keys@example.org>".to_owned(),
    }
}

fn server(options: SmtpOptions) -> EmailSender {
    EmailSender::Smtp(Smtp::new(options).unwrap())
}

/// A server that takes connections and says nothing.
pub fn silent(stub: &Stub) -> EmailSender {
    server(SmtpOptions {
        host: "127.0.0.1".to_owned(),
        port: stub.url.port(),
        security: Security::None,
        authorities: None,
        login: None,
        from: "keys@example.org".to_owned(),
    })
}

#[tokio::test]
async fn an_email_goes_encrypted_with_both_parts() {
    for (place, security, to) in
        [("starttls", Security::StartTls, "upgraded@example.org"), ("tls", Security::Tls, "wrapped@example.org")]
    {
        server(options(place, security)).send(&email(to), dispatch(None)).await.unwrap();
        let got = STAND_INS.got("mails", to);
        assert_eq!(got.len(), 1, "{place}");
        let mail = &got[0];
        assert_eq!((mail["encrypted"].as_bool(), mail["user"].as_str()), (Some(true), Some("latchkey")), "{place}");
        assert_eq!((mail["from"].as_str(), mail["hello"].as_str()), (Some("keys@example.org"), Some("example.org")));
        let content = mail["content"].as_str().unwrap();
        for line in [
            "Message-ID: <a-message@example.org>",
            "Date: Thu, 06 Aug 2026 11:00:00 +0000",
            "From: \"Staff access keys\" <keys@example.org>",
            "Content-Type: multipart/alternative;",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
        ] {
            assert!(content.contains(line), "{line} is not in {content}");
        }
    }
}

/// A server that encrypts nothing and asks nobody who they are.
pub fn clear() -> EmailSender {
    server(SmtpOptions { login: None, ..options("clear", Security::None) })
}

#[tokio::test]
async fn a_server_on_the_same_machine_may_do_without_encryption() {
    clear().send(&email("clear@example.org"), dispatch(None)).await.unwrap();
    assert_eq!(STAND_INS.got("mails", "clear@example.org")[0]["encrypted"], false);
}

// SEND-14
#[tokio::test]
async fn only_what_may_heal_is_worth_trying_again() {
    let sender = server(options("starttls", Security::StartTls));
    assert_eq!(kind(sender.send(&email("full@example.org"), dispatch(None)).await), Kind::Temporary);
    assert_eq!(kind(sender.send(&email("unknown@example.org"), dispatch(None)).await), Kind::Permanent);
    let login = Some(Login { user: "latchkey".to_owned(), password: "guess".to_owned().into() });
    let stranger = server(SmtpOptions { login, ..options("starttls", Security::StartTls) });
    assert_eq!(kind(stranger.send(&email("login@example.org"), dispatch(None)).await), Kind::Permanent);
    let nobody = Stub::nobody().await.port();
    let gone = server(SmtpOptions { port: nobody, ..options("clear", Security::None) });
    assert_eq!(kind(gone.send(&email("gone@example.org"), dispatch(None)).await), Kind::Temporary);
    for name in ["full", "unknown", "login", "gone"] {
        assert!(STAND_INS.got("mails", &format!("{name}@example.org")).is_empty(), "{name}");
    }
}

// SEND-19: a server that does not encrypt, or that is somebody else, gets nothing: no password, no message.
#[tokio::test]
async fn nothing_is_said_in_clear_or_to_a_stranger() {
    let clear = server(options("clear", Security::StartTls));
    assert_eq!(kind(clear.send(&email("downgrade@example.org"), dispatch(None)).await), Kind::Permanent);
    let stranger = server(SmtpOptions { authorities: None, ..options("starttls", Security::StartTls) });
    assert_eq!(kind(stranger.send(&email("downgrade@example.org"), dispatch(None)).await), Kind::Temporary);
    assert!(STAND_INS.got("mails", "downgrade@example.org").is_empty());
}

#[test]
fn options_that_cannot_be_used_are_refused_at_the_start() {
    let from = SmtpOptions { from: "nobody".to_owned(), ..options("tls", Security::Tls) };
    assert_eq!(Smtp::new(from).unwrap_err(), WrongSmtp::From);
    let authorities = SmtpOptions { authorities: Some(b"-----BEGIN".to_vec()), ..options("tls", Security::Tls) };
    assert_eq!(Smtp::new(authorities).unwrap_err(), WrongSmtp::Authorities);
}
