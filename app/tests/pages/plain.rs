//! The pages without a script.

use crate::support::{assert_parts, between, draw_plain, draw_plain_for, forms, h1, site, title};
use app::pages::{
    Plain, accessibility, contact, cookies, help, help_phone, link_states, log_in_states,
    lost_phone::{self, EmailProblem},
    not_found,
    portal::{self, PortalProblem},
    privacy, problem, report,
};
use contract::{Site, home::LogInState, log_in::PORTAL_LOG_OUT, page::LinkState};
use domain::ReportKind;
use std::collections::BTreeSet;

type Make = fn(&Site) -> Plain;

/// Name of a request.
const REFERENCE: &str = "1a2b3c4d-5";

const PAGES: &[(Make, &str)] = &[
    (accessibility::page, "Accessibility statement"),
    (contact::page, "Contact us"),
    (cookies::page, "Cookies"),
    (help::page, "Help with your access key"),
    (help_phone::page, "If this is not your phone number"),
    (not_found::page, "Page not found"),
    (privacy::page, "Privacy"),
    (|site| problem::page(site, REFERENCE), "Sorry, there is a problem with the service"),
    (|site| problem::unavailable(site, REFERENCE), "Sorry, the service is unavailable"),
    (|site| lost_phone::ask(site, None, ""), "I lost my phone"),
    (lost_phone::sent, "Check your email"),
    (|site| report::confirm(site, ReportKind::LostPhone), "Stop the access key on your phone"),
    (|site| report::confirm(site, ReportKind::NotMe), "Tell us that it was not you who logged in"),
    (|site| report::done(site, ReportKind::LostPhone), "Your access key has been stopped"),
    (|site| report::done(site, ReportKind::NotMe), "You have been logged out everywhere"),
    (report::closed, "This link does not work any more"),
    (|site| portal::refused(site, PortalProblem::Unknown), "You cannot log in to this portal"),
    (|site| portal::refused(site, PortalProblem::TooOld), "Go back to the portal and log in again"),
    (|site| portal::log_out(site, Some("Rota"), &[]), "Do you want to log out?"),
];

const LOG_IN_STATES: &[(LogInState, u16, &str)] = &[
    (LogInState::LoggedOut, 200, "You have logged out"),
    (LogInState::SessionOver, 200, "You were logged out"),
    (LogInState::KeyEnded, 200, "Your access key does not work any more"),
    (LogInState::KeySuspended, 200, "Your access key is suspended"),
    (LogInState::LostPhoneReported, 200, "You reported your phone as lost"),
    (LogInState::CookiesBlocked, 400, "You cannot log in while your browser blocks cookies"),
];

const STATES: &[(LinkState, u16, &str)] = &[
    (LinkState::Unknown, 404, "We cannot open this link"),
    (LinkState::Expired, 410, "This link has expired"),
    (LinkState::Replaced, 410, "This link has been replaced by a newer one"),
    (LinkState::Cancelled, 410, "This invitation was cancelled"),
    (LinkState::Locked, 410, "This invitation is locked"),
    (LinkState::Used, 200, "You have already used this link"),
    (LinkState::AlreadyHasKey, 200, "You already have an access key"),
    (LinkState::SessionEnded, 200, "You were away too long"),
    (LinkState::CarriedOnElsewhere, 200, "You carried on in another browser"),
    (LinkState::CookiesBlocked, 400, "Your browser blocks cookies"),
];

fn documents() -> Vec<(String, String)> {
    let pages = PAGES.iter().map(|(make, heading)| ((*heading).to_owned(), draw_plain(make)));
    let states = STATES
        .iter()
        .map(|(state, _, heading)| ((*heading).to_owned(), draw_plain(|site| link_states::page(site, state))));
    let log_in_states = LOG_IN_STATES
        .iter()
        .map(|(state, _, heading)| ((*heading).to_owned(), draw_plain(|site| log_in_states::page(site, state))));
    pages.chain(states).chain(log_in_states).collect()
}

#[test]
fn every_page_has_its_heading_and_a_title_of_its_own() {
    let mut titles = BTreeSet::new();
    for (heading, html) in documents() {
        assert_eq!(h1(&html), heading);
        assert_eq!(title(&html), format!("{heading} – Staff access keys – Example Trust"));
        assert!(titles.insert(title(&html).to_owned()), "{heading} twice");
    }
}

#[test]
fn nothing_is_left_to_fill_in() {
    for (heading, html) in documents() {
        for mark in ["{", "}", "**", "]("] {
            assert!(!html.contains(mark), "{mark} in {heading}: {html}");
        }
    }
}

#[test]
fn ids_are_there_once_and_links_within_the_page_lead_to_them() {
    for (heading, html) in documents() {
        let ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{heading}: {ids:?}");
        for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.contains(&target), "{heading}: #{target}");
        }
    }
}

#[test]
fn states_have_their_status() {
    for (state, status, _) in STATES {
        assert_eq!(link_states::status(state), *status, "{state:?}");
    }
    for (state, status, _) in LOG_IN_STATES {
        assert_eq!(log_in_states::status(state), *status, "{state:?}");
    }
}

