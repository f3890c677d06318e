//! The endpoints of the employee's journey: each path is written here once, for the router and for the pages.

use crate::page::Page;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// HTTP methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads; moves nothing that anyone could notice.
    Get,
    /// Acts.
    Post,
}

/// One thing that a page can ask of the service.
pub trait Endpoint {
    /// Path on the public URL.
    const PATH: &'static str;
    /// Method that it answers to.
    const METHOD: Method;
    /// Form fields (POST) or query (GET), `application/x-www-form-urlencoded`.
    type Request: Serialize + DeserializeOwned;
    /// JSON body of the answer.
    type Response: Serialize + DeserializeOwned;
}

/// An endpoint that only reads.
pub trait Load: Endpoint {}

/// A form without fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nothing {}

macro_rules! action {
    ($(#[$doc:meta])* $name:ident, $path:literal, $request:ty) => {
        $(#[$doc])*
        pub struct $name;
        impl Endpoint for $name {
            const PATH: &'static str = $path;
            const METHOD: Method = Method::Post;
            type Request = $request;
            type Response = Page;
        }
    };
}

action!(
    /// `Continue` on the start page: opens a flow session for this browser.
    Continue, "/key/continue", Nothing
);
action!(
    /// Sends a security code by text: `Continue` on the send code page, `Get a new code` later.
    SendCode, "/key/send-code", SendCodeForm
);
action!(
    /// Checks the security code that was typed; a right one makes the first credential offer.
    EnterCode, "/key/enter-code", EnterCodeForm
);
action!(
    /// The next credential offer: asked for by the open page, or by `Get a new QR code` and `Try again`.
    RenewOffer, "/key/add/renew", RenewOfferForm
);
action!(
    /// `I have added my access key`: looks whether the wallet has it, and keeps the session alive.
    CheckAdded, "/key/add/check", Nothing
);
action!(
    /// `My key is not in the app`: another offer after a key was delivered but never arrived.
    NotInApp, "/key/add/not-in-app", Nothing
);

action!(
    /// Asks for presentations: by the open page, or by the buttons of the log in page.
    BeginLogIn, "/login/begin", BeginLogInForm
);
action!(
    /// Turns a shared key into a session: by the open page, or by `I have shared my access key`.
    FinishLogIn, "/login/finish", Nothing
);
action!(
    /// `Log out`.
    LogOut, "/logout", Nothing
);
action!(
    /// `Stay logged in`: the session's idle time begins anew.
    StayLoggedIn, "/home/stay", Nothing
);
action!(
    /// Asks HR for a new access key.
    AskForKey, "/home/key/new", AskForKeyForm
);
action!(
    /// Reports the phone lost: the key is revoked and every session ended.
    ReportLostPhone, "/home/key/lost-phone", Nothing
);
action!(
    /// Ends another session of the same person.
    EndSession, "/home/sessions", EndSessionForm
);
action!(
    /// Saves how the person is told of things.
    SaveNotifications, "/home/notifications", NotificationsForm
);

/// Who asks for presentations, and what for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginLogInForm {
    /// See [`RenewedBy`].
    pub by: RenewedBy,
    /// The signed note of a portal's request; see [`crate::log_in::LogIn::continue_to`].
    #[serde(default)]
    pub continue_to: Option<String>,
    /// `qr` or `button`: which way the page shows next.
    #[serde(default)]
    pub show: Option<crate::page::Way>,
}

/// Why a new key is needed: `new-phone`, `deleted`, `not-working`; empty when nothing was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskForKeyForm {
    /// See above.
    #[serde(default)]
    pub reason: String,
}

/// Which session ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndSessionForm {
    /// See [`crate::home::SessionLine::id`].
    pub id: String,
}

/// How the person is told of things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationsForm {
    /// `email`, or `email-and-text` for a text as well.
    pub log_in: String,
}

/// Server-Sent Events for the log in page, as [`EVENTS`].
pub const LOG_IN_EVENTS: &str = "/login/events";

/// Number of codes that had been sent when the form was made: a second press of the same button, or a form sent again,
/// carries an old number and so sends nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendCodeForm {
    /// Codes sent for this invitation when the page was made.
    pub after: u32,
}

/// The code as it was typed: spaces and dashes and all.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnterCodeForm {
    /// What stands in the field.
    pub code: String,
}

/// Who asks for a new offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewOfferForm {
    /// See [`RenewedBy`].
    pub by: RenewedBy,
}

/// The page by itself (a few times, the earlier offer stays good), or a person's press (ends the earlier offers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RenewedBy {
    /// The open page, shortly before the offer expires.
    Page,
    /// A person.
    Button,
}

/// What this browser should see now, when it asks for the page at `at`.
pub struct LoadPage;
impl Endpoint for LoadPage {
    const PATH: &'static str = "/key/page";
    const METHOD: Method = Method::Get;
    type Request = LoadPageQuery;
    type Response = Page;
}
impl Load for LoadPage {}

/// The page asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadPageQuery {
    /// Its path, for example `/key/add`.
    pub at: String,
}

/// Server-Sent Events for the page at [`crate::page::ADD`]. Event `look` says "load the page again"; `bye` says that the
/// server is going away and that the browser may connect again. No state travels in them.
pub const EVENTS: &str = "/key/events";
