//! What HR has done to be sure of somebody: the check of an identity, and what a second officer has to agree to.

use serde::{Deserialize, Serialize};

/// How an identity was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum IdentityMethod {
    /// The person came with documents.
    InPerson,
    /// Documents were seen, the person was not there.
    Documents,
    /// By a digital identity service.
    DigitalIdentity,
    /// Whoever runs the command line answers for it.
    CommandLine,
}

/// What came of the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum IdentityOutcome {
    /// This is the person.
    Confirmed,
    /// It could not be confirmed.
    Declined,
}

/// What a second officer is asked to agree to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum ApprovalKind {
    /// An invitation may go to changed contact details before their waiting time is over.
    ContactChange,
    /// A new access key, lately after the contact details were changed.
    NewKey,
}

/// What the second officer said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Yes.
    Agreed,
    /// No.
    Declined,
    /// Whoever asked took it back, or it was asked for again.
    Withdrawn,
}
