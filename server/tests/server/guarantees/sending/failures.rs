//! What a provider's refusal means for a message.

use super::provider::{Mood, Provider, limits, queue_code, queue_text, row, rows, work};
use crate::support::{TestApp, on_every_database};
use domain::{Duration, MessageKind};
use server::{jobs, outbox};

async fn code(app: &TestApp) {
    let sam = app.person("Sam", "123").await;
    queue_code(app, &sam, "+447700900123").await;
}

on_every_database! {
    // SEND-14
    async fn an_error_of_theirs_is_tried_again_later_each_time_while_the_code_lives(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::Says(500));
        code(&app).await;
        let mut pauses = Vec::new();
        loop {
            work(&app).await;
            let row = row(&app).await;
            if row.dead_at.is_some() {
                break;
            }
            let pause = app.now().until(row.due_at);
            pauses.push(pause);
            app.wait(Duration::millis(pause.as_millis() - 1));
            let asked = provider.asked().len();
            work(&app).await;
            assert_eq!(provider.asked().len(), asked, "not before its time");
            app.wait(Duration::millis(1));
        }
        // 5 seconds, doubled each time, and up to half as much again by chance: the eighth would be too late.
        assert_eq!(provider.asked().len(), 7);
        for (pause, least) in pauses.iter().zip([5, 10, 20, 40, 80, 160]) {
            assert!((least..=least * 3 / 2).contains(&pause.as_seconds()), "{pauses:?}");
        }
        let row = row(&app).await;
        assert_eq!((row.attempts, row.payload, row.sent_at), (7, None, None));
        assert_eq!(row.error.as_deref(), Some("GOV.UK Notify: not sent (500 Named)"));
        app.wait(Duration::days(1));
        work(&app).await;
        assert_eq!(provider.asked().len(), 7);
    }

    // SEND-14
    async fn a_final_refusal_is_given_up_at_once(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::Says(400));
        code(&app).await;
        work(&app).await;
        provider.is(Mood::Says(201));
        app.wait(Duration::minutes(5));
        work(&app).await;
        assert_eq!(provider.asked().len(), 1);
        let row = row(&app).await;
        assert!(row.dead_at.is_some() && row.payload.is_none() && row.sent_at.is_none());
        assert!(row.error.unwrap().contains("400"));
    }

    // SEND-14: one that cannot even be read, one that is never taken, and a backlog.
    async fn a_new_code_is_held_up_neither_by_a_backlog_nor_by_what_always_fails(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        let mut rng = app.state.random.generator().unwrap();
        let text = delivery::Sms::new("+447700900000", "unreadable".to_owned());
        let mut broken = outbox::seal(&app.state.keys, &text.into(), None, app.now(), &mut rng).unwrap();
        broken.payload.truncate(5);
        store::outbox::insert(&app.state.db, broken).await.unwrap();
        for n in 0..40 {
            queue_text(&app, &format!("+4477009001{n:02}"), "old", None).await;
        }
        provider.is(Mood::Says(500));
        work(&app).await;
        let before = provider.asked().len();
        assert_eq!(before, 40);
        app.wait(Duration::seconds(10));
        code(&app).await;
        jobs::outbox::send_waiting(&app.state).await.unwrap();
        assert!(provider.asked()[before..].iter().any(|asked| asked["phone_number"] == "+447700900123"));
        provider.is(Mood::Says(201));
        app.wait(Duration::minutes(1));
        work(&app).await;
        let rows = rows(&app).await;
        assert_eq!(rows.iter().filter(|row| row.sent_at.is_some()).count(), 41);
        let dead: Vec<_> = rows.iter().filter(|row| row.dead_at.is_some()).collect();
        assert_eq!((dead.len(), dead[0].error.as_deref()), (1, Some("unreadable")));
    }

    // SEND-14
    async fn what_heals_is_sent_and_known_by_the_providers_name(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::Says(429));
        code(&app).await;
        work(&app).await;
        provider.is(Mood::Says(201));
        app.wait(Duration::seconds(8));
        work(&app).await;
        let row = row(&app).await;
        assert_eq!((row.attempts, row.payload), (2, None));
        assert_eq!((row.provider_id.as_deref(), row.kind), (Some("theirs"), Some(MessageKind::SecurityCode)));
        assert!(row.sent_at.is_some() && row.dead_at.is_none());
        let asked = provider.asked();
        assert_eq!(asked[0], asked[1], "the same code under the same name");
    }
}
