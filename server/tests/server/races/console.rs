//! Officers who press at the same moment as others, and as the people whom it is about.

use super::{Pair, newcomer, opened, rows, together, told, verified};
use crate::support::{Answer, Browser, Officer, Person, TestApp, on_every_database};
use contract::Page;
use domain::{Duration, InvitationState, KeyState, Role};
use std::pin::Pin;
use store::entity;

const ROUNDS: usize = 2;
/// Officers and others of a round.
const HALF: usize = super::CROWD / 2;

type Task<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The officer's browser at one of the processes.
fn desk(officer: &Officer, pair: &Pair, n: usize) -> Browser {
    officer.browser.at(pair.router(n))
}

/// A press of an officer; whatever comes of it is an answer, never a fault.
fn press<'f>(mut browser: Browser, path: String, form: impl IntoIterator<Item = (&'f str, String)>) -> Task<Answer> {
    let form: Vec<(String, String)> = form.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Box::pin(async move {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = browser.submit(&path, &form).await;
        assert!(answer.status.as_u16() < 500, "{path}: {} {}", answer.status, answer.body);
        answer
    })
}

fn at(person: &Person, act: &str) -> String {
    format!("/hr/staff/{}/{act}", person.id)
}

async fn newest(app: &TestApp, person: &Person) -> String {
    store::invitations::newest_of(&app.state.db, &person.id).await.unwrap().unwrap().id.to_string()
}

async fn live(app: &TestApp, person: &Person) -> usize {
    let invitations = rows(app, entity::invitation::Entity).await;
    invitations.iter().filter(|it| it.employee_id == person.id && it.state == InvitationState::Live).count()
}

