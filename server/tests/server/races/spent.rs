//! What is good once, spent in parallel.

use super::{CROWD, Pair, newcomer, rows, together, token};
use crate::support::{Wallet, on_every_database};
use axum::{
    body::Body,
    http::{Method, header},
};
use store::entity;

on_every_database! {
    // ISSUE-9
    async fn a_value_is_spent_once(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..5 {
            let tasks = (0..CROWD).map(|n| {
                let state = pair.states[n % 2].clone();
                async move { store::spent::spend(&state.db, format!("value {round}"), state.clock.now()).await.unwrap() }
            });
            assert_eq!(together(tasks).await.into_iter().filter(|won| *won).count(), 1, "round {round}");
        }
        assert_eq!(rows(&app, entity::spent::Entity).await.len(), 5);
    }

    // ISSUE-7: a DPoP proof sent again is refused, at every process.
    async fn a_dpop_proof_is_taken_once(app: TestApp) {
        let pair = Pair::of(&app);
        let (sam, wallet) = (newcomer(&app, 0).await, Wallet::new(&app).with_dpop());
        let token = token(&app, &sam, &wallet).await;
        let proof = wallet.dpop_proof("/openid4vci/notification", Some(&token)).unwrap();
        let tasks = (0..CROWD).map(|n| {
            let wallet = wallet.at(pair.router(n));
            let request = wallet
                .request(Method::POST, "/openid4vci/notification")
                .header(header::AUTHORIZATION, format!("DPoP {token}"))
                .header("dpop", &proof)
                .body(Body::from(r#"{"notification_id":"unknown","event":"credential_accepted"}"#))
                .unwrap();
            async move { wallet.send(request).await }
        });
        let (through, refused): (Vec<_>, Vec<_>) = together(tasks).await.into_iter().partition(|answer| answer.status == 400);
        assert_eq!(through.len(), 1);
        assert!(refused.iter().all(|answer| answer.status == 401 && answer.json()["error"] == "invalid_dpop_proof"));
    }
}
