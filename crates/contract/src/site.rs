//! What every page shows that a deployment decides: names, contact, wallet.

use serde::{Deserialize, Serialize};

/// The service as people see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Name of the service, for example "Staff access keys".
    pub service: String,
    /// Name of the employer.
    pub organisation: String,
    /// Path or `data:` address of the employer's logo, if there is one.
    pub logo: Option<String>,
    /// How to reach HR.
    pub hr: Contact,
    /// Host of the public URL, as a person would read it in the address bar.
    pub host: String,
    /// The employer's portal, where the key is used.
    pub portal_url: Option<String>,
    /// Demonstration, not a real service: a banner says so.
    pub preview: bool,
}

/// How to reach HR. At least one of email and phone is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Name of the team.
    pub name: String,
    /// Email address.
    pub email: Option<String>,
    /// Phone number as it should be read.
    pub phone: Option<String>,
}

/// A wallet app as the pages describe it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wallet {
    /// Its name with article where needed: "your wallet app", "Microsoft Authenticator".
    pub name: String,
    /// What to do on a computer, one step each, before and after scanning. `**bold**` marks a name to select.
    pub steps_on_computer: Vec<String>,
    /// What to do on the phone itself.
    pub steps_on_phone: Vec<String>,
    /// Where to get the app.
    pub stores: Vec<Store>,
}

/// An app store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Store {
    /// For example "App Store (iPhone)".
    pub name: String,
    /// Address of the app's page.
    pub url: String,
}
