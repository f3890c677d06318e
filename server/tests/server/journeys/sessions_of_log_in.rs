//! How long somebody stays logged in, and what ends it.

use crate::support::{Browser, TestApp, Wallet, on_every_database};
use contract::{Page, log_in::LOG_IN};
use domain::{Duration, SessionEnd};
use sea_orm::ConnectionTrait;
use server::flows::{audit::Actor, revoke};

const HOME: &str = "/home";
const OVER: &str = "You were logged out";
const KEY_ENDED: &str = "Your access key does not work any more";
const PAGES: [&str; 6] =
    [HOME, "/home/key", "/home/key/new", "/home/key/lost-phone", "/home/sessions", "/home/notifications"];

/// Every button of somebody who is logged in, with a form that it would take.
const BUTTONS: [(&str, &[(&str, &str)]); 5] = [
    ("/home/stay", &[]),
    ("/home/key/new", &[("reason", "deleted")]),
    ("/home/key/lost-phone", &[]),
    ("/home/sessions", &[("id", "any")]),
    ("/home/notifications", &[("log_in", "email-and-text")]),
];

/// Nobody is logged in: no page, no button, nothing moves and nothing is sent.
async fn is_out(app: &TestApp, browser: &mut Browser, heading: &str) {
    let sent = app.outbox().await.len();
    for path in PAGES {
        let answer = app.unmoved(browser.open(path)).await;
        assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (200, heading), "{path}");
        assert_eq!(app.unmoved(browser.load(path)).await, Page::Leave { to: HOME.to_owned() }, "{path}");
    }
    for (path, form) in BUTTONS {
        assert_eq!(app.unmoved(browser.press(path, form)).await.heading(), heading, "{path}");
    }
    assert_eq!(app.outbox().await.len(), sent);
}

