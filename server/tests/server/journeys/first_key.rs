//! From the emailed link to "Access key added".

use crate::support::{Wallet, on_every_database, payload};
use contract::Page;

on_every_database! {
    // WEB-13, LOG-3
    /// The main journey, without JavaScript.
    async fn from_the_email_to_the_added_page(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let link = app.invite(&sam).await;
        let mut browser = app.browser();

        let start = browser.open(&link).await;
        assert_eq!((start.status.as_u16(), start.heading()), (200, "Download your access key".to_owned()));
        let send = browser.press("/key/continue", &[]).await;
        assert_eq!(send.heading(), "We will text you a security code");
        assert_eq!(app.texts(&sam).await, 0);
        let enter = browser.press("/key/send-code", &[("after", "0")]).await;
        assert_eq!(enter.heading(), "Check your phone");
        let code = app.code(&sam).await;
        let add = browser.press("/key/enter-code", &[("code", &code)]).await;
        assert_eq!(add.heading(), "Add your access key to your phone");

        let Page::AddKey(page) = browser.load("/key/add").await else { panic!("no offer") };
        let credential = Wallet::new(&app).with_dpop().collect(&page.offer.unwrap().link).await;
        let claims = payload(credential["credentials"][0]["credential"].as_str().unwrap());
        assert_eq!(claims["vct"], "http://localhost:3000/openid4vci/types/access-key");
        assert_eq!(claims["employee_id"], sam.id.as_str());

        let added = browser.press("/key/add/check", &[]).await;
        assert_eq!(added.heading(), "Access key added");
        assert_eq!(
            app.audit().await,
            ["invited", "session-opened", "code-sent", "code-right", "offer-made", "offer-redeemed", "key-issued"]
        );
    }
}
