//! One code, one token, one key.

use crate::support::{Wallet, on_every_database};
use contract::page::Stage;
use domain::{Duration, KeyState};

const BY_PAGE: (&str, &[(&str, &str)]) = ("/key/add/renew", &[("by", "page")]);
const BY_BUTTON: (&str, &[(&str, &str)]) = ("/key/add/renew", &[("by", "button")]);

const USED_AGAIN: &str = "Someone tried to use your QR code again";

on_every_database! {
    // ISSUE-23
    async fn the_page_follows_the_wallet(app: TestApp) {
        let sam = app.person("Sam", "321").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let (wallet, offer) = (Wallet::new(&app).with_dpop(), browser.offer_link().await);
        assert_eq!(browser.add_page().await.stage, Stage::Waiting);
        let code = wallet.pre_authorized_code(&offer).await;
        assert_eq!(browser.add_page().await.stage, Stage::Scanned);
        let token = wallet.token(&code).await.json()["access_token"].as_str().unwrap().to_owned();
        let page = browser.add_page().await;
        assert_eq!((page.stage, page.offer), (Stage::Adding, None));
        wallet.credential(&token).await;
        assert_eq!(browser.open("/key/add").await.heading(), "Access key added");
    }

    // ISSUE-3
    async fn redeeming_one_offer_ends_its_sibling(app: TestApp) {
        let sam = app.person("Sam", "322").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let wallet = Wallet::new(&app);
        let first = browser.offer_link().await;
        app.wait(Duration::minutes(4));
        browser.act(BY_PAGE.0, BY_PAGE.1).await;
        let second = browser.offer_link().await;
        let codes = [wallet.pre_authorized_code(&first).await, wallet.pre_authorized_code(&second).await];
        let (answer, changes) = app.changes(wallet.token(&codes[0])).await;
        assert_eq!(answer.status, 200);
        assert_eq!(changes, ["access_token +1", "audit +1", "offer.ended_at", "offer.redeemed_at"]);
        assert_eq!(app.unmoved(wallet.token(&codes[1])).await.json()["error"], "invalid_grant");
        assert_eq!(app.unmoved(wallet.offer(&second)).await.status, 404);
    }

    // ISSUE-4
    async fn nothing_is_renewed_by_the_page_once_a_code_is_redeemed(app: TestApp) {
        let sam = app.person("Sam", "323").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let wallet = Wallet::new(&app);
        let token = wallet.access_token(&browser.offer_link().await).await;
        app.wait(Duration::seconds(240));
        app.unmoved(browser.act(BY_PAGE.0, BY_PAGE.1)).await;
        let answer = wallet.credential(&token).await.json();
        app.unmoved(browser.act(BY_PAGE.0, BY_PAGE.1)).await;
        wallet.notify(&token, answer["notification_id"].as_str().unwrap(), "credential_failure").await;
        app.unmoved(browser.act(BY_PAGE.0, BY_PAGE.1)).await;
    }

    // ISSUE-2: the token ends, and the person and HR are told, once.
    async fn a_used_code_ends_its_token_while_there_is_no_key(app: TestApp) {
        let sam = app.person("Sam", "324").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let wallet = Wallet::new(&app);
        let code = wallet.pre_authorized_code(&browser.offer_link().await).await;
        let token = wallet.token(&code).await.json()["access_token"].as_str().unwrap().to_owned();
        let thief = Wallet::new(&app);
        let (answer, changes) = app.changes(thief.token(&code)).await;
        assert_eq!((answer.status.as_u16(), answer.json()["error"].as_str()), (400, Some("invalid_grant")));
        assert_eq!(changes, ["access_token.revoked_at", "audit +1", "offer.replayed_at", "outbox +2"]);
        assert_eq!(app.audit().await.last().unwrap(), "offer-replayed");
        assert_eq!(app.subjects(&sam).await[0], USED_AGAIN);
        assert_eq!(app.emails("hr@example.org").await, ["QR code used twice: staff number SN-Sam"]);
        // Again: nothing more to take, and nobody is told twice.
        app.unmoved(thief.token(&code)).await;

        let refused = app.unmoved(wallet.credential(&token)).await;
        assert_eq!((refused.status.as_u16(), refused.json()["error"].as_str()), (401, Some("invalid_token")));
        assert_eq!(app.keys(&sam).await, []);
        assert_eq!(browser.add_page().await.stage, Stage::NotAdded);
        assert!(browser.open("/key/add").await.body.contains("Your access key was not added."));
        // The person who is there makes the next.
        app.wait(Duration::seconds(1));
        browser.press(BY_BUTTON.0, BY_BUTTON.1).await;
        wallet.collect(&browser.offer_link().await).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
    }

    // ISSUE-2
    /// Or a photograph of the QR code would be enough to take a key away.
    async fn a_used_code_takes_no_key_away(app: TestApp) {
        let sam = app.person("Sam", "325").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let wallet = Wallet::new(&app);
        let code = wallet.pre_authorized_code(&browser.offer_link().await).await;
        let token = wallet.token(&code).await.json()["access_token"].as_str().unwrap().to_owned();
        wallet.credential(&token).await;
        let (answer, changes) = app.changes(wallet.token(&code)).await;
        assert_eq!(answer.json()["error"], "invalid_grant");
        assert_eq!(changes, ["audit +1", "offer.replayed_at", "outbox +2"]);
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
        let told = app.outbox().await;
        let told = told.iter().find(|message| message.subject.as_deref() == Some(USED_AGAIN)).unwrap();
        assert!(told.text.contains("check that your access key is there") && !told.text.contains("://"), "{}", told.text);
        assert_eq!(app.emails("hr@example.org").await, ["QR code used twice: staff number SN-Sam"]);
        app.unmoved(wallet.token(&code)).await;
        assert_eq!(wallet.credential(&token).await.status, 200, "a lost answer can still be fetched again");
        assert_eq!(browser.open("/key/add").await.heading(), "Access key added");
    }

    async fn a_wallet_that_stops_half_way_leaves_a_way_on(app: TestApp) {
        let sam = app.person("Sam", "326").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let wallet = Wallet::new(&app);
        let token = wallet.access_token(&browser.offer_link().await).await;
        assert_eq!(browser.add_page().await.stage, Stage::Adding);
        app.wait(Duration::minutes(5));
        assert_eq!(browser.add_page().await.stage, Stage::NotAdded);
        assert_eq!(app.unmoved(wallet.credential(&token)).await.status, 401);
        browser.press(BY_BUTTON.0, BY_BUTTON.1).await;
        wallet.collect(&browser.offer_link().await).await;
        assert_eq!(browser.open("/key/add").await.heading(), "Access key added");
    }

    async fn a_person_who_begins_anew_leaves_the_slow_wallet_behind(app: TestApp) {
        let sam = app.person("Sam", "327").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let slow = Wallet::new(&app);
        let token = slow.access_token(&browser.offer_link().await).await;
        app.wait(Duration::seconds(30));
        browser.press(BY_BUTTON.0, BY_BUTTON.1).await;
        assert_eq!(app.unmoved(slow.credential(&token)).await.status, 401);
        Wallet::new(&app).collect(&browser.offer_link().await).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
    }

    async fn a_press_before_the_wallet_is_done_says_so_and_keeps_the_offer(app: TestApp) {
        let sam = app.person("Sam", "328").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let offer = browser.offer_link().await;
        app.wait(Duration::seconds(1));
        let (page, changes) = app.changes(browser.press("/key/add/check", &[])).await;
        assert_eq!(changes, ["flow_session.outcome", "flow_session.seen_at"]);
        assert!(page.body.contains("We have not heard from your wallet app yet."));
        assert_eq!(browser.offer_link().await, offer);
        Wallet::new(&app).collect(&offer).await;
        assert_eq!(browser.press("/key/add/check", &[]).await.heading(), "Access key added");
    }
}
