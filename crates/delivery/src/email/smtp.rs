//! A mail server, by SMTP ([RFC 5321](https://www.rfc-editor.org/rfc/rfc5321)).
//!
//! Each email has a connection of its own: a call that is cut off because it takes too long then leaves nothing behind
//! that the next one could stumble over.

use crate::{Dispatch, Email, Failure, Receipt, dispatch::CONNECT};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
    transport::smtp::{
        Error,
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};
use std::time::{Duration, SystemTime};
use zeroize::Zeroizing;

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
#[derive(Debug)]
pub struct Smtp {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// Asks nobody anything before the first email.
    ///
    /// # Errors
    /// See [`WrongSmtp`].
    pub fn new(options: SmtpOptions) -> Result<Self, WrongSmtp> {
        let from: Mailbox = options.from.parse().map_err(|_| WrongSmtp::From)?;
        let (usual, tls) = match options.security {
            Security::StartTls => (587, Tls::Required(parameters(&options)?)),
            Security::Tls => (465, Tls::Wrapper(parameters(&options)?)),
            Security::None => (25, Tls::None),
        };
        let mut server = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&options.host)
            .port(options.port.unwrap_or(usual))
            .tls(tls)
            .timeout(Some(CONNECT))
            .hello_name(ClientId::Domain(from.email.domain().to_owned()));
        if let Some(Login { user, password }) = options.login {
            server = server.credentials(Credentials::new(user, password.to_string()));
        }
        Ok(Self { server: server.build(), from })
    }

    pub(super) async fn send(&self, email: &Email, dispatch: Dispatch<'_>) -> Result<Receipt, Failure> {
        let message = self.compose(email, dispatch)?;
        self.server.send(message).await.map_err(|error| failure(&error))?;
        Ok(Receipt::default())
    }

    /// Its `Message-ID` is the same at each attempt, so that programs can tell that an email came twice.
    fn compose(&self, email: &Email, dispatch: Dispatch<'_>) -> Result<Message, Failure> {
        let to: Mailbox = email.to.parse().map_err(|_| Failure::Permanent("the address is not one".to_owned()))?;
        let since = u64::try_from(dispatch.now.as_millis()).unwrap_or_default();
        let message = Message::builder()
            .message_id(Some(format!("<{}@{}>", dispatch.id, self.from.email.domain())))
            .date(SystemTime::UNIX_EPOCH + Duration::from_millis(since))
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

fn failure(error: &Error) -> Failure {
    if let Some(status) = error.status() {
        let number = status.to_string();
        let text = format!("mail server: {} ({number})", meaning(&number));
        return if error.is_permanent() { Failure::Permanent(text) } else { Failure::Temporary(text) };
    }
    if error.is_client() {
        Failure::Permanent("mail server: it offers no encryption, or no log in, as the settings want it".to_owned())
    } else if error.is_tls() {
        Failure::Temporary("mail server: no encrypted connection; check its certificate".to_owned())
    } else {
        Failure::Temporary("mail server: it cannot be reached, or the connection broke".to_owned())
    }
}

/// In words for an operator ([RFC 5321, section 4.2.3](https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3);
/// [RFC 4954, section 6](https://www.rfc-editor.org/rfc/rfc4954#section-6)).
fn meaning(number: &str) -> &'static str {
    match number {
        "530" | "534" | "535" | "538" | "454" => "it refuses the log in: check user and password",
        "550" | "551" | "553" => "it does not accept the sender or the recipient",
        "421" | "450" | "451" | "452" => "it is busy",
        _ => "it does not accept the message",
    }
}
