//! What a press came to, said once on the page that it led to.

use crate::text::Language;
use serde::{Deserialize, Serialize};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// Something was done for a person.
    Act(super::acts::ActDone),
    /// What was entered is saved.
    Saved,
    /// An officer was added.
    OfficerAdded,
    /// An officer was sent a new link to set up with.
    OfficerLinkSent,
    /// An officer was added who logs in with single sign-on alone.
    OfficerAddedToSignOn,
    /// An officer has to log in anew with single sign-on.
    OfficerForgotten,
    /// An officer has another role.
    RoleChanged,
    /// An officer may not log in any more.
    OfficerOff,
    /// An officer may log in again.
    OfficerOn,
    /// Another browser of the officer is logged out.
    SessionEnded,
    /// The officer's password is changed.
    PasswordChanged,
    /// The officer has another authenticator app.
    AppChanged,
    /// A recovery code was used to log in.
    RecoveryCodeUsed,
}

impl Notice {
    /// In words.
    pub(crate) const fn sentence(self, language: Language) -> &'static str {
        match self {
            Self::Act(done) => done.sentence(language),
            Self::Saved => language.console().saved,
            Self::OfficerAdded => language.officers().said_added,
            Self::OfficerLinkSent => language.officers().said_link,
            Self::OfficerAddedToSignOn => language.single_sign_on().said_added,
            Self::OfficerForgotten => language.single_sign_on().said_forgotten,
            Self::RoleChanged => language.officers().said_role,
            Self::OfficerOff => language.officers().said_off,
            Self::OfficerOn => language.officers().said_on,
            Self::SessionEnded => language.officers().said_session_ended,
            Self::PasswordChanged => language.officers().said_password,
            Self::AppChanged => language.officers().said_app,
            Self::RecoveryCodeUsed => language.officers().said_recovery_used,
        }
    }
}
