//! `POST /openid4vci/nonce` (OpenID4VCI 1.0, section 7).

use super::{assert_private, get, post, too_large};
use crate::support::{Wallet, on_every_database};
use serde_json::json;
use std::collections::HashSet;

const PATH: &str = "/openid4vci/nonce";

on_every_database! {
    // ISSUE-9
    async fn anybody_gets_fresh_ones_and_nothing_is_stored(app: TestApp) {
        let wallet = Wallet::new(&app);
        let nonces = app.unmoved(async {
            let mut nonces = HashSet::new();
            for _ in 0..50 {
                let answer = post(&wallet, PATH, &[], "").await;
                assert_eq!(answer.status, 200);
                assert_private(&answer);
                let body = answer.json();
                let nonce = body["c_nonce"].as_str().unwrap().to_owned();
                assert_eq!(body, json!({ "c_nonce": nonce }));
                nonces.insert(nonce);
            }
            nonces
        });
        assert_eq!(nonces.await.len(), 50);
    }

    async fn it_is_asked_for_and_not_read(app: TestApp) {
        let wallet = Wallet::new(&app);
        assert_eq!(get(&wallet, PATH).await.status, 405);
    }

    async fn what_is_sent_with_it_does_not_matter(app: TestApp) {
        let wallet = Wallet::new(&app);
        let headers = [("authorization", "Bearer nonsense"), ("content-type", "application/json")];
        assert_eq!(post(&wallet, PATH, &headers, "{}").await.status, 200);
        let body = too_large();
        let length = ("content-length", &*body.len().to_string());
        assert_eq!(post(&wallet, PATH, &[length], body).await.status, 413);
    }
}
