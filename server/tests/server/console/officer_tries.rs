//! Whose tries make whom wait.

use crate::support::{Answer, Browser, Database, PASSWORD, TestApp, on_every_database};
use domain::{Duration, Role};
use server::{
    flows::officers::guessed_at,
    keys::{self, Keys, Purpose, Ring},
};
use std::sync::Arc;

const EMAIL: &str = "olu@hr.example.org";
/// The cookie by which a browser is known.
const KNOWN: &str = "latchkey-officer-known";

async fn enter(browser: &mut Browser, email: &str, password: &str) -> Answer {
    browser.submit("/hr/log-in", &[("email", email), ("password", password)]).await
}

/// Somebody anywhere tries wrong passwords for an address until it waits.
async fn strangers_try(app: &TestApp, email: &str) {
    for _ in 0..10 {
        enter(&mut app.browser(), email, "not the password").await;
    }
    let right = enter(&mut app.browser(), email, PASSWORD).await;
    assert!(right.body.contains("Too many tries"), "{}", right.body);
}

fn waits(answer: &Answer) -> bool {
    answer.status == 422 && answer.body.contains("Too many tries")
}

/// A browser without its session that may be known.
fn with_mark(app: &TestApp, mark: &str) -> Browser {
    let mut browser = app.browser();
    browser.cookies.insert(KNOWN.to_owned(), mark.to_owned());
    browser
}

