//! The access key.

use serde::{Deserialize, Serialize};

/// Whether a key opens the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum KeyState {
    /// It does.
    Live,
    /// Not for the time being.
    Suspended,
    /// It never will again.
    Revoked,
}

impl KeyState {
    /// The states from which `to` can be reached: the condition of the UPDATE that makes the move.
    #[must_use]
    pub const fn before(to: Self) -> &'static [Self] {
        match to {
            Self::Live => &[Self::Suspended],
            Self::Suspended => &[Self::Live],
            Self::Revoked => &[Self::Live, Self::Suspended],
        }
    }
}

/// Why a key was revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum RevokeCause {
    /// A new key took its place.
    Replaced,
    /// HR revoked it, with a reason that the person can read.
    Revoked,
    /// The person reported the phone lost that holds it.
    LostPhone,
}

#[cfg(test)]
mod tests {
    use super::KeyState;

    #[test]
    fn revoked_is_for_good() {
        for to in [KeyState::Live, KeyState::Suspended, KeyState::Revoked] {
            assert!(!KeyState::before(to).contains(&KeyState::Revoked) && !KeyState::before(to).contains(&to));
        }
        assert!(KeyState::before(KeyState::Live) == [KeyState::Suspended]);
    }
}
