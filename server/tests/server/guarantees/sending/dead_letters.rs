//! What could not be sent, as HR will see it.

use super::provider::{Mood, Provider, limits, queue_code, queue_text, work};
use crate::support::on_every_database;
use domain::{Channel, Duration, MessageKind};
use std::collections::BTreeSet;
use store::dead_letters::{self, Backlog};

on_every_database! {
    // SEND-20
    async fn each_is_listed_with_its_person_and_reason_newest_first(app: TestApp) {
        let mut app = app;
        let provider = Provider::carry(&mut app, limits()).await;
        let (begin, sam, alex) = (app.now(), app.person("Sam", "123").await, app.person("Alex", "124").await);
        provider.is(Mood::Says(400));
        for _ in 0..30 {
            queue_code(&app, &sam, "+447700900123").await;
            app.wait(Duration::seconds(1));
            work(&app).await;
        }
        queue_code(&app, &alex, "+447700900124").await;
        app.wait(Duration::seconds(1));
        work(&app).await;
        queue_text(&app, "+447700900125", "waits", None).await;
        let db = &app.state.db;
        let now = app.now();
        let backlog = Backlog { count: 1, since: now };
        assert_eq!(dead_letters::backlog(db, Channel::Sms, now).await.unwrap(), Some(backlog));
        assert_eq!(dead_letters::backlog(db, Channel::Sms, now - Duration::millis(1)).await.unwrap(), None);
        assert_eq!(dead_letters::backlog(db, Channel::Email, now).await.unwrap(), None);
        assert_eq!(dead_letters::count_since(db, begin).await.unwrap(), 31);
        let first = dead_letters::since(db, begin, 0).await.unwrap();
        let second = dead_letters::since(db, begin, 1).await.unwrap();
        assert_eq!((first.len(), second.len()), (25, 6));
        let all: Vec<_> = first.iter().chain(&second).collect();
        assert!(all.is_sorted_by_key(|letter| std::cmp::Reverse(letter.dead_at)));
        assert_eq!(all.iter().map(|letter| letter.id.as_str()).collect::<BTreeSet<_>>().len(), 31);
        assert_eq!(all[0].employee_id.as_ref(), Some(&alex.id));
        for letter in &all[1..] {
            assert_eq!(letter.employee_id.as_ref(), Some(&sam.id));
            assert_eq!((letter.kind, letter.channel), (Some(MessageKind::SecurityCode), Channel::Sms));
            assert!(letter.payload.is_none() && letter.error.as_deref().unwrap().contains("400"));
        }
        assert_eq!(dead_letters::count_since(db, app.now()).await.unwrap(), 1);
    }
}
