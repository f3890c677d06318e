//! `latchkey config check`: says what is wrong with the settings.

use super::{Failure, output::Output};
use crate::{
    config::{Mode, Settings},
    senders::Senders,
    start::StartError,
};
use domain::Duration;
use serde::Serialize;

/// A link that is good for longer than this is beyond what NIST SP 800-63B-4 grants a code that is sent by email.
const NIST_LINK_LIFE: Duration = Duration::hours(24);

#[derive(Serialize)]
struct Checked {
    mode: Option<&'static str>,
    notes: Vec<String>,
}

pub(super) fn run(settings: &Settings, output: Output) -> Result<(), Failure> {
    let refusals = settings.validate();
    if !refusals.is_empty() {
        return Err(Failure::Refused(refusals));
    }
    // Files are read as when the service starts, and nobody is asked.
    Senders::new(&settings.delivery).map_err(StartError::from)?;
    let mut notes = Vec::new();
    let life = domain::Policy::span(settings.policy.invitation_seconds);
    if life > NIST_LINK_LIFE {
        notes.push(format!(
            "Invitations live for {} hours. NIST SP 800-63B-4 allows 24 hours for codes sent by email; here a security code is needed too.",
            life.as_minutes() / 60
        ));
    }
    notes.extend(settings.delivery.in_words());
    let mode = settings.mode.map(|mode| match mode {
        Mode::Preview => "preview",
        Mode::Production => "production",
    });
    let text = ["The settings can be used.".to_owned()]
        .into_iter()
        .chain(notes.iter().cloned())
        .collect::<Vec<_>>()
        .join("\n");
    Ok(output.result(&text, &Checked { mode, notes })?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use figment::{
        Figment,
        providers::{Format, Toml},
    };

    /// A preview that sends by a mail server, whose certificate another stands for.
    fn with_authority(file: &std::path::Path) -> Settings {
        let toml = format!(
            r#"
            mode = "preview"
            [delivery.email]
            provider = "smtp"
            from = "keys@example.org"
            host = "mail.example.org"
            authority_file = {file:?}
            [delivery.sms]
            provider = "sns"
            [delivery.aws]
            region = "eu-west-2"
            [delivery.limits]
            countries = ["44"]
            "#
        );
        Figment::new().merge(Toml::string(&toml)).extract().unwrap()
    }

    // OPS-1
    #[test]
    fn a_file_that_the_service_could_not_use_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("authority.pem");
        let checked = || run(&with_authority(&file), Output::new(true));
        assert!(matches!(checked(), Err(Failure::Start(StartError::Senders(_)))), "it is not there");
        std::fs::write(&file, "not a certificate").unwrap();
        assert!(matches!(checked(), Err(Failure::Start(StartError::Senders(_)))), "it is not one");
    }
}
