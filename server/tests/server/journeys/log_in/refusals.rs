//! Keys that are genuine and open nothing any more.

use crate::support::{Answer, Browser, TestApp, on_every_database};
use contract::{
    Page,
    log_in::{LogInRefusal, LogInStage},
};
use domain::{AccessKeyId, Duration};
use server::flows::{audit::Actor, revoke::revoke};

/// Refused as a key that is known: the kind is kept, and a line in the audit trail.
async fn is_denied(app: &TestApp, browser: &mut Browser, share: impl Future<Output = Answer>, why: LogInRefusal) {
    let (refused, changes) = app.changes(share).await;
    assert_eq!(
        (refused.status.as_u16(), refused.json()["error"].as_str()),
        (400, Some("access_denied")),
        "{}",
        refused.body
    );
    assert_eq!(changes, ["audit +1", "presentation_request.refusal", "presentation_request.refused_at"]);
    assert_eq!(app.audit().await.last().unwrap(), "log-in-refused");
    assert_eq!(browser.log_in_page().await.refusal, Some(why));
    app.unmoved(browser.act("/login/finish", &[])).await;
    assert!(!browser.cookies.contains_key("latchkey-session"));
}

/// An answer that was good is refused when it is collected, and the page says why until somebody asks again.
async fn is_told_at_the_end(app: &TestApp, browser: &mut Browser, why: LogInRefusal) {
    assert_eq!(browser.log_in_page().await.stage, LogInStage::Shared);
    app.wait(Duration::seconds(1));
    let Page::LogIn(page) = browser.act("/login/finish", &[]).await else { panic!("in") };
    assert_eq!((page.refusal, &page.stage), (Some(why), &LogInStage::Expired));
    assert_eq!(app.audit().await.last().unwrap(), "log-in-refused");
    let Page::LogIn(again) = app.unmoved(browser.act("/login/finish", &[])).await else { panic!("in") };
    assert_eq!(again.refusal, Some(why));
    assert!(!browser.cookies.contains_key("latchkey-session"));
    browser.ask().await;
    assert_eq!(browser.log_in_page().await.refusal, None);
}

async fn key_of(app: &TestApp, person: &crate::support::Person) -> AccessKeyId {
    store::keys::held_of(&app.state.db, &person.id).await.unwrap().unwrap().id
}

on_every_database! {
    // LOGIN-12
    async fn a_revoked_key_opens_nothing(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        revoke(&app.state, &key_of(&app, &sam).await, "lost", Actor::CommandLine).await.unwrap();
        is_denied(&app, &mut browser, holder.share(&request), LogInRefusal::Revoked).await;
    }

    // LOGIN-12: revoked between sharing and collecting.
    async fn nor_does_one_that_was_shared_before(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        holder.share(&request).await;
        revoke(&app.state, &key_of(&app, &sam).await, "lost", Actor::CommandLine).await.unwrap();
        is_told_at_the_end(&app, &mut browser, LogInRefusal::Revoked).await;
    }

    // LOGIN-11, LOGIN-12: left between sharing and collecting.
    async fn nor_does_that_of_a_person_who_has_left_since(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        holder.share(&request).await;
        app.leaves(&sam).await;
        is_told_at_the_end(&app, &mut browser, LogInRefusal::NotActive).await;
    }

    // LOST-1: the phone was reported lost between sharing and collecting.
    async fn nor_does_that_of_a_phone_reported_lost_since(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        holder.share(&request).await;
        app.logged_in(&sam).await.press("/home/key/lost-phone", &[]).await;
        let page = browser.log_in_page().await;
        assert_eq!((page.refusal, page.stage == LogInStage::Shared), (Some(LogInRefusal::Revoked), false));
        app.unmoved(browser.act("/login/finish", &[])).await;
        assert!(!browser.cookies.contains_key("latchkey-session"));
    }

    // LOGIN-12
    async fn a_replaced_key_opens_nothing_and_the_new_one_does(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let old = app.holder(&sam).await;
        let link = app.reissue(&sam, false).await;
        let (_, wallet, answer) = app.added_by(&sam, &link).await;
        let credential = answer["credentials"][0]["credential"].as_str().unwrap().to_owned();
        let new = crate::support::Holder { wallet, credential };
        let mut browser = app.browser();
        let request = old.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        is_denied(&app, &mut browser, old.share(&request), LogInRefusal::Revoked).await;
        assert_eq!(new.share(&request).await.status, 200);
        assert_eq!(browser.act("/login/finish", &[]).await, Page::Leave { to: "/home".to_owned() });
    }

    // LOGIN-11
    async fn who_does_not_work_here_any_more_does_not_get_in(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        app.leaves(&sam).await;
        is_denied(&app, &mut browser, holder.share(&request), LogInRefusal::NotActive).await;
    }

    // LOGIN-11
    async fn an_expired_key_opens_nothing(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        app.wait(Duration::days(731));
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        let refused = holder.share(&request).await;
        assert_eq!(refused.status, 400);
        let page = browser.log_in_page().await;
        assert_eq!((page.refusal, page.stage == LogInStage::Opened), (Some(LogInRefusal::Expired), false));
    }

    // LOGIN-12: another process revokes, and this one knows at once.
    async fn every_process_knows_of_a_revocation(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        app.log_in(&mut browser, &holder).await;
        let second = app.replica();
        revoke(&second, &key_of(&app, &sam).await, "lost", Actor::CommandLine).await.unwrap();
        assert!(!matches!(browser.load("/home").await, Page::Home(_)));
        let mut again = app.browser();
        let request = holder.wallet.read_request(&again.ask().await.qr.unwrap()).await;
        is_denied(&app, &mut again, holder.share(&request), LogInRefusal::Revoked).await;
    }
}
