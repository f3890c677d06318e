//! What a press may change on the way to the key.

use super::Press::{self, Check, Continue, EnterCode, NotInApp, RenewByButton, RenewByPage, SendCode};
use crate::support::{Person, Wallet, on_every_database};
use domain::Duration;

/// A press that is only noted: when it was, and what the next page says of it.
const SEEN: &[&str] = &["flow_session.seen_at"];
const NOTED: &[&str] = &["flow_session.outcome", "flow_session.seen_at"];

const CODE_SENT: &[&str] = &[
    "audit +1",
    "flow_session.outcome",
    "flow_session.seen_at",
    "invitation.sends",
    "outbox +1",
    "phone_number +1",
    "security_code +1",
];
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

// CODE-11
on_every_database! {
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
        // The right code also ends the browser that asked for it. This one had nothing to say that is now forgotten.
        let mut ends_the_other = [VERIFIED, &["flow_session.ended_at"]].concat();
        ends_the_other.retain(|change| *change != "flow_session.outcome");
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
            // The text goes: one that still waits is taken back when another follows.
            app.outbox().await;
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
}
