//! A whole service in the test's own process, browsers and wallets to use it, and databases to run it on.

mod app;
mod browser;
mod database;
mod forger;
mod log_in;
mod officer;
mod officer_door;
mod portal;
mod postgres;
mod presentation;
mod provider;
mod rows;
mod steps;
mod wallet;

pub use app::{Person, TestApp};
pub use browser::{Answer, Browser};
pub use database::Database;
pub use forger::{Forged, Forger, Sign};
pub use officer::{OFFICER, Officer};
pub use officer_door::{PASSWORD, Phone, codes_on};
pub use portal::{Portal, VERIFIER, encode, query};
pub use presentation::{Holder, Presentation, Request, answer, encrypt, encrypt_with, request_path};
pub use provider::{AtProvider, asked, comes_back, refreshes_to, single_sign_on};
pub use wallet::{HolderKey, Wallet, payload};

/// Runs each test on every database: `on_every_database! { async fn name(app: TestApp) { … } }`.
macro_rules! on_every_database {
    ($($(#[$attribute:meta])* async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        $(#[$attribute])*
        async fn $name($app: crate::support::TestApp) $body

        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name(crate::support::TestApp::new(crate::support::Database::sqlite()).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name(crate::support::TestApp::new(crate::support::Database::postgres().await).await).await;
            }
        }
    )+};
}
pub(crate) use on_every_database;
