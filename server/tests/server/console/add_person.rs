//! Adding a person by the form, and changing a name.

use super::{officer_page, plain, somebody};
use crate::support::on_every_database;
use domain::Role;
use server::flows::{audit::Actor, leave};

const SAM: [(&str, &str); 5] = [
    ("staff_number", "1001"),
    ("given_name", "Sam"),
    ("family_name", "Taylor"),
    ("email", "sam@example.org"),
    ("phone", "+44 7700 900101"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = SAM.iter().copied().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    kept.chain(changes.iter().copied()).collect()
}

on_every_database! {
    // STAFF-9
    async fn a_person_is_checked_and_then_saved(app: TestApp) {
        let officer = app.officer(Role::Issuer).await;
        let mut browser = officer.browser;
        let check = app.unmoved(browser.submit("/hr/staff/add", &SAM)).await;
        assert_eq!((check.status.as_u16(), check.heading().as_str()), (200, "Check the details"));
        assert!(plain(&check.body).contains("+447700900101"), "as it was understood");
        let saved = browser.press("/hr/staff/add", &with(&[("checked", "yes")])).await;
        assert_eq!(saved.heading(), "Sam Taylor");
        assert!(saved.body.contains("Saved"));
        let sam = store::employees::by_staff_number(&app.state.db, "1001").await.unwrap().unwrap();
        assert_eq!((sam.phone.as_str(), sam.active, sam.identity_confirmed_at), ("+447700900101", true, None));
        assert_eq!(app.audit().await, ["employee-added"]);
        let line = store::audit::list(&app.state.db).await.unwrap().remove(0);
        assert_eq!(line.officer_id, Some(officer.id));
        assert!(app.outbox().await.is_empty(), "nobody is sent anything");

        // A double press says that the number is taken, and adds nobody.
        let again = app.unmoved(browser.submit("/hr/staff/add", &with(&[("checked", "yes")]))).await;
        assert_eq!(again.status, 422);
        assert!(again.body.contains("Somebody has this staff number already"), "{}", again.body);
    }

    // STAFF-9
    async fn every_mistake_is_named_at_its_field(app: TestApp) {
        let mut browser = app.officer(Role::Issuer).await.browser;
        let form = with(&[("staff_number", ""), ("email", "sam"), ("phone", "07700 900101"), ("checked", "yes")]);
        let answer = app.unmoved(browser.submit("/hr/staff/add", &form)).await;
        assert_eq!(answer.status, 422);
        for field in ["staff_number", "email", "phone"] {
            assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{field}");
            assert!(answer.body.contains(&format!("id=\"{field}-error\"")), "{field}");
        }
        assert!(answer.body.contains("value=\"Taylor\""), "what was right is kept");
        let nameless = with(&[("given_name", ""), ("family_name", " "), ("checked", "yes")]);
        let page = plain(&app.unmoved(browser.submit("/hr/staff/add", &nameless)).await.body);
        for words in ["Enter a first name of 1 to 100 characters", "Enter a last name of 1 to 100 characters"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let unknown = app.unmoved(browser.submit("/hr/staff/add", &with(&[("role", "administrator")]))).await;
        assert_eq!(unknown.status, 422);
    }

    // STAFF-10
    async fn somebody_who_may_be_here_already_is_shown_first(app: TestApp) {
        let other = somebody(&app, "77", "Samantha", "Taylor").await;
        leave::leave(&app.state, &app.employee(&other).await, Actor::CommandLine).await.unwrap();
        let mut browser = app.officer(Role::Issuer).await.browser;
        for (changes, words) in [
            (with(&[("email", "77@EXAMPLE.org")]), "the same email address"),
            (with(&[("phone", "+447700900123")]), "the same phone number"),
        ] {
            let asked = app.unmoved(browser.submit("/hr/staff/add", &changes)).await;
            assert_eq!(asked.heading(), "This person may already be here");
            assert!(plain(&asked.body).contains("Samantha Taylor, staff number 77, has left"), "{}", asked.body);
            assert!(asked.body.contains(words) && asked.body.contains(&format!("/hr/staff/{}", other.id)));
            // Not even the last button goes past the question.
            let checked: Vec<_> = changes.iter().copied().chain([("checked", "yes")]).collect();
            let asked = app.unmoved(browser.submit("/hr/staff/add", &checked)).await;
            assert_eq!(asked.heading(), "This person may already be here");
        }
        let anyway = with(&[("email", "77@example.org"), ("anyway", "yes")]);
        assert_eq!(app.unmoved(browser.submit("/hr/staff/add", &anyway)).await.heading(), "Check the details");
        let anyway: Vec<_> = anyway.into_iter().chain([("checked", "yes")]).collect();
        assert_eq!(browser.press("/hr/staff/add", &anyway).await.heading(), "Sam Taylor");

        let left = app.unmoved(browser.submit("/hr/staff/add", &with(&[("staff_number", "77")]))).await;
        assert!(left.body.contains("Somebody who has left has this staff number"), "{}", left.body);
    }

    // STAFF-9
    async fn a_name_and_a_number_can_be_changed(app: TestApp) {
        let sam = somebody(&app, "1", "Sam", "Taylor").await;
        somebody(&app, "2", "Alex", "Lee").await;
        let mut browser = app.officer(Role::Issuer).await.browser;
        let path = format!("/hr/staff/{}/details", sam.id);
        let form = [("staff_number", "2"), ("given_name", "Sam"), ("family_name", "Zimmer")];
        assert_eq!(app.unmoved(browser.submit(&path, &form)).await.status, 422, "somebody else's number");
        let form = [("staff_number", "3"), ("given_name", "Sam"), ("family_name", "Zimmer")];
        assert_eq!(browser.press(&path, &form).await.heading(), "Sam Zimmer");
        let employee = app.employee(&sam).await;
        assert_eq!((employee.staff_number.as_str(), employee.email.as_str()), ("3", "1@example.org"));
        assert_eq!(app.audit().await, ["employee-changed"]);
        browser.press(&path, &form).await;
        assert_eq!(app.audit().await, ["employee-changed"], "nothing was changed the second time");
        assert_eq!(officer_page(&app, Role::Viewer, &path).await.status, 403);
    }
}
