//! Word of a log in from a new browser, and "this was not me".

use crate::support::{Browser, Person, TestApp, on_every_database};
use contract::log_in::LOG_IN;
use domain::{Duration, KeyState, SessionEnd};
use server::flows::log_in_notice;

const HR: &str = "hr@example.org";
const NOT_ME: &str = "Tell us that it was not you who logged in";
const DONE: &str = "You have been logged out everywhere";

/// What logging in from a browser that is not known queues.
async fn told(app: &TestApp, person: &Person, browser: &Browser) {
    let (state, session) = (&app.state, app.session_of(browser).await);
    let mut rng = state.random.generator().unwrap();
    let employee = app.employee(person).await;
    log_in_notice::new_browser(&state.db, state, &mut rng, &employee, &session, app.now()).await.unwrap();
}

on_every_database! {
    // NOTICE-2, SELF-2
    async fn an_email_says_so_and_a_text_to_those_who_want_it(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "361").await;
        let texts = app.texts(&sam).await;
        // Later than what they were told before.
        app.wait(Duration::seconds(1));
        told(&app, &sam, &browser).await;
        assert_eq!(app.subjects(&sam).await[0], "Log in from a new browser for Example Trust");
        let text = &app.told("Sam@example.org").await[0];
        let said = "Your access key for Example Trust was used to log in from a new browser at 12:00pm on 6 August 2026: Chrome on Windows.";
        assert!(text.contains(said), "{text}");
        assert_eq!(text.matches("http://localhost:3000/report/").count(), 1, "{text}");
        assert_eq!(app.texts(&sam).await, texts);

        browser.act("/home/notifications", &[("log_in", "email-and-text")]).await;
        app.wait(Duration::seconds(1));
        told(&app, &sam, &browser).await;
        assert_eq!(app.texts(&sam).await, texts + 1);
        let number = app.employee(&sam).await.phone;
        let text = &app.told(&number).await[0];
        assert!(text.starts_with("Your access key for Example Trust was used to log in from a new browser."), "{text}");
        assert!(!text.contains("http"), "{text}");
    }

    // NOTICE-2
    async fn this_was_not_me_logs_everybody_out_and_keeps_the_key(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "362").await;
        let (_, mut alex) = app.at_home("Alex", "363").await;
        let mut theirs = app.logged_in_by(&sam, "Firefox on Linux").await;
        told(&app, &sam, &theirs).await;
        let link = app.report_link(&sam).await;
        let mut mail = app.browser();
        assert_eq!(app.unmoved(mail.open(&link)).await.heading(), NOT_ME);
        assert_eq!(theirs.home("/home").await.path(), "/home", "nothing has happened yet");

        let sent = app.subjects(&sam).await;
        assert_eq!(mail.press("/report/confirm", &[]).await.heading(), DONE);
        for browser in [&mut browser, &mut theirs] {
            assert_eq!(app.session_of(browser).await.end_cause, Some(SessionEnd::NotMe));
            assert_eq!(app.unmoved(browser.open("/home")).await.heading(), "You were logged out");
        }
        assert_eq!(alex.home("/home").await.name, "Alex Tester");
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
        assert_eq!(app.emails(HR).await, ["Log in by somebody else: staff number SN-Sam"]);
        assert_eq!(app.subjects(&sam).await, sent);
        // Once, and somebody who logs in meanwhile stays so.
        let mut later = app.logged_in(&sam).await;
        let answer = app.unmoved(mail.press("/report/confirm", &[])).await;
        assert_eq!(answer.heading(), DONE);
        assert_eq!(later.home("/home").await.path(), "/home");
        assert_eq!(app.emails(HR).await.len(), 1);
    }

    // NOTICE-2: a key that was shown and not yet collected makes no session after it.
    async fn what_was_shared_before_it_logs_nobody_in(app: TestApp) {
        let sam = app.person("Sam", "366").await;
        let holder = app.holder(&sam).await;
        told(&app, &sam, &app.logged_in(&sam).await).await;
        let mut theirs = app.browser();
        let request = holder.wallet.read_request(&theirs.ask().await.qr.unwrap()).await;
        assert_eq!(holder.share(&request).await.status, 200);
        let mut mail = app.browser();
        mail.open(&app.report_link(&sam).await).await;
        mail.press("/report/confirm", &[]).await;
        app.unmoved(theirs.act("/login/finish", &[])).await;
        assert!(!theirs.cookies.contains_key("latchkey-session"));
        assert_eq!(theirs.log_in_page().await.refusal, None);
        // The person themselves logs in as ever.
        app.wait(Duration::seconds(1));
        app.log_in(&mut app.browser(), &holder).await;
    }

    // NOTICE-2
    async fn a_day_later_the_link_does_nothing(app: TestApp) {
        let (sam, browser) = app.at_home("Sam", "364").await;
        told(&app, &sam, &browser).await;
        let link = app.report_link(&sam).await;
        app.wait(Duration::days(1));
        let mut theirs = app.logged_in(&sam).await;
        let mut mail = app.browser();
        assert_eq!(app.unmoved(mail.open(&link)).await.status, 410);
        assert_eq!(app.unmoved(mail.press("/report/confirm", &[])).await.status, 410);
        assert_eq!(theirs.home("/home").await.path(), "/home");
        assert_eq!(app.emails(HR).await, [""; 0]);
    }

    // NOTICE-2: the mark of a browser that was not the person's counts no more.
    async fn no_browser_is_known_after_it(app: TestApp) {
        let (sam, browser) = app.at_home("Sam", "365").await;
        let mut rng = app.state.random.generator().unwrap();
        let (db, mark) = (&app.state.db, domain::SecretToken::new(&mut rng).hash());
        store::known_browsers::insert(db, domain::KnownBrowserId::new(&mut rng), &sam.id, mark.clone(), app.now()).await.unwrap();
        told(&app, &sam, &browser).await;
        let mut mail = app.browser();
        mail.open(&app.report_link(&sam).await).await;
        mail.press("/report/confirm", &[]).await;
        let since = app.now() - Duration::days(1);
        assert!(!store::known_browsers::seen(db, &sam.id, &mark, since, app.now()).await.unwrap());
        assert_eq!(app.browser().get("/home").await.location(), LOG_IN);
    }
}
