//! How much is sent, and to whom.

use super::provider::{
    Mood, Provider, by_notify, limits, number, queue_code, queue_email, queue_text, row, rows, work,
};
use crate::{
    races::together,
    support::{Database, TestApp, on_every_database},
};
use domain::{Duration, Role};
use server::{config::Limits, flows::import, jobs};

const CROWD: usize = 200;
const CAP: u32 = 50;

on_every_database! {
    // SEND-3: several processes at once, and a limit that lies in the middle of what they have to send.
    async fn a_crowd_of_texts_costs_no_more_than_the_limit(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, Limits { texts_per_day: number(CAP), ..limits() }).await;
        for n in 0..CROWD {
            queue_text(&app, &format!("+44770090{n:04}"), &format!("text {n}"), None).await;
        }
        let tasks = [app.state.clone(), app.replica(), app.replica(), app.replica()].map(|state| async move {
            // An empty look may be one at which the others held everything that was left.
            for _ in 0..CROWD / 4 {
                jobs::outbox::send_waiting(&state).await.unwrap();
            }
        });
        together(tasks).await;
        assert_eq!(provider.asked().len(), CAP as usize);
        let (sent, waiting): (Vec<_>, Vec<_>) = rows(&app).await.into_iter().partition(|row| row.sent_at.is_some());
        assert_eq!((sent.len(), waiting.len()), (CAP as usize, CROWD - CAP as usize));
        for row in &waiting {
            // Waiting is no attempt.
            assert_eq!((row.attempts, row.dead_at, row.payload.is_some()), (0, None, true));
            assert!(row.error.as_deref().unwrap().contains("texts_per_day"));
        }
        // Somebody is told, once.
        let counts = crate::races::rows(&app, store::entity::send_count::Entity).await;
        assert_eq!(counts.iter().filter(|count| count.id.starts_with("alarm ")).count(), 1);
        // The next day has a limit of its own.
        app.wait(Duration::hours(14));
        work(&app).await;
        assert_eq!(provider.asked().len(), 2 * CAP as usize);
    }

    // SEND-3
    async fn one_number_and_one_country_have_limits_of_their_own(app: TestApp) {
        let mut app = app;
        let capped = Limits {
            countries: vec!["44".to_owned(), "33".to_owned()],
            texts_per_number_day: number(2),
            texts_per_country_hour: number(3),
            ..limits()
        };
        let provider = Provider::carry(&mut app, capped).await;
        for to in ["+447700900001"; 3] {
            queue_text(&app, to, "text", None).await;
        }
        work(&app).await;
        assert_eq!(provider.asked().len(), 2, "two to one number");
        queue_text(&app, "+447700900002", "text", None).await;
        queue_text(&app, "+447700900003", "text", None).await;
        queue_text(&app, "+33700900003", "text", None).await;
        work(&app).await;
        assert_eq!(provider.asked().len(), 4, "one more to one country, and one to the other");
        app.wait(Duration::seconds(3_605));
        work(&app).await;
        assert_eq!(provider.asked().len(), 5, "the country has another hour, the number not another day");
    }

    // SEND-3, SEND-14
    async fn a_number_of_another_country_is_given_up_before_anybody_is_asked(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        let sam = app.person("Sam", "123").await;
        queue_code(&app, &sam, "+33700900123").await;
        work(&app).await;
        assert_eq!(provider.asked().len(), 0);
        let row = row(&app).await;
        assert!(row.dead_at.is_some() && row.payload.is_none() && row.sent_at.is_none());
        assert!(row.error.unwrap().contains("delivery.limits.countries"));
    }

    // SEND-3, SEND-7: a code that would be dead by the end of the window does not wait for it.
    async fn what_is_over_a_limit_waits_only_if_it_is_worth_it(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, Limits { texts_per_number_day: number(1), ..limits() }).await;
        let sam = app.person("Sam", "123").await;
        queue_text(&app, "+447700900123", "first", None).await;
        work(&app).await;
        queue_code(&app, &sam, "+447700900123").await;
        queue_text(&app, "+447700900123", "second", Some(Duration::hours(20))).await;
        work(&app).await;
        assert_eq!(provider.asked().len(), 1);
        let rows = rows(&app).await;
        let (dead, alive): (Vec<_>, Vec<_>) =
            rows.iter().filter(|row| row.sent_at.is_none()).partition(|row| row.dead_at.is_some());
        assert_eq!((dead.len(), alive.len()), (1, 1));
        assert!(dead[0].error.as_deref().unwrap().contains("texts_per_number_day") && dead[0].payload.is_none());
        app.wait(Duration::hours(14));
        work(&app).await;
        assert_eq!(provider.asked()[1]["personalisation"]["body"], "second");
    }

    // SEND-3
    async fn emails_have_a_limit_by_the_hour(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, Limits { emails_per_hour: number(2), ..limits() }).await;
        for n in 0..3 {
            queue_email(&app, &format!("{n}@example.org")).await;
        }
        work(&app).await;
        assert_eq!(provider.asked().len(), 2);
        app.wait(Duration::seconds(3_605));
        work(&app).await;
        assert_eq!(provider.asked().len(), 3);
    }

    // SEND-3: what certainly was not sent does not count; what may have been sent does.
    async fn only_what_may_have_been_sent_counts(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, Limits { texts_per_number_day: number(1), ..limits() }).await;
        provider.is(Mood::Says(500));
        queue_text(&app, "+447700900123", "refused once", None).await;
        work(&app).await;
        provider.is(Mood::Says(201));
        app.wait(Duration::seconds(8));
        work(&app).await;
        assert_eq!((provider.asked().len(), row(&app).await.sent_at.is_some()), (2, true));
        provider.is(Mood::HangsUp);
        queue_text(&app, "+447700900124", "unanswered", None).await;
        work(&app).await;
        provider.is(Mood::Says(201));
        app.wait(Duration::seconds(8));
        work(&app).await;
        assert_eq!(provider.asked().len(), 3, "the one text of the day may have gone");
        let counts = store::send_counts::forget(&app.state.db, app.now() + Duration::hours(48)).await.unwrap();
        assert!(counts > 0, "counts are forgotten with their windows");
    }
}

