//! Officers revoke access keys.

use super::acts::{after, at, does, refuses};
use crate::support::on_every_database;
use contract::log_in::LogInRefusal;
use domain::{InvitationState, KeyState, Role};

on_every_database! {
    // HR-25, STATUS-3
    async fn a_revoked_key_opens_nothing_from_the_same_moment(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut home = app.browser();
        app.log_in(&mut home, &holder).await;
        let mut officer = app.officer(Role::Approver).await;
        let page = app.unmoved(officer.browser.get(&at(&sam, "revoke"))).await;
        assert_eq!(page.heading(), "Revoke the access key of Sam Tester?");
        assert!(page.body.contains("nhsuk-button--warning") && page.body.contains("Sam Tester can read this"));

        let reason = "  Phone handed\r\nback.  ";
        let record = does(&app, &mut officer.browser, &sam, "revoke", &[("reason", reason)]).await;
        assert!(record.body.contains("Access key revoked"), "{}", record.body);
        assert_eq!(home.get("/home").await.heading(), "Your access key does not work any more");
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        assert_eq!(holder.share(&request).await.json()["error"], "access_denied");
        assert_eq!(browser.log_in_page().await.refusal, Some(LogInRefusal::Revoked));
        let keys = store::keys::of_employee(&app.state.db, &sam.id).await.unwrap();
        assert_eq!(keys[0].revoke_reason.as_deref(), Some("Phone handed back."));
        assert!(app.told("Sam@example.org").await[0].contains("Reason: Phone handed back."));
        assert!(app.told("+447700900123").await[0].contains("was revoked"));

        // The same press again tells nobody again.
        app.unmoved(officer.browser.submit(&at(&sam, "revoke"), &[("reason", "again")])).await;
    }

    // HR-25: an invitation that waits would lead to another key.
    async fn what_could_lead_to_another_key_ends_too(app: TestApp) {
        let (sam, _) = app.at_home("Sam", "123").await;
        let link = app.reissue(&sam, false).await;
        let mut officer = app.officer(Role::Issuer).await;
        does(&app, &mut officer.browser, &sam, "revoke", &[("reason", "Left the team.")]).await;
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Cancelled);
        assert_eq!(app.browser().open(&link).await.heading(), "This invitation was cancelled");
    }

    // HR-25
    async fn the_person_reads_a_reason(app: TestApp) {
        let (sam, _) = app.at_home("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        app.outbox().await;
        let long = "x".repeat(501);
        for act in ["revoke", "suspend"] {
            for (reason, problem) in [(" \n ", "Enter a reason that Sam Tester can read"), (&long, "The reason must be 500 characters or fewer")] {
                let page = app.unmoved(officer.browser.submit(&at(&sam, act), &[("reason", reason)])).await;
                assert_eq!(page.status, 422);
                assert!(page.body.contains(problem), "{problem}");
            }
        }
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
    }

    // HR-25
    async fn without_a_key_there_is_nothing_to_revoke(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        let refused = (409, "Sam Tester has no access key for which this can be done");
        refuses(&app, &mut officer.browser, &sam, "revoke", &[("reason", "x")], refused).await;
        refuses(&app, &mut officer.browser, &sam, "suspend", &[("reason", "x")], refused).await;
        refuses(&app, &mut officer.browser, &sam, "restore", &[], refused).await;
        assert_eq!(after(&app, &sam).await, "");
    }
}
