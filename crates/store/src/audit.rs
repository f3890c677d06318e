//! The audit trail: written in the transaction of the act that it tells of.

use crate::entity::audit::{self, Column, Entity};
use domain::{EmployeeId, InvitationId, OfficerId, Timestamp};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

pub use audit::Model as Line;

/// Lines that one statement writes.
const LINES_AT_ONCE: usize = 500;

/// One act.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// When.
    pub at: Timestamp,
    /// Who: `employee`, `wallet`, `portal`, `officer`, `command-line`, `system`.
    pub actor: &'a str,
    /// Which officer.
    pub officer: Option<&'a OfficerId>,
    /// What: a short name such as `code-sent`.
    pub action: &'a str,
    /// To whom.
    pub employee: Option<&'a EmployeeId>,
    /// Under which invitation.
    pub invitation: Option<&'a InvitationId>,
    /// More, as JSON without personal data or secrets.
    pub detail: Option<String>,
}

/// Writes one line.
///
/// # Errors
/// When the database refuses; the act must then not happen either.
pub async fn record(conn: &impl ConnectionTrait, event: Event<'_>) -> Result<(), DbErr> {
    audit::Entity::insert(line(event)).exec_without_returning(conn).await.map(|_| ())
}

/// Writes a line for each.
///
/// # Errors
/// When the database refuses; none of the acts must then happen either.
pub async fn record_all(conn: &impl ConnectionTrait, events: &[Event<'_>]) -> Result<(), DbErr> {
    for events in events.chunks(LINES_AT_ONCE) {
        let lines: Vec<_> = events.iter().cloned().map(line).collect();
        audit::Entity::insert_many(lines).exec_without_returning(conn).await?;
    }
    Ok(())
}

fn line(event: Event<'_>) -> audit::ActiveModel {
    audit::ActiveModel {
        id: NotSet,
        at: Set(event.at),
        actor: Set(event.actor.to_owned()),
        officer_id: Set(event.officer.cloned()),
        action: Set(event.action.to_owned()),
        employee_id: Set(event.employee.cloned()),
        invitation_id: Set(event.invitation.cloned()),
        detail: Set(event.detail),
    }
}

/// The whole trail, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(conn: &impl ConnectionTrait) -> Result<Vec<audit::Model>, DbErr> {
    audit::Entity::find().order_by_asc(audit::Column::Id).all(conn).await
}

/// Which lines are asked for; what is `None` does not narrow them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
    /// About this person.
    pub employee: Option<EmployeeId>,
    /// By this officer.
    pub officer: Option<OfficerId>,
    /// This act.
    pub action: Option<String>,
}

/// How many lines fit.
///
/// # Errors
/// When the database does not answer.
pub async fn count(conn: &impl ConnectionTrait, wanted: &Wanted) -> Result<u64, DbErr> {
    matching(wanted).select_only().column(Column::Id).count(conn).await
}

/// Lines that fit, newest first, from the one after the first `skip`.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(conn: &impl ConnectionTrait, wanted: &Wanted, skip: u64, limit: u64) -> Result<Vec<Line>, DbErr> {
    matching(wanted).order_by_desc(Column::At).order_by_desc(Column::Id).offset(skip).limit(limit).all(conn).await
}

/// Lines that fit and are older than `before`, if it is one, newest first. What is written meanwhile moves none of them.
///
/// # Errors
/// When the database does not answer.
pub async fn older(
    conn: &impl ConnectionTrait,
    wanted: &Wanted,
    before: Option<&Line>,
    limit: u64,
) -> Result<Vec<Line>, DbErr> {
    let mut found = matching(wanted);
    if let Some(Line { at, id, .. }) = before {
        found = found.filter(Column::At.lte(*at)).filter(Column::At.lt(*at).or(Column::Id.lt(*id)));
    }
    found.order_by_desc(Column::At).order_by_desc(Column::Id).limit(limit).all(conn).await
}

/// Names of the acts that the trail tells of, in alphabetical order.
///
/// # Errors
/// When the database does not answer.
pub async fn actions(conn: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Action)
        .distinct()
        .order_by_asc(Column::Action)
        .into_tuple()
        .all(conn)
        .await
}

fn matching(wanted: &Wanted) -> Select<Entity> {
    let mut found = Entity::find();
    if let Some(from) = wanted.from {
        found = found.filter(Column::At.gte(from));
    }
    if let Some(until) = wanted.until {
        found = found.filter(Column::At.lt(until));
    }
    if let Some(employee) = &wanted.employee {
        found = found.filter(Column::EmployeeId.eq(employee.clone()));
    }
    if let Some(officer) = &wanted.officer {
        found = found.filter(Column::OfficerId.eq(officer.clone()));
    }
    if let Some(action) = &wanted.action {
        found = found.filter(Column::Action.eq(action.as_str()));
    }
    found
}
