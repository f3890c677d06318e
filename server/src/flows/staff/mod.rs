//! What officers do for employees, and what they see of them.

pub mod add;
pub mod approvals;
pub mod audit_trail;
pub mod contact;
pub mod identity;
pub mod invite;
pub mod leave;
pub mod list;
pub mod new_key;
pub mod person;
pub mod record;
pub mod revoke;
pub mod steps;
pub mod suspend;
pub mod upload;
pub mod waiting;

use crate::flows::Fault;
use domain::OfficerId;
use std::collections::HashMap;
use store::ConnectionTrait;

/// Names of all officers, whether they may still log in or not.
///
/// # Errors
/// When the database does not answer.
pub async fn officer_names(conn: &impl ConnectionTrait) -> Result<HashMap<OfficerId, String>, Fault> {
    let officers = store::officers::list(conn).await?;
    Ok(officers.into_iter().map(|officer| (officer.id, officer.name)).collect())
}
