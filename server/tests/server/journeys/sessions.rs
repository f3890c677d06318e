//! How long a browser's way lasts, and that a lost answer does not end it.

use crate::support::{Wallet, on_every_database};
use contract::Page;
use domain::Duration;

const AWAY: &str = "You were away too long";
const ADD: &str = "Add your access key to your phone";

on_every_database! {
    // WEB-7
    async fn a_verified_session_ends_after_a_quarter_of_an_hour_without_a_press(app: TestApp) {
        let sam = app.person("Sam", "241").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        app.wait(Duration::millis(15 * 60_000 - 1));
        assert_eq!(app.unmoved(browser.open("/key/add")).await.heading(), ADD);
        app.wait(Duration::millis(1));
        let answer = app.unmoved(browser.open("/key/add")).await;
        assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (200, AWAY));
        for (path, form) in [("/key/add/check", None), ("/key/add/renew", Some(("by", "button"))), ("/key/add/not-in-app", None)] {
            let form: Vec<_> = form.into_iter().collect();
            assert_eq!(app.unmoved(browser.press(path, &form)).await.heading(), AWAY, "{path}");
        }
    }

    // WEB-7
    async fn each_press_keeps_it_for_another_quarter_but_not_beyond_two_hours(app: TestApp) {
        let sam = app.person("Sam", "242").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        for press in 1..=8 {
            app.wait(Duration::millis(15 * 60_000 - 1));
            let (path, form) = if press % 2 == 0 { ("/key/add/renew", vec![("by", "button")]) } else { ("/key/add/check", vec![]) };
            assert_eq!(browser.press(path, &form).await.heading(), ADD, "{press}");
        }
        app.wait(Duration::millis(8));
        assert_eq!(app.unmoved(browser.open("/key/add")).await.heading(), AWAY);
        // A new code leads on: nothing is lost.
        assert_eq!(browser.open(&link).await.heading(), "Download your access key");
        browser.press("/key/continue", &[]).await;
        browser.press("/key/send-code", &[("after", "1")]).await;
        browser.enter(&app.code(&sam).await).await;
        Wallet::new(&app).collect(&browser.offer_link().await).await;
        assert_eq!(browser.open("/key/add").await.heading(), "Access key added");
    }

    // WEB-7
    /// A page that is merely open is no sign of a person.
    async fn a_page_that_renews_by_itself_does_not_keep_it(app: TestApp) {
        let sam = app.person("Sam", "243").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        for _ in 0..3 {
            app.wait(Duration::minutes(4));
            browser.act("/key/add/renew", &[("by", "page")]).await;
        }
        app.wait(Duration::minutes(3));
        assert_eq!(app.unmoved(browser.open("/key/add")).await.heading(), AWAY);
    }

    async fn an_unverified_session_lasts_a_day(app: TestApp) {
        let sam = app.person("Sam", "244").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_session(&link).await;
        app.wait(Duration::millis(86_400_000 - 1));
        assert_eq!(browser.open("/key/send-code").await.heading(), "We will text you a security code");
        app.wait(Duration::millis(1));
        let answer = app.unmoved(browser.press("/key/send-code", &[("after", "0")])).await;
        assert_eq!(answer.heading(), AWAY);
        assert_eq!(app.texts(&sam).await, 0);
        assert_eq!(browser.open(&link).await.heading(), "Download your access key");
    }

    // WEB-6
    async fn verifying_gives_the_session_another_cookie(app: TestApp) {
        let sam = app.person("Sam", "245").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        let mut old = browser.clone();
        browser.enter(&app.code(&sam).await).await;
        assert_ne!(browser.cookies["latchkey-flow"], old.cookies["latchkey-flow"]);
        assert_eq!(app.unmoved(old.open("/key/add")).await.heading(), AWAY);
    }

    // WEB-6
    /// The browser sent the form twice, and the answer to the first press, with the new cookie, was lost.
    async fn a_double_press_of_the_right_code_gets_in(app: TestApp) {
        let sam = app.person("Sam", "246").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        let code = app.code(&sam).await;
        let mut first = browser.clone();
        first.enter(&code).await;
        let offer = first.offer_link().await;
        app.wait(Duration::seconds(29));
        let (answer, changes) = app.changes(browser.enter(&code)).await;
        assert_eq!(answer.heading(), ADD);
        assert_eq!(changes, ["flow_session.token_hash", "invitation.tries"]);
        assert_eq!(browser.offer_link().await, offer);
        assert_eq!(first.load("/key/add").await, Page::Leave { to: "/key".to_owned() }, "one cookie at a time");
    }

    async fn a_double_press_gets_in_also_when_the_email_was_opened_again_before(app: TestApp) {
        let sam = app.person("Sam", "247").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        browser.open(&link).await;
        let code = app.code(&sam).await;
        browser.clone().enter(&code).await;
        assert_eq!(browser.enter(&code).await.heading(), ADD);
    }

    // WEB-6
    async fn the_old_cookie_gets_in_with_the_right_code_and_at_once_only(app: TestApp) {
        let sam = app.person("Sam", "248").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        let (right, wrong) = (app.code(&sam).await, app.wrong_code(&sam).await);
        browser.clone().enter(&right).await;
        for typed in ["", "12345", &wrong] {
            let (answer, changes) = app.changes(browser.enter(typed)).await;
            assert_eq!(answer.heading(), AWAY, "{typed}");
            assert!(changes.iter().all(|change| change == "invitation.tries"), "{changes:?}");
        }
        app.wait(Duration::seconds(30));
        assert_eq!(app.unmoved(browser.enter(&right)).await.heading(), AWAY);
    }
}
