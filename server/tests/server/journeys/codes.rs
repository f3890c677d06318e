//! Entering a security code: in which order it is judged, and what is said.

use crate::support::on_every_database;
use contract::{
    Page,
    page::{CodeProblem, EnterCode},
};
use domain::Duration;

/// What a press that is refused without a look at the code writes: what the next page says, and when it was.
const NOTED: [&str; 2] = ["flow_session.outcome", "flow_session.seen_at"];

fn problem(page: Page) -> CodeProblem {
    match page {
        Page::EnterCode(EnterCode { problem: Some(problem), notice: None, .. }) => problem,
        other => panic!("no problem: {other:?}"),
    }
}

on_every_database! {
    // CODE-13
    async fn an_empty_field_and_a_wrong_form_cost_no_try(app: TestApp) {
        let sam = app.person("Sam", "201").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        let empty = ["", " ", "\u{a0}", "- -"];
        let malformed = ["12345", "1234567", "12345a", "½23456", "+12345", &"1".repeat(10_000)];
        let cases = empty.map(|typed| (typed, CodeProblem::Empty)).into_iter().chain(malformed.map(|typed| (typed, CodeProblem::Format)));
        for (typed, expected) in cases {
            app.wait(Duration::millis(1));
            let (page, changes) = app.changes(browser.act("/key/enter-code", &[("code", typed)])).await;
            assert_eq!(problem(page), expected, "{typed:?}");
            assert!(changes.iter().all(|change| NOTED.contains(&change.as_str())), "{typed:?}: {changes:?}");
        }
        browser.enter(&app.code(&sam).await).await;
        browser.offer_link().await;
    }

    // CODE-14
    async fn what_phones_and_people_add_is_no_mistake(app: TestApp) {
        for (number, shape) in [("202", " {a}{b} "), ("203", "{a} {b}"), ("204", "{a}-{b}"), ("205", "\t{a}\u{a0}{b}\n")] {
            let sam = app.person(number, number).await;
            let link = app.invite(&sam).await;
            let mut browser = app.with_code(&link).await;
            let code = app.code(&sam).await;
            browser.enter(&shape.replace("{a}", &code[..3]).replace("{b}", &code[3..])).await;
            browser.offer_link().await;
        }
        // Japanese keyboards write digits in full width.
        let sam = app.person("Sam", "216").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        let wide = |digit: char| char::from_u32(u32::from(digit) - u32::from('0') + u32::from('０')).unwrap();
        browser.enter(&app.code(&sam).await.chars().map(wide).collect::<String>()).await;
        browser.offer_link().await;
    }

    // CODE-5, CODE-13
    async fn a_wrong_code_is_counted_and_said(app: TestApp) {
        let sam = app.person("Sam", "206").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        let wrong = app.wrong_code(&sam).await;
        app.wait(Duration::seconds(1));
        let (page, changes) = app.changes(browser.act("/key/enter-code", &[("code", &wrong)])).await;
        assert_eq!(problem(page), CodeProblem::Wrong { tries_left: None });
        assert_eq!(
            changes,
            [
                "audit +1",
                "code_try +1",
                "employee.code_tries",
                "flow_session.outcome",
                "flow_session.seen_at",
                "invitation.tries",
                "security_code.tries"
            ]
        );
        assert_eq!(app.texts(&sam).await, 1);
    }

    // CODE-13
    async fn the_last_tries_are_counted_down(app: TestApp) {
        let sam = app.person("Sam", "207").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        let mut said = Vec::new();
        for _ in 0..4 {
            app.guess(&mut browser, &sam, 1).await;
            said.push(browser.code_page().await.problem.unwrap());
        }
        assert_eq!(said, [None, None, Some(2), Some(1)].map(|tries_left| CodeProblem::Wrong { tries_left }));
        let page = browser.open("/key/enter-code").await.body;
        assert!(page.contains("You have 1 try left"), "{page}");
        browser.enter(&app.code(&sam).await).await;
        browser.offer_link().await;
    }

    // CODE-2, CODE-13
    async fn an_expired_code_is_said_as_such_and_costs_no_try(app: TestApp) {
        let sam = app.person("Sam", "208").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        let code = app.code(&sam).await;
        app.wait(Duration::minutes(10));
        for typed in [code.clone(), app.wrong_code(&sam).await] {
            app.wait(Duration::millis(1));
            let (page, changes) = app.changes(browser.act("/key/enter-code", &[("code", &typed)])).await;
            assert_eq!(problem(page), CodeProblem::Expired);
            assert!(changes.iter().all(|change| NOTED.contains(&change.as_str())), "{changes:?}");
        }
        // Form before time: a field left empty is said first.
        assert_eq!(problem(browser.act("/key/enter-code", &[("code", "")]).await), CodeProblem::Empty);
    }

    // CODE-2
    async fn a_code_is_good_for_ten_minutes_to_the_millisecond(app: TestApp) {
        let sam = app.person("Sam", "209").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        let code = app.code(&sam).await;
        app.wait(Duration::millis(600_000 - 1));
        browser.enter(&code).await;
        browser.offer_link().await;
    }

    // CODE-7, CODE-13
    /// Replaced and wrong are said in the same words.
    async fn a_replaced_code_counts_as_wrong(app: TestApp) {
        let sam = app.person("Sam", "210").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        let old = app.code(&sam).await;
        app.wait(Duration::minutes(1));
        browser.press("/key/send-code", &[("after", "1")]).await;
        let new = app.code(&sam).await;
        assert_ne!(old, new);
        let (page, changes) = app.changes(browser.act("/key/enter-code", &[("code", &old)])).await;
        assert_eq!(problem(page), CodeProblem::Wrong { tries_left: None });
        assert!(changes.contains(&"invitation.tries".to_owned()));
        browser.enter(&new).await;
        browser.offer_link().await;
    }

    // CODE-9
    async fn a_code_is_good_once(app: TestApp) {
        let sam = app.person("Sam", "211").await;
        let link = app.invite(&sam).await;
        app.verified(&sam, &link).await;
        let code = app.code(&sam).await;
        let mut other = app.with_session(&link).await;
        app.wait(Duration::seconds(1));
        let (page, changes) = app.changes(other.act("/key/enter-code", &[("code", &code)])).await;
        assert!(matches!(page, Page::EnterCode(EnterCode { problem: Some(_), .. })), "{page:?}");
        assert_eq!(changes, NOTED);
    }

    // CODE-12
    async fn the_code_of_one_invitation_opens_no_other(app: TestApp) {
        let (sam, alex) = (app.person("Sam", "212").await, app.person("Alex", "213").await);
        let (first, second) = (app.invite(&sam).await, app.invite(&alex).await);
        let mut sams = app.with_code(&first).await;
        app.wait(Duration::seconds(1));
        let mut alexs = app.with_code(&second).await;
        let (sams_code, alexs_code) = (app.code(&sam).await, app.code(&alex).await);
        assert_ne!(sams_code, alexs_code);
        assert_eq!(problem(sams.act("/key/enter-code", &[("code", &alexs_code)]).await), CodeProblem::Wrong { tries_left: None });
        assert_eq!((app.invitation(&sam).await.tries, app.invitation(&alex).await.tries), (1, 0));
        alexs.enter(&alexs_code).await;
        alexs.offer_link().await;
    }

    /// Without JavaScript the answer is a redirect, and what was said stays until the next press.
    async fn what_was_said_survives_a_reload(app: TestApp) {
        let sam = app.person("Sam", "214").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        for _ in 0..2 {
            let answer = browser.enter("12345").await;
            assert!(answer.body.contains("The security code must be 6 numbers"));
            assert!(!answer.body.contains("12345\""), "what was typed is not kept");
            let again = app.unmoved(browser.open("/key/enter-code")).await;
            assert!(again.body.contains("The security code must be 6 numbers"));
        }
    }

    async fn a_form_that_is_none_changes_nothing(app: TestApp) {
        let sam = app.person("Sam", "215").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        for (path, form) in [("/key/enter-code", vec![]), ("/key/send-code", vec![("after", "-1")]), ("/key/add/renew", vec![("by", "somebody")])] {
            let answer = app.unmoved(browser.submit(path, &form)).await;
            assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        }
    }
}
