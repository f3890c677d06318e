//! Pre-authorized codes redeemed in parallel.

use super::{CROWD, Pair, newcomer, rows, together, told, verified};
use crate::support::{Wallet, on_every_database};
use contract::Page;
use domain::Duration;
use store::entity;

const ROUNDS: usize = 2;

/// Redeems the codes in turn, all at once; how many tokens were given. Every other answer is `invalid_grant`.
async fn redeem(pair: &Pair, wallet: &Wallet, codes: &[String]) -> usize {
    let tasks = (0..CROWD).map(|n| {
        let (wallet, code) = (wallet.at(pair.router(n)), codes[n / 2 % codes.len()].clone());
        async move { wallet.token(&code).await }
    });
    let mut given = 0;
    for answer in together(tasks).await {
        if answer.status == 200 {
            given += 1;
        } else {
            assert_eq!(
                (answer.status.as_u16(), answer.json()["error"].as_str()),
                (400, Some("invalid_grant")),
                "{}",
                answer.body
            );
        }
    }
    given
}

on_every_database! {
    // ISSUE-1
    async fn one_code_gives_one_token(app: TestApp) {
        let (pair, wallet) = (Pair::of(&app), Wallet::new(&app));
        for round in 0..ROUNDS {
            let (sam, before) = (newcomer(&app, round).await, app.audit().await.len());
            let link = app.invite(&sam).await;
            let (_, offer) = verified(&app, &sam, &link).await;
            let code = wallet.pre_authorized_code(&offer).await;
            assert_eq!(redeem(&pair, &wallet, &[code]).await, 1, "round {round}");
            assert_eq!((told(&app, before, "offer-redeemed").await, told(&app, before, "offer-replayed").await), (1, 1), "round {round}");
            assert_eq!(app.emails("hr@example.org").await.len(), round + 1, "told once");
            // ISSUE-2: somebody else has the code too, so the token is dead.
            let tokens = rows(&app, entity::access_token::Entity).await;
            assert_eq!(tokens.len(), round + 1);
            assert!(tokens.iter().all(|token| token.revoked_at.is_some()), "round {round}");
        }
    }

    // ISSUE-3: the page has shown two offers; wallets read both.
    async fn of_two_offers_one_is_redeemed_and_the_other_ended(app: TestApp) {
        let (pair, wallet) = (Pair::of(&app), Wallet::new(&app));
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            let link = app.invite(&sam).await;
            let (mut browser, first) = verified(&app, &sam, &link).await;
            app.wait(Duration::minutes(4));
            let Page::AddKey(page) = browser.act("/key/add/renew", &[("by", "page")]).await else { panic!("no page") };
            let second = page.offer.unwrap().link;
            assert_ne!(first, second);
            let codes = [wallet.pre_authorized_code(&first).await, wallet.pre_authorized_code(&second).await];
            assert_eq!(redeem(&pair, &wallet, &codes).await, 1, "round {round}");
            let offers = rows(&app, entity::offer::Entity).await;
            let offers: Vec<_> = offers.iter().filter(|offer| offer.employee_id == sam.id).collect();
            assert_eq!(offers.iter().filter(|offer| offer.redeemed_at.is_some()).count(), 1, "round {round}");
            assert_eq!(offers.iter().filter(|offer| offer.ended_at.is_some()).count(), 1, "round {round}");
        }
    }

    // ISSUE-4: tabs that ask for the next offer at the same moment.
    async fn tabs_that_renew_together_get_one_offer(app: TestApp) {
        let pair = Pair::of(&app);
        let sam = newcomer(&app, 0).await;
        let link = app.invite(&sam).await;
        let (browser, first) = verified(&app, &sam, &link).await;
        app.wait(Duration::minutes(4));
        let tasks = (0..CROWD).map(|n| {
            let mut tab = browser.at(pair.router(n));
            async move {
                match tab.act("/key/add/renew", &[("by", "page")]).await {
                    Page::AddKey(page) => page.offer.unwrap().link,
                    page => panic!("{page:?}"),
                }
            }
        });
        let links: std::collections::BTreeSet<_> = together(tasks).await.into_iter().collect();
        assert_eq!((links.len(), links.contains(&first)), (1, false));
        assert_eq!(rows(&app, entity::offer::Entity).await.len(), 2);
    }
}
