//! What somebody sees who is logged in. Clock times and dates are text, made on the server in the employer's time zone.

use serde::{Deserialize, Serialize};

/// Path of the first page after log in.
pub const HOME: &str = "/home";
/// Path of "Manage your access key".
pub const HOME_KEY: &str = "/home/key";
/// Path of "Ask HR for a new access key".
pub const HOME_NEW_KEY: &str = "/home/key/new";
/// Path of "Report a lost phone".
pub const HOME_LOST_PHONE: &str = "/home/key/lost-phone";
/// Path of "Where you are logged in".
pub const HOME_SESSIONS: &str = "/home/sessions";
/// Path of "Manage notifications".
pub const HOME_NOTIFICATIONS: &str = "/home/notifications";

/// A page of somebody who is logged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Their name, for the header.
    pub name: String,
    /// Milliseconds until the session ends if nothing is done.
    pub ends_in: u32,
    /// The same as a clock time, for example "3:45pm".
    pub ends_at: String,
    /// What the last press came to; said above the heading, once.
    pub notice: Option<HomeNotice>,
    /// Which page.
    pub view: HomeView,
}

impl Home {
    /// The path that the address bar shows for this page.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        match self.view {
            HomeView::Overview(_) => HOME,
            HomeView::Key(_) => HOME_KEY,
            HomeView::NewKey { .. } => HOME_NEW_KEY,
            HomeView::LostPhone => HOME_LOST_PHONE,
            HomeView::Sessions(_) => HOME_SESSIONS,
            HomeView::Notifications(_) => HOME_NOTIFICATIONS,
        }
    }
}

/// Which page of somebody who is logged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HomeView {
    /// Things to do and where to go.
    Overview(Overview),
    /// "Manage your access key".
    Key(KeyDetails),
    /// "Ask HR for a new access key".
    NewKey {
        /// It was asked for already, on this date.
        asked: Option<String>,
    },
    /// "Report a lost phone": what will happen, and the button that does it.
    LostPhone,
    /// "Where you are logged in".
    Sessions(Vec<SessionLine>),
    /// "Manage notifications".
    Notifications(Notifications),
}

/// Things to do and where to go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Things to do, the most pressing first.
    pub banners: Vec<Banner>,
}

/// Something to do or to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Banner {
    /// The key ends soon: "ask HR for a new one".
    KeyEndsSoon {
        /// On this date.
        date: String,
    },
    /// HR has sent an email with which a new key can be added.
    NewKeyWaits {
        /// The email's link is good until then.
        until: String,
    },
    /// A new key was asked for.
    NewKeyAsked {
        /// On this date.
        date: String,
    },
}

/// The state of the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyDetails {
    /// When it was added.
    pub added: String,
    /// When somebody last logged in with it.
    pub last_used: Option<String>,
    /// When it ends.
    pub ends: String,
}

/// A browser in which this person is logged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLine {
    /// For the form that ends it.
    pub id: String,
    /// For example "Chrome on Windows".
    pub browser: String,
    /// When they logged in.
    pub logged_in: String,
    /// When it was last used.
    pub last_used: String,
    /// It is this one.
    pub this: bool,
}

/// How this person is told of things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notifications {
    /// Email address.
    pub email: String,
    /// Last 3 digits of the phone number.
    pub phone_ending: String,
    /// A log in from a new browser is told by text too.
    pub log_in_by_text: bool,
}

/// Said above the heading after a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HomeNotice {
    /// HR was asked for a new key.
    NewKeyAsked,
    /// HR had been asked before.
    NewKeyAskedBefore,
    /// The other session was ended.
    SessionEnded,
    /// The choice was saved.
    NotificationsSaved,
    /// No reason was chosen.
    ReasonMissing,
}

/// Pages about logging in that are outside the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogInState {
    /// `Log out` was selected: 200.
    LoggedOut,
    /// The session's time was up: 200.
    SessionOver,
    /// The key was revoked, so the session ended: 200.
    KeyEnded,
    /// The key was suspended, so the session ended: 200.
    KeySuspended,
    /// The phone was reported lost from home: 200.
    LostPhoneReported,
    /// This browser refuses cookies: 400.
    CookiesBlocked,
}
