//! Officers where single sign-on is all there is, and what is left of passwords then.

use crate::support::{OFFICER, Officer, TestApp, on_every_database, single_sign_on};
use domain::{Duration, OfficerWay, Role};
use server::{
    config::SingleSignOn,
    flows::{
        audit::Actor,
        officers::manage::{self, Details},
    },
};
use store::entity;

const ISSUER: &str = "https://login.example.org";

/// The same service without passwords.
fn alone(app: TestApp) -> TestApp {
    app.with_single_sign_on(SingleSignOn { passwords: false, ..single_sign_on(ISSUER) })
}

/// An officer who came from the provider.
async fn from_provider(app: &TestApp, role: Role) -> Officer {
    let officer = app.officer(role).await;
    let browser = app.officer_browser_by(&officer.id, OfficerWay::SingleSignOn).await;
    Officer { browser, ..officer }
}

async fn links(app: &TestApp) -> usize {
    crate::races::rows(app, entity::officer_link::Entity).await.len()
}

on_every_database! {
    // OFFICER-16
    async fn a_new_officer_is_told_where_to_log_in(service: TestApp) {
        let app = alone(service);
        let mut admin = from_provider(&app, Role::Administrator).await;
        let page = admin.browser.get("/hr/officers/add").await;
        assert!(page.body.contains("We email them where to log in with Example Trust"), "{}", page.body);
        let form = [("name", "Olu Adeyemi"), ("email", "olu@hr.example.org"), ("role", "issuer")];
        let page = admin.browser.press("/hr/officers/add", &form).await;
        assert!(page.body.contains("The officer is added. We sent them an email that says how to log in"));
        assert!(!page.body.contains("Link sent") && !page.body.contains("Not set up"), "{}", page.body);
        let mail = &app.outbox().await[0];
        assert_eq!(mail.to, "olu@hr.example.org");
        assert!(mail.text.contains("You log in with Example Trust.") && mail.text.contains("\nhttp://localhost:3000/hr\n"));
        assert!(!mail.text.contains("password") && !mail.text.contains("set-up"), "{}", mail.text);

        let (name, email) = ("Ada".parse().unwrap(), "ada@hr.example.org".parse().unwrap());
        let made = manage::add(&app.state, Actor::CommandLine, Details { email, name, role: Role::Viewer }).await.unwrap();
        assert!(made.link.is_none());
        assert_eq!((links(&app).await, app.outbox().await.len()), (0, 1));
        assert_eq!(app.audit().await, ["officer-added", "officer-added"]);
    }

    // OFFICER-16
    async fn an_officer_can_be_made_to_log_in_anew(service: TestApp) {
        let app = alone(service);
        let mut admin = from_provider(&app, Role::Administrator).await;
        let mut officer = from_provider(&app, Role::Issuer).await;
        let db = &app.state.db;
        assert!(store::officers::bind_subject(db, &officer.id, "a name there", app.now()).await.unwrap());
        let page = admin.browser.get(&format!("/hr/officers/{}", officer.id)).await;
        assert!(page.body.contains("Make them log in again") && !page.body.contains("authenticator app"), "{}", page.body);
        let page = admin.browser.press(&format!("/hr/officers/{}", officer.id), &[("act", "link")]).await;
        assert!(page.body.contains("They are logged out. We sent them an email"), "{}", page.body);
        assert_eq!(officer.browser.get("/hr/account").await.status, 303);
        assert_eq!(store::officers::by_id(db, &officer.id).await.unwrap().unwrap().sso_subject, None);
        assert!(app.outbox().await[0].text.contains("You log in with Example Trust."));
        assert_eq!(links(&app).await, 0);
        assert_eq!(app.audit().await, ["officer-reset"]);
    }

    // OFFICER-16: turned off afterwards.
    async fn what_was_there_for_passwords_leads_nowhere(service: TestApp) {
        let ready = service.set_up_officer("ready@hr.example.org", Role::Viewer).await;
        let by_password = service.came_in(&ready).await;
        let half_way = service.half_way(&ready).await;
        let (id, link) = service.officer_link("new@hr.example.org", Role::Viewer).await;
        let mut opened = service.browser();
        opened.open(&link).await;
        let app = alone(service);
        let at = |browser: crate::support::Browser| browser.at(app.router.clone());

        let form = [("password", "seven green bicycles"), ("code", "123456")];
        for answer in [app.unmoved(at(opened.clone()).get("/hr/set-up")).await, app.unmoved(at(opened).submit("/hr/set-up", &form)).await] {
            assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (410, "This link does not work"));
        }
        assert_eq!(store::officers::by_id(&app.state.db, &id).await.unwrap().unwrap().password_hash, None);

        let answer = app.unmoved(at(by_password).get("/hr/account")).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/hr/log-in?then=%2Fhr%2Faccount"));
        let code = ready.phone.code(&app);
        let answer = app.unmoved(at(half_way).submit("/hr/log-in/code", &[("code", &code)])).await;
        assert_eq!(answer.heading(), "You need to start again");
        let mut by_provider = app.officer_browser_by(&ready.id, OfficerWay::SingleSignOn).await;
        let page = by_provider.get("/hr/account").await;
        assert!(page.status == 200 && !page.body.contains("/hr/account/password"), "{}", page.body);
    }

    // HR-2: the provider is asked how it was shown, which an app from before cannot say.
    async fn a_code_of_an_app_is_no_second_factor_of_somebody_from_the_provider(service: TestApp) {
        let officer = service.set_up_officer("olu@hr.example.org", Role::Administrator).await;
        let app = service.with_single_sign_on(single_sign_on(ISSUER));
        let mut browser = app.officer_browser_by(&officer.id, OfficerWay::SingleSignOn).await;
        app.wait(Duration::minutes(6));
        browser.get("/hr/officers").await;
        let form = [("code", &*officer.phone.code(&app)), ("then", "/hr/officers/add")];
        let answer = app.unmoved(browser.submit("/hr/confirm", &form)).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/hr/confirm?then=%2Fhr%2Fofficers%2Fadd"));
        assert_eq!(browser.get("/hr/officers/add").await.status, 303);
        // With a password the same code counts.
        let mut by_password = app.officer_browser(&officer.id).await;
        assert_eq!(by_password.submit("/hr/confirm", &form).await.location(), "/hr/officers/add");
    }

    // OFFICER-8: at the provider somebody is logged in still, and that lets the next person in.
    async fn whoever_logs_out_is_told_that_the_provider_may_not_have(service: TestApp) {
        let without = service.browser().get("/hr/log-out").await;
        assert!(!without.body.contains("Example Trust. Anyone"), "{}", without.body);
        let app = service.with_single_sign_on(single_sign_on(ISSUER));
        let mut officer = from_provider(&app, Role::Issuer).await;
        let page = officer.browser.press("/hr/log-out", &[]).await;
        assert_eq!(page.heading(), "You are logged out");
        assert!(page.body.contains("You may still be logged in to Example Trust"), "{}", page.body);
        assert!(!officer.browser.cookies.contains_key(OFFICER));
    }
}
