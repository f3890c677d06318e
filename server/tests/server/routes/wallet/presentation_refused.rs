//! Broken presentations, one difference each: all refused, and nothing is kept of them but the kind of refusal.

use super::{error, is};
use crate::support::{HolderKey, Presentation, TestApp, answer, on_every_database};
use domain::{Duration, Refusal};
use serde_json::{Value, json};

/// A change, and what the page says of it.
type Break = (&'static str, fn(&mut Presentation), Refusal);

fn flip(text: String, part: usize) -> String {
    let (jwt, rest) = text.split_once('~').unwrap();
    let mut parts: Vec<String> = jwt.split('.').map(str::to_owned).collect();
    let place = parts[part].len() / 2;
    let other = if parts[part].as_bytes()[place] == b'A' { "B" } else { "A" };
    parts[part].replace_range(place..=place, other);
    format!("{}~{rest}", parts.join("."))
}

/// Without the part behind the last `~`.
fn without_binding(text: String) -> String {
    text[..=text.rfind('~').unwrap()].to_owned()
}

fn now(shown: &Presentation) -> i64 {
    shown.binding["iat"].as_i64().unwrap()
}

/// A self-signed chain of a stranger, who also signs.
fn stranger(shown: &mut Presentation) {
    let pair = rcgen::KeyPair::generate().unwrap();
    let certificate = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap().self_signed(&pair).unwrap();
    use base64::Engine;
    shown.header["x5c"] = json!([base64::engine::general_purpose::STANDARD.encode(certificate.der())]);
    shown.issuer = HolderKey::from_pem(&pair.serialize_pem());
}

const CREDENTIALS: [Break; 27] = [
    ("issuer's signature", |shown| shown.before_binding = |text| flip(text, 2), Refusal::Unreadable),
    ("claims changed", |shown| shown.before_binding = |text| flip(text, 1), Refusal::Unreadable),
    ("another issuer's key", |shown| shown.issuer = HolderKey::new(), Refusal::Unreadable),
    ("a stranger's chain", stranger, Refusal::NotOurKey),
    ("no chain", |shown| drop(shown.header.as_object_mut().unwrap().remove("x5c")), Refusal::NotOurKey),
    ("an empty chain", |shown| shown.header["x5c"] = json!([]), Refusal::NotOurKey),
    ("a broken chain", |shown| shown.header["x5c"] = json!(["AAAA"]), Refusal::NotOurKey),
    ("a chain that is none", |shown| shown.header["x5c"] = json!("AAAA"), Refusal::NotOurKey),
    ("alg none", |shown| shown.header["alg"] = "none".into(), Refusal::Unreadable),
    ("another alg", |shown| shown.header["alg"] = "ES384".into(), Refusal::Unreadable),
    ("another typ", |shown| shown.header["typ"] = "vc+sd-jwt".into(), Refusal::Unreadable),
    ("crit", |shown| shown.header["crit"] = json!(["exp"]), Refusal::Unreadable),
    ("iss of another", |shown| shown.claims["iss"] = "https://keys.example.com".into(), Refusal::NotOurKey),
    ("iss is no text", |shown| shown.claims["iss"] = 1.into(), Refusal::NotOurKey),
    ("from the future", |shown| shown.claims["iat"] = (now(shown) + 61).into(), Refusal::Unreadable),
    ("not yet valid", |shown| shown.claims["nbf"] = (now(shown) + 61).into(), Refusal::Unreadable),
    ("expired", |shown| shown.claims["exp"] = (now(shown) - 60).into(), Refusal::Expired),
    ("exp is no time", |shown| shown.claims["exp"] = "never".into(), Refusal::Unreadable),
    ("another type", |shown| shown.claims["vct"] = "urn:another".into(), Refusal::NotOurKey),
    ("no type", |shown| drop(shown.claims.as_object_mut().unwrap().remove("vct")), Refusal::NotOurKey),
    ("no name", |shown| drop(shown.claims.as_object_mut().unwrap().remove("employee_id")), Refusal::NotOurKey),
    ("somebody else's name", |shown| shown.claims["employee_id"] = "somebody".into(), Refusal::NotOurKey),
    ("bound to nobody", |shown| drop(shown.claims.as_object_mut().unwrap().remove("cnf")), Refusal::Unreadable),
    ("bound to no key", |shown| shown.claims["cnf"] = json!({ "jwk": { "kty": "RSA" } }), Refusal::Unreadable),
    ("bound to a private key", |shown| shown.claims["cnf"]["jwk"]["d"] = "AAAA".into(), Refusal::Unreadable),
    (
        "bound to another key than it was issued to",
        |shown| {
            shown.holder = HolderKey::new();
            shown.claims["cnf"]["jwk"] = shown.holder.jwk();
        },
        Refusal::NotOurKey,
    ),
    ("another hash", |shown| shown.claims["_sd_alg"] = "sha-512".into(), Refusal::Unreadable),
];

const STATUS: [Break; 6] = [
    ("no status", |shown| drop(shown.claims.as_object_mut().unwrap().remove("status")), Refusal::NotOurKey),
    ("another kind of status", |shown| shown.claims["status"] = json!({ "other": {} }), Refusal::NotOurKey),
    ("a list elsewhere", |shown| list(shown, "https://evil.example.org/list"), Refusal::NotOurKey),
    ("a list in another place", |shown| list(shown, "http://localhost:3000/livez"), Refusal::NotOurKey),
    ("no such list", |shown| list(shown, "http://localhost:3000/openid4vci/status-lists/none"), Refusal::NotOurKey),
    ("no such entry", |shown| index(shown, u64::MAX.into()), Refusal::NotOurKey),
];

fn list(shown: &mut Presentation, uri: &str) {
    shown.claims["status"]["status_list"]["uri"] = uri.into();
}

fn index(shown: &mut Presentation, index: Value) {
    shown.claims["status"]["status_list"]["idx"] = index;
}

const BINDINGS: [Break; 20] = [
    ("no key binding", |shown| shown.after_binding = without_binding, Refusal::Unreadable),
    ("signed by another", |shown| shown.holder = HolderKey::new(), Refusal::Unreadable),
    ("typ of the binding", |shown| shown.binding_header["typ"] = "JWT".into(), Refusal::Unreadable),
    ("alg of the binding", |shown| shown.binding_header["alg"] = "none".into(), Refusal::Unreadable),
    ("another alg of the binding", |shown| shown.binding_header["alg"] = "HS256".into(), Refusal::Unreadable),
    ("for another verifier", |shown| shown.binding["aud"] = "https://evil.example.org".into(), Refusal::Unreadable),
    (
        "for the verifier without its prefix",
        |shown| {
            let whole = shown.binding["aud"].as_str().unwrap().to_owned();
            shown.binding["aud"] = whole.split_once(':').unwrap().1.into();
        },
        Refusal::Unreadable,
    ),
    ("for nobody", |shown| drop(shown.binding.as_object_mut().unwrap().remove("aud")), Refusal::Unreadable),
    ("another nonce", |shown| shown.binding["nonce"] = "AAAAAAAAAAAAAAAAAAAAAA".into(), Refusal::Unreadable),
    ("no nonce", |shown| drop(shown.binding.as_object_mut().unwrap().remove("nonce")), Refusal::Unreadable),
    ("signed long ago", |shown| shown.binding["iat"] = (now(shown) - 301).into(), Refusal::Unreadable),
    ("signed in the future", |shown| shown.binding["iat"] = (now(shown) + 301).into(), Refusal::Unreadable),
    ("signed a year ago", |shown| shown.binding["iat"] = (now(shown) - 31_536_000).into(), Refusal::Unreadable),
    ("signed in a year", |shown| shown.binding["iat"] = (now(shown) + 31_536_000).into(), Refusal::Unreadable),
    ("signed at no time", |shown| drop(shown.binding.as_object_mut().unwrap().remove("iat")), Refusal::Unreadable),
    ("over something else", |shown| shown.binding["sd_hash"] = "A".repeat(43).into(), Refusal::Unreadable),
    ("over nothing", |shown| drop(shown.binding.as_object_mut().unwrap().remove("sd_hash")), Refusal::Unreadable),
    ("a disclosure of nothing", |shown| shown.disclosures.push("WyJhIiwiYiIsMV0".to_owned()), Refusal::Unreadable),
    (
        "a disclosure twice",
        |shown| shown.disclosures = vec![shown.disclosures[0].clone(), shown.disclosures[0].clone()],
        Refusal::Unreadable,
    ),
    (
        "a disclosure less than was signed",
        |shown| {
            shown.after_binding = |text| {
                let (kept, binding) = text.rsplit_once('~').unwrap();
                let first = kept.split_once('~').unwrap().1.split('~').next().unwrap().to_owned();
                format!("{}~{binding}", kept.replacen(&format!("~{first}"), "", 1))
            };
        },
        Refusal::Unreadable,
    ),
];

/// Shows each broken presentation for the same request, which then takes a good one.
async fn refuse(app: &TestApp, breaks: &[Break]) {
    let sam = app.person("Sam", "123").await;
    let holder = app.holder(&sam).await;
    let mut browser = app.browser();
    let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
    let id = request.claims["state"].as_str().unwrap().to_owned();
    let whole = || {
        let mut shown = holder.presentation(&request);
        shown.disclosures = holder.disclosures();
        shown
    };
    for (name, change, why) in breaks {
        let mut shown = whole();
        change(&mut shown);
        app.wait(Duration::millis(1));
        let (refused, changes) = app.changes(holder.show(&request, shown)).await;
        assert_eq!(error(&refused), is(400, "invalid_request"), "{name}");
        assert!(changes.contains(&"presentation_request.refused_at".to_owned()), "{name}: {changes:?}");
        assert!(changes.iter().all(|change| change.starts_with("presentation_request.refus")), "{name}: {changes:?}");
        let row = store::presentation_requests::by_id(&app.state.db, &id.clone().into()).await.unwrap().unwrap();
        assert_eq!(row.refusal, Some(*why), "{name}: {}", refused.body);
    }
    app.unmoved(browser.act("/login/finish", &[])).await;
    assert!(!browser.cookies.contains_key("latchkey-session"));
    let good = answer(&request, &whole().text());
    assert_eq!(holder.wallet.answer(&request, &good).await.status, 200, "nothing else was wrong");
}

on_every_database! {
    // LOGIN-9, LOGIN-14
    async fn credentials_that_are_not_good(app: TestApp) {
        refuse(&app, &CREDENTIALS).await;
    }

    // LOGIN-10, LOGIN-14
    async fn credentials_whose_status_is_not_ours(app: TestApp) {
        refuse(&app, &STATUS).await;
    }

    // LOGIN-9, LOGIN-14
    async fn presentations_that_the_holder_did_not_sign_for_this_request(app: TestApp) {
        refuse(&app, &BINDINGS).await;
    }

    // LOGIN-8, LOGIN-14
    async fn tokens_with_other_than_what_was_asked_for(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let request = holder.wallet.read_request(&app.browser().ask().await.qr.unwrap()).await;
        let text = holder.presentation(&request).text();
        let tokens = [
            json!({}),
            json!([text]),
            json!(text),
            json!({ "another": [text] }),
            json!({ "access-key": [text], "another": [text] }),
            json!({ "access-key": text }),
            json!({ "access-key": [] }),
            json!({ "access-key": [text, text] }),
            json!({ "access-key": [{ "sd-jwt": text }] }),
        ];
        for token in tokens {
            app.wait(Duration::millis(1));
            let shown = json!({ "vp_token": token, "state": request.claims["state"] });
            let (refused, changes) = app.changes(holder.wallet.answer(&request, &shown)).await;
            assert_eq!(error(&refused), is(400, "invalid_request"), "{shown}");
            assert!(changes.iter().all(|change| change.starts_with("presentation_request.refus")), "{shown}: {changes:?}");
        }
    }
}
