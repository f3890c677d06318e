//! Officers log in with the organisation's single sign-on, at a real provider.

use crate::support::{
    AtProvider, Browser, OFFICER, Officer, TestApp, asked, comes_back, on_every_database, refreshes_to, single_sign_on,
};
use domain::{OfficerWay, Role};

/// Who logs in at the provider with a password and a second factor.
fn with_second_factor(account: &str) -> [(&str, &str); 3] {
    [("account", account), ("amr", "pwd"), ("amr", "mfa")]
}

async fn app(app: TestApp) -> (TestApp, AtProvider) {
    let provider = AtProvider::new();
    provider.set_clock(&app).await;
    (app.with_single_sign_on(single_sign_on(provider.issuer())), provider)
}

/// The officer's sessions that are logged in and have not ended.
async fn sessions(app: &TestApp, officer: &Officer) -> Vec<store::officer_sessions::OfficerSession> {
    store::officer_sessions::of_officer(&app.state.db, &officer.id).await.unwrap()
}

/// An officer of a role in whose name nobody is logged in yet.
async fn officer(app: &TestApp, role: Role) -> Officer {
    let officer = app.officer(role).await;
    store::officer_sessions::end_all(&app.state.db, &officer.id, None, domain::OfficerSessionEnd::LoggedOut, app.now())
        .await
        .unwrap();
    officer
}

on_every_database! {
    // HR-1: log in at the provider, with PKCE, nonce and state; from then on by the provider's own name for the officer.
    async fn an_officer_logs_in_at_the_provider(service: TestApp) {
        let (app, mut provider) = app(service).await;
        let officer = officer(&app, Role::Issuer).await;
        let mut browser = app.browser();
        let page = browser.open("/hr/staff?q=sam").await;
        assert!(page.body.contains("href=\"/hr/sso?then=/hr/staff%3Fq%3Dsam\""), "{}", page.body);
        assert!(page.body.contains("Log in with Example Trust"));

        let (sent, changes) = app.changes(browser.get("/hr/sso?then=/hr/staff%3Fq%3Dsam")).await;
        assert_eq!(changes, Vec::<String>::new(), "asking moves nothing");
        let question = asked(&sent);
        assert_eq!((&*question["code_challenge_method"], &*question["max_age"]), ("S256", "28800"));
        for secret in ["state", "nonce", "code_challenge"] {
            assert_eq!(question[secret].len(), 43, "{secret}");
        }
        let back = provider.log_in(&sent, &with_second_factor(&officer.email)).await;
        let page = comes_back(&mut browser, &back).await;
        assert_eq!((page.status.as_u16(), page.heading()), (200, "You are logged in".to_owned()));
        assert_eq!(refreshes_to(&page).as_deref(), Some("/hr/staff?q=sam"));
        assert!(!browser.cookies.contains_key("latchkey-sso"));
        assert_eq!(browser.get("/hr/staff?q=sam").await.status, 200);

        let [session] = &sessions(&app, &officer).await[..] else { panic!("one session") };
        assert_eq!((session.way, session.logged_in_at), (OfficerWay::SingleSignOn, Some(app.now())));
        assert!(session.fresh_at.unwrap() <= app.now());
        let audit = app.audit().await;
        assert!(audit.ends_with(&["officer-single-sign-on-bound".to_owned(), "officer-logged-in".to_owned()]));
        let told = app.outbox().await;
        assert!(told[0].to == officer.email && told[0].subject.as_deref().unwrap().contains("single sign-on"));

        // The same answer a second time, in the same browser: the question is gone, and with it the log in.
        let again = app.unmoved(comes_back(&mut browser, &back)).await;
        assert_eq!((again.status.as_u16(), again.heading()), (400, "Log in again".to_owned()));

        // Who comes again is known by name, and the session before ends.
        let sent = browser.get("/hr/sso").await;
        let back = provider.log_in(&sent, &with_second_factor(&officer.email)).await;
        assert_eq!(refreshes_to(&comes_back(&mut browser, &back).await).as_deref(), Some("/hr/staff"));
        let [second] = &sessions(&app, &officer).await[..] else { panic!("one session") };
        assert_ne!(second.id, session.id);
        assert_eq!(app.outbox().await.len(), 1, "only the first time is told of");
    }

    // HR-2: what needs a fresh second factor asks for it at the provider, and takes it from the same officer only.
    async fn a_second_factor_is_shown_again_at_the_provider(service: TestApp) {
        let (app, mut provider) = app(service).await;
        let officer = officer(&app, Role::Administrator).await;
        let mut browser = app.browser();
        let sent = browser.get("/hr/sso").await;
        let form = [&with_second_factor(&officer.email)[..], &[("age", "600")]].concat();
        let back = provider.log_in(&sent, &form).await;
        comes_back(&mut browser, &back).await;
        let page = browser.open("/hr/officers/add").await;
        assert_eq!(page.heading(), "Confirm that it is you");
        assert!(page.body.contains("href=\"/hr/sso/confirm?then=/hr/officers/add\""), "{}", page.body);

        // Somebody else's second factor is none of this officer's.
        let other = app.officer(Role::Issuer).await;
        let sent = browser.get("/hr/sso/confirm?then=/hr/officers/add").await;
        assert_eq!((&*asked(&sent)["prompt"], &*asked(&sent)["max_age"]), ("login", "0"));
        let back = AtProvider::new().log_in(&sent, &with_second_factor(&other.email)).await;
        assert_eq!(app.unmoved(comes_back(&mut browser, &back)).await.status, 403);
        assert_eq!(browser.open("/hr/officers/add").await.heading(), "Confirm that it is you");

        let sent = browser.get("/hr/sso/confirm?then=/hr/officers/add").await;
        let back = provider.log_in(&sent, &with_second_factor(&officer.email)).await;
        provider.set_clock(&app).await;
        let page = comes_back(&mut browser, &back).await;
        assert_eq!(refreshes_to(&page).as_deref(), Some("/hr/officers/add"));
        assert_eq!(browser.get("/hr/officers/add").await.status, 200);
        let [session] = &sessions(&app, &officer).await[..] else { panic!("still one session") };
        assert!(session.fresh_at > session.logged_in_at.map(|at| at - domain::Duration::minutes(1)));
    }
}

