//! Everything at once, in an order drawn by chance from a seed: two people with several browsers and wallets each, HR
//! that invites, re-issues and revokes, two processes. Nothing may fail (a deadlock would), and what has to hold at the
//! end holds.

use super::{Pair, rows, together};
use crate::support::{Answer, Browser, Person, TestApp, Wallet, on_every_database};
use contract::Page;
use domain::{InvitationState, KeyState, LinkKind, Purpose};
use rand::{Rng, RngExt, SeedableRng, rngs::StdRng};
use server::flows::{
    audit::Actor,
    invite::{Wanted, invite},
    revoke::revoke,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    future::Future,
    pin::Pin,
    sync::Arc,
};
use store::entity;

const PEOPLE: usize = 2;
const BROWSERS: usize = 4;
const OFFICERS: usize = 2;
const STEPS: usize = 25;

/// One who acts: a person at a browser with a wallet, or an officer.
struct Player {
    app: Arc<TestApp>,
    pair: Arc<Pair>,
    person: Person,
    rng: StdRng,
}

impl Player {
    fn replica(&mut self) -> usize {
        self.rng.random_range(0..2)
    }

    async fn newest(&self, to: &str, mark: &str) -> Option<String> {
        let messages = store::preview::list(&self.app.state.db).await.unwrap();
        messages.into_iter().find(|message| message.to == to && message.text.contains(mark)).map(|message| message.text)
    }

    /// The path of the newest link that has arrived.
    async fn link(&self) -> Option<String> {
        let to = format!("{}@example.org", self.person.staff_number.strip_prefix("SN-").unwrap());
        let text = self.newest(&to, "/k/").await?;
        let line = text.lines().find(|line| line.contains("/k/"))?.trim().to_owned();
        line.strip_prefix("http://localhost:3000").map(str::to_owned)
    }

    async fn code(&self) -> Option<String> {
        let to = self.app.employee(&self.person).await.phone;
        Some(self.newest(&to, "code").await?[..6].to_owned())
    }

    async fn journey(mut self) {
        let mut browser = Browser::new(self.pair.router(0));
        let wallet = Wallet::new(&self.app);
        for _ in 0..STEPS {
            let replica = self.replica();
            browser = browser.at(self.pair.router(replica));
            let wallet = wallet.at(self.pair.router(replica));
            // Mostly what the page asks for, sometimes anything at all.
            let step = match (self.rng.random_range(0..4), browser.load("/key/add").await) {
                (0, _) => self.rng.random_range(0..8),
                (_, Page::Start(_)) => 1,
                (_, Page::SendCode(_) | Page::NewCode(_)) => 2,
                (_, Page::EnterCode(_)) => 3,
                (_, Page::AddKey(_)) => 7,
                (_, Page::Added(_)) => 5,
                (_, Page::Leave { .. } | Page::LogIn(_) | Page::Home(_)) => 0,
            };
            let answer = match step {
                0 => match self.link().await {
                    Some(link) => browser.get(&link).await,
                    None => continue,
                },
                1 => browser.submit("/key/continue", &[]).await,
                2 => browser.submit("/key/send-code", &[("after", "6")]).await,
                3 => match self.code().await {
                    Some(code) => browser.submit("/key/enter-code", &[("code", &code)]).await,
                    None => continue,
                },
                4 => browser.submit("/key/add/renew", &[("by", "button")]).await,
                5 => browser.submit("/key/add/not-in-app", &[]).await,
                6 => browser.submit("/key/add/check", &[]).await,
                _ => match browser.load("/key/add").await {
                    Page::AddKey(page) if page.offer.is_some() => collect(&wallet, &page.offer.unwrap().link).await,
                    _ => continue,
                },
            };
            assert!(answer.status.as_u16() < 500, "{} {}", answer.status, answer.body);
        }
    }

    async fn office(mut self) {
        for _ in 0..STEPS {
            let replica = self.replica();
            let state = self.pair.states[replica].clone();
            let employee = self.app.employee(&self.person).await;
            let (act, lost) = (self.rng.random_range(0..25), self.rng.random());
            let live = store::keys::held_of(&state.db, &employee.id).await.unwrap();
            let wanted = |purpose| Wanted { purpose, mail: LinkKind::Download, lost };
            match (act, live) {
                (0 | 1, Some(key)) => {
                    revoke(&state, &key.id, "Test", Actor::CommandLine).await.unwrap();
                }
                // Refused when there is a key by now; never a fault.
                (0, None) => {
                    let _ = invite(&state, &employee, wanted(Purpose::First), Actor::CommandLine).await.unwrap();
                }
                (1, None) | (2, _) => {
                    invite(&state, &employee, wanted(Purpose::Replace), Actor::CommandLine).await.unwrap().unwrap();
                }
                _ => {}
            }
            server::jobs::outbox::send_waiting(&state).await.unwrap();
            self.app.wait(domain::Duration::millis(i64::from(self.rng.next_u32() % 9000)));
            let pause = self.rng.random_range(0..100);
            tokio::time::sleep(std::time::Duration::from_millis(pause)).await;
        }
    }
}

