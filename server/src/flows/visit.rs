//! Who is this browser, and what does its link or its session stand for? Read only.

use super::{Fault, ladder};
use crate::state::AppState;
use contract::page::LinkState;
use domain::{InvitationState, Policy, Purpose, SecretToken, SessionState, Timestamp, TokenHash, WrongToken};
use store::{ConnectionTrait, employees::Employee, invitations::Invitation, sessions::FlowSession};

/// The cookies of this service that a browser sent.
#[derive(Clone, Debug, Default)]
pub struct Cookies {
    /// Token of the link that was opened last and not yet carried on with.
    pub link: Option<Result<SecretToken, WrongToken>>,
    /// Secret of this browser's flow session.
    pub flow: Option<SecretToken>,
}

/// A browser at the door.
#[derive(Debug)]
pub enum Visit {
    /// It came by a link that leads on: the start page.
    Link(Box<Journey>),
    /// It is on its way.
    Session(Box<Journey>, Box<FlowSession>),
    /// Its way ends here: a page says why.
    Closed(LinkState),
}

/// Whose invitation.
#[derive(Debug)]
pub struct Journey {
    /// The invitation.
    pub invitation: Invitation,
    /// The person.
    pub employee: Employee,
}

/// Looks a browser up.
///
/// # Errors
/// When the database does not answer.
pub async fn find(state: &AppState, cookies: &Cookies) -> Result<Visit, Fault> {
    let (db, now) = (&state.db, state.clock.now());
    let session = match &cookies.flow {
        Some(token) => store::sessions::by_hash(db, &token.hash()).await?,
        None => None,
    };
    let Some(link) = &cookies.link else {
        return match session {
            Some(session) => by_session(state, session, now).await,
            None => Ok(Visit::Closed(LinkState::SessionEnded)),
        };
    };
    let hash = match link {
        Ok(token) => token.hash(),
        Err(WrongToken) => return Ok(Visit::Closed(LinkState::Unknown)),
    };
    match store::invitations::link_by_hash(db, &hash).await? {
        None => Ok(Visit::Closed(LinkState::Unknown)),
        Some(link) => {
            let journey = journey(db, &link.invitation_id).await?;
            // The same browser opened the email again: it carries on where it was, while that leads on.
            if let Some(session) = session.filter(|session| session.invitation_id == link.invitation_id)
                && let visit @ Visit::Session(..) = by_session(state, session, now).await?
            {
                return Ok(visit);
            }
            Ok(match closed(db, &journey, now).await? {
                Some(why) => Visit::Closed(why),
                None => Visit::Link(Box::new(journey)),
            })
        }
    }
}

/// The session of a browser that is already verified under another cookie; see `enter_code`.
///
/// # Errors
/// When the database does not answer.
pub async fn find_just_verified(
    state: &AppState,
    cookies: &Cookies,
    since: Timestamp,
) -> Result<Option<(Journey, FlowSession)>, Fault> {
    let Some(token) = &cookies.flow else { return Ok(None) };
    let hash: TokenHash = token.hash();
    match store::sessions::by_previous_hash(&state.db, &hash, since).await? {
        Some(session) => Ok(Some((journey(&state.db, &session.invitation_id).await?, session))),
        None => Ok(None),
    }
}

async fn by_session(state: &AppState, session: FlowSession, now: Timestamp) -> Result<Visit, Fault> {
    let journey = journey(&state.db, &session.invitation_id).await?;
    let why = closed(&state.db, &journey, now).await?;
    let visit = match session.state {
        SessionState::Ended => Visit::Closed(why.unwrap_or(LinkState::CarriedOnElsewhere)),
        SessionState::Opened => match why {
            Some(why) => Visit::Closed(why),
            None if is_over(&session, &state.settings.policy, now) => Visit::Closed(LinkState::SessionEnded),
            None => Visit::Session(Box::new(journey), Box::new(session)),
        },
        SessionState::Verified
            if journey.employee.active
                && !is_over(&session, &state.settings.policy, now)
                && leads_to_a_key(state, &journey, &session, now).await? =>
        {
            Visit::Session(Box::new(journey), Box::new(session))
        }
        SessionState::Verified => Visit::Closed(why.unwrap_or(LinkState::SessionEnded)),
    };
    Ok(visit)
}

/// Whether a verified session can still come to its key. It outlives its invitation's use, so that a key that never arrived
/// can be fetched again; an invitation's end leaves it what is under way.
async fn leads_to_a_key(
    state: &AppState,
    journey: &Journey,
    session: &FlowSession,
    now: Timestamp,
) -> Result<bool, Fault> {
    Ok(match journey.invitation.state {
        InvitationState::Used => true,
        InvitationState::Live => {
            may_offer(&journey.invitation, now) || ladder::progress(&state.db, session, now).await?.is_under_way()
        }
        InvitationState::Replaced | InvitationState::Cancelled | InvitationState::Locked => false,
    })
}

/// Whether an offer may be made by an invitation at a time: until it ends, or once it has led to a key.
#[must_use]
pub fn may_offer(invitation: &Invitation, at: Timestamp) -> bool {
    match invitation.state {
        InvitationState::Live => at < invitation.expires_at,
        InvitationState::Used => true,
        InvitationState::Replaced | InvitationState::Cancelled | InvitationState::Locked => false,
    }
}

/// Whether a session's time is up.
#[must_use]
pub fn is_over(session: &FlowSession, policy: &Policy, now: Timestamp) -> bool {
    match session.verified_at {
        Some(verified) => {
            now >= session.seen_at + Policy::span(policy.session_idle_seconds)
                || now >= verified + Policy::span(policy.session_seconds)
        }
        None => now >= session.created_at + Policy::span(policy.unverified_session_seconds),
    }
}

/// Why an invitation leads nowhere, if it does not.
async fn closed(conn: &impl ConnectionTrait, journey: &Journey, now: Timestamp) -> Result<Option<LinkState>, Fault> {
    let Journey { invitation, employee } = journey;
    Ok(match invitation.state {
        _ if !employee.active => Some(LinkState::Cancelled),
        InvitationState::Used => Some(LinkState::Used),
        InvitationState::Replaced => Some(LinkState::Replaced),
        InvitationState::Cancelled => Some(LinkState::Cancelled),
        InvitationState::Locked => Some(LinkState::Locked),
        InvitationState::Live if now >= invitation.expires_at => Some(LinkState::Expired),
        InvitationState::Live
            if invitation.purpose == Purpose::First && store::keys::held_of(conn, &employee.id).await?.is_some() =>
        {
            Some(LinkState::AlreadyHasKey)
        }
        InvitationState::Live => None,
    })
}

/// The invitation of this name and its person.
///
/// # Errors
/// When the database does not answer, or a row is missing.
pub async fn journey(conn: &impl ConnectionTrait, id: &domain::InvitationId) -> Result<Journey, Fault> {
    let invitation = store::invitations::by_id(conn, id).await?.ok_or(Fault::Missing("invitation"))?;
    let employee = store::employees::by_id(conn, &invitation.employee_id).await?.ok_or(Fault::Missing("employee"))?;
    Ok(Journey { invitation, employee })
}
