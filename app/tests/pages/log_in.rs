//! The log in page.

use crate::support::{assert_parts, between, draw, draw_for, forms, h1, log_in, requests, site, title};
use contract::{
    Page,
    endpoints::{BeginLogInForm, RenewedBy},
    log_in::{LogIn, LogInRefusal, LogInStage, TryLinks, WalletRequests},
    page::Way,
};

fn show(page: LogIn) -> String {
    draw(Page::LogIn(Box::new(page)))
}

fn at(stage: LogInStage) -> LogIn {
    LogIn { stage, ..log_in() }
}

fn begin(show: &str) -> (String, Vec<(String, String)>) {
    let fields = [("by", "button"), ("show", show)].map(|(name, value)| (name.to_owned(), value.to_owned()));
    ("/login/begin".to_owned(), fields.to_vec())
}

fn finish() -> (String, Vec<(String, String)>) {
    ("/login/finish".to_owned(), vec![])
}

const REFUSALS: [LogInRefusal; 9] = [
    LogInRefusal::Declined,
    LogInRefusal::NotOurKey,
    LogInRefusal::Expired,
    LogInRefusal::Revoked,
    LogInRefusal::Suspended,
    LogInRefusal::NotActive,
    LogInRefusal::Unreadable,
    LogInRefusal::NotChecked,
    LogInRefusal::TooLate,
];

#[test]
fn a_computer_gets_the_qr_code_beside_its_steps_and_a_way_to_the_button() {
    let html = show(log_in());
    assert_eq!(h1(&html), "Log in with your access key");
    assert_eq!(title(&html), "Log in with your access key – Staff access keys – Example Trust");
    let beside = between(&html, "app-beside", "</svg>");
    assert_parts(
        beside,
        &[
            "<li>Select <strong>Scan</strong>.</li>",
            "Only scan a code that you opened yourself at keys.example.org.",
            "role=\"img\"",
            "aria-label=\"QR code to share your access key from your wallet app\"",
            "d=\"M4 4h7",
        ],
    );
    assert!(!between(&html, "<main", "</main>").contains("openid4vp"), "the link is for cameras only");
    assert_parts(&html, &["href=\"/login?show=button\"", "choose the one of Example Trust"]);
}

#[test]
fn a_phone_gets_the_button_and_a_way_to_the_qr_code() {
    let html = show(LogIn { first: Way::Button, ..log_in() });
    assert!(!html.contains("<svg"));
    assert_parts(
        &html,
        &[
            "href=\"openid4vp://?r=same\"",
            "Open your wallet app",
            "href=\"/login?show=qr\"",
            "choose the one of Example Trust",
        ],
    );
    assert!(!between(&html, "app-wallet-button", "</a>").contains("target"));
}

#[test]
fn where_qr_codes_are_not_allowed_nobody_is_led_to_one() {
    let stage = LogInStage::Waiting(WalletRequests { qr: None, ..requests() });
    let html = show(LogIn { by_qr: false, first: Way::Qr, stage, ..log_in() });
    assert!(!html.contains("<svg") && !html.contains("show=qr\""), "{html}");
    assert_parts(&html, &["href=\"openid4vp://?r=same\""]);
    let html = show(LogIn { by_qr: false, ..at(LogInStage::NotBegun) });
    assert_eq!(forms(&html), [begin("button")]);
}

#[test]
fn before_it_has_begun_there_is_a_button_for_each_way_the_likely_one_first() {
    let html = show(at(LogInStage::NotBegun));
    assert_eq!(forms(&html), [begin("qr"), begin("button")]);
    let html = show(LogIn { first: Way::Button, ..at(LogInStage::NotBegun) });
    assert_eq!(forms(&html), [begin("button"), begin("qr")]);
    assert_eq!(html.matches("class=\"nhsuk-button\"").count(), 1, "one of them is the way on");
    let request: BeginLogInForm = serde_urlencoded::from_str("by=button&show=qr").expect("decodes");
    assert_eq!(request, BeginLogInForm { by: RenewedBy::Button, continue_to: None, show: Some(Way::Qr) });
}

#[test]
fn a_portals_request_goes_along_with_every_beginning() {
    for stage in [LogInStage::NotBegun, LogInStage::Opened, LogInStage::Expired, LogInStage::OtherBrowser] {
        let page = LogIn { portal: Some("Rota".to_owned()), continue_to: Some("note.mac".to_owned()), ..at(stage) };
        let html = show(page);
        assert_parts(&html, &["To carry on to <strong>Rota</strong>"]);
        let begins: Vec<_> = forms(&html).into_iter().filter(|(path, _)| path == "/login/begin").collect();
        assert!(!begins.is_empty());
        for (_, fields) in begins {
            assert!(fields.contains(&("continue_to".to_owned(), "note.mac".to_owned())), "{fields:?}");
        }
    }
}