/// A wallet that goes as far as it gets; the last answer.
async fn collect(wallet: &Wallet, link: &str) -> Answer {
    let offer = wallet.offer(link).await;
    if offer.status != 200 {
        return offer;
    }
    let code = offer.json()["grants"]["urn:ietf:params:oauth:grant-type:pre-authorized_code"]["pre-authorized_code"]
        .as_str()
        .unwrap()
        .to_owned();
    let token = wallet.token(&code).await;
    if token.status != 200 {
        return token;
    }
    wallet.credential(token.json()["access_token"].as_str().unwrap()).await
}

/// What has to hold whatever happened.
async fn check(app: &TestApp) {
    let invitations = rows(app, entity::invitation::Entity).await;
    let keys = rows(app, entity::access_key::Entity).await;
    let credentials = rows(app, entity::credential::Entity).await;
    let offers: BTreeMap<_, _> =
        rows(app, entity::offer::Entity).await.into_iter().map(|offer| (offer.id.clone(), offer)).collect();
    let sessions: BTreeMap<_, _> = rows(app, entity::flow_session::Entity)
        .await
        .into_iter()
        .map(|session| (session.id.clone(), session))
        .collect();
    let codes = rows(app, entity::security_code::Entity).await;
    for employee in rows(app, entity::employee::Entity).await {
        let live =
            invitations.iter().filter(|row| row.employee_id == employee.id && row.state == InvitationState::Live);
        assert!(live.count() <= 1, "two live invitations");
        let live = keys.iter().filter(|row| row.employee_id == employee.id && row.state == KeyState::Live);
        assert!(live.count() <= 1, "two live keys");
    }
    for key in &keys {
        let offer = &offers[&key.offer_id];
        assert!(
            offer.redeemed_at.is_some()
                && offer.employee_id == key.employee_id
                && offer.invitation_id == key.invitation_id
        );
        let session = &sessions[&offer.flow_session_id];
        assert!(
            session.verified_at.is_some() && session.invitation_id == key.invitation_id,
            "a key without a verified browser"
        );
        assert!(
            codes.iter().any(|code| code.invitation_id == key.invitation_id && code.used_at.is_some()),
            "a key without a code"
        );
        let own: Vec<_> = credentials.iter().filter(|credential| credential.access_key_id == key.id).collect();
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].state, key.state);
    }
    let places: BTreeSet<_> =
        credentials.iter().map(|credential| (credential.status_list_id.as_str(), credential.status_index)).collect();
    assert_eq!((places.len(), credentials.len()), (keys.len(), keys.len()));
    // Each code had one winner at most, and none more tries than it may.
    assert!(codes.iter().all(|code| code.tries <= 5));
    assert!(invitations.iter().all(|invitation| invitation.tries <= 15 && invitation.sends <= 6));
}

async fn storm(app: TestApp, seed: u64) -> TestApp {
    let (app, mut rng) = (Arc::new(app), StdRng::seed_from_u64(seed));
    let pair = Arc::new(Pair::of(&app));
    let mut tasks: Vec<Pin<Box<dyn Future<Output = ()> + Send>>> = Vec::new();
    for n in 0..PEOPLE {
        let person = app.person(&format!("Storm{seed}x{n}"), &format!("{:03}", 100 + n)).await;
        app.invite(&person).await;
        let mut player = || Player {
            app: app.clone(),
            pair: pair.clone(),
            person: person.clone(),
            rng: StdRng::seed_from_u64(rng.next_u64()),
        };
        for _ in 0..BROWSERS {
            tasks.push(Box::pin(player().journey()));
        }
        for _ in 0..OFFICERS {
            tasks.push(Box::pin(player().office()));
        }
    }
    together(tasks).await;
    drop(pair);
    let app = Arc::into_inner(app).unwrap();
    check(&app).await;
    app
}

on_every_database! {
    // LINK-5, CODE-4, ISSUE-1, ISSUE-13, STATUS-2, STATUS-6
    async fn everything_at_once(app: TestApp) {
        let mut app = app;
        for seed in 1..=2 {
            app = storm(app, seed).await;
        }
        // A storm in which nothing was issued would prove nothing.
        assert!(rows(&app, entity::access_key::Entity).await.len() >= 2);
    }
}
