//! Token Status Lists: a place for each credential, and the signed list that anybody may read.
//!
//! Signing is cached in the process by the list's version, which the database counts: a revocation by any replica or by
//! the command line is seen with the next request.

use super::Fault;
use crate::state::AppState;
use domain::{KeyState, Policy, StatusListId, Timestamp};
use oid4vc::status_list::{INVALID, SUSPENDED, StatusBits, StatusList, StatusListToken, VALID};
use rand::{CryptoRng, RngExt};
use std::{collections::HashMap, sync::Arc};
use store::{ConnectionTrait, keys::Credential};
use tokio::sync::Mutex;

/// Path of a list; its name follows.
pub const PATH: &str = "/openid4vci/status-lists/";

/// Entries of a list: enough that a place says nothing about a person.
const ENTRIES: i32 = 1 << 17;

/// Two bits an entry: valid, revoked, suspended.
const BITS: i32 = 2;

/// Draws until a list counts as full. With half of its places taken that happens once in 256 lists, with nine tenths
/// taken it is likely: so lists fill up, and a place is found quickly without counting the rows.
const DRAWS: usize = 8;

/// Signed lists by name.
#[derive(Clone, Default)]
pub struct Signed(Arc<Mutex<HashMap<StatusListId, SignedList>>>);

#[derive(Clone)]
struct SignedList {
    version: i64,
    signed_at: Timestamp,
    token: Arc<str>,
}

/// Address of a list, for credentials.
#[must_use]
pub fn uri(state: &AppState, list: &StatusListId) -> String {
    state.settings.url(&format!("{PATH}{list}"))
}

/// Stores a credential at a random place that was never given out; `row` makes it for the place that is drawn.
///
/// # Errors
/// When the database refuses.
pub async fn place<R: CryptoRng>(
    conn: &impl ConnectionTrait,
    rng: &mut R,
    now: Timestamp,
    row: impl Fn(StatusListId, i32, &mut R) -> Credential,
) -> Result<Credential, Fault> {
    if let Some(list) = store::status_lists::newest(conn).await? {
        for _ in 0..DRAWS {
            let credential = row(list.id.clone(), rng.random_range(0..list.size), rng);
            if store::keys::insert_credential(conn, credential.clone()).await? {
                return Ok(credential);
            }
        }
    }
    let list = store::status_lists::empty(StatusListId::new(rng), BITS, ENTRIES, now);
    store::status_lists::insert(conn, list.clone()).await?;
    let credential = row(list.id.clone(), rng.random_range(0..list.size), rng);
    match store::keys::insert_credential(conn, credential.clone()).await? {
        true => Ok(credential),
        false => Err(Fault::Missing("a free place in an empty status list")),
    }
}

/// The signed list; `None` if there is no list of that name. A list that was signed before is served on while the
/// database is away, until it expires.
///
/// # Errors
/// When the database does not answer and no unexpired list is at hand.
pub async fn signed(state: &AppState, id: &StatusListId) -> Result<Option<Arc<str>>, Fault> {
    let (now, policy) = (state.clock.now(), &state.settings.policy);
    let held = state.status_lists.0.lock().await.get(id).cloned();
    let fresh_until = |list: &SignedList| list.signed_at + Policy::span(policy.status_list_ttl_seconds);
    let expires_at = |list: &SignedList| list.signed_at + Policy::span(policy.status_list_seconds);
    let row = match (store::status_lists::by_id(&state.db, id).await, &held) {
        (Ok(row), _) => row,
        (Err(_), Some(list)) if now < expires_at(list) => return Ok(Some(list.token.clone())),
        (Err(error), _) => return Err(error.into()),
    };
    let Some(row) = row else { return Ok(None) };
    if let Some(list) = held.filter(|list| list.version == row.version && now < fresh_until(list)) {
        return Ok(Some(list.token));
    }
    let changed = store::keys::not_live(&state.db, id).await?;
    let (state_for_task, uri) = (state.clone(), uri(state, id));
    let (bits, size) = (row.bits, row.size);
    // A big list takes milliseconds to compress: not on the threads that answer requests.
    let signing = tokio::task::spawn_blocking(move || sign(&state_for_task, uri, bits, size, &changed, now));
    let token = signing.await.map_err(|_| Fault::Setting("the signing task did not end"))??;
    let list = SignedList { version: row.version, signed_at: now, token: Arc::from(token) };
    state.status_lists.0.lock().await.insert(id.clone(), list.clone());
    Ok(Some(list.token))
}

/// What a list says of a credential
/// ([Token Status List, section 7.1](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list#section-7.1)).
const fn status(state: KeyState) -> u8 {
    match state {
        KeyState::Live => VALID,
        KeyState::Suspended => SUSPENDED,
        KeyState::Revoked => INVALID,
    }
}

fn sign(
    state: &AppState,
    uri: String,
    bits: i32,
    size: i32,
    changed: &[(i32, KeyState)],
    now: Timestamp,
) -> Result<String, Fault> {
    let bits = u64::try_from(bits).ok().and_then(StatusBits::from_count).ok_or(Fault::Missing("status bits"))?;
    let mut list = StatusList::new(bits, usize::try_from(size).unwrap_or_default());
    for (index, state) in changed {
        list.set(u64::try_from(*index).unwrap_or(u64::MAX), status(*state))?;
    }
    let policy = &state.settings.policy;
    let token = StatusListToken {
        uri,
        issued_at: now.as_seconds(),
        expires_at: (now + Policy::span(policy.status_list_seconds)).as_seconds(),
        time_to_live: u64::from(policy.status_list_ttl_seconds),
    };
    Ok(token.sign(&list, &state.keys.credential.key, &state.keys.credential.chain)?)
}
