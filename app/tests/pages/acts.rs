//! What HR does for a person: every page says what will happen, and has a way out.

use crate::support::{h1, site};
use app::{
    document::console_document,
    pages::console::{
        ConsolePage, Desk, Notice, Section,
        acts::{
            ActDone, Answer, Asked, Confirm, ContactCheck, ContactForm, Invite, NewKey, Question, QuestionLine, Stop,
            Target, Why, Wish, approval, approvals, ask, confirm, contact, contact_check, invite, invite_all, new_key,
            not_possible, stop,
        },
    },
};
use contract::Site;
use leptos::prelude::{Owner, RenderHtml};

fn draw(page: impl FnOnce(&Site) -> ConsolePage, notice: Option<Notice>) -> String {
    let desk = Desk {
        name: "Olu".to_owned(),
        sections: vec![Section::Staff],
        here: Some(Section::Staff),
        ends_in: 900_000,
        ends_at: "12:15pm".to_owned(),
    };
    let site = site();
    Owner::new()
        .with(|| {
            let page = page(&site);
            console_document(&site, Some(&desk), page, notice, "/assets/console-1.css", ("/console.js", "nonce"))
                .to_html()
        })
        .replace("<!>", "")
}

fn sam() -> Target {
    Target { id: "sam".to_owned(), name: "Sam <b>Tester".to_owned() }
}

fn key() -> NewKey {
    NewKey {
        target: sam(),
        email: "sam@example.org".to_owned(),
        phone_ending: "123".to_owned(),
        expires: "12:00pm on 13 August 2026".to_owned(),
        after: "invitation".to_owned(),
        open: true,
        has_key: true,
        suspended: true,
        needs_second: true,
        wish: Some(Wish::Deleted),
    }
}

fn question(question: Question, may_decide: bool, answer: Option<Answer>) -> Asked {
    Asked {
        id: "question".to_owned(),
        target: sam(),
        email: "sam@example.org".to_owned(),
        phone_ending: "123".to_owned(),
        question,
        officer: "Olu".to_owned(),
        at: "12:00pm on 6 August 2026".to_owned(),
        may_decide,
        answer,
    }
}

/// Every page with a button, and where the button leads.
fn pages() -> Vec<(String, &'static str)> {
    let sent = |again| Invite {
        target: sam(),
        email: "sam@example.org".to_owned(),
        phone_ending: "123".to_owned(),
        expires: "12:00pm on 13 August 2026".to_owned(),
        after: String::new(),
        again,
    };
    let form = ContactForm { target: sam(), email: "sam@example.org".to_owned(), phone: "+447700900123".to_owned() };
    let check = ContactCheck {
        target: sam(),
        email: ("sam@example.org".to_owned(), "new@example.org".to_owned()),
        phone: ("+447700900123".to_owned(), "+447700900123".to_owned()),
        hold: Some("12:00pm on 7 August 2026".to_owned()),
    };
    let key_question = Question::NewKey(Wish::LostPhone);
    vec![
        (draw(|site| invite(site, sent(false)), None), "/hr/staff/sam/invite"),
        (draw(|site| invite(site, sent(true)), None), "/hr/staff/sam/invite"),
        (draw(|site| invite_all(site, 2), None), "/hr/staff/invite-all"),
        (draw(|site| confirm(site, Confirm::Cancel, &sam()), None), "/hr/staff/sam/cancel"),
        (draw(|site| confirm(site, Confirm::Restore, &sam()), None), "/hr/staff/sam/restore"),
        (draw(|site| confirm(site, Confirm::Leave, &sam()), None), "/hr/staff/sam/leave"),
        (draw(|site| confirm(site, Confirm::Return, &sam()), None), "/hr/staff/sam/return"),
        (draw(|site| new_key(site, key(), Vec::new()), None), "/hr/staff/sam/new-key"),
        (draw(|site| contact(site, form, Vec::new()), None), "/hr/staff/sam/contact"),
        (draw(|site| contact_check(site, check), None), "/hr/staff/sam/contact"),
        (draw(|site| ask(site, &sam(), "12:00pm on 7 August 2026"), None), "/hr/staff/sam/ask"),
        (draw(|site| approval(site, question(Question::ContactChange, true, None)), None), "/hr/approvals/question"),
        (draw(|site| approval(site, question(key_question, true, None)), None), "/hr/approvals/question"),
        (draw(|site| stop(site, Stop::Revoke, &sam(), String::new(), Vec::new()), None), "/hr/staff/sam/revoke"),
        (draw(|site| stop(site, Stop::Suspend, &sam(), String::new(), Vec::new()), None), "/hr/staff/sam/suspend"),
    ]
}

