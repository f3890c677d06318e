//! Requests of portals that are not followed: nothing is made, and nobody is sent where they should not be.

use crate::support::{on_every_database, query};
use domain::Device;

on_every_database! {
    // OIDC-2: until portal and address are known, the person is told, and no address is trusted.
    async fn nobody_is_sent_to_an_address_that_is_not_registered(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let mut refused = Vec::new();
        for address in [
            "https://portal.example.org/callback",
            "https://portal.example.org/callback?tenant=2",
            "https://portal.example.org/callback?tenant=1&x",
            "https://portal.example.org/callback?tenant=1#",
            "https://portal.example.org:443/callback?tenant=1",
            "https://PORTAL.example.org/callback?tenant=1",
            "https://portal.example.org/x/../callback?tenant=1",
            "http://portal.example.org/callback?tenant=1",
            "https://evil.example.org/",
            "https://rota.example.org/in",
            "javascript:alert(1)",
            "/callback",
            " https://portal.example.org/callback?tenant=1",
        ] {
            refused.push(portal.path(&[("redirect_uri", address)]));
        }
        refused.push(portal.path(&[("redirect_uri", "")]));
        refused.push(portal.path(&[("client_id", "")]));
        refused.push(portal.path(&[("client_id", "nobody")]));
        refused.push(portal.path(&[("client_id", "Portal")]));
        refused.push(format!("{}&client_id=rota", portal.path(&[])));
        refused.push(format!("{}&redirect_uri=https%3A%2F%2Fevil.example.org%2F", portal.path(&[])));
        refused.push(portal.path(&[("state", &"x".repeat(5000))]));
        for path in refused {
            let answer = app.unmoved(browser.get(&path)).await;
            assert_eq!(answer.status, 400, "{path}");
            assert!(!answer.headers.contains_key("location") && !answer.headers.contains_key("refresh"), "{path}");
            assert!(!answer.body.contains("evil.example.org"), "{path}");
            assert_eq!(answer.heading(), "You cannot log in to this portal", "{path}");
        }
    }

    // OIDC-3: everything else is told to the portal, in the specification's words.
    async fn what_is_wrong_is_told_to_the_portal(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let long = "x".repeat(43);
        for (changed, error) in [
            (vec![("response_type", "")], "invalid_request"),
            (vec![("response_type", "token")], "unsupported_response_type"),
            (vec![("response_type", "id_token")], "unsupported_response_type"),
            (vec![("response_type", "code id_token")], "unsupported_response_type"),
            (vec![("response_mode", "fragment")], "invalid_request"),
            (vec![("response_mode", "form_post")], "invalid_request"),
            (vec![("scope", "")], "invalid_scope"),
            (vec![("scope", "profile email")], "invalid_scope"),
            (vec![("code_challenge", "")], "invalid_request"),
            (vec![("code_challenge", "short")], "invalid_request"),
            (vec![("code_challenge_method", "")], "invalid_request"),
            (vec![("code_challenge_method", "plain"), ("code_challenge", &long)], "invalid_request"),
            (vec![("prompt", "none login")], "invalid_request"),
            (vec![("prompt", "create")], "invalid_request"),
            (vec![("max_age", "-1")], "invalid_request"),
            (vec![("max_age", "soon")], "invalid_request"),
            (vec![("id_token_hint", "nonsense")], "invalid_request"),
            (vec![("request", "eyJ9")], "request_not_supported"),
            (vec![("request_uri", "https://portal.example.org/request")], "request_uri_not_supported"),
            (vec![("registration", "{}")], "registration_not_supported"),
            (vec![("nonce", "a\0b")], "invalid_request"),
            (vec![("nonce", "é")], "invalid_request"),
        ] {
            let answer = app.unmoved(browser.get(&portal.path(&changed))).await;
            assert_eq!(answer.status, 303, "{changed:?}");
            assert!(answer.location().starts_with("https://portal.example.org/callback?tenant=1&error="), "{changed:?}");
            let told = query(answer.location());
            assert_eq!(told["error"], error, "{changed:?}");
            assert_eq!((told["state"].as_str(), told["iss"].as_str()), ("a state", "http://localhost:3000"), "{changed:?}");
            assert!(!told.contains_key("code"), "{changed:?}");
        }
    }

    // OIDC-3: which of two values would count depends on who reads.
    async fn a_parameter_that_is_there_twice_is_refused(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        for double in ["scope=openid", "nonce=another", "code_challenge_method=S256", "unknown=1&unknown=1"] {
            let answer = app.unmoved(browser.get(&format!("{}&{double}", portal.path(&[])))).await;
            let told = query(answer.location());
            assert_eq!((told["error"].as_str(), told["state"].as_str()), ("invalid_request", "a state"), "{double}");
        }
        let answer = app.unmoved(browser.get(&format!("{}&state=another", portal.path(&[])))).await;
        let told = query(answer.location());
        assert_eq!((told["error"].as_str(), told.get("state")), ("invalid_request", None));
    }
}
