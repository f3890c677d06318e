//! Messages on their way out. A row is written in the transaction of the act that it tells of; a worker sends it after.

use crate::entity::outbox::{self, Column, Entity};
use domain::{Channel, EmployeeId, MessageId, MessageKind, OfficerId, Timestamp};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func},
};

pub use outbox::Model as Message;

/// A message to be sent.
#[derive(Debug)]
pub struct NewMessage {
    /// New name; bound into the encryption.
    pub id: MessageId,
    /// How.
    pub channel: Channel,
    /// Encrypted.
    pub payload: Vec<u8>,
    /// With which key.
    pub key_id: String,
    /// Now.
    pub created_at: Timestamp,
    /// Worth sending until then.
    pub expires_at: Option<Timestamp>,
    /// Whom it is for, or about.
    pub employee: Option<EmployeeId>,
    /// Which officer it is for.
    pub officer: Option<OfficerId>,
    /// What it is about.
    pub kind: Option<MessageKind>,
}

impl NewMessage {
    /// Says what the message is about and which employee it is for (HR's: which employee it is about), so that HR can be
    /// told if it does not arrive.
    #[must_use]
    pub fn about(mut self, kind: MessageKind, employee: Option<&EmployeeId>) -> Self {
        self.kind = Some(kind);
        self.employee = employee.cloned();
        self
    }

    /// The same for a message to an officer.
    #[must_use]
    pub fn to_officer(mut self, kind: MessageKind, officer: &OfficerId) -> Self {
        self.kind = Some(kind);
        self.officer = Some(officer.clone());
        self
    }
}

/// Puts a message into the outbox.
///
/// # Errors
/// When the database refuses; the act must then not happen either.
pub async fn insert(conn: &impl ConnectionTrait, message: NewMessage) -> Result<(), DbErr> {
    let row = outbox::ActiveModel {
        id: Set(message.id),
        channel: Set(message.channel),
        payload: Set(Some(message.payload)),
        key_id: Set(message.key_id),
        attempts: Set(0),
        unanswered: Set(0),
        created_at: Set(message.created_at),
        due_at: Set(message.created_at),
        expires_at: Set(message.expires_at),
        lease_until: Set(None),
        sent_at: Set(None),
        dead_at: Set(None),
        error: Set(None),
        employee_id: Set(message.employee),
        kind: Set(message.kind),
        provider_id: Set(None),
        officer_id: Set(message.officer),
    };
    Entity::insert(row).exec_without_returning(conn).await.map(|_| ())
}

fn waiting(channel: Channel, now: Timestamp) -> Condition {
    unsettled()
        .add(Column::Channel.eq(channel))
        .add(Column::DueAt.lte(now))
        .add(unclaimed(now))
        .add(Column::ExpiresAt.is_null().or(Column::ExpiresAt.gt(now)))
}

/// Neither sent nor given up.
fn unsettled() -> Condition {
    Condition::all().add(Column::SentAt.is_null()).add(Column::DeadAt.is_null())
}

/// Nobody has it in hand.
fn unclaimed(now: Timestamp) -> Condition {
    Condition::any().add(Column::LeaseUntil.is_null()).add(Column::LeaseUntil.lte(now))
}

/// Claims up to `limit` messages of a channel until `lease_until`, newest first: a code that was just asked for is not
/// held up by a backlog. Each claim is one conditional UPDATE, so that two workers never hold the same message.
///
/// # Errors
/// When the database refuses.
pub async fn claim(
    conn: &impl ConnectionTrait,
    channel: Channel,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u64,
) -> Result<Vec<Message>, DbErr> {
    let found =
        Entity::find().filter(waiting(channel, now)).order_by_desc(Column::CreatedAt).limit(limit).all(conn).await?;
    let mut claimed = Vec::with_capacity(found.len());
    for message in found {
        let won = Entity::update_many()
            .col_expr(Column::LeaseUntil, Expr::value(lease_until))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .filter(Column::Id.eq(message.id.clone()))
            .filter(waiting(channel, now))
            .exec(conn)
            .await?;
        if won.rows_affected == 1 {
            claimed.push(message);
        }
    }
    Ok(claimed)
}

