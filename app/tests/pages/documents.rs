//! The shells.

use crate::support::{add_key, assert_parts, between, draw, draw_for, draw_plain, site, title, wallet};
use contract::{
    Page, Site,
    page::{AddKey, SendCode, Start},
};

fn start() -> Page {
    Page::Start(Start { wallet: wallet(), replaces: false })
}

#[test]
fn a_document_is_whole() {
    let html = draw(start());
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">"), "{html}");
    assert_parts(
        &html,
        &[
            "<style>main>p{color:red}</style>",
            "<link rel=\"icon\" href=\"/favicon.svg\"",
            "<a class=\"nhsuk-skip-link\" href=\"#maincontent\">",
            "id=\"maincontent\" tabindex=\"-1\"",
            "<footer class=\"nhsuk-footer\">",
            "href=\"/accessibility\"",
            "href=\"/contact\"",
            "href=\"/cookies\"",
            "href=\"/privacy\"",
            "href=\"/help\"",
            "import init from '/assets/frontend-1.js'; init({module_or_path:'/assets/frontend-1_bg.wasm'});",
        ],
    );
    assert_eq!(title(&html), "Download your access key – Staff access keys – Example Trust");
    assert!(!html.contains("rel=\"stylesheet\""), "nothing to wait for before it can be drawn");
    assert!(!html.contains("style=\""), "no inline styles");
    assert!(!html.contains("nhsuk-header__logo"), "no mark of anybody else");
}

#[test]
fn the_bundle_gets_what_the_server_drew_from() {
    #[derive(serde::Deserialize)]
    struct Given {
        site: Site,
        live: Live,
    }
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Live {
        Page(Page),
    }
    let mut evil = site();
    evil.organisation = "</script><script>alert(1)</script>".to_owned();
    let html = draw_for(evil.clone(), start());
    let json = between(&html, "<script type=\"application/json\" id=\"journey\">", "</script>");
    assert!(!json.contains('<'), "{json}");
    let given: Given = serde_json::from_str(json).expect("json");
    let Live::Page(page) = given.live;
    assert_eq!((given.site, page), (evil, start()));
    assert!(!html.contains("<script>alert(1)"), "{html}");
}

#[test]
fn plain_documents_have_no_script() {
    let html = draw_plain(app::pages::not_found::page);
    assert!(html.starts_with("<!DOCTYPE html>"));
    assert!(!html.contains("<script") && !html.contains("<style"), "{html}");
    assert_parts(&html, &["<link rel=\"stylesheet\" href=\"/assets/latchkey-1.css\">"]);
    assert_eq!(title(&html), "Page not found – Staff access keys – Example Trust");
}

#[test]
fn only_a_refresh_that_was_asked_for_is_in_the_head() {
    let meta = "<noscript><meta http-equiv=\"refresh\" content=\"10\"></noscript>";
    assert!(!draw(Page::AddKey(Box::new(add_key()))).contains(meta));
    let asked = AddKey { refresh: true, ..add_key() };
    let html = draw(Page::AddKey(Box::new(asked)));
    assert!(between(&html, "<head>", "</head>").contains(meta), "{html}");
    assert!(html.contains("Stop updating this page"), "{html}");
}

#[test]
fn a_preview_says_so() {
    assert!(!draw(start()).contains("This is a demonstration"));
    let html = draw_for(Site { preview: true, ..site() }, start());
    assert_parts(&html, &["This is a demonstration, not a real service."]);
}

#[test]
fn nothing_personal_is_in_a_title() {
    let html = draw(Page::SendCode(SendCode { phone_ending: "123".to_owned(), after: 0 }));
    assert!(!title(&html).contains("123"), "{}", title(&html));
}
