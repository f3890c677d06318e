//! What a browser shows that asks to log in with the access key.

use crate::{page::Way, site::Wallet};
use serde::{Deserialize, Serialize};

/// Path of the log in page.
pub const LOG_IN: &str = "/login";
/// The same after a button was pressed on it, so that a browser without cookies is told so.
pub const LOG_IN_PRESSED: &str = "/login?from=button";
/// Path of "I lost my phone", for those who cannot log in; its form is sent there too.
pub const LOST_PHONE: &str = "/lost-phone";
/// Path that the button of an emailed report is sent to.
pub const REPORT_CONFIRM: &str = "/report/confirm";
/// Path that the button of a log out is sent to which a portal asked for.
pub const PORTAL_LOG_OUT: &str = "/oidc/logout/confirm";

/// "Log in with your access key".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogIn {
    /// The wallet app, with what to do in it to share the key.
    pub wallet: Wallet,
    /// Name of the portal that sent the person here; `None`: they came by themselves.
    pub portal: Option<String>,
    /// That portal's request, to be sent along with each form; see [`crate::endpoints::BeginLogInForm`].
    pub continue_to: Option<String>,
    /// How far this log in has come.
    pub stage: LogInStage,
    /// Why the last answer of a wallet did not log anybody in.
    pub refusal: Option<LogInRefusal>,
    /// Which way comes first.
    pub first: Way,
    /// A QR code may be used at all.
    pub by_qr: bool,
    /// `I have shared my access key` was pressed and the service has not heard of it yet.
    pub checked: bool,
    /// The page loads itself every 10 seconds, because the person asked for it (JavaScript off).
    pub refresh: bool,
}

/// How far a log in has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogInStage {
    /// Nothing is asked of a wallet yet: the hydrated page asks by itself, without JavaScript there are two buttons.
    NotBegun,
    /// A wallet is asked.
    Waiting(WalletRequests),
    /// A wallet has read the request: the QR code is hidden.
    Opened,
    /// The key was shared: the page collects the log in by itself, without JavaScript there is a button.
    Shared,
    /// The requests have expired.
    Expired,
    /// The wallet came back to this browser, but another one asked: "Go back to the browser that you started in".
    OtherBrowser,
}

/// The two requests of a log in; the browser shows one at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalletRequests {
    /// Link of the green button, for a wallet on this device.
    pub button: String,
    /// Content of the QR code, for a wallet on another device.
    pub qr: Option<String>,
    /// Preview only: links that open the demo wallet with these requests.
    pub try_links: Option<TryLinks>,
    /// Milliseconds until the page asks for the next requests by itself; `None`: it has done so often enough, and at
    /// `expires_in` the QR code gives way to a button.
    pub renew_in: Option<u32>,
    /// Milliseconds until the shown requests expire.
    pub expires_in: u32,
}

/// Links that open the demo wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TryLinks {
    /// With the button's request.
    pub button: String,
    /// With the QR code's.
    pub qr: Option<String>,
}

/// Why the last answer of a wallet did not log anybody in, in the kinds that a person can do something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogInRefusal {
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
    /// The answer was broken, or not meant for this request.
    Unreadable,
    /// Whether the key still holds could not be found out: later may do.
    NotChecked,
    /// The person came back from the wallet too late.
    TooLate,
}
