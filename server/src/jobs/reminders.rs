//! Reminds people: of an invitation that they have not used, and of a key that ends soon. Each reminder is counted by one
//! conditional UPDATE in the transaction that queues its email, so that of several processes one sends it.

use crate::{
    flows::{
        Fault,
        audit::{Actor, record},
        messages::{self, Message},
    },
    state::AppState,
};
use domain::{LinkId, LinkKind, Purpose, SecretToken, Timestamp};
use store::{employees::Employee, invitations::Invitation, keys::AccessKey, reminders};
use tokio::sync::watch;

/// Pause between two rounds.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(60);
/// Reminders of one kind in a round.
const BATCH: u64 = 100;

/// Reminds until `stop`.
pub async fn run(state: AppState, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match once(&state).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "people could not be reminded"),
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// One round; says how many reminders it sent.
///
/// # Errors
/// When the database refuses. Whoever was not reminded is reminded by the next round.
pub async fn once(state: &AppState) -> Result<usize, Fault> {
    let now = state.clock.now();
    let mut sent = 0;
    if state.settings.hr.reminders {
        for invitation in reminders::invitations_due(&state.db, BATCH, now).await? {
            sent += usize::from(remind(state, &invitation, now).await?);
        }
    }
    for key in reminders::keys_ending(&state.db, BATCH, now).await? {
        sent += usize::from(tell_of_end(state, &key, now).await?);
    }
    if sent > 0 {
        state.live.message_waits();
    }
    Ok(sent)
}

/// Sends the next reminder of an invitation, with a link of its own; false if it is not due any more. The invitation stays
/// what it is, and so does the browser of somebody who is on the way.
async fn remind(state: &AppState, invitation: &Invitation, now: Timestamp) -> Result<bool, Fault> {
    let mut rng = state.random.generator()?;
    let tx = store::connect::begin(&state.db).await?;
    // A first reminder that comes as late as the last is the last.
    let last = invitation.expires_at <= now + reminders::LAST;
    let counted = if last { 2 } else { invitation.reminders.saturating_add(1) };
    if !reminders::count(&tx, &invitation.id, invitation.reminders, counted, now).await? {
        tx.rollback().await?;
        return Ok(false);
    }
    let employee = employee(&tx, &invitation.employee_id).await?;
    let token = SecretToken::new(&mut rng);
    let link = state.settings.url(&format!("/k/{}", token.reveal()));
    let id = LinkId::new(&mut rng);
    store::invitations::insert_link(&tx, id, &invitation.id, token.hash(), LinkKind::Reminder, now).await?;
    let (expires_at, replaces) = (invitation.expires_at, invitation.purpose == Purpose::Replace);
    let message = Message::Reminder { link: &link, expires_at, replaces };
    messages::queue(&tx, state, &mut rng, &employee, message, Some(expires_at)).await?;
    record(&tx, now, Actor::System, "invitation-reminded", &employee.id, Some(&invitation.id)).await?;
    tx.commit().await?;
    Ok(true)
}

async fn tell_of_end(state: &AppState, key: &AccessKey, now: Timestamp) -> Result<bool, Fault> {
    let mut rng = state.random.generator()?;
    let tx = store::connect::begin(&state.db).await?;
    if !reminders::note_end(&tx, &key.id, now).await? {
        tx.rollback().await?;
        return Ok(false);
    }
    let employee = employee(&tx, &key.employee_id).await?;
    let message = Message::KeyEnds { at: key.expires_at };
    messages::queue(&tx, state, &mut rng, &employee, message, Some(key.expires_at)).await?;
    record(&tx, now, Actor::System, "key-end-told", &employee.id, Some(&key.invitation_id)).await?;
    tx.commit().await?;
    Ok(true)
}

async fn employee(conn: &impl store::ConnectionTrait, id: &domain::EmployeeId) -> Result<Employee, Fault> {
    store::employees::by_id(conn, id).await?.ok_or(Fault::Missing("employee"))
}
