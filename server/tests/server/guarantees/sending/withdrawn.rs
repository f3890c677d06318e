//! What has ended or was replaced is not sent any more, however long it waited.

use super::provider::{Mood, Provider, limits, rows, work};
use crate::support::{Browser, Person, TestApp, on_every_database};
use domain::{Duration, LinkKind, MessageKind, Purpose, Role};
use serde_json::Value;
use server::{
    flows::{audit::Actor, leave::leave},
    jobs,
};

/// A browser that opened a link and pressed `Continue`, before there is a provider.
async fn at_the_button(app: &TestApp, person: &Person) -> Browser {
    let link = app.invite(person).await;
    let mut browser = app.browser();
    browser.get(&link).await;
    browser.submit("/key/continue", &[]).await;
    browser
}

async fn asks_for_code(browser: &mut Browser, after: &str) {
    let answer = browser.submit("/key/send-code", &[("after", after)]).await;
    assert_eq!(answer.location(), "/key/enter-code");
}

/// Sends an invitation and looks for no email.
async fn invited(app: &TestApp, person: &Person) {
    app.invite_as(person, Purpose::First, LinkKind::Download, false).await.unwrap();
}

/// The addresses of emails in requests to the provider.
fn addresses(asked: &[Value]) -> Vec<&str> {
    asked.iter().filter_map(|asked| asked["email_address"].as_str()).collect()
}

/// What waits in the outbox, by kind.
async fn waiting(app: &TestApp) -> Vec<MessageKind> {
    let rows = rows(app).await.into_iter().filter(|row| row.sent_at.is_none() && row.dead_at.is_none());
    rows.filter_map(|row| row.kind).collect()
}