#[test]
fn there_is_one_live_region_and_it_says_how_far_things_are() {
    for (page, sentence) in [
        (at(LogInStage::NotBegun), "Choose how you want to log in."),
        (log_in(), "select “I have shared my access key” on this page."),
        (LogIn { refresh: true, ..log_in() }, "When you have selected Share, select"),
        (LogIn { checked: true, ..log_in() }, "We have not heard from your wallet app yet."),
        (at(LogInStage::Opened), "The QR code is hidden now"),
        (at(LogInStage::Shared), "Select Continue to log in."),
        (LogIn { refresh: true, ..at(LogInStage::Shared) }, "Your access key was shared. Select Continue to log in."),
        (at(LogInStage::Expired), "This QR code has expired."),
        (LogIn { first: Way::Button, ..at(LogInStage::Expired) }, "The button has expired."),
        (at(LogInStage::OtherBrowser), "Go back to the browser that you started in."),
    ] {
        let html = show(page);
        assert_eq!(html.matches("role=\"status\"").count(), 1);
        assert_parts(between(&html, "role=\"status\"", "</div>"), &[sentence]);
    }
}

#[test]
fn nobody_scans_a_code_that_a_wallet_has_read_or_that_has_ended() {
    for stage in [LogInStage::Opened, LogInStage::Shared, LogInStage::Expired, LogInStage::OtherBrowser] {
        let html = show(at(stage));
        assert!(!html.contains("<svg") && !between(&html, "<main", "</main>").contains("openid4vp"), "{html}");
    }
}

#[test]
fn the_next_step_is_a_press_away_without_a_script() {
    assert_eq!(forms(&show(log_in())), [finish()]);
    assert_eq!(forms(&show(at(LogInStage::Opened))), [begin("qr"), finish()]);
    assert_eq!(forms(&show(at(LogInStage::Shared))), [finish()]);
    assert_eq!(forms(&show(at(LogInStage::Expired))), [begin("qr"), finish()]);
    assert_eq!(forms(&show(at(LogInStage::OtherBrowser))), [begin("qr")]);
    assert_parts(&show(at(LogInStage::Shared)), &["Continue"]);
    assert_parts(&show(at(LogInStage::Expired)), &["Get a new QR code", "I have shared my access key"]);
}

#[test]
fn only_a_refresh_that_was_asked_for_is_in_the_head() {
    let meta = "<noscript><meta http-equiv=\"refresh\" content=\"10\"></noscript>";
    let html = show(log_in());
    assert!(!html.contains(meta));
    assert_parts(&html, &["href=\"/login?show=qr&amp;refresh=10\""]);
    let html = show(LogIn { refresh: true, ..log_in() });
    assert!(between(&html, "<head>", "</head>").contains(meta));
    assert_parts(&html, &["href=\"/login?show=qr\"", "Stop updating this page"]);
}

#[test]
fn a_refusal_says_why_and_what_to_do_and_leaves_the_ways_open() {
    let mut said = std::collections::BTreeSet::new();
    for refusal in REFUSALS {
        let html = show(LogIn { refusal: Some(refusal), ..log_in() });
        assert!(title(&html).starts_with("Error: Log in with your access key"), "{refusal:?}");
        let summary = between(&html, "<div class=\"nhsuk-error-summary\"", "</ul>");
        assert_parts(summary, &["role=\"alert\"", "There is a problem"]);
        assert!(said.insert(summary.to_owned()), "{refusal:?} says what another one says");
        let advice = between(&html, "<h1", "<svg").split_once("</h1>").expect("a heading").1;
        assert!(advice.starts_with("<p>"), "{refusal:?}: {advice}");
        assert!(!html.contains("{wallet}") && !html.contains("{organisation}"), "{refusal:?}");
    }
}

#[test]
fn who_cannot_log_in_finds_help() {
    for stage in [LogInStage::NotBegun, log_in().stage, LogInStage::OtherBrowser] {
        assert_parts(
            &show(at(stage)),
            &["href=\"/lost-phone\"", "href=\"/help#no-key\"", "href=\"/help#cannot-log-in\""],
        );
    }
}

#[test]
fn a_preview_offers_the_demo_wallet() {
    let link = |way: &str| format!("http://127.0.0.1:9000/share?{way}");
    let try_links = Some(TryLinks { button: link("b"), qr: Some(link("q")) });
    let stage = LogInStage::Waiting(WalletRequests { try_links, ..requests() });
    for (first, wanted) in [(Way::Qr, link("q")), (Way::Button, link("b"))] {
        let html = draw_for(site(), Page::LogIn(Box::new(LogIn { first, stage: stage.clone(), ..log_in() })));
        assert_parts(
            &html,
            &[&format!("<a href=\"{wanted}\" target=\"_blank\" rel=\"noopener\">Try it with the demo wallet")],
        );
    }
}
