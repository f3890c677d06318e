//! Somebody leaves, and perhaps comes back.

use crate::support::{Person, TestApp, Wallet, on_every_database};
use domain::{InvitationState, KeyState, LinkKind, Purpose, SessionEnd};
use server::flows::{
    audit::Actor,
    invite::NotInvited,
    leave,
    people::{self, NotAdded, Numbers, Typed},
};

async fn leaves(app: &TestApp, person: &Person) -> bool {
    leave::leave(&app.state, &app.employee(person).await, Actor::CommandLine).await.unwrap()
}

on_every_database! {
    // STATUS-8
    async fn key_and_sessions_end_and_the_person_is_told(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "401").await;
        let (_, mut alex) = app.at_home("Alex", "402").await;
        app.portal().log_in(&mut browser).await;
        let texts = app.texts(&sam).await;
        assert!(leaves(&app, &sam).await);
        let keys = store::keys::of_employee(&app.state.db, &sam.id).await.unwrap();
        assert_eq!((keys[0].state, keys[0].revoke_reason.as_deref()), (KeyState::Revoked, Some("You have left Example Trust.")));
        assert_eq!(app.session_of(&browser).await.end_cause, Some(SessionEnd::KeyEnded));
        assert_eq!(store::log_out_notices::list(&app.state.db).await.unwrap().len(), 1, "the portal is told");
        assert_eq!(app.unmoved(browser.open("/home")).await.heading(), "Your access key does not work any more");
        assert_eq!(app.subjects(&sam).await[0], "Your access key for Example Trust was revoked");
        assert!(app.told("Sam@example.org").await[0].contains("Reason: You have left Example Trust."));
        assert_eq!(app.texts(&sam).await, texts + 1);
        assert_eq!(app.audit().await.last().unwrap(), "employee-left");
        assert_eq!(alex.home("/home").await.name, "Alex Tester");
        // Once.
        assert!(!app.unmoved(leaves(&app, &sam)).await);
    }

    // STATUS-8, LINK-5
    async fn what_is_on_its_way_ends(app: TestApp) {
        let sam = app.person("Sam", "403").await;
        let link = app.invite(&sam).await;
        let mut opened = app.with_session(&link).await;
        let mut verified = app.verified(&sam, &link).await;
        let wallet = Wallet::new(&app);
        let offer = verified.offer_link().await;
        let token = wallet.access_token(&offer).await;
        let sent = app.outbox().await.len();
        assert!(leaves(&app, &sam).await);
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Cancelled);
        for browser in [&mut opened, &mut verified, &mut app.with_link(&link).await] {
            let answer = app.unmoved(browser.open("/key/add")).await;
            assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (410, "This invitation was cancelled"));
        }
        assert_eq!(app.unmoved(wallet.credential(&token)).await.status, 401);
        assert_eq!(app.outbox().await.len(), sent, "there was no key to tell of");
        let again = app.invite_as(&sam, Purpose::First, LinkKind::Download, false);
        assert_eq!(app.unmoved(again).await, Err(NotInvited::NotActive));
    }

    // STATUS-8
    async fn who_comes_back_is_the_same_person_with_nothing_of_before(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "404").await;
        let link = app.reissue(&sam, false).await;
        let employee = app.employee(&sam).await;
        assert!(!app.unmoved(leave::come_back(&app.state, &employee, Actor::CommandLine)).await.unwrap(), "nobody has left");
        assert!(leaves(&app, &sam).await);

        // Adding the number again might be somebody else.
        let typed = Typed {
            staff_number: &employee.staff_number,
            given_name: "Sam",
            family_name: "Tester",
            email: "new@example.org",
            phone: &employee.phone,
        };
        let details = people::parse(typed, Numbers::default()).unwrap();
        let mut rng = app.state.random.generator().unwrap();
        let (db, settings) = (&app.state.db, &app.state.settings);
        let added = app.unmoved(people::add(db, settings, details, Actor::CommandLine, app.now(), &mut rng)).await;
        assert!(matches!(added, Err(NotAdded::TakenByLeaver)), "{added:?}");

        let (back, changes) = app.changes(leave::come_back(&app.state, &employee, Actor::CommandLine)).await;
        assert!(back.unwrap());
        assert_eq!(changes, ["audit +1", "employee.active"]);
        assert_eq!(app.keys(&sam).await, [KeyState::Revoked]);
        assert_eq!(app.unmoved(browser.open("/home")).await.heading(), "Your access key does not work any more");
        assert_eq!(app.browser().open(&link).await.heading(), "This invitation was cancelled");
        app.wait(domain::Duration::seconds(1));
        app.added(&sam).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Live, KeyState::Revoked]);
    }
}
