//! `POST /openid4vci/credential`: every reason to refuse (OpenID4VCI 1.0, section 8.3.1).

use super::{JSON, credential, error, is, offered, post, proof, request, too_large, with_token};
use crate::support::{HolderKey, on_every_database, payload};
use domain::{Duration, KeyState};
use serde_json::{Value, json};

const PATH: &str = "/openid4vci/credential";

on_every_database! {
    // ISSUE-11
    async fn wrong_requests_are_refused_by_name_and_change_nothing(app: TestApp) {
        let sam = app.person("Sam", "557").await;
        let (wallet, token) = with_token(&app, &sam).await;
        let good = proof(&app, &wallet, |_, _| {}).await;
        let id = "credential_configuration_id";
        let proofs = json!({ "jwt": [good] });
        let cases = [
            (json!([]), "invalid_credential_request"),
            (json!({}), "invalid_credential_request"),
            (json!({ "proofs": proofs }), "invalid_credential_request"),
            (json!({ id: 7, "proofs": proofs }), "invalid_credential_request"),
            (json!({ id: "access-key", "credential_identifier": "a", "proofs": proofs }), "invalid_credential_request"),
            (json!({ id: "access-key", "proofs": proofs, "proof": { "proof_type": "jwt", "jwt": good } }), "invalid_credential_request"),
            (json!({ id: "another", "proofs": proofs }), "unknown_credential_configuration"),
            (json!({ "credential_identifier": "access-key", "proofs": proofs }), "unknown_credential_identifier"),
            (json!({ id: "access-key", "proofs": proofs, "credential_response_encryption": {} }), "invalid_encryption_parameters"),
            (json!({ id: "access-key" }), "invalid_proof"),
            (json!({ id: "access-key", "proofs": {} }), "invalid_proof"),
            (json!({ id: "access-key", "proofs": { "jwt": [] } }), "invalid_proof"),
            (json!({ id: "access-key", "proofs": { "jwt": good } }), "invalid_proof"),
            (json!({ id: "access-key", "proofs": { "jwt": [good, good] } }), "invalid_proof"),
            (json!({ id: "access-key", "proofs": { "di_vp": [good] } }), "invalid_proof"),
            (json!({ id: "access-key", "proof": { "proof_type": "cwt", "cwt": "a" } }), "invalid_proof"),
        ];
        for (body, expected) in cases {
            let answer = app.unmoved(wallet.credential_with(&token, &body)).await;
            assert_eq!(error(&answer), is(400, expected), "{body}");
        }
        let bearer = format!("Bearer {token}");
        let headers = [JSON, ("authorization", bearer.as_str())];
        let twice = format!("{{\"{id}\":\"another\",\"{id}\":\"access-key\"}}");
        let deep = format!("{{\"{id}\":\"access-key\",\"deep\":{}{}}}", "[".repeat(100), "]".repeat(100));
        for body in ["", "not JSON", "null", &twice, &deep] {
            assert_eq!(error(&app.unmoved(post(&wallet, PATH, &headers, body.to_owned())).await), is(400, "invalid_credential_request"), "{body}");
        }
        assert_eq!(app.unmoved(post(&wallet, PATH, &headers, too_large())).await.status, 413);
        credential(&wallet.credential_with(&token, &request(&good)).await);
    }

    // ISSUE-10
    async fn wrong_proofs_are_refused_and_change_nothing(app: TestApp) {
        let sam = app.person("Sam", "558").await;
        let (wallet, token) = with_token(&app, &sam).await;
        let (now, other) = (app.now().as_seconds(), HolderKey::new());
        let mut wrong: Vec<(&str, String)> = vec![
            ("no JWT", "a.b".to_owned()),
            ("another type", proof(&app, &wallet, |header, _| header["typ"] = "JWT".into()).await),
            ("unsigned", proof(&app, &wallet, |header, _| header["alg"] = "none".into()).await),
            ("another algorithm", proof(&app, &wallet, |header, _| header["alg"] = "HS256".into()).await),
            ("no key", proof(&app, &wallet, |header, _| { header.as_object_mut().unwrap().remove("jwk"); }).await),
            ("two keys", proof(&app, &wallet, |header, _| header["kid"] = "did:jwk:e30#0".into()).await),
            ("another key", proof(&app, &wallet, |header, _| header["jwk"] = other.jwk()).await),
            ("a private key", proof(&app, &wallet, |header, _| header["jwk"]["d"] = "AAAA".into()).await),
            ("a key that is fetched", proof(&app, &wallet, |header, _| { header["jwk"] = Value::Null; header["jku"] = "https://example.org".into(); }).await),
            ("another audience", proof(&app, &wallet, |_, claims| claims["aud"] = "http://localhost:3000/".into()).await),
            ("no audience", proof(&app, &wallet, |_, claims| { claims.as_object_mut().unwrap().remove("aud"); }).await),
            ("an issuer, although wallets are anonymous", proof(&app, &wallet, |_, claims| claims["iss"] = "some-wallet".into()).await),
            ("no nonce", proof(&app, &wallet, |_, claims| { claims.as_object_mut().unwrap().remove("nonce"); }).await),
            ("no time", proof(&app, &wallet, |_, claims| { claims.as_object_mut().unwrap().remove("iat"); }).await),
            ("too old", proof(&app, &wallet, |_, claims| claims["iat"] = (now - 301).into()).await),
            ("from the future", proof(&app, &wallet, |_, claims| claims["iat"] = (now + 301).into()).await),
        ];
        let good = proof(&app, &wallet, |_, _| {}).await;
        let signature_at = good.rfind('.').unwrap() + 1;
        wrong.push(("no signature", good[..signature_at].to_owned()));
        wrong.push(("another signature", format!("{}{}", &good[..signature_at], "A".repeat(86))));
        for (why, proof) in wrong {
            let answer = app.unmoved(wallet.credential_with(&token, &request(&proof))).await;
            assert_eq!(error(&answer), is(400, "invalid_proof"), "{why}");
        }
        assert_eq!(app.keys(&sam).await, []);
        credential(&wallet.credential_with(&token, &request(&good)).await);
    }

    // ISSUE-9, ISSUE-10
    async fn a_nonce_is_ours_fresh_and_used_once(app: TestApp) {
        let sam = app.person("Sam", "559").await;
        let (wallet, link) = offered(&app, &sam).await;
        let old = proof(&app, &wallet, |_, _| {}).await;
        // Five minutes and a second later; the proof itself is signed anew.
        let old_nonce = payload(&old)["nonce"].clone();
        app.wait(Duration::seconds(240));
        let token = wallet.access_token(&link).await;
        app.wait(Duration::seconds(61));
        for nonce in ["made up".into(), "A".repeat(75).into(), old_nonce] {
            let proof = proof(&app, &wallet, |_, claims| claims["nonce"] = Value::clone(&nonce)).await;
            let answer = app.unmoved(wallet.credential_with(&token, &request(&proof))).await;
            assert_eq!(error(&answer), is(400, "invalid_nonce"), "{nonce}");
        }
        let proof = proof(&app, &wallet, |_, _| {}).await;
        credential(&wallet.credential_with(&token, &request(&proof)).await);
        // The same request again is a replay; with a fresh nonce it is a retry.
        let again = app.unmoved(wallet.credential_with(&token, &request(&proof))).await;
        assert_eq!(error(&again), is(400, "invalid_nonce"));
    }

    // ISSUE-12
    async fn another_holder_key_is_refused(app: TestApp) {
        let sam = app.person("Sam", "561").await;
        let (wallet, token) = with_token(&app, &sam).await;
        credential(&wallet.credential(&token).await);
        let answer = app.unmoved(wallet.with_key(HolderKey::new()).credential(&token)).await;
        assert_eq!(error(&answer), is(400, "credential_request_denied"));
        assert_eq!(app.keys(&sam).await, [KeyState::Live]);
    }

    // ISSUE-13
    async fn a_token_ends_when_hr_sends_a_new_invitation(app: TestApp) {
        let sam = app.person("Sam", "562").await;
        let (wallet, token) = with_token(&app, &sam).await;
        app.wait(Duration::seconds(1));
        app.reissue(&sam, false).await;
        assert_eq!(error(&app.unmoved(wallet.credential(&token)).await), is(401, "invalid_token"));
        assert_eq!(app.keys(&sam).await, []);
    }

    // ISSUE-13, STATUS-8
    async fn somebody_who_left_is_denied(app: TestApp) {
        let sam = app.person("Sam", "563").await;
        let (wallet, token) = with_token(&app, &sam).await;
        app.leaves(&sam).await;
        assert_eq!(error(&app.unmoved(wallet.credential(&token)).await), is(400, "credential_request_denied"));
        assert_eq!(app.keys(&sam).await, []);
    }

    // ISSUE-13, STATUS-6
    async fn a_revoked_key_is_not_handed_over_again(app: TestApp) {
        let sam = app.person("Sam", "564").await;
        let (wallet, token) = with_token(&app, &sam).await;
        credential(&wallet.credential(&token).await);
        let key = store::keys::held_of(&app.state.db, &sam.id).await.unwrap().unwrap().id;
        server::flows::revoke::revoke(&app.state, &key, "Left", server::flows::audit::Actor::CommandLine).await.unwrap();
        assert_eq!(error(&app.unmoved(wallet.credential(&token)).await), is(401, "invalid_token"));
    }
}
