//! What people are told: each message is written here and goes into the outbox with the act that it tells of.

use super::Fault;
use crate::{
    mail::{
        CodeTries, ContactChanged, ContactChangedText, DownloadKey, HrNews, HrNotice, KeyAdded, KeyEnds, KeyRestored,
        KeyRestoredText, KeyRevoked, KeyRevokedText, KeySuspended, KeySuspendedText, LogIn, LostPhone, LostPhoneText,
        NewBrowser, NewBrowserText, NewKey, NewKeyText, NextKey, Recipient, Reminder, ReportLostPhone,
        SecurityCodeText, TxCodeText, UsedAgain,
    },
    outbox,
    state::AppState,
};
use domain::{KeyWish, MessageKind, Policy, SecurityCode, Timestamp};
use rand::CryptoRng;
use store::{ConnectionTrait, employees::Employee};

/// A message to one person.
#[derive(Clone, Copy)]
pub enum Message<'a> {
    /// Text with the security code.
    SecurityCode {
        /// The code.
        code: &'a SecurityCode,
    },
    /// Text with the transaction code that the wallet asks for.
    TransactionCode {
        /// Six digits.
        code: &'a str,
    },
    /// Email "download your access key".
    DownloadKey {
        /// With the token.
        link: &'a str,
        /// The invitation's end.
        expires_at: Timestamp,
    },
    /// Email "log in", which leads a person without a key to the download.
    LogIn {
        /// With the token.
        link: &'a str,
        /// The invitation's end.
        expires_at: Timestamp,
    },
    /// Email "your new access key".
    NewKey {
        /// With the token.
        link: &'a str,
        /// The invitation's end.
        expires_at: Timestamp,
        /// The old key has stopped working already.
        lost: bool,
    },
    /// Text that says that such an email was sent.
    NewKeyText,
    /// Email "your access key was added".
    KeyAdded {
        /// In place of an earlier one.
        replaces: bool,
    },
    /// Email "your access key was revoked".
    KeyRevoked {
        /// For the person to read.
        reason: &'a str,
        /// How the person comes to another.
        next: NextKey,
    },
    /// The same by text.
    KeyRevokedText,
    /// Email "your access key was suspended".
    KeySuspended {
        /// For the person to read.
        reason: &'a str,
    },
    /// The same by text.
    KeySuspendedText,
    /// Email "your access key works again".
    KeyRestored,
    /// The same by text.
    KeyRestoredText,
    /// Email "your access key stops working soon".
    KeyEnds {
        /// When.
        at: Timestamp,
    },
    /// Email that reminds of an invitation.
    Reminder {
        /// With the token.
        link: &'a str,
        /// The invitation's end.
        expires_at: Timestamp,
        /// The new key takes the place of another.
        replaces: bool,
    },
    /// Email "your contact details were changed".
    ContactChanged {
        /// The email address was.
        email: bool,
        /// The phone number was.
        phone: bool,
    },
    /// The same by text.
    ContactChangedText,
    /// Email "too many wrong security codes".
    PersonLocked {
        /// The lock's end.
        until: Timestamp,
    },
    /// Email "someone tried to use your QR code again".
    UsedAgain {
        /// An access key had been added with it before.
        key_added: bool,
    },
    /// Email "log in from a new browser".
    NewBrowser {
        /// In a few words.
        browser: &'a str,
        /// With the token of "this was not me".
        link: &'a str,
        /// The link's end.
        expires_at: Timestamp,
    },
    /// The same by text.
    NewBrowserText,
    /// Email with the link by which a lost phone is reported.
    ReportLostPhone {
        /// With the token.
        link: &'a str,
        /// The link's end.
        expires_at: Timestamp,
    },
    /// Email "your phone was reported lost".
    LostPhone,
    /// The same by text.
    LostPhoneText,
}

impl Message<'_> {
    const fn kind(self) -> MessageKind {
        match self {
            Self::SecurityCode { .. } => MessageKind::SecurityCode,
            Self::TransactionCode { .. } => MessageKind::TransactionCode,
            Self::DownloadKey { .. } => MessageKind::DownloadKey,
            Self::LogIn { .. } => MessageKind::LogIn,
            Self::NewKey { .. } | Self::NewKeyText => MessageKind::NewKey,
            Self::KeyAdded { .. } => MessageKind::KeyAdded,
            Self::KeyRevoked { .. } | Self::KeyRevokedText => MessageKind::KeyRevoked,
            Self::KeySuspended { .. } | Self::KeySuspendedText => MessageKind::KeySuspended,
            Self::KeyRestored | Self::KeyRestoredText => MessageKind::KeyRestored,
            Self::KeyEnds { .. } => MessageKind::KeyEnds,
            Self::Reminder { .. } => MessageKind::Reminder,
            Self::ContactChanged { .. } | Self::ContactChangedText => MessageKind::ContactChanged,
            Self::PersonLocked { .. } => MessageKind::PersonLocked,
            Self::UsedAgain { .. } => MessageKind::UsedAgain,
            Self::NewBrowser { .. } | Self::NewBrowserText => MessageKind::NewBrowser,
            Self::ReportLostPhone { .. } => MessageKind::ReportLostPhone,
            Self::LostPhone | Self::LostPhoneText => MessageKind::LostPhone,
        }
    }
}

/// What is good together with an open invitation only: its links, their announcements, and its codes.
pub const OF_AN_INVITATION: [MessageKind; 6] = [
    MessageKind::DownloadKey,
    MessageKind::LogIn,
    MessageKind::NewKey,
    MessageKind::Reminder,
    MessageKind::SecurityCode,
    MessageKind::TransactionCode,
];

