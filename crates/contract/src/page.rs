//! What an employee's browser shows on the way to the access key. The server decides the page from the invitation and
//! the browser's flow session; the pages draw it. Clock times are text, made on the server in the employer's time zone.

use crate::{home::Home, log_in::LogIn, site::Wallet};
use serde::{Deserialize, Serialize};

/// Path of the start page.
pub const START: &str = "/key";
/// Path of the page before the first code.
pub const SEND_CODE: &str = "/key/send-code";
/// Path of the page with the code field.
pub const ENTER_CODE: &str = "/key/enter-code";
/// Path of the page from which another code is asked for.
pub const NEW_CODE: &str = "/key/new-code";
/// Path of the page with the QR code and the green button.
pub const ADD: &str = "/key/add";
/// Path of the last page.
pub const ADDED: &str = "/key/added";

/// Path of the troubleshooting guide.
pub const HELP: &str = "/help";
/// Path of the page for "This is not my phone number".
pub const HELP_PHONE: &str = "/help/phone-number";
/// Path of the accessibility statement.
pub const ACCESSIBILITY: &str = "/accessibility";
/// Path of the privacy notice.
pub const PRIVACY: &str = "/privacy";
/// Path of the cookies page.
pub const COOKIES: &str = "/cookies";
/// Path of the contact page.
pub const CONTACT: &str = "/contact";

/// One page of the journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// Brief instructions.
    Start(Start),
    /// "We will text you a security code".
    SendCode(SendCode),
    /// "Check your phone".
    EnterCode(EnterCode),
    /// "Get a new security code", and every reason why not now.
    NewCode(NewCode),
    /// "Add your access key to your phone".
    AddKey(Box<AddKey>),
    /// "Access key added".
    Added(Added),
    /// "Log in with your access key".
    LogIn(Box<LogIn>),
    /// A page of somebody who is logged in: a document of its own each time, so the bundle reads none.
    #[cfg_attr(target_arch = "wasm32", serde(skip_deserializing))]
    Home(Box<Home>),
    /// Not a page of the bundle: the browser goes to `to`, where the server shows it (states of a link, session ended).
    Leave {
        /// Path on this service.
        to: String,
    },
}

impl Page {
    /// The path that the address bar shows for this page.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Start(_) => START,
            Self::SendCode(_) => SEND_CODE,
            Self::EnterCode(_) => ENTER_CODE,
            Self::NewCode(_) => NEW_CODE,
            Self::AddKey(_) => ADD,
            Self::Added(_) => ADDED,
            Self::LogIn(_) => crate::log_in::LOG_IN,
            Self::Home(home) => home.path(),
            Self::Leave { to } => to,
        }
    }
}

/// Brief instructions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The wallet app that will hold the key.
    pub wallet: Wallet,
    /// The key takes the place of an earlier one.
    pub replaces: bool,
}

/// Before the first code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendCode {
    /// Last 3 digits of the phone number.
    pub phone_ending: String,
    /// See [`crate::endpoints::SendCodeForm`].
    pub after: u32,
}

/// The code field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnterCode {
    /// Last 3 digits of the phone number.
    pub phone_ending: String,
    /// How long a code is good for, in minutes.
    pub code_minutes: u32,
    /// Said above the heading, once.
    pub notice: Option<CodeNotice>,
    /// Why the last code did not pass.
    pub problem: Option<CodeProblem>,
}

/// Good news about codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeNotice {
    /// "We sent a new code."
    SentAgain,
    /// A code was sent less than a minute ago; nothing was sent now.
    JustSent {
        /// Clock time from which another can be asked for.
        again_at: String,
    },
}

/// Why a code did not pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeProblem {
    /// The field was empty.
    Empty,
    /// Not 6 numbers.
    Format,
    /// Not the code that we sent, or one that a newer code replaced.
    Wrong {
        /// Tries left, from 2 down; `None` while there are more.
        tries_left: Option<u32>,
    },
    /// Too old.
    Expired,
}

/// Another code, or why not now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCode {
    /// Last 3 digits of the phone number.
    pub phone_ending: String,
    /// See [`crate::endpoints::SendCodeForm`].
    pub after: u32,
    /// Codes that can be asked for in 15 minutes.
    pub codes_in_window: u32,
    /// Length of that window in minutes.
    pub window_minutes: u32,
    /// Why the page is shown; decides heading and words.
    pub why: NewCodeReason,
    /// When a code can be asked for.
    pub when: When,
}

/// Why the new code page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NewCodeReason {
    /// The person asked for it.
    Asked,
    /// The last code was entered in another browser a moment ago, and it is too early for the next.
    Used,
    /// The code was entered wrongly too many times and is dead.
    TooManyTries,
    /// Too many codes were asked for.
    TooManyCodes,
    /// Too many wrong codes in a day, over all invitations.
    PersonLocked,
}

/// When a code can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Now: the page has a button.
    Now,
    /// From this clock time on.
    At {
        /// For example "3:45pm", with the day if it is not today.
        time: String,
    },
    /// Not by this invitation: HR helps.
    AskHr,
}

/// The QR code and the green button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddKey {
    /// The wallet app that will hold the key.
    pub wallet: Wallet,
    /// The offer to show; `None` once it has expired or was ended, then a button makes the next.
    pub offer: Option<Offer>,
    /// What has happened so far.
    pub stage: Stage,
    /// Which way comes first.
    pub first: Way,
    /// `I have added my access key` was pressed and the service has not heard of it yet.
    pub checked: bool,
    /// The page loads itself every 10 seconds, because the person asked for it (JavaScript off).
    pub refresh: bool,
}

/// A credential offer as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Link of the green button and content of the QR code.
    pub link: String,
    /// Preview only: a link that opens the demo wallet with this offer.
    pub try_link: Option<String>,
    /// Milliseconds until the page asks for the next offer by itself; `None`: it has done so often enough, and at
    /// `expires_in` the QR code gives way to a button.
    pub renew_in: Option<u32>,
    /// Milliseconds until the offer expires.
    pub expires_in: u32,
}

/// The rungs that the open page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nothing yet.
    Waiting,
    /// A wallet has read the offer.
    Scanned,
    /// A wallet has begun to fetch the key: the QR code is hidden.
    Adding,
    /// The wallet said that it could not add the key, or gave up half way.
    NotAdded,
    /// The same, as often as another offer is made: HR helps.
    AskHr,
}

/// Where the person is likely to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// On a computer: QR code first.
    Qr,
    /// On the phone: green button first.
    Button,
}

/// The end of the journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// The wallet app that holds the key.
    pub wallet: Wallet,
    /// Another offer can still be made if the key is not in the app.
    pub can_try_again: bool,
}

/// States of a link that are pages of their own, outside the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// Malformed, or never issued: 404.
    Unknown,
    /// 410.
    Expired,
    /// A newer invitation took its place: 410.
    Replaced,
    /// HR cancelled it: 410.
    Cancelled,
    /// Too many wrong codes: 410; only HR helps.
    Locked,
    /// The key was issued through it: 200.
    Used,
    /// The person holds a live key: 200.
    AlreadyHasKey,
    /// "You were away too long": 200.
    SessionEnded,
    /// "You carried on in another browser": 200.
    CarriedOnElsewhere,
    /// This browser refuses cookies: 400.
    CookiesBlocked,
}
