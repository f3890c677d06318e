//! An officer's one-time link.

use crate::support::{PASSWORD, Phone, codes_on, on_every_database};
use domain::{Duration, Role};
use std::collections::BTreeSet;

const EMAIL: &str = "olu@hr.example.org";

on_every_database! {
    // OFFICER-1, OFFICER-2
    async fn a_link_leads_to_password_app_and_codes_once(app: TestApp) {
        let (id, link) = app.officer_link(EMAIL, Role::Issuer).await;
        let mut browser = app.browser();
        let opened = browser.get(&link).await;
        assert_eq!((opened.status.as_u16(), opened.location()), (303, "/hr/set-up?from=link"));
        let cookie = opened.headers["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
        let page = browser.get("/hr/set-up").await;
        assert_eq!((page.status.as_u16(), page.heading().as_str()), (200, "Set up your HR log in"));
        for part in ["Olu Adeyemi", EMAIL, "autocomplete=\"new-password\"", "<svg", "otpauth://totp/"] {
            assert!(page.body.contains(part), "{part}");
        }
        let phone = Phone::of(&page);
        assert_eq!(Phone::of(&browser.get("/hr/set-up").await).code(&app), phone.code(&app), "the same app after a reload");

        let done = browser.submit("/hr/set-up", &[("password", PASSWORD), ("code", &phone.code(&app))]).await;
        assert_eq!((done.status.as_u16(), done.heading().as_str()), (200, "Keep your recovery codes"));
        let codes = codes_on(&done);
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), 10);
        assert!(!browser.cookies.contains_key("latchkey-officer"), "nobody is logged in by a link");
        assert_eq!(store::recovery_codes::left(&app.state.db, &id).await.unwrap(), 10);
        assert!(app.outbox().await[0].subject.as_ref().unwrap().contains("was set up"));
        assert!(app.audit().await.ends_with(&["officer-added", "officer-link-made", "officer-set-up"].map(str::to_owned)));

        let mut again = app.browser();
        let page = again.open(&link).await;
        assert_eq!((page.status.as_u16(), page.heading().as_str()), (410, "This link does not work"));
        assert!(page.body.contains("It was used") && !page.body.contains("Olu"));
        let refused = again.submit("/hr/set-up", &[("password", "another good one"), ("code", "123456")]).await;
        assert_eq!(refused.status, 410);
    }

    // OFFICER-2
    async fn nothing_half_done_is_kept(app: TestApp) {
        let (id, link) = app.officer_link(EMAIL, Role::Issuer).await;
        let mut browser = app.browser();
        let phone = Phone::of(&browser.open(&link).await);
        let (right, wrong) = (phone.code(&app), phone.wrong_code(&app));
        for (password, code, said) in [
            ("too short", right.as_str(), "The password must be 12 characters or more"),
            ("Password1234", &right, "This password is easy to guess"),
            ("olu@hr.example.org", &right, "must not be made of your name"),
            (&"a brown fox, ".repeat(10), &right, "The password must be 128 characters or fewer"),
            (PASSWORD, &wrong, "The code is not correct"),
            (PASSWORD, "12", "The code must be 6 digits"),
            ("short", "", "Enter the code from your authenticator app"),
        ] {
            let page = browser.submit("/hr/set-up", &[("password", password), ("code", code)]).await;
            assert_eq!(page.status, 422, "{said}");
            assert!(page.body.contains(said) && page.body.contains("There is a problem"), "{said}: {}", page.body);
            let field = page.body.split("id=\"password\"").nth(1).unwrap().split('>').next().unwrap();
            assert!(field.contains("value=\"\""), "passwords come back empty: {field}");
        }
        let officer = store::officers::by_id(&app.state.db, &id).await.unwrap().unwrap();
        assert_eq!((officer.password_hash, officer.totp_secret), (None, None));
        assert_eq!(app.outbox().await.len(), 0);
        assert!(!app.audit().await.contains(&"officer-set-up".to_owned()));
    }

    // OFFICER-1
    async fn links_end(app: TestApp) {
        let (id, link) = app.officer_link(EMAIL, Role::Issuer).await;
        let by = server::flows::audit::Actor::CommandLine;
        let newer = server::flows::officers::manage::link(&app.state, by, &id).await.unwrap();
        let newer = newer.link.unwrap().url;
        let newer = newer.strip_prefix("http://localhost:3000").unwrap();
        let mut browser = app.browser();
        assert_eq!(browser.open(&link).await.status, 410);
        assert_eq!(browser.open(newer).await.status, 200);
        app.wait(Duration::days(3));
        let page = browser.get("/hr/set-up").await;
        assert_eq!(page.status, 410);
        assert!(page.body.contains("It was good for a few days only"));
        for unknown in ["/hr/set-up/unknown", &format!("/hr/set-up/{}", "A".repeat(43))] {
            let page = app.browser().open(unknown).await;
            assert_eq!((page.status.as_u16(), page.heading().as_str()), (404, "This link does not work"));
        }
        let mut blocked = app.browser();
        blocked.get(newer).await;
        blocked.cookies.clear();
        assert_eq!(blocked.get("/hr/set-up?from=link").await.heading(), "Turn cookies on to carry on");
    }

    // OFFICER-2: whoever sets up again has lost something, and what was before ends.
    async fn a_new_link_ends_password_app_codes_and_sessions(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Issuer).await;
        let mut browser = app.came_in(&officer).await;
        let by = server::flows::audit::Actor::CommandLine;
        server::flows::officers::manage::link(&app.state, by, &officer.id).await.unwrap();
        assert_eq!(browser.get("/hr/account").await.location(), "/hr/log-in?then=%2Fhr%2Faccount");
        let answer = app.browser().submit("/hr/log-in", &[("email", EMAIL), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 422);
        assert_eq!(store::recovery_codes::left(&app.state.db, &officer.id).await.unwrap(), 0);
    }
}
