//! Text message with the transaction code, for wallets that ask for one (OpenID4VCI 1.0, section 4.1.1).

use contract::Site;
use delivery::Sms;

/// The code that is entered in the wallet, not on a page: so it is bound to no host.
pub struct TxCodeText<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Phone number, parsed when it was entered.
    pub phone: &'a str,
    /// Six digits.
    pub code: &'a str,
}

impl TxCodeText<'_> {
    /// The message.
    #[must_use]
    pub fn sms(&self) -> Sms {
        let Self { site, phone, code } = self;
        Sms::new(
            phone,
            format!(
                "{code} is the code to enter in your wallet app for {}. Do not share it. Nobody will ask you for it.",
                site.service
            ),
        )
    }
}
