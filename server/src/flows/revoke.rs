//! Revoking an access key: for good, with its place in the status list, and the person is told.

use super::{
    Fault,
    audit::{Actor, record},
    messages::{self, Message},
    signed_in,
};
use crate::{mail::NextKey, state::AppState};
use domain::{AccessKeyId, RevokeCause, Timestamp};
use rand::CryptoRng;
use store::{ConnectionTrait, employees::Employee, keys::AccessKey};

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revoked {
    /// It is revoked now.
    Now,
    /// It was revoked before.
    Before,
    /// There is no such key.
    Unknown,
}

/// Why a key is revoked.
#[derive(Clone, Copy, Debug)]
pub struct Why<'a> {
    /// What led to it.
    pub cause: RevokeCause,
    /// For the person to read.
    pub reason: Option<&'a str>,
    /// Who did it.
    pub actor: Actor<'a>,
}

/// Revokes a key with a reason that the person can read; they are told by email and text.
///
/// # Errors
/// When the database refuses; nothing is revoked then.
pub async fn revoke(state: &AppState, id: &AccessKeyId, reason: &str, actor: Actor<'_>) -> Result<Revoked, Fault> {
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let Some(key) = store::keys::by_id(&state.db, id).await? else { return Ok(Revoked::Unknown) };
    let employee = store::employees::by_id(&state.db, &key.employee_id).await?.ok_or(Fault::Missing("employee"))?;
    let tx = store::connect::begin(&state.db).await?;
    // The invitation's row first, as everywhere: a wallet may be fetching the same key again at this moment.
    store::invitations::hold(&tx, &key.invitation_id).await?;
    let why = Why { cause: RevokeCause::Revoked, reason: Some(reason), actor };
    if !revoke_key(&tx, &mut rng, &key, why, now).await? {
        tx.rollback().await?;
        return Ok(Revoked::Before);
    }
    end_collecting(&tx, &key, now).await?;
    tell(&tx, state, &mut rng, &employee, reason, NextKey::Ask).await?;
    tx.commit().await?;
    state.live.moved(&key.invitation_id);
    state.live.message_waits();
    Ok(Revoked::Now)
}

/// Ends what could fetch a key again: the sessions and offers of its invitation, and the person's tokens.
///
/// # Errors
/// When the database refuses; the key must then stay as it is.
pub(super) async fn end_collecting(conn: &impl ConnectionTrait, key: &AccessKey, now: Timestamp) -> Result<(), Fault> {
    store::sessions::end_all(conn, &key.invitation_id, None, now).await?;
    store::offers::end_all(conn, &key.invitation_id, &[], now).await?;
    Ok(store::tokens::revoke_all_of(conn, &key.employee_id, now).await?)
}

/// Tells a person by email and text that their key was revoked, and why.
///
/// # Errors
/// When the database refuses; the key must then not be revoked either.
pub async fn tell(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    employee: &Employee,
    reason: &str,
    next: NextKey,
) -> Result<(), Fault> {
    messages::queue(conn, state, rng, employee, Message::KeyRevoked { reason, next }, None).await?;
    messages::queue(conn, state, rng, employee, Message::KeyRevokedText, None).await
}

/// Revokes a key inside a transaction, and ends the sessions that were begun with it; false if it was revoked before.
///
/// # Errors
/// When the database refuses.
pub async fn revoke_key(
    conn: &impl ConnectionTrait,
    rng: &mut impl CryptoRng,
    key: &AccessKey,
    why: Why<'_>,
    now: Timestamp,
) -> Result<bool, Fault> {
    if !store::keys::revoke(conn, &key.id, why.cause, why.reason.map(str::to_owned), now).await? {
        return Ok(false);
    }
    if let Some(credential) = store::keys::credential_of(conn, &key.id).await? {
        store::status_lists::bump(conn, &credential.status_list_id).await?;
    }
    let action = match why.cause {
        RevokeCause::Replaced => "key-replaced",
        RevokeCause::Revoked => "key-revoked",
        RevokeCause::LostPhone => "key-revoked-phone-lost",
    };
    record(conn, now, why.actor, action, &key.employee_id, Some(&key.invitation_id)).await?;
    signed_in::end_of_key(conn, rng, key, now).await?;
    store::standing::refresh(conn, &key.employee_id).await?;
    Ok(true)
}
