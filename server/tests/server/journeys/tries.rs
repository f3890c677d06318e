//! How often a security code can be guessed: 5 times a code, 15 times an invitation, 30 times a person and day.

use crate::support::on_every_database;
use contract::{
    Page,
    page::{NewCode, NewCodeReason, When},
};
use domain::{Duration, InvitationState};

const HR: &str = "hr@example.org";

on_every_database! {
    // CODE-5
    async fn the_fifth_wrong_try_ends_the_code_for_every_browser(app: TestApp) {
        let sam = app.person("Sam", "221").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        let right = app.code(&sam).await;
        app.guess(&mut browser, &sam, 4).await;
        let wrong = app.wrong_code(&sam).await;
        let page = browser.enter(&wrong).await;
        assert_eq!(page.heading(), "You entered the wrong security code too many times");

        app.wait(Duration::seconds(1));
        let mut other = app.with_session(&link).await;
        for browser in [&mut browser, &mut other] {
            let (page, changes) = app.changes(browser.act("/key/enter-code", &[("code", &right)])).await;
            assert!(matches!(page, Page::NewCode(NewCode { why: NewCodeReason::TooManyTries, .. })), "{page:?}");
            assert!(changes.iter().all(|change| change.starts_with("flow_session.")), "{changes:?}");
        }
        assert_eq!(app.invitation(&sam).await.tries, 5);
        assert_eq!(app.texts(&sam).await, 1);
    }

    async fn a_new_code_can_be_had_a_minute_after_the_dead_one_and_works(app: TestApp) {
        let sam = app.person("Sam", "222").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        app.guess(&mut browser, &sam, 5).await;
        assert_eq!(browser.new_code_page().await.when, When::At { time: "12:01pm".to_owned() });
        // Asking earlier sends nothing.
        app.wait(Duration::seconds(58));
        let (page, changes) = app.changes(browser.act("/key/send-code", &[("after", "1")])).await;
        assert!(matches!(page, Page::NewCode(NewCode { why: NewCodeReason::TooManyTries, when: When::At { .. }, .. })), "{page:?}");
        assert_eq!(changes, ["flow_session.outcome", "flow_session.seen_at"]);

        app.wait(Duration::seconds(2));
        assert_eq!(browser.new_code_page().await.when, When::Now);
        browser.press("/key/send-code", &[("after", "1")]).await;
        assert_eq!(app.texts(&sam).await, 2);
        browser.enter(&app.code(&sam).await).await;
        browser.offer_link().await;
    }

    // CODE-7
    async fn a_new_code_gives_back_no_tries_of_the_invitation(app: TestApp) {
        let sam = app.person("Sam", "223").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        app.guess(&mut browser, &sam, 3).await;
        app.another_code(&mut browser, &sam).await;
        app.guess(&mut browser, &sam, 1).await;
        assert_eq!(app.invitation(&sam).await.tries, 4);
    }

    // CODE-5, LOG-3
    async fn the_fifteenth_wrong_try_locks_the_invitation_and_hr_is_told_once(app: TestApp) {
        let sam = app.person("Sam", "224").await;
        let link = app.invite(&sam).await;
        let mut browser = app.lock(&sam, &link).await;
        let right = app.code(&sam).await;
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Locked);
        assert_eq!(app.emails(HR).await, ["Wrong security codes: staff number SN-Sam"]);
        assert_eq!(browser.open("/key/enter-code").await.heading(), "This invitation is locked");
        let page = app.unmoved(browser.enter(&right)).await;
        assert_eq!((page.status.as_u16(), page.heading().as_str()), (410, "This invitation is locked"));
        assert_eq!(app.emails(HR).await.len(), 1);
        assert_eq!(app.subjects(&sam).await.len(), 1, "the invitation only");
    }

    // CODE-5
    async fn two_browsers_share_the_tries(app: TestApp) {
        let sam = app.person("Sam", "225").await;
        let link = app.invite(&sam).await;
        let mut first = app.with_code(&link).await;
        let mut second = app.with_session(&link).await;
        app.guess(&mut first, &sam, 3).await;
        app.guess(&mut second, &sam, 2).await;
        let right = app.code(&sam).await;
        assert_eq!(first.enter(&right).await.heading(), "You entered the wrong security code too many times");
    }

    /// The tries of an invitation can be used up by one that was right. Whoever comes back after that is not left
    /// before a field that takes no code.
    async fn a_right_fifteenth_try_leads_on_and_the_next_one_locks(app: TestApp) {
        let sam = app.person("Sam", "226").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        app.guess(&mut browser, &sam, 5).await;
        app.another_code(&mut browser, &sam).await;
        app.guess(&mut browser, &sam, 5).await;
        let right = app.another_code(&mut browser, &sam).await;
        app.guess(&mut browser, &sam, 4).await;
        browser.enter(&right).await;
        browser.offer_link().await;
        assert_eq!(app.emails(HR).await.len(), 0);

        app.wait(Duration::minutes(16));
        let mut browser = app.with_session(&link).await;
        app.another_code(&mut browser, &sam).await;
        let right = app.code(&sam).await;
        assert_eq!(browser.enter(&right).await.heading(), "This invitation is locked");
        assert_eq!(app.emails(HR).await.len(), 1);
    }

    // CODE-6, SEND-11
    async fn thirty_tries_in_a_day_lock_the_person_until_a_clock_time(app: TestApp) {
        let sam = app.person("Sam", "227").await;
        let link = app.invite(&sam).await;
        let first_try = app.now() + Duration::seconds(1);
        app.lock(&sam, &link).await;
        app.wait(Duration::hours(1));
        let link = app.invite(&sam).await;
        app.lock(&sam, &link).await;

        // The person is told once, HR once for each invitation and once for the person.
        let locked = |subjects: &[String]| subjects.iter().filter(|subject| *subject == "Too many wrong security codes").count();
        assert_eq!(locked(&app.subjects(&sam).await), 1);
        assert_eq!(app.emails(HR).await.len(), 3);

        // A new invitation does not help: no code is sent, none is taken.
        app.wait(Duration::hours(1));
        let link = app.invite(&sam).await;
        let mut browser = app.with_session(&link).await;
        let texts = app.texts(&sam).await;
        let expected = When::At { time: "12:00pm on 7 August 2026".to_owned() };
        for press in [("/key/send-code", ("after", "0")), ("/key/enter-code", ("code", "123456"))] {
            app.wait(Duration::seconds(1));
            let (page, changes) = app.changes(browser.act(press.0, &[press.1])).await;
            let Page::NewCode(page) = page else { panic!("{page:?}") };
            assert_eq!((page.why, &page.when), (NewCodeReason::PersonLocked, &expected));
            assert!(changes.iter().all(|change| change.starts_with("flow_session.")), "{changes:?}");
        }
        assert_eq!(browser.open("/key/send-code").await.heading(), "You cannot enter a security code yet");
        assert_eq!(app.texts(&sam).await, texts);
        assert_eq!(locked(&app.subjects(&sam).await), 1);

        // A rolling day: as the first tries are a day old, so many are free again.
        app.wait(Duration::millis((first_try + Duration::days(1)).as_millis() - app.now().as_millis()));
        assert_eq!(browser.open("/key/send-code").await.heading(), "We will text you a security code");
        app.wait(Duration::seconds(1));
        browser.press("/key/send-code", &[("after", "0")]).await;
        browser.enter(&app.code(&sam).await).await;
        browser.offer_link().await;
    }

    // CODE-6
    async fn the_tries_of_one_person_are_not_those_of_another(app: TestApp) {
        let (sam, alex) = (app.person("Sam", "228").await, app.person("Alex", "229").await);
        let link = app.invite(&sam).await;
        app.lock(&sam, &link).await;
        let link = app.invite(&alex).await;
        app.verified(&alex, &link).await.offer_link().await;
    }
}
