//! Officers provide new access keys.

use super::acts::{after, at, does, refuses};
use crate::support::{Database, TestApp, on_every_database};
use domain::{Duration, IdentityOutcome, KeyState, RevokeCause, Role};

on_every_database! {
    // HR-22
    async fn a_new_key_for_a_new_phone_ends_the_old_one_when_it_is_added(app: TestApp) {
        let (sam, mut home) = app.at_home("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        let newest = after(&app, &sam).await;
        let page = app.unmoved(officer.browser.get(&at(&sam, "new-key"))).await;
        assert_eq!(page.heading(), "Provide a new access key for Sam Tester");
        for said in ["stops working when they add the new one", "stops working now, and they are logged out everywhere", &newest] {
            assert!(page.body.contains(said), "{said}");
        }
        let record = does(&app, &mut officer.browser, &sam, "new-key", &[("reason", "new-phone"), ("after", &newest)]).await;
        assert!(record.body.contains("New access key provided"));
        assert_eq!(app.subjects(&sam).await[0], "Your new access key for Example Trust");
        assert!(app.outbox().await.iter().any(|it| it.text.contains("sent you an email to download a new access key")));
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
        assert_eq!(home.get("/home").await.status, 200);
        let line = store::audit::list(&app.state.db).await.unwrap().pop().unwrap();
        assert_eq!((line.action.as_str(), line.detail.as_deref()), ("new-key-provided", Some(r#"{"reason":"new-phone"}"#)));

        let link = app.newest_link(&sam).await;
        app.added_by(&sam, &link).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Live, KeyState::Revoked]);
    }

    // HR-22, STATUS-3
    async fn a_lost_phone_ends_the_old_key_at_once(app: TestApp) {
        let (sam, mut home) = app.at_home("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        let newest = after(&app, &sam).await;
        does(&app, &mut officer.browser, &sam, "new-key", &[("reason", "lost-phone"), ("after", &newest)]).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Revoked]);
        assert_eq!(home.get("/home").await.heading(), "Your access key does not work any more");
        // The same press again: one invitation, one email.
        let sent = app.outbox().await.len();
        does(&app, &mut officer.browser, &sam, "new-key", &[("reason", "lost-phone"), ("after", &newest)]).await;
        assert_eq!(app.outbox().await.len(), sent);
    }

    // HR-22
    async fn a_reason_has_to_be_selected(app: TestApp) {
        let (sam, _) = app.at_home("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        let newest = after(&app, &sam).await;
        app.outbox().await;
        for form in [&[("after", newest.as_str())][..], &[("reason", "because"), ("after", &newest)]] {
            let page = app.unmoved(officer.browser.submit(&at(&sam, "new-key"), form)).await;
            assert_eq!(page.status, 422);
            assert!(page.body.contains("Select why they need a new access key") && page.body.contains("<title>Error: "), "{}", page.body);
        }
        let page = app.unmoved(officer.browser.submit(&at(&sam, "new-key"), &[("reason", "deleted"), ("after", ""), ("x", "y")])).await;
        assert_eq!(page.status, 422);
    }

    // HR-22
    async fn who_never_had_a_key_gets_an_invitation_instead(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        let form = [("reason", "deleted"), ("after", "")];
        let refused = (409, "Sam Tester has not had an access key yet");
        refuses(&app, &mut officer.browser, &sam, "new-key", &form, refused).await;
    }

    // HR-22: a wish of the person is shown, and done with.
    async fn a_wish_is_shown_and_done_with(app: TestApp) {
        let (sam, mut home) = app.at_home("Sam", "123").await;
        home.press("/home/key/new", &[("reason", "deleted")]).await;
        let mut officer = app.officer(Role::Issuer).await;
        let page = officer.browser.get(&at(&sam, "new-key")).await;
        assert!(page.body.contains("They asked for it: they deleted the access key."), "{}", page.body);
        let newest = after(&app, &sam).await;
        does(&app, &mut officer.browser, &sam, "new-key", &[("reason", "deleted"), ("after", &newest)]).await;
        assert!(store::key_requests::open_of(&app.state.db, &sam.id).await.unwrap().is_none());
    }
}

// HR-24: what is agreed to is what was asked last.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_reason_takes_the_place_of_the_one_before() {
    let app = two_officers(Database::sqlite()).await;
    let (sam, mut home) = app.at_home("Sam", "123").await;
    let (mut first, mut second) = (app.officer(Role::Issuer).await, app.officer(Role::Approver).await);
    let contact = [("email", "new@example.org"), ("phone", "+447700900123"), ("checked", "yes")];
    does(&app, &mut app.officer(Role::Issuer).await.browser, &sam, "contact", &contact).await;
    let newest = after(&app, &sam).await;
    for reason in ["new-phone", "lost-phone", "lost-phone"] {
        does(&app, &mut first.browser, &sam, "new-key", &[("reason", reason), ("after", &newest)]).await;
    }
    let open = store::approvals::open(&app.state.db, 9).await.unwrap();
    assert_eq!(open.len(), 1);
    let path = format!("/hr/approvals/{}", open[0].id);
    assert_eq!(second.browser.submit(&path, &[("answer", "agree")]).await.status, 303);
    assert_eq!(app.keys(&sam).await, [KeyState::Revoked], "the lost phone's key is dead");
    assert_eq!(home.get("/home").await.heading(), "Your access key does not work any more");
}

// HR-24: neither revoking the key first, nor leaving and coming back, goes round the second officer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_ended_is_no_way_round_the_second_officer() {
    for acts in [&["revoke"][..], &["leave", "return"]] {
        let app = two_officers(Database::sqlite()).await;
        let (sam, _) = app.at_home("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        let contact = [("email", "new@example.org"), ("phone", "+447700900123"), ("checked", "yes")];
        does(&app, &mut officer.browser, &sam, "contact", &contact).await;
        for act in acts {
            let form = if *act == "revoke" { &[("reason", "A report.")][..] } else { &[] };
            does(&app, &mut officer.browser, &sam, act, form).await;
        }
        app.wait(Duration::days(2));
        app.check_identity(&sam, IdentityOutcome::Confirmed).await;
        officer.browser = app.officer_browser(&officer.id).await;
        let newest = after(&app, &sam).await;
        let refused = (409, "Sam Tester has an access key, or has had one");
        refuses(&app, &mut officer.browser, &sam, "invite", &[("after", &newest)], refused).await;
        let sent = app.outbox().await.len();
        let form = [("reason", "lost-phone"), ("after", newest.as_str())];
        let record = does(&app, &mut officer.browser, &sam, "new-key", &form).await;
        assert!(record.body.contains("A second officer has been asked"), "{}", record.body);
        assert_eq!(app.outbox().await.len(), sent, "{acts:?}");
    }
}

/// Two officers are wanted.
async fn two_officers(database: Database) -> TestApp {
    TestApp::with(database, |settings| settings.hr.second_officer = true).await
}

// HR-24
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lately_after_a_change_of_contact_details_a_second_officer_agrees_first() {
    let app = two_officers(Database::sqlite()).await;
    let (sam, _) = app.at_home("Sam", "123").await;
    let (mut first, mut second) = (app.officer(Role::Issuer).await, app.officer(Role::Approver).await);
    let contact = [("email", "new@example.org"), ("phone", "+447700900123"), ("checked", "yes")];
    does(&app, &mut app.officer(Role::Issuer).await.browser, &sam, "contact", &contact).await;
    app.wait(Duration::days(2));
    first.browser = app.officer_browser(&first.id).await;
    second.browser = app.officer_browser(&second.id).await;
    let newest = after(&app, &sam).await;
    let before = app.outbox().await.len();
    let page = first.browser.get(&at(&sam, "new-key")).await;
    assert!(page.body.contains("a second officer has to agree first"), "{}", page.body);
    for _ in 0..2 {
        let form = [("reason", "lost-phone"), ("after", newest.as_str())];
        let record = does(&app, &mut first.browser, &sam, "new-key", &form).await;
        assert!(record.body.contains("A second officer has been asked"));
    }
    assert_eq!((app.outbox().await.len(), app.keys(&sam).await), (before, vec![KeyState::Live]));

    let list = second.browser.get("/hr/approvals").await;
    assert_eq!(list.body.matches("/hr/approvals/").count(), 1, "{}", list.body);
    let question = store::approvals::open(&app.state.db, 9).await.unwrap().pop().unwrap();
    let path = format!("/hr/approvals/{}", question.id);
    let page = second.browser.get(&path).await;
    assert!(page.body.contains("New access key: the phone was lost or stolen.") && page.body.contains("Olu issuer"));
    let list = second.browser.press(&path, &[("answer", "agree")]).await;
    assert!(list.body.contains("You agreed") && list.body.contains("Nothing is waiting for a second officer"));
    let keys = store::keys::of_employee(&app.state.db, &sam.id).await.unwrap();
    assert_eq!((keys[0].state, keys[0].revoke_cause), (KeyState::Revoked, Some(RevokeCause::Revoked)));
    assert!(app.subjects(&sam).await.contains(&"Your new access key for Example Trust".to_owned()));

    // Long after the change one officer is enough.
    app.wait(Duration::days(40));
    let mut first = app.officer_browser(&first.id).await;
    assert!(!first.get(&at(&sam, "new-key")).await.body.contains("a second officer has to agree"));
}