on_every_database! {
    // OFFICER-5: an officer who is here can still show the second factor, and so revoke a key.
    async fn strangers_keep_nobody_who_is_logged_in_from_anything(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Administrator).await;
        let mut browser = app.came_in(&officer).await;
        let mut half_way = app.half_way(&officer).await;
        app.wait(Duration::minutes(6));
        strangers_try(&app, EMAIL).await;

        let form = [("code", &*officer.phone.code(&app)), ("then", "/hr/officers/add")];
        let confirmed = browser.submit("/hr/confirm", &form).await;
        assert_eq!((confirmed.status.as_u16(), confirmed.location()), (303, "/hr/officers/add"));
        assert_eq!(browser.get("/hr/officers/add").await.status, 200);

        app.wait(Duration::seconds(30));
        let code = officer.phone.code(&app);
        let logged_in = half_way.submit("/hr/log-in/code", &[("code", &code)]).await;
        assert_eq!((logged_in.status.as_u16(), logged_in.location()), (303, "/hr/staff"));

        let form = [("current", PASSWORD), ("password", "seven green bicycles")];
        let changed = browser.submit("/hr/account/password", &form).await;
        assert_eq!((changed.status.as_u16(), changed.location()), (303, "/hr/account"));
    }

    // OFFICER-5
    async fn the_password_until_now_has_tries_of_its_own(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Issuer).await;
        let mut browser = app.came_in(&officer).await;
        let before = store::officers::by_id(&app.state.db, &officer.id).await.unwrap();
        for _ in 0..10 {
            let form = [("current", "not the password"), ("password", "seven green bicycles")];
            assert!(!waits(&browser.submit("/hr/account/password", &form).await));
        }
        let form = [("current", PASSWORD), ("password", "seven green bicycles")];
        assert!(waits(&browser.submit("/hr/account/password", &form).await));
        assert_eq!(store::officers::by_id(&app.state.db, &officer.id).await.unwrap(), before);
        // The log in goes on: these tries were not made at its door.
        app.half_way(&officer).await;
    }

    // OFFICER-5
    async fn a_browser_that_the_officer_has_used_is_known(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Viewer).await;
        let mut half_way = app.half_way(&officer).await;
        assert!(!half_way.cookies.contains_key(KNOWN), "a password alone makes nobody known");
        let entered = half_way.submit("/hr/log-in/code", &[("code", &officer.phone.code(&app))]).await;
        let cookies: Vec<_> = entered.headers.get_all("set-cookie").iter().map(|it| it.to_str().unwrap()).collect();
        let cookie = cookies.iter().find(|cookie| cookie.starts_with(KNOWN)).unwrap();
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000"), "{cookie}");
        half_way.submit("/hr/log-out", &[]).await;
        let mut known = half_way;

        strangers_try(&app, &EMAIL.to_uppercase()).await;
        assert_eq!(enter(&mut known, EMAIL, PASSWORD).await.location(), "/hr/log-in/code");

        // Its own tries are counted, too: then it waits, alone, and the address is none the better or worse for it.
        app.wait(Duration::minutes(16));
        for n in 0..10 {
            assert!(!waits(&enter(&mut known, EMAIL, "not the password").await), "{n}");
        }
        assert!(waits(&enter(&mut known, EMAIL, PASSWORD).await));
        app.half_way(&officer).await;
        app.wait(Duration::minutes(15));
        assert_eq!(enter(&mut known, EMAIL, PASSWORD).await.location(), "/hr/log-in/code");
    }

    // OFFICER-5
    async fn a_mark_that_is_not_good_for_the_address_is_none(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Viewer).await;
        let other = app.set_up_officer("ada@hr.example.org", Role::Viewer).await;
        let own = app.came_in(&officer).await.cookies[KNOWN].clone();
        let others = app.came_in(&other).await.cookies[KNOWN].clone();
        strangers_try(&app, EMAIL).await;

        let (nonce, proof) = own.split_once('.').unwrap();
        let (others_nonce, _) = others.split_once('.').unwrap();
        let forged = [
            others.clone(),
            format!("{others_nonce}.{proof}"),
            format!("{nonce}x.{proof}"),
            format!("{nonce}."),
            format!(".{proof}"),
            nonce.to_owned(),
            String::new(),
        ];
        for mark in &forged {
            assert!(waits(&enter(&mut with_mark(&app, mark), EMAIL, PASSWORD).await), "{mark}");
        }
        assert!(!waits(&enter(&mut with_mark(&app, &own), EMAIL, PASSWORD).await));
        // It is the same page, whether or not there is an officer.
        strangers_try(&app, "nobody@example.org").await;
        assert!(waits(&enter(&mut with_mark(&app, &own), "nobody@example.org", PASSWORD).await));
    }

    // OFFICER-5
    async fn another_key_ends_every_mark(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Viewer).await;
        let mark = app.came_in(&officer).await.cookies[KNOWN].clone();
        strangers_try(&app, EMAIL).await;
        let mut rng = app.state.random.generator().unwrap();
        keys::rotate(&app.state.settings.keys.dir, Purpose::Ring(Ring::Officer), &mut rng).unwrap();
        let mut state = app.replica();
        state.keys = Arc::new(Keys::load(&app.state.settings.keys.dir).unwrap());
        let mut browser = with_mark(&app, &mark).at(server::router::build(&state));
        assert!(waits(&enter(&mut browser, EMAIL, PASSWORD).await));
    }

    // OFFICER-17
    async fn an_officer_at_whose_password_somebody_guesses_is_told(app: TestApp) {
        let officer = app.set_up_officer(EMAIL, Role::Viewer).await;
        let off = app.set_up_officer("off@hr.example.org", Role::Viewer).await;
        store::officers::set_active(&app.state.db, &off.id, false, app.now()).await.unwrap();
        app.outbox().await;
        // Not at log in, where it would take longer for an officer than for nobody.
        for email in [EMAIL, "off@hr.example.org", "nobody@example.org"] {
            for _ in 0..10 {
                let (_, changes) = app.changes(enter(&mut app.browser(), email, "not the password")).await;
                assert_eq!(changes, ["officer_try +1"]);
            }
            app.unmoved(enter(&mut app.browser(), email, PASSWORD)).await;
        }
        let (told, changes) = app.changes(guessed_at::look(&app.state)).await;
        told.unwrap();
        assert_eq!(changes, ["audit +1", "officer.tries_noted_at", "outbox +1"]);
        let line = store::audit::list(&app.state.db).await.unwrap().pop().unwrap();
        assert_eq!((line.action.as_str(), line.actor.as_str()), ("officer-passwords-wrong", "system"));
        assert!(line.detail.unwrap().contains(officer.id.as_str()));
        let mail = &app.outbox().await[0];
        assert!(mail.to == EMAIL && mail.text.contains("Wrong passwords were entered for your HR log in too many times"));

        // Once for each time that the address waits; the email comes when it begins.
        app.wait(Duration::minutes(1));
        app.unmoved(guessed_at::look(&app.state)).await.unwrap();
        for (quiet, more) in [(16, &["audit +1", "officer.tries_noted_at"][..]), (45, &["audit +1", "officer.tries_noted_at", "outbox +1"])] {
            app.wait(Duration::minutes(quiet));
            app.unmoved(guessed_at::look(&app.state)).await.unwrap();
            strangers_try(&app, EMAIL).await;
            let (told, changes) = app.changes(guessed_at::look(&app.state)).await;
            told.unwrap();
            assert_eq!(changes, more, "{quiet}");
            app.outbox().await;
        }
    }

    // OFFICER-17
    async fn a_few_wrong_passwords_are_told_to_nobody(app: TestApp) {
        app.set_up_officer(EMAIL, Role::Viewer).await;
        for _ in 0..9 {
            enter(&mut app.browser(), EMAIL, "not the password").await;
        }
        app.unmoved(guessed_at::look(&app.state)).await.unwrap();
    }
}

