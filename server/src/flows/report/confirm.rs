//! The press that makes a report. One press of one link counts, before the link expires.

use super::{
    look::{Report, look},
    lost_phone,
};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record},
        invite,
        messages::{self, HrMessage},
        signed_in,
    },
    state::AppState,
};
use domain::{ReportKind, SecretToken, SessionEnd, Timestamp};
use rand::CryptoRng;
use store::{ConnectionTrait, employees::Employee};

/// Makes the report of a link, if it can still be made.
///
/// # Errors
/// When the database refuses; nothing is reported then.
pub async fn confirm(state: &AppState, token: Option<&SecretToken>) -> Result<(), Fault> {
    let Report::Open(link) = look(state, token).await? else { return Ok(()) };
    let employee = store::employees::by_id(&state.db, &link.employee_id).await?.ok_or(Fault::Missing("employee"))?;
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let tx = invite::begin(state, &employee.id).await?;
    if !store::report_links::use_up(&tx, &link.id, now).await? {
        tx.rollback().await?;
        return Ok(());
    }
    match link.kind {
        ReportKind::LostPhone => {
            let lost = lost_phone::lose(&tx, state, &mut rng, &employee, now).await?;
            tx.commit().await?;
            lost.wake(state);
        }
        ReportKind::NotMe => {
            not_me(&tx, state, &mut rng, &employee, now).await?;
            tx.commit().await?;
            state.live.message_waits();
        }
    }
    Ok(())
}

/// A log in was not the person's: everybody who is logged in with their key is logged out, and HR is told. The key stays:
/// whoever reads the person's email could otherwise take it from them.
async fn not_me(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    employee: &Employee,
    now: Timestamp,
) -> Result<(), Fault> {
    record(conn, now, Actor::Employee, "log-in-reported", &employee.id, None).await?;
    // A key that was shown and not yet collected would be a session the moment after.
    store::presentation_requests::end_answered_of(conn, &employee.id, None, now).await?;
    signed_in::end_of_employee(conn, rng, &employee.id, SessionEnd::NotMe, now).await?;
    // The browser that it was is not one of the person's.
    store::known_browsers::forget_all_of(conn, &employee.id).await?;
    messages::queue_to_hr(conn, state, rng, employee, HrMessage::NotMe).await
}
