//! Where a report's link leads. Read only: programs open links too.

use crate::{flows::Fault, state::AppState};
use domain::{ReportKind, SecretToken};
use store::report_links::ReportLink;

/// Where it leads.
#[derive(Clone, Debug)]
pub enum Report {
    /// It can be made.
    Open(ReportLink),
    /// It was made.
    Made(ReportKind),
    /// The link's time is up.
    Expired,
    /// There is no such link.
    Unknown,
}

/// Looks a link up by its token.
///
/// # Errors
/// When the database does not answer.
pub async fn look(state: &AppState, token: Option<&SecretToken>) -> Result<Report, Fault> {
    let Some(token) = token else { return Ok(Report::Unknown) };
    Ok(match store::report_links::by_hash(&state.db, &token.hash()).await? {
        None => Report::Unknown,
        Some(link) if link.used_at.is_some() => Report::Made(link.kind),
        Some(link) if state.clock.now() >= link.expires_at => Report::Expired,
        Some(link) => Report::Open(link),
    })
}
