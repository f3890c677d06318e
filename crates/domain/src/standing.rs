//! Where somebody stands on the way to an access key, in one word: what HR's list shows.

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// What the rows of a person come to. Time is not in it: whether an invitation or a key has expired is decided when it is
/// shown, by [`Status::of`].
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
    /// There is a key that works, and no invitation to another that still does.
    Active,
    /// There is a live key, but its time is up: nobody can log in with it.
    KeyExpired,
    /// As the standing says.
    Suspended,
    /// As the standing says.
    Revoked,
    /// As the standing says, and there is time left.
    WaitingForNewKey,
}

impl Status {
    /// Every status, in the order in which a person comes through them.
    pub const ALL: [Self; 8] = [
        Self::NotInvited,
        Self::Invited,
        Self::InvitationExpired,
        Self::Active,
        Self::KeyExpired,
        Self::Suspended,
        Self::WaitingForNewKey,
        Self::Revoked,
    ];

    /// What somebody of this standing is at `now`, whose open invitation is good until `invited_until` and whose live key
    /// until `key_until`. A key that works counts for more than an invitation to another that came to nothing.
    #[must_use]
    pub fn of(
        standing: Standing,
        invited_until: Option<Timestamp>,
        key_until: Option<Timestamp>,
        now: Timestamp,
    ) -> Self {
        let invitation_over = invited_until.is_some_and(|until| until <= now);
        match (standing, key_until) {
            (Standing::NotInvited, _) => Self::NotInvited,
            (Standing::Suspended, _) => Self::Suspended,
            (Standing::Revoked, _) => Self::Revoked,
            (Standing::Invited, _) if !invitation_over => Self::Invited,
            (Standing::Waiting, _) if !invitation_over => Self::WaitingForNewKey,
            (Standing::Invited, _) | (Standing::Waiting, None) => Self::InvitationExpired,
            (Standing::Active | Standing::Waiting, Some(until)) if until <= now => Self::KeyExpired,
            (Standing::Active | Standing::Waiting, _) => Self::Active,
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
            Self::KeyExpired => "key-expired",
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
    fn invitations_and_keys_expire_and_nothing_else_does() {
        let (now, past) = (Timestamp::from_millis(10), Some(Timestamp::from_millis(10)));
        let later = Some(Timestamp::from_millis(11));
        for (standing, invited_until, key_until, status) in [
            (Standing::Invited, later, None, Status::Invited),
            (Standing::Invited, past, None, Status::InvitationExpired),
            (Standing::Active, None, later, Status::Active),
            (Standing::Active, None, past, Status::KeyExpired),
            (Standing::Waiting, later, None, Status::WaitingForNewKey),
            (Standing::Waiting, later, past, Status::WaitingForNewKey),
            // The key that was to be replaced still works, or it does not.
            (Standing::Waiting, past, later, Status::Active),
            (Standing::Waiting, past, past, Status::KeyExpired),
            (Standing::Waiting, past, None, Status::InvitationExpired),
            (Standing::Suspended, past, None, Status::Suspended),
            (Standing::Revoked, past, None, Status::Revoked),
        ] {
            let found = Status::of(standing, invited_until, key_until, now);
            assert_eq!(found, status, "{standing:?} {invited_until:?} {key_until:?}");
        }
    }

    #[test]
    fn statuses_are_found_by_their_names() {
        for status in Status::ALL {
            assert_eq!(Status::named(status.name()), Some(status));
        }
        assert_eq!(Status::named("gone"), None);
    }
}
