//! One browser's way through an invitation.

use serde::{Deserialize, Serialize};

/// How far a browser has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum SessionState {
    /// `Continue` was pressed on the start page.
    Opened,
    /// The right security code was entered in this browser.
    Verified,
    /// The right code was entered in another browser, or HR acted.
    Ended,
}
