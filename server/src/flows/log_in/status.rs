//! Whether a credential of another issuer still holds: its status list, fetched from a permitted address and kept no
//! longer than the issuer allows. What cannot be found out counts as no (Token Status List, section 8.3).

use crate::{outgoing::NoAnswer, state::AppState};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Timestamp;
use oid4vc::{
    status_list::{StatusList, StatusReference, VALID},
    vp::status::{StatusCheckError, verify_status_list},
};
use serde::Deserialize;
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::sync::Mutex;

/// Media type of a status list.
const KIND: &str = "application/statuslist+jwt";
/// Largest list, unpacked: 16 million entries of two bits.
const UNPACKED: usize = 4 * 1024 * 1024;
/// Largest list on the way: base64 of what hardly compresses, twice.
const PACKED: usize = 8 * 1024 * 1024;
/// Longest time for fetching: a wallet waits for our answer meanwhile.
const PATIENCE: Duration = Duration::from_secs(5);
/// Seconds that a list is kept whose issuer does not say how long.
const KEPT: i64 = 300;
/// Longest time that a list is kept, in seconds, whatever its issuer says.
const KEPT_AT_MOST: i64 = 3600;
/// Lists that are kept.
const LISTS: usize = 16;

/// Lists of other issuers, by issuer and address: a list is checked with the certificates of one issuer and says nothing
/// about the credentials of another. Losing them loses nothing.
#[derive(Clone, Default)]
pub struct Lists(Arc<Mutex<HashMap<Name, Held>>>);

/// Issuer and address of a list.
type Name = (String, String);

#[derive(Clone)]
struct Held {
    list: Arc<StatusList>,
    good_until: i64,
}

/// Why nobody can say whether a credential holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotChecked {
    /// The list cannot be fetched.
    #[error("the status list cannot be fetched")]
    Fetch(#[from] NoAnswer),
    /// What was fetched is refused.
    #[error("the status list is refused")]
    Refused(#[from] StatusCheckError),
    /// The list has no such entry.
    #[error("the status list has no such entry")]
    Index,
    /// Checking it broke off.
    #[error("the status list was not checked")]
    Broken,
}

/// How long the issuer lets a list be kept.
#[derive(Deserialize)]
struct Life {
    exp: i64,
    ttl: Option<i64>,
}

/// Whether a credential of `issuer`, shown for the query of this number, holds.
///
/// # Errors
/// See [`NotChecked`].
pub async fn holds(
    state: &AppState,
    query: usize,
    issuer: &str,
    reference: &StatusReference,
    now: Timestamp,
) -> Result<bool, NotChecked> {
    let seconds = now.as_seconds();
    let name = (issuer.to_owned(), reference.uri.clone());
    let held = state.foreign_lists.0.lock().await.get(&name).cloned();
    let list = match held.filter(|held| seconds < held.good_until) {
        Some(held) => held.list,
        None => {
            let held = fetch(state, query, issuer, &reference.uri, seconds).await?;
            keep(state, name, held.clone(), seconds).await;
            held.list
        }
    };
    list.get(reference.index).map(|status| status == VALID).ok_or(NotChecked::Index)
}

async fn fetch(state: &AppState, query: usize, issuer: &str, uri: &str, now: i64) -> Result<Held, NotChecked> {
    let token = state.outgoing.get(uri, KIND, PACKED, PATIENCE).await?;
    let (trust, issuer, uri) = (state.trust.clone(), issuer.to_owned(), uri.to_owned());
    // A big list takes milliseconds to unpack: not on the threads that answer requests.
    let checking = tokio::task::spawn_blocking(move || {
        let policy = &trust.kind(query).ok_or(NotChecked::Broken)?.policy;
        let trusted = policy.issuer(&issuer).ok_or(NotChecked::Broken)?;
        let list = verify_status_list(&token, trusted, &policy.key_purposes, &uri, now, UNPACKED)?;
        Ok(Held { list: Arc::new(list), good_until: good_until(&token, now) })
    });
    checking.await.map_err(|_| NotChecked::Broken)?
}

/// Until when a token that was checked may be kept.
fn good_until(token: &str, now: i64) -> i64 {
    let claims = token.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    let life = claims.and_then(|claims| serde_json::from_slice::<Life>(&claims).ok());
    life.map_or(now, |life| {
        let kept = life.ttl.unwrap_or(KEPT).clamp(0, KEPT_AT_MOST);
        life.exp.min(now.saturating_add(kept))
    })
}

async fn keep(state: &AppState, name: Name, held: Held, now: i64) {
    let mut lists = state.foreign_lists.0.lock().await;
    if lists.len() >= LISTS {
        lists.retain(|_, held| now < held.good_until);
    }
    if lists.len() < LISTS {
        lists.insert(name, held);
    }
}
