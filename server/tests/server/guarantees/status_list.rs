//! Status lists while the database is away.

use super::at_the_code;
use crate::support::{Answer, Wallet, on_every_database, payload};
use axum::{body::Body, http::Method};
use contract::Page;
use domain::Duration;

async fn fetch(wallet: &Wallet, path: &str) -> Answer {
    wallet.send(wallet.request(Method::GET, path).body(Body::empty()).unwrap()).await
}

on_every_database! {
    // STATUS-4, OPS-3
    async fn a_signed_list_is_served_without_the_database_until_it_expires(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut browser = at_the_code(&app, &sam).await;
        let code = app.code(&sam).await;
        let Page::AddKey(page) = browser.act("/key/enter-code", &[("code", &code)]).await else { panic!("no offer") };
        let wallet = Wallet::new(&app);
        let answer = wallet.collect(&page.offer.unwrap().link).await;
        let claims = payload(answer["credentials"][0]["credential"].as_str().unwrap());
        let path = claims["status"]["status_list"]["uri"].as_str().unwrap().strip_prefix("http://localhost:3000").unwrap().to_owned();
        let before = fetch(&wallet, &path).await;
        assert_eq!(before.status, 200);
        let expires_at = payload(&before.body)["exp"].as_i64().unwrap();

        app.state.db.clone().close().await.unwrap();
        assert_eq!(browser.get("/readyz").await.status, 503);
        assert_eq!(browser.get("/livez").await.status, 200);
        // Past `ttl`, so that a healthy service would sign anew.
        app.wait(Duration::minutes(10));
        let away = fetch(&wallet, &path).await;
        assert_eq!((away.status.as_u16(), &away.body), (200, &before.body));
        // A process that has nothing at hand says so, and so does everything else.
        let empty = wallet.at(server::router::build(&app.replica()));
        let none = fetch(&empty, &path).await;
        assert!(none.status == 503 && none.headers.contains_key("retry-after"));
        assert_eq!(browser.get("/key").await.status, 503);

        app.wait(Duration::seconds(expires_at - app.now().as_seconds() - 1));
        assert_eq!(fetch(&wallet, &path).await.status, 200);
        app.wait(Duration::seconds(1));
        assert_eq!(fetch(&wallet, &path).await.status, 503);
    }
}
