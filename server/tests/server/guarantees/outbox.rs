//! Messages survive a process that dies at the worst moment, and secrets do not wait for ever.

use super::{at_the_code, waiting};
use crate::support::on_every_database;
use contract::Page;
use domain::{Channel, Duration, MessageKind};
use server::jobs;

on_every_database! {
    // SEND-5: the process dies after it took the message and before it said that it is gone.
    async fn a_message_whose_worker_died_is_sent_by_the_next(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut browser = at_the_code(&app, &sam).await;
        let now = app.now();
        let held = store::outbox::claim(&app.state.db, Channel::Sms, now, now + Duration::seconds(60), 20).await.unwrap();
        assert!(held.iter().all(|row| row.payload.is_some()) && !held.is_empty());
        assert_eq!(app.texts(&sam).await, 0);
        app.wait(Duration::seconds(59));
        assert_eq!(app.texts(&sam).await, 0);
        app.wait(Duration::seconds(1));
        assert_eq!(app.texts(&sam).await, 1);
        let code = app.code(&sam).await;
        let page = browser.act("/key/enter-code", &[("code", &code)]).await;
        assert!(matches!(page, Page::AddKey(_)), "{page:?}");
    }

    // SEND-5: the process dies after it sent the message and before it said so: sent twice, and the code is the same.
    async fn a_message_that_was_sent_and_not_acknowledged_is_sent_again(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        at_the_code(&app, &sam).await;
        let first = waiting(&app).await;
        let now = app.now();
        store::outbox::claim(&app.state.db, Channel::Sms, now, now + Duration::seconds(60), 20).await.unwrap();
        app.wait(Duration::seconds(61));
        let again = waiting(&app).await;
        assert!(first == again);
        assert_eq!(app.texts(&sam).await, 1);
    }

    // SEND-6, SEND-7
    async fn a_text_that_is_too_late_is_wiped_and_never_sent(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        at_the_code(&app, &sam).await;
        app.wait(Duration::minutes(10));
        assert_eq!(app.texts(&sam).await, 0);
        jobs::sweep::once(&app.state).await.unwrap();
        for row in store::outbox::list(&app.state.db).await.unwrap() {
            assert!(row.payload.is_none());
        }
        assert_eq!(app.texts(&sam).await, 0);
    }

    // SEND-20
    async fn a_message_knows_whom_and_what_it_is_for(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        at_the_code(&app, &sam).await;
        let rows = store::outbox::list(&app.state.db).await.unwrap();
        let kinds: Vec<_> = rows.iter().filter_map(|row| row.kind).collect();
        assert!(kinds.len() == 2 && [MessageKind::DownloadKey, MessageKind::SecurityCode].iter().all(|k| kinds.contains(k)));
        assert!(rows.iter().all(|row| row.employee_id.as_ref() == Some(&sam.id)));
    }

    // SEND-6
    async fn a_message_that_is_gone_leaves_no_payload(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        at_the_code(&app, &sam).await;
        assert_eq!(app.texts(&sam).await, 1);
        let rows = store::outbox::list(&app.state.db).await.unwrap();
        assert!(rows.len() == 2 && rows.iter().all(|row| row.payload.is_none() && row.sent_at.is_some()));
    }
}
