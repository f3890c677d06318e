//! Sections `[wallets.…]`: wallet apps as data, so that another one needs no change of the program.

use oid4vc::vp::link::DEFAULT_AUTHORIZATION_ENDPOINT;
use serde::Deserialize;

/// A wallet app: what people are told, and what it can read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WalletProfile {
    /// Its name, with an article where needed: "your wallet app".
    pub name: String,
    /// What to do on a computer, one step each. `**bold**` marks a name to select.
    pub steps_on_computer: Vec<String>,
    /// What to do on the phone itself, after the green button.
    pub steps_on_phone: Vec<String>,
    /// What to do on a computer to share the key at log in.
    pub log_in_steps_on_computer: Vec<String>,
    /// What to do on the phone itself to share the key at log in.
    pub log_in_steps_on_phone: Vec<String>,
    /// Where to get the app.
    pub stores: Vec<Store>,
    /// What the link of the green button begins with: a scheme of its own or an address that the app claims.
    pub scheme: String,
    /// The same for the green button of the log in page.
    pub log_in_scheme: String,
    /// Whether the link holds the offer or where to find it.
    pub offer: OfferBy,
    /// Whether the wallet asks for a transaction code as well. The security code was checked in the browser already,
    /// and several wallets refuse it.
    pub tx_code: bool,
    /// Whether a wallet that binds its tokens has to sign a nonce of ours in each DPoP proof
    /// ([RFC 9449, section 8](https://www.rfc-editor.org/rfc/rfc9449.html#section-8)). Several wallets give up when asked.
    pub dpop_nonce: bool,
}

/// The two ways to send a credential offer
/// ([OpenID4VCI 1.0, section 4.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-4.1)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfferBy {
    /// `credential_offer_uri`: a short link, so a QR code that is easy to scan.
    Reference,
    /// `credential_offer`: for wallets that do not fetch.
    Value,
}

/// An app store.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Store {
    /// For example "App Store (iPhone)".
    pub name: String,
    /// Address of the app's page.
    pub url: String,
}

impl Default for WalletProfile {
    /// The profile `any`.
    fn default() -> Self {
        Self {
            name: "your wallet app".to_owned(),
            steps_on_computer: steps(&[
                "Open your wallet app on your phone.",
                "Select the option to scan a QR code.",
                "Point your phone at this QR code.",
                "Select **Add** or **Accept**.",
            ]),
            steps_on_phone: steps(&[
                "Select the green button. Your wallet app opens.",
                "Select **Add** or **Accept**.",
                "Come back to this page.",
            ]),
            log_in_steps_on_computer: steps(&[
                "Open your wallet app on your phone.",
                "Select the option to scan a QR code.",
                "Point your phone at this QR code.",
                "Select your access key, then **Share**.",
            ]),
            log_in_steps_on_phone: steps(&[
                "Select the green button. Your wallet app opens.",
                "Select your access key, then **Share**.",
                "You come back to this page.",
            ]),
            stores: Vec::new(),
            scheme: "openid-credential-offer://".to_owned(),
            log_in_scheme: DEFAULT_AUTHORIZATION_ENDPOINT.to_owned(),
            offer: OfferBy::Reference,
            tx_code: false,
            dpop_nonce: false,
        }
    }
}

impl WalletProfile {
    /// A profile that comes with the program: `any` or `demo`.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Self> {
        match name {
            "any" => Some(Self::default()),
            "demo" => Some(Self {
                name: "the demo wallet".to_owned(),
                steps_on_computer: steps(&[
                    "Select the link to open the demo wallet.",
                    "Select **Add**.",
                    "Come back to this page.",
                ]),
                steps_on_phone: steps(&[
                    "Select the link to open the demo wallet.",
                    "Select **Add**.",
                    "Come back to this page.",
                ]),
                log_in_steps_on_computer: steps(&[
                    "Select the link to open the demo wallet.",
                    "Select **Share**.",
                    "Come back to this page.",
                ]),
                log_in_steps_on_phone: steps(&[
                    "Select the link to open the demo wallet.",
                    "Select **Share**.",
                    "You come back to this page.",
                ]),
                ..Self::default()
            }),
            _ => None,
        }
    }

    /// As the pages on the way to the key describe it.
    #[must_use]
    pub fn to_contract(&self) -> contract::site::Wallet {
        self.described(&self.steps_on_computer, &self.steps_on_phone)
    }

    /// As the log in page describes it.
    #[must_use]
    pub fn to_contract_for_log_in(&self) -> contract::site::Wallet {
        self.described(&self.log_in_steps_on_computer, &self.log_in_steps_on_phone)
    }

    fn described(&self, on_computer: &[String], on_phone: &[String]) -> contract::site::Wallet {
        let stores =
            self.stores.iter().map(|store| contract::site::Store { name: store.name.clone(), url: store.url.clone() });
        contract::site::Wallet {
            name: self.name.clone(),
            steps_on_computer: on_computer.to_vec(),
            steps_on_phone: on_phone.to_vec(),
            stores: stores.collect(),
        }
    }
}

fn steps(steps: &[&str]) -> Vec<String> {
    steps.iter().map(|step| (*step).to_owned()).collect()
}
