//! A code is good once, for a minute, for the portal that asked.

use crate::support::{Answer, encode, on_every_database};
use axum::http::header;
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{Device, Duration};

fn refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!((answer.status.as_u16(), answer.json()["error"].as_str().unwrap()), (status, error), "{}", answer.body);
    assert!(answer.json().get("access_token").is_none());
}

on_every_database! {
    // OIDC-4: none of these uses the code up.
    async fn a_code_is_for_the_portal_that_asked(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let (portal, rota) = (app.portal(), app.rota());
        let code = portal.code(&mut browser).await;
        for (changed, error) in [
            (("code", "unknown"), "invalid_grant"),
            (("code", ""), "invalid_request"),
            (("code_verifier", "another-verifier-that-is-long-enough-for-this"), "invalid_grant"),
            (("code_verifier", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), "invalid_grant"),
            (("code_verifier", ""), "invalid_request"),
            (("redirect_uri", "https://portal.example.org/callback"), "invalid_grant"),
            (("redirect_uri", ""), "invalid_request"),
            (("grant_type", "refresh_token"), "unsupported_grant_type"),
            (("grant_type", "client_credentials"), "unsupported_grant_type"),
            (("grant_type", ""), "invalid_request"),
        ] {
            refused(&app.unmoved(portal.exchange(&code, &[changed])).await, 400, error);
        }
        refused(&app.unmoved(rota.exchange(&code, &[("redirect_uri", portal.redirect_uri)])).await, 400, "invalid_grant");
        assert!(portal.tokens(&code).await["id_token"].is_string());
    }

    // OIDC-5
    async fn a_portal_with_a_secret_has_to_show_it(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let code = portal.code(&mut browser).await;
        let form = |more: &[(&'static str, &'static str)]| {
            let fields = [
                ("grant_type", "authorization_code"),
                ("code", code.as_str()),
                ("redirect_uri", portal.redirect_uri),
                ("code_verifier", crate::support::VERIFIER),
            ];
            encode(fields.into_iter().chain(more.iter().copied()))
        };
        let basic = |text: &str| format!("Basic {}", STANDARD.encode(text));
        for (header, body) in [
            (None, form(&[])),
            (None, form(&[("client_id", "portal")])),
            (None, form(&[("client_id", "portal"), ("client_secret", "wrong")])),
            (None, form(&[("client_id", "nobody"), ("client_secret", "a secret of the portal")])),
            (None, form(&[("client_id", "rota"), ("client_secret", "a secret of the portal")])),
            (Some(basic("portal:wrong")), form(&[])),
            (Some(basic("portal:")), form(&[])),
            (Some(basic("portal:a+secret+of+the+portal")), form(&[("client_id", "rota")])),
            (Some(basic("portal:a+secret+of+the+portal")), form(&[("client_secret", "a secret of the portal")])),
            (Some("Bearer abc".to_owned()), form(&[("client_id", "portal")])),
        ] {
            let answer = app.unmoved(portal.post("/oidc/token", header.as_deref(), &body)).await;
            refused(&answer, 401, "invalid_client");
            assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Basic realm=\"oidc\"");
        }
        let doubled = form(&[("client_id", "portal"), ("client_id", "portal")]);
        refused(&app.unmoved(portal.post("/oidc/token", None, &doubled)).await, 400, "invalid_request");
        let right = form(&[("client_id", "portal"), ("client_secret", "a secret of the portal")]);
        assert_eq!(portal.post("/oidc/token", None, &right).await.status, 200);
    }

    // OIDC-4
    async fn a_code_is_good_for_a_minute(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let (late, early) = (portal.code(&mut browser).await, portal.code(&mut browser).await);
        app.wait(Duration::millis(59_999));
        portal.tokens(&early).await;
        app.wait(Duration::millis(1));
        refused(&app.unmoved(portal.exchange(&late, &[])).await, 400, "invalid_grant");
    }

    // OIDC-4: somebody else may have it.
    async fn a_code_that_comes_twice_ends_what_was_made_from_it(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let other = portal.log_in(&mut browser).await;
        let code = portal.code(&mut browser).await;
        let tokens = portal.tokens(&code).await;
        assert_eq!(portal.user_info(&tokens).await.status, 200);
        let (answer, changes) = app.changes(portal.exchange(&code, &[])).await;
        refused(&answer, 400, "invalid_grant");
        assert_eq!(changes, ["audit +1", "oidc_token.revoked_at"]);
        assert_eq!(portal.user_info(&tokens).await.status, 401);
        assert_eq!(portal.user_info(&other).await.status, 200, "another code is another matter");
        refused(&app.unmoved(portal.exchange(&code, &[])).await, 400, "invalid_grant");
        assert_eq!(app.audit().await.last().unwrap(), "portal-code-replayed");
    }

    // OIDC-4: of many at the same moment one gets tokens, and those end.
    async fn a_code_is_used_once_by_however_many(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let code = portal.code(&mut browser).await;
        let tries: Vec<_> = (0..8)
            .map(|_| {
                let (portal, code) = (portal.clone(), code.clone());
                tokio::spawn(async move { portal.exchange(&code, &[]).await })
            })
            .collect();
        let mut answers = Vec::new();
        for one in tries {
            answers.push(one.await.unwrap());
        }
        let good: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
        assert_eq!(good.len(), 1);
        assert_eq!(portal.user_info(&good[0].json()).await.status, 401);
    }

    // OIDC-4: whoever copies the database has nothing to show.
    async fn codes_and_tokens_are_kept_as_hashes(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let code = portal.code(&mut browser).await;
        let tokens = portal.tokens(&code).await;
        let kept = format!("{:?}", app.rows().await);
        assert!(!kept.contains(&code));
        assert!(!kept.contains(tokens["access_token"].as_str().unwrap()));
        assert!(!kept.contains(tokens["id_token"].as_str().unwrap()));
    }
}