// OFFICER-14
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_is_hashed_anew_at_log_in_when_its_cost_or_the_pepper_has_changed() {
    let app = TestApp::new(Database::sqlite()).await;
    let officer = app.set_up_officer(EMAIL, Role::Viewer).await;
    let row = async || store::officers::by_id(&app.state.db, &officer.id).await.unwrap().unwrap();
    let first = row().await;
    app.half_way(&officer).await;
    assert_eq!(row().await, first, "nothing has changed");

    let mut settings = (*app.state.settings).clone();
    settings.officers.password_iterations += 1;
    let mut rng = app.state.random.generator().unwrap();
    keys::rotate(&settings.keys.dir, Purpose::Ring(Ring::Pepper), &mut rng).unwrap();
    let mut state = app.replica();
    state.keys = Arc::new(Keys::load(&settings.keys.dir).unwrap());
    state.settings = Arc::new(settings);
    let router = server::router::build(&state);

    let wrong = enter(&mut app.browser().at(router.clone()), EMAIL, "not the password").await;
    assert_eq!(wrong.status, 422);
    assert_eq!(row().await, first, "a wrong password moves nothing");
    for _ in 0..2 {
        let answer = enter(&mut app.browser().at(router.clone()), EMAIL, PASSWORD).await;
        assert_eq!(answer.location(), "/hr/log-in/code");
    }
    let anew = row().await;
    let iterations = state.settings.officers.password_iterations;
    let memory = state.settings.officers.password_memory_kib;
    assert!(anew.password_hash.as_ref().unwrap().starts_with(&format!("{memory}${iterations}$")));
    assert_eq!(anew.pepper_id.as_ref(), Some(&state.keys.peppers[0].id));
    assert_ne!(anew.pepper_id, first.pepper_id);
    let same = store::officers::Officer {
        password_hash: first.password_hash.clone(),
        pepper_id: first.pepper_id.clone(),
        ..anew.clone()
    };
    assert_eq!(same, first, "nothing else has");
}

// OFFICER-10: a log in whose password was right a moment ago, and is not any more.
#[tokio::test]
async fn a_password_that_was_changed_meanwhile_opens_nothing() {
    let app = TestApp::new(Database::sqlite()).await;
    let officer = app.set_up_officer(EMAIL, Role::Viewer).await;
    let compared = store::officers::by_id(&app.state.db, &officer.id).await.unwrap().unwrap();
    let mut browser = app.came_in(&officer).await;
    let form = [("current", PASSWORD), ("password", "seven green bicycles")];
    browser.press("/hr/account/password", &form).await;
    assert!(!store::officers::keep_password(&app.state.db, &compared, None).await.unwrap());
    assert!(!store::officers::keep_password(&app.state.db, &compared, Some(("any", "any"))).await.unwrap());
    let now = store::officers::by_id(&app.state.db, &officer.id).await.unwrap().unwrap();
    assert!(store::officers::keep_password(&app.state.db, &now, None).await.unwrap());
}
