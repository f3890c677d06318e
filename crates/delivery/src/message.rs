//! What is sent.

use serde::{Deserialize, Serialize};

/// A message to one person. Holds secrets (codes, links), so `Debug` shows only its kind.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "channel", rename_all = "kebab-case")]
pub enum Message {
    /// An email.
    Email(Email),
    /// A text message.
    Sms(Sms),
}

/// An email with the same content twice, for programs that show HTML and for those that do not.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    /// Address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// A whole HTML document.
    pub html: String,
}

/// A text message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sms {
    /// Phone number in the international form E.164.
    pub to: String,
    /// Plain text; see [`crate::septets`] for its length.
    pub text: String,
}

impl Email {
    /// An email to an address that was parsed when it was entered ([`domain::EmailAddress`]). Control characters in the
    /// subject become spaces, so that nothing in it can begin a new header.
    #[must_use]
    pub fn new(to: &str, subject: &str, text: String, html: String) -> Self {
        Self { to: to.to_owned(), subject: subject.replace(|c: char| c.is_control(), " "), text, html }
    }
}

impl Sms {
    /// A text message to a number that was parsed when it was entered ([`domain::PhoneNumber`]).
    #[must_use]
    pub fn new(to: &str, text: String) -> Self {
        Self { to: to.to_owned(), text }
    }
}

impl From<Email> for Message {
    fn from(email: Email) -> Self {
        Self::Email(email)
    }
}

impl From<Sms> for Message {
    fn from(sms: Sms) -> Self {
        Self::Sms(sms)
    }
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Email(_) => "Email(…)",
            Self::Sms(_) => "Sms(…)",
        })
    }
}

impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Email(…)")
    }
}

impl std::fmt::Debug for Sms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sms(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_line_and_nothing_is_shown() {
        let email = Email::new("sam@example.org", "Hello\r\nBcc: all@example.org", String::new(), String::new());
        assert_eq!(email.subject, "Hello  Bcc: all@example.org");
        assert_eq!(format!("{:?}", Message::from(email)), "Email(…)");
    }
}
