//! Acts on people by somebody who may not: the wrong role, a second factor that is too old, nobody. Each act would be done
//! for the right officer, which is shown last.

use super::{
    acts::{at, does},
    approvals::asked,
};
use crate::support::{Browser, Database, Person, TestApp};
use domain::{Duration, Role};

/// An act that could be done now.
struct Act {
    path: String,
    form: Vec<(&'static str, String)>,
    /// Who may not.
    not: &'static [Role],
    /// Whether the second factor has to be fresh.
    fresh: bool,
}

const NOT_ISSUING: &[Role] = &[Role::Viewer, Role::Approver, Role::Auditor];
const NOT_STOPPING: &[Role] = &[Role::Viewer, Role::Auditor];
const NOT_DECIDING: &[Role] = &[Role::Viewer, Role::Issuer, Role::Auditor];

fn act(path: String, form: &[(&'static str, &str)], not: &'static [Role], fresh: bool) -> Act {
    Act { path, form: form.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(), not, fresh }
}

/// Somebody with an access key.
async fn holder(app: &TestApp, name: &str, phone: &str) -> Person {
    let person = app.person(name, phone).await;
    app.holder(&person).await;
    person
}

/// One of each, each about somebody else. The form holds the newest invitation where it is asked for.
async fn acts(app: &TestApp) -> Vec<Act> {
    let (_, _, _, question) = asked(app).await;
    let mut admin = app.officer(Role::Administrator).await.browser;
    let waits = app.person("Ask", "101").await;
    let form = [("email", "ask@other.example.org"), ("phone", "+447700900101"), ("checked", "yes")];
    does(app, &mut admin, &waits, "contact", &form).await;
    let invited = app.person("Cancel", "102").await;
    app.invite(&invited).await;
    let replaced = holder(app, "NewKey", "103").await;
    let newest = super::acts::after(app, &replaced).await;
    let (moved, stopped) = (holder(app, "Contact", "104").await, holder(app, "Revoke", "105").await);
    let (paused, back) = (holder(app, "Suspend", "106").await, holder(app, "Restore", "107").await);
    does(app, &mut admin, &back, "suspend", &[("reason", "x")]).await;
    let (leaver, returner) = (holder(app, "Leave", "108").await, holder(app, "Return", "109").await);
    does(app, &mut admin, &returner, "leave", &[]).await;
    let (first, together) = (app.person("Invite", "110").await, "/hr/staff/invite-all".to_owned());
    app.person("Together", "111").await;
    app.outbox().await;
    let new = [("email", "c@other.example.org"), ("phone", "+447700900104"), ("checked", "yes")];
    vec![
        act(at(&first, "invite"), &[("after", "")], NOT_ISSUING, false),
        act(together, &[], NOT_ISSUING, false),
        act(at(&invited, "cancel"), &[], NOT_ISSUING, false),
        act(at(&waits, "ask"), &[], NOT_ISSUING, false),
        act(at(&replaced, "new-key"), &[("reason", "lost-phone"), ("after", &newest)], NOT_ISSUING, true),
        act(at(&moved, "contact"), &new, NOT_ISSUING, true),
        act(at(&stopped, "revoke"), &[("reason", "x")], NOT_STOPPING, true),
        act(at(&paused, "suspend"), &[("reason", "x")], NOT_STOPPING, true),
        act(at(&back, "restore"), &[], NOT_STOPPING, true),
        act(at(&leaver, "leave"), &[], NOT_STOPPING, true),
        act(at(&returner, "return"), &[], NOT_STOPPING, true),
        act(question, &[("answer", "agree")], NOT_DECIDING, true),
    ]
}

/// What a press changes, but for the note that somebody was there.
async fn pressed(app: &TestApp, browser: &Browser, act: &Act) -> (u16, String, Vec<String>) {
    let form: Vec<_> = act.form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (answer, mut changes) = app.changes(browser.clone().submit(&act.path, &form)).await;
    changes.retain(|change| change != "officer_session.seen_at");
    let to = answer.headers.get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
    (answer.status.as_u16(), to, changes)
}

// HR-2, HR-3
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_act_that_is_refused_at_the_gate_changes_nothing_and_sends_nothing() {
    let app = TestApp::new(Database::sqlite()).await;
    let acts = acts(&app).await;
    let mut officers = Vec::new();
    for role in Role::ALL {
        officers.push((role, app.officer(role).await));
    }
    for act in &acts {
        assert_eq!(pressed(&app, &app.browser(), act).await, (303, "/hr/log-in".to_owned(), vec![]), "{}", act.path);
        for (role, officer) in officers.iter().filter(|(role, _)| act.not.contains(role)) {
            let (status, _, changes) = pressed(&app, &officer.browser, act).await;
            assert_eq!((status, changes), (403, vec![]), "{} {role:?}", act.path);
        }
    }
    app.wait(Duration::minutes(5));
    for act in acts.iter().filter(|act| act.fresh) {
        for (role, officer) in officers.iter().filter(|(role, _)| !act.not.contains(role)) {
            let confirm = format!("/hr/confirm?then={}", act.path.replace('/', "%2F"));
            assert_eq!(pressed(&app, &officer.browser, act).await, (303, confirm, vec![]), "{} {role:?}", act.path);
        }
    }
    // And none of it was refused for another reason.
    let right = app.officer(Role::Administrator).await;
    for act in &acts {
        let (status, _, changes) = pressed(&app, &right.browser, act).await;
        assert!(
            status == 303 && changes.iter().any(|change| change.starts_with("audit +")),
            "{} {status} {changes:?}",
            act.path
        );
    }
}
