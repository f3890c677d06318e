use super::*;
use crate::config::{Mode, Refusal, Settings};
use figment::{
    Figment,
    providers::{Format, Toml},
};

const GUIDE: &str = include_str!("../../../../docs/delivery.md");
const API_KEY: &str = "portal-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";

/// The examples of the guide.
fn examples() -> Vec<&'static str> {
    GUIDE.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

fn parse(toml: &str) -> Result<Settings, Box<figment::Error>> {
    Figment::new().merge(Toml::string(toml)).extract().map_err(Box::new)
}

/// An example as settings; `change` has its say, and the key that no guide prints is there.
fn providers(example: usize, change: impl FnOnce(&mut Providers)) -> Settings {
    let mut settings = parse(examples()[example]).unwrap();
    let Delivery::Providers(providers) = &mut settings.delivery else { panic!("example {example} names no providers") };
    providers.notify.api_key = Some(API_KEY.into());
    change(providers);
    settings
}

fn wrong(example: usize, change: impl FnOnce(&mut Providers)) -> Vec<WrongDelivery> {
    providers(example, change).delivery.wrong(false)
}

#[test]
fn the_examples_of_the_guide_can_be_used() {
    assert_eq!(examples().len(), 3);
    for example in 0..3 {
        assert_eq!(wrong(example, |_| {}), [], "example {example}");
    }
    let three = [0, 1, 2].map(|example| providers(example, |_| {}).delivery);
    let [Delivery::Providers(aws), Delivery::Providers(notify), Delivery::Providers(smtp)] = three else {
        panic!("three sets of providers")
    };
    assert!(matches!((&aws.email, &aws.sms), (EmailProvider::Ses(_), SmsProvider::EndUserMessaging(_))));
    assert!(matches!((&notify.email, &notify.sms), (EmailProvider::Notify(_), SmsProvider::Notify(_))));
    assert!(matches!((&smtp.email, &smtp.sms), (EmailProvider::Smtp(_), SmsProvider::Sns(_))));
}

#[test]
fn an_amount_may_be_written_as_a_number() {
    for (written, told) in [("0.05", "0.05"), ("1", "1.0"), ("1.0", "1.0"), ("\"1\"", "1.0"), ("\"0.10\"", "0.10")] {
        let example = examples()[2].replace("max_price = \"0.10\"", &format!("max_price = {written}"));
        let Delivery::Providers(providers) = parse(&example).unwrap().delivery else { panic!("providers") };
        let SmsProvider::Sns(sns) = &providers.sms else { panic!("Amazon SNS") };
        assert_eq!(sns.max_price, told, "{written}");
        assert_eq!(providers.wrong(false), [], "{written}");
    }
}

#[test]
fn it_is_preview_or_providers_and_nothing_else() {
    assert_eq!(parse("delivery = \"preview\"").unwrap().delivery, Delivery::Preview);
    assert_eq!(parse("").unwrap().delivery, Delivery::Preview);
    for bad in [
        "delivery = \"post\"",
        "delivery = 1",
        "[delivery.email]\nprovider = \"ses\"\nfrom = \"a@example.org\"",
        "[delivery.email]\nprovider = \"post\"\n[delivery.sms]\nprovider = \"sns\"",
        "[delivery.email]\nprovider = \"ses\"\nfrom = \"a@example.org\"\nhost = \"b\"\n[delivery.sms]\nprovider = \"sns\"",
        "[delivery.email]\nprovider = \"ses\"\nfrom = \"a@example.org\"\n[delivery.sms]\nprovider = \"sns\"\n[delivery.limits]\ntexts_per_day = 0",
    ] {
        assert!(parse(bad).is_err(), "{bad}");
    }
}

