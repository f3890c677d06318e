//! A mail server, by SMTP ([RFC 5321](https://www.rfc-editor.org/rfc/rfc5321)).
//!
//! Each email has a connection of its own: a call that is cut off because it takes too long then leaves nothing behind
//! that the next one could stumble over.

use super::BY_A_PROGRAM;
use crate::{
    Dispatch, Email, Failure, Receipt,
    dispatch::{CONNECT, TOTAL},
};
use lettre::{
    Message,
    address::Envelope,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::ClientId,
    },
};
use std::{
    error::Error as _,
    time::{Duration, SystemTime},
};
use tokio::time::timeout;
use zeroize::Zeroizing;

/// Longest time until the server has taken the email itself: some look through it first.
const CONTENT: Duration = Duration::from_secs(30);

/// Who a mail server is and how it is spoken to.
#[derive(Clone, Debug)]
pub struct SmtpOptions {
    /// Its name, which its certificate has to bear.
    pub host: String,
    /// Its port; `None` for the usual one.
    pub port: Option<u16>,
    /// How the connection is encrypted.
    pub security: Security,
    /// Certificates in PEM that are trusted beside the operating system's.
    pub authorities: Option<Vec<u8>>,
    /// As whom.
    pub login: Option<Login>,
    /// The sender, an address alone or `Name <address>`.
    pub from: String,
}

/// How a connection to a mail server is encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// It begins in clear, and nothing is sent before it is encrypted
    /// ([RFC 3207](https://www.rfc-editor.org/rfc/rfc3207)). Port 587.
    #[default]
    StartTls,
    /// From its beginning ([RFC 8314](https://www.rfc-editor.org/rfc/rfc8314)). Port 465.
    Tls,
    /// Not at all: for a server on the same machine. Port 25.
    None,
}

/// User and password.
#[derive(Clone)]
pub struct Login {
    /// User.
    pub user: String,
    /// Password.
    pub password: Zeroizing<String>,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Login(…)")
    }
}

/// Options with which no mail server can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongSmtp {
    /// Not an address.
    #[error("the sender is not an email address")]
    From,
    /// No certificates in the file.
    #[error("the file of certificates is not in PEM")]
    Authorities,
    /// The operating system's certificates cannot be used.
    #[error("the certificates that the operating system trusts cannot be read")]
    Tls,
}

/// Sends emails by a mail server.
pub struct Smtp {
    host: String,
    port: u16,
    encryption: Encryption,
    login: Option<Login>,
    from: Mailbox,
    hello: ClientId,
}

/// [`Security`], with who is trusted.
enum Encryption {
    StartTls(TlsParameters),
    Tls(TlsParameters),
    None,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

impl Smtp {
    /// Asks nobody anything before the first email.
    ///
    /// # Errors
    /// See [`WrongSmtp`].
    pub fn new(options: SmtpOptions) -> Result<Self, WrongSmtp> {
        let from: Mailbox = options.from.parse().map_err(|_| WrongSmtp::From)?;
        let (usual, encryption) = match options.security {
            Security::StartTls => (587, Encryption::StartTls(parameters(&options)?)),
            Security::Tls => (465, Encryption::Tls(parameters(&options)?)),
            Security::None => (25, Encryption::None),
        };
        let hello = ClientId::Domain(from.email.domain().to_owned());
        let port = options.port.unwrap_or(usual);
        Ok(Self { host: options.host, port, encryption, login: options.login, from, hello })
    }

    pub(super) async fn send(&self, email: &Email, dispatch: Dispatch<'_>) -> Result<Receipt, Failure> {
        let message = self.compose(email, dispatch)?;
        let late = |_| Failure::Temporary("mail server: it did not ask for the email within 10 seconds".to_owned());
        let opening = timeout(TOTAL, self.open(message.envelope())).await.map_err(late)?;
        let mut connection = opening.map_err(|error| failure(&error))?;
        // From here on the server may have the email, whatever becomes of the connection.
        let late = |_| Failure::Unanswered("mail server: it did not take the email within 30 seconds".to_owned());
        match timeout(CONTENT, connection.message(&message.formatted())).await.map_err(late)? {
            Ok(_) => {}
            Err(error) if error.status().is_some() => return Err(failure(&error)),
            Err(_) => return Err(Failure::Unanswered("mail server: the connection broke".to_owned())),
        }
        // The email has gone, whether or not the server hears that this is the end. An error here changes nothing.
        let _ = timeout(CONNECT, connection.abort()).await;
        Ok(Receipt::default())
    }

    /// Everything before the email itself.
    async fn open(&self, envelope: &Envelope) -> Result<AsyncSmtpConnection, Error> {
        let (address, hello) = ((self.host.as_str(), self.port), &self.hello);
        let wrapped = match &self.encryption {
            Encryption::Tls(parameters) => Some(parameters.clone()),
            Encryption::StartTls(_) | Encryption::None => None,
        };
        let mut connection = AsyncSmtpConnection::connect_tokio1(address, Some(CONNECT), hello, wrapped, None).await?;
        if let Encryption::StartTls(parameters) = &self.encryption {
            connection.starttls(parameters.clone(), hello).await?;
        }
        if let Some(Login { user, password }) = &self.login {
            let credentials = Credentials::new(user.clone(), password.to_string());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await?;
        }
        connection.command(Mail::new(envelope.from().cloned(), Vec::new())).await?;
        for to in envelope.to() {
            connection.command(Rcpt::new(to.clone(), Vec::new())).await?;
        }
        connection.command(Data).await?;
        Ok(connection)
    }

