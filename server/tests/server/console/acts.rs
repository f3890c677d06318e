//! What the tests of acts on people share, and the rule that holds for all of them: nobody acts on themselves.

use crate::support::{Answer, Browser, Officer, Person, TestApp, on_every_database};
use domain::{ApprovalKind, Role};
use store::entity;

/// Address of an act on a person.
pub(super) fn at(person: &Person, act: &str) -> String {
    format!("/hr/staff/{}/{act}", person.id)
}

/// The newest invitation, as pages name it.
pub(super) async fn after(app: &TestApp, person: &Person) -> String {
    let newest = store::invitations::newest_of(&app.state.db, &person.id).await.unwrap();
    newest.map(|newest| newest.id.to_string()).unwrap_or_default()
}

/// Presses the button of an act and follows: the person's record says what was done.
pub(super) async fn does(
    app: &TestApp,
    browser: &mut Browser,
    person: &Person,
    act: &str,
    form: &[(&str, &str)],
) -> Answer {
    app.wait(domain::Duration::millis(10));
    let record = format!("/hr/staff/{}", person.id);
    let sent = browser.submit(&at(person, act), form).await;
    assert_eq!(
        (sent.status.as_u16(), sent.headers.get("location").map(|to| to.to_str().unwrap())),
        (303, Some(record.as_str())),
        "{act}: {}",
        sent.body
    );
    browser.get(&record).await
}

/// Presses a button for which there is no ground now: says why and changes nothing.
pub(super) async fn refuses(
    app: &TestApp,
    browser: &mut Browser,
    person: &Person,
    act: &str,
    form: &[(&str, &str)],
    (status, heading): (u16, &str),
) {
    app.outbox().await;
    for answer in
        [app.unmoved(browser.get(&at(person, act))).await, app.unmoved(browser.submit(&at(person, act), form)).await]
    {
        assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (status, heading), "{act}");
    }
}

/// An officer who works here too, and whose record this is.
async fn own_record(app: &TestApp, officer: &Officer) -> Person {
    let person = app.person("Self", "777").await;
    let mut employee = app.employee(&person).await;
    employee.email = officer.email.to_uppercase();
    let details = store::employees::Details {
        staff_number: employee.staff_number,
        given_name: employee.given_name,
        family_name: employee.family_name,
        email: employee.email,
        phone: employee.phone,
    };
    store::employees::update(&app.state.db, &person.id, details, app.now()).await.unwrap();
    person
}

on_every_database! {
    // HR-3
    async fn nobody_acts_on_themselves(app: TestApp) {
        let mut officer = app.officer(Role::Administrator).await;
        let me = own_record(&app, &officer).await;
        let refused = (403, "You cannot do this to your own record");
        let forms: [(&str, &[(&str, &str)]); 10] = [
            ("invite", &[("after", "")]),
            ("cancel", &[]),
            ("new-key", &[("reason", "deleted"), ("after", "")]),
            ("contact", &[("email", "other@example.org"), ("phone", "+447700900778"), ("checked", "yes")]),
            ("ask", &[]),
            ("revoke", &[("reason", "x")]),
            ("suspend", &[("reason", "x")]),
            ("restore", &[]),
            ("leave", &[]),
            ("return", &[]),
        ];
        for (act, form) in forms {
            refuses(&app, &mut officer.browser, &me, act, form, refused).await;
        }
        // Nor are they among those who are invited together.
        assert!(app.officer_browser(&officer.id).await.get("/hr/staff/invite-all").await.body.contains("Nobody is waiting"));

        // Nor does anybody agree to what is asked about themselves.
        let asker = app.officer(Role::Issuer).await;
        let question = store::approvals::Approval {
            id: domain::ApprovalId::from("question".to_owned()),
            employee_id: me.id.clone(),
            kind: ApprovalKind::ContactChange,
            wanted: r#"{"kind":"contact-change"}"#.to_owned(),
            asked_by: asker.id,
            asked_at: app.now(),
            decided_by: None,
            decided_at: None,
            decision: None,
        };
        store::approvals::insert(&app.state.db, question).await.unwrap();
        let answer = app.unmoved(officer.browser.submit("/hr/approvals/question", &[("answer", "agree")])).await;
        assert_eq!((answer.status.as_u16(), answer.heading().as_str()), refused);
        assert!(!officer.browser.get("/hr/approvals/question").await.body.contains("value=\"agree\""));
    }

    // HR-3
    async fn a_form_that_cannot_be_read_is_answered_by_a_page(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        for form in [&[("after", ""), ("more", "x")][..], &[]] {
            let answer = app.unmoved(officer.browser.submit(&at(&sam, "invite"), form)).await;
            assert_eq!(answer.status, 422);
            assert!(answer.body.starts_with("<!DOCTYPE html>") && !answer.heading().is_empty(), "{}", answer.body);
        }
        assert!(app.subjects(&sam).await.is_empty());
    }

    // HR-3
    async fn a_record_that_is_not_there_is_not_found(app: TestApp) {
        let mut officer = app.officer(Role::Administrator).await;
        let nobody = Person { id: domain::EmployeeId::from("nobody".to_owned()), staff_number: String::new() };
        for act in ["invite", "cancel", "new-key", "contact", "ask", "revoke", "suspend", "restore", "leave", "return"] {
            let answer = app.unmoved(officer.browser.get(&at(&nobody, act))).await;
            assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (404, "There is no such record"), "{act}");
        }
        let answer = officer.browser.get("/hr/approvals/nothing").await;
        assert_eq!(answer.status, 404);
        assert!(crate::races::rows(&app, entity::approval::Entity).await.is_empty());
    }
}