#[test]
fn a_used_link_leads_to_the_portal_and_a_dead_one_to_hr() {
    let used = draw_plain(|site| link_states::page(site, &LinkState::Used));
    assert_parts(&used, &["href=\"https://portal.example.org/\"", "Log in to the employee portal"]);
    let expired = draw_plain(|site| link_states::page(site, &LinkState::Expired));
    assert_parts(&expired, &["href=\"mailto:hr@example.org\"", "href=\"tel:+442079460000\"", "+44 20 7946 0000"]);
    let elsewhere = draw_plain(|site| link_states::page(site, &LinkState::CarriedOnElsewhere));
    assert_parts(&elsewhere, &["action=\"/key/continue\"", "Start again here"]);
}

#[test]
fn a_problem_has_a_reference_to_read_out_and_help_says_what_it_is_for() {
    for page in [problem::page, problem::unavailable] {
        assert_parts(&draw_plain(|site| page(site, REFERENCE)), &["Reference: <strong>1a2b3c4d-5</strong>"]);
    }
    assert_parts(&draw_plain(help::page), &["tell them the reference that is on the page"]);
}

#[test]
fn help_has_a_place_for_what_other_pages_link_to() {
    assert_parts(&draw_plain(help::page), &["<h2 class=\"nhsuk-heading-m\" id=\"no-text\">I did not get a text</h2>"]);
}

#[test]
fn the_cookies_page_names_every_cookie() {
    let names = ["link", "flow", "login", "return", "session", "browser", "report"]
        .map(|name| format!(">latchkey-{name}</dt>"));
    assert_parts(&draw_plain(cookies::page), &names.each_ref().map(String::as_str));
}

#[test]
fn without_a_portal_a_used_link_leads_to_log_in_here() {
    let no_portal = Site { portal_url: None, ..site() };
    for state in [LinkState::Used, LinkState::AlreadyHasKey] {
        let html = draw_plain_for(no_portal.clone(), |site| link_states::page(site, &state));
        assert_parts(&html, &["class=\"nhsuk-button\" href=\"/login\"", "Log in with your access key"]);
    }
}

#[test]
fn the_end_of_a_session_leads_back_to_log_in_unless_the_phone_is_lost() {
    for (state, ..) in LOG_IN_STATES {
        let html = draw_plain(|site| log_in_states::page(site, state));
        assert_eq!(html.contains("href=\"/login\""), *state != LogInState::LostPhoneReported, "{state:?}");
    }
}

#[test]
fn a_lost_phone_is_reported_by_email_address_which_is_kept_when_it_is_wrong() {
    let html = draw_plain(|site| lost_phone::ask(site, None, ""));
    assert_eq!(forms(&html), [("/lost-phone".to_owned(), vec![])]);
    let input = between(&html, "<input ", ">");
    assert_parts(
        input,
        &["type=\"email\"", "autocomplete=\"email\"", "aria-describedby=\"email-hint\"", "id=\"email\""],
    );
    assert!(!html.contains("--error"));
    for (problem, message) in [
        (EmailProblem::Empty, "Enter your email address"),
        (EmailProblem::Format, "Enter an email address in the correct format, like name@example.com"),
    ] {
        let html = draw_plain(|site| lost_phone::ask(site, Some(problem), "sam\"@example"));
        assert_eq!(title(&html), "Error: I lost my phone – Staff access keys – Example Trust");
        assert_parts(between(&html, "nhsuk-error-summary", "</ul>"), &[&format!("<a href=\"#email\">{message}")]);
        assert_parts(
            between(&html, "<input ", ">"),
            &["value=\"sam&quot;@example\"", "aria-describedby=\"email-hint email-error\"", "nhsuk-input--error"],
        );
        assert_parts(&html, &["for=\"email\"", "id=\"email-error\"", "id=\"email-hint\""]);
    }
}

#[test]
fn an_emailed_report_takes_a_press() {
    for kind in [ReportKind::LostPhone, ReportKind::NotMe] {
        let html = draw_plain(|site| report::confirm(site, kind));
        assert_eq!(forms(&html), [("/report/confirm".to_owned(), vec![])]);
        assert_parts(&html, &["nhsuk-button--warning", "Nothing has happened yet."]);
        assert!(forms(&draw_plain(|site| report::done(site, kind))).is_empty());
    }
    assert_parts(&draw_plain(report::closed), &["href=\"/lost-phone\""]);
}

#[test]
fn a_portal_that_is_refused_is_not_linked_to() {
    for why in [PortalProblem::Unknown, PortalProblem::Address, PortalProblem::Malformed, PortalProblem::TooOld] {
        let html = draw_plain(|site| portal::refused(site, why));
        assert!(!between(&html, "<main", "</main>").contains("href=\"http"), "{why:?}");
    }
}

#[test]
fn a_portals_log_out_sends_its_fields_along() {
    let fields = [("state".to_owned(), "a\"b".to_owned())];
    let html = draw_plain(|site| portal::log_out(site, Some("Rota"), &fields));
    assert_eq!(forms(&html), [(PORTAL_LOG_OUT.to_owned(), vec![("state".to_owned(), "a&quot;b".to_owned())])]);
    assert_parts(&html, &["You came here from Rota.", "href=\"/home\">Stay logged in"]);
    assert!(!draw_plain(|site| portal::log_out(site, None, &[])).contains("You came here from"));
}

#[test]
fn help_has_a_place_for_what_the_log_in_page_links_to() {
    let html = draw_plain(help::page);
    for id in ["no-key", "cannot-log-in", "other-browser", "not-me"] {
        assert_parts(&html, &[&format!("id=\"{id}\"")]);
    }
    assert_parts(&html, &["href=\"/lost-phone\""]);
}