/// Nobody is logged in, and the page says no more than that.
async fn refused(app: &TestApp, provider: &mut AtProvider, form: &[(&str, &str)], heading: &str) {
    let mut browser = app.browser();
    let sent = browser.get("/hr/sso").await;
    let back = provider.log_in(&sent, form).await;
    let page = app.unmoved(comes_back(&mut browser, &back)).await;
    assert_eq!((page.status.as_u16(), page.heading()), (403, heading.to_owned()), "{form:?}");
    assert_eq!(browser.cookies, Browser::new(app.router.clone()).cookies, "{form:?}: no cookie is left");
}

#[tokio::test]
async fn a_log_in_that_is_not_good_enough_is_refused() {
    let (app, mut provider) = app(TestApp::new(crate::support::Database::sqlite()).await).await;
    let officer = officer(&app, Role::Issuer).await;
    let email = &*officer.email;
    let not_in = "You are not logged in";
    refused(&app, &mut provider, &[("account", email), ("amr", "pwd")], not_in).await;
    refused(&app, &mut AtProvider::new(), &[("account", email)], not_in).await;
    refused(&app, &mut AtProvider::new(), &[], not_in).await;
    let old = [&with_second_factor(email)[..], &[("age", "30000")]].concat();
    refused(&app, &mut AtProvider::new(), &old, not_in).await;
    assert!(sessions(&app, &officer).await.is_empty());
}

// HR-1: nobody becomes an officer by logging in.
#[tokio::test]
async fn whoever_is_no_officer_is_told_so_and_nothing_else() {
    let (app, _) = app(TestApp::new(crate::support::Database::sqlite()).await).await;
    let officer = officer(&app, Role::Issuer).await;
    let not_here = "You are not an HR officer here";
    let unverified = format!("unverified:{}", officer.email);
    for account in ["somebody@hr.example.org", &*unverified] {
        refused(&app, &mut AtProvider::new(), &with_second_factor(account), not_here).await;
    }
    // The first of two accounts with the address is the officer from then on; the other never is.
    let mut provider = AtProvider::new();
    let sent = app.browser().get("/hr/sso").await;
    assert_eq!(sent.status, 303);
    let mut browser = app.browser();
    let sent = browser.get("/hr/sso").await;
    let back = provider.log_in(&sent, &with_second_factor(&officer.email)).await;
    assert_eq!(comes_back(&mut browser, &back).await.status, 200);
    let second = format!("second:{}", officer.email);
    refused(&app, &mut AtProvider::new(), &with_second_factor(&second), not_here).await;

    store::officers::set_active(&app.state.db, &officer.id, false, app.now()).await.unwrap();
    refused(&app, &mut AtProvider::new(), &with_second_factor(&officer.email), not_here).await;
}

#[tokio::test]
async fn a_class_of_log_in_can_be_asked_for() {
    let (app, _) = app(TestApp::new(crate::support::Database::sqlite()).await).await;
    let mut sso = app.state.settings.officers.sso.clone().unwrap();
    (sso.require_acr, sso.require_amr) = (["urn:example:two-factors".to_owned()].into(), [].into());
    let app = app.with_single_sign_on(sso);
    let officer = officer(&app, Role::Issuer).await;
    let sent = app.browser().get("/hr/sso").await;
    assert_eq!(asked(&sent)["acr_values"], "urn:example:two-factors");
    let class = |class| [("account", &*officer.email), ("acr", class)];
    for form in [&class("urn:example:password")[..], &[("account", &*officer.email)]] {
        refused(&app, &mut AtProvider::new(), form, "You are not logged in").await;
    }
    let mut browser = app.browser();
    let sent = browser.get("/hr/sso").await;
    let back = AtProvider::new().log_in(&sent, &class("urn:example:two-factors")).await;
    assert_eq!(comes_back(&mut browser, &back).await.status, 200);
    assert!(browser.cookies.contains_key(OFFICER));
}

#[tokio::test]
async fn passwords_can_be_turned_off() {
    let (app, _) = app(TestApp::new(crate::support::Database::sqlite()).await).await;
    let mut sso = app.state.settings.officers.sso.clone().unwrap();
    sso.passwords = false;
    let app = app.with_single_sign_on(sso);
    let mut browser = app.browser();
    let page = browser.get("/hr/log-in").await;
    assert!(page.body.contains("href=\"/hr/sso?then=\"") && !page.body.contains("name=\"password\""), "{}", page.body);
    let form = [("email", "issuer@hr.example.org"), ("password", "a long enough password")];
    let answer = app.unmoved(browser.submit("/hr/log-in", &form)).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/hr/log-in"));
    assert!(browser.cookies.is_empty());
}

#[tokio::test]
async fn without_a_single_sign_on_there_is_none() {
    let app = TestApp::new(crate::support::Database::sqlite()).await;
    let mut browser = app.browser();
    for path in ["/hr/sso", "/hr/sso/return?code=1&state=2"] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
    assert!(!browser.get("/hr/log-in").await.body.contains("/hr/sso"));
}