on_every_database! {
    // SEND-21
    async fn a_code_that_was_replaced_does_not_come_after_the_new_one(app: TestApp) {
        let mut app = app;
        let sam = app.person("Sam", "123").await;
        let mut browser = at_the_button(&app, &sam).await;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::Says(429));
        asks_for_code(&mut browser, "0").await;
        work(&app).await;
        let before = provider.asked();
        app.wait(Duration::seconds(61));
        asks_for_code(&mut browser, "1").await;
        provider.is(Mood::Says(201));
        work(&app).await;
        app.wait(Duration::minutes(9));
        work(&app).await;
        let asked = provider.asked();
        assert_eq!(asked.len(), before.len() + 1, "one text");
        let text = asked.last().unwrap()["personalisation"]["body"].as_str().unwrap();
        assert_ne!(before.last().unwrap()["personalisation"]["body"], text);
        let answer = browser.submit("/key/enter-code", &[("code", &text[..6])]).await;
        assert_eq!(answer.location(), "/key/add", "it is the code that counts");
        // Nobody has to be told that the first did not arrive.
        assert!(rows(&app).await.iter().all(|row| row.dead_at.is_none()));
    }

    // SEND-21: the provider took the code and nobody knows; the person has it.
    async fn a_code_that_was_entered_is_not_sent_again(app: TestApp) {
        let mut app = app;
        let sam = app.person("Sam", "123").await;
        let mut browser = at_the_button(&app, &sam).await;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::HangsUp);
        asks_for_code(&mut browser, "0").await;
        work(&app).await;
        let asked = provider.asked();
        let text = asked.last().unwrap()["personalisation"]["body"].as_str().unwrap();
        assert_eq!(browser.submit("/key/enter-code", &[("code", &text[..6])]).await.location(), "/key/add");
        provider.is(Mood::Says(201));
        app.wait(Duration::minutes(1));
        work(&app).await;
        assert_eq!(provider.asked().len(), asked.len());
    }

    // SEND-21
    async fn an_invitation_that_was_replaced_is_not_sent(app: TestApp) {
        let mut app = app;
        let sam = app.person("Sam", "123").await;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::Says(429));
        invited(&app, &sam).await;
        work(&app).await;
        provider.is(Mood::Says(201));
        app.wait(Duration::seconds(10));
        invited(&app, &sam).await;
        work(&app).await;
        let asked = provider.asked();
        assert_eq!(asked.len(), 2, "the first in vain, then the second");
        assert_ne!(asked[0]["personalisation"]["body"], asked[1]["personalisation"]["body"]);
        assert_eq!(waiting(&app).await, []);
    }

    // SEND-21: to whom it belongs now is not for somebody else to read.
    async fn an_invitation_to_a_wrong_address_is_not_sent_there(app: TestApp) {
        let mut app = app;
        let sam = app.person("Sam", "123").await;
        let provider = Provider::carry(&mut app, limits()).await;
        invited(&app, &sam).await;
        let mut officer = app.officer(Role::Issuer).await;
        let form = [("email", "right@example.org"), ("phone", "+447700900123"), ("checked", "yes")];
        officer.browser.submit(&format!("/hr/staff/{}/contact", sam.id), &form).await;
        work(&app).await;
        let asked = provider.asked();
        assert!(asked.iter().all(|asked| !asked["personalisation"]["body"].as_str().unwrap().contains("/k/")), "{asked:?}");
        // Both are told of the change.
        let mut told = addresses(&asked);
        told.sort_unstable();
        assert_eq!(told, ["Sam@example.org", "right@example.org"]);
    }

    // SEND-21
    async fn a_cancelled_invitation_and_a_leavers_are_not_sent(app: TestApp) {
        let mut app = app;
        let (sam, alex) = (app.person("Sam", "123").await, app.person("Alex", "124").await);
        let provider = Provider::carry(&mut app, limits()).await;
        invited(&app, &sam).await;
        invited(&app, &alex).await;
        let employee = app.employee(&alex).await;
        assert!(leave(&app.state, &employee, Actor::CommandLine).await.unwrap());
        let mut officer = app.officer(Role::Issuer).await;
        officer.browser.submit(&format!("/hr/staff/{}/cancel", sam.id), &[]).await;
        work(&app).await;
        assert_eq!(provider.asked(), Vec::<Value>::new());
        assert!(rows(&app).await.is_empty());
    }

    // SEND-21: what is in hand when it ends may go, and is not tried again.
    async fn what_was_in_hand_does_not_come_back(app: TestApp) {
        let mut app = app;
        let sam = app.person("Sam", "123").await;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::Waits);
        invited(&app, &sam).await;
        let state = app.state.clone();
        let worker = tokio::spawn(async move { jobs::outbox::send_waiting(&state).await });
        provider.until(|asked| asked["email_address"] == "Sam@example.org").await;
        invited(&app, &sam).await;
        provider.is(Mood::Says(429));
        assert_eq!(worker.await.unwrap().unwrap(), 1);
        assert_eq!(waiting(&app).await, [MessageKind::DownloadKey], "the second alone");
        provider.is(Mood::Says(201));
        app.wait(Duration::hours(1));
        work(&app).await;
        let asked = provider.asked();
        assert_eq!(asked.len(), 2);
        assert_ne!(asked[0]["personalisation"]["body"], asked[1]["personalisation"]["body"]);
        assert_eq!(rows(&app).await.len(), 1);
    }

    // SEND-21
    async fn an_officers_link_that_was_replaced_is_not_sent(app: TestApp) {
        let mut app = app;
        let mut admin = app.officer(Role::Administrator).await;
        let other = app.officer(Role::Viewer).await;
        let provider = Provider::carry(&mut app, limits()).await;
        for _ in 0..2 {
            admin.browser.submit(&format!("/hr/officers/{}", other.id), &[("act", "link")]).await;
        }
        assert_eq!(waiting(&app).await, [MessageKind::OfficerLink]);
        admin.browser.submit(&format!("/hr/officers/{}", other.id), &[("act", "off")]).await;
        work(&app).await;
        assert_eq!(provider.asked(), Vec::<Value>::new());
    }
}
