//! How many codes are sent: one a press, one a minute, 3 in 15 minutes, 6 an invitation, 10 a number and day.

use crate::support::{Browser, Person, TestApp, on_every_database};
use contract::{
    Page,
    page::{CodeNotice, NewCode, NewCodeReason, When},
};
use domain::Duration;

/// What a press that sends nothing writes: what the next page says, and when it was.
const NOTED: [&str; 2] = ["flow_session.outcome", "flow_session.seen_at"];
/// The same where the number's row was held while its codes were counted.
const NOTED_AND_HELD: [&str; 3] = ["flow_session.outcome", "flow_session.seen_at", "phone_number.sends"];

/// Asks for a code where `sent` were sent before.
async fn ask(app: &TestApp, browser: &mut Browser, sent: usize) -> (Page, Vec<String>) {
    app.wait(Duration::millis(1));
    let asked = app.changes(browser.act("/key/send-code", &[("after", &sent.to_string())])).await;
    // Texts go out at once: one that waits until its code has expired is not sent at all.
    app.outbox().await;
    asked
}

/// Sends `count` codes more, so far apart that only the number of them counts.
async fn send(app: &TestApp, browser: &mut Browser, person: &Person, count: usize) {
    let before = app.texts(person).await;
    for _ in 0..count {
        app.wait(Duration::minutes(8));
        let sent = app.invitation(person).await.sends;
        ask(app, browser, usize::try_from(sent).unwrap()).await;
    }
    assert_eq!(app.texts(person).await, before + count);
}

fn refused(page: Page) -> (NewCodeReason, When) {
    match page {
        Page::NewCode(NewCode { why, when, .. }) => (why, when),
        other => panic!("not refused: {other:?}"),
    }
}

