//! A provider that lets people wait, and a process that dies while it does.

use super::provider::{Mood, Provider, limits, queue_code, queue_email, queue_text, row, work};
use crate::support::{Database, TestApp, on_every_database};
use domain::Duration;
use server::jobs;
use tokio::{
    net::TcpListener,
    sync::{oneshot, watch},
};

on_every_database! {
    // SEND-15: neither a request nor a transaction waits for a provider.
    async fn a_silent_provider_holds_up_nobody_else(app: TestApp) {
        let mut app = app;
        let (sam, alex) = (app.person("Sam", "123").await, app.person("Alex", "124").await);
        let link = app.invite(&alex).await;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::Waits);
        queue_code(&app, &sam, "+447700900123").await;
        let state = app.state.clone();
        let worker = tokio::spawn(async move { jobs::outbox::send_waiting(&state).await });
        provider.until(|asked| asked["phone_number"] == "+447700900123").await;
        // A transaction that writes, and a whole way to a code that writes in many.
        store::connect::begin(&app.state.db).await.unwrap().commit().await.unwrap();
        let mut browser = app.browser();
        browser.get(&link).await;
        assert_eq!(browser.submit("/key/continue", &[]).await.location(), "/key/send-code");
        assert_eq!(browser.submit("/key/send-code", &[("after", "0")]).await.location(), "/key/enter-code");
        assert!(!worker.is_finished());
        provider.is(Mood::Says(201));
        assert_eq!(worker.await.unwrap().unwrap(), 1);
    }

    // SEND-15
    async fn slow_emails_do_not_hold_up_texts(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::KeepsEmails);
        for n in 0..30 {
            queue_email(&app, &format!("{n}@example.org")).await;
        }
        let (stop, stopped) = watch::channel(false);
        let worker = tokio::spawn(jobs::outbox::run(app.state.clone(), stopped));
        provider.until(|asked| asked.get("email_address").is_some()).await;
        queue_text(&app, "+447700900123", "a code", None).await;
        app.state.live.message_waits();
        provider.until(|asked| asked["personalisation"]["body"] == "a code").await;
        // Asked to stop, it finishes what it has in hand.
        stop.send_replace(true);
        provider.is(Mood::Says(201));
        worker.await.unwrap();
        let rows = super::provider::rows(&app).await;
        let begun = rows.iter().filter(|row| row.lease_until.is_some()).count();
        assert_eq!(rows.iter().filter(|row| row.sent_at.is_some()).count(), begun);
    }

    // SEND-5, SEND-7: its time ends while the provider has it.
    async fn a_message_in_hand_is_not_called_dead(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::Waits);
        queue_text(&app, "+447700900123", "a code", Some(Duration::seconds(40))).await;
        let state = app.state.clone();
        let worker = tokio::spawn(async move { jobs::outbox::send_waiting(&state).await });
        provider.until(|asked| asked["phone_number"] == "+447700900123").await;
        app.wait(Duration::seconds(41));
        jobs::sweep::once(&app.state).await.unwrap();
        provider.is(Mood::Says(201));
        assert_eq!(worker.await.unwrap().unwrap(), 1);
        let row = row(&app).await;
        assert!(row.sent_at.is_some() && row.dead_at.is_none());
        assert_eq!((row.provider_id.as_deref(), row.error), (Some("theirs"), None));
    }

    // SEND-5: the process dies after the provider has the message and before it said so.
    async fn a_message_whose_sender_died_is_sent_again(app: TestApp) {
        let mut app = app;
        let sam = app.person("Sam", "123").await;
        let provider = Provider::carry(&mut app, limits()).await;
        provider.is(Mood::Waits);
        queue_code(&app, &sam, "+447700900123").await;
        let state = app.state.clone();
        let worker = tokio::spawn(async move { jobs::outbox::send_waiting(&state).await });
        provider.until(|asked| asked["phone_number"] == "+447700900123").await;
        worker.abort();
        assert!(worker.await.unwrap_err().is_cancelled());
        provider.is(Mood::Says(201));
        app.wait(Duration::seconds(59));
        work(&app).await;
        assert_eq!(provider.asked().len(), 1, "somebody may still have it in hand");
        app.wait(Duration::seconds(1));
        work(&app).await;
        let asked = provider.asked();
        assert_eq!((asked.len(), &asked[0]), (2, &asked[1]));
        assert!(row(&app).await.sent_at.is_some());
    }
}

// SEND-5, OPS-10: a call in hand has the whole time in which the service stops, whether or not a request has. Its length is
// what this is about: in 6 seconds a provider may well answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_waits_for_a_slow_provider() {
    let mut app = TestApp::new(Database::sqlite()).await;
    let provider = Provider::carry(&mut app, limits()).await;
    provider.is(Mood::Waits);
    queue_text(&app, "+447700900123", "a code", None).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async {
        stopped.await.unwrap();
    };
    let served = tokio::spawn(server::serve::serve_with_listener(app.state.clone(), listener, shutdown));
    provider.until(|asked| asked["phone_number"] == "+447700900123").await;
    stop.send(()).unwrap();
    tokio::time::sleep(std::time::Duration::from_secs(6)).await;
    provider.is(Mood::Says(201));
    served.await.unwrap();
    assert!(row(&app).await.sent_at.is_some());
}
