//! Where somebody stands on the way to an access key, in one word: what HR's list shows.

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// What the rows of a person come to. Time is not in it: whether an invitation has expired is decided when it is shown, by
/// [`Status::of`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// There is no key and no invitation, and there never was a key.
    #[default]
    NotInvited,
    /// A first invitation is open, or locked.
    Invited,
    /// There is a live key.
    Active,
    /// There is a key that is suspended.
    Suspended,
    /// The last key was revoked, and nothing is on its way.
    Revoked,
    /// An invitation to a key in place of another is open, or locked.
    Waiting,
}

/// A standing at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// As the standing says.
    NotInvited,
    /// As the standing says, and there is time left.
    Invited,
    /// There was an invitation, and nobody used it in time.
    InvitationExpired,
    /// As the standing says.
    Active,
    /// As the standing says.
    Suspended,
    /// As the standing says.
    Revoked,
    /// As the standing says, and there is time left.
    WaitingForNewKey,
}

impl Status {
    /// Every status, in the order in which a person comes through them.
    pub const ALL: [Self; 7] = [
        Self::NotInvited,
        Self::Invited,
        Self::InvitationExpired,
        Self::Active,
        Self::Suspended,
        Self::WaitingForNewKey,
        Self::Revoked,
    ];

    /// What somebody of this standing is at `now`, whose newest open invitation is good until `invited_until`.
    #[must_use]
    pub fn of(standing: Standing, invited_until: Option<Timestamp>, now: Timestamp) -> Self {
        let over = invited_until.is_some_and(|until| until <= now);
        match standing {
            Standing::Invited | Standing::Waiting if over => Self::InvitationExpired,
            Standing::NotInvited => Self::NotInvited,
            Standing::Invited => Self::Invited,
            Standing::Active => Self::Active,
            Standing::Suspended => Self::Suspended,
            Standing::Revoked => Self::Revoked,
            Standing::Waiting => Self::WaitingForNewKey,
        }
    }

    /// Its name in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotInvited => "not-invited",
            Self::Invited => "invited",
            Self::InvitationExpired => "expired",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::WaitingForNewKey => "waiting",
        }
    }

    /// The status of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_invitation_expires_and_nothing_else_does() {
        let (now, past) = (Timestamp::from_millis(10), Some(Timestamp::from_millis(10)));
        let later = Some(Timestamp::from_millis(11));
        assert_eq!(Status::of(Standing::Invited, later, now), Status::Invited);
        assert_eq!(Status::of(Standing::Invited, past, now), Status::InvitationExpired);
        assert_eq!(Status::of(Standing::Waiting, later, now), Status::WaitingForNewKey);
        assert_eq!(Status::of(Standing::Waiting, past, now), Status::InvitationExpired);
        assert_eq!(Status::of(Standing::Active, past, now), Status::Active);
    }

    #[test]
    fn statuses_are_found_by_their_names() {
        for status in Status::ALL {
            assert_eq!(Status::named(status.name()), Some(status));
        }
        assert_eq!(Status::named("gone"), None);
    }
}