on_every_database! {
    // IN-1
    async fn whoever_is_not_logged_in_is_sent_to_log_in(app: TestApp) {
        let mut nobody = app.browser();
        let mut stranger = app.browser();
        stranger.cookies.insert("latchkey-session".to_owned(), "A".repeat(43));
        for browser in [&mut nobody, &mut stranger] {
            for path in PAGES {
                let answer = app.unmoved(browser.get(path)).await;
                assert_eq!((answer.status.as_u16(), answer.location()), (303, LOG_IN), "{path}");
                assert_eq!(app.unmoved(browser.load(path)).await, Page::Leave { to: LOG_IN.to_owned() }, "{path}");
            }
            for (path, form) in BUTTONS {
                let answer = app.unmoved(browser.submit(path, form)).await;
                assert_eq!((answer.status.as_u16(), answer.location()), (303, LOG_IN), "{path}");
            }
        }
        assert_eq!(app.outbox().await.len(), 0);
    }

    // IN-2
    async fn half_an_hour_without_use_logs_out(app: TestApp) {
        let (_, mut browser) = app.at_home("Sam", "301").await;
        app.wait(Duration::millis(30 * 60_000 - 1));
        let (answer, changes) = app.changes(browser.get(HOME)).await;
        assert_eq!(answer.status, 200);
        assert_eq!(changes, ["session.seen_at"]);
        app.wait(Duration::minutes(30));
        is_out(&app, &mut browser, OVER).await;
    }

    // IN-2: a page that is read again and again is not a write each time.
    async fn use_is_noted_once_a_minute(app: TestApp) {
        let (_, mut browser) = app.at_home("Sam", "302").await;
        app.wait(Duration::millis(59_999));
        app.unmoved(browser.get(HOME)).await;
        app.wait(Duration::millis(1));
        let (_, changes) = app.changes(browser.home("/home/key")).await;
        assert_eq!(changes, ["session.seen_at"]);
        app.unmoved(browser.get(HOME)).await;
    }

    // IN-2
    async fn twelve_hours_log_out_whatever_is_done(app: TestApp) {
        let (_, mut browser) = app.at_home("Sam", "303").await;
        for _ in 0..24 {
            app.wait(Duration::millis(30 * 60_000 - 1));
            let Page::Home(home) = browser.act("/home/stay", &[]).await else { panic!("logged out") };
            assert!(home.ends_in <= 30 * 60_000, "{}", home.ends_in);
        }
        app.wait(Duration::millis(23));
        assert_eq!(browser.home(HOME).await.ends_in, 1);
        app.wait(Duration::millis(1));
        is_out(&app, &mut browser, OVER).await;
    }

    async fn staying_logged_in_leads_back_to_the_same_page(app: TestApp) {
        let (_, mut browser) = app.at_home("Sam", "304").await;
        app.wait(Duration::minutes(29));
        for path in PAGES {
            let request = browser
                .request(axum::http::Method::POST, "/home/stay")
                .header("sec-fetch-site", "same-origin")
                .header("referer", format!("http://localhost:3000{path}?from=here"))
                .header("accept", "application/json")
                .header("content-type", "application/x-www-form-urlencoded");
            let Page::Home(home) = browser.send(request.body(axum::body::Body::empty()).unwrap()).await.page() else {
                panic!("logged out")
            };
            assert_eq!((home.path(), home.ends_in, home.ends_at.as_str()), (path, 1_800_000, "12:59pm"));
        }
    }

    // WEB-11
    async fn logging_out_ends_the_session_on_the_server(app: TestApp) {
        let (_, mut browser) = app.at_home("Sam", "305").await;
        let mut copy = browser.clone();
        let (answer, changes) = app.changes(browser.submit("/logout", &[])).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/logout"));
        assert_eq!(answer.headers["clear-site-data"], "\"cache\", \"storage\"");
        assert_eq!(changes, ["audit +1", "session.end_cause", "session.ended_at"]);
        assert!(!browser.cookies.contains_key("latchkey-session"));
        assert_eq!(app.unmoved(browser.open("/logout")).await.heading(), "You have logged out");
        // A copy of the cookie opens nothing, and logging out again is no act.
        assert_eq!(app.unmoved(copy.get(HOME)).await.location(), LOG_IN);
        let again = app.unmoved(copy.act("/logout", &[])).await;
        assert_eq!(again, Page::Leave { to: "/logout".to_owned() });
        assert_eq!(app.audit().await.last().unwrap(), "logged-out");
    }

    async fn the_page_after_logging_out_is_for_whoever_is_logged_out(app: TestApp) {
        let (_, mut browser) = app.at_home("Sam", "306").await;
        let answer = app.unmoved(browser.get("/logout")).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, HOME));
    }

    // IN-3
    async fn revoking_the_key_logs_out_at_once(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "307").await;
        let (_, mut alex) = app.at_home("Alex", "308").await;
        let mut second = app.logged_in(&sam).await;
        let key = app.session_of(&browser).await.access_key_id;
        revoke::revoke(&app.state, &key, "Left", Actor::CommandLine).await.unwrap();
        for browser in [&mut browser, &mut second] {
            assert_eq!(app.session_of(browser).await.end_cause, Some(SessionEnd::KeyEnded));
            is_out(&app, browser, KEY_ENDED).await;
        }
        assert_eq!(alex.home(HOME).await.name, "Alex Tester");
    }

    // IN-3
    async fn a_new_key_logs_out_when_it_takes_the_olds_place(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "309").await;
        app.wait(Duration::seconds(1));
        let link = app.reissue(&sam, false).await;
        assert_eq!(browser.home(HOME).await.path(), HOME, "the old key works until the new one is there");
        let mut other = app.verified(&sam, &link).await;
        Wallet::new(&app).collect(&other.offer_link().await).await;
        is_out(&app, &mut browser, KEY_ENDED).await;
        assert_eq!(app.session_of(&browser).await.end_cause, Some(SessionEnd::KeyEnded));
    }

    // IN-3
    async fn a_re_issue_for_a_lost_phone_logs_out_at_once(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "310").await;
        app.wait(Duration::seconds(1));
        app.reissue(&sam, true).await;
        is_out(&app, &mut browser, KEY_ENDED).await;
        assert_eq!(app.session_of(&browser).await.end_cause, Some(SessionEnd::KeyEnded));
    }

    // IN-1, IN-3: nothing ended the session itself.
    async fn whoever_leaves_is_out(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "311").await;
        app.leaves(&sam).await;
        is_out(&app, &mut browser, KEY_ENDED).await;
    }

    // IN-4
    async fn another_browser_can_be_logged_out(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "312").await;
        let mut other = app.logged_in_by(&sam, "Safari on iPhone").await;
        let id = app.session_of(&other).await.id;
        let (page, changes) = app.changes(browser.act("/home/sessions", &[("id", id.as_str())])).await;
        assert_eq!(changes, ["audit +1", "session.end_cause", "session.ended_at", "session.outcome"]);
        let Page::Home(home) = page else { panic!("{page:?}") };
        let contract::home::HomeView::Sessions(lines) = home.view else { panic!("{:?}", home.view) };
        assert_eq!(home.notice, Some(contract::home::HomeNotice::SessionEnded));
        assert_eq!(lines.iter().map(|line| (line.browser.as_str(), line.this)).collect::<Vec<_>>(), [("Chrome on Windows", true)]);
        is_out(&app, &mut other, OVER).await;
    }

    // IN-4
    async fn nobody_elses_browser_can(app: TestApp) {
        let (_, mut browser) = app.at_home("Sam", "313").await;
        let (alex, mut theirs) = app.at_home("Alex", "314").await;
        let id = app.session_of(&theirs).await.id;
        let audit = app.audit().await;
        let own = browser.act("/home/sessions", &[("id", id.as_str())]).await;
        for none in ["unknown", "", "a\0b"] {
            assert_eq!(browser.act("/home/sessions", &[("id", none)]).await, own, "the same answer: {none:?}");
        }
        assert_eq!(app.audit().await, audit);
        assert_eq!(theirs.home(HOME).await.name, format!("{} Tester", app.employee(&alex).await.given_name));
    }

    // IN-4: neither waits for the other for ever.
    async fn two_browsers_that_log_each_other_out_do_no_harm(app: TestApp) {
        let (sam, one) = app.at_home("Sam", "316").await;
        for _ in 0..5 {
            let (mut one, mut other) = (app.logged_in(&sam).await, app.logged_in(&sam).await);
            let (first, second) = (app.session_of(&one).await.id, app.session_of(&other).await.id);
            let (of_one, of_other) = ([("id", first.as_str())], [("id", second.as_str())]);
            let (at_one, at_other) = tokio::join!(
                one.submit("/home/sessions", &of_other),
                other.submit("/home/sessions", &of_one)
            );
            assert_eq!((at_one.status.as_u16(), at_other.status.as_u16()), (303, 303));
            let ended = [app.session_of(&one).await, app.session_of(&other).await].map(|session| session.ended_at.is_some());
            assert_eq!(ended.into_iter().filter(|ended| *ended).count(), 1, "whoever was first");
        }
        assert_eq!(app.session_of(&one).await.ended_at, None);
    }

    // IN-5: nobody can read an answer any more that comes too late, whatever was copied of it.
    async fn attempts_are_forgotten_after_two_hours_and_their_keys_once_they_expire(app: TestApp) {
        app.browser().submit("/login/begin", &[("by", "button")]).await;
        let swept = async |by: Duration| {
            app.wait(by);
            app.changes(async { server::jobs::sweep::once(&app.state).await.unwrap() }).await.1
        };
        assert_eq!(swept(Duration::minutes(2)).await, [""; 0]);
        let wiped = ["presentation_request.decryption_key", "presentation_request.sealed_with"];
        assert_eq!(swept(Duration::millis(1)).await, wiped, "the QR code's");
        assert_eq!(swept(Duration::minutes(3)).await, wiped, "the button's");
        assert_eq!(swept(Duration::millis(115 * 60_000 - 1)).await, [""; 0]);
        assert_eq!(swept(Duration::millis(1)).await, ["log_in -1", "presentation_request -2"]);
    }

    // IN-5
    async fn what_cannot_be_forgotten_keeps_nothing_else(app: TestApp) {
        app.browser().submit("/login/begin", &[("by", "button")]).await;
        app.wait(Duration::hours(3));
        app.state.db.execute_unprepared("ALTER TABLE spent RENAME TO elsewhere").await.unwrap();
        let (swept, changes) = app.changes(server::jobs::sweep::once(&app.state)).await;
        assert!(swept.is_err());
        assert_eq!(changes, ["log_in -1", "presentation_request -2"]);
    }

    // IN-5
    async fn ended_sessions_are_forgotten_after_thirty_days(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "315").await;
        app.logged_in(&sam).await;
        browser.submit("/logout", &[]).await;
        let sweep = || server::jobs::sweep::once(&app.state);
        let gone = async |by: Duration| {
            app.wait(by);
            let (_, changes) = app.changes(async { sweep().await.unwrap() }).await;
            changes.into_iter().filter(|change| change.starts_with("session ")).collect::<Vec<_>>()
        };
        assert_eq!(gone(Duration::days(30)).await, Vec::<String>::new());
        assert_eq!(gone(Duration::millis(1)).await, ["session -1"], "the one that was logged out");
        assert_eq!(gone(Duration::millis(12 * 3_600_000 - 1)).await, Vec::<String>::new());
        assert_eq!(gone(Duration::millis(1)).await, ["session -1"], "the one whose time was up");
        assert!(store::log_in_sessions::live_of_employee(&app.state.db, &sam.id).await.unwrap().is_empty());
    }
}
