//! What a provider's refusal means for a message.

use super::provider::{Mood, Provider, limits, number, queue_code, queue_email, queue_text, row, rows, work};
use crate::{
    guarantees::logs::Log,
    support::{TestApp, on_every_database},
};
use domain::{Duration, LinkKind, MessageKind, Purpose};
use server::{config::Limits, jobs, outbox};

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

    // SEND-14, SEND-3: each may have arrived, and each counts.
    async fn what_nobody_can_say_of_three_times_is_given_up(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::HangsUp);
        queue_email(&app, "sam@example.org").await;
        for _ in 0..24 {
            work(&app).await;
            app.wait(Duration::hours(1));
        }
        assert_eq!(provider.asked().len(), 3);
        let row = row(&app).await;
        assert!(row.dead_at.is_some() && row.payload.is_none() && row.sent_at.is_none());
        assert!(row.error.unwrap().starts_with("nobody knows whether it arrived"));
    }

    // SEND-14: an outage costs no attempt of which nobody knows.
    async fn failures_in_between_do_not_use_up_the_three(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        queue_email(&app, "sam@example.org").await;
        for mood in [Mood::HangsUp, Mood::Says(500), Mood::Says(503), Mood::Says(429), Mood::HangsUp, Mood::Says(201)] {
            provider.is(mood);
            work(&app).await;
            app.wait(Duration::hours(1));
        }
        assert_eq!(provider.asked().len(), 6);
        assert!(row(&app).await.sent_at.is_some());
    }

    // SEND-14: a wrong API key is put right by somebody, and an invitation is worth that.
    async fn a_fault_of_our_own_is_waited_for(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        let sam = app.person("Sam", "123").await;
        app.invite_as(&sam, Purpose::First, LinkKind::Download, false).await.unwrap();
        provider.is(Mood::Says(403));
        for _ in 0..48 {
            work(&app).await;
            app.wait(Duration::hours(1));
        }
        let held = row(&app).await;
        assert!(held.dead_at.is_none() && held.payload.is_some());
        assert!(held.error.unwrap().contains("check the API key"));
        provider.is(Mood::Says(201));
        work(&app).await;
        assert!(row(&app).await.sent_at.is_some());
    }

    // SEND-14, SEND-22
    async fn the_log_says_what_to_mend_and_how_much_waits(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::Says(403));
        queue_text(&app, "+447700900123", "a text", None).await;
        let (log, _guard) = Log::begin();
        work(&app).await;
        app.wait(Duration::millis(5 * 60_000 - 1));
        jobs::sweep::once(&app.state).await.unwrap();
        assert!(log.tells("ERROR") && log.tells("nothing can be sent until somebody mends this"));
        assert!(log.tells("check the API key and this machine's clock") && log.tells("channel=Sms"));
        assert!(!log.tells("waiting=1"), "not for five minutes");
        app.wait(Duration::minutes(2));
        jobs::sweep::once(&app.state).await.unwrap();
        assert!(log.tells("waiting=1 oldest_minutes=6"));
        assert!(!log.tells("447700900123") && !log.tells("a text"));
    }

    // SEND-7
    async fn what_has_no_end_is_worth_a_day(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        queue_email(&app, "sam@example.org").await;
        app.wait(Duration::hours(24));
        work(&app).await;
        assert_eq!(provider.asked().len(), 0);
        let row = row(&app).await;
        assert!(row.dead_at.is_some() && row.payload.is_none());
    }

    // SEND-7: a code has to arrive and to be typed, whether or not its provider can be told its end.
    async fn a_code_that_is_almost_dead_is_not_sent(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, Limits { texts_per_number_day: number(1), ..limits() }).await;
        queue_text(&app, "+447700900123", "late", Some(Duration::minutes(10))).await;
        app.wait(Duration::millis(9 * 60_000 + 31_000));
        work(&app).await;
        assert_eq!(provider.asked().len(), 0);
        let late = row(&app).await;
        assert!(late.dead_at.is_some() && late.payload.is_none());
        assert_eq!(late.error.as_deref(), Some("it was too late to be of use"));
        // Another has 31 seconds, and the first used up nothing.
        queue_text(&app, "+447700900123", "in time", Some(Duration::seconds(31))).await;
        work(&app).await;
        assert_eq!(provider.asked().len(), 1);
    }

    // SEND-20: what kept a message waiting is why it is too late.
    async fn the_reason_outlives_the_message(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::Says(429));
        code(&app).await;
        work(&app).await;
        app.wait(Duration::minutes(10));
        jobs::sweep::once(&app.state).await.unwrap();
        let row = row(&app).await;
        assert!(row.dead_at.is_some() && row.payload.is_none());
        assert!(row.error.unwrap().contains("429"));
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
