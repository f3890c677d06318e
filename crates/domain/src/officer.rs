//! HR officers: what each role may do, and how a session of theirs came about and ended.

use serde::{Deserialize, Serialize};

/// What an officer is there for. One role each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Looks things up.
    Viewer,
    /// Confirms identities, invites, re-issues, revokes.
    Issuer,
    /// Agrees to what needs a second officer, and revokes.
    Approver,
    /// All of that, and says who the officers are.
    Administrator,
    /// Reads the audit trail.
    Auditor,
}

/// Something that not every officer may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// See employees and the state of their access keys.
    SeePeople,
    /// Add employees, change their details, record an identity check.
    ManagePeople,
    /// Send, send again and cancel invitations; provide new access keys.
    Issue,
    /// Revoke, suspend and restore access keys; note that somebody has left.
    Revoke,
    /// Agree, as the second officer, to what another asked for.
    Approve,
    /// Say who the officers are and what their roles are.
    ManageOfficers,
    /// Read the audit trail.
    SeeAudit,
}

impl Role {
    /// Every role, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Viewer, Self::Issuer, Self::Approver, Self::Administrator, Self::Auditor];

    /// Its name in settings, on the command line and in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Issuer => "issuer",
            Self::Approver => "approver",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }

    /// The role of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether the role may.
    #[must_use]
    pub const fn may(self, permission: Permission) -> bool {
        use Permission::{Approve, Issue, ManageOfficers, ManagePeople, Revoke, SeeAudit, SeePeople};
        match self {
            Self::Viewer => matches!(permission, SeePeople),
            Self::Issuer => matches!(permission, SeePeople | ManagePeople | Issue | Revoke),
            Self::Approver => matches!(permission, SeePeople | Approve | Revoke),
            Self::Administrator => {
                matches!(permission, SeePeople | ManagePeople | Issue | Revoke | Approve | ManageOfficers | SeeAudit)
            }
            Self::Auditor => matches!(permission, SeePeople | SeeAudit),
        }
    }
}

/// How an officer's session began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum OfficerWay {
    /// With a password, and a code of the authenticator app or a recovery code.
    Password,
    /// With the organisation's own single sign-on.
    SingleSignOn,
}

/// Why an officer's session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum OfficerSessionEnd {
    /// `Log out` was selected in it.
    LoggedOut,
    /// The officer ended it from another one.
    EndedByOfficer,
    /// The same browser logged in again.
    Replaced,
    /// Password or second factor were changed.
    FactorChanged,
    /// An administrator changed the role or ended the officer's access.
    EndedByAdministrator,
    /// The code of the authenticator app was wrong too often.
    TooManyTries,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_found_by_their_names() {
        for role in Role::ALL {
            assert_eq!(Role::named(role.name()), Some(role));
            assert!(role.may(Permission::SeePeople));
        }
        assert_eq!(Role::named("root"), None);
    }

    #[test]
    fn whoever_asks_and_whoever_agrees_are_different_roles() {
        assert!(Role::Issuer.may(Permission::Issue) && !Role::Issuer.may(Permission::Approve));
        assert!(Role::Approver.may(Permission::Approve) && !Role::Approver.may(Permission::Issue));
        assert!(!Role::Auditor.may(Permission::ManagePeople) && !Role::Viewer.may(Permission::SeeAudit));
    }
}
