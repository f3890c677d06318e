//! What the last press of a button came to, as the flow session remembers it until the next press. Kinds and harmless
//! values only: never a code.

use contract::page::{CodeProblem, NewCodeReason};
use domain::Timestamp;
use serde::{Deserialize, Serialize};

/// The outcome of a press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A first code was sent.
    CodeSent,
    /// Another code was sent.
    CodeSentAgain,
    /// Nothing was sent: the last code is too fresh.
    CodeTooFresh,
    /// The code did not pass.
    CodeRefused(CodeProblem),
    /// No code can be sent, or entered, now.
    NoCodeNow {
        /// Why.
        why: NewCodeReason,
        /// From when; `None`: only HR helps.
        from: Option<Timestamp>,
    },
    /// The wallet had not fetched the key when the person asked.
    NotYetAdded,
}

impl Outcome {
    /// As stored.
    ///
    /// # Errors
    /// Never in practice: every value is plain JSON.
    pub fn store(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// As read back; an outcome of an older version counts as none.
    #[must_use]
    pub fn read(stored: Option<&str>) -> Option<Self> {
        serde_json::from_str(stored?).ok()
    }
}
