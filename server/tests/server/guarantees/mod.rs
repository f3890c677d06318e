//! What holds for the whole service, whatever is sent to it and whatever breaks.

mod cookies;
mod cross_site;
mod headers;
mod hosts;
mod logs;
mod outbox;
mod panics;
mod production;
mod read_only;
mod requirements;
mod router;
mod schema;
mod sending;
mod slow_clients;
mod status_list;
mod stolen_database;

use crate::support::{Browser, Person, TestApp};
use delivery::Message;
use server::outbox::open;

/// What waits in the outbox, decrypted, oldest first: for deployments that keep nothing to look at.
pub async fn waiting(app: &TestApp) -> Vec<Message> {
    let rows = store::outbox::list(&app.state.db).await.unwrap();
    let mut messages = Vec::new();
    for row in rows {
        if let Some(payload) = &row.payload {
            messages.push((row.created_at, open(&app.state.keys, &row.id, &row.key_id, payload).unwrap()));
        }
    }
    messages.sort_by_key(|(at, _)| *at);
    messages.into_iter().map(|(_, message)| message).collect()
}

/// A browser that opened the newest link, pressed `Continue`, and asked for a code.
pub async fn at_the_code(app: &TestApp, person: &Person) -> Browser {
    let link = app.invite(person).await;
    let mut browser = app.browser();
    browser.get(&link).await;
    browser.submit("/key/continue", &[]).await;
    browser.submit("/key/send-code", &[("after", "0")]).await;
    browser
}
