//! A session is carried on to a portal while it ends.

use super::{Pair, newcomer, rows, together};
use crate::support::{on_every_database, query};
use domain::Device;
use server::flows::{audit::Actor, leave::leave};
use std::{collections::BTreeSet, future::Future, pin::Pin};
use store::entity;

const ROUNDS: usize = 10;

on_every_database! {
    // OIDC-6, OIDC-11: no portal has a code in a session that ended without its being told.
    async fn who_gets_a_code_is_told_of_the_end(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            let (browser, session) = app.in_session(&sam, Device::Same).await;
            let mut tasks: Vec<Pin<Box<dyn Future<Output = bool> + Send>>> = Vec::new();
            for n in 0..8 {
                let (mut browser, path) = (browser.at(pair.router(n)), app.portal().path(&[]));
                tasks.push(Box::pin(async move {
                    let answer = browser.get(&path).await;
                    assert_eq!(answer.status, 303, "{}", answer.body);
                    query(answer.location()).contains_key("code")
                }));
            }
            let employee = app.employee(&sam).await;
            let state = pair.states[1].clone();
            tasks.insert(4, Box::pin(async move {
                leave(&state, &employee, Actor::CommandLine).await.unwrap();
                false
            }));
            let codes = together(tasks).await.into_iter().filter(|code| *code).count();
            let stored: Vec<_> = rows(&app, entity::oidc_code::Entity).await.into_iter().filter(|code| code.session_id == session).collect();
            assert_eq!(stored.len(), codes, "round {round}");
            let told = rows(&app, entity::log_out_notice::Entity).await.into_iter().filter(|notice| notice.session_id == session);
            let told: BTreeSet<_> = told.map(|notice| notice.client_id).collect();
            assert_eq!(told, stored.into_iter().map(|code| code.client_id).collect(), "round {round}");
        }
    }
}
