//! How far a wallet has come with an offer: shown, scanned, token, delivered, accepted or failed. One reading of the
//! rows, for the page and for HR.

use super::Fault;
use contract::page::Stage;
use domain::{KeyState, Timestamp};
use store::{ConnectionTrait, keys::AccessKey, offers::Offer, sessions::FlowSession};

/// Where a session's offers stand.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The newest offer, in whatever state.
    pub newest: Option<Offer>,
    /// The newest offer, if a wallet can still redeem it.
    pub open: Option<Offer>,
    /// What the page shows of it.
    pub stage: Stage,
    /// The key that was delivered, if no newer offer was made since.
    pub key: Option<AccessKey>,
}

impl Progress {
    /// Whether a wallet can still redeem an offer, or is fetching the key with the token of one.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.open.is_some() || self.stage == Stage::Adding
    }
}

/// Reads the ladder.
///
/// # Errors
/// When the database does not answer.
pub async fn progress(conn: &impl ConnectionTrait, session: &FlowSession, now: Timestamp) -> Result<Progress, Fault> {
    let offers = store::offers::of_session(conn, &session.id).await?;
    let newest = offers.first().cloned();
    let Some(redeemed) = offers.iter().find(|offer| offer.redeemed_at.is_some()) else {
        return Ok(Progress { open: open(newest.as_ref(), now), stage: scanned(&offers, now), newest, key: None });
    };
    // An offer that a person asked for after the last redemption starts the ladder anew.
    if let Some(newer) = newest.as_ref().filter(|newest| {
        newest.id != redeemed.id && Some(newest.created_at) >= redeemed.redeemed_at && newest.ended_at.is_none()
    }) {
        let since: Vec<Offer> = offers
            .iter()
            .filter(|offer| Some(offer.created_at) >= redeemed.redeemed_at && offer.id != redeemed.id)
            .cloned()
            .collect();
        return Ok(Progress { open: open(Some(newer), now), stage: scanned(&since, now), newest, key: None });
    }
    let token = store::tokens::of_offer(conn, &redeemed.id).await?;
    let key = match &token {
        Some(token) => store::keys::by_token(conn, &token.id).await?,
        None => None,
    };
    let key = key.filter(|key| key.state == KeyState::Live);
    let fetching = token.is_some_and(|token| token.revoked_at.is_none() && now < token.expires_at);
    let stage = match &key {
        Some(key) if key.failed_at.is_some() => Stage::NotAdded,
        None if !fetching => Stage::NotAdded,
        _ => Stage::Adding,
    };
    Ok(Progress { newest: Some(redeemed.clone()), open: None, stage, key })
}

fn open(offer: Option<&Offer>, now: Timestamp) -> Option<Offer> {
    offer.filter(|offer| offer.redeemed_at.is_none() && offer.ended_at.is_none() && now < offer.expires_at).cloned()
}

fn scanned(offers: &[Offer], now: Timestamp) -> Stage {
    let live = |offer: &&Offer| offer.ended_at.is_none() && now < offer.expires_at;
    if offers.iter().filter(live).any(|offer| offer.scanned_at.is_some()) { Stage::Scanned } else { Stage::Waiting }
}
