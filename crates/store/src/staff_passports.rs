//! The list of people as HR sees it: where each one stands, found by words, ordered and paged by indexes.

use crate::{
    employees::{self, Details, Employee},
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
/// Words that one statement writes.
const ROWS_AT_ONCE: usize = 1000;

/// Writes the words by which a person is found, in place of earlier ones.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn set_words(conn: &impl ConnectionTrait, id: &EmployeeId, details: &Details) -> Result<(), DbErr> {
    employee_word::Entity::delete_many().filter(employee_word::Column::EmployeeId.eq(id.clone())).exec(conn).await?;
    add_words(conn, &[(id.clone(), details.clone())]).await
}

/// Writes the words of people who have none.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn add_words(conn: &impl ConnectionTrait, people: &[(EmployeeId, Details)]) -> Result<(), DbErr> {
    let mut rows = Vec::new();
    for (id, details) in people {
        let word = |word| employee_word::ActiveModel { word: Set(word), employee_id: Set(id.clone()) };
        rows.extend(search_words::of(details).into_iter().map(word));
    }
    for rows in rows.chunks(ROWS_AT_ONCE) {
        employee_word::Entity::insert_many(rows.to_vec()).exec_without_returning(conn).await?;
    }
    Ok(())
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
    // Both databases count in signed numbers.
    found.offset(Ord::min(page.saturating_mul(PAGE), i64::MAX.unsigned_abs())).limit(PAGE);
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

/// The same as [`Status::of`], as a condition.
fn of_status(status: Status, now: Timestamp) -> Condition {
    use employee::Column::{InvitedUntil, KeyUntil};
    let standing = |standing: Standing| employee::Column::Standing.eq(standing);
    let all = |one| Condition::all().add(one);
    // A live key, and no invitation to another that still leads on.
    let settled = || {
        all(employee::Column::Standing.is_in([Standing::Active, Standing::Waiting]))
            .add(standing(Standing::Active).or(InvitedUntil.lte(now)))
    };
    match status {
        Status::Invited => all(standing(Standing::Invited)).add(InvitedUntil.gt(now)),
        Status::WaitingForNewKey => all(standing(Standing::Waiting)).add(InvitedUntil.gt(now)),
        Status::InvitationExpired => all(employee::Column::Standing.is_in([Standing::Invited, Standing::Waiting]))
            .add(InvitedUntil.lte(now))
            .add(standing(Standing::Invited).or(KeyUntil.is_null())),
        Status::NotInvited => all(standing(Standing::NotInvited)),
        Status::Active => settled().add(KeyUntil.gt(now)),
        Status::KeyExpired => settled().add(KeyUntil.lte(now)),
        Status::Suspended => all(standing(Standing::Suspended)),
        Status::Revoked => all(standing(Standing::Revoked)),
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
    let mut found = Vec::new();
    for ids in ids.chunks(employees::PEOPLE_AT_ONCE) {
        found.extend(employee::Entity::find().filter(employee::Column::Id.is_in(ids.iter().cloned())).all(conn).await?);
    }
    Ok(found)
}

/// People who work here and whose invitation too many wrong codes have locked: the first `limit`, and how many there are.
///
/// # Errors
/// When the database does not answer.
pub async fn locked(conn: &impl ConnectionTrait, limit: u64) -> Result<(Vec<Employee>, u64), DbErr> {
    let locked = invitation::Entity::find()
        .select_only()
        .column(invitation::Column::EmployeeId)
        // A constant, as in the index that holds only those: a bound value would not be seen to mean the same.
        .filter(Expr::col(invitation::Column::State).eq(Expr::cust("'locked'")));
    let people = employee::Entity::find()
        .filter(employee::Column::Id.in_subquery(locked.into_query()))
        .filter(employee::Column::Active.eq(true));
    first(conn, people, employee::Column::NameKey, limit).await
}

/// People who work here and whose open invitation ends between `from` and `until`: the first `limit`, the earliest first, and
/// how many there are.
///
/// # Errors
/// When the database does not answer.
pub async fn ending(
    conn: &impl ConnectionTrait,
    from: Timestamp,
    until: Timestamp,
    limit: u64,
) -> Result<(Vec<Employee>, u64), DbErr> {
    let people = employee::Entity::find()
        .filter(employee::Column::Active.eq(true))
        .filter(employee::Column::Standing.is_in([Standing::Invited, Standing::Waiting]))
        .filter(employee::Column::InvitedUntil.gt(from))
        .filter(employee::Column::InvitedUntil.lte(until));
    first(conn, people, employee::Column::InvitedUntil, limit).await
}

async fn first(
    conn: &impl ConnectionTrait,
    people: Select<employee::Entity>,
    order: employee::Column,
    limit: u64,
) -> Result<(Vec<Employee>, u64), DbErr> {
    let total = people.clone().count(conn).await?;
    Ok((people.order_by_asc(order).order_by_asc(employee::Column::Id).limit(limit).all(conn).await?, total))
}
