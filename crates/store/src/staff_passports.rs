//! The list of people as HR sees it: where each one stands, found by words, ordered and paged by indexes.

use crate::{
    employees::{Details, Employee},
    entity::{employee, employee_word, invitation},
    search_words,
};
use domain::{EmployeeId, Standing, Status, Timestamp};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Asterisk, CommonTableExpression, Expr, Func, NullOrdering, Query, SelectStatement},
};

/// Rows of a page.
pub const PAGE: u64 = 25;

/// Writes the words by which a person is found, in place of earlier ones.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn set_words(conn: &impl ConnectionTrait, id: &EmployeeId, details: &Details) -> Result<(), DbErr> {
    employee_word::Entity::delete_many().filter(employee_word::Column::EmployeeId.eq(id.clone())).exec(conn).await?;
    add_words(conn, id, details).await
}

/// Writes the words of somebody who has none.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn add_words(conn: &impl ConnectionTrait, id: &EmployeeId, details: &Details) -> Result<(), DbErr> {
    let rows = search_words::of(details)
        .into_iter()
        .map(|word| employee_word::ActiveModel { word: Set(word), employee_id: Set(id.clone()) });
    employee_word::Entity::insert_many(rows).exec_without_returning(conn).await.map(|_| ())
}

/// What lists can be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OrderBy {
    /// Family name, given name.
    #[default]
    Name,
    /// Email address.
    Email,
    /// Where they stand, then name.
    Status,
    /// When they were last invited; who never was comes before all others.
    Invited,
}

/// Which people are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Beginnings of words, all of which must fit: see [`search_words::asked`].
    pub words: Vec<String>,
    /// Only those of this status.
    pub status: Option<Status>,
    /// Those who have left, in place of those who work here.
    pub left: bool,
    /// In which order.
    pub order: OrderBy,
    /// The other way round.
    pub descending: bool,
}

/// How many there are.
///
/// # Errors
/// When the database does not answer.
pub async fn count(conn: &impl ConnectionTrait, wanted: &Wanted, now: Timestamp) -> Result<u64, DbErr> {
    matching(wanted, now).select_only().column(employee::Column::Id).count(conn).await
}

/// A page of them.
#[derive(Clone, Debug)]
pub struct Found {
    /// How many there are on all pages.
    pub total: u64,
    /// Which page this is, from 0.
    pub page: u64,
    /// The people on it, in the order that was asked for.
    pub people: Vec<Employee>,
}

/// A page of them; `page` counts from 0, and the last one answers for all that would come after it.
///
/// # Errors
/// When the database does not answer.
pub async fn page(conn: &impl ConnectionTrait, wanted: &Wanted, page: u64, now: Timestamp) -> Result<Found, DbErr> {
    if !wanted.words.is_empty()
        && let Some(found) = searched(conn, wanted, page, now).await?
    {
        return Ok(found);
    }
    let total = count(conn, wanted, now).await?;
    let page = Ord::min(page, total.saturating_sub(1) / PAGE);
    let people = query(wanted, page, now).all(conn).await?;
    Ok(Found { total, page, people })
}

/// The same for words: who fits is worked out once, for the page and for the number of all. Without words the number comes
/// out of an index, and that is quicker. Nothing if nobody is on that page.
async fn searched(
    conn: &impl ConnectionTrait,
    wanted: &Wanted,
    page: u64,
    now: Timestamp,
) -> Result<Option<Found>, DbErr> {
    use employee::Column::{EmailKey, Id, InvitedAt, NameKey, Standing};
    let fitting =
        matching(wanted, now).select_only().columns([Id, NameKey, EmailKey, Standing, InvitedAt]).into_query();
    let mut all = Query::select();
    all.expr(Func::count(Expr::col(Asterisk))).from("fitting");
    let mut ids = Query::select();
    ids.column((employee::Entity, Id))
        .expr_as(Expr::SubQuery(None, Box::new(all.into())), "total")
        .from_as("fitting", employee::Entity)
        .with_cte(CommonTableExpression::new().table_name("fitting").query(fitting).materialized(true).to_owned());
    take(&mut ids, wanted, page);
    let rows = conn.query_all(&ids).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let total = first.try_get::<i64>("", "total")?.unsigned_abs();
    let ids = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<Vec<EmployeeId>, _>>()?;
    let mut people = employee::Entity::find().filter(Id.is_in(ids));
    order(QuerySelect::query(&mut people), wanted);
    Ok(Some(Found { total, page, people: people.all(conn).await? }))
}

/// The statement for a page of a list without words, so that a test can ask the database for its plan. The ids of the page
/// come out of an index alone; whole rows are read only for those.
#[must_use]
pub fn query(wanted: &Wanted, page: u64, now: Timestamp) -> Select<employee::Entity> {
    let mut ids = matching(wanted, now).select_only().column(employee::Column::Id).into_query();
    take(&mut ids, wanted, page);
    let mut people = employee::Entity::find().filter(employee::Column::Id.in_subquery(ids));
    order(QuerySelect::query(&mut people), wanted);
    people
}

