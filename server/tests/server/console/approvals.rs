//! What a second officer decides.

use super::acts::{at, does, refuses};
use crate::support::{Answer, Browser, Officer, Person, TestApp, on_every_database};
use domain::{Decision, Duration, Role};

/// A person whose contact details were changed by an officer, and about whom another has asked; with that question's path.
pub(super) async fn asked(app: &TestApp) -> (Person, Officer, Officer, String) {
    let sam = app.person("Sam", "123").await;
    let (mut changer, mut asker) = (app.officer(Role::Administrator).await, app.officer(Role::Administrator).await);
    let form = [("email", "new@example.org"), ("phone", "+447700900123"), ("checked", "yes")];
    does(app, &mut changer.browser, &sam, "contact", &form).await;
    assert_eq!(asker.browser.get(&at(&sam, "ask")).await.heading(), "Ask a second officer about Sam Tester?");
    for _ in 0..2 {
        does(app, &mut asker.browser, &sam, "ask", &[]).await;
    }
    let mut open = store::approvals::open(&app.state.db, 9).await.unwrap();
    assert_eq!(open.len(), 1);
    let path = format!("/hr/approvals/{}", open.pop().unwrap().id);
    app.outbox().await;
    (sam, changer, asker, path)
}

async fn says(browser: &mut Browser, path: &str, answer: &str) -> Answer {
    browser.submit(path, &[("answer", answer)]).await
}

async fn decision(app: &TestApp, path: &str) -> Option<Decision> {
    let id = domain::ApprovalId::from(path.rsplit('/').next().unwrap().to_owned());
    store::approvals::by_id(&app.state.db, &id).await.unwrap().unwrap().decision
}

on_every_database! {
    // HR-24
    async fn once_a_second_officer_agrees_nothing_waits(app: TestApp) {
        let (sam, _, _, path) = asked(&app).await;
        let mut second = app.officer(Role::Approver).await;
        assert!(second.browser.get(&path).await.body.contains("Agree only if you have made sure"));
        let list = second.browser.press(&path, &[("answer", "agree")]).await;
        assert!(list.body.contains("You agreed"), "{}", list.body);
        assert_eq!(decision(&app, &path).await, Some(Decision::Agreed));
        assert_eq!(app.employee(&sam).await.contact_hold_until, None);
        assert_eq!(app.audit().await.last().unwrap(), "approval-agreed");
        let mut issuer = app.officer(Role::Issuer).await;
        does(&app, &mut issuer.browser, &sam, "invite", &[("after", "")]).await;
    }

    // HR-24: whoever asked, and whoever changed the details.
    async fn another_officer_decides(app: TestApp) {
        let (sam, mut changer, mut asker, path) = asked(&app).await;
        for officer in [&mut changer, &mut asker] {
            assert!(officer.browser.get(&path).await.body.contains("Another officer has to decide this"));
            for answer in ["agree", "decline"] {
                let refused = app.unmoved(says(&mut officer.browser, &path, answer)).await;
                assert_eq!((refused.status.as_u16(), refused.heading().as_str()), (403, "Another officer has to decide this"));
            }
        }
        assert!(app.employee(&sam).await.contact_hold_until.is_some());
    }

    // HR-24
    async fn what_was_said_first_counts(app: TestApp) {
        let (sam, _, _, path) = asked(&app).await;
        let (mut first, mut second) = (app.officer(Role::Approver).await, app.officer(Role::Approver).await);
        assert_eq!(says(&mut first.browser, &path, "decline").await.location(), "/hr/approvals");
        let late = app.unmoved(says(&mut second.browser, &path, "agree")).await;
        assert_eq!(late.location(), path);
        assert!(second.browser.get(&path).await.body.contains("An officer has declined"));
        assert_eq!(decision(&app, &path).await, Some(Decision::Declined));
        let mut issuer = app.officer(Role::Issuer).await;
        let refused = (409, "The contact details of Sam Tester were changed lately");
        refuses(&app, &mut issuer.browser, &sam, "invite", &[("after", "")], refused).await;
    }

    // HR-24: what was agreed to is what was asked about.
    async fn another_change_withdraws_the_question(app: TestApp) {
        let (sam, mut changer, _, path) = asked(&app).await;
        let form = [("email", "third@example.org"), ("phone", "+447700900123"), ("checked", "yes")];
        does(&app, &mut changer.browser, &sam, "contact", &form).await;
        assert_eq!(decision(&app, &path).await, Some(Decision::Withdrawn));
        app.outbox().await;
        let mut second = app.officer(Role::Approver).await;
        app.unmoved(says(&mut second.browser, &path, "agree")).await;
        assert!(app.employee(&sam).await.contact_hold_until.is_some());
    }

    // HR-24: whoever changed the details could not decide what another asked; that other can, if they ask.
    async fn whoever_changed_the_details_takes_the_question_over(app: TestApp) {
        let (sam, mut changer, mut asker, path) = asked(&app).await;
        for _ in 0..2 {
            does(&app, &mut changer.browser, &sam, "ask", &[]).await;
        }
        assert_eq!(decision(&app, &path).await, Some(Decision::Withdrawn));
        let open = store::approvals::open(&app.state.db, 9).await.unwrap();
        assert_eq!((open.len(), &open[0].asked_by), (1, &changer.id));
        let path = format!("/hr/approvals/{}", open[0].id);
        assert_eq!(says(&mut asker.browser, &path, "agree").await.location(), "/hr/approvals");
        assert_eq!(app.employee(&sam).await.contact_hold_until, None);
    }

    // HR-24
    async fn there_is_nothing_to_ask_where_nothing_waits(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut issuer = app.officer(Role::Issuer).await;
        let refused = (409, "Invitations to Sam Tester are not waiting");
        refuses(&app, &mut issuer.browser, &sam, "ask", &[], refused).await;
        app.wait(Duration::seconds(1));
        let mut second = app.officer(Role::Approver).await;
        assert!(second.browser.get("/hr/approvals").await.body.contains("Nothing is waiting for a second officer"));
    }
}
