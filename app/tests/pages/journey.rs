//! The pages of the journey.

use crate::support::{LINK, add_key, assert_parts, between, draw, draw_for, forms, h1, site, title, wallet};
use contract::{
    Page, Site,
    endpoints::{RenewOfferForm, RenewedBy, SendCodeForm},
    page::{
        AddKey, Added, CodeNotice, CodeProblem, EnterCode, NewCode, NewCodeReason, Offer, SendCode, Stage, Start, Way,
        When,
    },
};

fn field(name: &str, value: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), value.to_owned())]
}

fn enter(problem: Option<CodeProblem>, notice: Option<CodeNotice>) -> String {
    draw(Page::EnterCode(EnterCode { phone_ending: "123".to_owned(), code_minutes: 10, notice, problem }))
}

fn new_code(why: NewCodeReason, when: When) -> String {
    draw(Page::NewCode(NewCode {
        phone_ending: "123".to_owned(),
        after: 2,
        codes_in_window: 3,
        window_minutes: 15,
        why,
        when,
    }))
}

fn add(page: AddKey) -> String {
    draw(Page::AddKey(Box::new(page)))
}

#[test]
fn start_says_everything_before_its_button() {
    let html = draw(Page::Start(Start { wallet: wallet(), replaces: true }));
    assert_eq!(h1(&html), "Download your access key");
    assert_eq!(forms(&html), [("/key/continue".to_owned(), vec![])]);
    let main = between(&html, "<main", "</main>");
    let before = main.split_once("<form").expect("a form").0;
    assert_parts(
        before,
        &[
            "Example Trust employee portal",
            "takes the place of",
            "https://apps.example.org/1",
            "more than one employer",
        ],
    );
}

#[test]
fn send_code_carries_how_many_were_sent() {
    let html = draw(Page::SendCode(SendCode { phone_ending: "123".to_owned(), after: 2 }));
    assert_eq!(h1(&html), "We will text you a security code");
    assert_parts(
        &html,
        &["ending <strong>123</strong>.", "href=\"/help/phone-number\"", "nhsuk-back-link\" href=\"/key\""],
    );
    assert_eq!(forms(&html), [("/key/send-code".to_owned(), field("after", "2"))]);
    let request: SendCodeForm = serde_urlencoded::from_str("after=2").expect("decodes");
    assert_eq!(request.after, 2);
}

#[test]
fn the_code_field_hinders_nobody() {
    let html = enter(None, None);
    assert_eq!(h1(&html), "Check your phone");
    assert_eq!(forms(&html), [("/key/enter-code".to_owned(), vec![])]);
    let input = between(&html, "<input ", ">");
    assert_parts(
        input,
        &[
            "class=\"nhsuk-input nhsuk-input--code nhsuk-input--width-5\"",
            "id=\"code\"",
            "name=\"code\"",
            "type=\"text\"",
            "inputmode=\"numeric\"",
            "autocomplete=\"one-time-code\"",
            "spellcheck=\"false\"",
            "aria-describedby=\"code-hint\"",
        ],
    );
    for hindrance in [" required", " maxlength", " pattern", " placeholder", " value=", " autofocus"] {
        assert!(!html.contains(hindrance), "{hindrance}");
    }
    assert_parts(
        &html,
        &["after 10 minutes", "id=\"code-hint\"", "for=\"code\"", "href=\"/key/new-code\"", "href=\"/help#no-text\""],
    );
    assert!(!html.contains("--error"), "{html}");
}