fn take(found: &mut SelectStatement, wanted: &Wanted, page: u64) {
    order(found, wanted);
    found.offset(page.saturating_mul(PAGE)).limit(PAGE);
}

fn matching(wanted: &Wanted, now: Timestamp) -> Select<employee::Entity> {
    let mut found = employee::Entity::find().filter(employee::Column::Active.eq(!wanted.left));
    if let Some(status) = wanted.status {
        found = found.filter(of_status(status, now));
    }
    for word in &wanted.words {
        let fitting = employee_word::Entity::find().select_only().column(employee_word::Column::EmployeeId);
        let fitting = if word.chars().count() == 1 {
            // A single letter begins a tenth of all words, and helps nobody to find anybody. It may be a whole name.
            fitting.filter(employee_word::Column::Word.eq(word.as_str()))
        } else {
            // Words are ordered by their bytes: those that begin so stand between the beginning and the last that can follow.
            fitting
                .filter(employee_word::Column::Word.gte(word.as_str()))
                .filter(employee_word::Column::Word.lt(format!("{word}{}", char::MAX)))
        };
        found = found.filter(employee::Column::Id.in_subquery(fitting.into_query()));
    }
    found
}

fn of_status(status: Status, now: Timestamp) -> Condition {
    let standing = |standing: Standing| employee::Column::Standing.eq(standing);
    let in_time = || employee::Column::InvitedUntil.gt(now);
    match status {
        Status::Invited => Condition::all().add(standing(Standing::Invited)).add(in_time()),
        Status::WaitingForNewKey => Condition::all().add(standing(Standing::Waiting)).add(in_time()),
        Status::InvitationExpired => Condition::all()
            .add(employee::Column::Standing.is_in([Standing::Invited, Standing::Waiting]))
            .add(employee::Column::InvitedUntil.lte(now)),
        Status::NotInvited => Condition::all().add(standing(Standing::NotInvited)),
        Status::Active => Condition::all().add(standing(Standing::Active)),
        Status::Suspended => Condition::all().add(standing(Standing::Suspended)),
        Status::Revoked => Condition::all().add(standing(Standing::Revoked)),
    }
}

fn order(found: &mut SelectStatement, wanted: &Wanted) {
    use employee::Column::{EmailKey, Id, InvitedAt, NameKey, Standing};
    // Both databases walk an index backwards for this.
    let (way, nulls) =
        if wanted.descending { (Order::Desc, NullOrdering::Last) } else { (Order::Asc, NullOrdering::First) };
    let mut by = |column| {
        found.order_by((employee::Entity, column), way.clone());
    };
    match wanted.order {
        OrderBy::Name => by(NameKey),
        OrderBy::Email => by(EmailKey),
        OrderBy::Status => {
            by(Standing);
            by(NameKey);
        }
        OrderBy::Invited => {
            found.order_by_with_nulls((employee::Entity, InvitedAt), way.clone(), nulls);
        }
    }
    found.order_by((employee::Entity, Id), way);
}

/// Who has one of these contact details already, working here or not.
///
/// # Errors
/// When the database does not answer.
pub async fn sharing(conn: &impl ConnectionTrait, email: &str, phone: &str) -> Result<Vec<Employee>, DbErr> {
    employee::Entity::find()
        .filter(
            Condition::any()
                .add(employee::Column::EmailKey.eq(search_words::fold(email)))
                .add(employee::Column::Phone.eq(phone)),
        )
        .order_by_asc(employee::Column::Id)
        .limit(PAGE)
        .all(conn)
        .await
}

/// The people of these names.
///
/// # Errors
/// When the database does not answer.
pub async fn of_ids(conn: &impl ConnectionTrait, ids: Vec<EmployeeId>) -> Result<Vec<Employee>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    employee::Entity::find().filter(employee::Column::Id.is_in(ids)).all(conn).await
}

/// People who work here and whose invitation too many wrong codes have locked, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn locked(conn: &impl ConnectionTrait, limit: u64) -> Result<Vec<Employee>, DbErr> {
    let locked = invitation::Entity::find()
        .select_only()
        .column(invitation::Column::EmployeeId)
        // A constant, as in the index that holds only those: a bound value would not be seen to mean the same.
        .filter(Expr::col(invitation::Column::State).eq(Expr::cust("'locked'")));
    employee::Entity::find()
        .filter(employee::Column::Id.in_subquery(locked.into_query()))
        .filter(employee::Column::Active.eq(true))
        .order_by_asc(employee::Column::NameKey)
        .limit(limit)
        .all(conn)
        .await
}

/// People who work here and whose open invitation ends between `from` and `until`, the earliest first, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn ending(
    conn: &impl ConnectionTrait,
    from: Timestamp,
    until: Timestamp,
    limit: u64,
) -> Result<Vec<Employee>, DbErr> {
    employee::Entity::find()
        .filter(employee::Column::Active.eq(true))
        .filter(employee::Column::Standing.is_in([Standing::Invited, Standing::Waiting]))
        .filter(employee::Column::InvitedUntil.gt(from))
        .filter(employee::Column::InvitedUntil.lte(until))
        .order_by_asc(employee::Column::InvitedUntil)
        .limit(limit)
        .all(conn)
        .await
}
