//! Log out that a portal asks for: the person is asked, and goes back to where the portal may send them.

use crate::support::{Answer, Browser, encode, on_every_database};
use axum::{
    body::Body,
    http::{Method, header},
};
use domain::{Device, Duration, SessionEnd};

const BYE: &str = "https://portal.example.org/bye";

fn ask(parameters: &[(&str, &str)]) -> String {
    format!("/oidc/logout?{}", encode(parameters.iter().copied()))
}

/// The hidden fields of the page's form.
fn fields(answer: &Answer) -> Vec<(String, String)> {
    let inputs = answer.body.split("<input type=\"hidden\"").skip(1);
    let attribute = |input: &str, name: &str| {
        let rest = input.split_once(&format!("{name}=\"")).unwrap().1;
        rest.split_once('"').unwrap().0.replace("&amp;", "&")
    };
    inputs.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
}

async fn press(browser: &mut Browser, answer: &Answer) -> Answer {
    let fields = fields(answer);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.submit("/oidc/logout/confirm", &fields).await
}

on_every_database! {
    // OIDC-10
    async fn a_person_is_asked_and_goes_back_to_the_portal(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, session) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let tokens = portal.log_in(&mut browser).await;
        let hint = tokens["id_token"].as_str().unwrap();
        app.wait(Duration::minutes(10));
        let path = ask(&[("id_token_hint", hint), ("post_logout_redirect_uri", BYE), ("state", "so long")]);
        let page = app.unmoved(browser.get(&path)).await;
        assert_eq!((page.status.as_u16(), page.heading().as_str()), (200, "Do you want to log out?"));
        assert!(page.body.contains("Employee portal") && !page.body.contains(hint));
        let (answer, changes) = app.changes(press(&mut browser, &page)).await;
        assert_eq!(changes, ["audit +1", "log_out_notice +1", "session.end_cause", "session.ended_at"]);
        assert_eq!(answer.headers["refresh"], format!("0; url={BYE}?state=so+long").as_str());
        assert_eq!(answer.headers["clear-site-data"], "\"cache\", \"storage\"");
        assert!(!browser.cookies.contains_key("latchkey-session"));
        let ended = store::log_in_sessions::by_id(&app.state.db, &session).await.unwrap().unwrap();
        assert_eq!(ended.end_cause, Some(SessionEnd::LoggedOut));
        // Nobody is left to be asked.
        assert_eq!(app.unmoved(browser.get(&path)).await.location(), format!("{BYE}?state=so+long"));
    }

    // OIDC-10: by name alone too, and without a way back.
    async fn a_portal_may_say_less(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        for (parameters, portal) in [
            (vec![], false),
            (vec![("client_id", "portal")], true),
            (vec![("client_id", "rota"), ("state", "x")], true),
        ] {
            let (mut browser, _) = app.in_session(&sam, Device::Same).await;
            let page = browser.get(&ask(&parameters)).await;
            assert_eq!(page.body.contains("You came here from"), portal, "{parameters:?}");
            let answer = press(&mut browser, &page).await;
            assert_eq!((answer.status.as_u16(), answer.location()), (303, "/logout"), "{parameters:?}");
            assert_eq!(browser.open("/logout").await.status, 200);
        }
    }

    // OIDC-10
    async fn nobody_is_sent_to_an_address_that_is_not_registered_or_logged_out_by_a_broken_request(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (mut browser, _) = app.in_session(&sam, Device::Same).await;
        let portal = app.portal();
        let tokens = portal.log_in(&mut browser).await;
        let hint = tokens["id_token"].as_str().unwrap();
        for parameters in [
            vec![("post_logout_redirect_uri", BYE)],
            vec![("client_id", "rota"), ("post_logout_redirect_uri", BYE)],
            vec![("client_id", "nobody"), ("post_logout_redirect_uri", BYE)],
            vec![("client_id", "portal"), ("post_logout_redirect_uri", "https://portal.example.org/bye/")],
            vec![("client_id", "portal"), ("post_logout_redirect_uri", "https://evil.example.org/")],
            vec![("client_id", "portal"), ("post_logout_redirect_uri", portal.redirect_uri)],
            vec![("client_id", "rota"), ("id_token_hint", hint)],
            vec![("id_token_hint", &hint[..hint.len() - 4])],
            vec![("client_id", "portal"), ("client_id", "portal")],
        ] {
            let asked = app.unmoved(browser.get(&ask(&parameters))).await;
            let pressed = app.unmoved(browser.clone().submit("/oidc/logout/confirm", &parameters)).await;
            for answer in [asked, pressed] {
                assert_eq!(answer.status, 400, "{parameters:?}");
                assert!(!answer.headers.contains_key("refresh") && !answer.headers.contains_key(header::LOCATION));
                assert!(!answer.headers.contains_key(header::SET_COOKIE), "{parameters:?}");
            }
        }
    }

    // OIDC-10: a page of another site can ask, and no more than that.
    async fn no_other_page_logs_anybody_out(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let (browser, _) = app.in_session(&sam, Device::Same).await;
        for (path, status) in [("/oidc/logout", 303), ("/oidc/logout/confirm", 403)] {
            let request = browser
                .request(Method::POST, path)
                .header("sec-fetch-site", "cross-site")
                .header(header::ORIGIN, "https://portal.example.org")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from("client_id=portal"))
                .unwrap();
            let answer = app.unmoved(browser.clone().send(request)).await;
            assert_eq!(answer.status, status, "{path}");
            if status == 303 {
                assert_eq!(answer.location(), "/oidc/logout?client_id=portal");
            }
        }
    }
}
