//! `Continue` on the start page: the link's cookie is exchanged for a flow session of this browser. Nothing else moves:
//! a mail scanner that presses it too gets a session of its own, without a code and without an offer.

use super::{
    Fault,
    audit::{Actor, record},
    visit::{self, Cookies, Journey, Visit, find},
};
use crate::state::AppState;
use contract::page::LinkState;
use domain::{FlowSessionId, SecretToken};

/// What became of it.
#[derive(Debug)]
pub enum Opened {
    /// A new session; its secret goes into the cookie.
    New(SecretToken),
    /// This browser has a session already, or its link leads nowhere: the page says what is what.
    Unchanged,
}

/// Opens a session.
///
/// # Errors
/// When the database refuses.
pub async fn open_session(state: &AppState, cookies: &Cookies) -> Result<Opened, Fault> {
    let journey = match find(state, cookies).await? {
        Visit::Link(journey) => *journey,
        // "Start again here": this browser came by the same link before.
        Visit::Closed(LinkState::CarriedOnElsewhere) => match ended(state, cookies).await? {
            Some(journey) => journey,
            None => return Ok(Opened::Unchanged),
        },
        Visit::Session(..) | Visit::Closed(_) => return Ok(Opened::Unchanged),
    };
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let token = SecretToken::new(&mut rng);
    let tx = store::connect::begin(&state.db).await?;
    store::sessions::insert(&tx, FlowSessionId::new(&mut rng), &journey.invitation.id, token.hash(), now).await?;
    record(&tx, now, Actor::Employee, "session-opened", &journey.employee.id, Some(&journey.invitation.id)).await?;
    tx.commit().await?;
    Ok(Opened::New(token))
}

/// Whose invitation a session belongs to that another browser's ended.
async fn ended(state: &AppState, cookies: &Cookies) -> Result<Option<Journey>, Fault> {
    let Some(token) = &cookies.flow else { return Ok(None) };
    match store::sessions::by_hash(&state.db, &token.hash()).await? {
        Some(session) => Ok(Some(visit::journey(&state.db, &session.invitation_id).await?)),
        None => Ok(None),
    }
}
