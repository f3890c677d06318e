//! A phone is lost: the key on it is revoked, nobody is logged in any more, and whatever could put a key on a phone is
//! ended too. The phone gets this person's texts and, often, their email: an invitation that is on its way could be used
//! by whoever has it.

use crate::{
    flows::{
        Fault,
        audit::{Actor, record},
        invite,
        messages::{self, HrMessage, Message},
        revoke::{Why, revoke_key},
        signed_in,
    },
    state::AppState,
};
use domain::{InvitationId, InvitationState, KeyRequestId, KeyWish, Refusal, RevokeCause, SessionEnd, Timestamp};
use rand::CryptoRng;
use store::{ConnectionTrait, employees::Employee, key_requests::KeyRequest};

/// What is to be woken once the transaction is committed.
#[derive(Debug)]
pub struct Lost {
    invitations: Vec<InvitationId>,
}

impl Lost {
    /// Wakes pages that wait, and the outbox.
    pub fn wake(&self, state: &AppState) {
        self.invitations.iter().for_each(|invitation| state.live.moved(invitation));
        state.live.message_waits();
    }
}

/// Reports a phone lost inside a transaction from [`invite::begin`]. The person is told if
/// there was a key to revoke, HR always.
///
/// # Errors
/// When the database refuses; nothing may be reported then.
pub async fn lose(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    employee: &Employee,
    now: Timestamp,
) -> Result<Lost, Fault> {
    record(conn, now, Actor::Employee, "phone-reported-lost", &employee.id, None).await?;
    // Before the key, as whoever collects a log in takes them.
    store::presentation_requests::end_answered_of(conn, &employee.id, Some(Refusal::Revoked), now).await?;
    let mut key_revoked = false;
    if let Some(key) = store::keys::held_of(conn, &employee.id).await? {
        let why = Why { cause: RevokeCause::LostPhone, reason: None, actor: Actor::Employee };
        key_revoked = revoke_key(conn, rng, &key, why, now).await?;
    }
    signed_in::end_of_employee(conn, rng, &employee.id, SessionEnd::KeyEnded, now).await?;
    let invitations = invite::end_all(conn, &employee.id, InvitationState::Cancelled, now).await?;
    if key_revoked {
        let wish = KeyRequest {
            id: KeyRequestId::new(rng),
            employee_id: employee.id.clone(),
            reason: KeyWish::LostPhone,
            created_at: now,
            handled_at: None,
        };
        // A wish that is open already stays as it is: HR is told below in any case.
        store::key_requests::insert(conn, wish).await?;
        messages::queue(conn, state, rng, employee, Message::LostPhone, None).await?;
        messages::queue(conn, state, rng, employee, Message::LostPhoneText, None).await?;
    }
    messages::queue_to_hr(conn, state, rng, employee, HrMessage::PhoneLost { key_revoked }).await?;
    Ok(Lost { invitations })
}
