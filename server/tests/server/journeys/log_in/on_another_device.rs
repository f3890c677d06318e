//! By the QR code, with the wallet on another device: the page that shows it moves on.

use crate::support::{on_every_database, request_path};
use contract::{Page, log_in::LogInStage};
use domain::{Device, Duration};

on_every_database! {
    // LOGIN-6, LOGIN-12
    async fn a_key_that_is_shared_logs_in_the_browser_that_asked(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        assert_eq!(browser.log_in_page().await.stage, LogInStage::NotBegun);
        let asked = browser.ask().await;
        let (request, changes) = app.changes(holder.wallet.read_request(asked.qr.as_ref().unwrap())).await;
        assert_eq!(changes, ["presentation_request.fetched_at"]);
        assert_eq!(browser.log_in_page().await.stage, LogInStage::Opened);
        let (taken, changes) = app.changes(holder.share(&request)).await;
        assert_eq!((taken.status.as_u16(), taken.body.as_str()), (200, "{}"));
        assert_eq!(changes, [
            "audit +1",
            "presentation_request.access_key_id",
            "presentation_request.answered_at",
            "presentation_request.decryption_key",
            "presentation_request.employee_id",
            "presentation_request.sealed_with",
        ]);
        assert_eq!(browser.log_in_page().await.stage, LogInStage::Shared);
        assert_eq!(app.browser().log_in_page().await.stage, LogInStage::NotBegun, "in this browser only");

        let before = app.audit().await.len();
        let answer = browser.act_raw("/login/finish", &[]).await;
        assert_eq!(answer.page(), Page::Leave { to: "/home".to_owned() });
        assert_eq!(browser.cookies.keys().collect::<Vec<_>>(), ["latchkey-browser", "latchkey-session"]);
        assert_eq!(app.audit().await[before..], ["logged-in"]);
        assert_eq!(browser.home("/home").await.name, "Sam Tester");
        let session = app.session_of(&browser).await;
        assert_eq!((session.employee_id, session.device), (sam.id.clone(), Device::Cross));
        let key = store::keys::held_of(&app.state.db, &sam.id).await.unwrap().unwrap();
        assert_eq!((session.access_key_id, key.last_used_at), (key.id, Some(app.now())));
    }

    // LOGIN-12: without JavaScript: two buttons, and a page that says what to do next.
    async fn buttons_are_enough(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        assert_eq!(browser.open("/login").await.status, 200);
        let answer = browser.submit("/login/begin", &[("by", "button"), ("show", "qr")]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/login?from=button&show=qr"));
        let page = browser.open("/login?from=button&show=qr").await;
        assert_eq!(page.status, 200);
        let answer = browser.submit("/login/finish", &[]).await;
        assert_eq!(answer.location(), "/login?checked=yes", "nothing is shared yet");
        let request = holder.wallet.read_request(&browser.asked().await.qr.unwrap()).await;
        holder.share(&request).await;
        let answer = browser.submit("/login/finish", &[]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/home"));
        assert_eq!(browser.home("/home").await.name, "Sam Tester");
    }

    // LOGIN-13: an answer is used once, and not for long.
    async fn it_is_collected_once_and_in_time(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        holder.share(&request).await;
        let mut copy = browser.clone();
        app.wait(Duration::seconds(119));
        assert_eq!(browser.act("/login/finish", &[]).await, Page::Leave { to: "/home".to_owned() });
        let Page::LogIn(page) = app.unmoved(copy.act("/login/finish", &[])).await else { panic!("no page") };
        assert_eq!(page.stage, LogInStage::NotBegun);

        let mut late = app.browser();
        let request = holder.wallet.read_request(&late.ask().await.qr.unwrap()).await;
        holder.share(&request).await;
        app.wait(Duration::seconds(120));
        let Page::LogIn(page) = app.unmoved(late.act("/login/finish", &[])).await else { panic!("no page") };
        assert_eq!((page.stage, page.refusal), (LogInStage::Expired, Some(contract::log_in::LogInRefusal::TooLate)));
        assert!(!late.cookies.contains_key("latchkey-session"));
    }

    // LOGIN-6, LOGIN-13: somebody else has a picture of the code, or is sent it: their browser does not get in.
    async fn another_browser_collects_nothing(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let (mut shows, mut other) = (app.browser(), app.browser());
        let request = holder.wallet.read_request(&shows.ask().await.qr.unwrap()).await;
        other.ask().await;
        holder.share(&request).await;
        for path in ["/login", &request_path(&shows_link(&request.claims))] {
            app.unmoved(other.get(path)).await;
        }
        app.unmoved(other.act("/login/finish", &[])).await;
        assert!(!other.cookies.contains_key("latchkey-session"));
        assert_eq!(shows.act("/login/finish", &[]).await, Page::Leave { to: "/home".to_owned() });
    }

    // LOGIN-12
    async fn who_logs_in_again_in_a_browser_ends_the_session_before(app: TestApp) {
        let (sam, kim) = (app.person("Sam", "123").await, app.person("Kim", "124").await);
        let (sams, kims) = (app.holder(&sam).await, app.holder(&kim).await);
        let mut browser = app.browser();
        app.log_in(&mut browser, &sams).await;
        let before = browser.clone();
        app.log_in(&mut browser, &kims).await;
        assert_ne!(before.cookies["latchkey-session"], browser.cookies["latchkey-session"]);
        assert_eq!(before.cookies["latchkey-browser"], browser.cookies["latchkey-browser"], "still the same browser");
        assert_eq!(app.session_of(&before).await.end_cause, Some(domain::SessionEnd::Replaced));
        assert_eq!(browser.home("/home").await.name, "Kim Tester");
    }

    // LOGIN-6, NOTICE-2: by email, and only where it is news.
    async fn a_log_in_from_a_new_browser_is_told(app: TestApp) {
        let (sam, kim) = (app.person("Sam", "123").await, app.person("Kim", "124").await);
        let (sams, kims) = (app.holder(&sam).await, app.holder(&kim).await);
        let told = async |email: &str| app.emails(email).await.iter().filter(|subject| subject.starts_with("Log in from a new browser")).count();
        let mut browser = app.browser();
        app.log_in(&mut browser, &sams).await;
        assert_eq!(told("Sam@example.org").await, 1, "{:?}", app.emails("Sam@example.org").await);
        app.log_in(&mut browser, &sams).await;
        assert_eq!(told("Sam@example.org").await, 1, "the browser is known");
        app.log_in(&mut browser, &kims).await;
        assert_eq!((told("Sam@example.org").await, told("Kim@example.org").await), (1, 1), "known for Sam only");
        app.log_in(&mut app.browser(), &sams).await;
        assert_eq!(told("Sam@example.org").await, 2);
        app.wait(Duration::days(366));
        app.log_in(&mut browser, &sams).await;
        assert_eq!(told("Sam@example.org").await, 3, "long ago is as never");
    }
}

/// A link to the request with these claims.
fn shows_link(claims: &serde_json::Value) -> String {
    let uri = format!("http://localhost:3000/openid4vp/requests/{}", claims["state"].as_str().unwrap());
    format!("openid4vp://?request_uri={uri}")
}
