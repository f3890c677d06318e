//! Answers and log ins at the same moment.

use super::{CROWD, Pair, newcomer, rows, together, told};
use crate::support::{answer, on_every_database};
use contract::Page;
use domain::Duration;
use server::flows::{audit::Actor, revoke::revoke};
use store::entity;

const ROUNDS: usize = 2;

on_every_database! {
    // LOGIN-4
    async fn of_many_answers_one_counts(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            let holder = app.holder(&sam).await;
            let mut browser = app.browser();
            let request = holder.wallet.read_request(&browser.ask().await.button).await;
            let before = app.audit().await.len();
            let tasks = (0..CROWD).map(|n| {
                let wallet = holder.wallet.at(pair.router(n));
                let (shown, request) = (answer(&request, &holder.presentation(&request).text()), request.clone());
                async move { wallet.answer(&request, &shown).await }
            });
            let answers = together(tasks).await;
            let taken: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
            assert_eq!(taken.len(), 1, "round {round}");
            assert!(answers.iter().filter(|answer| answer.status != 200).all(|answer| answer.status == 400));
            assert_eq!(told(&app, before, "key-shown").await, 1);
            // The one code that was given out is the one that counts.
            let back = taken[0].json()["redirect_uri"].as_str().unwrap().to_owned();
            browser.get(back.strip_prefix("http://localhost:3000").unwrap()).await;
            assert_eq!(browser.act("/login/finish", &[]).await, Page::Leave { to: "/home".to_owned() });
        }
    }

    // LOGIN-13
    async fn one_answer_makes_one_session(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            let holder = app.holder(&sam).await;
            let mut browser = app.browser();
            let asked = browser.ask().await;
            // Both ways at once: still one log in.
            let request = holder.wallet.read_request(asked.qr.as_ref().unwrap()).await;
            assert_eq!(holder.share(&request).await.status, 200);
            let request = holder.wallet.read_request(&asked.button).await;
            let back = holder.share(&request).await.json()["redirect_uri"].as_str().unwrap().to_owned();
            browser.get(back.strip_prefix("http://localhost:3000").unwrap()).await;
            let before = app.audit().await.len();
            let tasks = (0..CROWD).map(|n| {
                let mut tab = browser.at(pair.router(n));
                async move { tab.act("/login/finish", &[]).await; tab.cookies.contains_key("latchkey-session") }
            });
            let inside = together(tasks).await.into_iter().filter(|inside| *inside).count();
            assert_eq!(inside, 1, "round {round}");
            let sessions = rows(&app, entity::session::Entity).await;
            assert_eq!(sessions.iter().filter(|session| session.employee_id == sam.id).count(), 1, "round {round}");
            assert_eq!(told(&app, before, "logged-in").await, 1, "round {round}");
        }
    }

    // LOGIN-15: tabs that ask at the same moment get the same requests.
    async fn tabs_that_renew_together_get_the_same_requests(app: TestApp) {
        let pair = Pair::of(&app);
        let mut browser = app.browser();
        browser.ask().await;
        app.wait(Duration::seconds(100));
        let tasks = (0..CROWD).map(|n| {
            let mut tab = browser.at(pair.router(n));
            async move {
                match tab.act("/login/begin", &[("by", "page")]).await {
                    Page::LogIn(page) => format!("{:?}", page.stage),
                    page => panic!("{page:?}"),
                }
            }
        });
        let shown: std::collections::BTreeSet<_> = together(tasks).await.into_iter().collect();
        assert_eq!(shown.len(), 1);
        assert_eq!(rows(&app, entity::presentation_request::Entity).await.len(), 4);
    }

    // LOGIN-15: presses at the same moment ask once.
    async fn of_many_presses_one_asks(app: TestApp) {
        let pair = Pair::of(&app);
        let mut browser = app.browser();
        browser.ask().await;
        app.wait(Duration::seconds(1));
        let tasks = (0..CROWD).map(|n| {
            let mut tab = browser.at(pair.router(n));
            async move { tab.ask().await.button }
        });
        let shown: std::collections::BTreeSet<_> = together(tasks).await.into_iter().collect();
        assert_eq!(shown.len(), 1);
        assert_eq!(rows(&app, entity::presentation_request::Entity).await.len(), 4);
    }

    // LOGIN-12: a revocation at the same moment comes before or after: no session of a revoked key is left.
    async fn a_revocation_wins_over_a_log_in(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            let holder = app.holder(&sam).await;
            let key = store::keys::held_of(&app.state.db, &sam.id).await.unwrap().unwrap().id;
            let mut browsers = Vec::new();
            for n in 0..8 {
                let mut browser = app.browser().at(pair.router(n));
                let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
                assert_eq!(holder.share(&request).await.status, 200);
                browsers.push(browser);
            }
            let state = pair.states[1].clone();
            let revoking = tokio::spawn(async move { revoke(&state, &key, "lost", Actor::CommandLine).await.unwrap() });
            let tasks = browsers.into_iter().map(|mut browser| async move {
                browser.act("/login/finish", &[]).await;
                browser
            });
            let browsers = together(tasks).await;
            revoking.await.unwrap();
            for mut browser in browsers {
                assert!(!matches!(browser.load("/home").await, Page::Home(_)), "round {round}");
            }
            let sessions = rows(&app, entity::session::Entity).await;
            assert!(sessions.iter().filter(|session| session.employee_id == sam.id).all(|session| session.ended_at.is_some()), "round {round}");
        }
    }
}
