//! How far somebody has come with an invitation, as HR sees it: the rows that each step leaves behind.

use crate::entity::{flow_session, offer, outbox, security_code};
use domain::{Channel, EmployeeId, InvitationId, MessageKind, Timestamp};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Most rows of a kind that are read: people press more often than anybody wants to read.
const MOST: u64 = 50;

/// What an invitation has led to. Each list has the newest first.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    /// Browsers in which `Continue` was selected.
    pub sessions: Vec<flow_session::Model>,
    /// Security codes.
    pub codes: Vec<security_code::Model>,
    /// Credential offers.
    pub offers: Vec<offer::Model>,
}

/// Reads them.
///
/// # Errors
/// When the database does not answer.
pub async fn of_invitation(conn: &impl ConnectionTrait, invitation: &InvitationId) -> Result<Traces, DbErr> {
    let sessions = flow_session::Entity::find()
        .filter(flow_session::Column::InvitationId.eq(invitation.clone()))
        .order_by_desc(flow_session::Column::CreatedAt)
        .limit(MOST)
        .all(conn)
        .await?;
    let codes = security_code::Entity::find()
        .filter(security_code::Column::InvitationId.eq(invitation.clone()))
        .order_by_desc(security_code::Column::CreatedAt)
        .limit(MOST)
        .all(conn)
        .await?;
    let offers = offer::Entity::find()
        .filter(offer::Column::InvitationId.eq(invitation.clone()))
        .order_by_desc(offer::Column::CreatedAt)
        .limit(MOST)
        .all(conn)
        .await?;
    Ok(Traces { sessions, codes, offers })
}

/// The newest message of some kinds by a way to a person since `since`, sent or not; none if it was long ago.
///
/// # Errors
/// When the database does not answer.
pub async fn newest_message(
    conn: &impl ConnectionTrait,
    employee: &EmployeeId,
    channel: Channel,
    kinds: &[MessageKind],
    since: Timestamp,
) -> Result<Option<outbox::Model>, DbErr> {
    outbox::Entity::find()
        .filter(outbox::Column::EmployeeId.eq(employee.clone()))
        .filter(outbox::Column::Channel.eq(channel))
        .filter(outbox::Column::Kind.is_in(kinds.iter().copied()))
        .filter(outbox::Column::CreatedAt.gte(since))
        .order_by_desc(outbox::Column::CreatedAt)
        .one(conn)
        .await
}
