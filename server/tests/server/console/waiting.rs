//! What waits for somebody in HR.

use super::{officer_page, plain};
use crate::support::{TestApp, on_every_database};
use domain::{Duration, KeyRequestId, KeyWish, LinkKind, Purpose, Role};
use sea_orm::ConnectionTrait;
use store::key_requests::KeyRequest;

/// Gives up every message of a kind, sent or not.
async fn give_up(app: &TestApp, kind: &str) {
    let dead = format!(
        "UPDATE outbox SET sent_at = NULL, dead_at = {}, error = 'address rejected' WHERE kind = '{kind}'",
        app.now().as_millis()
    );
    assert!(app.state.db.execute_unprepared(&dead).await.unwrap().rows_affected() > 0);
}

on_every_database! {
    // SEND-20
    async fn what_officers_and_hr_did_not_get_is_told_apart(app: TestApp) {
        let mut admin = app.officer(Role::Administrator).await;
        let form = [("name", "Olu Adeyemi"), ("email", "olu@hr.example.org"), ("role", "issuer")];
        admin.browser.press("/hr/officers/add", &form).await;
        give_up(&app, "officer-link").await;
        let locked = app.person("Locked", "103").await;
        let link = app.invite(&locked).await;
        app.lock(&locked, &link).await;
        give_up(&app, "hr-notice").await;

        let answer = officer_page(&app, Role::Viewer, "/hr/waiting").await;
        let page = plain(&answer.body);
        for words in [
            "To Olu Adeyemi, an officer: A link to set up an officer’s account was not delivered: address rejected",
            "Locked Tester , SN-Locked : A notice to HR was not delivered: address rejected",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }

    // SEND-22
    async fn what_is_held_up_is_counted(app: TestApp) {
        let sam = app.person("Sam", "101").await;
        app.invite_as(&sam, Purpose::First, LinkKind::Download, false).await.unwrap();
        app.wait(Duration::millis(299_999));
        let page = plain(&officer_page(&app, Role::Viewer, "/hr/waiting").await.body);
        assert!(!page.contains("Held up"), "{page}");
        app.wait(Duration::millis(1));
        let page = plain(&officer_page(&app, Role::Viewer, "/hr/waiting").await.body);
        let words = "Emails that wait to be sent: 1, the oldest since 12:00pm on 6 August 2026";
        assert!(page.contains(words) && !page.contains("Texts that wait"), "{page}");
    }

    // STAFF-11, SEND-20
    async fn everything_that_waits_leads_to_the_person(app: TestApp) {
        let page = plain(&officer_page(&app, Role::Viewer, "/hr/waiting").await.body);
        assert!(page.contains("Nothing waits for you"), "{page}");

        let wishing = app.person("Wish", "101").await;
        let mut rng = app.state.random.generator().unwrap();
        let wish = KeyRequest {
            id: KeyRequestId::new(&mut rng),
            employee_id: wishing.id.clone(),
            reason: KeyWish::NewPhone,
            created_at: app.now(),
            handled_at: None,
        };
        store::key_requests::insert(&app.state.db, wish).await.unwrap();
        let expired = app.person("Expired", "102").await;
        app.invite(&expired).await;
        app.wait(Duration::days(7));
        let locked = app.person("Locked", "103").await;
        let link = app.invite(&locked).await;
        app.lock(&locked, &link).await;
        let lost = app.person("Lost", "104").await;
        app.invite(&lost).await;
        let dead = format!(
            "UPDATE outbox SET sent_at = NULL, dead_at = {}, error = 'address rejected' WHERE employee_id = '{}'",
            app.now().as_millis(),
            lost.id
        );
        app.state.db.execute_unprepared(&dead).await.unwrap();

        let answer = officer_page(&app, Role::Viewer, "/hr/waiting").await;
        let page = plain(&answer.body);
        for words in [
            "Wish Tester , SN-Wish : has a new phone. Asked at 12:00pm on 6 August 2026",
            "Locked Tester , SN-Locked : needs a new invitation",
            "Lost Tester , SN-Lost : An invitation was not delivered: address rejected",
            "People whose invitation has expired: 1",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        for person in [&wishing, &locked, &lost] {
            assert!(answer.body.contains(&format!("href=\"/hr/staff/{}\"", person.id)));
        }
        assert!(answer.body.contains("href=\"/hr/staff?status=expired\""));
        app.wait(Duration::millis(6 * 24 * 3_600_000 + 3_600_000));
        let page = plain(&officer_page(&app, Role::Viewer, "/hr/waiting").await.body);
        assert!(page.contains("Lost Tester , SN-Lost : the invitation ends at"), "{page}");
    }

    // STAFF-11
    async fn nothing_that_waits_is_left_out_without_a_word(app: TestApp) {
        for number in 0..27 {
            let person = app.person(&format!("P{number:02}"), "101").await;
            app.invite(&person).await;
        }
        let db = &app.state.db;
        let gone = format!("UPDATE outbox SET sent_at = NULL, dead_at = {}, error = 'gone'", app.now().as_millis());
        db.execute_unprepared(&gone).await.unwrap();
        app.wait(Duration::millis(6 * 24 * 3_600_000 + 3_600_000));
        let mut browser = app.officer(Role::Viewer).await.browser;
        let first = browser.get("/hr/waiting").await;
        let lost = |page: &str| page.matches("An invitation was not delivered").count();
        assert!(plain(&first.body).contains("There are 27 in the last 14 days"), "{}", first.body);
        assert!(plain(&first.body).contains("And 2 more. You see them here"), "{}", first.body);
        assert_eq!(first.body.matches("the invitation ends at").count(), 25);
        assert!(first.body.contains("href=\"/hr/waiting?page=2\""), "{}", first.body);
        assert_eq!((lost(&first.body), lost(&browser.get("/hr/waiting?page=2").await.body)), (25, 2));
        for past in ["3", &u64::MAX.to_string()] {
            assert_eq!(lost(&browser.get(&format!("/hr/waiting?page={past}")).await.body), 2, "{past}");
        }
        assert_eq!(lost(&browser.get("/hr/waiting?page=x").await.body), 25);
        db.execute_unprepared("UPDATE invitation SET state = 'locked'").await.unwrap();
        let page = browser.get("/hr/waiting").await.body;
        assert_eq!((page.matches("needs a new invitation").count(), page.matches("And 2 more").count()), (25, 2));
    }

    // STAFF-11
    async fn a_key_that_has_expired_waits_for_a_new_one(app: TestApp) {
        let sam = app.person("Sam", "101").await;
        app.added(&sam).await;
        app.wait(Duration::days(730));
        let page = officer_page(&app, Role::Viewer, "/hr/waiting").await.body;
        assert!(plain(&page).contains("People whose access key has expired: 1"), "{page}");
        assert!(page.contains("href=\"/hr/staff?status=key-expired\""));
    }
}
