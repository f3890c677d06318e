//! What was done for a person, said once on the page that it led to.

use crate::text::Language;
use serde::{Deserialize, Serialize};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActDone {
    /// An invitation was sent.
    InvitationSent,
    /// Everybody who waited was invited.
    InvitationsSent,
    /// An invitation was cancelled.
    InvitationCancelled,
    /// A new access key was provided.
    NewKeySent,
    /// A second officer was asked.
    SecondOfficerAsked,
    /// Contact details were changed.
    ContactChanged,
    /// The second officer agreed.
    Agreed,
    /// The second officer declined.
    Declined,
    /// The access key was revoked.
    Revoked,
    /// The access key was suspended.
    Suspended,
    /// The access key was restored.
    Restored,
    /// The person has left.
    Left,
    /// The person is back.
    Returned,
}

impl ActDone {
    /// In words.
    pub(crate) const fn sentence(self, language: Language) -> &'static str {
        let text = language.act_states();
        match self {
            Self::InvitationSent => text.invitation_sent,
            Self::InvitationsSent => text.invitations_sent,
            Self::InvitationCancelled => text.invitation_cancelled,
            Self::NewKeySent => text.key_sent,
            Self::SecondOfficerAsked => text.second_asked,
            Self::ContactChanged => text.contact_changed,
            Self::Agreed => text.agreed,
            Self::Declined => text.declined,
            Self::Revoked => text.revoked,
            Self::Suspended => text.suspended,
            Self::Restored => text.restored,
            Self::Left => text.noted_left,
            Self::Returned => text.noted_back,
        }
    }
}
