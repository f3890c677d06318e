//! The credential offer that the page shows: the same one until it has to be another.

use crate::support::{Wallet, on_every_database};
use contract::page::{AddKey, Stage};
use domain::Duration;

/// What the hydrated page does when the time has come.
const BY_PAGE: (&str, &[(&str, &str)]) = ("/key/add/renew", &[("by", "page")]);
const BY_BUTTON: (&str, &[(&str, &str)]) = ("/key/add/renew", &[("by", "button")]);

fn times(page: &AddKey) -> (Option<u32>, u32) {
    let offer = page.offer.as_ref().unwrap();
    (offer.renew_in, offer.expires_in)
}

on_every_database! {
    async fn a_reload_and_another_tab_show_the_same_offer(app: TestApp) {
        let sam = app.person("Sam", "301").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let page = browser.add_page().await;
        assert_eq!(times(&page), (Some(240_000), 300_000));
        app.wait(Duration::seconds(100));
        for mut tab in [browser.clone(), browser.clone()] {
            let answer = app.unmoved(tab.open("/key/add")).await;
            assert_eq!(answer.status, 200);
            let again = tab.add_page().await;
            assert_eq!(again.offer.as_ref().unwrap().link, page.offer.as_ref().unwrap().link);
            assert_eq!(times(&again), (Some(140_000), 200_000));
        }
    }

    // ISSUE-6
    async fn a_wallet_may_read_it_twice_and_the_page_says_that_it_was_read(app: TestApp) {
        let sam = app.person("Sam", "302").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let (wallet, offer) = (Wallet::new(&app), browser.offer_link().await);
        assert_eq!(browser.add_page().await.stage, Stage::Waiting);
        let (first, changes) = app.changes(wallet.offer(&offer)).await;
        assert_eq!(changes, ["offer.scanned_at"]);
        assert_eq!(browser.add_page().await.stage, Stage::Scanned);
        app.wait(Duration::seconds(1));
        let second = app.unmoved(wallet.offer(&offer)).await;
        assert_eq!((first.status.as_u16(), first.body), (200, second.body));
    }

    // ISSUE-23
    async fn no_other_browser_sees_it(app: TestApp) {
        let (sam, alex) = (app.person("Sam", "303").await, app.person("Alex", "304").await);
        let (first, second) = (app.invite(&sam).await, app.invite(&alex).await);
        let mut sams = app.verified(&sam, &first).await;
        let reference = sams.offer_link().await.split("openid4vci").last().unwrap().to_owned();
        let mut alexs = app.verified(&alex, &second).await;
        for mut other in [app.browser(), app.with_link(&first).await, app.with_session(&first).await] {
            assert!(!other.open("/key/add").await.body.contains("openid-credential-offer"));
        }
        assert!(sams.open("/key/add?show=button").await.body.contains(&reference));
        let page = alexs.open("/key/add?show=button").await.body;
        assert!(page.contains("openid-credential-offer") && !page.contains(&reference));
    }

    // ISSUE-4
    async fn after_four_minutes_the_page_asks_for_the_next_three_times(app: TestApp) {
        let sam = app.person("Sam", "305").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let wallet = Wallet::new(&app);
        let mut links = vec![browser.offer_link().await];

        // Not before.
        app.wait(Duration::seconds(234));
        app.unmoved(browser.act(BY_PAGE.0, BY_PAGE.1)).await;
        app.wait(Duration::seconds(6));
        for renewal in 1..=3 {
            let (_, changes) = app.changes(browser.act(BY_PAGE.0, BY_PAGE.1)).await;
            assert!(changes.contains(&"offer +1".to_owned()), "{renewal}: {changes:?}");
            assert!(changes.iter().all(|change| ["audit +1", "offer +1", "offer.ended_at"].contains(&change.as_str())), "{changes:?}");
            links.push(browser.offer_link().await);
            // A second tab that asks at the same moment gets the same.
            app.unmoved(browser.clone().act(BY_PAGE.0, BY_PAGE.1)).await;
            let good: Vec<u16> = statuses(&wallet, &links).await;
            let newest_two = |n: usize| if n + 2 >= links.len() { 200 } else { 404 };
            assert_eq!(good, (0..links.len()).map(newest_two).collect::<Vec<u16>>(), "{renewal}");
            let page = browser.add_page().await;
            assert_eq!(times(&page), ((renewal < 3).then_some(240_000), 300_000));
            browser.press("/key/add/check", &[]).await;
            app.wait(Duration::minutes(4));
        }
        // The fourth time it does not, and the offer runs out.
        app.unmoved(browser.act(BY_PAGE.0, BY_PAGE.1)).await;
        app.wait(Duration::minutes(1));
        assert_eq!(browser.add_page().await.offer, None);
        app.unmoved(browser.act(BY_PAGE.0, BY_PAGE.1)).await;
        assert!(browser.open("/key/add").await.body.contains("This QR code has expired."));
        assert_eq!(statuses(&wallet, &links).await, [404; 4]);
        // By button it goes on, and from the beginning.
        browser.press(BY_BUTTON.0, BY_BUTTON.1).await;
        assert_eq!(times(&browser.add_page().await), (Some(240_000), 300_000));
    }

    // ISSUE-4
    async fn the_earlier_offer_stays_good_to_its_own_end(app: TestApp) {
        let sam = app.person("Sam", "306").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let (wallet, earlier) = (Wallet::new(&app), browser.offer_link().await);
        app.wait(Duration::minutes(4));
        browser.act(BY_PAGE.0, BY_PAGE.1).await;
        app.wait(Duration::millis(59_999));
        assert_eq!(wallet.offer(&earlier).await.status, 200);
        let code = wallet.pre_authorized_code(&earlier).await;
        app.wait(Duration::millis(1));
        assert_eq!(app.unmoved(wallet.offer(&earlier)).await.status, 404);
        assert_eq!(app.unmoved(wallet.token(&code)).await.json()["error"], "invalid_grant");
    }

    // ISSUE-4
    async fn a_press_for_a_new_qr_code_ends_the_earlier_ones_at_once(app: TestApp) {
        let sam = app.person("Sam", "307").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let wallet = Wallet::new(&app);
        let first = browser.offer_link().await;
        app.wait(Duration::minutes(4));
        browser.act(BY_PAGE.0, BY_PAGE.1).await;
        let second = browser.offer_link().await;
        let code = wallet.pre_authorized_code(&second).await;
        app.wait(Duration::seconds(1));
        browser.press(BY_BUTTON.0, BY_BUTTON.1).await;
        let third = browser.offer_link().await;
        assert_eq!(statuses(&wallet, &[first, second, third]).await, [404, 404, 200]);
        assert_eq!(app.unmoved(wallet.token(&code)).await.json()["error"], "invalid_grant");
    }

    // ISSUE-4
    async fn hr_ends_it_by_a_new_invitation(app: TestApp) {
        let sam = app.person("Sam", "308").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let (wallet, offer) = (Wallet::new(&app), browser.offer_link().await);
        let code = wallet.pre_authorized_code(&offer).await;
        app.wait(Duration::seconds(1));
        app.reissue(&sam, false).await;
        assert_eq!(app.unmoved(wallet.offer(&offer)).await.status, 404);
        assert_eq!(app.unmoved(wallet.token(&code)).await.json()["error"], "invalid_grant");
    }

    // ISSUE-4
    async fn a_new_verified_session_ends_it(app: TestApp) {
        let sam = app.person("Sam", "309").await;
        let link = app.invite(&sam).await;
        let mut first = app.verified(&sam, &link).await;
        let (wallet, offer) = (Wallet::new(&app), first.offer_link().await);
        app.wait(Duration::minutes(2));
        let mut second = app.with_session(&link).await;
        second.press("/key/send-code", &[("after", "1")]).await;
        second.enter(&app.code(&sam).await).await;
        assert_eq!(wallet.offer(&offer).await.status, 404);
        assert_eq!(wallet.offer(&second.offer_link().await).await.status, 200);
    }

    async fn a_phone_gets_the_button_first_and_a_computer_the_qr_code(app: TestApp) {
        let sam = app.person("Sam", "310").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let offer = browser.offer_link().await;
        assert!(!browser.open("/key/add").await.body.contains(&format!("href=\"{offer}")));
        assert!(browser.open("/key/add?show=button").await.body.contains("href=\"openid-credential-offer://"));
        let phone = browser.request(axum::http::Method::GET, "/key/add").header("sec-ch-ua-mobile", "?1").body(axum::body::Body::empty()).unwrap();
        assert!(browser.send(phone).await.body.contains("href=\"openid-credential-offer://"));
    }
}

async fn statuses(wallet: &Wallet, links: &[String]) -> Vec<u16> {
    let mut statuses = Vec::new();
    for link in links {
        statuses.push(wallet.offer(link).await.status.as_u16());
    }
    statuses
}
