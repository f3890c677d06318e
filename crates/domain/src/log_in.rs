//! Logging in with the access key.

use serde::{Deserialize, Serialize};

/// Where the wallet is that a request for a presentation is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum Device {
    /// On the device of the browser: opened by the button, comes back to the browser with a code.
    Same,
    /// On another device: scans the QR code; the page that shows it moves on by itself.
    Cross,
}

/// Why an answer of a wallet did not log anybody in, as far as its person may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The person did not share, or the wallet holds no such key.
    Declined,
    /// Not an access key of this employer.
    NotOurKey,
    /// The key has expired.
    Expired,
    /// The key was revoked, or a newer one took its place.
    Revoked,
    /// The key does not work for the time being.
    Suspended,
    /// The person does not work here any more.
    NotActive,
    /// The answer was broken, or not signed for this request.
    Unreadable,
    /// Whether the key still holds could not be found out.
    NotChecked,
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum SessionEnd {
    /// `Log out` was selected in it.
    LoggedOut,
    /// The person ended it from another one.
    EndedByPerson,
    /// Its access key was revoked or replaced.
    KeyEnded,
    /// The person said that this log in was not theirs.
    NotMe,
    /// The same browser logged in again.
    Replaced,
    /// It was not used for too long, or had lasted as long as any may.
    TimeUp,
}

/// What an emailed link lets a person report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum ReportKind {
    /// The phone with the access key is lost.
    LostPhone,
    /// A log in was not theirs.
    NotMe,
}

/// Why an employee asks HR for a new access key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum KeyWish {
    /// A new phone, and the key did not move to it.
    NewPhone,
    /// The key was deleted from the wallet app.
    Deleted,
    /// The key does not work.
    NotWorking,
    /// The phone was reported lost, and the key revoked.
    LostPhone,
}