/// What HR is told of a person.
#[derive(Clone, Copy)]
pub enum HrMessage {
    /// The invitation is locked for good.
    InvitationLocked,
    /// The person cannot enter codes for a day.
    PersonLocked {
        /// The lock's end.
        until: Timestamp,
    },
    /// A QR code was used a second time.
    UsedAgain {
        /// An access key had been added with it before.
        key_added: bool,
    },
    /// The person asks for a new access key.
    KeyWanted {
        /// Why.
        wish: KeyWish,
    },
    /// The phone was reported lost.
    PhoneLost {
        /// There was a live access key, and it is revoked.
        key_revoked: bool,
    },
    /// The person says that a log in was not theirs.
    NotMe,
}

/// Puts a message to an employee into the outbox; worth sending until `expires_at`.
///
/// # Errors
/// When the database refuses; the act must then not happen either.
pub async fn queue(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    employee: &Employee,
    message: Message<'_>,
    expires_at: Option<Timestamp>,
) -> Result<(), Fault> {
    let (now, site) = (state.clock.now(), &state.settings.site());
    let to = Recipient { email: &employee.email, given_name: &employee.given_name };
    let phone = &employee.phone;
    let date = |at: Timestamp| at.date(&state.zone);
    let moment = |at: Timestamp| at.moment(&state.zone);
    let minutes = Policy::span(state.settings.policy.code_seconds).as_minutes();
    let written: delivery::Message = match message {
        Message::SecurityCode { code } => SecurityCodeText { site, phone, code, minutes }.sms().into(),
        Message::TransactionCode { code } => TxCodeText { site, phone, code }.sms().into(),
        Message::DownloadKey { link, expires_at } => {
            DownloadKey { site, to, link, expires: &date(expires_at) }.email().into()
        }
        Message::LogIn { link, expires_at } => LogIn { site, to, link, expires: &date(expires_at) }.email().into(),
        Message::NewKey { link, expires_at, lost } => {
            NewKey { site, to, link, expires: &date(expires_at), lost }.email().into()
        }
        Message::NewKeyText => NewKeyText { site, phone }.sms().into(),
        Message::KeyAdded { replaces } => KeyAdded { site, to, added: &moment(now), replaces }.email().into(),
        Message::KeyRevoked { reason, next } => {
            KeyRevoked { site, to, revoked: &moment(now), reason, next }.email().into()
        }
        Message::KeyRevokedText => KeyRevokedText { site, phone }.sms().into(),
        Message::KeySuspended { reason } => KeySuspended { site, to, suspended: &moment(now), reason }.email().into(),
        Message::KeySuspendedText => KeySuspendedText { site, phone }.sms().into(),
        Message::KeyRestored => KeyRestored { site, to, restored: &moment(now) }.email().into(),
        Message::KeyRestoredText => KeyRestoredText { site, phone }.sms().into(),
        Message::KeyEnds { at } => KeyEnds { site, to, ends: &date(at) }.email().into(),
        Message::Reminder { link, expires_at, replaces } => {
            Reminder { site, to, link, expires: &date(expires_at), replaces }.email().into()
        }
        Message::ContactChanged { email, phone } => {
            ContactChanged { site, to, changed: &moment(now), email, phone }.email().into()
        }
        Message::ContactChangedText => ContactChangedText { site, phone }.sms().into(),
        Message::PersonLocked { until } => CodeTries { site, to, until: &moment(until) }.email().into(),
        Message::UsedAgain { key_added } => UsedAgain { site, to, at: &moment(now), key_added }.email().into(),
        Message::NewBrowser { browser, link, expires_at } => {
            let (at, until) = (&moment(now), &moment(expires_at));
            NewBrowser { site, to, at, browser, link, until }.email().into()
        }
        Message::NewBrowserText => NewBrowserText { site, phone }.sms().into(),
        Message::ReportLostPhone { link, expires_at } => {
            ReportLostPhone { site, to, link, until: &moment(expires_at) }.email().into()
        }
        Message::LostPhone => LostPhone { site, to, reported: &moment(now) }.email().into(),
        Message::LostPhoneText => LostPhoneText { site, phone }.sms().into(),
    };
    let row = outbox::seal(&state.keys, &written, expires_at, now, rng)?.about(message.kind(), Some(&employee.id));
    Ok(store::outbox::insert(conn, row).await?)
}

/// Puts a message to HR about an employee into the outbox, if HR has an email address.
///
/// # Errors
/// When the database refuses; the act must then not happen either.
pub async fn queue_to_hr(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    employee: &Employee,
    message: HrMessage,
) -> Result<(), Fault> {
    let (now, site) = (state.clock.now(), &state.settings.site());
    let Some(email) = &site.hr.email else { return Ok(()) };
    let at = &now.moment(&state.zone);
    let end;
    let news = match message {
        HrMessage::InvitationLocked => HrNews::InvitationLocked,
        HrMessage::PersonLocked { until } => {
            end = until.moment(&state.zone);
            HrNews::PersonLocked { until: &end }
        }
        HrMessage::UsedAgain { key_added } => HrNews::UsedAgain { at, key_added },
        HrMessage::KeyWanted { wish } => HrNews::KeyWanted { wish },
        HrMessage::PhoneLost { key_revoked } => HrNews::PhoneLost { at, key_revoked },
        HrMessage::NotMe => HrNews::NotMe { at },
    };
    let notice = HrNotice { site, to: email, staff_number: &employee.staff_number, news }.email();
    let row = outbox::seal(&state.keys, &notice.into(), None, now, rng)?;
    let row = row.about(MessageKind::HrNotice, Some(&employee.id));
    Ok(store::outbox::insert(conn, row).await?)
}
