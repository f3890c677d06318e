//! Who may use which page and which button of the console: every path of the router for every role.

use crate::support::{Browser, Database, TestApp};
use axum::http::Method;
use domain::{Duration, Role};
use server::http::console::access::{ACCESS, Need};

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

/// What the table says.
fn expected(need: Need, role: Option<Role>, fresh: bool) -> Gate {
    match (need, role) {
        (Need::Nothing, _) => Gate::Open,
        (_, None) => Gate::LogIn,
        (Need::LoggedIn, Some(_)) => Gate::Open,
        (Need::May(permission) | Need::Fresh(permission), Some(role)) if !role.may(permission) => Gate::Closed,
        (Need::Fresh(_), Some(_)) if !fresh => Gate::Confirm,
        (Need::May(_) | Need::Fresh(_), Some(_)) => Gate::Open,
    }
}

fn address(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "nobody" } else { part }).collect::<Vec<_>>().join("/")
}

// HR-2, HR-3
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_path_asks_each_role_for_what_the_table_says() {
    let app = TestApp::new(Database::sqlite()).await;
    let mut officers = Vec::new();
    for role in Role::ALL {
        officers.push((role, app.officer(role).await));
    }
    for fresh in [true, false] {
        if !fresh {
            app.wait(Duration::minutes(6));
        }
        for access in ACCESS {
            let path = address(access.path);
            for (method, need) in [(Method::GET, access.page), (Method::POST, access.form)] {
                let Some(need) = need else { continue };
                // What the way in does with a session is not what this is about.
                if need == Need::Nothing {
                    continue;
                }
                assert_eq!(gate(&app.browser(), &method, &path).await, Gate::LogIn, "{method} {path}");
                for (role, officer) in &officers {
                    let told = format!("{method} {path} {role:?} fresh: {fresh}");
                    assert_eq!(
                        gate(&officer.browser, &method, &path).await,
                        expected(need, Some(*role), fresh),
                        "{told}"
                    );
                }
            }
        }
    }
    // Some of everything was seen.
    assert!(ACCESS.iter().any(|access| matches!(access.form, Some(Need::Fresh(_)))) && ACCESS.len() > 15);
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
