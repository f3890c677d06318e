//! By the button, with the wallet on the same device: the wallet sends the browser back with a code.

use crate::support::{Answer, Browser, Holder, on_every_database};
use contract::{
    Page,
    log_in::{LogInRefusal, LogInStage},
};
use domain::{Device, Duration};

/// The path to which the wallet sends the browser.
async fn way_back(browser: &mut Browser, holder: &Holder) -> String {
    let request = holder.wallet.read_request(&browser.ask().await.button).await;
    let taken = holder.share(&request).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    let uri = taken.json()["redirect_uri"].as_str().unwrap().to_owned();
    assert_eq!(taken.json().as_object().unwrap().len(), 1);
    uri.strip_prefix("http://localhost:3000").unwrap().to_owned()
}

fn is_home(page: &Page) -> bool {
    *page == Page::Leave { to: "/home".to_owned() }
}

on_every_database! {
    // LOGIN-5
    async fn the_wallet_sends_the_browser_back_and_it_is_logged_in(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let back = way_back(&mut browser, &holder).await;
        assert!(back.starts_with("/login/return?response_code="), "{back}");
        assert_eq!(back.split_once('=').unwrap().1.len(), 43, "256 bits");
        assert_eq!(browser.log_in_page().await.stage, LogInStage::Opened, "nothing before it has come back");
        let answer: Answer = app.unmoved(browser.get(&back)).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/login?from=wallet"));
        assert_eq!(browser.log_in_page().await.stage, LogInStage::Shared);
        assert_eq!(app.unmoved(browser.get("/login?from=wallet")).await.status, 200);
        assert!(is_home(&browser.act("/login/finish", &[]).await));
        assert!(!browser.cookies.contains_key("latchkey-return"));
        assert_eq!(browser.home("/home").await.name, "Sam Tester");
        assert_eq!(app.session_of(&browser).await.device, Device::Same);
    }

    // LOGIN-5: whoever asked cannot collect without the code, and whoever has the code did not ask.
    async fn a_return_in_another_browser_logs_nobody_in(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let (mut asked, mut other) = (app.browser(), app.browser());
        let back = way_back(&mut asked, &holder).await;
        app.unmoved(other.get(&back)).await;
        assert_eq!(other.log_in_page().await.stage, LogInStage::OtherBrowser);
        for browser in [&mut asked, &mut other] {
            let Page::LogIn(_) = app.unmoved(browser.act("/login/finish", &[])).await else { panic!("in") };
            assert!(!browser.cookies.contains_key("latchkey-session"));
        }
        // It may log in by itself: the code does not become its own by that, and is forgotten.
        let code = other.cookies["latchkey-return"].clone();
        other.act("/login/begin", &[("by", "page")]).await;
        assert_eq!(other.log_in_page().await.stage, LogInStage::OtherBrowser);
        app.unmoved(other.act("/login/finish", &[])).await;
        other.ask().await;
        assert!(!other.cookies.contains_key("latchkey-return"));
        other.cookies.insert("latchkey-return".to_owned(), code);
        app.unmoved(other.act("/login/finish", &[])).await;
        assert!(!other.cookies.contains_key("latchkey-session"));
    }

    // LOGIN-5, LOGIN-13
    async fn the_code_counts_once_and_for_a_minute(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let back = way_back(&mut browser, &holder).await;
        browser.get(&back).await;
        let mut copy = browser.clone();
        app.wait(Duration::seconds(59));
        assert!(is_home(&browser.act("/login/finish", &[]).await));
        app.unmoved(copy.act("/login/finish", &[])).await;
        assert!(!copy.cookies.contains_key("latchkey-session"));
        app.unmoved(browser.get(&back)).await;
        app.unmoved(browser.act("/login/finish", &[])).await;

        let mut late = app.browser();
        let back = way_back(&mut late, &holder).await;
        late.get(&back).await;
        app.wait(Duration::seconds(60));
        let Page::LogIn(page) = app.unmoved(late.act("/login/finish", &[])).await else { panic!("in") };
        assert_eq!((page.stage, page.refusal), (LogInStage::Expired, Some(LogInRefusal::TooLate)));
        assert!(!late.cookies.contains_key("latchkey-session"));
        // The person asks again, and that is that.
        let back = way_back(&mut late, &holder).await;
        assert_eq!(late.log_in_page().await.refusal, None);
        late.get(&back).await;
        assert!(is_home(&late.act("/login/finish", &[]).await));
    }

    async fn codes_that_are_none_lead_to_the_page(app: TestApp) {
        let mut browser = app.browser();
        for query in ["", "?response_code=", "?response_code=abc", "?error=access_denied"] {
            let answer = app.unmoved(browser.get(&format!("/login/return{query}"))).await;
            assert_eq!((answer.status.as_u16(), answer.location()), (303, "/login"), "{query}");
        }
        let unknown = format!("/login/return?response_code={}", "A".repeat(43));
        assert_eq!(app.unmoved(browser.get(&unknown)).await.location(), "/login?from=wallet");
        assert_eq!(browser.log_in_page().await.stage, LogInStage::NotBegun);
    }

    async fn a_browser_without_cookies_is_told_so(app: TestApp) {
        let answer = app.unmoved(app.browser().get("/login?from=wallet")).await;
        assert_eq!(answer.status, 400);
        let answer = app.unmoved(app.browser().get("/login?from=button")).await;
        assert_eq!(answer.status, 400);
    }
}
