//! What a portal may ask of a log in: none, a fresh one, a certain person, a certain way.

use crate::support::{Answer, Browser, on_every_database, query};
use domain::{Device, Duration};

/// Where a browser goes back to a portal from the page that it is led through.
fn led_on(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.headers["refresh"].to_str().unwrap().strip_prefix("0; url=").unwrap().to_owned()
}

fn is_asked_to_log_in(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    query(answer.location()).remove("for").unwrap_or_else(|| panic!("{}", answer.location()))
}

fn error(answer: &Answer) -> String {
    query(answer.location()).remove("error").unwrap_or_else(|| panic!("{}", answer.location()))
}

fn has_code(answer: &Answer) -> bool {
    query(answer.location()).contains_key("code")
}

/// Follows the note of the portal's request, as the log in page does.
async fn resumed(note: &str, mut browser: Browser) -> Answer {
    browser.get(&format!("/oidc/resume?for={note}")).await
}

on_every_database! {
    // OIDC-7, OIDC-9: nobody is logged in; the request waits in the address and nowhere else.
    async fn who_is_not_logged_in_logs_in_first(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let portal = app.portal();
        let answer = app.unmoved(app.browser().get(&portal.path(&[]))).await;
        let note = is_asked_to_log_in(&answer);
        assert!(answer.location().starts_with("/login?for="));
        assert_eq!(server::flows::oidc::note::portal_name(&app.state, &note).as_deref(), Some("Employee portal"));

        let resume = format!("/oidc/resume?for={note}");
        let again = app.unmoved(app.browser().get(&resume)).await;
        assert_eq!(is_asked_to_log_in(&again), note, "whoever has not logged in is asked once more");

        app.wait(Duration::minutes(2));
        let (browser, _) = app.in_session(&sam, Device::Cross).await;
        let answer = resumed(&note, browser).await;
        let came = query(&led_on(&answer));
        assert_eq!((came["state"].as_str(), came["iss"].as_str()), ("a state", "http://localhost:3000"));
        assert!(answer.body.contains("Employee portal"));
        let tokens = portal.tokens(&came["code"]).await;
        let (_, claims) = portal.verified(tokens["id_token"].as_str().unwrap()).await;
        assert_eq!((claims["sub"].as_str().unwrap(), claims["nonce"].as_str().unwrap()), (sam.id.as_str(), "a nonce"));
    }

    // OIDC-9: a note is good for half an hour, and as it was written.
    async fn a_note_that_was_changed_or_kept_too_long_leads_nowhere(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        app.added(&sam).await;
        let portal = app.portal();
        let note = is_asked_to_log_in(&app.browser().get(&portal.path(&[])).await);
        app.wait(Duration::minutes(1));
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let (text, tag) = note.split_once('.').unwrap();
        let other = is_asked_to_log_in(&app.browser().get(&portal.path(&[("state", "another")])).await);
        let (other, _) = other.split_once('.').unwrap();
        for broken in [
            String::new(),
            "nonsense".to_owned(),
            text.to_owned(),
            format!("{text}."),
            format!(".{tag}"),
            format!("{other}.{tag}"),
            format!("{text}.{}", &tag[1..]),
            format!("{text}.{tag}."),
            format!("{}.{tag}", "x".repeat(9000)),
        ] {
            let answer = app.unmoved(browser.get(&format!("/oidc/resume?for={broken}"))).await;
            assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (400, "Go back to the portal and log in again"));
            assert!(!server::flows::oidc::note::is_ours(&app.state, &broken));
        }
        app.wait(Duration::millis(29 * 60_000 - 1));
        assert!(server::flows::oidc::note::is_ours(&app.state, &note));
        app.wait(Duration::millis(1));
        assert!(!server::flows::oidc::note::is_ours(&app.state, &note));
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        assert_eq!(app.unmoved(browser.get(&format!("/oidc/resume?for={note}"))).await.status, 400);
    }

    // OIDC-7
    async fn a_portal_may_ask_not_to_ask(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let portal = app.portal();
        let silent = portal.path(&[("prompt", "none")]);
        assert_eq!(error(&app.unmoved(app.browser().get(&silent)).await), "login_required");
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        assert!(has_code(&browser.get(&silent).await));
    }

    // OIDC-7
    async fn a_portal_may_ask_for_a_fresh_log_in(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let portal = app.portal();
        for prompt in ["login", "consent", "select_account", "login consent"] {
            let (mut browser, _) = app.in_session(&sam, Device::Same).await;
            app.wait(Duration::seconds(1));
            let answer = app.unmoved(browser.get(&portal.path(&[("prompt", prompt)]))).await;
            let note = is_asked_to_log_in(&answer);
            let stale = app.unmoved(resumed(&note, browser)).await;
            assert_eq!(is_asked_to_log_in(&stale), note, "{prompt}: the session from before does not count");
            app.wait(Duration::seconds(1));
            let (browser, _) = app.in_session(&sam, Device::Same).await;
            assert!(query(&led_on(&resumed(&note, browser).await)).contains_key("code"), "{prompt}");
        }
    }

    // OIDC-7
    async fn a_portal_may_say_how_old_a_log_in_may_be(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let portal = app.portal();
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        app.wait(Duration::minutes(10));
        assert!(has_code(&browser.get(&portal.path(&[("max_age", "600")])).await));
        let old = portal.path(&[("max_age", "599")]);
        is_asked_to_log_in(&app.unmoved(browser.get(&old)).await);
        let silent = portal.path(&[("max_age", "599"), ("prompt", "none")]);
        assert_eq!(error(&app.unmoved(browser.get(&silent)).await), "login_required");
        // At once, but for the milliseconds that a log in itself takes.
        let note = is_asked_to_log_in(&app.unmoved(browser.get(&portal.path(&[("max_age", "0")]))).await);
        app.wait(Duration::seconds(20));
        let (browser, _) = app.in_session(&sam, Device::Same).await;
        app.wait(Duration::seconds(1));
        assert!(query(&led_on(&resumed(&note, browser).await)).contains_key("code"));
    }

    // OIDC-7: the portal knows who was logged in, and takes nobody else.
    async fn a_portal_may_ask_for_a_certain_person(app: TestApp) {
        let (sam, kim) = (app.person("Sam", "123").await, app.person("Kim", "124").await);
        let portal = app.portal();
        let (mut sams, _) = app.in_session(&sam, Device::Same).await;
        let tokens = portal.log_in(&mut sams).await;
        let hint = tokens["id_token"].as_str().unwrap();
        // The token has long expired: as a hint it still counts.
        app.wait(Duration::minutes(20));
        let asked = portal.path(&[("id_token_hint", hint)]);
        assert!(has_code(&sams.get(&asked).await));
        let (mut kims, _) = app.in_session(&kim, Device::Same).await;
        let silent = portal.path(&[("id_token_hint", hint), ("prompt", "none")]);
        assert_eq!(error(&app.unmoved(kims.get(&silent)).await), "login_required");
        let note = is_asked_to_log_in(&app.unmoved(kims.get(&asked)).await);
        app.wait(Duration::seconds(1));
        let (kims, _) = app.in_session(&kim, Device::Same).await;
        let told = query(&led_on(&app.unmoved(resumed(&note, kims)).await));
        assert_eq!((told["error"].as_str(), told.get("code")), ("login_required", None));
        let (sams, _) = app.in_session(&sam, Device::Same).await;
        assert!(query(&led_on(&resumed(&note, sams).await)).contains_key("code"));
    }

    // OIDC-7: same device says more than another device; the portal reads in the token what it got.
    async fn a_portal_may_ask_for_a_certain_way(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let portal = app.portal();
        let (same, cross) = ("urn:latchkey:acr:same-device", "urn:latchkey:acr:cross-device");
        let both = format!("{same} {cross}");
        let (mut on_same, _) = app.in_session(&sam, Device::Same).await;
        for wanted in [same, cross, &both, "urn:other"] {
            assert!(has_code(&on_same.get(&portal.path(&[("acr_values", wanted)])).await), "{wanted}");
        }
        let (mut on_cross, _) = app.in_session(&sam, Device::Cross).await;
        for wanted in [cross, &both, "urn:other"] {
            assert!(has_code(&on_cross.get(&portal.path(&[("acr_values", wanted)])).await), "{wanted}");
        }
        let silent = portal.path(&[("acr_values", same), ("prompt", "none")]);
        assert_eq!(error(&app.unmoved(on_cross.get(&silent)).await), "interaction_required");
        let note = is_asked_to_log_in(&app.unmoved(on_cross.get(&portal.path(&[("acr_values", same)]))).await);
        app.wait(Duration::seconds(1));
        // They have logged in once more, in their own way: no circle.
        let (again, _) = app.in_session(&sam, Device::Cross).await;
        let came = query(&led_on(&resumed(&note, again).await));
        let tokens = portal.tokens(&came["code"]).await;
        let (_, claims) = portal.verified(tokens["id_token"].as_str().unwrap()).await;
        assert_eq!(claims["acr"], cross);
    }
}