on_every_database! {
    // SEND-1
    async fn the_press_sends_one_text_and_nothing_before_it_does(app: TestApp) {
        let sam = app.person("Sam", "231").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_session(&link).await;
        assert_eq!(app.texts(&sam).await, 0);
        let (page, changes) = ask(&app, &mut browser, 0).await;
        assert!(matches!(page, Page::EnterCode(ref page) if page.notice.is_none() && page.problem.is_none()), "{page:?}");
        assert_eq!(
            changes,
            [
                "audit +1",
                "flow_session.outcome",
                "flow_session.seen_at",
                "invitation.sends",
                "outbox +1",
                "phone_number +1",
                "security_code +1"
            ]
        );
        assert_eq!(app.texts(&sam).await, 1);
    }

    // SEND-1
    /// A double click, Enter twice, a form sent again after going back: each carries the number that it was made with.
    async fn the_same_press_twice_is_one_press(app: TestApp) {
        let sam = app.person("Sam", "232").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_session(&link).await;
        let (first, _) = ask(&app, &mut browser, 0).await;
        for wait in [Duration::millis(1), Duration::seconds(30), Duration::minutes(5)] {
            app.wait(wait);
            let page = app.unmoved(browser.act("/key/send-code", &[("after", "0")])).await;
            assert_eq!(page, first);
        }
        assert_eq!(app.texts(&sam).await, 1);
        // The code has died meanwhile: now the same form is a wish for a new one.
        app.wait(Duration::minutes(5));
        ask(&app, &mut browser, 0).await;
        assert_eq!(app.texts(&sam).await, 2);
    }

    // SEND-2
    async fn another_can_be_had_after_a_minute(app: TestApp) {
        let sam = app.person("Sam", "233").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_session(&link).await;
        ask(&app, &mut browser, 0).await;
        assert_eq!(browser.new_code_page().await.when, When::At { time: "12:01pm".to_owned() });
        app.wait(Duration::millis(59_998));
        let (page, changes) = ask(&app, &mut browser, 1).await;
        let Page::EnterCode(page) = page else { panic!("{page:?}") };
        assert_eq!(page.notice, Some(CodeNotice::JustSent { again_at: "12:01pm".to_owned() }));
        assert_eq!(changes, NOTED);
        assert_eq!(app.texts(&sam).await, 1);

        assert_eq!(browser.new_code_page().await.when, When::At { time: "12:01pm".to_owned() });
        let (page, _) = ask(&app, &mut browser, 1).await;
        let Page::EnterCode(page) = page else { panic!("{page:?}") };
        assert_eq!(page.notice, Some(CodeNotice::SentAgain));
        assert_eq!(app.texts(&sam).await, 2);
    }

    // SEND-2
    async fn three_in_a_quarter_of_an_hour(app: TestApp) {
        let sam = app.person("Sam", "234").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_session(&link).await;
        for sent in 0..3 {
            ask(&app, &mut browser, sent).await;
            app.wait(Duration::seconds(90));
        }
        let (page, changes) = ask(&app, &mut browser, 3).await;
        assert_eq!(refused(page), (NewCodeReason::TooManyCodes, When::At { time: "12:15pm".to_owned() }));
        assert_eq!(changes, NOTED_AND_HELD);
        // The code that is there can still be entered.
        assert_eq!(browser.open("/key/enter-code").await.heading(), "Check your phone");

        app.wait(Duration::minutes(11));
        ask(&app, &mut browser, 3).await;
        assert_eq!(app.texts(&sam).await, 4);
    }

    // SEND-2
    async fn six_an_invitation_then_hr_helps(app: TestApp) {
        let sam = app.person("Sam", "235").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_session(&link).await;
        send(&app, &mut browser, &sam, 6).await;
        assert_eq!(browser.new_code_page().await.when, When::AskHr);
        app.wait(Duration::hours(2));
        let (page, changes) = ask(&app, &mut browser, 6).await;
        assert_eq!(refused(page), (NewCodeReason::TooManyCodes, When::AskHr));
        assert_eq!(changes, NOTED_AND_HELD);
        // In a new browser too.
        let mut other = app.with_session(&link).await;
        let (page, changes) = ask(&app, &mut other, 6).await;
        assert_eq!(refused(page), (NewCodeReason::TooManyCodes, When::AskHr));
        assert_eq!(changes, NOTED_AND_HELD);
        assert_eq!(app.texts(&sam).await, 6);
    }

    async fn the_sixth_code_can_still_be_entered(app: TestApp) {
        let sam = app.person("Sam", "236").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_session(&link).await;
        send(&app, &mut browser, &sam, 6).await;
        browser.enter(&app.code(&sam).await).await;
        browser.offer_link().await;
    }

    // SEND-2
    /// Two people of one family can have one phone.
    async fn ten_to_a_number_in_a_day_whoever_asks(app: TestApp) {
        let (sam, alex) = (app.person("Sam", "237").await, app.person("Alex", "237").await);
        let (first, second) = (app.invite(&sam).await, app.invite(&alex).await);
        let mut sams = app.with_session(&first).await;
        send(&app, &mut sams, &sam, 6).await;
        let mut alexs = app.with_session(&second).await;
        send(&app, &mut alexs, &alex, 4).await;
        app.wait(Duration::hours(1));
        let (page, changes) = ask(&app, &mut alexs, 4).await;
        assert_eq!(refused(page), (NewCodeReason::TooManyCodes, When::At { time: "12:08pm on 7 August 2026".to_owned() }));
        assert_eq!(changes, NOTED_AND_HELD);
        assert_eq!(app.texts(&sam).await, 10);

        app.wait(Duration::hours(22));
        let link = app.with_session(&second).await;
        let mut alexs = link;
        ask(&app, &mut alexs, 4).await;
        assert_eq!(app.texts(&sam).await, 11);
    }

    // SEND-8, SEND-10
    async fn each_text_names_the_code_and_ends_in_the_line_that_ties_it_to_this_host(app: TestApp) {
        let sam = app.person("Sam", "238").await;
        let link = app.invite(&sam).await;
        app.with_code(&link).await;
        let code = app.code(&sam).await;
        assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
        let text = app.outbox().await[0].text.clone();
        assert_eq!(text.lines().last().unwrap(), format!("@localhost #{code}"));
        assert!(!text.contains("http"), "{text}");
    }
}
