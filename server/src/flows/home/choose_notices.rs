//! `Save` on "Manage notifications".

use super::note;
use crate::{
    flows::{
        Fault,
        audit::{Actor, record},
        signed_in::{LogInCookies, find},
    },
    state::AppState,
};
use contract::home::HomeNotice;

/// Keeps how a person is told of a log in from a new browser.
///
/// # Errors
/// When the database refuses; the earlier choice stands then.
pub async fn choose_notices(state: &AppState, cookies: &LogInCookies, log_in_by_text: bool) -> Result<(), Fault> {
    let Some(signed_in) = find(state, cookies).await? else { return Ok(()) };
    let (now, employee) = (state.clock.now(), &signed_in.employee.id);
    let tx = store::connect::begin(&state.db).await?;
    if !note(&tx, &signed_in, HomeNotice::NotificationsSaved, now).await? {
        tx.rollback().await?;
        return Ok(());
    }
    store::notice_choices::save(&tx, employee, log_in_by_text, now).await?;
    record(&tx, now, Actor::Employee, "notifications-chosen", employee, None).await?;
    Ok(tx.commit().await?)
}