// OPS-1
#[test]
fn every_wrong_setting_is_named() {
    let ses = |from: &str| SesSettings { from: from.to_owned(), configuration_set: None };
    for from in ["", "keys", "Schlüssel <keys@example.org>", "keys@example.org\r\nBcc: all@example.org"] {
        assert_eq!(wrong(0, |all| all.email = EmailProvider::Ses(ses(from))), [WrongDelivery::From], "{from}");
    }
    assert_eq!(wrong(0, |all| all.aws.region = None), [WrongDelivery::Region]);
    assert_eq!(wrong(1, |all| all.aws.region = None), [], "nobody asks Amazon");
    assert_eq!(wrong(0, |all| all.aws.access_key_id = Some("AKIA".to_owned())), [WrongDelivery::AwsKeys]);
    let price = |all: &mut Providers, price: &str| {
        all.sms = SmsProvider::Sns(SnsSettings { sender_id: None, max_price: price.to_owned() });
    };
    for amount in ["", "0", "0.0", "a", "1", "1,5", "-1", "1.", ".5", "100.5", "100.0", "0.123456"] {
        assert_eq!(wrong(0, |all| price(all, amount)), [WrongDelivery::MaxPrice], "{amount}");
    }
    assert_eq!(wrong(0, |all| price(all, "0.05")), []);
    for countries in [vec![], vec!["+44"], vec!["044"], vec!["44", ""], vec!["44770090"]] {
        let set =
            |all: &mut Providers| all.limits.countries = countries.iter().map(|code| (*code).to_owned()).collect();
        assert_eq!(wrong(0, set), [WrongDelivery::Countries], "{countries:?}");
    }
    let host = |all: &mut Providers, host: &str| {
        let EmailProvider::Smtp(smtp) = &mut all.email else { panic!("a mail server") };
        smtp.host = host.to_owned();
    };
    assert_eq!(wrong(2, |all| host(all, "")), [WrongDelivery::Host]);
    assert_eq!(wrong(2, |all| host(all, " ")), [WrongDelivery::Host]);
    assert_eq!(wrong(1, |all| all.notify.api_key = None).len(), 1);
    assert_eq!(wrong(1, |all| all.notify.api_key = Some("portal".into())).len(), 1);
    let template = || NotifyTemplate { template_id: "1".to_owned(), sender_id: Some("2".to_owned()) };
    assert_eq!(wrong(1, |all| all.email = EmailProvider::Notify(template())), [WrongDelivery::Template]);
}

#[test]
fn numbers_written_the_short_way_are_written_to() {
    let refused = |code: &str, countries: &[&str]| {
        let mut settings =
            providers(1, |all| all.limits.countries = countries.iter().map(|code| (*code).to_owned()).collect());
        settings.organisation.country_code = Some(code.to_owned());
        settings.validate().contains(&Refusal::CountryCodeNotReached(code.to_owned()))
    };
    assert!(refused("49", &["44"]) && refused("49", &["44", "33"]));
    assert!(!refused("44", &["33", "44"]) && !refused("1", &["1613"]) && !refused("44", &["4"]));
}

// SEND-19
#[test]
fn nothing_goes_in_clear_over_a_network() {
    let clear = |host: &str| {
        wrong(2, |all| {
            let EmailProvider::Smtp(smtp) = &mut all.email else { panic!("a mail server") };
            (smtp.security, smtp.host) = (Security::None, host.to_owned());
        })
    };
    assert_eq!(clear("mail.example.org"), [WrongDelivery::ClearMail]);
    assert_eq!((clear("localhost"), clear("127.0.0.1"), clear("::1")), (vec![], vec![], vec![]));
    let at = |url: &str, preview: bool| {
        providers(0, |all| all.aws.endpoint_url = Some(url.parse().unwrap())).delivery.wrong(preview)
    };
    let refused = [WrongDelivery::Address("delivery.aws.endpoint_url")];
    assert_eq!(at("http://localhost:5000", false), refused);
    assert_eq!(at("http://10.0.0.1:5000", true), refused);
    assert_eq!((at("http://127.0.0.1:5000", true), at("https://vpce.example.org", false)), (vec![], vec![]));
}

#[test]
fn a_country_is_the_longest_beginning_that_is_named() {
    let countries = ["1", "1613", "44"].map(str::to_owned).to_vec();
    let limits = Limits { countries, ..Limits::default() };
    assert_eq!(limits.country("+447700900123"), Some("44"));
    assert_eq!(limits.country("+16135550100"), Some("1613"));
    assert_eq!(limits.country("+12125550100"), Some("1"));
    assert_eq!((limits.country("+33123456789"), limits.country("447700900123")), (None, None));
}

#[test]
fn production_needs_providers_and_shows_no_secret() {
    let mut settings = providers(1, |_| {});
    settings.mode = Some(Mode::Production);
    assert!(!format!("{settings:?}").contains("3d844edf"));
    assert!(!settings.validate().contains(&Refusal::PreviewDelivery));
    settings.delivery = Delivery::Preview;
    assert!(settings.validate().contains(&Refusal::PreviewDelivery));
}
