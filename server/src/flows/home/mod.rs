//! What people do for themselves once they are logged in.
//!
//! A press notes its outcome in the session first, which holds the session's row: a session that is ended at the same
//! moment either sees all of the act or makes it impossible.

pub mod ask_for_key;
pub mod choose_notices;
pub mod end_session;
pub mod log_out;
pub mod report_lost_phone;
pub mod shown;
pub mod stay;

use super::{Fault, signed_in::SignedIn};
use contract::home::HomeNotice;
use domain::Timestamp;
use store::ConnectionTrait;

/// Notes what a press came to; false if the session has ended meanwhile, and then nothing may come of the press.
async fn note(
    conn: &impl ConnectionTrait,
    signed_in: &SignedIn,
    notice: HomeNotice,
    now: Timestamp,
) -> Result<bool, Fault> {
    let outcome = serde_json::to_string(&notice)?;
    Ok(store::log_in_sessions::note(conn, &signed_in.session.id, Some(outcome), now).await?)
}