on_every_database! {
    // HR-20, LINK-5: HR sends again while the code is being entered. HR wins.
    async fn an_invitation_sent_again_and_code_entry(app: TestApp) {
        let (pair, officer) = (Pair::of(&app), app.officer(Role::Issuer).await);
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            let link = app.invite(&sam).await;
            let mut browsers = opened(&pair, &link, HALF).await;
            browsers[0].submit("/key/send-code", &[("after", "0")]).await;
            let (code, after) = (app.code(&sam).await, newest(&app, &sam).await);
            app.wait(Duration::millis(10));
            let before = app.audit().await.len();
            let mut tasks: Vec<Task<()>> = Vec::new();
            for (n, browser) in browsers.iter().enumerate() {
                let (mut browser, code) = (browser.clone(), code.clone());
                tasks.push(Box::pin(async move { drop(browser.act("/key/enter-code", &[("code", &code)]).await) }));
                let press = press(desk(&officer, &pair, n), at(&sam, "invite"), [("after", after.clone())]);
                tasks.push(Box::pin(async move { drop(press.await) }));
            }
            together(tasks).await;
            // Of the officers who saw the same page one has sent.
            assert_eq!((told(&app, before, "invited").await, live(&app, &sam).await), (1, 1), "round {round}");
            for mut browser in browsers {
                assert!(matches!(browser.load("/key/add").await, Page::Leave { .. }), "round {round}");
            }
            for offer in rows(&app, entity::offer::Entity).await.iter().filter(|offer| offer.employee_id == sam.id) {
                assert!(offer.ended_at.is_some(), "round {round}");
            }
        }
    }

    // HR-20: lists that were made before the others had sent.
    async fn everybody_is_invited_together(app: TestApp) {
        let (pair, officer) = (Pair::of(&app), app.officer(Role::Issuer).await);
        let mut people = Vec::new();
        for round in 0..3 {
            people.push(newcomer(&app, round).await);
        }
        let before = app.audit().await.len();
        let tasks = (0..super::CROWD).map(|n| press(desk(&officer, &pair, n), "/hr/staff/invite-all".to_owned(), []));
        assert!(together(tasks).await.iter().all(|answer| answer.status == 303));
        assert_eq!(told(&app, before, "invited").await, 3);
        for person in &people {
            assert_eq!((live(&app, person).await, app.subjects(person).await.len()), (1, 1));
        }
    }

    // HR-22: many officers at once.
    async fn new_keys_provided_together(app: TestApp) {
        let (pair, officer) = (Pair::of(&app), app.officer(Role::Issuer).await);
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            app.added(&sam).await;
            let after = newest(&app, &sam).await;
            app.wait(Duration::millis(10));
            let before = app.audit().await.len();
            let tasks = (0..super::CROWD).map(|n| {
                let form = [("reason", "lost-phone".to_owned()), ("after", after.clone())];
                press(desk(&officer, &pair, n), at(&sam, "new-key"), form)
            });
            assert!(together(tasks).await.iter().all(|answer| answer.status == 303), "round {round}");
            assert_eq!((told(&app, before, "invited").await, told(&app, before, "key-revoked").await), (1, 1));
            assert_eq!((live(&app, &sam).await, app.keys(&sam).await), (1, vec![KeyState::Revoked]), "round {round}");
            let subjects = app.subjects(&sam).await;
            assert_eq!(subjects.iter().filter(|it| it.starts_with("Your new access key")).count(), 1, "round {round}");
        }
    }

    // HR-25, ISSUE-13: while wallets redeem and fetch a key in place of it.
    async fn revoking_and_redeeming(app: TestApp) {
        let (pair, officer) = (Pair::of(&app), app.officer(Role::Issuer).await);
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            app.added(&sam).await;
            app.wait(Duration::minutes(1));
            let link = app.reissue(&sam, false).await;
            app.wait(Duration::seconds(1));
            let (_, offer) = verified(&app, &sam, &link).await;
            let wallet = crate::support::Wallet::new(&app);
            let code = wallet.pre_authorized_code(&offer).await;
            let mut tasks: Vec<Task<()>> = Vec::new();
            for n in 0..HALF {
                let (wallet, code) = (wallet.at(pair.router(n)), code.clone());
                tasks.push(Box::pin(async move {
                    let token = wallet.token(&code).await;
                    if token.status == 200 {
                        let token = token.json()["access_token"].as_str().unwrap().to_owned();
                        assert!(wallet.credential(&token).await.status.as_u16() < 500);
                    }
                }));
                let press = press(desk(&officer, &pair, n), at(&sam, "revoke"), [("reason", "Left.".to_owned())]);
                tasks.push(Box::pin(async move { drop(press.await) }));
            }
            together(tasks).await;
            assert!(app.keys(&sam).await.iter().all(|state| *state == KeyState::Revoked), "round {round}: {:?}", app.keys(&sam).await);
            assert_eq!(live(&app, &sam).await, 0, "round {round}");
            assert!(rows(&app, entity::credential::Entity).await.iter().all(|it| it.state == KeyState::Revoked));
        }
    }

    // HR-24: one answer counts, whatever the others say.
    async fn second_officers_who_decide_together(app: TestApp) {
        let pair = Pair::of(&app);
        let (mut changer, mut asker) = (app.officer(Role::Administrator).await, app.officer(Role::Issuer).await);
        let (yes, no) = (app.officer(Role::Approver).await, app.officer(Role::Approver).await);
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            let email = format!("new{round}@example.org");
            let form = [("email", email.as_str()), ("phone", "+447700900999"), ("checked", "yes")];
            assert_eq!(changer.browser.submit(&at(&sam, "contact"), &form).await.status, 303);
            assert_eq!(asker.browser.submit(&at(&sam, "ask"), &[]).await.status, 303);
            let question = store::approvals::open(&app.state.db, 9).await.unwrap().pop().unwrap();
            let before = app.audit().await.len();
            let tasks = (0..super::CROWD).map(|n| {
                let (officer, answer) = if n / 2 % 2 == 0 { (&yes, "agree") } else { (&no, "decline") };
                press(desk(officer, &pair, n), format!("/hr/approvals/{}", question.id), [("answer", answer.to_owned())])
            });
            assert!(together(tasks).await.iter().all(|answer| answer.status == 303), "round {round}");
            let agreed = told(&app, before, "approval-agreed").await;
            assert_eq!(agreed + told(&app, before, "approval-declined").await, 1, "round {round}");
            assert_eq!(app.employee(&sam).await.contact_hold_until.is_none(), agreed == 1, "round {round}");
        }
    }

    // HR-26: whoever logs in at the same moment is in before it, and out with it, or not in at all.
    async fn suspending_and_logging_in(app: TestApp) {
        let (pair, officer) = (Pair::of(&app), app.officer(Role::Issuer).await);
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            let holder = app.holder(&sam).await;
            let mut shared = Vec::new();
            for n in 0..HALF {
                let mut browser = Browser::new(pair.router(n));
                let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
                assert_eq!(holder.share(&request).await.status, 200);
                shared.push(browser);
            }
            let before = app.audit().await.len();
            let mut tasks: Vec<Task<Option<Browser>>> = Vec::new();
            for (n, mut browser) in shared.into_iter().enumerate() {
                tasks.push(Box::pin(async move {
                    browser.act("/login/finish", &[]).await;
                    Some(browser)
                }));
                let press = press(desk(&officer, &pair, n), at(&sam, "suspend"), [("reason", "A report.".to_owned())]);
                tasks.push(Box::pin(async move {
                    assert_eq!(press.await.status, 303);
                    None
                }));
            }
            let browsers = together(tasks).await;
            assert_eq!(told(&app, before, "key-suspended").await, 1, "round {round}");
            assert_eq!(app.keys(&sam).await, [KeyState::Suspended], "round {round}");
            assert!(rows(&app, entity::session::Entity).await.iter().all(|it| it.ended_at.is_some()), "round {round}");
            for mut browser in browsers.into_iter().flatten() {
                assert!(!matches!(browser.load("/home").await, Page::Home(_)), "round {round}");
            }
        }
    }
}
