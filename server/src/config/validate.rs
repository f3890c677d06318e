//! What settings must not be, together and in each mode.

use super::{
    CodeHash, Delivery, Mode, Officers, Settings, WalletProfile, WrongClient, WrongDelivery, WrongSingleSignOn,
};
use domain::policy::OutOfBounds;

/// Longest service name: the text message with the security code has to fit into one part.
const SERVICE_NAME_LIMIT: usize = 40;
/// Shortest password of a preview that other machines can reach.
const PASSWORD_MINIMUM: usize = 8;

/// A reason not to start, in words for the operator.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody decided the mode.
    #[error("set mode to \"preview\" or \"production\"")]
    NoMode,
    /// A limit or lifetime outside its hard bounds.
    #[error(transparent)]
    Policy(#[from] OutOfBounds),
    /// Cost of hashing outside its bounds.
    #[error("code_hash.memory_kib must be from {} to {} and code_hash.iterations from {} to {}", CodeHash::MEMORY_KIB.start(), CodeHash::MEMORY_KIB.end(), CodeHash::ITERATIONS.start(), CodeHash::ITERATIONS.end())]
    CodeHash,
    /// Cost of hashing a password outside its bounds.
    #[error("officers.password_memory_kib must be from {} to {} and officers.password_iterations from {} to {}", Officers::MEMORY_KIB.start(), Officers::MEMORY_KIB.end(), Officers::ITERATIONS.start(), Officers::ITERATIONS.end())]
    PasswordHash,
    /// No such time zone.
    #[error("organisation.time_zone {0:?} is not in the IANA time zone database")]
    TimeZone(String),
    /// No such wallet.
    #[error("organisation.wallet {0:?} is neither \"any\" nor \"demo\" nor a section [wallets.{0}]")]
    Wallet(String),
    /// A language that has no pages.
    #[error("organisation.languages must be [\"en\"]: there are no pages in another language yet")]
    Languages,
    /// A name that is empty, or a service name that does not fit into a text message.
    #[error(
        "organisation.name and organisation.service_name must not be empty, and service_name must have at most {SERVICE_NAME_LIMIT} characters"
    )]
    Names,
    /// Not a country code.
    #[error("organisation.country_code must be 1 to 3 digits, for example \"44\"")]
    CountryCode,
    /// Numbers written the short way could not be written to.
    #[error("delivery.limits.countries does not name organisation.country_code {0:?}")]
    CountryCodeNotReached(String),
    /// A portal that cannot be used.
    #[error("oidc.clients {0:?}: {1}")]
    Client(String, WrongClient),
    /// A trusted issuer that cannot be used as it is described.
    #[error(
        "log_in.issuers {0:?}: identifier (one issuer each), vct and staff_number must not be empty, and status_lists must be addresses that begin with https:// (http is for a preview only) and end with a slash, at least one where status is required"
    )]
    Issuer(String),
    /// http where it is not allowed.
    #[error("server.public_url must begin with https:// (http is for a preview on this machine only)")]
    Http,
    /// A preview that others can reach.
    #[error("a preview listens on a loopback address and has a loopback public_url, unless preview.password is set")]
    OpenPreview,
    /// A password that is guessed too easily.
    #[error("preview.password must have at least {PASSWORD_MINIMUM} characters")]
    ShortPassword,
    /// Providers that cannot be used as they are described.
    #[error(transparent)]
    Delivery(#[from] WrongDelivery),
    /// A single sign-on that cannot be used.
    #[error(transparent)]
    SingleSignOn(#[from] WrongSingleSignOn),
    /// Messages would not leave.
    #[error("delivery = \"preview\" sends nothing; it is for mode = \"preview\" only")]
    PreviewDelivery,
    /// Settings of a preview in production.
    #[error("remove the section [preview] in production")]
    PreviewSettings,
    /// Nobody to ask for help.
    #[error("set organisation.hr.email or organisation.hr.phone: people need somebody to ask")]
    NoContact,
    /// No pages inside the binary.
    #[error("this binary was built without the front end; build it with `make build`")]
    NoFrontEnd,
}

impl Settings {
    /// Every reason not to serve with these settings; none: all is well.
    #[must_use]
    pub fn validate(&self) -> Vec<Refusal> {
        let mut found: Vec<Refusal> = self.policy.out_of_bounds().into_iter().map(Refusal::from).collect();
        found.extend(self.wrong_clients().into_iter().map(|(id, problem)| Refusal::Client(id, problem)));
        let sso = self.officers.sso.as_ref();
        found.extend(sso.and_then(|sso| sso.problem(self.is_preview())).map(Refusal::from));
        found.extend(self.delivery.wrong(self.is_preview()).into_iter().map(Refusal::from));
        let mut refuse = |wrong: bool, refusal: Refusal| {
            if wrong {
                found.push(refusal);
            }
        };
        let organisation = &self.organisation;
        let hash = self.code_hash;
        refuse(
            !CodeHash::MEMORY_KIB.contains(&hash.memory_kib) || !CodeHash::ITERATIONS.contains(&hash.iterations),
            Refusal::CodeHash,
        );
        let password = &self.officers;
        refuse(
            !Officers::MEMORY_KIB.contains(&password.password_memory_kib)
                || !Officers::ITERATIONS.contains(&password.password_iterations),
            Refusal::PasswordHash,
        );
        refuse(organisation.zone().is_none(), Refusal::TimeZone(organisation.time_zone.clone()));
        let wallet = organisation.wallet.as_str();
        let known = self.wallets.contains_key(wallet) || WalletProfile::shipped(wallet).is_some();
        refuse(!known, Refusal::Wallet(wallet.to_owned()));
        refuse(organisation.languages != ["en"], Refusal::Languages);
        let service = organisation.service_name.trim();
        let names = !service.is_empty()
            && service.chars().count() <= SERVICE_NAME_LIMIT
            && !organisation.name.trim().is_empty();
        refuse(!names, Refusal::Names);
        let country = organisation.country_code.as_deref();
        let digits = |code: &str| (1..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
        refuse(country.is_some_and(|code| !digits(code)), Refusal::CountryCode);
        if let (Some(code), Delivery::Providers(providers)) = (country, &self.delivery) {
            refuse(digits(code) && !providers.limits.reach(code), Refusal::CountryCodeNotReached(code.to_owned()));
        }
        let issuers = &self.log_in.issuers;
        for issuer in issuers {
            let alone = issuers.iter().filter(|other| other.identifier == issuer.identifier).count() == 1;
            let own = issuer.identifier == self.credential_issuer();
            let usable = alone && !own && issuer.is_complete() && (self.is_preview() || issuer.is_fetched_safely());
            refuse(!usable, Refusal::Issuer(issuer.identifier.clone()));
        }
        let url = &self.server.public_url;
        match self.mode {
            None => refuse(true, Refusal::NoMode),
            Some(Mode::Preview) => {
                refuse(!url.is_https() && !url.is_loopback(), Refusal::Http);
                let closed = self.server.listen.ip().is_loopback() && url.is_loopback();
                let password = self.preview.password.as_ref();
                refuse(!closed && password.is_none(), Refusal::OpenPreview);
                refuse(password.is_some_and(|password| password.length() < PASSWORD_MINIMUM), Refusal::ShortPassword);
            }
            Some(Mode::Production) => {
                refuse(!url.is_https(), Refusal::Http);
                refuse(self.delivery == Delivery::Preview, Refusal::PreviewDelivery);
                refuse(self.preview != super::Preview::default(), Refusal::PreviewSettings);
                refuse(organisation.hr.email.is_none() && organisation.hr.phone.is_none(), Refusal::NoContact);
                refuse(!crate::http::assets::FRONT_END_EMBEDDED, Refusal::NoFrontEnd);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{LogIn, StatusNeed, TrustedIssuer};

    fn preview() -> Settings {
        Settings { mode: Some(Mode::Preview), ..Settings::default() }
    }

    #[test]
    fn the_defaults_serve_a_preview_and_nothing_else() {
        assert_eq!(preview().validate(), []);
        assert_eq!(Settings::default().validate(), [Refusal::NoMode]);
        let production = Settings { mode: Some(Mode::Production), ..Settings::default() }.validate();
        for refusal in [Refusal::Http, Refusal::PreviewDelivery, Refusal::NoContact] {
            assert!(production.contains(&refusal), "{refusal}");
        }
    }

    #[test]
    fn a_preview_that_others_can_reach_needs_a_password() {
        let mut settings = preview();
        settings.server.listen = "0.0.0.0:3000".parse().unwrap();
        assert_eq!(settings.validate(), [Refusal::OpenPreview]);
        settings.preview.password = Some("short".into());
        assert_eq!(settings.validate(), [Refusal::ShortPassword]);
        settings.preview.password = Some("long enough".into());
        assert_eq!(settings.validate(), []);
        settings.server.public_url = "http://keys.example.org".parse().unwrap();
        assert_eq!(settings.validate(), [Refusal::Http]);
        settings.server.public_url = "https://keys.example.org".parse().unwrap();
        assert_eq!(settings.validate(), []);
        settings.mode = Some(Mode::Production);
        assert!(settings.validate().contains(&Refusal::PreviewSettings));
    }

    #[test]
    fn every_wrong_setting_is_named() {
        let mut settings = preview();
        settings.policy.code_seconds = 601;
        settings.code_hash.memory_kib = 8;
        settings.officers.password_iterations = 1;
        settings.organisation.time_zone = "Europe/Atlantis".to_owned();
        settings.organisation.wallet = "purse".to_owned();
        settings.organisation.languages = vec!["cy".to_owned()];
        settings.organisation.service_name = "x".repeat(41);
        settings.organisation.country_code = Some("+44".to_owned());
        assert_eq!(settings.validate().len(), 8);
    }

    #[test]
    fn issuers_are_described_as_a_whole() {
        let good = TrustedIssuer {
            identifier: "https://keys.example.com".to_owned(),
            anchors: "anchors.pem".into(),
            vct: "urn:example:key".to_owned(),
            status: StatusNeed::Required,
            status_lists: vec!["https://keys.example.com/lists/".to_owned()],
            staff_number: vec!["staff_number".to_owned()],
        };
        let refused = |issuers: Vec<TrustedIssuer>| {
            let settings = Settings { log_in: LogIn { issuers, ..LogIn::default() }, ..preview() };
            settings.validate().len()
        };
        assert_eq!(refused(vec![good.clone()]), 0);
        assert_eq!(refused(vec![good.clone(), good.clone()]), 2);
        let breaks: [fn(&mut TrustedIssuer); 7] = [
            |issuer| issuer.identifier.clear(),
            |issuer| issuer.identifier = "http://localhost:3000".to_owned(),
            |issuer| issuer.vct.clear(),
            |issuer| issuer.status_lists.clear(),
            |issuer| issuer.status_lists = vec!["https://keys.example.com/lists".to_owned()],
            |issuer| issuer.staff_number.clear(),
            |issuer| issuer.staff_number = vec![String::new()],
        ];
        for (number, change) in breaks.into_iter().enumerate() {
            let mut issuer = good.clone();
            change(&mut issuer);
            assert_eq!(refused(vec![issuer]), 1, "{number}");
        }
        let mut open = good.clone();
        open.status_lists = vec!["http://localhost:1/lists/".to_owned()];
        assert_eq!(refused(vec![open.clone()]), 0, "in preview");
        let production = Settings {
            mode: Some(Mode::Production),
            log_in: LogIn { issuers: vec![open], ..LogIn::default() },
            ..Settings::default()
        };
        assert!(production.validate().contains(&Refusal::Issuer(good.identifier)));
    }
}
