//! A key that was delivered and is not there.

use crate::support::{Browser, Wallet, on_every_database};
use contract::{Page, page::Stage};
use domain::{Duration, KeyState};
use serde_json::Value;

const LIVE: KeyState = KeyState::Live;
const REVOKED: KeyState = KeyState::Revoked;

/// Whether the last page offers another try.
async fn can_try_again(browser: &mut Browser) -> bool {
    match browser.load("/key/added").await {
        Page::Added(page) => page.can_try_again,
        other => panic!("not added: {other:?}"),
    }
}

async fn tell(wallet: &Wallet, answer: &Value, event: &str) {
    let text = |name: &str| answer[name].as_str().unwrap().to_owned();
    assert_eq!(wallet.notify(&text("access_token"), &text("notification_id"), event).await.status, 204);
}

on_every_database! {
    // ISSUE-25
    async fn the_same_session_can_make_two_more_offers(app: TestApp) {
        let sam = app.person("Sam", "341").await;
        let (mut browser, wallet, _) = app.added(&sam).await;
        for earlier in [[REVOKED].as_slice(), &[REVOKED, REVOKED]] {
            assert!(can_try_again(&mut browser).await);
            app.wait(Duration::seconds(10));
            let (page, changes) = app.changes(browser.press("/key/add/not-in-app", &[])).await;
            assert_eq!(page.heading(), "Add your access key to your phone");
            assert_eq!(changes, ["audit +2", "flow_session.seen_at", "offer +1"]);
            assert_eq!(app.keys(&sam).await[0], LIVE, "the earlier key works until the next is issued");

            app.wait(Duration::seconds(10));
            wallet.collect(&browser.offer_link().await).await;
            assert_eq!(app.keys(&sam).await, [&[LIVE], earlier].concat());
            assert_eq!(browser.open("/key/add").await.heading(), "Access key added");
        }
        assert!(!can_try_again(&mut browser).await);
        app.wait(Duration::seconds(1));
        let (page, changes) = app.changes(browser.press("/key/add/not-in-app", &[])).await;
        assert_eq!(page.heading(), "Access key added");
        assert_eq!(changes, ["flow_session.seen_at"]);
    }

    async fn an_offer_that_ran_out_is_no_try(app: TestApp) {
        let sam = app.person("Sam", "342").await;
        let (mut browser, wallet, _) = app.added(&sam).await;
        app.wait(Duration::seconds(10));
        browser.press("/key/add/not-in-app", &[]).await;
        for _ in 0..3 {
            app.wait(Duration::minutes(6));
            assert_eq!(browser.add_page().await.offer, None);
            browser.press("/key/add/renew", &[("by", "button")]).await;
        }
        wallet.collect(&browser.offer_link().await).await;
        assert!(can_try_again(&mut browser).await, "one more");
        assert_eq!(app.keys(&sam).await, [LIVE, REVOKED]);
    }

    // ISSUE-25
    /// Going back to the QR code and not scanning it costs nobody a key.
    async fn the_key_stays_live_when_the_next_is_never_fetched(app: TestApp) {
        let sam = app.person("Sam", "343").await;
        let (mut browser, ..) = app.added(&sam).await;
        app.wait(Duration::seconds(10));
        browser.press("/key/add/not-in-app", &[]).await;
        app.wait(Duration::hours(1));
        assert_eq!(app.keys(&sam).await, [LIVE]);
        assert_eq!(browser.open("/key/add").await.heading(), "You have already used this link");
    }

    async fn a_wallet_that_could_not_add_it_says_so_and_the_person_tries_again(app: TestApp) {
        for (event, number) in [("credential_failure", "344"), ("credential_deleted", "345")] {
            let sam = app.person(number, number).await;
            let (mut browser, wallet, answer) = app.added(&sam).await;
            assert_eq!(browser.open("/key/add").await.heading(), "Access key added");
            tell(&wallet, &answer, event).await;
            assert_eq!(browser.add_page().await.stage, Stage::NotAdded, "{event}");
            assert!(browser.open("/key/add").await.body.contains("Your access key was not added."));

            app.wait(Duration::seconds(10));
            browser.press("/key/add/renew", &[("by", "button")]).await;
            assert_eq!(app.keys(&sam).await, [LIVE], "until the next is issued");
            app.wait(Duration::seconds(10));
            wallet.collect(&browser.offer_link().await).await;
            assert_eq!(app.keys(&sam).await, [LIVE, REVOKED]);
            assert_eq!(browser.open("/key/add").await.heading(), "Access key added");
        }
    }

    // ISSUE-25
    /// The key and two more: then a wallet that cannot hold it is HR's business.
    async fn after_the_third_key_that_could_not_be_added_only_hr_helps(app: TestApp) {
        let sam = app.person("Sam", "348").await;
        let (mut browser, wallet, mut answer) = app.added(&sam).await;
        for _ in 0..2 {
            tell(&wallet, &answer, "credential_failure").await;
            assert_eq!(browser.add_page().await.stage, Stage::NotAdded);
            app.wait(Duration::seconds(10));
            browser.press("/key/add/renew", &[("by", "button")]).await;
            answer = wallet.collect(&browser.offer_link().await).await;
        }
        tell(&wallet, &answer, "credential_failure").await;
        assert_eq!(browser.add_page().await.stage, Stage::AskHr);
        let page = browser.open("/key/add").await.body;
        assert!(page.contains("href=\"/contact\"") && !page.contains("/key/add/renew"), "{page}");
    }

    async fn a_wallet_that_accepted_changes_nothing_on_the_page(app: TestApp) {
        let sam = app.person("Sam", "346").await;
        let (mut browser, wallet, answer) = app.added(&sam).await;
        let page = browser.load("/key/added").await;
        tell(&wallet, &answer, "credential_accepted").await;
        assert_eq!(browser.load("/key/added").await, page);
    }

    // ISSUE-23
    async fn another_browser_cannot_try_again(app: TestApp) {
        let sam = app.person("Sam", "347").await;
        let link = app.invite(&sam).await;
        app.added_by(&sam, &link).await;
        let mut other = app.with_session(&link).await;
        app.unmoved(other.press("/key/add/not-in-app", &[])).await;
        app.unmoved(other.press("/key/add/renew", &[("by", "button")])).await;
    }

    // STATUS-6
    async fn a_revoked_key_is_not_replaced_this_way(app: TestApp) {
        let sam = app.person("Sam", "348").await;
        let (mut browser, ..) = app.added(&sam).await;
        let key = store::keys::held_of(&app.state.db, &sam.id).await.unwrap().unwrap().id;
        let actor = server::flows::audit::Actor::CommandLine;
        server::flows::revoke::revoke(&app.state, &key, "Left the building", actor).await.unwrap();
        let page = app.unmoved(browser.press("/key/add/not-in-app", &[])).await;
        assert_eq!(page.heading(), "You have already used this link");
        assert_eq!(app.keys(&sam).await, [REVOKED]);
    }
}
