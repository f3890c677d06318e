//! What a portal holds is good while the session is: nobody logged in, nothing learned.

use crate::support::{Person, Portal, TestApp, on_every_database, query};
use domain::{Device, Duration, SessionEnd};
use server::flows::{audit::Actor, revoke::revoke};

/// A code that nobody has used and tokens, then something happens; neither is worth anything after it, and there is no
/// other to be had.
async fn ends(app: &TestApp, sam: &Person, happens: impl AsyncFnOnce(&domain::SessionId)) {
    let portal: Portal = app.portal();
    let (mut browser, session) = app.in_session(sam, Device::Same).await;
    let tokens = portal.log_in(&mut browser).await;
    let code = portal.code(&mut browser).await;
    assert_eq!(portal.user_info(&tokens).await.status, 200);
    happens(&session).await;
    let answer = app.unmoved(portal.exchange(&code, &[])).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (400, &"invalid_grant".into()));
    let answer = app.unmoved(portal.user_info(&tokens)).await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.headers["www-authenticate"], "Bearer error=\"invalid_token\"");
    assert!(answer.body.is_empty());
    let answer = app.unmoved(browser.get(&portal.path(&[]))).await;
    assert!(answer.location().starts_with("/login?for="), "{}", answer.location());
    let answer = app.unmoved(browser.get(&portal.path(&[("prompt", "none")]))).await;
    assert_eq!(query(answer.location())["error"], "login_required");
}

on_every_database! {
    // OIDC-6
    async fn it_ends_with_the_session(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        ends(&app, &sam, async |session| {
            store::log_in_sessions::end(&app.state.db, session, SessionEnd::LoggedOut, app.now()).await.unwrap();
        })
        .await;
    }

    // OIDC-6
    async fn it_ends_when_the_person_is_idle(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        // Tokens outlive the idle time here, so that it is the session that ends them.
        ends(&app, &sam, async |_| app.wait(Duration::minutes(30))).await;
    }

    // OIDC-6
    async fn it_ends_with_the_key(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        ends(&app, &sam, async |_| {
            let key = store::keys::held_of(&app.state.db, &sam.id).await.unwrap().unwrap();
            revoke(&app.state, &key.id, "lost", Actor::CommandLine).await.unwrap();
        })
        .await;
    }

    // OIDC-6
    async fn it_ends_when_the_person_leaves(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        ends(&app, &sam, async |_| app.leaves(&sam).await).await;
    }

    // OIDC-6
    async fn an_access_token_is_good_for_five_minutes(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let tokens = portal.log_in(&mut browser).await;
        app.wait(Duration::millis(299_999));
        assert_eq!(portal.user_info(&tokens).await.status, 200);
        app.wait(Duration::millis(1));
        assert_eq!(app.unmoved(portal.user_info(&tokens)).await.status, 401);
    }

    // OIDC-6: only an access token opens the door.
    async fn nobody_is_told_about_anybody_without_a_token(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let tokens = portal.log_in(&mut browser).await;
        assert_eq!(browser.get("/oidc/userinfo").await.status, 401, "a cookie is no token");
        let id_token = serde_json::json!({ "access_token": tokens["id_token"] });
        assert_eq!(app.unmoved(portal.user_info(&id_token)).await.status, 401);
        for authorization in [None, Some("Basic abc"), Some("Bearer"), Some("Bearer ")] {
            let answer = app.unmoved(portal.post("/oidc/userinfo", authorization, "")).await;
            assert_eq!(answer.status, 401, "{authorization:?}");
        }
        let bearer = format!("bearer {}", tokens["access_token"].as_str().unwrap());
        assert_eq!(portal.post("/oidc/userinfo", Some(&bearer), "").await.status, 200);
    }
}
