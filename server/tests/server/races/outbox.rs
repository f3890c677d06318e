//! The outbox worked off by several processes.

use super::{rows, together};
use crate::support::on_every_database;
use server::{jobs, outbox};
use std::collections::BTreeSet;
use store::entity;

const MESSAGES: usize = 150;

on_every_database! {
    // SEND-5
    async fn three_workers_send_each_message_once(app: TestApp) {
        let mut rng = app.state.random.generator().unwrap();
        for n in 0..MESSAGES {
            let text = delivery::Sms::new(&format!("+44770090{n:04}"), format!("message {n}"));
            let row = outbox::seal(&app.state.keys, &text.into(), None, app.now(), &mut rng).unwrap();
            store::outbox::insert(&app.state.db, row).await.unwrap();
        }
        let tasks = [app.state.clone(), app.replica(), app.replica()].map(|state| async move {
            let mut sent = 0;
            // An empty look may be one at which the others held everything that was left.
            for _ in 0..MESSAGES {
                sent += jobs::outbox::send_waiting(&state).await.unwrap();
            }
            sent
        });
        assert_eq!(together(tasks).await.into_iter().sum::<usize>(), MESSAGES);
        for row in rows(&app, entity::outbox::Entity).await {
            assert_eq!((row.attempts, row.payload.is_none(), row.sent_at.is_some()), (1, true, true));
        }
        let texts: BTreeSet<_> = app.outbox().await.into_iter().map(|message| message.text).collect();
        assert_eq!(texts.len(), MESSAGES);
    }
}
