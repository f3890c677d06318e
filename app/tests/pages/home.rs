//! The pages of somebody who is logged in.

use crate::support::{assert_parts, between, draw, draw_for, forms, h1, home, site, title};
use contract::{
    Page, Site,
    home::{Banner, Home, HomeNotice, HomeView, KeyDetails, Notifications, Overview, SessionLine},
};
use std::collections::BTreeSet;

fn show(view: HomeView) -> String {
    draw(Page::Home(Box::new(home(view))))
}

fn told(view: HomeView, notice: HomeNotice) -> String {
    draw(Page::Home(Box::new(Home { notice: Some(notice), ..home(view) })))
}

fn key() -> HomeView {
    HomeView::Key(KeyDetails {
        added: "2 November 2026".to_owned(),
        last_used: Some("22 November 2026 at 3:45pm".to_owned()),
        ends: "2 November 2028".to_owned(),
    })
}

fn session(id: &str, browser: &str, this: bool) -> SessionLine {
    SessionLine {
        id: id.to_owned(),
        browser: browser.to_owned(),
        logged_in: "today at 9:02am".to_owned(),
        last_used: "today at 3:45pm".to_owned(),
        this,
    }
}

fn sessions() -> HomeView {
    HomeView::Sessions(vec![session("s1", "Chrome on Windows", true), session("s2", "Safari on iPhone", false)])
}

fn notifications(log_in_by_text: bool) -> HomeView {
    HomeView::Notifications(Notifications {
        email: "sam@example.org".to_owned(),
        phone_ending: "123".to_owned(),
        log_in_by_text,
    })
}

fn views() -> Vec<(HomeView, &'static str, Option<&'static str>)> {
    vec![
        (HomeView::Overview(Overview::default()), "Your access key", None),
        (key(), "Manage your access key", Some("/home")),
        (HomeView::NewKey { asked: None }, "Ask HR for a new access key", Some("/home/key")),
        (HomeView::LostPhone, "Report your phone as lost", Some("/home/key")),
        (sessions(), "Where you are logged in", Some("/home")),
        (notifications(false), "Manage notifications", Some("/home")),
    ]
}

/// The forms of the page itself, without those that every page has.
fn own_forms(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    forms(html).into_iter().filter(|(path, _)| path != "/logout" && path != "/home/stay").collect()
}

#[test]
fn every_page_has_its_heading_a_title_of_its_own_and_a_way_back() {
    let mut titles = BTreeSet::new();
    for (view, heading, back) in views() {
        let html = show(view);
        assert_eq!(h1(&html), heading);
        assert_eq!(title(&html), format!("{heading} – Staff access keys – Example Trust"));
        assert!(titles.insert(title(&html).to_owned()));
        match back {
            Some(back) => assert_parts(&html, &[&format!("nhsuk-back-link\" href=\"{back}\"")]),
            None => assert!(!html.contains("nhsuk-back-link")),
        }
    }
}

#[test]
fn every_page_says_who_is_logged_in_and_logs_out_without_a_script() {
    for (view, ..) in views() {
        let html = show(view);
        let header = between(&html, "<header", "</header>");
        assert_parts(header, &["aria-label=\"Account\"", ">Sam Example</li>", "action=\"/logout\"", "Log out"]);
        assert!(!title(&html).contains("Sam"));
    }
}

#[test]
fn every_page_says_when_the_session_ends_and_has_a_warning_that_is_closed() {
    for (view, ..) in views() {
        let html = show(view);
        assert_parts(&html, &["You will be logged out at 4:15pm if you do nothing."]);
        assert!(forms(&html).contains(&("/home/stay".to_owned(), vec![])));
        let dialog = between(&html, "<dialog", "</dialog>");
        assert_parts(
            dialog,
            &[
                "aria-labelledby=\"session-heading\"",
                "aria-describedby=\"session-words\"",
                "id=\"session-heading\">You will be logged out soon</h2>",
                "aria-hidden=\"true\"",
                "role=\"status\"",
                "Stay logged in</button>",
            ],
        );
        assert!(!dialog.contains(" open"), "{dialog}");
    }
}

#[test]
fn ids_are_there_once() {
    let overview = HomeView::Overview(Overview { banners: vec![Banner::KeyEndsSoon { date: "1 May".to_owned() }] });
    let mut pages: Vec<_> = views().into_iter().map(|(view, ..)| show(view)).collect();
    pages.push(told(overview, HomeNotice::SessionEnded));
    pages.push(told(HomeView::NewKey { asked: None }, HomeNotice::ReasonMissing));
    for html in pages {
        let ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{ids:?}");
        for reference in ["aria-labelledby=\"", "aria-describedby=\"", " for=\""] {
            for id in html.split(reference).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(ids.contains(&id), "{reference}{id}");
            }
        }
    }
}

