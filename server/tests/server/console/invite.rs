//! Officers send invitations.

use super::acts::{after, at, does, refuses};
use crate::support::on_every_database;
use domain::{Duration, IdentityMethod, IdentityOutcome, InvitationState, LinkKind, Purpose, Role};
use server::flows::{audit::Actor, leave::leave};

const SUBJECT: &str = "Download your access key for Example Trust";

on_every_database! {
    // HR-20
    async fn an_officer_sends_an_invitation(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        let page = app.unmoved(officer.browser.get(&at(&sam, "invite"))).await;
        assert_eq!(page.heading(), "Send an invitation to Sam Tester?");
        for said in ["Sam@example.org", "Phone number ending", ">123<", "The link works until", "13 August 2026"] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        assert!(!page.body.contains("+447700900123"));

        let record = does(&app, &mut officer.browser, &sam, "invite", &[("after", "")]).await;
        assert!(record.body.contains("Invitation sent"), "{}", record.body);
        assert_eq!(app.subjects(&sam).await, [SUBJECT]);
        let line = store::audit::list(&app.state.db).await.unwrap().pop().unwrap();
        assert_eq!((line.action.as_str(), line.actor.as_str(), line.officer_id), ("invited", "officer", Some(officer.id)));
        let link = app.newest_link(&sam).await;
        assert_eq!(app.browser().open(&link).await.heading(), "Download your access key");
    }

    // HR-20: the same press twice, or the page of another tab.
    async fn the_same_press_twice_sends_one_email(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        for _ in 0..2 {
            let record = does(&app, &mut officer.browser, &sam, "invite", &[("after", "")]).await;
            assert!(record.body.contains("Invitation sent"));
        }
        assert_eq!(app.subjects(&sam).await, [SUBJECT]);
        assert_eq!(app.audit().await.iter().filter(|action| *action == "invited").count(), 1);
    }

    // HR-20, LINK-5
    async fn sent_again_the_earlier_link_ends(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        does(&app, &mut officer.browser, &sam, "invite", &[("after", "")]).await;
        let first = app.newest_link(&sam).await;
        let page = officer.browser.get(&at(&sam, "invite")).await;
        assert_eq!(page.heading(), "Send the invitation to Sam Tester again?");
        let newest = after(&app, &sam).await;
        assert!(page.body.contains(&newest) && page.body.contains("The earlier link stops working"));
        does(&app, &mut officer.browser, &sam, "invite", &[("after", &newest)]).await;
        assert_eq!(app.browser().open(&first).await.status, 410);
        let link = app.newest_link(&sam).await;
        assert_eq!(app.browser().open(&link).await.status, 200);
    }

    // HR-21
    async fn nobody_is_invited_before_their_identity_is_confirmed(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        app.check_identity(&sam, IdentityOutcome::Declined).await;
        let mut officer = app.officer(Role::Issuer).await;
        let refused = (409, "Confirm the identity of Sam Tester first");
        refuses(&app, &mut officer.browser, &sam, "invite", &[("after", "")], refused).await;
        assert!(app.subjects(&sam).await.is_empty());
        assert!(officer.browser.get(&at(&sam, "invite")).await.body.contains(&at(&sam, "identity")));
    }

    // HR-21: the record says who answers for it.
    async fn the_command_line_answers_for_the_identity(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        app.check_identity(&sam, IdentityOutcome::Declined).await;
        app.wait(Duration::seconds(1));
        app.invite(&sam).await;
        let checks = store::identity_checks::of_employee(&app.state.db, &sam.id).await.unwrap();
        assert_eq!((checks[0].method, checks[0].outcome), (IdentityMethod::CommandLine, IdentityOutcome::Confirmed));
        assert_eq!(app.employee(&sam).await.identity_confirmed_at, Some(app.now()));
    }

    // HR-20
    async fn whoever_has_a_key_or_has_left_is_not_invited(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        app.added(&sam).await;
        let mut officer = app.officer(Role::Issuer).await;
        let newest = after(&app, &sam).await;
        let refused = (409, "Sam Tester has an access key, or has had one");
        refuses(&app, &mut officer.browser, &sam, "invite", &[("after", &newest)], refused).await;
        assert!(officer.browser.get(&at(&sam, "invite")).await.body.contains(&at(&sam, "new-key")));
        leave(&app.state, &app.employee(&sam).await, Actor::CommandLine).await.unwrap();
        let refused = (409, "Sam Tester has left");
        refuses(&app, &mut officer.browser, &sam, "invite", &[("after", &newest)], refused).await;
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Used);
    }

    // HR-22: a key that is revoked is replaced as others are, by a way that asks for more.
    async fn whoever_had_a_key_gets_a_new_one_instead(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        app.added(&sam).await;
        let mut officer = app.officer(Role::Issuer).await;
        let record = does(&app, &mut officer.browser, &sam, "revoke", &[("reason", "The phone was found by others.")]).await;
        assert!(record.body.contains(&at(&sam, "new-key")) && !record.body.contains(&at(&sam, "invite")), "{}", record.body);
        let newest = after(&app, &sam).await;
        let refused = (409, "Sam Tester has an access key, or has had one");
        refuses(&app, &mut officer.browser, &sam, "invite", &[("after", &newest)], refused).await;
        does(&app, &mut officer.browser, &sam, "new-key", &[("reason", "lost-phone"), ("after", &newest)]).await;
        assert_eq!(app.subjects(&sam).await[0], "Your new access key for Example Trust");
    }

    // HR-20
    async fn a_cancelled_invitation_leads_nowhere(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        let refused = (409, "Sam Tester has no open invitation");
        refuses(&app, &mut officer.browser, &sam, "cancel", &[], refused).await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        assert_eq!(officer.browser.get(&at(&sam, "cancel")).await.heading(), "Cancel the invitation of Sam Tester?");
        app.outbox().await;
        let record = does(&app, &mut officer.browser, &sam, "cancel", &[]).await;
        assert!(record.body.contains("Invitation cancelled"));
        assert_eq!(browser.open("/key/add").await.heading(), "This invitation was cancelled");
        assert_eq!(app.browser().open(&link).await.heading(), "This invitation was cancelled");
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Cancelled);
        // The same press again changes nothing.
        app.unmoved(officer.browser.submit(&at(&sam, "cancel"), &[])).await;
    }

    // HR-20: everybody who waits, each once, and nobody else.
    async fn everybody_who_waits_is_invited_once(app: TestApp) {
        let (sam, alex) = (app.person("Sam", "123").await, app.person("Alex", "124").await);
        let unknown = app.person("Unknown", "125").await;
        app.check_identity(&unknown, IdentityOutcome::Declined).await;
        let holder = app.person("Holder", "126").await;
        app.added(&holder).await;
        let before = app.subjects(&holder).await;
        let mut officer = app.officer(Role::Issuer).await;
        let page = app.unmoved(officer.browser.get("/hr/staff/invite-all")).await;
        assert!(page.body.contains("2 people are waiting"), "{}", page.body);
        for _ in 0..2 {
            let list = officer.browser.press("/hr/staff/invite-all", &[]).await;
            assert!(list.body.contains("Invitations sent"), "{}", list.body);
        }
        assert_eq!((app.subjects(&sam).await, app.subjects(&alex).await), (vec![SUBJECT.to_owned()], vec![SUBJECT.to_owned()]));
        assert!(app.subjects(&unknown).await.is_empty());
        assert_eq!(app.subjects(&holder).await, before);
        assert!(officer.browser.get("/hr/staff/invite-all").await.body.contains("Nobody is waiting"));
    }

    // HR-20
    async fn an_invitation_by_the_command_line_counts_too(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        app.invite_as(&sam, Purpose::First, LinkKind::LogIn, false).await.unwrap();
        app.outbox().await;
        // The page was made before it.
        let (_, changes) = app.changes(officer.browser.submit(&at(&sam, "invite"), &[("after", "")])).await;
        assert_eq!(changes, ["officer_session.notice"]);
    }
}
