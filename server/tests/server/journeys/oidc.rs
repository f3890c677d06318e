//! Somebody is logged in, and a portal learns who it is.

use crate::support::{Database, TestApp, on_every_database, query};
use domain::{Device, Duration};
use serde_json::json;

const ISSUER: &str = "http://localhost:3000";

on_every_database! {
    // OIDC-4, OIDC-8: the code comes back with what was sent along, and is worth an ID token.
    async fn a_portal_learns_who_is_logged_in(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, session) = app.in_session(&sam, Device::Same).await;
        let begun = app.now();
        app.wait(Duration::minutes(5));
        let portal = app.portal();
        let (answer, changes) = app.changes(browser.get(&portal.path(&[]))).await;
        assert_eq!(answer.status, 303);
        assert!(answer.location().starts_with("https://portal.example.org/callback?tenant=1&code="));
        let came = query(answer.location());
        assert_eq!((came["state"].as_str(), came["iss"].as_str(), came["code"].len()), ("a state", ISSUER, 43));
        assert_eq!(changes, ["audit +1", "oidc_code +1", "session.seen_at"]);

        let (tokens, changes) = app.changes(portal.tokens(&came["code"])).await;
        assert_eq!(changes, ["audit +1", "oidc_code.used_at", "oidc_token +1"]);
        assert_eq!((&tokens["token_type"], &tokens["expires_in"]), (&json!("Bearer"), &json!(300)));
        assert_eq!(tokens["scope"], "openid profile email staff");
        let (header, claims) = portal.verified(tokens["id_token"].as_str().unwrap()).await;
        assert_eq!((&header["alg"], &header["typ"]), (&json!("ES256"), &json!("JWT")));
        let now = app.now().as_seconds();
        let mut expected = json!({
            "iss": ISSUER,
            "sub": sam.id.as_str(),
            "aud": "portal",
            "iat": now,
            "exp": now + 300,
            "auth_time": begun.as_seconds(),
            "nonce": "a nonce",
            "acr": "urn:latchkey:acr:same-device",
            "amr": ["pop"],
            "sid": session.as_str(),
        });
        expected["at_hash"] = claims["at_hash"].clone();
        assert_eq!(claims, expected, "nothing personal is in a token that travels in addresses");
        assert!(app.audit().await.ends_with(&["portal-opened".to_owned(), "portal-code-used".to_owned()]));
    }

    // OIDC-8: each portal has its own list.
    async fn a_portal_learns_what_it_may_and_asks_for(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Cross).await;
        let portal = app.portal();
        let tokens = portal.log_in(&mut browser).await;
        let everything = json!({
            "sub": sam.id.as_str(),
            "given_name": "Sam",
            "family_name": "Tester",
            "name": "Sam Tester",
            "email": "Sam@example.org",
            "staff_number": "SN-Sam",
        });
        assert_eq!(app.unmoved(portal.user_info(&tokens)).await.json(), everything);

        let answer = browser.get(&portal.path(&[("scope", "openid staff phone offline_access")])).await;
        let tokens = portal.tokens(&query(answer.location())["code"]).await;
        assert_eq!(tokens["scope"], "openid staff");
        assert!(tokens.get("refresh_token").is_none());
        let staff = json!({ "sub": sam.id.as_str(), "staff_number": "SN-Sam" });
        assert_eq!(portal.user_info(&tokens).await.json(), staff);

        let rota = app.rota();
        let tokens = rota.log_in(&mut browser).await;
        assert_eq!(tokens["scope"], "openid");
        assert_eq!(rota.user_info(&tokens).await.json(), json!({ "sub": sam.id.as_str() }));
        let (_, claims) = rota.verified(tokens["id_token"].as_str().unwrap()).await;
        assert_eq!((&claims["aud"], &claims["acr"]), (&json!("rota"), &json!("urn:latchkey:acr:cross-device")));
    }

    // OIDC-8: a person is one and the same to every portal, whatever becomes of their key.
    async fn a_person_stays_the_same_with_a_new_key(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let before = portal.log_in(&mut browser).await;
        let (_, before) = portal.verified(before["id_token"].as_str().unwrap()).await;
        let link = app.reissue(&sam, false).await;
        app.added_by(&sam, &link).await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let after = portal.log_in(&mut browser).await;
        let (_, after) = portal.verified(after["id_token"].as_str().unwrap()).await;
        assert_eq!(before["sub"], after["sub"]);
        assert_ne!(before["sid"], after["sid"]);
    }

    // OIDC-3: some portals send a form; browsers send no cookie along with it.
    async fn a_request_may_come_as_a_form(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let asked = portal.path(&[]);
        let body = asked.split_once('?').unwrap().1;
        let answer = app.unmoved(portal.post("/oidc/authorize", None, body)).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, asked.as_str()));
        let answer = browser.get(&asked).await;
        assert!(query(answer.location()).contains_key("code"));
        let too_long = format!("{body}&x={}", "x".repeat(5000));
        assert_eq!(app.unmoved(portal.post("/oidc/authorize", None, &too_long)).await.status, 400);
    }
}

// OIDC-1
#[tokio::test]
async fn what_there_is_can_be_found_out() {
    let app = TestApp::new(Database::sqlite()).await;
    let metadata = app.browser().get("/.well-known/openid-configuration").await.json();
    assert_eq!(metadata["issuer"], ISSUER);
    for (name, path) in [
        ("authorization_endpoint", "/oidc/authorize"),
        ("token_endpoint", "/oidc/token"),
        ("userinfo_endpoint", "/oidc/userinfo"),
        ("jwks_uri", "/oidc/jwks"),
        ("end_session_endpoint", "/oidc/logout"),
    ] {
        assert_eq!(metadata[name], format!("{ISSUER}{path}"));
    }
    for (name, only) in [
        ("response_types_supported", "code"),
        ("response_modes_supported", "query"),
        ("grant_types_supported", "authorization_code"),
        ("code_challenge_methods_supported", "S256"),
        ("id_token_signing_alg_values_supported", "ES256"),
        ("subject_types_supported", "public"),
    ] {
        assert_eq!(metadata[name], json!([only]), "{name}");
    }
    // Left out, these two would count as yes or no by default: said either way.
    assert_eq!(metadata["request_uri_parameter_supported"], false);
    assert_eq!(metadata["authorization_response_iss_parameter_supported"], true);
    assert_eq!(metadata["backchannel_logout_session_supported"], true);
    let keys = app.browser().get("/oidc/jwks").await.json();
    let [next, in_use] = &keys["keys"].as_array().unwrap()[..] else { panic!("{keys}") };
    let credentials = app.browser().get("/openid4vci/jwks.json").await.json();
    for key in [next, in_use] {
        assert_eq!(
            (&key["kty"], &key["crv"], &key["alg"], &key["use"]),
            (&json!("EC"), &json!("P-256"), &json!("ES256"), &json!("sig"))
        );
        assert!(key.get("d").is_none());
        assert_ne!(credentials["keys"][0]["kid"], key["kid"], "a key for one thing");
    }
    let sam = app.person("Sam", "123").await;
    let (mut browser, _) = app.in_session(&sam, Device::Same).await;
    let tokens = app.portal().log_in(&mut browser).await;
    let (header, _) = app.portal().verified(tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(header["kid"], in_use["kid"], "the other one is there before it is used");
}
