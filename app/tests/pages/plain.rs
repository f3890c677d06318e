//! The pages without a script.

use crate::support::{assert_parts, draw_plain, h1, title};
use app::pages::{Plain, accessibility, contact, cookies, help, help_phone, link_states, not_found, privacy, problem};
use contract::{Site, page::LinkState};
use std::collections::BTreeSet;

type Make = fn(&Site) -> Plain;

const PAGES: &[(Make, &str)] = &[
    (accessibility::page, "Accessibility statement"),
    (contact::page, "Contact us"),
    (cookies::page, "Cookies"),
    (help::page, "Help with your access key"),
    (help_phone::page, "If this is not your phone number"),
    (not_found::page, "Page not found"),
    (privacy::page, "Privacy"),
    (problem::page, "Sorry, there is a problem with the service"),
    (problem::unavailable, "Sorry, the service is unavailable"),
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
    pages.chain(states).collect()
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
fn states_of_a_link_have_their_status() {
    for (state, status, _) in STATES {
        assert_eq!(link_states::status(state), *status, "{state:?}");
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
fn help_has_a_place_for_what_other_pages_link_to() {
    assert_parts(&draw_plain(help::page), &["<h2 class=\"nhsuk-heading-m\" id=\"no-text\">I did not get a text</h2>"]);
}

#[test]
fn the_cookies_page_names_both_cookies() {
    assert_parts(&draw_plain(cookies::page), &["latchkey-link", "latchkey-flow"]);
}
