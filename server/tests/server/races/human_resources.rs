//! HR acts while the person, or somebody else, is on the way. HR wins.

use super::{Pair, newcomer, opened, rows, together, told, verified};
use crate::support::{Answer, Browser, Person, TestApp, Wallet, on_every_database};
use contract::Page;
use domain::{InvitationState, KeyState, LinkKind, Purpose, SessionState};
use server::flows::{
    audit::Actor,
    invite::{Wanted, invite},
    revoke::{Revoked, revoke},
};
use std::{future::Future, pin::Pin};
use store::entity;

const ROUNDS: usize = 4;

type Task<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Re-issues at one of the processes.
fn reissue(
    app: &TestApp,
    pair: &Pair,
    n: usize,
    person: &Person,
    lost: bool,
) -> impl Future<Output = ()> + Send + 'static {
    let (state, id, db) = (pair.states[n % 2].clone(), person.id.clone(), app.state.db.clone());
    async move {
        let employee = store::employees::by_id(&db, &id).await.unwrap().unwrap();
        let wanted = Wanted { purpose: Purpose::Replace, mail: LinkKind::Download, lost };
        invite(&state, &employee, wanted, Actor::CommandLine).await.unwrap().unwrap();
    }
}

/// Revokes the live key of a person.
async fn revoke_live(app: &TestApp, pair: &Pair, person: &Person) -> Task<Revoked> {
    let key = store::keys::held_of(&app.state.db, &person.id).await.unwrap().unwrap();
    let state = pair.states[1].clone();
    Box::pin(async move { revoke(&state, &key.id, "The phone was lost.", Actor::CommandLine).await.unwrap() })
}

