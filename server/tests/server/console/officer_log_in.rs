//! How officers log in.

use crate::support::{Answer, OFFICER, PASSWORD, TestApp, on_every_database};
use domain::{Duration, OfficerSessionEnd, Role};

const EMAIL: &str = "olu@hr.example.org";

async fn enter(app: &TestApp, email: &str, password: &str) -> Answer {
    app.browser().submit("/hr/log-in", &[("email", email), ("password", password)]).await
}

/// A page without what differs from one answer to the next.
fn body(answer: &Answer) -> String {
    let (before, rest) = answer.body.split_once("nonce=\"").unwrap();
    format!("{before}{}", rest.split_once('"').unwrap().1)
}

on_every_database! {
    // OFFICER-3
    async fn password_and_code_open_the_console(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Viewer).await;
        let mut browser = app.browser();
        let page = browser.open("/hr/staff?q=sam").await;
        assert_eq!(page.heading(), "Log in to manage access keys");
        assert!(page.body.contains("name=\"then\" value=\"/hr/staff?q=sam\""), "{}", page.body);

        let form = [("email", " OLU@hr.example.org "), ("password", PASSWORD), ("then", "/hr/account?x=1")];
        let answer = browser.submit("/hr/log-in", &form).await;
        assert_eq!(answer.location(), "/hr/log-in/code?then=%2Fhr%2Faccount%3Fx%3D1");
        let half_way = browser.cookies[OFFICER].clone();
        assert_eq!(browser.get("/hr/account").await.location(), "/hr/log-in?then=%2Fhr%2Faccount", "not logged in yet");
        let page = browser.get(answer.location()).await;
        assert_eq!(page.heading(), "Enter the code from your authenticator app");
        assert!(page.body.contains("autocomplete=\"one-time-code\""));

        let code = officer.phone.code(&app);
        let answer = browser.submit("/hr/log-in/code", &[("code", &code), ("then", "/hr/account?x=1")]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/hr/account?x=1"));
        let cookie = answer.headers["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200"), "{cookie}");
        assert_ne!(browser.cookies[OFFICER], half_way, "a new secret with the second factor");
        assert_eq!(browser.get("/hr/account").await.heading(), "Your account");
        assert_eq!(browser.get("/hr/log-in").await.location(), "/hr/staff");
        assert_eq!(app.audit().await.last().unwrap(), "officer-logged-in");

        let mut stale = app.browser();
        stale.cookies.insert(OFFICER.to_owned(), half_way);
        assert_eq!(stale.get("/hr/account").await.location(), "/hr/log-in?then=%2Fhr%2Faccount");
    }

    // OFFICER-4
    async fn a_stranger_learns_nothing_about_who_is_an_officer(app: TestApp) {
        app.set_up_officer(EMAIL, Role::Viewer).await;
        app.officer_link("new@hr.example.org", Role::Viewer).await;
        let off = app.set_up_officer("off@hr.example.org", Role::Viewer).await;
        let by = server::flows::audit::Actor::CommandLine;
        server::flows::officers::manage::set_active(&app.state, by, &off.id, false).await.unwrap();
        let wrong = enter(&app, EMAIL, "not the password").await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("Email address or password is not correct") && !wrong.headers.contains_key("set-cookie"));
        for (email, password) in [
            ("nobody@example.org", "not the password"),
            ("new@hr.example.org", PASSWORD),
            ("off@hr.example.org", PASSWORD),
            ("no address\0", PASSWORD),
        ] {
            let answer = enter(&app, email, password).await;
            assert_eq!(answer.status, 422, "{email:?}");
            assert!(!answer.headers.contains_key("set-cookie"), "{email:?}");
            let same = |text: &str| text.replace(&format!("value=\"{email}\""), "value=\"olu@hr.example.org\"");
            if !email.contains('\0') {
                assert_eq!(same(&body(&answer)), body(&wrong), "{email}");
            }
        }
        // The wait is the same, too.
        let mut waits = Vec::new();
        for email in [EMAIL, "nobody@example.org"] {
            for _ in 0..10 {
                enter(&app, email, "not the password").await;
            }
            waits.push(body(&enter(&app, email, PASSWORD).await).replace(email, "?"));
        }
        assert_eq!(waits[0], waits[1]);
        assert!(waits[0].contains("Too many tries. Try again at 12:16pm"), "{}", waits[0]);
        assert_eq!(app.outbox().await.len(), 2, "of setting up twice");
    }

    // OFFICER-5
    async fn too_many_tries_wait_and_the_right_password_waits_too(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Viewer).await;
        app.wait(Duration::minutes(1));
        for n in 0..10 {
            let answer = enter(&app, EMAIL, "not the password").await;
            assert!(answer.body.contains("is not correct"), "{n}");
            app.wait(Duration::seconds(6));
        }
        for password in ["not the password", PASSWORD] {
            let answer = enter(&app, &EMAIL.to_uppercase(), password).await;
            assert_eq!(answer.status, 422);
            assert!(answer.body.contains("Too many tries. Try again at 12:16pm"), "{}", answer.body);
        }
        app.wait(Duration::minutes(14));
        assert_eq!(enter(&app, EMAIL, PASSWORD).await.location(), "/hr/log-in/code");
        // Right ones do not count.
        for _ in 0..12 {
            app.came_in(&officer).await;
        }
    }

    // OFFICER-6
    async fn a_code_counts_once_and_five_wrong_ones_end_it(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Viewer).await;
        let code = officer.phone.code(&app);
        let mut first = app.half_way(&officer).await;
        let mut second = app.half_way(&officer).await;
        assert_eq!(first.submit("/hr/log-in/code", &[("code", &code)]).await.location(), "/hr/staff");
        let replayed = second.submit("/hr/log-in/code", &[("code", &code)]).await;
        assert_eq!(replayed.status, 422);
        assert!(replayed.body.contains("was used before"), "{}", replayed.body);

        let wrong = officer.phone.wrong_code(&app);
        for _ in 0..3 {
            assert_eq!(second.submit("/hr/log-in/code", &[("code", &wrong)]).await.heading(), "Enter the code from your authenticator app");
        }
        let format = second.submit("/hr/log-in/code", &[("code", "12 34")]).await;
        assert!(format.body.contains("The code must be 6 digits"), "costs no try");
        let last = second.submit("/hr/log-in/code", &[("code", &wrong)]).await;
        assert_eq!((last.status.as_u16(), last.heading().as_str()), (422, "You need to start again"));
        let session = app.officer_session(&second).await;
        assert_eq!(session.end_cause, Some(OfficerSessionEnd::TooManyTries));
        app.wait(Duration::seconds(30));
        let right = second.submit("/hr/log-in/code", &[("code", &officer.phone.code(&app))]).await;
        assert_eq!(right.heading(), "You need to start again", "the right code comes too late");
        assert!(app.outbox().await[0].text.contains("entered wrong codes of the authenticator app too often"));
        // Over several sessions the tries add up to the wait.
        let mut third = app.half_way(&officer).await;
        for _ in 0..4 {
            third.submit("/hr/log-in/code", &[("code", &officer.phone.wrong_code(&app))]).await;
        }
        let mut fourth = app.half_way(&officer).await;
        fourth.submit("/hr/log-in/code", &[("code", &officer.phone.wrong_code(&app))]).await;
        let wait = third.submit("/hr/log-in/code", &[("code", &officer.phone.code(&app))]).await;
        assert!(wait.body.contains("Too many tries. Try again at"), "{}", wait.body);
    }

    // OFFICER-6
    async fn the_second_factor_comes_within_ten_minutes(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Viewer).await;
        let mut browser = app.half_way(&officer).await;
        app.wait(Duration::minutes(10));
        let answer = browser.submit("/hr/log-in/code", &[("code", &officer.phone.code(&app))]).await;
        assert_eq!(answer.heading(), "You need to start again");
        assert_eq!(browser.get("/hr/log-in/code").await.location(), "/hr/log-in");
        assert!(!app.audit().await.contains(&"officer-logged-in".to_owned()));
    }

    // OFFICER-7
    async fn a_recovery_code_takes_the_place_of_the_app_once(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Viewer).await;
        let mut browser = app.half_way(&officer).await;
        assert_eq!(browser.get("/hr/log-in/recovery").await.heading(), "Enter a recovery code");
        let typed = officer.codes[0].to_uppercase().replace('-', " ");
        let page = browser.press("/hr/log-in/recovery", &[("code", &typed)]).await;
        assert_eq!(page.heading(), "Your account");
        assert!(page.body.contains("You used a recovery code") && page.body.contains("9 left"), "{}", page.body);
        assert!(app.outbox().await[0].text.contains("A recovery code was used"));

        let mut again = app.half_way(&officer).await;
        for code in [officer.codes[0].as_str(), "0000-0000-0000-0000", "nonsense"] {
            let answer = again.submit("/hr/log-in/recovery", &[("code", code)]).await;
            assert_eq!(answer.status, 422, "{code}");
            assert!(answer.body.contains("is not correct, or was used before"), "{code}");
        }
        let other = app.set_up_officer("ada@hr.example.org", Role::Viewer).await;
        let answer = again.submit("/hr/log-in/recovery", &[("code", &other.codes[1])]).await;
        assert!(answer.body.contains("is not correct"), "of somebody else");
        assert_eq!(store::recovery_codes::left(&app.state.db, &officer.id).await.unwrap(), 9);
    }

    // OFFICER-3: whoever logs in again in one browser has one session.
    async fn the_earlier_session_of_a_browser_ends(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Viewer).await;
        let mut browser = app.came_in(&officer).await;
        let earlier = app.officer_session(&browser).await;
        browser.submit("/hr/log-in", &[("email", EMAIL), ("password", PASSWORD)]).await;
        browser.submit("/hr/log-in/code", &[("code", &officer.phone.code(&app))]).await;
        let sessions = store::officer_sessions::of_officer(&app.state.db, &officer.id).await.unwrap();
        assert_eq!(sessions.len(), 1);
        assert_ne!(sessions[0].id, earlier.id);
    }

    // HR-6
    async fn forms_hold_what_they_ask_for_and_nothing_else(app: TestApp) {
        let mut admin = app.officer(Role::Administrator).await;
        for (path, form) in [
            ("/hr/log-in", "email=a&password=b"),
            ("/hr/log-in/code", "code=123456"),
            ("/hr/log-in/recovery", "code=a"),
            ("/hr/set-up", "password=a&code=b"),
            ("/hr/confirm", "code=123456"),
            ("/hr/account/password", "current=a&password=b"),
            ("/hr/account/authenticator", "code=123456"),
            ("/hr/account/sessions", "id=a"),
            ("/hr/officers/add", "name=a&email=b&role=c"),
            ("/hr/officers/unknown", "act=off"),
        ] {
            let first = form.split('&').next().unwrap();
            for (body, kind, status) in [
                (format!("{form}&more=1"), "application/x-www-form-urlencoded", 422),
                (format!("{form}&{first}"), "application/x-www-form-urlencoded", 422),
                (String::new(), "application/x-www-form-urlencoded", 422),
                (form.to_owned(), "text/plain", 415),
            ] {
                let request = admin
                    .browser
                    .request(axum::http::Method::POST, path)
                    .header("sec-fetch-site", "same-origin")
                    .header("content-type", kind)
                    .body(axum::body::Body::from(body.clone()))
                    .unwrap();
                assert_eq!(admin.browser.send(request).await.status, status, "{path} {kind} {body}");
            }
        }
        assert_eq!(app.audit().await, Vec::<String>::new());
    }
}
