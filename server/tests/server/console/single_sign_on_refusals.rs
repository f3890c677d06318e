//! What is not believed of a single sign-on: answers that a correct provider never gives, and answers to other questions.

use crate::support::{
    Answer, Browser, Database, Forged, Forger, OFFICER, Officer, Sign, TestApp, asked, comes_back, single_sign_on,
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use domain::{Duration, Role};
use serde_json::{Value, json};
use server::flows::audit::Actor;
use sha2::{Digest, Sha256};

async fn start() -> (TestApp, Forger, Officer) {
    let forger = Forger::start().await;
    let app = TestApp::new(Database::sqlite()).await.with_single_sign_on(single_sign_on(&forger.issuer));
    let officer = app.officer(Role::Issuer).await;
    (app, forger, officer)
}

/// The way back from the provider to whoever was sent there so.
fn back(sent: &Answer) -> String {
    format!("/hr/sso/return?code=a-code&state={}", asked(sent)["state"])
}

/// Somebody asks, the provider answers so, and nobody is logged in.
async fn refused(app: &TestApp, forger: &Forger, officer: &Officer, what: &str, change: impl FnOnce(&mut Forged)) {
    let mut browser = app.browser();
    let sent = browser.get("/hr/sso").await;
    let mut forged = forger.right(app, &sent, &officer.email);
    change(&mut forged);
    forger.answers(&forged);
    let page = nobody_is_in(app, &mut browser, &back(&sent), 403, what).await;
    assert_eq!(page.heading(), "You are not logged in", "{what}");
}

async fn nobody_is_in(app: &TestApp, browser: &mut Browser, path: &str, status: u16, what: &str) -> Answer {
    let page = app.unmoved(comes_back(browser, path)).await;
    assert_eq!(page.status, status, "{what}: {}", page.heading());
    assert!(browser.cookies.is_empty(), "{what}: {:?}", browser.cookies);
    assert!(page.headers.get("refresh").is_none(), "{what}");
    page
}

/// Somebody asks, and the provider answers rightly.
async fn believed(app: &TestApp, forger: &Forger, officer: &Officer) -> Browser {
    let mut browser = app.browser();
    let sent = browser.get("/hr/sso").await;
    forger.answers(&forger.right(app, &sent, &officer.email));
    let page = comes_back(&mut browser, &back(&sent)).await;
    assert_eq!(page.status, 200, "{}", page.heading());
    assert!(browser.cookies.contains_key(OFFICER));
    browser
}

// HR-7: each check of an ID token, one difference from a good one each.
#[tokio::test]
async fn an_id_token_that_differs_from_a_good_one_is_refused() {
    let (app, forger, officer) = start().await;
    let now = app.now().as_seconds();
    let claims: [(&str, &str, Value); 17] = [
        ("another issuer", "iss", json!("https://login.example.net")),
        ("the issuer with a slash", "iss", json!(format!("{}/", forger.issuer))),
        ("another client", "aud", json!("portal")),
        ("another client too", "aud", json!(["latchkey", "portal"])),
        ("made for another client", "azp", json!("portal")),
        ("another question", "nonce", json!("another")),
        ("no question", "nonce", Value::Null),
        ("over", "exp", json!(now)),
        ("made before it was asked for", "iat", json!(now - 120)),
        ("made later", "iat", json!(now + 120)),
        ("logged in too long ago", "auth_time", json!(now - 28_800 - 120)),
        ("logged in later", "auth_time", json!(now + 120)),
        ("nobody knows when", "auth_time", Value::Null),
        ("one factor", "amr", json!(["pwd"])),
        ("no factor", "amr", json!([])),
        ("nobody knows how", "amr", Value::Null),
        ("nobody", "sub", Value::Null),
    ];
    for (what, name, value) in claims {
        refused(&app, &forger, &officer, what, |forged| match value {
            Value::Null => drop(forged.claims.as_object_mut().unwrap().remove(name)),
            value => forged.claims[name] = value,
        })
        .await;
    }
    believed(&app, &forger, &officer).await;
}

// HR-7
#[tokio::test]
async fn a_signature_that_is_not_the_providers_is_refused() {
    let (app, forger, officer) = start().await;
    let signs: [(&str, Sign, Value); 6] = [
        ("another key of the same name", Sign::Other, json!({ "alg": "ES256", "kid": "first" })),
        ("changed after", Sign::Changed, json!({ "alg": "ES256", "kid": "first" })),
        ("no signature", Sign::Nothing, json!({ "alg": "none" })),
        ("no signature where there is one", Sign::Own, json!({ "alg": "none" })),
        ("with our secret", Sign::Secret, json!({ "alg": "HS256" })),
        ("something to understand", Sign::Own, json!({ "alg": "ES256", "kid": "first", "crit": ["exp"] })),
    ];
    for (what, sign, header) in signs {
        refused(&app, &forger, &officer, what, |forged| (forged.sign, forged.header) = (sign, header)).await;
    }
    believed(&app, &forger, &officer).await;
}

// HR-7: an answer is taken in the browser that asked, for its own question, once, and in time.
#[tokio::test]
async fn an_answer_to_another_question_is_refused() {
    let (app, forger, officer) = start().await;
    let mut browser = app.browser();
    let sent = browser.get("/hr/sso").await;
    let right = back(&sent);
    forger.answers(&forger.right(&app, &sent, &officer.email));
    let asking = browser.clone();
    nobody_is_in(&app, &mut app.browser(), &right, 400, "another browser").await;
    let issuer = url::form_urlencoded::byte_serialize(forger.issuer.as_bytes()).collect::<String>();
    for (what, status, path) in [
        ("another state", 400, "/hr/sso/return?code=a-code&state=another".to_owned()),
        ("no state", 400, "/hr/sso/return?code=a-code".to_owned()),
        ("two states", 400, format!("{right}&state=another")),
        ("two codes", 400, format!("{right}&code=another")),
        ("another issuer", 403, format!("{right}&iss=https%3A%2F%2Flogin.example.net")),
        ("cancelled", 403, format!("{right}&error=access_denied")),
        ("no code", 403, right.replace("code=a-code&", "")),
    ] {
        nobody_is_in(&app, &mut asking.clone(), &path, status, what).await;
    }
    let mut changed = asking.clone();
    changed.cookies.get_mut("latchkey-sso").unwrap().push('A');
    nobody_is_in(&app, &mut changed, &right, 400, "another cookie").await;
    assert!(forger.exchanges().len() <= 2, "nothing is asked of the provider for an answer that is none");

    let page = comes_back(&mut browser, &format!("{right}&iss={issuer}")).await;
    assert_eq!(page.status, 200, "{}", page.heading());
    nobody_is_in(&app, &mut app.browser(), &right, 400, "a second time").await;
    app.wait(Duration::minutes(10));
    nobody_is_in(&app, &mut asking.clone(), &right, 400, "too late").await;
}

// HR-7: PKCE (RFC 7636) and the client's own secret go with the code.
#[tokio::test]
async fn the_code_is_exchanged_with_verifier_and_secret() {
    let (app, forger, officer) = start().await;
    let mut browser = app.browser();
    let sent = browser.get("/hr/sso").await;
    forger.answers(&forger.right(&app, &sent, &officer.email));
    comes_back(&mut browser, &back(&sent)).await;
    let [(headers, form)] = &forger.exchanges()[..] else { panic!("one exchange") };
    let form = crate::support::query(&format!("?{form}"));
    assert_eq!(URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"])), asked(&sent)["code_challenge"]);
    assert_eq!((&*form["code"], &*form["redirect_uri"]), ("a-code", "http://localhost:3000/hr/sso/return"));
    assert!(!form.contains_key("client_secret"));
    let basic = headers["authorization"].to_str().unwrap().strip_prefix("Basic ").unwrap();
    assert!(STANDARD.decode(basic).unwrap().starts_with(b"latchkey:"));
}

// HR-7: keys of a provider are read again when one is new, and not each time that somebody invents a name.
#[tokio::test]
async fn a_new_key_of_the_provider_is_read() {
    let (app, forger, officer) = start().await;
    believed(&app, &forger, &officer).await;
    assert_eq!(forger.keys_read(), 1);
    forger.renames_key("second");
    refused(&app, &forger, &officer, "a key that came within a minute", |_| ()).await;
    assert_eq!(forger.keys_read(), 1);
    app.wait(Duration::minutes(1));
    believed(&app, &forger, &officer).await;
    refused(&app, &forger, &officer, "a key that is none", |forged| forged.header["kid"] = json!("third")).await;
    assert_eq!(forger.keys_read(), 2);
    app.wait(Duration::hours(1));
    believed(&app, &forger, &officer).await;
    assert_eq!(forger.keys_read(), 3);
}

// HR-7: nothing is believed of a provider that speaks for another, and a provider that is down breaks nothing else.
#[tokio::test]
async fn a_provider_that_speaks_for_another_is_refused() {
    let (app, forger, _) = start().await;
    forger.says("issuer", json!("https://login.example.net"));
    nobody_is_in(&app, &mut app.browser(), "/hr/sso", 403, "another issuer").await;
    let nowhere = single_sign_on("http://127.0.0.1:9");
    let app = app.with_single_sign_on(nowhere);
    let mut browser = app.browser();
    nobody_is_in(&app, &mut browser, "/hr/sso", 403, "nobody there").await;
    assert_eq!(browser.get("/hr/log-in").await.status, 200);
}

// HR-7: where each answer says whose it is (RFC 9207), one that does not is none.
#[tokio::test]
async fn an_answer_has_to_name_its_issuer_where_answers_do() {
    let (app, forger, officer) = start().await;
    forger.says("authorization_response_iss_parameter_supported", json!(true));
    refused(&app, &forger, &officer, "no issuer", |_| ()).await;
}

#[tokio::test]
async fn an_unverified_address_counts_only_where_it_is_said_to() {
    let (app, forger, officer) = start().await;
    for verified in [Some(false), None] {
        let mut browser = app.browser();
        let sent = browser.get("/hr/sso").await;
        let mut forged = forger.right(&app, &sent, &officer.email);
        forged.claims["email_verified"] = json!(verified);
        forger.answers(&forged);
        let page = nobody_is_in(&app, &mut browser, &back(&sent), 403, "unverified").await;
        assert_eq!(page.heading(), "You are not an HR officer here");
    }
    let app =
        app.with_single_sign_on(server::config::SingleSignOn { trust_email: true, ..single_sign_on(&forger.issuer) });
    let mut browser = app.browser();
    let sent = browser.get("/hr/sso").await;
    let mut forged = forger.right(&app, &sent, &officer.email.to_uppercase());
    forged.claims.as_object_mut().unwrap().remove("email_verified");
    forger.answers(&forged);
    assert_eq!(comes_back(&mut browser, &back(&sent)).await.status, 200);
}

// HR-1: an officer who starts over is known by nothing but their address.
#[tokio::test]
async fn a_new_link_to_set_up_with_forgets_the_providers_name_for_an_officer() {
    let (app, forger, officer) = start().await;
    let mut browser = believed(&app, &forger, &officer).await;
    let somebody_else = async |status: u16| {
        let mut other = app.browser();
        let sent = other.get("/hr/sso").await;
        let mut forged = forger.right(&app, &sent, &officer.email);
        forged.claims["sub"] = json!("another name");
        forger.answers(&forged);
        assert_eq!(comes_back(&mut other, &back(&sent)).await.status, status);
    };
    somebody_else(403).await;
    server::flows::officers::manage::link(&app.state, Actor::CommandLine, &officer.id).await.unwrap();
    assert_eq!(browser.get("/hr/account").await.status, 303, "logged out");
    somebody_else(200).await;
}

// HR-7: who shows a second factor again has logged in at the provider after being asked.
#[tokio::test]
async fn an_old_log_in_is_no_fresh_second_factor() {
    let (app, forger, officer) = start().await;
    let mut browser = believed(&app, &forger, &officer).await;
    let fresh = |forger: &Forger, sent: &Answer, ago: i64| {
        let mut forged = forger.right(&app, sent, &officer.email);
        forged.claims["auth_time"] = json!(app.now().as_seconds() - ago);
        forger.answers(&forged);
    };
    app.wait(Duration::minutes(6));
    let sent = browser.get("/hr/sso/confirm?then=/hr/account").await;
    fresh(&forger, &sent, 120);
    assert_eq!(app.unmoved(comes_back(&mut browser, &back(&sent))).await.status, 403);
    let sent = browser.get("/hr/sso/confirm?then=/hr/account").await;
    fresh(&forger, &sent, 0);
    let (page, changes) = app.changes(comes_back(&mut browser, &back(&sent))).await;
    assert_eq!(page.status, 200, "{}", page.heading());
    assert_eq!(changes, ["audit +1", "officer_session.fresh_at"]);

    // A session that has ended meanwhile does not come back to life.
    let sent = browser.get("/hr/sso/confirm?then=/hr/account").await;
    fresh(&forger, &sent, 0);
    let away = browser.clone();
    browser.submit("/hr/log-out", &[]).await;
    assert_eq!(app.unmoved(comes_back(&mut away.clone(), &back(&sent))).await.status, 403);
}
