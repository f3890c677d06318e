//! People are reminded of invitations that they have not used, and of keys that end.

use crate::support::{Database, Person, TestApp, on_every_database};
use domain::{Duration, Role};
use server::jobs::reminders;

const REMINDER: &str = "Reminder: download your access key for Example Trust";

async fn reminded(app: &TestApp, person: &Person) -> usize {
    reminders::once(&app.state).await.unwrap();
    app.subjects(person).await.iter().filter(|subject| *subject == REMINDER).count()
}

on_every_database! {
    // HR-27
    async fn an_invitation_is_reminded_of_at_half_time_and_a_day_before_its_end(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let first = app.invite(&sam).await;
        app.wait(Duration::hours(83));
        assert_eq!(reminded(&app, &sam).await, 0);
        app.wait(Duration::hours(1));
        // Two processes at the same moment.
        let second = app.replica();
        let (one, other) = tokio::join!(reminders::once(&app.state), reminders::once(&second));
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        assert_eq!(reminded(&app, &sam).await, 1);
        let link = app.newest_link(&sam).await;
        assert_ne!(link, first);
        assert_eq!(app.audit().await.iter().filter(|action| *action == "invitation-reminded").count(), 1);
        // Both links lead to the same place.
        for link in [&first, &link] {
            assert_eq!(app.browser().open(link).await.heading(), "Download your access key");
        }
        app.wait(Duration::hours(59));
        assert_eq!(reminded(&app, &sam).await, 1);
        app.wait(Duration::hours(1));
        assert_eq!(reminded(&app, &sam).await, 2);
        app.wait(Duration::hours(23));
        assert_eq!(reminded(&app, &sam).await, 2);
    }

    // HR-27
    async fn who_is_on_the_way_is_not_hurried(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let link = app.invite(&sam).await;
        app.with_session(&link).await;
        app.wait(Duration::days(4));
        assert_eq!(reminded(&app, &sam).await, 1);
        app.wait(Duration::hours(60));
        assert_eq!(reminded(&app, &sam).await, 1);
    }

    // HR-27: late is late, not twice.
    async fn a_reminder_that_comes_late_comes_once(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        app.invite(&sam).await;
        app.wait(Duration::hours(150));
        assert_eq!(reminded(&app, &sam).await, 1);
        assert_eq!(reminded(&app, &sam).await, 1);
    }

    // HR-27
    async fn nobody_is_reminded_of_what_leads_nowhere(app: TestApp) {
        let people = [
            app.person("Used", "120").await,
            app.person("Locked", "121").await,
            app.person("Cancelled", "122").await,
            app.person("Left", "123").await,
        ];
        app.added(&people[0]).await;
        let link = app.invite(&people[1]).await;
        app.lock(&people[1], &link).await;
        app.invite(&people[2]).await;
        app.officer(Role::Issuer).await.browser.submit(&format!("/hr/staff/{}/cancel", people[2].id), &[]).await;
        app.invite(&people[3]).await;
        app.leaves(&people[3]).await;
        app.wait(Duration::days(4));
        for person in &people {
            assert_eq!(reminded(&app, person).await, 0, "{}", person.staff_number);
        }
    }

    // STATUS-7
    async fn the_end_of_a_key_is_told_once(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        app.added(&sam).await;
        let subject = "Your access key for Example Trust stops working soon";
        app.wait(Duration::days(699));
        reminders::once(&app.state).await.unwrap();
        assert!(!app.subjects(&sam).await.contains(&subject.to_owned()));
        app.wait(Duration::days(2));
        for _ in 0..2 {
            reminders::once(&app.state).await.unwrap();
        }
        assert_eq!(app.subjects(&sam).await.iter().filter(|told| *told == subject).count(), 1);
        assert!(app.told("Sam@example.org").await[0].contains("stops working on 5 August 2028"));
    }
}

// HR-27
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reminders_can_be_switched_off() {
    let app = TestApp::with(Database::sqlite(), |settings| settings.hr.reminders = false).await;
    let sam = app.person("Sam", "123").await;
    app.invite(&sam).await;
    app.wait(Duration::days(4));
    assert_eq!(reminded(&app, &sam).await, 0);
}
