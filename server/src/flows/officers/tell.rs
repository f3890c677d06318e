//! What officers are told about their own account, by email, with the act that it tells of.

use crate::{
    flows::Fault,
    mail::{OfficerLink, OfficerNews, OfficerNotice, OfficerSignOn, Recipient},
    outbox,
    state::AppState,
};
use delivery::Email;
use domain::{MessageKind, Timestamp};
use rand::CryptoRng;
use store::{ConnectionTrait, officers::Officer};

/// Sends the link by which an officer sets up password and second factor.
///
/// # Errors
/// When the database refuses; the act must then not happen either.
pub(super) async fn link(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    officer: &Officer,
    link: &str,
    expires_at: Timestamp,
) -> Result<(), Fault> {
    let until = expires_at.moment(&state.zone);
    let mail = OfficerLink { site: &state.settings.site(), to: to(officer), link, until: &until }.email();
    queue(conn, state, rng, officer, mail, MessageKind::OfficerLink, Some(expires_at)).await
}

/// Tells an officer that they log in with the organisation's single sign-on, which they call `provider`.
///
/// # Errors
/// When the database refuses; the act must then not happen either.
pub(super) async fn sign_on(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    officer: &Officer,
    provider: &str,
) -> Result<(), Fault> {
    let link = state.settings.url("/hr");
    let mail = OfficerSignOn { site: &state.settings.site(), to: to(officer), provider, link: &link }.email();
    queue(conn, state, rng, officer, mail, MessageKind::OfficerNotice, None).await
}

/// Tells an officer that something was done to their account.
///
/// # Errors
/// When the database refuses; the act must then not happen either.
pub(super) async fn news(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    officer: &Officer,
    news: OfficerNews,
) -> Result<(), Fault> {
    let at = state.clock.now().moment(&state.zone);
    let mail = OfficerNotice { site: &state.settings.site(), to: to(officer), at: &at, news }.email();
    queue(conn, state, rng, officer, mail, MessageKind::OfficerNotice, None).await
}

fn to(officer: &Officer) -> Recipient<'_> {
    Recipient { email: &officer.email, given_name: &officer.name }
}

async fn queue(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    officer: &Officer,
    mail: Email,
    kind: MessageKind,
    expires_at: Option<Timestamp>,
) -> Result<(), Fault> {
    let row = outbox::seal(&state.keys, &mail.into(), expires_at, state.clock.now(), rng)?;
    let row = row.to_officer(kind, &officer.id);
    Ok(store::outbox::insert(conn, row).await?)
}
