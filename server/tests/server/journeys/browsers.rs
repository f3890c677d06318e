//! Several browsers, tabs and mail scanners on one invitation.

use crate::support::{Wallet, on_every_database};
use contract::{Page, page::LinkState};
use domain::Duration;

on_every_database! {
    // LINK-4, SEND-1
    async fn a_mail_scanner_that_presses_everything_does_not_stop_the_person(app: TestApp) {
        let sam = app.person("Sam", "151").await;
        let link = app.invite(&sam).await;
        let mut scanner = app.with_session(&link).await;
        app.wait(Duration::seconds(1));
        scanner.press("/key/send-code", &[("after", "0")]).await;
        for _ in 0..3 {
            scanner.press("/key/continue", &[]).await;
            scanner.press("/key/send-code", &[("after", "0")]).await;
        }
        assert_eq!(app.texts(&sam).await, 1);

        // The person comes 20 seconds later: the text that is there is the text that counts.
        app.wait(Duration::seconds(20));
        let mut person = app.with_link(&link).await;
        let Page::SendCode(send) = person.act("/key/continue", &[]).await else { panic!("not told where a code goes") };
        let Page::EnterCode(_) = person.act("/key/send-code", &[("after", &send.after.to_string())]).await else { panic!("no code field") };
        assert_eq!(app.texts(&sam).await, 1);
        person.enter(&app.code(&sam).await).await;
        Wallet::new(&app).collect(&person.offer_link().await).await;
        assert_eq!(person.open("/key/add").await.heading(), "Access key added");

        // The scanner has seen no offer, and never will.
        assert_eq!(scanner.load("/key/add").await, Page::Leave { to: "/key".to_owned() });
    }

    // LINK-3
    async fn a_reload_and_a_second_tab_see_the_same_page(app: TestApp) {
        let sam = app.person("Sam", "152").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_link(&link).await;
        let presses: [(&str, Vec<(&str, String)>); 4] = [
            ("/key/continue", vec![]),
            ("/key/send-code", vec![("after", "0".to_owned())]),
            ("/key/enter-code", vec![("code", "12345".to_owned())]),
            ("/key/enter-code", vec![("code", "right".to_owned())]),
        ];
        for (path, mut form) in presses {
            if form.iter().any(|(_, value)| value == "right") {
                form = vec![("code", app.code(&sam).await)];
            }
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = browser.submit(path, &form).await;
            let at = answer.location().to_owned();
            let page = browser.load(&at).await;
            for mut tab in [browser.clone(), browser.clone()] {
                let reloaded = app.unmoved(tab.get(&at)).await;
                assert_eq!(reloaded.status, 200, "{at}");
                assert_eq!(tab.load(&at).await, page, "{at}");
            }
        }
        assert_eq!(app.texts(&sam).await, 1);
    }

    // LINK-4
    async fn the_email_opened_again_in_the_same_browser_carries_on(app: TestApp) {
        let sam = app.person("Sam", "153").await;
        let link = app.invite(&sam).await;
        let mut browser = app.with_code(&link).await;
        app.unmoved(browser.open(&link)).await;
        assert_eq!(browser.open("/key/enter-code").await.heading(), "Check your phone");
        app.unmoved(browser.press("/key/continue", &[])).await;
        browser.enter(&app.code(&sam).await).await;
        let offer = browser.offer_link().await;

        let again = app.unmoved(browser.open(&link)).await;
        assert_eq!(again.heading(), "Add your access key to your phone");
        assert_eq!(browser.offer_link().await, offer);
    }

    // LINK-4, ISSUE-23
    async fn the_first_to_verify_ends_the_others_which_can_start_again(app: TestApp) {
        let sam = app.person("Sam", "154").await;
        let link = app.invite(&sam).await;
        let mut computer = app.with_code(&link).await;
        let mut phone = app.with_session(&link).await;
        phone.enter(&app.code(&sam).await).await;
        assert_eq!(phone.open("/key/add").await.heading(), "Add your access key to your phone");

        let told = app.unmoved(computer.open("/key/enter-code")).await;
        assert_eq!((told.status.as_u16(), told.heading().as_str()), (200, "You carried on in another browser"));
        assert_eq!(app::pages::link_states::status(&LinkState::CarriedOnElsewhere), 200);
        for (path, form) in [("/key/send-code", ("after", "1")), ("/key/enter-code", ("code", "123456")), ("/key/add/renew", ("by", "button"))] {
            app.unmoved(computer.press(path, &[form])).await;
        }
        assert_eq!(app.texts(&sam).await, 1);

        // "Start again here" is a press, because it opens a session.
        assert!(told.body.contains("action=\"/key/continue\""), "{}", told.body);
        app.wait(Duration::minutes(2));
        assert_eq!(computer.press("/key/continue", &[]).await.heading(), "We will text you a security code");
        assert_eq!(phone.open("/key/add").await.heading(), "Add your access key to your phone", "both are on their way");
        computer.press("/key/send-code", &[("after", "1")]).await;
        computer.enter(&app.code(&sam).await).await;
        assert_eq!(computer.open("/key/add").await.heading(), "Add your access key to your phone");
        assert_eq!(phone.open("/key/add").await.heading(), "You carried on in another browser");
    }

    // CODE-13: nobody entered a wrong code here, and no code is on its way.
    async fn a_browser_that_asks_just_after_another_verified_is_told_why_it_has_to_wait(app: TestApp) {
        let sam = app.person("Sam", "158").await;
        let link = app.invite(&sam).await;
        app.verified(&sam, &link).await;
        let mut second = app.with_session(&link).await;
        app.wait(Duration::seconds(30));
        let (page, changes) = app.changes(second.press("/key/send-code", &[("after", "1")])).await;
        assert_eq!((page.status.as_u16(), page.heading().as_str()), (200, "You cannot get a new security code yet"));
        assert!(page.body.contains("The last code has been entered in another browser or on another device"), "{}", page.body);
        assert!(page.body.contains("You can ask again at 12:01pm."), "{}", page.body);
        assert_eq!(changes, ["flow_session.outcome", "flow_session.seen_at"]);
        assert_eq!(app.texts(&sam).await, 1);
        for path in ["/key/send-code", "/key/enter-code", "/key/new-code"] {
            assert_eq!(app.unmoved(second.open(path)).await.heading(), page.heading(), "{path}");
        }

        app.wait(Duration::seconds(30));
        let page = second.open("/key/new-code").await;
        assert_eq!(page.heading(), "Get a new security code");
        assert!(page.body.contains("The last code has been entered in another browser"), "{}", page.body);
        assert_eq!(second.press("/key/send-code", &[("after", "1")]).await.heading(), "Check your phone");
        second.enter(&app.code(&sam).await).await;
        assert_eq!(second.open("/key/add").await.heading(), "Add your access key to your phone");
    }

    async fn the_link_opened_again_after_another_browser_verified_starts_again(app: TestApp) {
        let sam = app.person("Sam", "155").await;
        let link = app.invite(&sam).await;
        let mut computer = app.with_code(&link).await;
        app.with_session(&link).await.enter(&app.code(&sam).await).await;
        assert_eq!(computer.open(&link).await.heading(), "Download your access key");
        assert_eq!(computer.press("/key/continue", &[]).await.heading(), "We will text you a security code");
    }

    async fn two_people_in_one_browser_get_a_key_each(app: TestApp) {
        let (sam, alex) = (app.person("Sam", "156").await, app.person("Alex", "157").await);
        let (first, second) = (app.invite(&sam).await, app.invite(&alex).await);
        let mut browser = app.verified(&sam, &first).await;
        Wallet::new(&app).collect(&browser.offer_link().await).await;
        assert_eq!(browser.open(&second).await.heading(), "Download your access key");
        browser.press("/key/continue", &[]).await;
        browser.press("/key/send-code", &[("after", "0")]).await;
        browser.enter(&app.code(&alex).await).await;
        Wallet::new(&app).collect(&browser.offer_link().await).await;
        assert_eq!((app.keys(&sam).await.len(), app.keys(&alex).await.len()), (1, 1));
    }
}
