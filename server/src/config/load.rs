//! Reading settings from file and environment.

use super::Settings;
use figment::{
    Figment,
    providers::{Env, Format, Toml},
};
use std::path::{Path, PathBuf};

/// File that is read from the working directory when no other is named.
const DEFAULT_FILE: &str = "latchkey.toml";
/// Prefix of variables of the environment; `__` stands between section and name.
const PREFIX: &str = "LATCHKEY__";
/// Largest logo, in bytes.
const LOGO_LIMIT: usize = 64 * 1024;

/// Why settings cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file that was named does not exist.
    #[error("there is no file {}", .0.display())]
    NoFile(PathBuf),
    /// Not TOML, an unknown name, or a value of the wrong kind.
    #[error("the settings cannot be read")]
    Wrong(#[source] Box<figment::Error>),
    /// The logo is missing, too large or of another kind.
    #[error("the logo {} cannot be used: it must be an SVG or PNG file of at most 64 KiB", .0.display())]
    Logo(PathBuf),
}

/// The employer's logo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    kind: LogoKind,
    /// The file's content.
    pub bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LogoKind {
    Svg,
    Png,
}

impl Logo {
    /// Where a browser finds it.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        match self.kind {
            LogoKind::Svg => "/organisation/logo.svg",
            LogoKind::Png => "/organisation/logo.png",
        }
    }

    /// The Content-Type header.
    #[must_use]
    pub const fn content_type(&self) -> &'static str {
        match self.kind {
            LogoKind::Svg => "image/svg+xml",
            LogoKind::Png => "image/png",
        }
    }

    fn read(path: &Path) -> Option<Self> {
        let kind = match path.extension()?.to_str()? {
            "svg" => LogoKind::Svg,
            "png" => LogoKind::Png,
            _ => return None,
        };
        let bytes = std::fs::read(path).ok()?;
        (bytes.len() <= LOGO_LIMIT).then_some(Self { kind, bytes })
    }
}

impl Settings {
    /// Reads the settings: `file`, or `latchkey.toml` if it is there, then the environment.
    ///
    /// # Errors
    /// When a named file is missing or something in it cannot be used.
    pub fn load(file: Option<&Path>) -> Result<Self, LoadError> {
        let mut sources = Figment::new();
        match file {
            Some(file) if !file.is_file() => return Err(LoadError::NoFile(file.to_owned())),
            None if !Path::new(DEFAULT_FILE).is_file() => {}
            file => sources = sources.merge(Toml::file_exact(file.unwrap_or(Path::new(DEFAULT_FILE)))),
        }
        sources = sources.merge(Env::prefixed(PREFIX).split("__"));
        let mut settings: Self = sources.extract().map_err(|error| LoadError::Wrong(Box::new(error)))?;
        if let Some(path) = &settings.organisation.logo {
            settings.logo = Some(Logo::read(path).ok_or_else(|| LoadError::Logo(path.clone()))?);
        }
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Delivery, Limits, Mode, WalletProfile};

    fn parse(toml: &str) -> Result<Settings, Box<figment::Error>> {
        Figment::new().merge(Toml::string(toml)).extract().map_err(Box::new)
    }

    #[test]
    fn the_example_shows_every_setting_with_its_default() {
        let example = include_str!("../../../latchkey.example.toml");
        let mut shown = String::new();
        let mut own_wallet = false;
        for line in example.lines() {
            own_wallet |= line.starts_with("# [wallets.");
            // "# " and a capital letter begins a sentence; everything else behind "# " is a setting in its default.
            // Sections of providers stand at the end of the file, and this cannot stand beside them.
            let setting = line
                .strip_prefix("# ")
                .filter(|rest| *rest != "delivery = \"preview\"")
                .filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase() || "[] ".contains(c)));
            shown.push_str(setting.unwrap_or(if line.starts_with('#') { "" } else { line }));
            shown.push('\n');
        }
        assert!(own_wallet);
        let mut settings = parse(&shown).unwrap();
        assert_eq!(settings.mode, Some(Mode::Preview));
        settings.mode = None;
        let client = settings.oidc.clients.pop().unwrap();
        assert!(client.secret_sha256.is_some() && client.back_channel_logout_uri.is_some());
        let wallet = settings.wallets.remove("example").unwrap();
        assert_eq!(wallet, WalletProfile::default());
        let sso = settings.officers.sso.take().unwrap();
        assert!(sso.client_secret.is_some() && sso.passwords && sso.require_amr.contains("mfa"));
        assert_eq!(std::mem::take(&mut settings.log_in.issuers).len(), 1);
        let Delivery::Providers(mut providers) = std::mem::take(&mut settings.delivery) else { panic!("no providers") };
        assert_eq!(std::mem::take(&mut providers.limits.countries), ["44"]);
        assert_eq!(providers.limits, Limits::default());
        assert_eq!(settings, Settings { logo: None, ..Settings::default() });
        let policy = serde_json::to_value(&settings.policy).unwrap();
        let limits = policy.as_object().unwrap().keys().map(String::as_str);
        for name in limits.chain([
            "password",
            "wallet_url",
            "portal_url",
            "country_code",
            "email",
            "phone",
            "logo",
            "iterations",
            "tx_code",
            "dpop_nonce",
            "by_qr",
            "response_mode",
            "log_in_scheme",
            "require_acr",
            "second_factor",
            "trust_email",
            "max_age_seconds",
            "passwords",
            "log_in_steps_on_phone",
            "texts_per_number_day",
            "secret_access_key",
            "protect_configuration",
        ]) {
            assert!(example.contains(&format!("# {name} = ")), "{name}");
        }
    }

    #[test]
    fn unknown_names_and_wrong_values_are_errors() {
        for wrong in [
            "colour = 1",
            "[server]\nlisten = 1",
            "[server]\npublic_url = \"https://a.b/c\"",
            "[policy]\ncode_seconds = -1",
            "mode = \"test\"",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn digits_from_the_environment_are_text_where_text_is_wanted() {
        let settings = parse("[organisation]\ncountry_code = 44\n[preview]\npassword = 1234").unwrap();
        assert_eq!(settings.organisation.country_code.as_deref(), Some("44"));
        assert!(settings.preview.password.unwrap().is("1234"));
    }

    #[test]
    fn a_named_file_must_exist_and_no_file_is_no_error() {
        assert!(Settings::load(None).is_ok());
        assert!(matches!(Settings::load(Some(Path::new("/nowhere/latchkey.toml"))), Err(LoadError::NoFile(_))));
    }
}
