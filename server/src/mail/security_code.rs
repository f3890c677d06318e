//! Text message with the security code.

use contract::Site;
use delivery::{SINGLE_PART, Sms, septets};
use domain::SecurityCode;

/// The security code, for the phone of the person who asked for it.
///
/// The last line binds the code to our host, so that phones offer it on our page only
/// ([Origin-bound one-time codes delivered via SMS](https://wicg.github.io/sms-one-time-codes/)).
pub struct SecurityCodeText<'a> {
    /// The service as people know it.
    pub site: &'a Site,
    /// Phone number, parsed when it was entered.
    pub phone: &'a str,
    /// The code.
    pub code: &'a SecurityCode,
    /// How long it is good for, in minutes.
    pub minutes: i64,
}

impl SecurityCodeText<'_> {
    /// The message: the fullest wording that fits into one part.
    #[must_use]
    pub fn sms(&self) -> Sms {
        let code = self.code.reveal();
        let expires = match self.minutes {
            1 => "It expires in 1 minute.".to_owned(),
            minutes => format!("It expires in {minutes} minutes."),
        };
        let last = format!("@{} #{code}", self.site.host);
        let service = &self.site.service;
        let full = format!(
            "{code} is your {service} security code.\n\n{expires} Do not share it. Nobody will ask you for it.\n\n{last}"
        );
        let shorter = format!("{code} is your {service} security code.\n\n{expires} Do not share it.\n\n{last}");
        // Without the service's name, which may have letters that take a whole text message out of the short alphabet.
        let bare = format!("{code} is your access key security code.\n\n{expires} Do not share it.\n\n{last}");
        let fits = |text: &String| septets(text).is_some_and(|length| length <= SINGLE_PART);
        let text = [full, shorter].into_iter().find(fits).unwrap_or(bare);
        Sms::new(self.phone, text)
    }
}
