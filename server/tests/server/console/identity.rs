//! Checks of identities: what is recorded, and what follows.

use super::{officer_page, plain, somebody};
use crate::support::{Answer, Browser, Person, on_every_database};
use domain::{IdentityMethod, IdentityOutcome, InvitationState, Role};
use sea_orm::ConnectionTrait;

async fn check(browser: &mut Browser, person: &Person, method: &str, outcome: &str, note: &str) -> Answer {
    let form = [("method", method), ("outcome", outcome), ("note", note)];
    browser.submit(&format!("/hr/staff/{}/identity", person.id), &form).await
}

on_every_database! {
    // STAFF-8
    async fn a_confirmed_identity_is_recorded_with_who_how_and_when(app: TestApp) {
        let sam = somebody(&app, "SN-101", "Sam", "Tester").await;
        let officer = app.officer(Role::Issuer).await;
        let mut browser = officer.browser;
        let answer = check(&mut browser, &sam, "documents", "confirmed", " Passport ").await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, format!("/hr/staff/{}", sam.id).as_str()));
        let checks = store::identity_checks::of_employee(&app.state.db, &sam.id).await.unwrap();
        assert_eq!(checks.len(), 1);
        assert_eq!((checks[0].outcome, checks[0].method), (IdentityOutcome::Confirmed, IdentityMethod::Documents));
        assert_eq!((checks[0].note.as_deref(), &checks[0].officer_id), (Some("Passport"), &Some(officer.id)));
        assert_eq!(app.employee(&sam).await.identity_confirmed_at, Some(app.now()));
        assert_eq!(app.audit().await.last().unwrap(), "identity-confirmed");
        let page = plain(&browser.open(&format!("/hr/staff/{}", sam.id)).await.body);
        assert!(page.contains("Confirmed from documents, by Olu issuer, at 12:00pm on 6 August 2026"), "{page}");
        assert!(page.contains("Note: Passport") && page.contains("Send an invitation") && page.contains("Saved"), "{page}");

        // A double press is one check.
        check(&mut browser, &sam, "documents", "confirmed", "Passport").await;
        assert_eq!(store::identity_checks::of_employee(&app.state.db, &sam.id).await.unwrap().len(), 1);
    }

    // STAFF-8
    async fn an_identity_that_could_not_be_confirmed_ends_the_invitation(app: TestApp) {
        let sam = somebody(&app, "SN-102", "Sam", "Tester").await;
        let link = app.invite(&sam).await;
        let mut browser = app.officer(Role::Issuer).await.browser;
        check(&mut browser, &sam, "in-person", "declined", "The photo is of somebody else").await;
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Cancelled);
        assert_eq!(app.employee(&sam).await.identity_confirmed_at, None);
        let answer = app.with_link(&link).await.open("/key").await;
        assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (410, "This invitation was cancelled"));
        let page = plain(&browser.get(&format!("/hr/staff/{}", sam.id)).await.body);
        assert!(page.contains("Not confirmed in person") && !page.contains("Send an invitation"), "{page}");
    }

    // STAFF-8
    async fn what_is_missing_is_asked_for_and_nothing_is_recorded(app: TestApp) {
        let sam = somebody(&app, "SN-103", "Sam", "Tester").await;
        let mut browser = app.officer(Role::Issuer).await.browser;
        let long = "x".repeat(501);
        for (method, outcome, note, message) in [
            ("", "confirmed", "", "Select how the identity was checked"),
            ("in-person", "", "", "Select the outcome"),
            ("documents", "confirmed", " ", "Enter which documents you saw"),
            ("in-person", "declined", "", "Enter why the identity could not be confirmed"),
            ("in-person", "confirmed", &long, "Notes must be 500 characters or fewer"),
            ("command-line", "confirmed", "", "Select how the identity was checked"),
        ] {
            let answer = app.unmoved(check(&mut browser, &sam, method, outcome, note)).await;
            assert_eq!(answer.status, 422, "{message}");
            assert!(answer.body.contains(message) && answer.body.contains("There is a problem"), "{message}");
        }
    }

    // STAFF-8
    async fn nobody_confirms_themselves_and_only_those_who_may_confirm_anybody(app: TestApp) {
        let sam = somebody(&app, "SN-104", "Sam", "Tester").await;
        let officer = app.officer(Role::Issuer).await;
        let sql = format!("UPDATE employee SET email = '{}' WHERE id = '{}'", officer.email.to_uppercase(), sam.id);
        app.state.db.execute_unprepared(&sql).await.unwrap();
        let mut browser = officer.browser;
        let answer = app.unmoved(check(&mut browser, &sam, "in-person", "confirmed", "")).await;
        assert_eq!(answer.status, 403);
        for role in [Role::Viewer, Role::Approver, Role::Auditor] {
            let mut browser = app.officer(role).await.browser;
            let answer = app.unmoved(check(&mut browser, &sam, "in-person", "confirmed", "")).await;
            assert_eq!(answer.status, 403, "{role:?}");
            assert_eq!(officer_page(&app, role, &format!("/hr/staff/{}/identity", sam.id)).await.status, 403);
        }
    }
}
