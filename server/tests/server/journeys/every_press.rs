//! Every button in every state: what a press may change. Whatever is not in the table changes nothing, and a state
//! without a table allows nothing at all.

use crate::support::{Browser, Person, TestApp, Wallet, on_every_database};
use domain::{Duration, InvitationState};

/// A press that is only noted: when it was, and what the next page says of it.
const SEEN: &[&str] = &["flow_session.seen_at"];
const NOTED: &[&str] = &["flow_session.outcome", "flow_session.seen_at"];

const CODE_SENT: &[&str] =
    &["audit +1", "flow_session.outcome", "flow_session.seen_at", "invitation.sends", "outbox +1", "phone_number +1", "security_code +1"];
const CODE_SENT_AGAIN: &[&str] = &[
    "audit +1",
    "flow_session.outcome",
    "flow_session.seen_at",
    "invitation.sends",
    "outbox +1",
    "phone_number.sends",
    "security_code +1",
    "security_code.replaced_at",
];
const VERIFIED: &[&str] = &[
    "audit +2",
    "code_try +1",
    "employee.code_tries",
    "flow_session.outcome",
    "flow_session.previous_token_hash",
    "flow_session.seen_at",
    "flow_session.state",
    "flow_session.token_hash",
    "flow_session.verified_at",
    "invitation.tries",
    "offer +1",
    "security_code.tries",
    "security_code.used_at",
];

/// One thing that a browser can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    Continue,
    SendCode,
    /// With the code that is right, if there is one.
    EnterCode,
    RenewByPage,
    RenewByButton,
    Check,
    NotInApp,
}
use Press::{Check, Continue, EnterCode, NotInApp, RenewByButton, RenewByPage, SendCode};

const EVERY_PRESS: [Press; 7] = [Continue, SendCode, EnterCode, RenewByPage, RenewByButton, Check, NotInApp];

impl Press {
    async fn by(self, app: &TestApp, browser: &mut Browser, person: &Person) -> Vec<String> {
        let code = if app.texts(person).await == 0 { "123456".to_owned() } else { app.code(person).await };
        let sent = app.invitation(person).await.sends.to_string();
        let (path, field) = match self {
            Continue => ("/key/continue", None),
            SendCode => ("/key/send-code", Some(("after", sent.as_str()))),
            EnterCode => ("/key/enter-code", Some(("code", code.as_str()))),
            RenewByPage => ("/key/add/renew", Some(("by", "page"))),
            RenewByButton => ("/key/add/renew", Some(("by", "button"))),
            Check => ("/key/add/check", None),
            NotInApp => ("/key/add/not-in-app", None),
        };
        let form: Vec<_> = field.into_iter().collect();
        app.wait(Duration::seconds(1));
        let (answer, changes) = app.changes(browser.act_raw(path, &form)).await;
        assert_eq!(answer.status, 200, "{self:?}: {}", answer.body);
        changes
    }
}

impl TestApp {
    /// A new person for each press, brought into a state by `arrive`; then the press, and what it changed.
    async fn table(&self, arrive: impl AsyncFn(Person, String) -> Browser, allowed: &[(Press, &[&str])]) {
        for (press, number) in EVERY_PRESS.into_iter().zip(400..) {
            let person = self.person(&format!("{press:?}"), &number.to_string()).await;
            let link = self.invite(&person).await;
            let mut browser = arrive(person.clone(), link).await;
            self.outbox().await;
            let changes = press.by(self, &mut browser, &person).await;
            let expected = allowed.iter().find(|(allowed, _)| *allowed == press).map_or(&[][..], |(_, changes)| changes);
            assert_eq!(changes, expected, "{press:?}");
        }
    }
}

