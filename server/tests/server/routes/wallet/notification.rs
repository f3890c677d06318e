//! `POST /openid4vci/notification` (OpenID4VCI 1.0, section 11).

use super::{JSON, assert_private, error, is, post, too_large};
use crate::support::{TestApp, Wallet, on_every_database};
use serde_json::{Value, json};

const PATH: &str = "/openid4vci/notification";

/// A wallet that was just given a key: itself, its access token, its notification id.
async fn given(app: &TestApp, name: &str, number: &str) -> (Wallet, String, String) {
    let person = app.person(name, number).await;
    let (_, wallet, answer) = app.added(&person).await;
    let text = |name: &str| answer[name].as_str().unwrap().to_owned();
    (wallet, text("access_token"), text("notification_id"))
}

on_every_database! {
    // ISSUE-17
    async fn each_event_is_taken_once_however_often_it_comes(app: TestApp) {
        let events = [
            ("credential_accepted", "531", "key-accepted", vec!["access_key.accepted_at", "audit +1"]),
            ("credential_failure", "532", "key-failed", vec!["access_key.failed_at", "access_key.failure", "audit +1"]),
            ("credential_deleted", "533", "key-deleted", vec!["access_key.failed_at", "access_key.failure", "audit +1"]),
        ];
        for (event, number, action, expected) in events {
            let (wallet, token, id) = given(&app, event, number).await;
            let (answer, changes) = app.changes(wallet.notify(&token, &id, event)).await;
            assert_eq!((answer.status.as_u16(), answer.body.as_str()), (204, ""));
            assert_private(&answer);
            assert_eq!(changes, expected, "{event}");
            assert_eq!(app.audit().await.last().unwrap(), action);
            for _ in 0..3 {
                assert_eq!(app.unmoved(wallet.notify(&token, &id, event)).await.status, 204);
            }
        }
    }

    /// First stored, then deleted.
    async fn events_may_follow_each_other(app: TestApp) {
        let (wallet, token, id) = given(&app, "Sam", "534").await;
        for event in ["credential_accepted", "credential_deleted"] {
            let (answer, changes) = app.changes(wallet.notify(&token, &id, event)).await;
            assert_eq!(answer.status, 204);
            assert!(changes.contains(&"audit +1".to_owned()));
        }
    }

    // ISSUE-17
    async fn a_foreign_or_unknown_id_is_refused(app: TestApp) {
        let (wallet, token, _) = given(&app, "Sam", "535").await;
        let (_, _, foreign) = given(&app, "Alex", "536").await;
        let long = "A".repeat(257);
        for id in [foreign.as_str(), "unknown", "", &long] {
            let answer = app.unmoved(wallet.notify(&token, id, "credential_accepted")).await;
            assert_eq!(error(&answer), is(400, "invalid_notification_id"), "{id}");
        }
    }

    async fn wrong_requests_are_refused_by_name(app: TestApp) {
        let (wallet, token, id) = given(&app, "Sam", "537").await;
        let wrong: [Value; 7] = [
            json!({}),
            json!([]),
            json!({ "notification_id": id }),
            json!({ "notification_id": id, "event": "credential_eaten" }),
            json!({ "notification_id": id, "event": "Credential_Accepted" }),
            json!({ "notification_id": 7, "event": "credential_accepted" }),
            json!({ "notification_id": id, "event": "credential_failure", "event_description": 7 }),
        ];
        for body in wrong {
            let answer = app.unmoved(wallet.post(&token, PATH, &body)).await;
            assert_eq!(error(&answer), is(400, "invalid_notification_request"), "{body}");
        }
        let bearer = format!("Bearer {token}");
        let headers = [JSON, ("authorization", bearer.as_str())];
        for body in ["", "not JSON", "{\"notification_id\":\"a\",\"notification_id\":\"b\",\"event\":\"credential_accepted\"}"] {
            assert_eq!(error(&app.unmoved(post(&wallet, PATH, &headers, body)).await), is(400, "invalid_notification_request"), "{body}");
        }
        assert_eq!(app.unmoved(post(&wallet, PATH, &headers, too_large())).await.status, 413);
    }

    // ISSUE-18
    async fn unknown_parameters_are_ignored(app: TestApp) {
        let (wallet, token, id) = given(&app, "Sam", "538").await;
        let body = json!({ "notification_id": id, "event": "credential_failure", "event_description": "No room", "mood": { "bad": true } });
        assert_eq!(wallet.post(&token, PATH, &body).await.status, 204);
    }
}
