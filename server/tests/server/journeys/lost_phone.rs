//! A lost phone, reported by somebody who cannot log in.

use crate::support::{Answer, Browser, Person, TestApp, on_every_database};
use axum::{body::Body, extract::ConnectInfo, http::Method};
use domain::{Duration, KeyState};
use std::net::SocketAddr;

const HR: &str = "hr@example.org";
const CLOSED: &str = "This link does not work any more";
const STOP: &str = "Stop the access key on your phone";
const STOPPED: &str = "Your access key has been stopped";

/// Asks for a link.
async fn ask(app: &TestApp, email: &str) -> Answer {
    app.browser().submit("/lost-phone", &[("email", email)]).await
}

/// Asks for a link from a network address.
async fn ask_from(app: &TestApp, address: &str, email: &str) -> Answer {
    let mut browser = app.browser();
    let mut request = browser
        .request(Method::POST, "/lost-phone")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!("email={email}")))
        .unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(address.parse().unwrap(), 40_000)));
    browser.send(request).await
}

/// What can be seen of an answer.
fn seen(answer: &Answer) -> (u16, String, String) {
    let headers: Vec<_> = answer.headers.iter().filter(|(name, _)| *name != "x-request-id").collect();
    (answer.status.as_u16(), format!("{headers:?}"), answer.body.clone())
}

/// A browser in which the newest link was opened.
async fn with_report(app: &TestApp, person: &Person) -> Browser {
    let link = app.report_link(person).await;
    let mut browser = app.browser();
    assert_eq!(app.unmoved(browser.open(&link)).await.heading(), STOP);
    browser
}