on_every_database! {
    async fn without_a_cookie(app: TestApp) {
        app.table(async |_, _| app.browser(), &[]).await;
    }

    async fn with_an_unknown_link(app: TestApp) {
        app.table(async |_, _| app.with_link(&format!("/k/{}", "A".repeat(43))).await, &[]).await;
    }

    async fn with_a_link(app: TestApp) {
        app.table(async |_, link| app.with_link(&link).await, &[(Continue, &["audit +1", "flow_session +1"])]).await;
    }

    async fn with_a_session(app: TestApp) {
        app.table(async |_, link| app.with_session(&link).await, &[(SendCode, CODE_SENT)]).await;
    }

    async fn with_a_code_just_sent(app: TestApp) {
        app.table(async |_, link| app.with_code(&link).await, &[(SendCode, NOTED), (EnterCode, VERIFIED)]).await;
    }

    async fn with_a_code_sent_in_another_browser(app: TestApp) {
        let arrive = async |_, link: String| {
            app.with_code(&link).await;
            app.with_session(&link).await
        };
        // The right code also ends the browser that asked for it.
        let mut ends_the_other = [VERIFIED, &["flow_session.ended_at"]].concat();
        ends_the_other.sort_unstable();
        app.table(arrive, &[(SendCode, NOTED), (EnterCode, &ends_the_other)]).await;
    }

    async fn with_a_code_a_minute_old(app: TestApp) {
        let arrive = async |_, link: String| {
            let browser = app.with_code(&link).await;
            app.wait(Duration::minutes(1));
            browser
        };
        app.table(arrive, &[(SendCode, CODE_SENT_AGAIN), (EnterCode, VERIFIED)]).await;
    }

    async fn with_an_expired_code(app: TestApp) {
        let arrive = async |_, link: String| {
            let browser = app.with_code(&link).await;
            app.wait(Duration::minutes(10));
            browser
        };
        app.table(arrive, &[(SendCode, CODE_SENT_AGAIN), (EnterCode, NOTED)]).await;
    }

    async fn with_a_dead_code(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let mut browser = app.with_code(&link).await;
            app.guess(&mut browser, &person, 5).await;
            browser
        };
        app.table(arrive, &[(SendCode, NOTED), (EnterCode, SEEN)]).await;
    }

    async fn with_an_offer(app: TestApp) {
        let allowed: [(Press, &[&str]); 3] = [
            (RenewByButton, &["audit +1", "flow_session.seen_at", "offer +1", "offer.ended_at"]),
            (Check, NOTED),
            (NotInApp, SEEN),
        ];
        app.table(async |person, link: String| app.verified(&person, &link).await, &allowed).await;
    }

    async fn with_an_offer_that_is_due(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.verified(&person, &link).await;
            app.wait(Duration::minutes(4));
            browser
        };
        let allowed: [(Press, &[&str]); 4] = [
            (RenewByPage, &["audit +1", "offer +1"]),
            (RenewByButton, &["audit +1", "flow_session.seen_at", "offer +1", "offer.ended_at"]),
            (Check, NOTED),
            (NotInApp, SEEN),
        ];
        app.table(arrive, &allowed).await;
    }

    async fn with_a_code_redeemed(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let mut browser = app.verified(&person, &link).await;
            Wallet::new(&app).access_token(&browser.offer_link().await).await;
            browser
        };
        let allowed: [(Press, &[&str]); 3] = [
            (RenewByButton, &["access_token.revoked_at", "audit +1", "flow_session.seen_at", "offer +1"]),
            (Check, NOTED),
            (NotInApp, SEEN),
        ];
        app.table(arrive, &allowed).await;
    }

    async fn with_a_key(app: TestApp) {
        let allowed: [(Press, &[&str]); 3] =
            [(RenewByButton, SEEN), (Check, SEEN), (NotInApp, &["audit +2", "flow_session.seen_at", "offer +1"])];
        app.table(async |person, link: String| app.added_by(&person, &link).await.0, &allowed).await;
    }

    async fn with_a_key_that_the_wallet_could_not_add(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let (browser, wallet, answer) = app.added_by(&person, &link).await;
            let text = |name: &str| answer[name].as_str().unwrap().to_owned();
            wallet.notify(&text("access_token"), &text("notification_id"), "credential_failure").await;
            browser
        };
        let again: &[&str] = &["access_token.revoked_at", "audit +1", "flow_session.seen_at", "offer +1"];
        let allowed: [(Press, &[&str]); 3] =
            [(RenewByButton, again), (Check, SEEN), (NotInApp, &["audit +2", "flow_session.seen_at", "offer +1"])];
        app.table(arrive, &allowed).await;
    }

    async fn with_a_used_link_in_another_browser(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            app.added_by(&person, &link).await;
            app.with_link(&link).await
        };
        app.table(arrive, &[]).await;
    }

    async fn with_a_key_already(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            app.added_by(&person, &link).await;
            app.wait(Duration::seconds(1));
            app.with_link(&app.stray_link(&person).await).await
        };
        app.table(arrive, &[]).await;
    }

    async fn with_a_locked_invitation(app: TestApp) {
        app.table(async |person, link: String| app.lock(&person, &link).await, &[]).await;
    }

    async fn with_an_expired_invitation(app: TestApp) {
        let arrive = async |_, link: String| {
            let browser = app.with_code(&link).await;
            app.wait(Duration::days(7));
            browser
        };
        app.table(arrive, &[]).await;
    }

    async fn with_a_replaced_invitation(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.verified(&person, &link).await;
            app.wait(Duration::seconds(1));
            app.invite(&person).await;
            browser
        };
        app.table(arrive, &[]).await;
    }

    async fn with_a_cancelled_invitation(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.verified(&person, &link).await;
            let invitation = app.invitation(&person).await.id;
            store::invitations::become_(&app.state.db, &invitation, InvitationState::Cancelled, app.now()).await.unwrap();
            browser
        };
        app.table(arrive, &[]).await;
    }

    async fn when_the_person_has_left_before_the_code(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.with_code(&link).await;
            app.leaves(&person).await;
            browser
        };
        app.table(arrive, &[]).await;
    }

    async fn when_the_person_has_left_after_the_code(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.verified(&person, &link).await;
            app.leaves(&person).await;
            browser
        };
        app.table(arrive, &[]).await;
    }

    async fn when_another_browser_carried_on(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.with_session(&link).await;
            app.verified(&person, &link).await;
            browser
        };
        app.table(arrive, &[(Continue, &["audit +1", "flow_session +1"])]).await;
    }

    async fn after_a_quarter_of_an_hour_away(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.verified(&person, &link).await;
            app.wait(Duration::minutes(15));
            browser
        };
        app.table(arrive, &[]).await;
    }

    async fn when_the_key_was_revoked(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.added_by(&person, &link).await.0;
            let key = store::keys::live_of(&app.state.db, &person.id).await.unwrap().unwrap().id;
            server::flows::revoke::revoke(&app.state, &key, "Left the building", server::flows::audit::Actor::CommandLine).await.unwrap();
            browser
        };
        app.table(arrive, &[]).await;
    }
}
