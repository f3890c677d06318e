//! A link is told the truth in a page of its own, with a status of its own.

use crate::support::{Answer, on_every_database};
use domain::{Duration, InvitationState};

/// Status and heading.
fn told(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), answer.heading())
}

fn page(status: u16, heading: &str) -> (u16, String) {
    (status, heading.to_owned())
}

on_every_database! {
    // LINK-8
    async fn unknown_and_malformed_links_end_in_the_same_page_byte_for_byte(app: TestApp) {
        let sam = app.person("Sam", "101").await;
        let real = app.invite(&sam).await;
        let unknown = app.browser().open(&format!("/k/{}", "A".repeat(43))).await;
        assert_eq!(told(&unknown), page(404, "We cannot open this link"));
        let cut = &real[..real.len() - 1];
        let malformed = ["/k/half-a-link", cut, &format!("{real}A"), &format!("{real}%20"), "/k/%C3%A9", &format!("/k/{}", "A".repeat(5000))];
        for link in malformed {
            let answer = app.unmoved(app.browser().open(link)).await;
            assert_eq!((answer.status, &answer.body), (unknown.status, &unknown.body), "{link}");
            let without_id = |answer: &Answer| {
                let mut headers = answer.headers.clone();
                headers.remove("x-request-id");
                headers
            };
            assert_eq!(without_id(&answer), without_id(&unknown), "{link}");
        }
    }

    async fn a_live_link_leads_to_the_start_page(app: TestApp) {
        let sam = app.person("Sam", "102").await;
        let link = app.invite(&sam).await;
        let answer = app.unmoved(app.browser().open(&link)).await;
        assert_eq!(told(&answer), page(200, "Download your access key"));
    }

    // LINK-8
    async fn an_expired_link_says_so(app: TestApp) {
        let sam = app.person("Sam", "103").await;
        let link = app.invite(&sam).await;
        app.wait(Duration::days(7));
        let answer = app.unmoved(app.browser().open(&link)).await;
        assert_eq!(told(&answer), page(410, "This link has expired"));
    }

    // LINK-8
    async fn a_replaced_link_says_so(app: TestApp) {
        let sam = app.person("Sam", "104").await;
        let link = app.invite(&sam).await;
        app.wait(Duration::seconds(1));
        app.invite(&sam).await;
        let answer = app.unmoved(app.browser().open(&link)).await;
        assert_eq!(told(&answer), page(410, "This link has been replaced by a newer one"));
    }

    // LINK-8
    async fn a_cancelled_link_says_so(app: TestApp) {
        let sam = app.person("Sam", "105").await;
        let link = app.invite(&sam).await;
        let invitation = app.invitation(&sam).await.id;
        assert!(store::invitations::become_(&app.state.db, &invitation, InvitationState::Cancelled, app.now()).await.unwrap());
        let answer = app.unmoved(app.browser().open(&link)).await;
        assert_eq!(told(&answer), page(410, "This invitation was cancelled"));
    }

    async fn the_link_of_somebody_who_left_is_cancelled(app: TestApp) {
        let sam = app.person("Sam", "106").await;
        let link = app.invite(&sam).await;
        app.leaves(&sam).await;
        let answer = app.unmoved(app.browser().open(&link)).await;
        assert_eq!(told(&answer), page(410, "This invitation was cancelled"));
    }

    // LINK-8
    async fn a_locked_link_says_so(app: TestApp) {
        let sam = app.person("Sam", "107").await;
        let link = app.invite(&sam).await;
        app.lock(&sam, &link).await;
        let answer = app.unmoved(app.browser().open(&link)).await;
        assert_eq!(told(&answer), page(410, "This invitation is locked"));
    }

    // LINK-8
    async fn a_used_link_says_so(app: TestApp) {
        let sam = app.person("Sam", "108").await;
        let link = app.invite(&sam).await;
        app.added_by(&sam, &link).await;
        let answer = app.unmoved(app.browser().open(&link)).await;
        assert_eq!(told(&answer), page(200, "You have already used this link"));
    }

    // LINK-8
    async fn a_first_link_for_somebody_with_a_key_says_so(app: TestApp) {
        let sam = app.person("Sam", "109").await;
        app.added(&sam).await;
        let link = app.stray_link(&sam).await;
        let mut browser = app.browser();
        let answer = app.unmoved(browser.open(&link)).await;
        assert_eq!(told(&answer), page(200, "You already have an access key"));
        app.unmoved(browser.press("/key/continue", &[])).await;
    }

    async fn a_browser_that_was_never_here_was_away_too_long(app: TestApp) {
        for path in ["/key", "/key/send-code", "/key/enter-code", "/key/new-code", "/key/add", "/key/added"] {
            let answer = app.browser().open(path).await;
            assert_eq!(told(&answer), page(200, "You were away too long"), "{path}");
        }
    }

    async fn a_browser_that_refuses_cookies_is_told_before_and_after_continue(app: TestApp) {
        let sam = app.person("Sam", "110").await;
        let link = app.invite(&sam).await;
        let mut browser = app.browser();
        let next = browser.get(&link).await.location().to_owned();
        browser.cookies.clear();
        let answer = app.unmoved(browser.open(&next)).await;
        assert_eq!(told(&answer), page(400, "Your browser blocks cookies"));
        let answer = app.unmoved(browser.press("/key/continue", &[])).await;
        assert_eq!(told(&answer), page(400, "Your browser blocks cookies"));
    }

    // LINK-7
    async fn the_token_leaves_the_address_bar_in_a_cookie_that_scripts_cannot_read(app: TestApp) {
        let sam = app.person("Sam", "111").await;
        let link = app.invite(&sam).await;
        let answer = app.browser().get(&link).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/key?from=link"));
        let cookie = answer.headers["set-cookie"].to_str().unwrap();
        assert_eq!(cookie, format!("latchkey-link={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800", &link["/k/".len()..]));
        assert!(!answer.body.contains(&link["/k/".len()..]));
    }
}