/// The message is gone, and its provider calls it `provider_id`: its payload is wiped.
///
/// # Errors
/// When the database refuses.
pub async fn acknowledge(
    conn: &impl ConnectionTrait,
    id: &MessageId,
    provider_id: Option<&str>,
    now: Timestamp,
) -> Result<(), DbErr> {
    close(Column::SentAt, now, Expr::value(Option::<String>::None))
        .col_expr(Column::ProviderId, Expr::value(provider_id))
        .filter(Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// The message will never go: its payload is wiped, `error` says why.
///
/// # Errors
/// When the database refuses.
pub async fn give_up(conn: &impl ConnectionTrait, id: &MessageId, error: &str, now: Timestamp) -> Result<(), DbErr> {
    close(Column::DeadAt, now, Expr::value(error)).filter(Column::Id.eq(id.clone())).exec(conn).await.map(|_| ())
}

/// The message is tried again at `due_at`; `error` is the class of what went wrong.
///
/// # Errors
/// When the database refuses.
pub async fn retry(conn: &impl ConnectionTrait, id: &MessageId, error: &str, due_at: Timestamp) -> Result<(), DbErr> {
    again(id, error, due_at).exec(conn).await.map(|_| ())
}

/// The same after an attempt of which nobody knows whether the message went; those are counted.
///
/// # Errors
/// When the database refuses.
pub async fn retry_unanswered(
    conn: &impl ConnectionTrait,
    id: &MessageId,
    error: &str,
    due_at: Timestamp,
) -> Result<(), DbErr> {
    let one_more = Expr::col(Column::Unanswered).add(1);
    again(id, error, due_at).col_expr(Column::Unanswered, one_more).exec(conn).await.map(|_| ())
}

/// The message waits until `due_at` without having been tried; `error` says for what.
///
/// # Errors
/// When the database refuses.
pub async fn postpone(
    conn: &impl ConnectionTrait,
    id: &MessageId,
    error: &str,
    due_at: Timestamp,
) -> Result<(), DbErr> {
    again(id, error, due_at).col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1)).exec(conn).await.map(|_| ())
}

fn again(id: &MessageId, error: &str, due_at: Timestamp) -> sea_orm::UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(due_at))
        .col_expr(Column::LeaseUntil, Expr::value(Option::<Timestamp>::None))
        .col_expr(Column::Error, Expr::value(error))
        .filter(Column::Id.eq(id.clone()))
        .filter(unsettled())
}

/// Gives up on everything that is too late and that nobody has in hand, and says on how much. Why it did not go before, if
/// that is known, stays its reason.
///
/// # Errors
/// When the database refuses.
pub async fn expire(conn: &impl ConnectionTrait, now: Timestamp) -> Result<u64, DbErr> {
    let reason = Func::coalesce([Expr::col(Column::Error), Expr::value("expired")]);
    let expired = close(Column::DeadAt, now, reason.into())
        .filter(Column::ExpiresAt.lte(now))
        .filter(unclaimed(now))
        .exec(conn)
        .await?;
    Ok(expired.rows_affected)
}

/// Takes back what was written to a person about these things and has not gone: it has ended, or something else takes its
/// place. What somebody has in hand at this moment may still go, but is not tried again.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw(conn: &impl ConnectionTrait, employee: &EmployeeId, kinds: &[MessageKind]) -> Result<(), DbErr> {
    take_back(kinds).filter(Column::EmployeeId.eq(employee.clone())).exec(conn).await.map(|_| ())
}

/// The same for what was written to an officer.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw_from_officer(
    conn: &impl ConnectionTrait,
    officer: &OfficerId,
    kinds: &[MessageKind],
) -> Result<(), DbErr> {
    take_back(kinds).filter(Column::OfficerId.eq(officer.clone())).exec(conn).await.map(|_| ())
}

/// Deleted, not given up: nobody has to be told that it did not arrive.
fn take_back(kinds: &[MessageKind]) -> sea_orm::DeleteMany<Entity> {
    Entity::delete_many().filter(unsettled()).filter(Column::Kind.is_in(kinds.iter().copied()))
}

fn close(column: Column, now: Timestamp, error: Expr) -> sea_orm::UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(column, Expr::value(now))
        .col_expr(Column::Payload, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::Error, error)
        .filter(unsettled())
}

/// Every message, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(conn: &impl ConnectionTrait) -> Result<Vec<Message>, DbErr> {
    Entity::find().order_by_asc(Column::CreatedAt).order_by_asc(Column::Id).all(conn).await
}

/// Forgets messages that went or were given up before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    let forgotten =
        Entity::delete_many().filter(Column::SentAt.lt(before).or(Column::DeadAt.lt(before))).exec(conn).await?;
    Ok(forgotten.rows_affected)
}
