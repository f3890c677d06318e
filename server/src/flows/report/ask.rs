//! `Send me a link`: an email with which a phone is reported lost. Whether an address is known shows neither in the answer
//! nor in its time: both kinds take one transaction, and a known one adds rows to it.

use crate::{
    flows::{
        Fault,
        audit::{Actor, record},
        messages::{self, Message},
    },
    keys::mac,
    state::AppState,
};
use domain::{EmailAddress, Policy, ReportKind, ReportLinkId, SecretToken, Timestamp, TokenHash};
use hmac::Mac;
use rand::CryptoRng;
use std::net::IpAddr;
use store::{ConnectionTrait, employees::Employee, report_links::ReportLink};

/// Sends the link to everybody with this address who works here; `network` is where the request came from.
///
/// # Errors
/// When the database refuses; nothing is sent then.
pub async fn ask(state: &AppState, email: &EmailAddress, network: Option<IpAddr>) -> Result<(), Fault> {
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let limit = state.settings.policy.report_tries_per_network_hour;
    let try_id = ReportLinkId::new(&mut rng);
    // Outside the transaction: a try that is not committed yet would not count against those in parallel.
    let counted = store::report_links::count_try(&state.db, try_id, subject(state, network), limit, now).await?;
    let tx = store::connect::begin(&state.db).await?;
    let found = store::employees::by_email(&tx, email.as_str()).await?;
    if counted {
        for employee in found.iter().filter(|employee| employee.active) {
            send(&tx, state, &mut rng, employee, now).await?;
        }
    }
    tx.commit().await?;
    state.live.message_waits();
    Ok(())
}

/// The network address as it is counted: under a secret, because there are few enough addresses to try them all. The
/// label keeps what comes of it apart from nonces, for which the same secret vouches.
fn subject(state: &AppState, network: Option<IpAddr>) -> TokenHash {
    let address = network.map(|address| address.to_string()).unwrap_or_default();
    TokenHash::of(&mac(&state.keys.nonce, "report try", &address).finalize().into_bytes())
}

async fn send(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    employee: &Employee,
    now: Timestamp,
) -> Result<(), Fault> {
    let policy = &state.settings.policy;
    store::employees::hold(conn, &employee.id).await?;
    let made = store::report_links::made_today(conn, &employee.id, ReportKind::LostPhone, now).await?;
    if made >= u64::from(policy.report_links_per_person_day) {
        return Ok(());
    }
    let token = SecretToken::new(rng);
    let expires_at = now + Policy::span(policy.report_link_seconds);
    let link = ReportLink {
        id: ReportLinkId::new(rng),
        employee_id: employee.id.clone(),
        kind: ReportKind::LostPhone,
        token_hash: token.hash(),
        session_id: None,
        created_at: now,
        expires_at,
        used_at: None,
    };
    store::report_links::insert(conn, link).await?;
    let link = state.settings.url(&format!("/report/{}", token.reveal()));
    let message = Message::ReportLostPhone { link: &link, expires_at };
    messages::queue(conn, state, rng, employee, message, Some(expires_at)).await?;
    record(conn, now, Actor::System, "report-link-sent", &employee.id, None).await
}
