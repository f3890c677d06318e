//! Credentials asked for in parallel, with one access token.

use super::{CROWD, Pair, newcomer, rows, together, token};
use crate::support::{Answer, HolderKey, Wallet, on_every_database, payload};
use serde_json::{Value, json};
use store::entity;

const ROUNDS: usize = 2;

fn request(proof: &str) -> Value {
    json!({ "credential_configuration_id": "access-key", "proofs": { "jwt": [proof] } })
}

fn index(answer: &Answer) -> i64 {
    let credential = answer.json()["credentials"][0]["credential"].as_str().unwrap().to_owned();
    payload(&credential)["status"]["status_list"]["idx"].as_i64().unwrap()
}

/// The answers that hold a credential; all others are this error.
fn given(answers: Vec<Answer>, error: &str) -> Vec<Answer> {
    let (given, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
    for answer in refused {
        assert_eq!((answer.status.as_u16(), answer.json()["error"].as_str()), (400, Some(error)), "{}", answer.body);
    }
    given
}

on_every_database! {
    // ISSUE-9: a nonce is good once, at every process.
    async fn one_proof_sent_many_times_is_taken_once(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let (sam, wallet) = (newcomer(&app, round).await, Wallet::new(&app));
            let token = token(&app, &sam, &wallet).await;
            let body = request(&wallet.proof(&wallet.nonce().await));
            let tasks = (0..CROWD).map(|n| {
                let (wallet, token, body) = (wallet.at(pair.router(n)), token.clone(), body.clone());
                async move { wallet.credential_with(&token, &body).await }
            });
            let given = given(together(tasks).await, "invalid_nonce");
            assert_eq!(given.len(), 1, "round {round}");
            assert_eq!(rows(&app, entity::access_key::Entity).await.len(), round + 1);
            assert_eq!(rows(&app, entity::credential::Entity).await.len(), round + 1);
        }
    }

    // ISSUE-12: a wallet that lost the answer asks again.
    async fn one_holder_key_with_fresh_nonces_gets_one_key(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let (sam, wallet) = (newcomer(&app, round).await, Wallet::new(&app));
            let token = token(&app, &sam, &wallet).await;
            let tasks = (0..CROWD).map(|n| {
                let (wallet, token) = (wallet.at(pair.router(n)), token.clone());
                async move { wallet.credential(&token).await }
            });
            let given = given(together(tasks).await, "none");
            let indices: std::collections::BTreeSet<_> = given.iter().map(index).collect();
            let notifications: std::collections::BTreeSet<_> = given.iter().map(|answer| answer.json()["notification_id"].to_string()).collect();
            assert_eq!((given.len(), indices.len(), notifications.len()), (CROWD, 1, 1), "round {round}");
            assert_eq!(rows(&app, entity::access_key::Entity).await.len(), round + 1);
            assert_eq!(rows(&app, entity::credential::Entity).await.len(), round + 1);
        }
    }

    // ISSUE-12: somebody else has the token.
    async fn of_many_holder_keys_one_gets_the_key(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let (sam, wallet) = (newcomer(&app, round).await, Wallet::new(&app));
            let token = token(&app, &sam, &wallet).await;
            let tasks = (0..CROWD).map(|n| {
                let (mut wallet, token) = (wallet.at(pair.router(n)), token.clone());
                wallet.key = HolderKey::new();
                async move { wallet.credential(&token).await }
            });
            assert_eq!(given(together(tasks).await, "credential_request_denied").len(), 1, "round {round}");
            assert_eq!(rows(&app, entity::access_key::Entity).await.len(), round + 1);
            assert_eq!(rows(&app, entity::credential::Entity).await.len(), round + 1);
        }
    }
}
