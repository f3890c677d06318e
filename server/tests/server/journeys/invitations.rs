//! The life of an invitation: every move from live, and that there is no way back.

use crate::support::{Browser, Person, TestApp, on_every_database};
use domain::{Duration, InvitationState, KeyState, LinkKind, Purpose};
use server::flows::invite::NotInvited;

/// A browser in which the right code was entered in the last seconds of an invitation, which has expired since.
async fn late(app: &TestApp, person: &Person, link: &str) -> Browser {
    app.wait(Duration::millis(7 * 86_400_000 - 2_000));
    let browser = app.verified(person, link).await;
    app.wait(Duration::seconds(1));
    browser
}

on_every_database! {
    // LINK-5, SEND-11
    async fn it_is_used_when_the_key_is_issued_and_not_before(app: TestApp) {
        let sam = app.person("Sam", "121").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let wallet = crate::support::Wallet::new(&app);
        let token = wallet.access_token(&browser.offer_link().await).await;
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Live);
        assert_eq!(wallet.credential(&token).await.status, 200);
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Used);
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
        assert_eq!(app.subjects(&sam).await.len(), 2, "the invitation, and that the key was added");
    }

    // LINK-5
    async fn a_newer_one_takes_its_place_with_its_links_sessions_codes_and_offers(app: TestApp) {
        let sam = app.person("Sam", "122").await;
        let link = app.invite(&sam).await;
        let mut opened = app.with_session(&link).await;
        let mut verified = app.verified(&sam, &link).await;
        let wallet = crate::support::Wallet::new(&app);
        let offer = verified.offer_link().await;
        let code = wallet.pre_authorized_code(&offer).await;
        app.wait(Duration::seconds(1));
        let newer = app.invite(&sam).await;

        assert_ne!(newer, link);
        for browser in [&mut opened, &mut verified, &mut app.with_link(&link).await] {
            let answer = app.unmoved(browser.open("/key/add")).await;
            assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (410, "This link has been replaced by a newer one"));
        }
        assert_eq!(app.unmoved(wallet.offer(&offer)).await.status, 404);
        assert_eq!(app.unmoved(wallet.token(&code)).await.json()["error"], "invalid_grant");
        assert_eq!(app.with_link(&newer).await.open("/key").await.heading(), "Download your access key");
    }

    /// Browsers keep both cookies: the newest email counts.
    async fn the_newer_link_works_in_the_browser_of_the_older_one(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        app.wait(Duration::seconds(1));
        let newer = app.invite(&sam).await;
        assert_eq!(browser.open(&newer).await.heading(), "Download your access key");
        assert_eq!(browser.press("/key/continue", &[]).await.heading(), "We will text you a security code");
    }

    // STATUS-8
    async fn nothing_leads_on_once_somebody_has_left(app: TestApp) {
        let sam = app.person("Sam", "124").await;
        let link = app.invite(&sam).await;
        let mut opened = app.with_session(&link).await;
        let mut verified = app.verified(&sam, &link).await;
        let wallet = crate::support::Wallet::new(&app);
        let code = wallet.pre_authorized_code(&verified.offer_link().await).await;
        app.leaves(&sam).await;
        for browser in [&mut opened, &mut verified] {
            let answer = app.unmoved(browser.open("/key/add")).await;
            assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (410, "This invitation was cancelled"));
        }
        assert_eq!(app.unmoved(wallet.token(&code)).await.json()["error"], "invalid_grant");
        assert_eq!(app.unmoved(app.invite_as(&sam, Purpose::First, LinkKind::Download, false)).await, Err(NotInvited::NotActive));
    }

    async fn a_locked_one_can_only_be_replaced(app: TestApp) {
        let sam = app.person("Sam", "125").await;
        let link = app.invite(&sam).await;
        let mut browser = app.lock(&sam, &link).await;
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Locked);
        let texts = app.texts(&sam).await;
        let answer = app.unmoved(browser.press("/key/send-code", &[("after", "3")])).await;
        assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (410, "This invitation is locked"));
        assert_eq!(app.texts(&sam).await, texts);

        app.wait(Duration::seconds(1));
        let newer = app.invite(&sam).await;
        assert_eq!(app.browser().open(&link).await.heading(), "This link has been replaced by a newer one");
        app.added_by(&sam, &newer).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
    }

    // LINK-6
    async fn it_lives_for_seven_days_to_the_millisecond(app: TestApp) {
        let sam = app.person("Sam", "126").await;
        let link = app.invite(&sam).await;
        app.wait(Duration::millis(7 * 86_400_000 - 1));
        let mut browser = app.with_session(&link).await;
        assert_eq!(browser.open("/key").await.heading(), "Download your access key");
        app.wait(Duration::millis(1));
        let answer = app.unmoved(browser.press("/key/send-code", &[("after", "0")])).await;
        assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (410, "This link has expired"));
        assert_eq!(app.texts(&sam).await, 0);
    }

    // CODE-2
    async fn a_code_does_not_outlive_it(app: TestApp) {
        let sam = app.person("Sam", "127").await;
        let link = app.invite(&sam).await;
        app.wait(Duration::millis(7 * 86_400_000 - 2000));
        let mut browser = app.with_code(&link).await;
        let code = app.code(&sam).await;
        app.wait(Duration::seconds(1));
        let answer = app.unmoved(browser.enter(&code)).await;
        assert_eq!(answer.heading(), "This link has expired");
    }

    // ISSUE-27: what began before the expiry may be finished with the offer that is there; no other is made.
    async fn nothing_new_is_collected_once_it_has_expired(app: TestApp) {
        let sam = app.person("Sam", "130").await;
        let link = app.invite(&sam).await;
        let mut browser = late(&app, &sam, &link).await;
        let offer = browser.offer_link().await;
        app.wait(Duration::minutes(4));
        assert_eq!(browser.add_page().await.offer.unwrap().renew_in, None, "the page does not ask for what it will not get");
        for by in ["page", "button"] {
            let (_, changes) = app.changes(browser.act("/key/add/renew", &[("by", by)])).await;
            assert!(!changes.iter().any(|change| change.starts_with("offer")), "{by}: {changes:?}");
            assert_eq!(browser.offer_link().await, offer, "{by}");
        }
        assert_eq!(app.with_link(&link).await.open("/key").await.heading(), "This link has expired");

        // Five minutes after it was made the offer ends, and with it the way.
        let wallet = crate::support::Wallet::new(&app);
        let code = wallet.pre_authorized_code(&offer).await;
        app.wait(Duration::minutes(1));
        assert_eq!(app.unmoved(wallet.token(&code)).await.json()["error"], "invalid_grant");
        for (path, form) in [("/key/add/renew", vec![("by", "button")]), ("/key/add/check", vec![])] {
            let answer = app.unmoved(browser.press(path, &form)).await;
            assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (410, "This link has expired"), "{path}");
        }
        assert_eq!(app.keys(&sam).await, []);
    }

    // ISSUE-27
    async fn a_wallet_that_had_begun_before_it_expired_may_finish(app: TestApp) {
        let sam = app.person("Sam", "131").await;
        let link = app.invite(&sam).await;
        let mut browser = late(&app, &sam, &link).await;
        let wallet = crate::support::Wallet::new(&app);
        app.wait(Duration::seconds(290));
        let token = wallet.access_token(&browser.offer_link().await).await;
        app.wait(Duration::seconds(290));
        assert_eq!(browser.add_page().await.stage, contract::page::Stage::Adding);
        assert_eq!(wallet.credential(&token).await.status, 200);
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
        assert_eq!(browser.open("/key/add").await.heading(), "Access key added");
        app.wait(Duration::seconds(1));
        // It was used, so a key that never arrived can be fetched again.
        browser.press("/key/add/not-in-app", &[]).await;
        wallet.collect(&browser.offer_link().await).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Live, KeyState::Revoked]);
    }

    async fn an_expired_one_gives_way_to_a_new_one(app: TestApp) {
        let sam = app.person("Sam", "128").await;
        let link = app.invite(&sam).await;
        app.wait(Duration::days(8));
        let newer = app.invite(&sam).await;
        assert_eq!(app.browser().open(&link).await.heading(), "This link has been replaced by a newer one");
        assert_eq!(app.browser().open(&newer).await.heading(), "Download your access key");
    }

    async fn somebody_with_a_key_gets_no_first_invitation(app: TestApp) {
        let sam = app.person("Sam", "129").await;
        app.added(&sam).await;
        for mail in [LinkKind::Download, LinkKind::LogIn] {
            assert_eq!(app.unmoved(app.invite_as(&sam, Purpose::First, mail, false)).await, Err(NotInvited::HasKey));
        }
    }
}
