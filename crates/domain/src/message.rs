//! Ways to reach a person.

use serde::{Deserialize, Serialize};

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// Email.
    Email,
    /// Text message.
    Sms,
}

/// What a message is about: enough to tell HR which one did not arrive, and nothing of what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(
    feature = "columns",
    sea_orm(rs_type = "String", db_type = "String(sea_orm::sea_query::StringLen::None)", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum MessageKind {
    /// The security code.
    SecurityCode,
    /// The code that the wallet asks for.
    TransactionCode,
    /// The link to an access key.
    DownloadKey,
    /// The link for logging in.
    LogIn,
    /// The link to an access key in place of another, or word of it.
    NewKey,
    /// An access key was added.
    KeyAdded,
    /// An access key was revoked.
    KeyRevoked,
    /// An access key was suspended.
    KeySuspended,
    /// An access key that was suspended works again.
    KeyRestored,
    /// An access key ends soon.
    KeyEnds,
    /// An invitation that nobody has used yet.
    Reminder,
    /// Email address or phone number were changed.
    ContactChanged,
    /// Too many wrong security codes.
    PersonLocked,
    /// A QR code was used a second time.
    UsedAgain,
    /// A log in from a new browser.
    NewBrowser,
    /// The link by which a lost phone is reported.
    ReportLostPhone,
    /// A phone was reported lost.
    LostPhone,
    /// Anything that HR is told.
    HrNotice,
    /// The link by which an officer sets up password and second factor.
    OfficerLink,
    /// Something about an officer's own account.
    OfficerNotice,
}
