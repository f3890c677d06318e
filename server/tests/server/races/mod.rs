//! What happens when everybody presses at the same moment: 64 tasks released together, half of them at a second process
//! on the same database. Whatever may happen once has to happen exactly once.

mod codes;
mod console;
mod holder_keys;
mod human_resources;
mod log_in;
mod offers;
mod officers;
mod outbox;
mod portals;
mod sends;
mod spent;
mod storm;

use crate::support::{Browser, Person, TestApp, Wallet};
use axum::Router;
use contract::Page;
use sea_orm::EntityTrait;
use server::{router, state::AppState};
use std::{future::Future, sync::Arc};
use tokio::{sync::Barrier, task::JoinSet};

/// How many press at once.
const CROWD: usize = 64;

/// Two processes on one database.
pub struct Pair {
    pub states: [AppState; 2],
    pub routers: [Router; 2],
}

impl Pair {
    pub fn of(app: &TestApp) -> Self {
        let second = app.replica();
        let routers = [app.router.clone(), router::build(&second)];
        Self { states: [app.state.clone(), second], routers }
    }

    /// The process that the nth task talks to.
    pub fn router(&self, n: usize) -> Router {
        self.routers[n % 2].clone()
    }
}

/// Starts every task, lets all of them go at the same moment, and gives back what each came to, in their order.
pub async fn together<F>(tasks: impl IntoIterator<Item = F>) -> Vec<F::Output>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    let tasks: Vec<F> = tasks.into_iter().collect();
    let (gate, mut running) = (Arc::new(Barrier::new(tasks.len())), JoinSet::new());
    for (n, task) in tasks.into_iter().enumerate() {
        let gate = gate.clone();
        running.spawn(async move {
            gate.wait().await;
            (n, task.await)
        });
    }
    let mut done = running.join_all().await;
    done.sort_by_key(|(n, _)| *n);
    done.into_iter().map(|(_, output)| output).collect()
}

/// Every row of a table.
pub async fn rows<E: EntityTrait>(app: &TestApp, _table: E) -> Vec<E::Model> {
    E::find().all(&app.state.db).await.unwrap()
}

/// Somebody new for a round; no two rounds of a test share a number.
pub async fn newcomer(app: &TestApp, round: usize) -> Person {
    app.person(&format!("Round{round}"), &format!("{:03}", 100 + round)).await
}

/// Browsers that each opened the link and pressed `Continue`, in turn at each of the processes.
pub async fn opened(pair: &Pair, link: &str, count: usize) -> Vec<Browser> {
    let mut browsers = Vec::with_capacity(count);
    for n in 0..count {
        let mut browser = Browser::new(pair.router(n));
        browser.get(link).await;
        assert_eq!(browser.submit("/key/continue", &[]).await.location(), "/key/send-code");
        browsers.push(browser);
    }
    browsers
}

/// A browser whose code was right, and the link of its offer.
pub async fn verified(app: &TestApp, person: &Person, link: &str) -> (Browser, String) {
    let mut browser = app.browser();
    browser.get(link).await;
    browser.submit("/key/continue", &[]).await;
    browser.submit("/key/send-code", &[("after", "0")]).await;
    let code = app.code(person).await;
    let Page::AddKey(page) = browser.act("/key/enter-code", &[("code", &code)]).await else {
        panic!("the code is right")
    };
    (browser, page.offer.unwrap().link)
}

/// An access token for a newcomer who was invited for this.
pub async fn token(app: &TestApp, person: &Person, wallet: &Wallet) -> String {
    let link = app.invite(person).await;
    let (_, offer) = verified(app, person, &link).await;
    let code = wallet.pre_authorized_code(&offer).await;
    wallet.token(&code).await.json()["access_token"].as_str().unwrap().to_owned()
}

/// How often something stands in the audit trail since it had `before` lines.
pub async fn told(app: &TestApp, before: usize, action: &str) -> usize {
    app.audit().await.into_iter().skip(before).filter(|line| line == action).count()
}
