//! Settings with which the service does not start.

use figment::{
    Figment,
    providers::{Format, Toml},
};
use server::config::{Delivery, Mode, Preview, Refusal, Settings};

const PROVIDERS: &str = r#"
[delivery.email]
provider = "smtp"
from = "keys@example.org"
host = "mail.example.org"

[delivery.sms]
provider = "end-user-messaging"
origination = "KEYS"

[delivery.aws]
region = "eu-west-2"

[delivery.limits]
countries = ["44"]
"#;

/// As little as a real service needs.
fn production() -> Settings {
    let mut settings: Settings = Figment::new().merge(Toml::string(PROVIDERS)).extract().unwrap();
    settings.mode = Some(Mode::Production);
    settings.server.public_url = "https://keys.example.org".parse().unwrap();
    settings.server.listen = "0.0.0.0:3000".parse().unwrap();
    settings.organisation.hr.email = Some("hr@example.org".to_owned());
    settings
}

fn preview() -> Settings {
    Settings { mode: Some(Mode::Preview), ..Settings::default() }
}

/// What these settings are refused for beyond what `settings` are anyway.
fn refused(settings: fn() -> Settings, change: impl FnOnce(&mut Settings)) -> Vec<Refusal> {
    let (before, mut changed) = (settings().validate(), settings());
    change(&mut changed);
    changed.validate().into_iter().filter(|refusal| !before.contains(refusal)).collect()
}

// OPS-1: a binary made without the front end says so.
#[test]
fn production_lacks_only_what_is_not_built() {
    let missing = production().validate();
    assert!(missing.iter().all(|refusal| *refusal == Refusal::NoFrontEnd), "{missing:?}");
}

// OPS-1: messages that nobody gets lock people out.
#[test]
fn production_sends_messages_in_earnest() {
    assert_eq!(refused(production, |settings| settings.delivery = Delivery::Preview), [Refusal::PreviewDelivery]);
}

// OPS-1
#[test]
fn production_refuses_what_is_not_safe() {
    assert_eq!(
        refused(production, |settings| settings.server.public_url = "http://keys.example.org".parse().unwrap()),
        [Refusal::Http]
    );
    assert_eq!(
        refused(production, |settings| settings.server.public_url = "http://localhost:3000".parse().unwrap()),
        [Refusal::Http]
    );
    assert_eq!(
        refused(production, |settings| settings.preview.password = Some("long enough".into())),
        [Refusal::PreviewSettings]
    );
    let wallet = "http://localhost:4000".parse().unwrap();
    assert_eq!(
        refused(production, |settings| settings.preview = Preview { wallet_url: Some(wallet), ..Preview::default() }),
        [Refusal::PreviewSettings]
    );
    assert_eq!(refused(production, |settings| settings.organisation.hr.email = None), [Refusal::NoContact]);
    assert_eq!(refused(production, |settings| settings.mode = None), [Refusal::NoMode]);
}

// OPS-1: a preview that others can reach shows them codes and links.
#[test]
fn a_preview_stays_on_its_machine_or_behind_a_password() {
    assert_eq!(preview().validate(), []);
    assert_eq!(
        refused(preview, |settings| settings.server.listen = "0.0.0.0:3000".parse().unwrap()),
        [Refusal::OpenPreview]
    );
    assert_eq!(
        refused(preview, |settings| settings.server.listen = "[::]:3000".parse().unwrap()),
        [Refusal::OpenPreview]
    );
    assert_eq!(
        refused(preview, |settings| settings.server.public_url = "https://keys.example.org".parse().unwrap()),
        [Refusal::OpenPreview]
    );
    assert_eq!(
        refused(preview, |settings| settings.server.public_url = "http://keys.example.org".parse().unwrap()),
        [Refusal::Http, Refusal::OpenPreview]
    );
    let open = |settings: &mut Settings, password: &str| {
        settings.server.listen = "0.0.0.0:3000".parse().unwrap();
        settings.preview.password = Some(password.into());
    };
    assert_eq!(refused(preview, |settings| open(settings, "1234567")), [Refusal::ShortPassword]);
    assert_eq!(refused(preview, |settings| open(settings, "12345678")), []);
}

// OPS-2: in every mode, each number has a bound that no setting moves.
#[test]
fn no_limit_can_be_set_beyond_its_bound() {
    let table = serde_json::to_value(domain::Policy::default()).unwrap();
    let names: Vec<_> = table.as_object().unwrap().keys().cloned().collect();
    assert!(names.len() >= 20);
    for name in names {
        let mut wrong = table.clone();
        wrong[&name] = u32::MAX.into();
        let found = refused(production, |settings| settings.policy = serde_json::from_value(wrong).unwrap());
        assert!(matches!(&found[..], [Refusal::Policy(bound)] if bound.name == name), "{name}: {found:?}");
    }
    // The least of those that NIST SP 800-63B-4 sets.
    for (name, most) in [("code_seconds", 600), ("tries_per_person_day", 100)] {
        for (value, good) in [(most, true), (most + 1, false)] {
            let mut set = table.clone();
            set[name] = value.into();
            let found = refused(production, |settings| settings.policy = serde_json::from_value(set).unwrap());
            assert_eq!(found.is_empty(), good, "{name} = {value}");
        }
    }
}
