//! How long officers stay logged in, and what they change about their own account.

use crate::support::{OFFICER, PASSWORD, Phone, codes_on, on_every_database};
use domain::{Duration, OfficerSessionEnd, Role};

const EMAIL: &str = "olu@hr.example.org";

on_every_database! {
    // OFFICER-8, HR-5
    async fn a_session_ends_after_15_idle_minutes_and_after_12_hours(app: TestApp) {
        let mut officer = app.officer(Role::Viewer).await;
        for _ in 0..3 {
            app.wait(Duration::minutes(14));
            assert_eq!(officer.browser.get("/hr/account").await.status, 200);
        }
        app.wait(Duration::minutes(15));
        assert_eq!(officer.browser.get("/hr/account").await.location(), "/hr/log-in?then=%2Fhr%2Faccount");

        let mut browser = app.officer_browser(&officer.id).await;
        for _ in 0..12 * 6 - 1 {
            app.wait(Duration::minutes(10));
            assert_eq!(browser.get("/hr/account").await.status, 200);
        }
        app.wait(Duration::minutes(10));
        assert_eq!(browser.get("/hr/account").await.status, 303);
    }

    // OFFICER-8
    async fn staying_is_asked_for_by_the_script_or_by_a_form(app: TestApp) {
        let mut officer = app.officer(Role::Viewer).await;
        app.wait(Duration::minutes(14));
        let stays = officer.browser.act_raw("/hr/stay", &[]).await;
        assert_eq!(stays.json(), serde_json::json!({ "ends_in": 900_000 }));
        app.wait(Duration::minutes(14));
        let request = officer
            .browser
            .request(axum::http::Method::POST, "/hr/stay")
            .header("sec-fetch-site", "same-origin")
            .header("referer", "http://localhost:3000/hr/account?x=1")
            .body(axum::body::Body::empty())
            .unwrap();
        assert_eq!(officer.browser.send(request).await.location(), "/hr/account?x=1");
        let page = officer.browser.get("/hr/account").await;
        assert!(page.body.contains("data-ends-in=\"900000\""), "{}", page.body);
        app.wait(Duration::minutes(15));
        assert_eq!(officer.browser.act_raw("/hr/stay", &[]).await.status, 303);
    }

    // OFFICER-8
    async fn log_out_ends_the_session_on_the_server(app: TestApp) {
        let mut officer = app.officer(Role::Viewer).await;
        let cookie = officer.browser.cookies[OFFICER].clone();
        let answer = officer.browser.submit("/hr/log-out", &[]).await;
        assert_eq!(answer.location(), "/hr/log-out");
        assert_eq!(answer.headers["clear-site-data"], "\"cache\", \"storage\"");
        assert_eq!(officer.browser.get("/hr/log-out").await.heading(), "You are logged out");
        let mut thief = app.browser();
        thief.cookies.insert(OFFICER.to_owned(), cookie);
        assert_eq!(thief.get("/hr/account").await.status, 303);
        assert_eq!(app.audit().await, ["officer-logged-out"]);
        assert_eq!(app.browser().submit("/hr/log-out", &[]).await.location(), "/hr/log-out", "nobody was logged in");
    }

    // OFFICER-8
    async fn officers_see_and_end_their_other_sessions_and_nobody_elses(app: TestApp) {
        let mut officer = app.officer(Role::Viewer).await;
        let mut other = app.officer_browser(&officer.id).await;
        let mut stranger = app.officer(Role::Viewer).await;
        let page = officer.browser.get("/hr/account").await;
        assert_eq!(page.body.matches("action=\"/hr/account/sessions\"").count(), 1);
        assert_eq!(page.body.matches("This browser").count(), 1);
        for id in [app.officer_session(&stranger.browser).await.id.as_str(), "nothing", "\0"] {
            officer.browser.submit("/hr/account/sessions", &[("id", id)]).await;
        }
        assert_eq!(other.get("/hr/account").await.status, 200);
        assert_eq!(stranger.browser.get("/hr/account").await.status, 200);
        let id = app.officer_session(&other).await.id;
        let page = officer.browser.press("/hr/account/sessions", &[("id", id.as_str())]).await;
        assert!(page.body.contains("That browser is logged out"), "{}", page.body);
        assert_eq!(other.get("/hr/account").await.status, 303);
        assert_eq!(app.audit().await, ["officer-session-ended"]);
    }

    // OFFICER-9
    async fn what_matters_needs_the_second_factor_again(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Administrator).await;
        let mut browser = app.came_in(&officer).await;
        assert_eq!(browser.get("/hr/account/recovery-codes").await.status, 200, "shown at log in");
        app.wait(Duration::minutes(5));
        let confirm = browser.get("/hr/account/recovery-codes").await;
        assert_eq!(confirm.location(), "/hr/confirm?then=%2Fhr%2Faccount%2Frecovery-codes");
        let pressed = browser.submit("/hr/account/recovery-codes", &[]).await;
        assert_eq!(pressed.location(), "/hr/confirm?then=%2Fhr%2Faccount%2Frecovery-codes");
        assert_eq!(store::recovery_codes::left(&app.state.db, &officer.id).await.unwrap(), 10);

        let page = browser.get(confirm.location()).await;
        assert_eq!(page.heading(), "Confirm that it is you");
        assert!(page.body.contains("You can then carry on for a few minutes"), "{}", page.body);
        let then = ("then", "/hr/account/recovery-codes");
        let wrong = browser.submit("/hr/confirm", &[("code", &officer.phone.wrong_code(&app)), then]).await;
        assert_eq!(wrong.status, 422);
        let code = officer.phone.code(&app);
        let right = browser.submit("/hr/confirm", &[("code", &code), then]).await;
        assert_eq!(right.location(), "/hr/account/recovery-codes");
        let replayed = browser.submit("/hr/confirm", &[("code", &code), then]).await;
        assert_eq!(replayed.status, 422, "a code counts once");
        let page = browser.submit("/hr/account/recovery-codes", &[]).await;
        assert_eq!(page.heading(), "Keep your recovery codes");
        let codes = codes_on(&page);
        assert!(codes.len() == 10 && codes.iter().all(|code| !officer.codes.contains(code)));
        assert_eq!(store::recovery_codes::left(&app.state.db, &officer.id).await.unwrap(), 10);
        let elsewhere = browser.submit("/hr/confirm", &[("code", "1"), ("then", "https://evil.example.org")]).await;
        assert_eq!(elsewhere.status, 422);
    }

    // OFFICER-9: whoever sits at somebody's open computer cannot try codes for ever.
    async fn wrong_codes_end_a_session_that_is_logged_in(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Issuer).await;
        let mut browser = app.came_in(&officer).await;
        let wrong = officer.phone.wrong_code(&app);
        for _ in 0..4 {
            browser.submit("/hr/confirm", &[("code", &wrong), ("then", "")]).await;
        }
        let last = browser.submit("/hr/confirm", &[("code", &wrong), ("then", "")]).await;
        assert_eq!(last.heading(), "You need to start again");
        assert_eq!(browser.get("/hr/account").await.status, 303);
        assert_eq!(app.officer_session(&browser).await.end_cause, Some(OfficerSessionEnd::TooManyTries));
    }

    // OFFICER-10
    async fn a_new_password_ends_the_other_sessions(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Issuer).await;
        let mut browser = app.came_in(&officer).await;
        let mut other = app.came_in(&officer).await;
        let new = "seven green bicycles";
        for (current, password, said) in [
            ("not the password", new, "That is not your password until now"),
            (PASSWORD, "short", "The password must be 12 characters or more"),
        ] {
            let page = browser.submit("/hr/account/password", &[("current", current), ("password", password)]).await;
            assert_eq!(page.status, 422);
            assert!(page.body.contains(said), "{said}");
        }
        assert_eq!(other.get("/hr/account").await.status, 200);
        let page = browser.press("/hr/account/password", &[("current", PASSWORD), ("password", new)]).await;
        assert!(page.body.contains("Your password is changed"));
        assert_eq!(other.get("/hr/account").await.status, 303);
        assert!(app.outbox().await[0].text.contains("The password of your HR log in was changed"));
        let old = app.browser().submit("/hr/log-in", &[("email", EMAIL), ("password", PASSWORD)]).await;
        assert_eq!(old.status, 422);
        let now = app.browser().submit("/hr/log-in", &[("email", EMAIL), ("password", new)]).await;
        assert_eq!(now.location(), "/hr/log-in/code");
    }

    // OFFICER-10
    async fn another_app_takes_the_place_of_the_first(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Issuer).await;
        let mut browser = app.came_in(&officer).await;
        let page = browser.get("/hr/account/authenticator").await;
        let phone = Phone::of(&page);
        let wrong = browser.submit("/hr/account/authenticator", &[("code", &officer.phone.code(&app))]).await;
        assert_eq!(wrong.status, 422, "the old app proves nothing about the new one");
        let page = browser.press("/hr/account/authenticator", &[("code", &phone.code(&app))]).await;
        assert!(page.body.contains("Your new authenticator app is set up"));
        app.wait(Duration::seconds(30));
        let mut old = app.half_way(&officer).await;
        assert_eq!(old.submit("/hr/log-in/code", &[("code", &officer.phone.code(&app))]).await.status, 422);
        assert_eq!(old.submit("/hr/log-in/code", &[("code", &phone.code(&app))]).await.location(), "/hr/staff");
        let another = Phone::of(&old.get("/hr/account/authenticator").await);
        assert_ne!(another.code(&app), phone.code(&app), "each new app has a secret of its own");
    }
}

#[test]
fn the_script_of_the_console_is_small() {
    let script = include_str!("../../../../public/console.js");
    assert!(script.len() <= 4096, "{}", script.len());
    for part in ["localStorage", "sessionStorage", "innerHTML", "eval("] {
        assert!(!script.contains(part), "{part}");
    }
}