#[test]
fn a_problem_with_a_code_is_said_in_the_summary_at_the_field_and_in_the_title() {
    let wrong = "That security code is not correct. Check the text and enter it again, or get a new code";
    for (problem, message) in [
        (CodeProblem::Empty, "Enter the security code".to_owned()),
        (CodeProblem::Format, "The security code must be 6 numbers".to_owned()),
        (CodeProblem::Wrong { tries_left: None }, wrong.to_owned()),
        (CodeProblem::Wrong { tries_left: Some(2) }, format!("{wrong}. You have 2 tries left")),
        (CodeProblem::Wrong { tries_left: Some(1) }, format!("{wrong}. You have 1 try left")),
        (CodeProblem::Expired, "That security code has expired. Get a new code".to_owned()),
    ] {
        let html = enter(Some(problem), Some(CodeNotice::SentAgain));
        assert_eq!(title(&html), "Error: Check your phone – Staff access keys – Example Trust");
        let summary = between(&html, "<div class=\"nhsuk-error-summary\"", "</ul>");
        assert_parts(summary, &["role=\"alert\"", "There is a problem", &format!("<a href=\"#code\">{message}</a>")]);
        assert_parts(
            &html,
            &[
                "nhsuk-form-group nhsuk-form-group--error",
                &format!("id=\"code-error\"><span class=\"nhsuk-u-visually-hidden\">Error: </span>{message}</span>"),
                "nhsuk-input--error",
                "aria-describedby=\"code-hint code-error\"",
            ],
        );
        assert!(!html.contains("nhsuk-notification-banner"), "never beside a summary");
    }
}

#[test]
fn news_about_codes_is_a_banner() {
    let html = enter(None, Some(CodeNotice::SentAgain));
    assert_parts(&html, &["nhsuk-notification-banner--success\" role=\"alert\"", "We sent a new code."]);
    let html = enter(None, Some(CodeNotice::JustSent { again_at: "3:45pm".to_owned() }));
    assert_parts(&html, &["nhsuk-notification-banner\" role=\"region\"", "from 3:45pm."]);
}

#[test]
fn new_code_says_why_not() {
    let at = || When::At { time: "3:45pm".to_owned() };
    for (why, when, heading, sentence) in [
        (NewCodeReason::Asked, When::Now, "Get a new security code", "3 codes in 15 minutes"),
        (NewCodeReason::Asked, at(), "You cannot get a new security code yet", "You can ask again at 3:45pm."),
        (
            NewCodeReason::Used,
            at(),
            "You cannot get a new security code yet",
            "The last code has been entered in another browser",
        ),
        (NewCodeReason::Asked, When::AskHr, "You cannot get a new security code", "Contact the HR team"),
        (
            NewCodeReason::TooManyTries,
            When::Now,
            "You entered the wrong security code too many times",
            "Get a new code to carry on",
        ),
        (
            NewCodeReason::TooManyTries,
            at(),
            "You entered the wrong security code too many times",
            "You can try again at 3:45pm.",
        ),
        (NewCodeReason::TooManyCodes, at(), "You asked for too many security codes", "You can ask again at 3:45pm."),
        (NewCodeReason::PersonLocked, at(), "You cannot enter a security code yet", "You can try again at 3:45pm."),
    ] {
        let now = when == When::Now;
        let html = new_code(why, when);
        assert_eq!(h1(&html).trim(), heading);
        assert_parts(&html, &[sentence]);
        let expected = if now { vec![("/key/send-code".to_owned(), field("after", "2"))] } else { vec![] };
        assert_eq!(forms(&html), expected, "{heading}");
    }
}

#[test]
fn a_computer_gets_the_qr_code_and_a_way_to_the_button() {
    let html = add(add_key());
    assert_eq!(h1(&html), "Add your access key to your phone");
    let svg = between(&html, "<svg", "</svg>");
    assert_parts(
        svg,
        &["role=\"img\"", "aria-label=\"QR code to add your access key to your wallet app\"", "d=\"M4 4h7"],
    );
    assert!(!svg.contains("openid-credential-offer"), "{svg}");
    assert_parts(
        &html,
        &["<li>Select <strong>Scan</strong>.</li>", "href=\"/key/add?show=button\"", "I am using this phone instead"],
    );
    assert_eq!(forms(&html), [("/key/add/check".to_owned(), vec![])]);
    assert_parts(&html, &["I have added my access key", "href=\"/key/add?show=qr&amp;refresh=10\""]);
}

