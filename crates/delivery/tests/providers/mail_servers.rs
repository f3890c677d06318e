//! Mail servers.

use crate::{Kind, dispatch, email, kind, stand_ins::STAND_INS, stub::Stub, told};
use delivery::{
    EmailSender,
    email::{Login, Security, Smtp, SmtpOptions, WrongSmtp},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpListener,
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
            "Auto-Submitted: auto-generated",
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
    let (unknown, text) = told(sender.send(&email("unknown@example.org"), dispatch(None)).await);
    assert_eq!(unknown, Kind::Permanent);
    assert_eq!(text, "mail server: there is no such mailbox: check the address (550 5.1.1)");
    let (late, text) = told(sender.send(&email("ruled-out@example.org"), dispatch(None)).await);
    assert_eq!(late, Kind::Permanent, "refused after it has been read");
    assert_eq!(text, "mail server: its rules forbid it: ask whoever looks after email (550 5.7.26)");
    let login = Some(Login { user: "latchkey".to_owned(), password: "guess".to_owned().into() });
    let stranger = server(SmtpOptions { login, ..options("starttls", Security::StartTls) });
    assert_eq!(kind(stranger.send(&email("login@example.org"), dispatch(None)).await), Kind::Ours);
    let nobody = Stub::nobody().await.port();
    let gone = server(SmtpOptions { port: nobody, ..options("clear", Security::None) });
    assert_eq!(kind(gone.send(&email("gone@example.org"), dispatch(None)).await), Kind::Temporary);
    for name in ["full", "unknown", "ruled-out", "login", "gone"] {
        assert!(STAND_INS.got("mails", &format!("{name}@example.org")).is_empty(), "{name}");
    }
}

// SEND-3, SEND-14: whoever breaks off after the email was handed over may have it; whoever does so before that does not.
#[tokio::test]
async fn an_email_that_was_handed_over_may_have_gone() {
    for (breaks_at, expected) in [
        ("HELO", Kind::Temporary),
        ("MAIL", Kind::Temporary),
        ("RCPT", Kind::Temporary),
        ("DATA", Kind::Temporary),
        (".", Kind::Unanswered),
    ] {
        let port = breaks_off(breaks_at).await;
        let sender = server(SmtpOptions { port: Some(port), login: None, ..options("clear", Security::None) });
        assert_eq!(kind(sender.send(&email("sam@example.org"), dispatch(None)).await), expected, "{breaks_at}");
    }
}

/// A mail server that agrees to everything until a line begins with this; then it breaks the connection.
async fn breaks_off(line: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 ready\r\n").await.unwrap();
        let (mut heard, mut content) = (String::new(), false);
        while stream.read_line(&mut heard).await.unwrap() > 0 {
            let said = std::mem::take(&mut heard).replace("EHLO", "HELO");
            if said.starts_with(line) && (!content || said.trim_end() == line) {
                return;
            }
            if !content {
                content = said.starts_with("DATA");
                stream.write_all(if content { b"354 go on\r\n".as_slice() } else { b"250 good\r\n" }).await.unwrap();
            }
        }
    });
    port
}

// SEND-19: a server that does not encrypt, or that is somebody else, gets nothing: no password, no message.
#[tokio::test]
async fn nothing_is_said_in_clear_or_to_a_stranger() {
    let clear = server(options("clear", Security::StartTls));
    assert_eq!(kind(clear.send(&email("downgrade@example.org"), dispatch(None)).await), Kind::Ours);
    let stranger = server(SmtpOptions { authorities: None, ..options("starttls", Security::StartTls) });
    assert_eq!(kind(stranger.send(&email("downgrade@example.org"), dispatch(None)).await), Kind::Ours);
    assert!(STAND_INS.got("mails", "downgrade@example.org").is_empty());
}

#[test]
fn options_that_cannot_be_used_are_refused_at_the_start() {
    let from = SmtpOptions { from: "nobody".to_owned(), ..options("tls", Security::Tls) };
    assert_eq!(Smtp::new(from).unwrap_err(), WrongSmtp::From);
    let authorities = SmtpOptions { authorities: Some(b"-----BEGIN".to_vec()), ..options("tls", Security::Tls) };
    assert_eq!(Smtp::new(authorities).unwrap_err(), WrongSmtp::Authorities);
}
