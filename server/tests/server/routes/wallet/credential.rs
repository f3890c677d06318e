//! `POST /openid4vci/credential` (OpenID4VCI 1.0, section 8).

use super::{assert_private, credential, proof, request, with_token};
use crate::support::{on_every_database, payload};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Duration;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

fn header(token: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap()).unwrap()
}

fn index(credential: &str) -> i64 {
    payload(credential)["status"]["status_list"]["idx"].as_i64().unwrap()
}

on_every_database! {
    // ISSUE-15, LOG-8
    async fn the_key_is_handed_over(app: TestApp) {
        let sam = app.person("Sam", "551").await;
        let (wallet, token) = with_token(&app, &sam).await;
        let (answer, changes) = app.changes(wallet.credential(&token)).await;
        let text = credential(&answer);
        assert_private(&answer);
        let body = answer.json();
        let members: Vec<&String> = body.as_object().unwrap().keys().collect();
        assert_eq!(members, ["credentials", "notification_id"]);
        assert_eq!(
            changes,
            [
                "access_key +1",
                "audit +1",
                "credential +1", "employee.invited_until", "employee.key_until", "employee.standing",
                "invitation.closed_at",
                "invitation.state",
                "outbox +1",
                "spent +1",
                "status_list +1"
            ]
        );

        let (jwt, disclosures) = text.split_once('~').unwrap();
        let header = header(jwt);
        assert_eq!((header["typ"].as_str(), header["alg"].as_str()), (Some("dc+sd-jwt"), Some("ES256")));
        assert!(!header["x5c"].as_array().unwrap().is_empty());
        let claims = payload(jwt);
        assert_eq!(claims["iss"], "http://localhost:3000");
        assert_eq!(claims["vct"], "http://localhost:3000/openid4vci/types/access-key");
        assert_eq!(claims["cnf"], json!({ "jwk": wallet.key.jwk() }));
        assert_eq!(claims["employee_id"], sam.id.as_str());
        let now = app.now().as_seconds();
        assert_eq!(claims["iat"], now - now % 3600, "rounded, so that it does not name this request");
        assert_eq!(claims["exp"], (now + 63_072_000) / 3600 * 3600);
        assert!(claims["status"]["status_list"]["uri"].as_str().unwrap().starts_with("http://localhost:3000/openid4vci/status-lists/"));

        // What says who the person is, one by one, and nowhere in the open.
        let disclosed: Vec<Value> = disclosures
            .split_terminator('~')
            .map(|text| {
                let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(text));
                assert!(claims["_sd"].as_array().unwrap().contains(&digest.into()));
                serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
            })
            .collect();
        let mut names: Vec<&str> = disclosed.iter().map(|disclosure| disclosure[1].as_str().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(names, ["email", "employer", "family_name", "given_name", "staff_number"]);
        assert!(!claims.to_string().contains("Sam") && !claims.to_string().contains("Tester"));
    }

    async fn a_holder_key_may_come_as_did_jwk(app: TestApp) {
        let sam = app.person("Sam", "552").await;
        let (wallet, token) = with_token(&app, &sam).await;
        let did = format!("did:jwk:{}#0", URL_SAFE_NO_PAD.encode(wallet.key.jwk().to_string()));
        let proof = proof(&app, &wallet, |header, _| {
            header.as_object_mut().unwrap().remove("jwk");
            header["kid"] = did.into();
        })
        .await;
        let answer = wallet.credential_with(&token, &request(&proof)).await;
        assert_eq!(payload(&credential(&answer))["cnf"], json!({ "jwk": wallet.key.jwk() }));
    }

    /// What older wallets send.
    async fn one_proof_may_come_in_the_form_before_1_0(app: TestApp) {
        let sam = app.person("Sam", "553").await;
        let (wallet, token) = with_token(&app, &sam).await;
        let proof = proof(&app, &wallet, |_, _| {}).await;
        let body = json!({ "credential_configuration_id": "access-key", "proof": { "proof_type": "jwt", "jwt": proof } });
        let answer = wallet.credential_with(&token, &body).await;
        credential(&answer);
        assert!(answer.json().get("credential").is_none(), "the answer is that of 1.0");
    }

    // ISSUE-18
    async fn unknown_parameters_are_ignored(app: TestApp) {
        let sam = app.person("Sam", "554").await;
        let (wallet, token) = with_token(&app, &sam).await;
        let mut body = request(&proof(&app, &wallet, |_, claims| claims["shoe_size"] = 44.into()).await);
        body["format"] = "dc+sd-jwt".into();
        body["credential_response_encryption"] = Value::Null;
        credential(&wallet.credential_with(&token, &body).await);
    }

    // OPS-11
    async fn a_proof_may_be_some_minutes_old(app: TestApp) {
        for (number, off) in [("555", -300), ("556", 300)] {
            let sam = app.person(number, number).await;
            let (wallet, token) = with_token(&app, &sam).await;
            let proof = proof(&app, &wallet, |_, claims| claims["iat"] = (app.now().as_seconds() + off).into()).await;
            credential(&wallet.credential_with(&token, &request(&proof)).await);
        }
    }

    // ISSUE-12
    async fn a_lost_answer_is_fetched_again(app: TestApp) {
        let sam = app.person("Sam", "560").await;
        let (wallet, token) = with_token(&app, &sam).await;
        let first = wallet.credential(&token).await;
        app.wait(Duration::seconds(30));
        let (second, changes) = app.changes(wallet.credential(&token)).await;
        assert_eq!(changes, ["spent +1"], "one key, one place in the list, one message");
        let (a, b) = (credential(&first), credential(&second));
        assert_ne!(a, b, "signed afresh, with other salts");
        assert_eq!(index(&a), index(&b));
        assert_eq!(payload(&a)["cnf"], payload(&b)["cnf"]);
        assert_eq!(first.json()["notification_id"], second.json()["notification_id"]);
    }

    // STATUS-2
    async fn nobody_shares_a_place_in_the_list(app: TestApp) {
        let mut places = std::collections::HashSet::new();
        for number in ["565", "566", "567", "568"] {
            let sam = app.person(number, number).await;
            let (wallet, token) = with_token(&app, &sam).await;
            places.insert(index(&credential(&wallet.credential(&token).await)));
        }
        assert_eq!(places.len(), 4);
        assert!(!places.contains(&0) || !places.contains(&1), "drawn, not counted");
    }
}
