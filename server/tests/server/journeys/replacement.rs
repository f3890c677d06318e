//! A new access key in place of an old one.

use crate::support::{Wallet, on_every_database};
use contract::Page;
use domain::{Duration, InvitationState, KeyState, RevokeCause};

on_every_database! {
    // STATUS-6, SEND-11
    async fn the_old_key_works_until_the_new_one_is_issued(app: TestApp) {
        let sam = app.person("Sam", "141").await;
        app.added(&sam).await;
        app.wait(Duration::days(30));
        let link = app.reissue(&sam, false).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
        assert_eq!(app.texts(&sam).await, 2, "the security code, and that a new invitation was sent");

        let mut browser = app.with_link(&link).await;
        let Page::Start(start) = browser.load("/key").await else { panic!("not the start page") };
        assert!(start.replaces);
        let mut browser = app.verified(&sam, &link).await;
        let wallet = Wallet::new(&app);
        let token = wallet.access_token(&browser.offer_link().await).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Live], "a token is not yet a key");
        assert_eq!(wallet.credential(&token).await.status, 200);

        let keys = store::keys::of_employee(&app.state.db, &sam.id).await.unwrap();
        assert_eq!(keys.iter().map(|key| (key.state, key.revoke_cause)).collect::<Vec<_>>(), [(KeyState::Live, None), (KeyState::Revoked, Some(RevokeCause::Replaced))]);
        assert_eq!(browser.open("/key/add").await.heading(), "Access key added");
        let audit = app.audit().await;
        assert!(audit.ends_with(&["offer-redeemed".to_owned(), "key-replaced".to_owned(), "key-issued".to_owned()]), "{audit:?}");
    }

    // STATUS-6
    async fn the_key_of_a_lost_phone_stops_working_at_once(app: TestApp) {
        let sam = app.person("Sam", "142").await;
        app.added(&sam).await;
        app.wait(Duration::days(1));
        let (mails, texts) = (app.subjects(&sam).await.len(), app.texts(&sam).await);
        let link = app.reissue(&sam, true).await;
        let mut told = app.subjects(&sam).await;
        told.truncate(told.len() - mails);
        told.sort();
        assert_eq!(told, ["Your access key for Example Trust was revoked", "Your new access key for Example Trust"]);
        assert_eq!(app.texts(&sam).await, texts + 2, "both by text too");
        let told = app.told("Sam@example.org").await;
        let says = |text: &str| told[..2].iter().any(|mail| mail.contains(text));
        assert!(says("Reason: The phone was lost or stolen.") && says("Your old access key has stopped working."), "{told:?}");
        let keys = store::keys::of_employee(&app.state.db, &sam.id).await.unwrap();
        assert_eq!((keys[0].state, keys[0].revoke_cause), (KeyState::Revoked, Some(RevokeCause::Revoked)));
        assert!(keys[0].revoke_reason.as_ref().unwrap().contains("lost or stolen"));

        app.added_by(&sam, &link).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Live, KeyState::Revoked]);
    }

    // STATUS-6
    async fn somebody_who_lost_the_phone_twice_has_one_live_key(app: TestApp) {
        let sam = app.person("Sam", "143").await;
        app.added(&sam).await;
        for lost in [false, true] {
            app.wait(Duration::days(1));
            let link = app.reissue(&sam, lost).await;
            app.added_by(&sam, &link).await;
        }
        assert_eq!(app.keys(&sam).await, [KeyState::Live, KeyState::Revoked, KeyState::Revoked]);
    }

    async fn somebody_without_a_key_can_have_one_too(app: TestApp) {
        let sam = app.person("Sam", "144").await;
        let link = app.reissue(&sam, true).await;
        assert_eq!(app.subjects(&sam).await, ["Your new access key for Example Trust"], "nothing was revoked");
        app.wait(Duration::seconds(1));
        app.added_by(&sam, &link).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
    }

    // LINK-5
    /// The page of the first journey may still be open when HR acts.
    async fn the_open_page_of_the_first_journey_ends(app: TestApp) {
        let sam = app.person("Sam", "145").await;
        let (mut browser, ..) = app.added(&sam).await;
        app.wait(Duration::seconds(1));
        let link = app.reissue(&sam, false).await;
        let answer = app.unmoved(browser.press("/key/add/not-in-app", &[])).await;
        assert_eq!(answer.heading(), "You have already used this link");
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Live);
        assert_eq!(app.browser().open(&link).await.heading(), "Download your access key");
    }
}