// SEND-23: nobody finds out by a code that never comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_that_no_text_goes_to_is_refused_where_it_is_entered() {
    let delivery = by_notify("http://127.0.0.1:9", limits());
    let app = TestApp::with(Database::sqlite(), |settings| settings.delivery = delivery).await;
    let sam = app.person("Sam", "123").await;
    let mut officer = app.officer(Role::Issuer).await;
    let words = "Texts are not sent to numbers of this country";
    let person = |phone| {
        [("staff_number", "7"), ("given_name", "A"), ("family_name", "B"), ("email", "a@example.org"), ("phone", phone)]
    };
    let contact = |phone| [("email", "new@example.org"), ("phone", phone)];
    let changing = format!("/hr/staff/{}/contact", sam.id);
    for checked in [&[][..], &[("checked", "yes")]] {
        for (path, form) in
            [("/hr/staff/add", &person("+33700900123")[..]), (changing.as_str(), &contact("+33700900123"))]
        {
            let answer = app.unmoved(officer.browser.submit(path, &[form, checked].concat())).await;
            assert_eq!(answer.status, 422, "{path}");
            assert!(
                answer.body.contains(words) && answer.body.contains("id=\"phone-error\""),
                "{path}: {}",
                answer.body
            );
        }
    }
    assert_eq!(officer.browser.submit("/hr/staff/add", &person("+447700900124")).await.status, 200);
    assert_eq!(officer.browser.submit(&changing, &contact("+447700900124")).await.status, 200);
    let header = "staff_number,given_name,family_name,email,phone";
    let file = format!("{header}\n7,A,B,a@example.org,+33700900123\n8,C,D,c@example.org,+447700900123\n");
    let report = import::check(file.as_bytes(), &[], app.state.settings.numbers());
    assert_eq!((report.new.len(), report.rejected.len()), (1, 1));
    let rejected = &report.rejected[0];
    assert_eq!((rejected.row, rejected.column), (2, Some("phone")));
    assert!(rejected.message.contains(words));
}
