//! A person's record: who sees what of it, where the person is, what can be done.

use super::{acts::does, officer_page, plain, somebody};
use crate::support::{Person, TestApp, on_every_database};
use domain::{Duration, LinkKind, Purpose, Role};
use server::flows::{audit::Actor, leave};

async fn record(app: &TestApp, role: Role, person: &Person) -> String {
    let page = officer_page(app, role, &format!("/hr/staff/{}", person.id)).await;
    assert_eq!(page.status, 200, "{}", page.body);
    plain(&page.body)
}

on_every_database! {
    // STAFF-5
    async fn the_record_names_the_step_where_somebody_is_stuck(app: TestApp) {
        let sam = app.person("Sam", "101").await;
        let mut browser = app.officer(Role::Issuer).await.browser;
        let path = format!("/hr/staff/{}", sam.id);
        let mut stuck = async |words: &str| {
            let page = plain(&app.unmoved(browser.get(&path)).await.body);
            assert!(page.contains(words), "{words}: {page}");
            page
        };
        stuck("No invitation has been sent").await;
        app.invite_as(&sam, Purpose::First, LinkKind::Download, false).await.unwrap();
        let page = stuck("Next Email sent The message is being sent").await;
        assert!(!page.contains("Stopped here"), "nobody is stuck while it is on its way: {page}");
        app.wait(Duration::seconds(1));
        let link = app.invite(&sam).await;
        let page = stuck("Stopped here Link opened They have not opened the link").await;
        assert!(page.contains("Done Invitation sent , 12:00pm on 6 August 2026"), "{page}");
        assert!(page.contains("Done Email sent"), "{page}");
        let mut theirs = app.with_session(&link).await;
        stuck("Stopped here Security code sent They have not asked for a security code yet").await;
        app.wait(Duration::seconds(1));
        theirs.press("/key/send-code", &[("after", "0")]).await;
        app.outbox().await;
        stuck("Stopped here Right security code entered They have not entered the code yet").await;
        app.guess(&mut theirs, &sam, 2).await;
        stuck("2 wrong codes so far").await;
        theirs.enter(&app.code(&sam).await).await;
        stuck("Stopped here QR code scanned They see the QR code, but no app has scanned it").await;
        let wallet = crate::support::Wallet::new(&app);
        let offer = theirs.offer_link().await;
        let code = wallet.pre_authorized_code(&offer).await;
        stuck("Stopped here Access key added An app has scanned the QR code").await;
        let token = wallet.token(&code).await.json();
        wallet.credential(token["access_token"].as_str().unwrap()).await;
        let page = stuck("Next Used to log in They can log in now").await;
        assert!(page.contains("Active") && page.contains("Done Access key added"), "{page}");
    }

    // STAFF-5
    async fn locks_and_ends_are_said_with_what_to_do(app: TestApp) {
        let sam = app.person("Sam", "102").await;
        let link = app.invite(&sam).await;
        app.lock(&sam, &link).await;
        let page = record(&app, Role::Issuer, &sam).await;
        assert!(page.contains("the invitation is locked"), "{page}");
        assert!(page.contains("Invitation locked after too many wrong codes"), "{page}");
        let alex = app.person("Alex", "103").await;
        app.invite(&alex).await;
        app.outbox().await;
        app.wait(Duration::days(8));
        let page = record(&app, Role::Issuer, &alex).await;
        assert!(page.contains("The invitation has expired. Send a new one") && page.contains("Invitation expired"), "{page}");
    }

    // STAFF-5
    async fn nobody_is_asked_to_use_what_has_ended(app: TestApp) {
        let mut officer = app.officer(Role::Administrator).await;
        let asked = ["They have not opened the link", "Send a new one", "They can log in now"];
        let [cancelled, left] = [app.person("Cancelled", "201").await, app.person("Gone", "202").await];
        for (person, act) in [(&cancelled, "cancel"), (&left, "leave")] {
            app.invite(person).await;
            does(&app, &mut officer.browser, person, act, &[]).await;
        }
        let [suspended, revoked] = [app.person("Suspended", "203").await, app.person("Revoked", "204").await];
        for (person, act) in [(&suspended, "suspend"), (&revoked, "revoke")] {
            app.added(person).await;
            does(&app, &mut officer.browser, person, act, &[("reason", "A test")]).await;
        }
        let expired = app.person("Expired", "205").await;
        app.added(&expired).await;
        for person in [&cancelled, &left] {
            let page = record(&app, Role::Viewer, person).await;
            assert!(page.contains("Stopped here Link opened The invitation ended before they used it"), "{page}");
            assert!(!asked.iter().any(|words| page.contains(words)), "{page}");
        }
        app.wait(Duration::days(730));
        for person in [&cancelled, &left, &suspended, &revoked, &expired] {
            let page = record(&app, Role::Viewer, person).await;
            assert!(!asked.iter().any(|words| page.contains(words)), "{page}");
            assert!(!page.contains("Next Used to log in"), "{page}");
        }
        let page = record(&app, Role::Issuer, &expired).await;
        assert!(page.contains("Status Access key expired"), "{page}");
        assert!(page.contains("Expired at 12:00pm on 5 August 2028: they cannot log in with it"), "{page}");
        assert!(page.contains("Provide new access key"), "{page}");
    }

    // STAFF-5
    async fn a_new_invitation_that_expired_is_said_though_the_key_works(app: TestApp) {
        let sam = app.person("Sam", "206").await;
        app.added(&sam).await;
        app.reissue(&sam, false).await;
        let page = record(&app, Role::Viewer, &sam).await;
        assert!(page.contains("Status Waiting for new key") && page.contains("Invitation ends 12:"), "{page}");
        app.wait(Duration::days(7));
        let page = record(&app, Role::Viewer, &sam).await;
        assert!(page.contains("Status Active") && page.contains("Invitation expired 12:"), "{page}");
        assert!(page.contains("The invitation has expired. Send a new one"), "{page}");
    }

    // STAFF-6
    async fn a_message_that_could_not_be_sent_is_said(app: TestApp) {
        let sam = app.person("Sam", "104").await;
        app.invite(&sam).await;
        let message = store::outbox::list(&app.state.db).await.unwrap().remove(0);
        assert!(message.sent_at.is_some(), "the preview has sent it");
        use sea_orm::ConnectionTrait;
        let dead = format!("UPDATE outbox SET sent_at = NULL, dead_at = {}, error = 'address rejected'", app.now().as_millis());
        app.state.db.execute_unprepared(&dead).await.unwrap();
        let page = record(&app, Role::Issuer, &sam).await;
        assert!(page.contains("The message could not be sent: address rejected"), "{page}");
    }

    // STAFF-7
    async fn each_role_sees_what_it_needs(app: TestApp) {
        let sam = app.person("Sam", "105").await;
        for (role, whole) in [
            (Role::Viewer, false),
            (Role::Auditor, false),
            (Role::Approver, false),
            (Role::Issuer, true),
            (Role::Administrator, true),
        ] {
            let page = record(&app, role, &sam).await;
            assert_eq!(page.contains("+447700900105"), whole, "{role:?}");
            assert_eq!(page.contains("Ends in 105"), !whole, "{role:?}");
            assert_eq!(page.contains("Record an identity check"), whole, "{role:?}");
        }
        let answer = officer_page(&app, Role::Viewer, "/hr/staff/nobody").await;
        assert_eq!(answer.status, 404);
    }

    // STAFF-7
    async fn what_can_be_done_follows_where_somebody_stands(app: TestApp) {
        let kim = somebody(&app, "7", "Kim", "Tester").await;
        let page = record(&app, Role::Administrator, &kim).await;
        assert!(!page.contains("Send an invitation") && page.contains("Not checked yet"), "{page}");
        let sam = app.person("Sam", "106").await;
        app.added(&sam).await;
        let page = record(&app, Role::Administrator, &sam).await;
        for act in ["Provide new access key", "Suspend the access key", "Revoke the access key", "Record that they have left"] {
            assert!(page.contains(act), "{act}: {page}");
        }
        assert!(!page.contains("Restore the access key") && !page.contains("Record that they are back"), "{page}");
        leave::leave(&app.state, &app.employee(&sam).await, Actor::CommandLine).await.unwrap();
        let page = record(&app, Role::Administrator, &sam).await;
        assert!(page.contains("Record that they are back") && page.contains("Left"), "{page}");
        for act in ["Provide new access key", "Revoke the access key", "Record an identity check"] {
            assert!(!page.contains(act), "{act}: {page}");
        }
    }

    // STAFF-7
    async fn nobody_acts_on_their_own_record(app: TestApp) {
        let officer = app.officer(Role::Administrator).await;
        let me = app.person("Me", "107").await;
        app.added(&me).await;
        use sea_orm::ConnectionTrait;
        let sql = format!("UPDATE employee SET email = '{}' WHERE id = '{}'", officer.email.to_uppercase(), me.id);
        app.state.db.execute_unprepared(&sql).await.unwrap();
        let mut browser = officer.browser;
        let page = browser.get(&format!("/hr/staff/{}", me.id)).await.body;
        assert!(page.contains("This is your own record"), "{page}");
        assert!(!page.contains(&format!("/hr/staff/{}/", me.id)), "no act is offered: {page}");
    }

    // STAFF-5
    async fn the_history_is_told_in_words(app: TestApp) {
        let (sam, _browser) = app.at_home("Sam", "108").await;
        let page = record(&app, Role::Viewer, &sam).await;
        for words in ["Command line", "Invitation sent", "Security code sent", "Wallet app", "Access key added", "Logged in"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(page.contains("In 1 browser"), "{page}");
        assert!(!page.contains("See all in the audit trail"), "a viewer does not see that");
        let page = officer_page(&app, Role::Auditor, &format!("/hr/staff/{}", sam.id)).await;
        assert!(page.body.contains("href=\"/hr/audit?person=SN-Sam\""), "{}", page.body);
    }
}
