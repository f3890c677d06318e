//! Who may use which page and which button of the console: every path of the router for every role.

use crate::support::{Browser, Database, TestApp};
use axum::{
    body::Body,
    http::{Method, header},
};
use domain::{Duration, Role};
use server::http::console::access::{ACCESS, Need};
use std::collections::BTreeSet;

/// How the gate answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gate {
    Open,
    LogIn,
    Confirm,
    Closed,
}

async fn gate(browser: &Browser, method: &Method, path: &str) -> Gate {
    let mut browser = browser.clone();
    let answer = if *method == Method::GET { browser.get(path).await } else { browser.submit(path, &[]).await };
    let to = answer.headers.get("location").map(|to| to.to_str().unwrap()).unwrap_or_default();
    // "You cannot do this" is the gate's own; a refusal of an act has words of its own.
    let closed = answer.status == 403 && answer.heading() == "You cannot do this";
    match to {
        _ if closed => Gate::Closed,
        to if answer.status == 303 && (to == "/hr/log-in" || to.starts_with("/hr/log-in?then=")) => Gate::LogIn,
        to if answer.status == 303 && to.starts_with("/hr/confirm?then=") => Gate::Confirm,
        _ => {
            assert!(answer.status.as_u16() < 500, "{method} {path}: {}", answer.status);
            Gate::Open
        }
    }
}

/// Who may, and whether a second factor has to be fresh for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum May {
    /// There is no such page, or no such button.
    Nothing,
    /// It is on the way in.
    Anybody,
    /// These roles.
    These(&'static [Role]),
    /// These roles, with a second factor shown at most 5 minutes ago.
    Fresh(&'static [Role]),
}

use May::{Anybody, Fresh, Nothing, These};
const EVERY: &[Role] = &Role::ALL;
const ISSUING: &[Role] = &[Role::Issuer, Role::Administrator];
const STOPPING: &[Role] = &[Role::Issuer, Role::Approver, Role::Administrator];
const DECIDING: &[Role] = &[Role::Approver, Role::Administrator];
const MANAGING: &[Role] = &[Role::Administrator];
const READING: &[Role] = &[Role::Administrator, Role::Auditor];

/// Every path, with its page and its button. Written down once more, and not read from what the service goes by: whoever
/// changes who may do what says so in two places.
const MATRIX: [(&str, May, May); 43] = [
    ("/hr", These(EVERY), Nothing),
    ("/hr/set-up", Anybody, Anybody),
    ("/hr/log-in", Anybody, Anybody),
    ("/hr/log-in/code", Anybody, Anybody),
    ("/hr/log-in/recovery", Anybody, Anybody),
    ("/hr/sso", Anybody, Nothing),
    ("/hr/sso/return", Anybody, Nothing),
    ("/hr/sso/confirm", These(EVERY), Nothing),
    ("/hr/log-out", Anybody, Anybody),
    ("/hr/stay", Nothing, These(EVERY)),
    ("/hr/confirm", These(EVERY), These(EVERY)),
    ("/hr/account", These(EVERY), Nothing),
    ("/hr/account/sessions", Nothing, These(EVERY)),
    ("/hr/account/password", These(EVERY), These(EVERY)),
    ("/hr/account/authenticator", Fresh(EVERY), Fresh(EVERY)),
    ("/hr/account/recovery-codes", Fresh(EVERY), Fresh(EVERY)),
    ("/hr/officers", These(MANAGING), Nothing),
    ("/hr/officers/add", Fresh(MANAGING), Fresh(MANAGING)),
    ("/hr/officers/{id}", Fresh(MANAGING), Fresh(MANAGING)),
    ("/hr/staff", These(EVERY), Nothing),
    ("/hr/staff/{id}", These(EVERY), Nothing),
    ("/hr/staff/add", These(ISSUING), These(ISSUING)),
    ("/hr/staff/{id}/details", These(ISSUING), These(ISSUING)),
    ("/hr/staff/{id}/identity", These(ISSUING), These(ISSUING)),
    ("/hr/staff/import", Fresh(ISSUING), Fresh(ISSUING)),
    ("/hr/staff/import/template.csv", These(ISSUING), Nothing),
    ("/hr/staff/import/{draft}", Fresh(ISSUING), Fresh(ISSUING)),
    ("/hr/waiting", These(EVERY), Nothing),
    ("/hr/audit", These(READING), Nothing),
    ("/hr/audit/export.csv", These(READING), Nothing),
    ("/hr/staff/{id}/invite", These(ISSUING), These(ISSUING)),
    ("/hr/staff/invite-all", These(ISSUING), These(ISSUING)),
    ("/hr/staff/{id}/cancel", These(ISSUING), These(ISSUING)),
    ("/hr/staff/{id}/ask", These(ISSUING), These(ISSUING)),
    ("/hr/staff/{id}/new-key", Fresh(ISSUING), Fresh(ISSUING)),
    ("/hr/staff/{id}/contact", Fresh(ISSUING), Fresh(ISSUING)),
    ("/hr/staff/{id}/revoke", Fresh(STOPPING), Fresh(STOPPING)),
    ("/hr/staff/{id}/suspend", Fresh(STOPPING), Fresh(STOPPING)),
    ("/hr/staff/{id}/restore", Fresh(STOPPING), Fresh(STOPPING)),
    ("/hr/staff/{id}/leave", Fresh(STOPPING), Fresh(STOPPING)),
    ("/hr/staff/{id}/return", Fresh(STOPPING), Fresh(STOPPING)),
    ("/hr/approvals", These(DECIDING), Nothing),
    ("/hr/approvals/{id}", Fresh(DECIDING), Fresh(DECIDING)),
];

impl May {
    /// How the gate answers an officer of a role.
    fn gate(self, role: Role, fresh: bool) -> Gate {
        match self {
            Nothing | Anybody => Gate::Open,
            These(roles) | Fresh(roles) if !roles.contains(&role) => Gate::Closed,
            Fresh(_) if !fresh => Gate::Confirm,
            These(_) | Fresh(_) => Gate::Open,
        }
    }
}

fn address(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "nobody" } else { part }).collect::<Vec<_>>().join("/")
}