on_every_database! {
    // LINK-5: whoever comes first, one invitation is live, and nothing of the older one leads on.
    async fn reissue_and_code_entry(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            let link = app.invite(&sam).await;
            let mut browsers = opened(&pair, &link, 8).await;
            browsers[0].submit("/key/send-code", &[("after", "0")]).await;
            let code = app.code(&sam).await;

            let mut tasks: Vec<Task<Option<Browser>>> = Vec::new();
            for (n, mut browser) in browsers.into_iter().enumerate() {
                let code = code.clone();
                tasks.push(Box::pin(async move {
                    browser.act("/key/enter-code", &[("code", &code)]).await;
                    Some(browser)
                }));
                if n % 2 == 0 {
                    let reissue = reissue(&app, &pair, n / 2, &sam, false);
                    tasks.push(Box::pin(async move {
                        reissue.await;
                        None
                    }));
                }
            }
            let browsers = together(tasks).await;
            let invitations = rows(&app, entity::invitation::Entity).await;
            let live: Vec<_> = invitations.iter().filter(|invitation| invitation.employee_id == sam.id && invitation.state == InvitationState::Live).collect();
            assert_eq!(live.len(), 1, "round {round}");
            for offer in rows(&app, entity::offer::Entity).await.iter().filter(|offer| offer.employee_id == sam.id) {
                assert!(offer.ended_at.is_some(), "round {round}");
            }
            for session in rows(&app, entity::flow_session::Entity).await {
                assert_eq!(session.state, SessionState::Ended, "round {round}");
            }
            for mut browser in browsers.into_iter().flatten() {
                assert!(matches!(browser.load("/key/add").await, Page::Leave { .. }), "round {round}");
            }
        }
    }

    // LINK-5: two officers at once.
    async fn first_invitations_sent_together(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            together((0..8).map(|n| reissue(&app, &pair, n, &sam, false))).await;
            let invitations = rows(&app, entity::invitation::Entity).await;
            let live = invitations.iter().filter(|invitation| invitation.employee_id == sam.id && invitation.state == InvitationState::Live);
            assert_eq!(live.count(), 1, "round {round}");
            // Every email has a link; one of them leads on.
            let to = app.employee(&sam).await.email;
            let mut good = 0;
            for mail in app.outbox().await.into_iter().filter(|mail| mail.to == to) {
                let link = mail.text.lines().find_map(|line| line.trim().strip_prefix("http://localhost:3000/k/").map(str::to_owned));
                let answer = app.browser().open(&format!("/k/{}", link.unwrap())).await;
                good += usize::from(answer.status == 200);
            }
            assert_eq!(good, 1, "round {round}");
        }
    }

    // STATUS-3, ISSUE-13: a wallet that asks again while the key is revoked.
    async fn revoke_and_credential(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let (sam, wallet) = (newcomer(&app, round).await, Wallet::new(&app));
            let link = app.invite(&sam).await;
            let (_, offer) = verified(&app, &sam, &link).await;
            let token = wallet.collect(&offer).await["access_token"].as_str().unwrap().to_owned();

            let mut tasks: Vec<Task<Option<Answer>>> = Vec::new();
            for n in 0..16 {
                let (wallet, token) = (wallet.at(pair.router(n)), token.clone());
                tasks.push(Box::pin(async move { Some(wallet.credential(&token).await) }));
            }
            let revoking = revoke_live(&app, &pair, &sam).await;
            tasks.insert(8, Box::pin(async move {
                assert_eq!(revoking.await, Revoked::Now);
                None
            }));
            for answer in together(tasks).await.into_iter().flatten() {
                assert!([200, 400, 401].contains(&answer.status.as_u16()), "round {round}: {} {}", answer.status, answer.body);
            }
            assert_eq!(wallet.credential(&token).await.status, 401, "round {round}");
            let keys = rows(&app, entity::access_key::Entity).await;
            assert!(keys.len() == round + 1 && keys.iter().all(|key| key.state == KeyState::Revoked), "round {round}");
            assert!(rows(&app, entity::credential::Entity).await.iter().all(|credential| credential.state == KeyState::Revoked), "round {round}");
        }
    }

    // LINK-5, ISSUE-13: the code was read, the token not yet fetched.
    async fn reissue_and_redeem(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let (sam, wallet) = (newcomer(&app, round).await, Wallet::new(&app));
            let link = app.invite(&sam).await;
            let (_, offer) = verified(&app, &sam, &link).await;
            let code = wallet.pre_authorized_code(&offer).await;
            let mut tasks: Vec<Task<Option<Answer>>> = Vec::new();
            for n in 0..4 {
                let reissue = reissue(&app, &pair, n, &sam, n == 0);
                tasks.push(Box::pin(async move {
                    reissue.await;
                    None
                }));
                let (wallet, code) = (wallet.at(pair.router(n)), code.clone());
                tasks.push(Box::pin(async move { Some(wallet.token(&code).await) }));
            }
            for answer in together(tasks).await.into_iter().flatten() {
                if answer.status == 200 {
                    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
                    assert_eq!(wallet.credential(&token).await.status, 401, "round {round}");
                }
            }
            assert!(store::keys::held_of(&app.state.db, &sam.id).await.unwrap().is_none(), "round {round}");
        }
    }

    // STATUS-3, CODE-11: whoever holds the verified browser presses "My key is not in the app" while HR revokes the key.
    async fn revoke_and_another_offer(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..2 * ROUNDS {
            let (sam, wallet) = (newcomer(&app, round).await, Wallet::new(&app));
            let link = app.invite(&sam).await;
            let (browser, offer) = verified(&app, &sam, &link).await;
            wallet.collect(&offer).await;
            let mut tasks: Vec<Task<()>> = Vec::new();
            for n in 0..8 {
                let mut browser = browser.at(pair.router(n));
                tasks.push(Box::pin(async move {
                    let path = if n % 4 == 3 { "/key/add/renew" } else { "/key/add/not-in-app" };
                    browser.act(path, &[("by", "button")]).await;
                }));
            }
            let revoking = revoke_live(&app, &pair, &sam).await;
            tasks.insert(4, Box::pin(async move {
                revoking.await;
            }));
            together(tasks).await;
            let offers = rows(&app, entity::offer::Entity).await;
            let open = offers.iter().filter(|offer| offer.employee_id == sam.id && offer.redeemed_at.is_none() && offer.ended_at.is_none());
            assert_eq!(open.count(), 0, "round {round}: an offer outlived the revocation");
        }
        assert_eq!(told(&app, 0, "key-revoked").await, 2 * ROUNDS);
    }
}