    /// Its `Message-ID` is the same at each attempt, so that programs can tell that an email came twice.
    fn compose(&self, email: &Email, dispatch: Dispatch<'_>) -> Result<Message, Failure> {
        let to: Mailbox = email.to.parse().map_err(|_| Failure::Permanent("the address is not one".to_owned()))?;
        let since = u64::try_from(dispatch.now.as_millis()).unwrap_or_default();
        let (name, value) = BY_A_PROGRAM;
        let message = Message::builder()
            .message_id(Some(format!("<{}@{}>", dispatch.id, self.from.email.domain())))
            .date(SystemTime::UNIX_EPOCH + Duration::from_millis(since))
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned()))
            .from(self.from.clone())
            .to(to)
            .subject(&email.subject)
            .multipart(MultiPart::alternative_plain_html(email.text.clone(), email.html.clone()));
        message.map_err(|_| Failure::Permanent("the email is not complete".to_owned()))
    }
}

fn parameters(options: &SmtpOptions) -> Result<TlsParameters, WrongSmtp> {
    let mut parameters = TlsParameters::builder(options.host.clone());
    if let Some(pem) = &options.authorities {
        // A text without certificates would be read as none, and nobody would notice.
        let found = std::str::from_utf8(pem).is_ok_and(|text| text.contains("-----BEGIN CERTIFICATE-----"));
        let authorities = Certificate::from_pem(pem).ok().filter(|_| found).ok_or(WrongSmtp::Authorities)?;
        parameters = parameters.add_root_certificate(authorities);
    }
    parameters.build_rustls().map_err(|_| WrongSmtp::Tls)
}

/// What an error means that came before the email itself, or in an answer to it.
fn failure(error: &Error) -> Failure {
    if let Some(status) = error.status() {
        let (number, reply) = (status.to_string(), error.source().map(ToString::to_string).unwrap_or_default());
        let detail = reply.split_whitespace().next().filter(|word| is_enhanced(word)).unwrap_or_default();
        let text = format!("mail server: {} ({})", meaning(&number, detail), format!("{number} {detail}").trim_end());
        return match number.as_str() {
            "530" | "534" | "535" | "538" => Failure::Ours(text),
            _ if error.is_permanent() => Failure::Permanent(text),
            _ => Failure::Temporary(text),
        };
    }
    if error.is_client() {
        Failure::Ours("mail server: it offers no encryption, or no log in, as the settings want it".to_owned())
    } else if is_stranger(error) {
        Failure::Ours("mail server: no encrypted connection; check its certificate".to_owned())
    } else {
        Failure::Temporary("mail server: it cannot be reached, or the connection broke".to_owned())
    }
}

/// Whether there is no encrypted connection because of who answers, or how.
fn is_stranger(error: &Error) -> bool {
    let mut causes = std::iter::successors(error.source(), |cause| (*cause).source());
    let failed = causes.find_map(|cause| cause.downcast_ref::<std::io::Error>());
    failed.and_then(std::io::Error::get_ref).is_some_and(|cause| cause.is::<rustls::Error>())
}

/// An enhanced status code ([RFC 3463](https://www.rfc-editor.org/rfc/rfc3463)), in which no address can hide.
fn is_enhanced(word: &str) -> bool {
    let mut parts = word.split('.');
    let class = parts.next().is_some_and(|class| matches!(class, "2" | "4" | "5"));
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    class && parts.clone().count() == 2 && parts.all(digits)
}

/// In words for an operator ([RFC 5321, section 4.2.3](https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3);
/// [RFC 4954, section 6](https://www.rfc-editor.org/rfc/rfc4954#section-6); `detail` by RFC 3463).
fn meaning(number: &str, detail: &str) -> &'static str {
    if matches!(number, "530" | "534" | "535" | "538" | "454") {
        return "it refuses the log in: check user and password";
    }
    let (_, subject) = detail.split_once('.').unwrap_or_default();
    match (subject, number) {
        ("1.7" | "1.8", _) => "it does not accept the sender",
        (subject, _) if subject.starts_with("1.") => "there is no such mailbox: check the address",
        ("2.1", _) => "the mailbox takes no emails",
        ("2.2", _) => "the mailbox is full",
        (subject, _) if subject.starts_with("7.") => "its rules forbid it: ask whoever looks after email",
        (_, "550" | "551" | "553") => "it does not accept the sender or the recipient",
        (_, "421" | "450" | "451" | "452") => "it is busy",
        _ => "it does not accept the message",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_is_three_numbers() {
        for good in ["5.1.1", "4.2.2", "5.7.26", "2.0.0"] {
            assert!(is_enhanced(good), "{good}");
        }
        for bad in ["", "5", "5.1", "5.1.1.1", "5.1.1234", "3.1.1", "5.1.x", "sam@example.org", "5..1"] {
            assert!(!is_enhanced(bad), "{bad}");
        }
    }

    #[test]
    fn a_mailbox_that_is_not_there_differs_from_a_rule_against_us() {
        assert!(meaning("550", "5.1.1").contains("address"));
        assert!(meaning("550", "5.7.26").contains("rules"));
        assert!(meaning("552", "5.2.2").contains("full"));
        assert!(meaning("550", "").contains("recipient"));
        assert!(meaning("535", "5.7.8").contains("password"));
    }
}
