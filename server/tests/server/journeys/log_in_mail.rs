//! The "log in" mail leads somebody without a key to the download.

use crate::support::{Wallet, on_every_database};
use domain::{LinkKind, Purpose};

on_every_database! {
    async fn it_leads_to_the_download(app: TestApp) {
        let sam = app.person("Sam", "131").await;
        app.invite_as(&sam, Purpose::First, LinkKind::LogIn, false).await.unwrap();
        let to = app.employee(&sam).await.email;
        let mail = app.outbox().await.into_iter().find(|message| message.to == to).unwrap();
        assert!(mail.subject.unwrap().to_lowercase().contains("log in"));
        let link = app.newest_link(&sam).await;

        let mut browser = app.browser();
        assert_eq!(browser.open(&link).await.heading(), "Download your access key");
        let mut browser = app.verified(&sam, &link).await;
        Wallet::new(&app).collect(&browser.offer_link().await).await;
        assert_eq!(browser.open("/key/add").await.heading(), "Access key added");
    }

    // LINK-5
    async fn it_takes_the_place_of_an_earlier_invitation(app: TestApp) {
        let sam = app.person("Sam", "132").await;
        let link = app.invite(&sam).await;
        app.wait(domain::Duration::seconds(1));
        app.invite_as(&sam, Purpose::First, LinkKind::LogIn, false).await.unwrap();
        assert_eq!(app.browser().open(&link).await.heading(), "This link has been replaced by a newer one");
    }
}