// HR-2, HR-3, LOGIN-6: an access key makes nobody an officer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_and_button_asks_each_role_for_what_is_written_here() {
    let app = TestApp::new(Database::sqlite()).await;
    let mut officers = Vec::new();
    for role in Role::ALL {
        officers.push((role, app.officer(role).await));
    }
    let (_, employee) = app.at_home("Sam", "123").await;
    for fresh in [true, false] {
        if !fresh {
            app.wait(Duration::minutes(6));
        }
        for (path, page, form) in MATRIX {
            let path = address(path);
            for (method, may) in [(Method::GET, page), (Method::POST, form)] {
                // What the way in does with a session is not what this is about.
                if matches!(may, Anybody | Nothing) {
                    continue;
                }
                for nobody in [&app.browser(), &employee] {
                    assert_eq!(gate(nobody, &method, &path).await, Gate::LogIn, "{method} {path}");
                }
                for (role, officer) in &officers {
                    let told = format!("{method} {path} {role:?} fresh: {fresh}");
                    assert_eq!(gate(&officer.browser, &method, &path).await, may.gate(*role, fresh), "{told}");
                }
            }
        }
    }
}

// HR-2, HR-3: a way to ask for a path that nobody has thought of is closed, logged in or not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_path_is_closed_to_every_other_method() {
    let app = TestApp::new(Database::sqlite()).await;
    let (nobody, officer) = (app.browser(), app.officer(Role::Administrator).await.browser);
    for (path, page, form) in MATRIX {
        let allowed = match (page, form) {
            (Nothing, _) => "POST",
            (_, Nothing) => "GET,HEAD",
            _ => "GET,HEAD,POST",
        };
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            if allowed.split(',').any(|it| it == method) {
                continue;
            }
            for browser in [&nobody, &officer] {
                let request = browser.request(method.parse().unwrap(), &address(path));
                let request = request.header("sec-fetch-site", "same-origin").body(Body::empty()).unwrap();
                let answer = app.unmoved(browser.clone().send(request)).await;
                assert_eq!(answer.status, 405, "{method} {path}");
                assert_eq!(answer.headers[header::ALLOW], allowed, "{method} {path}");
            }
        }
    }
}

#[test]
fn what_is_written_here_is_every_path_that_the_service_goes_by() {
    let here: BTreeSet<_> = MATRIX.iter().map(|(path, ..)| *path).collect();
    let there: BTreeSet<_> = ACCESS.iter().map(|access| access.path).collect();
    assert_eq!(here, there);
    for (path, page, form) in MATRIX {
        let access = ACCESS.iter().find(|access| access.path == path).unwrap();
        for (may, need) in [(page, access.page), (form, access.form)] {
            assert_eq!((may == Nothing, may == Anybody), (need.is_none(), need == Some(Need::Nothing)), "{path}");
        }
    }
}

// HR-2, HR-3: a path that is not in the table is closed, so one that was forgotten is noticed here.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_path_of_the_console_is_in_the_table() {
    let app = TestApp::new(Database::sqlite()).await;
    let description = format!("{:?}", server::router::build(&app.state));
    let paths = description.split('"').skip(1).step_by(2).filter(|text| *text == "/hr" || text.starts_with("/hr/"));
    let mut seen = 0;
    // A link in an email stands outside: it only carries its token into a cookie.
    for path in paths.filter(|path| !path.contains("__private") && !path.ends_with("{token}")) {
        assert!(ACCESS.iter().any(|access| access.path == path), "{path}");
        seen += 1;
    }
    assert!(seen >= ACCESS.len(), "{seen}");
}