#[test]
fn each_has_one_form_one_heading_and_a_way_out() {
    for (html, action) in pages() {
        let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
        assert_eq!(html.matches("<h1").count(), 1, "{action}");
        assert!(!h1(&html).is_empty() && !main.contains("<b>Tester"), "{action}: {main}");
        assert_eq!(main.matches("<form").count(), 1, "{action}");
        assert!(main.contains(&format!("action=\"{action}\"")), "{action}: {main}");
        assert!(main.contains(">Cancel</a>") && html.contains("nhsuk-back-link"), "{action}: {main}");
        // Nothing is left to be filled in, and every field has a label of its own.
        assert!(!main.contains('{'), "{action}: {main}");
        for field in main.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let is_field = ["email", "phone", "reason"].contains(&field);
            assert!(!is_field || main.contains(&format!("for=\"{field}\"")), "{action}: {field}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_above_and_at_the_field() {
    let html = draw(|site| new_key(site, key(), vec![NewKey::no_reason(site)]), None);
    assert!(
        html.contains("<title>Error: ") && html.contains("href=\"#reason\"") && html.contains("id=\"reason-error\"")
    );
    let html = draw(
        |site| stop(site, Stop::Revoke, &sam(), "typed".to_owned(), vec![Stop::problem(site, &sam(), true)]),
        None,
    );
    assert!(html.contains("500 characters or fewer") && html.contains(">typed</textarea>"), "{html}");
}

#[test]
fn what_cannot_be_done_leads_on() {
    let on_hold = Why::OnHold { until: "12:00pm on 7 August 2026".to_owned() };
    for (why, next) in [
        (Why::NotConfirmed, "/hr/staff/sam/identity"),
        (on_hold, "/hr/staff/sam/ask"),
        (Why::HasKey, "/hr/staff/sam/new-key"),
        (Why::NeverHadKey, "/hr/staff/sam/invite"),
        (Why::Left, "/hr/staff/sam"),
        (Why::OwnRecord, "/hr/staff/sam"),
    ] {
        let html = draw(|site| not_possible(site, &why, Some(&sam())), None);
        assert!(html.contains(&format!("href=\"{next}\"")) && html.contains("href=\"/hr/staff/sam\""), "{why:?}");
        let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
        assert!(!main.contains('{'), "{why:?}");
    }
    assert!(draw(|site| not_possible(site, &Why::Unknown, None), None).contains("There is no such record"));
}

#[test]
fn questions_are_decided_by_who_may() {
    let line = QuestionLine {
        id: "question".to_owned(),
        name: "Sam".to_owned(),
        question: Question::NewKey(Wish::NewPhone),
        officer: "Olu".to_owned(),
        at: "12:00pm on 6 August 2026".to_owned(),
    };
    let html = draw(|site| approvals(site, vec![line]), Some(Notice::Act(ActDone::Agreed)));
    assert!(html.contains("href=\"/hr/approvals/question\"") && html.contains("You agreed"), "{html}");
    for (may, answer) in
        [(false, None), (true, Some(Answer::Agreed)), (true, Some(Answer::Declined)), (true, Some(Answer::Withdrawn))]
    {
        let html = draw(|site| approval(site, question(Question::ContactChange, may, answer)), None);
        assert!(!html.contains("value=\"agree\""), "{answer:?}");
    }
}
