//! What somebody who is logged in sees and can do.

use crate::support::{TestApp, on_every_database};
use contract::{
    Page,
    home::{Banner, HomeNotice, HomeView, KeyDetails, Notifications},
};
use domain::{Duration, KeyState, KeyWish};

const HR: &str = "hr@example.org";

async fn banners(app: &TestApp, browser: &mut crate::support::Browser) -> Vec<Banner> {
    match app.unmoved(browser.home("/home")).await.view {
        HomeView::Overview(overview) => overview.banners,
        other => panic!("{other:?}"),
    }
}

fn home(page: Page) -> contract::home::Home {
    match page {
        Page::Home(home) => *home,
        other => panic!("{other:?}"),
    }
}

on_every_database! {
    async fn each_page_has_its_path_and_is_a_document_too(app: TestApp) {
        let (_, mut browser) = app.at_home("Sam", "321").await;
        for path in ["/home", "/home/key", "/home/key/new", "/home/key/lost-phone", "/home/sessions", "/home/notifications"] {
            let home = app.unmoved(browser.home(path)).await;
            assert_eq!((home.path(), home.name.as_str(), home.notice), (path, "Sam Tester", None));
            assert_eq!(app.unmoved(browser.get(path)).await.status, 200, "{path}");
        }
        assert_eq!(browser.home("/home/elsewhere").await.path(), "/home");
        assert_eq!(browser.get("/home/elsewhere").await.status, 404);
    }

    async fn the_key_says_how_long_it_is_good_for(app: TestApp) {
        let (_, mut browser) = app.at_home("Sam", "322").await;
        let details = KeyDetails { added: "6 August 2026".to_owned(), last_used: None, ends: "5 August 2028".to_owned() };
        assert_eq!(browser.home("/home/key").await.view, HomeView::Key(details));
    }

    // SELF-1
    async fn hr_is_asked_for_a_new_key_once(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "323").await;
        let (page, changes) = app.changes(browser.act("/home/key/new", &[("reason", "new-phone")])).await;
        assert_eq!(changes, ["audit +1", "key_request +1", "outbox +1", "session.outcome"]);
        assert_eq!(home(page).notice, Some(HomeNotice::NewKeyAsked));
        assert_eq!(app.emails(HR).await, ["New access key wanted: staff number SN-Sam"]);
        assert!(app.told(HR).await[0].contains("asks for a new access key: they have a new phone."));
        let asked = HomeView::NewKey { asked: Some("6 August 2026".to_owned()) };
        assert_eq!(browser.home("/home/key/new").await.view, asked);
        assert_eq!(banners(&app, &mut browser).await, [Banner::NewKeyAsked { date: "6 August 2026".to_owned() }]);

        let (page, changes) = app.changes(browser.act("/home/key/new", &[("reason", "deleted")])).await;
        assert_eq!(changes, ["session.outcome"]);
        assert_eq!(home(page).notice, Some(HomeNotice::NewKeyAskedBefore));
        let open = store::key_requests::open(&app.state.db).await.unwrap();
        assert_eq!(open.iter().map(|wish| (wish.employee_id.clone(), wish.reason)).collect::<Vec<_>>(), [(sam.id, KeyWish::NewPhone)]);
        assert_eq!(app.emails(HR).await.len(), 1);
    }

    async fn a_wish_needs_a_reason(app: TestApp) {
        let (_, mut browser) = app.at_home("Sam", "324").await;
        for form in [&[][..], &[("reason", "")], &[("reason", "lost-phone")], &[("reason", "other")]] {
            let page = browser.act("/home/key/new", form).await;
            assert_eq!(home(page).notice, Some(HomeNotice::ReasonMissing), "{form:?}");
        }
        assert!(store::key_requests::open(&app.state.db).await.unwrap().is_empty());
        assert_eq!(app.emails(HR).await, [""; 0]);
    }

    // SELF-1
    async fn an_invitation_answers_the_wish(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "325").await;
        browser.act("/home/key/new", &[("reason", "not-working")]).await;
        app.wait(Duration::seconds(1));
        app.reissue(&sam, false).await;
        assert!(store::key_requests::open(&app.state.db).await.unwrap().is_empty());
        assert_eq!(banners(&app, &mut browser).await, [Banner::NewKeyWaits { until: "13 August 2026".to_owned() }]);
        let page = browser.act("/home/key/new", &[("reason", "not-working")]).await;
        assert_eq!(home(page).notice, Some(HomeNotice::NewKeyAsked));
        assert_eq!(app.emails(HR).await.len(), 2);
    }

    async fn a_key_that_ends_soon_is_said_until_something_is_done(app: TestApp) {
        let (sam, _) = app.at_home("Sam", "326").await;
        app.wait(Duration::millis(700 * 86_400_000 - 1));
        assert_eq!(banners(&app, &mut app.logged_in(&sam).await).await, []);
        app.wait(Duration::millis(1));
        let mut browser = app.logged_in(&sam).await;
        assert_eq!(banners(&app, &mut browser).await, [Banner::KeyEndsSoon { date: "5 August 2028".to_owned() }]);
        browser.act("/home/key/new", &[("reason", "not-working")]).await;
        assert_eq!(banners(&app, &mut browser).await, [Banner::NewKeyAsked { date: "6 July 2028".to_owned() }]);
    }

    async fn an_expired_key_keeps_nobody_logged_in(app: TestApp) {
        let (sam, _) = app.at_home("Sam", "327").await;
        app.wait(Duration::millis(730 * 86_400_000 - 1));
        let mut browser = app.logged_in(&sam).await;
        assert_eq!(browser.get("/home").await.status, 200);
        app.wait(Duration::millis(1));
        assert_eq!(app.unmoved(browser.open("/home")).await.heading(), "Your access key does not work any more");
    }

    // SELF-2
    async fn people_choose_how_they_are_told_of_a_log_in(app: TestApp) {
        let (_, mut browser) = app.at_home("Sam", "328").await;
        let chosen = |log_in_by_text| {
            HomeView::Notifications(Notifications { email: "Sam@example.org".to_owned(), phone_ending: "328".to_owned(), log_in_by_text })
        };
        assert_eq!(browser.home("/home/notifications").await.view, chosen(false));
        for (value, by_text) in [("email-and-text", true), ("email-and-text", true), ("email", false)] {
            let saved = home(browser.act("/home/notifications", &[("log_in", value)]).await);
            assert_eq!((saved.notice, saved.view), (Some(HomeNotice::NotificationsSaved), chosen(by_text)));
        }
        let answer = app.unmoved(browser.submit("/home/notifications", &[("log_in", "text")])).await;
        assert_eq!(answer.status, 422);
        assert_eq!(browser.home("/home/notifications").await.view, chosen(false));
    }

    // LOST-1, LOST-2, NOTICE-1
    async fn a_phone_is_reported_lost(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "329").await;
        let (_, mut alex) = app.at_home("Alex", "330").await;
        let mut elsewhere = app.logged_in(&sam).await;
        app.wait(Duration::seconds(1));
        let link = app.reissue(&sam, false).await;
        let mut thief = app.verified(&sam, &link).await;
        let texts = app.texts(&sam).await;
        app.wait(Duration::seconds(1));

        assert_eq!(app.unmoved(browser.open("/home/key/lost-phone")).await.status, 200);
        let answer = browser.press("/home/key/lost-phone", &[]).await;
        assert_eq!(answer.heading(), "You reported your phone as lost");
        assert_eq!(app.keys(&sam).await, [KeyState::Revoked]);
        assert_eq!(elsewhere.open("/home").await.heading(), "You reported your phone as lost");
        assert_eq!(alex.home("/home").await.name, "Alex Tester");
        // What was on its way cannot be used by whoever has the phone.
        assert_eq!(thief.open("/key/add").await.heading(), app.browser().open(&link).await.heading());
        assert_eq!(app.browser().open(&link).await.status, 410);
        assert_eq!(thief.press("/key/add/renew", &[("by", "button")]).await.status, 410);

        assert_eq!(app.subjects(&sam).await[0], "Your phone was reported lost");
        assert_eq!(app.texts(&sam).await, texts + 1);
        let number = app.employee(&sam).await.phone;
        let text = &app.told(&number).await[0];
        assert!(text.starts_with("Your phone was reported lost and your access key for Example Trust was revoked."), "{text}");
        assert!(!text.contains("http"), "{text}");
        assert_eq!(app.emails(HR).await, ["Lost phone: staff number SN-Sam"]);
        let open = store::key_requests::open(&app.state.db).await.unwrap();
        assert_eq!(open.iter().map(|wish| wish.reason).collect::<Vec<_>>(), [KeyWish::LostPhone]);

        // Once.
        assert_eq!(app.unmoved(browser.press("/home/key/lost-phone", &[])).await.heading(), "You reported your phone as lost");
        assert_eq!(app.emails(HR).await.len(), 1);
    }
}
