//! A portal sends somebody to log in, and gets them back.

use crate::support::{Database, TestApp};
use contract::Page;
use domain::Duration;

// OIDC-9
#[tokio::test]
async fn the_request_of_a_portal_is_carried_through_the_log_in() {
    let app = TestApp::new(Database::sqlite()).await;
    let sam = app.person("Sam", "123").await;
    let holder = app.holder(&sam).await;
    let mut browser = app.browser();
    let sent = browser.get(&app.portal().path(&[])).await;
    assert_eq!(sent.status, 303);
    let note = sent.location().strip_prefix("/login?for=").unwrap().to_owned();
    let page = app.unmoved(browser.get(sent.location())).await;
    assert!(page.body.contains("Employee portal"), "{}", page.body);
    let Page::LogIn(page) = browser.act("/login/begin", &[("by", "page"), ("continue_to", &note)]).await else {
        panic!("no page")
    };
    assert_eq!((page.portal.as_deref(), page.continue_to.as_deref()), (Some("Employee portal"), Some(note.as_str())));
    // Another press of the same page says nothing new, and loses nothing.
    let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
    holder.share(&request).await;
    let done = browser.submit("/login/finish", &[]).await;
    assert_eq!((done.status.as_u16(), done.location()), (303, format!("/oidc/resume?for={note}").as_str()));
}

// OIDC-9: only a note of ours leads anywhere.
#[tokio::test]
async fn other_notes_are_not_kept() {
    let app = TestApp::new(Database::sqlite()).await;
    let sam = app.person("Sam", "123").await;
    let holder = app.holder(&sam).await;
    for note in ["nonsense", "https://evil.example.org/", "//evil.example.org", "a.b", &"a".repeat(20_000)] {
        let mut browser = app.browser();
        browser.act("/login/begin", &[("by", "page"), ("continue_to", note)]).await;
        let page = browser.log_in_page().await;
        assert_eq!((page.portal, page.continue_to), (None, None), "{note}");
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        holder.share(&request).await;
        assert_eq!(browser.act("/login/finish", &[]).await, Page::Leave { to: "/home".to_owned() }, "{note}");
    }
}

// OIDC-9: a note that has expired by then leads home, not to a page that says that it has.
#[tokio::test]
async fn a_request_that_is_too_old_by_then_leads_home() {
    let app = TestApp::new(Database::sqlite()).await;
    let sam = app.person("Sam", "123").await;
    let holder = app.holder(&sam).await;
    let mut browser = app.browser();
    let sent = browser.get(&app.portal().path(&[])).await;
    let note = sent.location().strip_prefix("/login?for=").unwrap().to_owned();
    browser.act("/login/begin", &[("by", "page"), ("continue_to", &note)]).await;
    app.wait(Duration::millis(30 * 60_000 - 1));
    let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
    holder.share(&request).await;
    assert_eq!(browser.log_in_page().await.portal.as_deref(), Some("Employee portal"), "until now");
    app.wait(Duration::millis(1));
    assert_eq!(browser.act("/login/finish", &[]).await, Page::Leave { to: "/home".to_owned() });
}
