//! Word of a log in from a browser that the person has not logged in from before: by email with a link "this was not
//! me", and by text to those who want it. It is queued in the transaction that makes the session.

use super::{
    Fault,
    messages::{self, Message},
};
use crate::state::AppState;
use domain::{Policy, ReportKind, ReportLinkId, SecretToken, Timestamp};
use rand::CryptoRng;
use store::{ConnectionTrait, employees::Employee, log_in_sessions::Session, report_links::ReportLink};

/// Tells a person that somebody logged in from a new browser.
///
/// # Errors
/// When the database refuses; nobody may be logged in then either.
pub async fn new_browser(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    employee: &Employee,
    session: &Session,
    now: Timestamp,
) -> Result<(), Fault> {
    let token = SecretToken::new(rng);
    let expires_at = now + Policy::span(state.settings.policy.report_link_seconds);
    let link = ReportLink {
        id: ReportLinkId::new(rng),
        employee_id: employee.id.clone(),
        kind: ReportKind::NotMe,
        token_hash: token.hash(),
        session_id: Some(session.id.clone()),
        created_at: now,
        expires_at,
        used_at: None,
    };
    store::report_links::insert(conn, link).await?;
    let link = state.settings.url(&format!("/report/{}", token.reveal()));
    let browser = &session.browser;
    messages::queue(conn, state, rng, employee, Message::NewBrowser { browser, link: &link, expires_at }, None).await?;
    if store::notice_choices::log_in_by_text(conn, &employee.id).await? {
        messages::queue(conn, state, rng, employee, Message::NewBrowserText, None).await?;
    }
    Ok(())
}
