//! The invitation: what an emailed link leads to.

use serde::{Deserialize, Serialize};

/// What an invitation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The first access key. A person who holds a live key is sent to log in.
    First,
    /// A key in place of another: the old one is revoked when the new one is issued, or already has been.
    Replace,
}

/// Which message a link came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    /// "Download your access key", or "your new access key" by purpose.
    Download,
    /// "Log in": leads a person without a key to the same place.
    LogIn,
    /// A reminder of either.
    Reminder,
}

/// Where an invitation stands. Expiry is not stored: it is decided by time, and only a live invitation can expire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum InvitationState {
    /// Links work.
    Live,
    /// A key was issued through it.
    Used,
    /// A newer invitation took its place.
    Replaced,
    /// HR took it back, or the person left.
    Cancelled,
    /// Too many wrong codes: only HR helps, with a new invitation.
    Locked,
}

/// A move that the present state does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an invitation that is {from:?} cannot become {to:?}")]
pub struct WrongState {
    /// What it is.
    pub from: InvitationState,
    /// What it was to become.
    pub to: InvitationState,
}

impl InvitationState {
    /// Every state, for tables and tests.
    pub const ALL: [Self; 5] = [Self::Live, Self::Used, Self::Replaced, Self::Cancelled, Self::Locked];

    /// Moves on to `to`. A live invitation can become anything else; a locked one can still be replaced or cancelled by
    /// HR; every other state is an end.
    ///
    /// # Errors
    /// When the present state does not allow it.
    pub const fn become_(self, to: Self) -> Result<Self, WrongState> {
        match (self, to) {
            (Self::Live, Self::Used | Self::Replaced | Self::Cancelled | Self::Locked)
            | (Self::Locked, Self::Replaced | Self::Cancelled) => Ok(to),
            (from, to) => Err(WrongState { from, to }),
        }
    }

    /// The states from which `to` can be reached: the condition of the UPDATE that makes the move.
    #[must_use]
    pub fn before(to: Self) -> Vec<Self> {
        Self::ALL.into_iter().filter(|from| from.become_(to).is_ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::InvitationState as S;

    #[test]
    fn only_a_live_or_locked_invitation_moves() {
        let moves: Vec<_> = S::ALL
            .into_iter()
            .flat_map(|from| S::ALL.into_iter().filter(move |to| from.become_(*to).is_ok()).map(move |to| (from, to)))
            .collect();
        assert_eq!(
            moves,
            [
                (S::Live, S::Used),
                (S::Live, S::Replaced),
                (S::Live, S::Cancelled),
                (S::Live, S::Locked),
                (S::Locked, S::Replaced),
                (S::Locked, S::Cancelled),
            ]
        );
        assert_eq!(S::before(S::Used), [S::Live]);
    }
}
