//! What waits for somebody in HR.

use super::{officer_page, plain};
use crate::support::on_every_database;
use domain::{Duration, KeyRequestId, KeyWish, Role};
use sea_orm::ConnectionTrait;
use store::key_requests::KeyRequest;

on_every_database! {
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
            "Lost Tester , SN-Lost : An invitation was not delivered (address rejected)",
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
}
