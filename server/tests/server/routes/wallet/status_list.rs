//! `GET /openid4vci/status-lists/{list}` (Token Status List).

use super::{assert_public, get};
use crate::support::{Answer, Person, TestApp, Wallet, on_every_database, payload};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Duration;
use oid4vc::status_list::{INVALID, StatusBits, StatusList, VALID};
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use serde_json::Value;
use server::flows::{audit::Actor, revoke};

/// Path of the list and the place in it that a credential names.
fn place(credential: &str) -> (String, u64) {
    let status = &payload(credential)["status"]["status_list"];
    let path = status["uri"].as_str().unwrap().strip_prefix("http://localhost:3000").unwrap().to_owned();
    (path, status["idx"].as_u64().unwrap())
}

async fn with_key(app: &TestApp, person: &Person) -> (Wallet, String, u64) {
    let (_, wallet, answer) = app.added(person).await;
    let (path, index) = place(answer["credentials"][0]["credential"].as_str().unwrap());
    (wallet, path, index)
}

async fn revoke_key(app: &TestApp, person: &Person) {
    let key = store::keys::held_of(&app.state.db, &person.id).await.unwrap().unwrap().id;
    revoke::revoke(&app.state, &key, "Left", Actor::CommandLine).await.unwrap();
}

fn list(answer: &Answer) -> StatusList {
    let claims = payload(&answer.body);
    assert_eq!(claims["status_list"]["bits"], 2);
    StatusList::decode(StatusBits::Two, claims["status_list"]["lst"].as_str().unwrap(), 1 << 20).unwrap()
}

/// Verifies a token with a key from the published key set.
fn verify(token: &str, jwk: &Value) {
    let bytes = |name: &str| URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap();
    let key = VerifyingKey::from_sec1_bytes(&[vec![4], bytes("x"), bytes("y")].concat()).unwrap();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    key.verify(signed.as_bytes(), &signature).unwrap();
}

on_every_database! {
    // STATUS-1, STATUS-5
    async fn anybody_may_read_it_and_check_its_signature(app: TestApp) {
        let sam = app.person("Sam", "571").await;
        let (wallet, path, index) = with_key(&app, &sam).await;
        let answer = app.unmoved(get(&wallet, &path)).await;
        assert_public(&answer);
        assert_eq!(answer.headers["content-type"], "application/statuslist+jwt");

        let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(answer.body.split('.').next().unwrap()).unwrap()).unwrap();
        let keys = get(&wallet, "/openid4vci/jwks.json").await.json();
        let key = &keys["keys"][0];
        assert_eq!((&header["typ"], &header["alg"], &header["kid"]), (&"statuslist+jwt".into(), &"ES256".into(), &key["kid"]));
        assert!(!header["x5c"].as_array().unwrap().is_empty());
        verify(&answer.body, key);

        let claims = payload(&answer.body);
        let now = app.now().as_seconds();
        assert_eq!(claims["sub"], format!("http://localhost:3000{path}"));
        assert_eq!((&claims["iat"], &claims["exp"], &claims["ttl"]), (&now.into(), &(now + 86_400).into(), &300.into()));
        let list = list(&answer);
        assert_eq!(list.entries(), 1 << 17, "so large that a place says nothing about a person");
        assert_eq!(list.get(index), Some(VALID));
    }

    // STATUS-5
    async fn the_credential_is_signed_with_the_same_key(app: TestApp) {
        let sam = app.person("Sam", "572").await;
        let (_, wallet, answer) = app.added(&sam).await;
        let keys = get(&wallet, "/openid4vci/jwks.json").await.json();
        let credential = answer["credentials"][0]["credential"].as_str().unwrap();
        verify(credential.split('~').next().unwrap(), &keys["keys"][0]);
    }

    // STATUS-3
    async fn a_revoked_key_is_invalid_with_the_next_request_and_only_that_one(app: TestApp) {
        let (sam, alex) = (app.person("Sam", "573").await, app.person("Alex", "574").await);
        let (wallet, path, sams) = with_key(&app, &sam).await;
        let (_, same, alexs) = with_key(&app, &alex).await;
        assert_eq!(path, same, "one list for all");
        get(&wallet, &path).await;
        revoke_key(&app, &sam).await;
        let list = list(&get(&wallet, &path).await);
        assert_eq!((list.get(sams), list.get(alexs)), (Some(INVALID), Some(VALID)));
        assert_eq!(list.as_bytes().iter().filter(|byte| **byte != 0).count(), 1);
    }

    // STATUS-6
    async fn a_replaced_key_is_invalid_once_the_new_one_is_issued(app: TestApp) {
        let sam = app.person("Sam", "575").await;
        let (wallet, path, old) = with_key(&app, &sam).await;
        app.wait(Duration::hours(1));
        let link = app.reissue(&sam, false).await;
        assert_eq!(list(&get(&wallet, &path).await).get(old), Some(VALID));
        let (_, _, answer) = app.added_by(&sam, &link).await;
        let (_, new) = place(answer["credentials"][0]["credential"].as_str().unwrap());
        let list = list(&get(&wallet, &path).await);
        assert_eq!((list.get(old), list.get(new)), (Some(INVALID), Some(VALID)));
    }

    // STATUS-6
    async fn the_key_of_a_lost_phone_is_invalid_at_once(app: TestApp) {
        let sam = app.person("Sam", "576").await;
        let (wallet, path, index) = with_key(&app, &sam).await;
        app.wait(Duration::hours(1));
        app.reissue(&sam, true).await;
        assert_eq!(list(&get(&wallet, &path).await).get(index), Some(INVALID));
    }

    async fn it_is_signed_again_when_it_changes_and_when_it_is_five_minutes_old(app: TestApp) {
        let sam = app.person("Sam", "577").await;
        let (wallet, path, _) = with_key(&app, &sam).await;
        let first = get(&wallet, &path).await.body;
        app.wait(Duration::millis(299_999));
        assert_eq!(get(&wallet, &path).await.body, first);
        app.wait(Duration::millis(1));
        let second = get(&wallet, &path).await.body;
        assert_ne!(second, first);
        assert_eq!(payload(&second)["iat"], app.now().as_seconds());
        app.wait(Duration::seconds(1));
        revoke_key(&app, &sam).await;
        assert_ne!(get(&wallet, &path).await.body, second);
    }

    // STATUS-3
    /// Another process of the same service, or the command line.
    async fn a_revocation_elsewhere_is_seen_with_the_next_request(app: TestApp) {
        let sam = app.person("Sam", "578").await;
        let (wallet, path, index) = with_key(&app, &sam).await;
        let elsewhere = wallet.at(server::router::build(&app.replica()));
        assert_eq!(list(&get(&elsewhere, &path).await).get(index), Some(VALID));
        revoke_key(&app, &sam).await;
        assert_eq!(list(&get(&elsewhere, &path).await).get(index), Some(INVALID));
    }

    async fn an_unknown_list_is_not_found(app: TestApp) {
        let wallet = Wallet::new(&app);
        for name in ["unknown", "A", &"A".repeat(500), "%00"] {
            assert_eq!(get(&wallet, &format!("/openid4vci/status-lists/{name}")).await.status, 404, "{name}");
        }
    }
}
