//! Handing a message over: what a provider is told beside the message, what it can answer, and how long it may take.

use domain::{Duration, MessageId, Timestamp};
use tracing::{instrument::WithSubscriber, subscriber::NoSubscriber};

/// Longest time until a connection stands.
pub(crate) const CONNECT: std::time::Duration = std::time::Duration::from_secs(2);
/// Longest time of a whole call; of one to a mail server until it asks for the email.
pub(crate) const TOTAL: std::time::Duration = std::time::Duration::from_secs(10);

/// One attempt.
#[derive(Clone, Copy, Debug)]
pub struct Dispatch<'a> {
    /// The message's name, the same at each attempt.
    pub id: &'a MessageId,
    /// Now.
    pub now: Timestamp,
    /// Worth reading until then.
    pub expires_at: Option<Timestamp>,
}

impl Dispatch<'_> {
    /// How much longer the message is worth reading.
    pub(crate) fn life(&self) -> Option<Duration> {
        self.expires_at.map(|end| self.now.until(end))
    }
}

/// The provider has taken the message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// What the provider calls it, if it says so.
    pub provider_id: Option<String>,
}

/// Why a message did not go. The texts are for an operator: they hold no address and nothing of the message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It did not go, and is worth trying again: the provider is busy or not there.
    #[error("the message could not be sent now ({0})")]
    Temporary(String),
    /// It did not go, through a fault of our own account, which somebody here can mend: credentials, a limit, a setting. Worth
    /// trying again; somebody has to be told.
    #[error("the message could not be sent: the fault is on this side ({0})")]
    Ours(String),
    /// Nobody knows whether it went: it may have been handed over, and the answer is missing. Worth trying again a few times.
    #[error("nobody knows whether the message was sent ({0})")]
    Unanswered(String),
    /// It did not go, and trying again will not help: the provider refuses this message.
    #[error("the message cannot be sent ({0})")]
    Permanent(String),
}

/// Ends a call that takes too long, whatever the provider's library does meanwhile.
pub(crate) async fn in_time(call: impl Future<Output = Result<Receipt, Failure>>) -> Result<Receipt, Failure> {
    let late = |_| Failure::Unanswered("the provider did not answer within 10 seconds".to_owned());
    tokio::time::timeout(TOTAL, call).await.map_err(late)?
}

/// Makes a call of which nothing is logged: at the finest level libraries write down what they send.
pub(crate) async fn quietly(call: impl Future<Output = Result<Receipt, Failure>>) -> Result<Receipt, Failure> {
    call.with_subscriber(NoSubscriber::new()).await
}

/// A code of a provider's answer as it may stand in a log: letters, digits, `_`, at most 64 of them.
pub(crate) fn code(answered: &str) -> String {
    let plain = answered.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(64).collect::<String>();
    if plain.is_empty() { "no code".to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_word() {
        assert_eq!(code("MessageRejected"), "MessageRejected");
        assert_eq!(code("to sam@example.org\n"), "tosamexampleorg");
        assert_eq!(code(""), "no code");
        assert_eq!(code(&"x".repeat(100)).len(), 64);
    }
}
