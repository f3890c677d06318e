//! Officers suspend access keys, and restore them.

use super::acts::{after, at, does};
use crate::support::{Holder, TestApp, on_every_database, payload};
use contract::{Page, log_in::LogInRefusal};
use domain::{Duration, KeyState, LinkKind, Purpose, Role};
use oid4vc::status_list::{INVALID, SUSPENDED, StatusBits, StatusList, VALID};
use server::flows::invite::NotInvited;

const REASON: [(&str, &str); 1] = [("reason", "We are looking into a report.")];

/// What the published list says of a key.
async fn status(app: &TestApp, holder: &Holder) -> Option<u8> {
    let status = &payload(&holder.credential)["status"]["status_list"];
    let path = status["uri"].as_str().unwrap().strip_prefix("http://localhost:3000").unwrap().to_owned();
    let claims = payload(&app.browser().get(&path).await.body);
    let list = StatusList::decode(StatusBits::Two, claims["status_list"]["lst"].as_str().unwrap(), 1 << 20).unwrap();
    list.get(status["idx"].as_u64().unwrap())
}

on_every_database! {
    // HR-26, STATUS-3
    async fn a_suspended_key_opens_nothing_until_it_is_restored(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut home = app.browser();
        app.log_in(&mut home, &holder).await;
        assert_eq!(status(&app, &holder).await, Some(VALID));
        let mut officer = app.officer(Role::Issuer).await;
        assert_eq!(officer.browser.get(&at(&sam, "suspend")).await.heading(), "Suspend the access key of Sam Tester?");

        let record = does(&app, &mut officer.browser, &sam, "suspend", &REASON).await;
        assert!(record.body.contains("Access key suspended"), "{}", record.body);
        assert_eq!(home.get("/home").await.heading(), "Your access key is suspended");
        assert_eq!(status(&app, &holder).await, Some(SUSPENDED));
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        let refused = holder.share(&request).await;
        assert_eq!((refused.status.as_u16(), refused.json()["error"].as_str()), (400, Some("access_denied")));
        assert_eq!(browser.log_in_page().await.refusal, Some(LogInRefusal::Suspended));
        assert!(browser.get("/login").await.body.contains("Your access key is suspended"));
        app.unmoved(browser.act("/login/finish", &[])).await;
        assert!(app.told("Sam@example.org").await[0].contains("Reason: We are looking into a report."));
        assert!(app.told("+447700900123").await[0].contains("was suspended"));
        // The same press again tells nobody again.
        app.unmoved(officer.browser.submit(&at(&sam, "suspend"), &REASON)).await;

        let record = does(&app, &mut officer.browser, &sam, "restore", &[]).await;
        assert!(record.body.contains("Access key restored"));
        assert_eq!(status(&app, &holder).await, Some(VALID));
        assert!(app.subjects(&sam).await[0].contains("works again"));
        app.unmoved(officer.browser.submit(&at(&sam, "restore"), &[])).await;
        assert_eq!(home.get("/home").await.heading(), "You were logged out");
        app.wait(Duration::seconds(1));
        let mut browser = app.browser();
        app.log_in(&mut browser, &holder).await;
        assert!(matches!(browser.load("/home").await, Page::Home(_)));
    }

    // HR-26: shared a moment before.
    async fn what_was_shared_before_is_not_collected(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        assert_eq!(holder.share(&request).await.status, 200);
        let mut officer = app.officer(Role::Issuer).await;
        does(&app, &mut officer.browser, &sam, "suspend", &REASON).await;
        app.unmoved(browser.act("/login/finish", &[])).await;
        assert_eq!(browser.log_in_page().await.refusal, Some(LogInRefusal::Suspended));
        assert!(!browser.cookies.contains_key("latchkey-session"));
    }

    // HR-26: where the person is logged in through us, too.
    async fn portals_are_told(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, session) = app.in_session(&sam, domain::Device::Same).await;
        app.portal().log_in(&mut browser).await;
        let mut officer = app.officer(Role::Issuer).await;
        does(&app, &mut officer.browser, &sam, "suspend", &REASON).await;
        let notices = crate::races::rows(&app, store::entity::log_out_notice::Entity).await;
        assert_eq!(notices.iter().map(|notice| &notice.session_id).collect::<Vec<_>>(), [&session]);
    }

    // HR-26: nothing leads round it.
    async fn no_invitation_leads_round_it(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut adding, wallet, _) = app.added(&sam).await;
        let link = app.reissue(&sam, false).await;
        let mut officer = app.officer(Role::Issuer).await;
        does(&app, &mut officer.browser, &sam, "suspend", &REASON).await;
        assert_eq!(app.browser().open(&link).await.heading(), "This invitation was cancelled");
        // The browser in which the key was added does not get another.
        assert!(matches!(adding.act("/key/add/not-in-app", &[]).await, Page::Leave { .. }));
        app.outbox().await;
        let first = app.invite_as(&sam, Purpose::First, LinkKind::Download, false);
        assert_eq!(app.unmoved(first).await, Err(NotInvited::HasKey));
        drop(wallet);
        assert_eq!(app.keys(&sam).await, [KeyState::Suspended]);
    }

    // HR-26: a new key takes its place, or it is revoked.
    async fn it_can_be_replaced_or_revoked(app: TestApp) {
        for (round, act) in ["new-key", "revoke", "leave"].into_iter().enumerate() {
            let sam = app.person(&format!("Sam{round}"), &format!("12{round}")).await;
            let holder = app.holder(&sam).await;
            let mut officer = app.officer(Role::Administrator).await;
            does(&app, &mut officer.browser, &sam, "suspend", &REASON).await;
            let newest = after(&app, &sam).await;
            if act == "new-key" {
                let page = officer.browser.get(&at(&sam, act)).await;
                assert!(page.body.contains("Their access key is suspended. The new one will not be."));
            }
            let form: &[(&str, &str)] = match act {
                "new-key" => &[("reason", "lost-phone"), ("after", &newest)],
                "revoke" => &[("reason", "It was not an accident.")],
                _ => &[],
            };
            does(&app, &mut officer.browser, &sam, act, form).await;
            assert_eq!(app.keys(&sam).await, [KeyState::Revoked], "{act}");
            assert_eq!(status(&app, &holder).await, Some(INVALID), "{act}");
        }
    }

    // HR-26, LOST-1
    async fn a_phone_that_is_lost_meanwhile_is_revoked(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        app.holder(&sam).await;
        let mut officer = app.officer(Role::Issuer).await;
        does(&app, &mut officer.browser, &sam, "suspend", &REASON).await;
        app.browser().submit("/lost-phone", &[("email", "sam@example.org")]).await;
        let link = app.report_link(&sam).await;
        let mut browser = app.browser();
        browser.open(&link).await;
        browser.press("/report/confirm", &[]).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Revoked]);
    }
}