on_every_database! {
    // LOST-1, LOST-3, NOTICE-1
    async fn a_link_in_an_email_leads_to_it(app: TestApp) {
        let (sam, mut inside) = app.at_home("Sam", "341").await;
        let texts = app.texts(&sam).await;
        // However it is capitalised.
        let (answer, changes) = app.changes(ask(&app, "sAM@example.ORG")).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/lost-phone/sent"));
        assert_eq!(changes, ["audit +1", "outbox +1", "report_link +1", "report_try +1"]);
        assert_eq!(app.subjects(&sam).await[0], "Report a lost phone to Example Trust");
        let mut browser = with_report(&app, &sam).await;
        assert_eq!(inside.home("/home").await.path(), "/home", "nothing has happened yet");
        app.wait(Duration::seconds(1));

        assert_eq!(browser.press("/report/confirm", &[]).await.heading(), STOPPED);
        assert_eq!(app.keys(&sam).await, [KeyState::Revoked]);
        assert_eq!(inside.open("/home").await.heading(), "You reported your phone as lost");
        assert_eq!(app.subjects(&sam).await[0], "Your phone was reported lost");
        assert_eq!(app.texts(&sam).await, texts + 1);
        assert_eq!(app.emails(HR).await, ["Lost phone: staff number SN-Sam"]);
        assert!(app.told(HR).await[0].contains("The access key on it is revoked"));
        // Reading what has happened is no act, and the link is over.
        assert_eq!(app.unmoved(browser.open("/report/done")).await.heading(), STOPPED);
        let answer = app.unmoved(browser.open("/report")).await;
        assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (410, CLOSED));
    }

    // LOST-4
    async fn an_unknown_address_is_answered_like_a_known_one(app: TestApp) {
        let (sam, _) = app.at_home("Sam", "342").await;
        let alex = app.person("Alex", "343").await;
        app.leaves(&alex).await;
        let known = seen(&ask(&app, "Sam@example.org").await);
        let sent = app.outbox().await.len();
        for email in ["nobody@example.org", "Alex@example.org"] {
            let (answer, changes) = app.changes(ask(&app, email)).await;
            assert_eq!(seen(&answer), known, "{email}");
            assert_eq!(changes, ["report_try +1"], "{email}");
        }
        assert_eq!(app.outbox().await.len(), sent);
        let mut browser = app.browser();
        assert_eq!(app.unmoved(browser.open("/lost-phone/sent")).await.heading(), "Check your email");
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
    }

    // LOST-5
    async fn one_person_gets_three_links_a_day(app: TestApp) {
        let (sam, _) = app.at_home("Sam", "344").await;
        let first = seen(&ask(&app, "Sam@example.org").await);
        for _ in 0..2 {
            ask(&app, "Sam@example.org").await;
        }
        let sent = app.outbox().await.len();
        let (answer, changes) = app.changes(ask(&app, "Sam@example.org")).await;
        assert_eq!(seen(&answer), first);
        assert_eq!(changes, ["report_try +1"]);
        app.wait(Duration::millis(86_400_000 - 1));
        ask(&app, "Sam@example.org").await;
        assert_eq!(app.outbox().await.len(), sent);
        app.wait(Duration::millis(1));
        ask(&app, "Sam@example.org").await;
        assert_eq!(app.outbox().await.len(), sent + 1);
        with_report(&app, &sam).await;
    }

    // LOST-5
    async fn one_network_tries_twenty_addresses_an_hour(app: TestApp) {
        app.at_home("Sam", "345").await;
        let sent = app.outbox().await.len();
        for number in 0..20 {
            ask_from(&app, "2001:db8::1", &format!("nobody{number}@example.org")).await;
        }
        // A customer of IPv6 has a network of addresses.
        for address in ["2001:db8::1", "2001:db8::ffff:2"] {
            // Whoever goes on makes no more rows.
            let answer = app.unmoved(ask_from(&app, address, "Sam@example.org")).await;
            assert_eq!((answer.status.as_u16(), answer.location()), (303, "/lost-phone/sent"));
        }
        assert_eq!(app.outbox().await.len(), sent);
        ask_from(&app, "198.51.100.1", "Sam@example.org").await;
        assert_eq!(app.outbox().await.len(), sent + 1);
        app.wait(Duration::hours(1));
        ask_from(&app, "2001:db8::1", "Sam@example.org").await;
        assert_eq!(app.outbox().await.len(), sent + 2);
    }

    // LOST-3
    async fn what_is_no_address_is_said_and_not_counted(app: TestApp) {
        for (typed, error) in [("", "Enter your email address"), ("sam", "Enter an email address in the correct format")] {
            let answer = app.unmoved(ask(&app, typed)).await;
            assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (200, "I lost my phone"));
            assert!(answer.body.contains(error), "{typed}");
        }
        assert_eq!(app.outbox().await.len(), 0);
    }

    // LOST-3
    async fn a_link_is_good_for_a_day_and_for_one_report(app: TestApp) {
        let (sam, _) = app.at_home("Sam", "346").await;
        ask(&app, "Sam@example.org").await;
        let mut browser = with_report(&app, &sam).await;
        app.wait(Duration::millis(86_400_000 - 1));
        assert_eq!(browser.open("/report").await.heading(), STOP);
        app.wait(Duration::millis(1));
        let answer = app.unmoved(browser.open("/report")).await;
        assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (410, CLOSED));
        let answer = app.unmoved(browser.press("/report/confirm", &[])).await;
        assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (410, CLOSED));
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
        assert_eq!(app.emails(HR).await, [""; 0]);
    }

    // LOST-3
    async fn a_link_that_is_none_leads_nowhere(app: TestApp) {
        for link in [format!("/report/{}", "A".repeat(43)), "/report/abc".to_owned()] {
            let mut browser = app.browser();
            let answer = app.unmoved(browser.open(&link)).await;
            assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (404, CLOSED), "{link}");
            assert_eq!(app.unmoved(browser.press("/report/confirm", &[])).await.status, 404, "{link}");
        }
        assert_eq!(app.browser().get("/report").await.status, 404);
        assert_eq!(app.browser().get("/report?from=link").await.status, 400, "the cookie was refused");
        assert_eq!(app.outbox().await.len(), 0);
    }

    // LOST-3
    async fn of_two_presses_one_counts(app: TestApp) {
        let (sam, _) = app.at_home("Sam", "347").await;
        ask(&app, "Sam@example.org").await;
        let browser = with_report(&app, &sam).await;
        let (mut one, mut other) = (browser.clone(), browser);
        let (one, other) = tokio::join!(one.press("/report/confirm", &[]), other.press("/report/confirm", &[]));
        assert_eq!((one.heading().as_str(), other.heading().as_str()), (STOPPED, STOPPED));
        assert_eq!(app.emails(HR).await.len(), 1);
        assert_eq!(app.subjects(&sam).await.iter().filter(|subject| *subject == "Your phone was reported lost").count(), 1);
    }

    // LOST-2: whoever has the phone could still get a key by the invitation.
    async fn without_a_key_hr_alone_is_told_and_the_invitation_ends(app: TestApp) {
        let sam = app.person("Sam", "348").await;
        let link = app.invite(&sam).await;
        ask(&app, "Sam@example.org").await;
        let mut browser = with_report(&app, &sam).await;
        let told = app.subjects(&sam).await;
        assert_eq!(browser.press("/report/confirm", &[]).await.heading(), STOPPED);
        assert_eq!(app.subjects(&sam).await, told);
        assert_eq!(app.texts(&sam).await, 0);
        assert!(app.told(HR).await[0].contains("They had no access key."));
        assert_eq!(app.browser().open(&link).await.status, 410);
        assert!(store::key_requests::open(&app.state.db).await.unwrap().is_empty());
    }

    // IN-5
    async fn tries_are_forgotten_after_two_hours_and_links_after_thirty_days(app: TestApp) {
        app.at_home("Sam", "349").await;
        ask(&app, "Sam@example.org").await;
        app.outbox().await;
        let gone = async |by: Duration| {
            app.wait(by);
            let (_, changes) = app.changes(async { server::jobs::sweep::once(&app.state).await.unwrap() }).await;
            changes.into_iter().filter(|change| change.starts_with("report_")).collect::<Vec<_>>()
        };
        assert_eq!(gone(Duration::hours(2)).await, Vec::<String>::new());
        assert_eq!(gone(Duration::millis(1)).await, ["report_try -1"]);
        // The link was good for a day.
        assert_eq!(gone(Duration::millis(31 * 86_400_000 - 2 * 3_600_000 - 1)).await, Vec::<String>::new());
        assert_eq!(gone(Duration::millis(1)).await, ["report_link -1"]);
    }
}