#[test]
fn a_phone_gets_the_button_and_a_way_to_the_qr_code() {
    let html = add(AddKey { first: Way::Button, ..add_key() });
    assert!(!html.contains("<svg"));
    assert_parts(
        &html,
        &[
            &format!("href=\"{LINK}\""),
            "Open your wallet app",
            "href=\"/key/add?show=qr\"",
            "Show the QR code to scan with another device",
        ],
    );
    assert!(!between(&html, "app-wallet-button", "</a>").contains("target"));
}

#[test]
fn there_is_one_live_region_and_it_says_how_far_things_are() {
    for (page, sentence) in [
        (add_key(), "select “I have added my access key” on this page."),
        (AddKey { refresh: true, ..add_key() }, "This page will update by itself."),
        (AddKey { checked: true, ..add_key() }, "We have not heard from your wallet app yet."),
        (AddKey { stage: Stage::Scanned, ..add_key() }, "QR code scanned. Select Add in your wallet app."),
        (AddKey { stage: Stage::Adding, ..add_key() }, "Your access key is being added to your wallet app."),
        (AddKey { stage: Stage::NotAdded, ..add_key() }, "Your access key was not added."),
        (AddKey { stage: Stage::AskHr, ..add_key() }, "Your access key was not added."),
        (AddKey { offer: None, ..add_key() }, "This QR code has expired."),
    ] {
        let html = add(page);
        assert_eq!(html.matches("role=\"status\"").count(), 1);
        assert_parts(between(&html, "role=\"status\"", "</div>"), &[sentence]);
    }
}

#[test]
fn nobody_scans_a_code_that_a_wallet_is_using_or_that_has_ended() {
    for page in [
        AddKey { stage: Stage::Adding, ..add_key() },
        AddKey { stage: Stage::NotAdded, ..add_key() },
        AddKey { offer: None, ..add_key() },
    ] {
        let html = add(page);
        assert!(!html.contains("<svg") && !between(&html, "<main", "</main>").contains("openid-credential-offer"));
    }
}

#[test]
fn the_next_offer_is_a_press_away() {
    let renew = ("/key/add/renew".to_owned(), field("by", "button"));
    let html = add(AddKey { offer: None, ..add_key() });
    assert!(forms(&html).contains(&renew));
    assert_parts(&html, &["Get a new QR code"]);
    let html = add(AddKey { stage: Stage::NotAdded, ..add_key() });
    assert_eq!(forms(&html), [renew]);
    assert_parts(&html, &["Try again"]);
    assert_eq!(forms(&add(AddKey { stage: Stage::AskHr, ..add_key() })), []);
    let request: RenewOfferForm = serde_urlencoded::from_str("by=button").expect("decodes");
    assert_eq!(request.by, RenewedBy::Button);
}

#[test]
fn a_preview_offers_the_demo_wallet() {
    let offer = Offer {
        link: LINK.to_owned(),
        try_link: Some("http://127.0.0.1:9000/try?o=1".to_owned()),
        renew_in: None,
        expires_in: 1,
    };
    let html = add(AddKey { offer: Some(offer), ..add_key() });
    assert_parts(
        &html,
        &[
            "<a href=\"http://127.0.0.1:9000/try?o=1\" target=\"_blank\" rel=\"noopener\">Try it with the demo wallet (opens in new tab)</a>",
        ],
    );
}

#[test]
fn added_leads_to_the_portal_and_helps_when_the_key_is_missing() {
    let html = draw(Page::Added(Added { wallet: wallet(), can_try_again: true }));
    assert_eq!(h1(&html), "Access key added");
    assert_parts(&html, &["class=\"nhsuk-panel\"", "href=\"https://portal.example.org/\"", "My key is not in the app"]);
    assert_eq!(forms(&html), [("/key/add/not-in-app".to_owned(), vec![])]);
    let html = draw(Page::Added(Added { wallet: wallet(), can_try_again: false }));
    assert!(forms(&html).is_empty());
    let site = Site { portal_url: None, ..site() };
    let html = draw_for(site, Page::Added(Added { wallet: wallet(), can_try_again: false }));
    assert_parts(&html, &["class=\"nhsuk-button\" href=\"/login\""]);
}
