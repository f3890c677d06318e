//! Showing a key from the page.

use reqwest::StatusCode;

use super::{receive, with_key};
use crate::program::{Page, listed, text};
use crate::verifier::{Conduct, Verifier};

/// The hidden fields of the form that goes to `action`, as a browser sends them.
fn fields(page: &str, action: &str) -> Vec<(String, String)> {
    let form = page.split(&format!("action=\"{action}\"")).nth(1).unwrap().split("</form>").next().unwrap();
    let inputs = form.split("<input type=\"hidden\"").skip(1);
    let quoted = |input: &str, name: &str| {
        let rest = input.split(&format!("{name}=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    inputs.map(|input| (quoted(input, "name"), quoted(input, "value"))).collect()
}

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

#[test]
fn the_page_says_who_asks_for_what_and_shares_when_told() {
    let verifier = Verifier::start(Conduct { encryption: Some("A256GCM"), ..Conduct::default() });
    let folder = with_key();
    let page = Page::start(folder.path());
    run(async {
        let link = verifier.link();
        let shown = page.get("/").query(&[("request", &link)]).send().await.unwrap();
        let policy = shown.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains(&format!("form-action 'self' {};", verifier.address)), "{policy}");
        assert_eq!(shown.headers()["cache-control"], "no-store");
        let shown = shown.text().await.unwrap();
        for part in ["<h1>Northfield &lt;Portal&gt; wants to know who you are</h1>", "Access key", "Ada", "given name"]
        {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        assert!(!shown.contains("Byron") && !shown.contains("type=\"radio\""), "{shown}");
        // The field of the home page takes both kinds of link, and so does the page with a link's own query.
        assert!(text(page.get("/").query(&[("link", &link)])).await.1.contains("wants to know who you are"));
        let query = link.split_once('?').unwrap().1;
        assert!(text(page.get(&format!("/?{query}"))).await.1.contains("wants to know who you are"));
        assert!(verifier.conduct(|conduct| conduct.posted.is_empty()));

        let form = fields(&shown, "/share");
        assert_eq!(text(page.post("/share", "cross-site", &form)).await.0, StatusCode::FORBIDDEN);
        assert_eq!(text(page.post("/cancel", "cross-site", &form)).await.0, StatusCode::FORBIDDEN);
        let mut other = form.clone();
        other.iter_mut().find(|(name, _)| name == "wallet_nonce").unwrap().1 = "another".to_owned();
        let (status, refused) = text(page.post("/share", "same-origin", &other)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.contains("was not made for this wallet"), "{refused}");
        assert!(verifier.conduct(|conduct| conduct.posted.is_empty()));

        let (_, done) = text(page.post("/share", "same-origin", &form)).await;
        assert!(done.contains("<h1>Done</h1>") && done.contains("Go back to your computer"), "{done}");
        let accepted = verifier.conduct(|conduct| conduct.accepted.clone());
        assert_eq!(accepted, [["given_name"]]);
        // Looked at three times, and fetched no more to be shared.
        assert_eq!(verifier.conduct(|conduct| conduct.fetched), 3);
    });
}

#[test]
fn the_page_follows_the_verifier_to_its_own_pages_only() {
    let verifier = Verifier::start(Conduct::default());
    let folder = with_key();
    let page = Page::start(folder.path());
    run(async {
        let own = format!("{}/login/return?response_code=1", verifier.address);
        for (next, is_followed) in [(own.as_str(), true), ("https://portal.example/", false)] {
            verifier.conduct(|conduct| conduct.redirect_uri = Some(next.to_owned()));
            let shown = text(page.get("/").query(&[("request", &verifier.link())])).await.1;
            for action in ["/share", "/cancel"] {
                let answer = page.post(action, "same-origin", &fields(&shown, action)).send().await.unwrap();
                let expected = if is_followed { StatusCode::SEE_OTHER } else { StatusCode::OK };
                assert_eq!(answer.status(), expected, "{action} {next}");
                match is_followed {
                    true => assert_eq!(answer.headers()["location"], next),
                    false => assert!(answer.text().await.unwrap().contains("href=\"https://portal.example/\"")),
                }
            }
        }
        assert_eq!(verifier.conduct(|conduct| (conduct.accepted.len(), conduct.posted.len())), (2, 4));
    });
}

#[test]
fn one_of_several_keys_is_chosen_on_the_page_and_cancel_shares_none() {
    let verifier = Verifier::start(Conduct::default());
    let folder = with_key();
    receive(&folder);
    let keys = listed(folder.path());
    let page = Page::start(folder.path());
    run(async {
        let shown = text(page.get("/").query(&[("request", &verifier.link())])).await.1;
        assert_eq!(shown.matches("type=\"radio\"").count(), 2, "{shown}");
        assert_eq!(shown.matches(" checked").count(), 1, "{shown}");

        let (_, cancelled) = text(page.post("/cancel", "same-origin", &fields(&shown, "/cancel"))).await;
        assert!(cancelled.contains("<h1>Nothing was shared</h1>"), "{cancelled}");
        verifier.conduct(|conduct| {
            assert_eq!((conduct.posted[0][0].1.as_str(), conduct.accepted.len()), ("access_denied", 0));
        });

        let mut form = fields(&shown, "/share");
        form.push(("key".to_owned(), keys[1]["id"].as_str().unwrap().to_owned()));
        let (status, done) = text(page.post("/share", "same-origin", &form)).await;
        assert_eq!((status, verifier.conduct(|conduct| conduct.accepted.len())), (StatusCode::OK, 1), "{done}");

        verifier.conduct(|conduct| conduct.asked = vec!["shoe_size"]);
        let (status, none) = text(page.get("/").query(&[("request", &verifier.link())])).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.contains("There is no key in this wallet"), "{none}");
    });
}