#[test]
fn the_overview_says_what_to_do_and_where_to_go() {
    let banners = vec![
        Banner::KeyEndsSoon { date: "1 May 2027".to_owned() },
        Banner::NewKeyWaits { until: "29 November 2026".to_owned() },
        Banner::NewKeyAsked { date: "21 November 2026".to_owned() },
    ];
    let html = show(HomeView::Overview(Overview { banners }));
    assert_eq!(
        html.matches("class=\"nhsuk-notification-banner\"").count(),
        1,
        "one banner, however much there is to do"
    );
    let banner = between(&html, "nhsuk-notification-banner__content", "</div>");
    assert_parts(
        banner,
        &["ends on 1 May 2027", "href=\"/home/key/new\"", "until 29 November 2026", "on 21 November 2026"],
    );
    for (href, words) in [
        ("https://portal.example.org/", "Employee portal"),
        ("/home/key", "Manage your access key"),
        ("/home/sessions", "Where you are logged in"),
        ("/home/notifications", "Manage notifications"),
    ] {
        assert_parts(&html, &[&format!("nhsuk-card__link\" href=\"{href}\">{words}</a>")]);
    }
    let html = draw_for(
        Site { portal_url: None, ..site() },
        Page::Home(Box::new(home(HomeView::Overview(Overview::default())))),
    );
    assert!(!html.contains("Employee portal") && !html.contains("nhsuk-notification-banner"), "{html}");
}

#[test]
fn the_key_page_shows_its_state_and_what_to_do() {
    let html = show(key());
    assert_parts(
        between(&html, "<dl", "</dl>"),
        &[
            "nhsuk-tag--green",
            "Active",
            "Example Trust",
            "2 November 2026",
            "22 November 2026 at 3:45pm",
            "2 November 2028",
        ],
    );
    for what in ["You have a new phone", "Your phone is lost or stolen", "You deleted the key", "The key does not work"]
    {
        assert_parts(&html, &[what]);
    }
    assert_parts(&html, &["href=\"/home/key/new\"", "href=\"/home/key/lost-phone\""]);
    assert!(own_forms(&html).is_empty(), "nothing happens on this page");
}

#[test]
fn a_new_key_is_asked_for_with_a_reason_and_once() {
    let html = show(HomeView::NewKey { asked: None });
    assert_eq!(own_forms(&html), [("/home/key/new".to_owned(), vec![])]);
    for reason in ["new-phone", "deleted", "not-working"] {
        assert_parts(&html, &[&format!("name=\"reason\" type=\"radio\" value=\"{reason}\"")]);
    }
    assert!(!html.contains(" checked"), "nobody chooses for them");
    let html = show(HomeView::NewKey { asked: Some("21 November 2026".to_owned()) });
    assert_parts(&html, &["on 21 November 2026"]);
    assert!(own_forms(&html).is_empty());
}

#[test]
fn a_reason_that_was_not_chosen_is_a_problem_with_a_way_to_the_first() {
    let html = told(HomeView::NewKey { asked: None }, HomeNotice::ReasonMissing);
    assert!(title(&html).starts_with("Error: Ask HR for a new access key"));
    let message = "Select why you need a new access key";
    assert_parts(between(&html, "nhsuk-error-summary", "</ul>"), &[&format!("<a href=\"#reason\">{message}</a>")]);
    assert_parts(
        &html,
        &[
            "nhsuk-form-group nhsuk-form-group--error",
            "<fieldset class=\"nhsuk-fieldset\" aria-describedby=\"reason-error\">",
            &format!("id=\"reason-error\"><span class=\"nhsuk-u-visually-hidden\">Error: </span>{message}</span>"),
            "id=\"reason\" name=\"reason\"",
        ],
    );
    assert!(!html.contains("nhsuk-notification-banner"), "never beside a summary");
}

#[test]
fn a_lost_phone_is_reported_after_a_warning() {
    let html = show(HomeView::LostPhone);
    assert_eq!(own_forms(&html), [("/home/key/lost-phone".to_owned(), vec![])]);
    assert_parts(
        &html,
        &["stops working at once", "logged out everywhere", "nhsuk-button--warning", "href=\"/home/key\">Cancel"],
    );
}

#[test]
fn other_sessions_can_be_ended_and_this_one_is_marked() {
    let html = show(sessions());
    assert_eq!(own_forms(&html), [("/home/sessions".to_owned(), vec![("id".to_owned(), "s2".to_owned())])]);
    assert_parts(
        &html,
        &["This browser</strong>", "Log out<span class=\"nhsuk-u-visually-hidden\"> Safari on iPhone</span>"],
    );
}

#[test]
fn the_present_choice_of_notifications_is_chosen() {
    for (by_text, chosen) in [(false, "email"), (true, "email-and-text")] {
        let html = show(notifications(by_text));
        assert_eq!(html.matches(" checked").count(), 1);
        assert_parts(&html, &[&format!("value=\"{chosen}\" checked"), "sam@example.org", "ending 123"]);
        assert_eq!(own_forms(&html), [("/home/notifications".to_owned(), vec![])]);
    }
}

#[test]
fn what_a_press_came_to_is_a_banner() {
    let overview = || HomeView::Overview(Overview::default());
    for (notice, success, sentence) in [
        (HomeNotice::NewKeyAsked, true, "We have asked the HR team for a new access key."),
        (HomeNotice::NewKeyAskedBefore, false, "You have asked the HR team for a new access key before."),
        (HomeNotice::SessionEnded, true, "That browser is logged out."),
        (HomeNotice::NotificationsSaved, true, "Your choice is saved."),
    ] {
        let html = told(overview(), notice);
        assert_parts(&html, &[sentence]);
        assert_eq!(html.contains("nhsuk-notification-banner--success\" role=\"alert\""), success, "{notice:?}");
    }
}
