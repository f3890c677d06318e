//! Employers and employees.

use crate::{
    entity::{code_try, employee, organisation},
    search_words, staff_passports,
};
use domain::{Duration, EmployeeId, OfficerId, OrganisationId, Standing, Timestamp};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func},
};

pub use employee::Model as Employee;

/// People whom one statement names: databases limit how many values it holds, and each person has many.
pub(crate) const PEOPLE_AT_ONCE: usize = 500;

/// Details of an employee, already parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Unique within the employer.
    pub staff_number: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Email address.
    pub email: String,
    /// E.164.
    pub phone: String,
}

/// The employer of this deployment; made with `new_id` and `name` when there is none yet.
///
/// # Errors
/// When the database refuses.
pub async fn organisation(
    conn: &impl ConnectionTrait,
    new_id: OrganisationId,
    name: &str,
    now: Timestamp,
) -> Result<OrganisationId, DbErr> {
    if let Some(found) = organisation::Entity::find().order_by_asc(organisation::Column::CreatedAt).one(conn).await? {
        return Ok(found.id);
    }
    let made = organisation::ActiveModel { id: Set(new_id.clone()), name: Set(name.to_owned()), created_at: Set(now) };
    organisation::Entity::insert(made).exec_without_returning(conn).await?;
    Ok(new_id)
}

/// Adds an active employee.
///
/// # Errors
/// When the staff number is taken, or the database refuses.
pub async fn insert(
    conn: &impl ConnectionTrait,
    id: EmployeeId,
    organisation: &OrganisationId,
    details: Details,
    now: Timestamp,
) -> Result<(), DbErr> {
    insert_all(conn, organisation, &[(id, details)], now).await
}

/// Adds active employees.
///
/// # Errors
/// When a staff number is taken, or the database refuses; some of them may have been added then.
pub async fn insert_all(
    conn: &impl ConnectionTrait,
    organisation: &OrganisationId,
    people: &[(EmployeeId, Details)],
    now: Timestamp,
) -> Result<(), DbErr> {
    for people in people.chunks(PEOPLE_AT_ONCE) {
        let rows: Vec<_> = people.iter().map(|(id, details)| added(id, organisation, details, now)).collect();
        employee::Entity::insert_many(rows).exec_without_returning(conn).await?;
        staff_passports::add_words(conn, people).await?;
    }
    Ok(())
}

fn added(id: &EmployeeId, organisation: &OrganisationId, details: &Details, now: Timestamp) -> employee::ActiveModel {
    let Details { staff_number, given_name, family_name, email, phone } = details.clone();
    employee::ActiveModel {
        id: Set(id.clone()),
        organisation_id: Set(organisation.clone()),
        staff_number: Set(staff_number),
        given_name: Set(given_name),
        family_name: Set(family_name),
        email: Set(email),
        phone: Set(phone),
        active: Set(true),
        code_tries: Set(0),
        locked_until: Set(None),
        identity_confirmed_at: Set(None),
        contact_changed_at: Set(None),
        contact_changed_by: Set(None),
        contact_hold_until: Set(None),
        name_key: Set(search_words::name_key(details)),
        email_key: Set(search_words::fold(&details.email)),
        standing: Set(Standing::NotInvited),
        invited_at: Set(None),
        invited_until: Set(None),
        key_until: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    }
}

/// Changes an employee's details.
///
/// # Errors
/// When the database refuses.
pub async fn update(
    conn: &impl ConnectionTrait,
    id: &EmployeeId,
    details: Details,
    now: Timestamp,
) -> Result<(), DbErr> {
    let words = details.clone();
    let row = employee::ActiveModel {
        id: Set(id.clone()),
        name_key: Set(search_words::name_key(&words)),
        email_key: Set(search_words::fold(&words.email)),
        staff_number: Set(details.staff_number),
        given_name: Set(details.given_name),
        family_name: Set(details.family_name),
        email: Set(details.email),
        phone: Set(details.phone),
        updated_at: Set(now),
        ..Default::default()
    };
    employee::Entity::update(row).exec(conn).await?;
    staff_passports::set_words(conn, id, &words).await
}

/// Notes that email address or phone number were changed, by whom (none: by the command line), and until when no invitation
/// goes there.
///
/// # Errors
/// When the database refuses.
pub async fn note_contact_change(
    conn: &impl ConnectionTrait,
    id: &EmployeeId,
    by: Option<&OfficerId>,
    hold_until: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), DbErr> {
    employee::Entity::update_many()
        .col_expr(employee::Column::ContactChangedAt, Expr::value(Some(now)))
        .col_expr(employee::Column::ContactChangedBy, Expr::value(by.cloned()))
        .col_expr(employee::Column::ContactHoldUntil, Expr::value(hold_until))
        .filter(employee::Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// Ends the time for which invitations wait after a change of contact details.
///
/// # Errors
/// When the database refuses.
pub async fn end_hold(conn: &impl ConnectionTrait, id: &EmployeeId, now: Timestamp) -> Result<(), DbErr> {
    employee::Entity::update_many()
        .col_expr(employee::Column::ContactHoldUntil, Expr::value(Option::<Timestamp>::None))
        .col_expr(employee::Column::UpdatedAt, Expr::value(now))
        .filter(employee::Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// People who could be sent their first invitation: identity confirmed, not invited, not waiting after a change of contact
/// details. Nobody whose email address is `but`. By staff number, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn ready_for_first(
    conn: &impl ConnectionTrait,
    but: &str,
    limit: u64,
    now: Timestamp,
) -> Result<Vec<Employee>, DbErr> {
    employee::Entity::find()
        .filter(employee::Column::Active.eq(true))
        .filter(employee::Column::IdentityConfirmedAt.is_not_null())
        .filter(employee::Column::ContactHoldUntil.is_null().or(employee::Column::ContactHoldUntil.lte(now)))
        .filter(Func::lower(Expr::col(employee::Column::Email)).ne(Func::lower(Expr::value(but))))
        .filter(employee::Column::Standing.eq(Standing::NotInvited))
        .order_by_asc(employee::Column::StaffNumber)
        .limit(limit)
        .all(conn)
        .await
}

/// Notes whether a person works here; false if that is how it was. Either way nobody has confirmed any more who they are.
///
/// # Errors
/// When the database refuses.
pub async fn set_active(
    conn: &impl ConnectionTrait,
    id: &EmployeeId,
    active: bool,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let set = employee::Entity::update_many()
        .col_expr(employee::Column::Active, Expr::value(active))
        .col_expr(employee::Column::IdentityConfirmedAt, Expr::value(None::<Timestamp>))
        .col_expr(employee::Column::UpdatedAt, Expr::value(now))
        .filter(employee::Column::Id.eq(id.clone()))
        .filter(employee::Column::Active.ne(active))
        .exec(conn)
        .await?;
    Ok(set.rows_affected == 1)
}

/// The employee with this staff number.
///
/// # Errors
/// When the database does not answer.
pub async fn by_staff_number(conn: &impl ConnectionTrait, staff_number: &str) -> Result<Option<Employee>, DbErr> {
    employee::Entity::find().filter(employee::Column::StaffNumber.eq(staff_number)).one(conn).await
}

/// Everybody with this email address, however it is capitalised, in one order for all who hold their rows.
///
/// # Errors
/// When the database does not answer.
pub async fn by_email(conn: &impl ConnectionTrait, email: &str) -> Result<Vec<Employee>, DbErr> {
    employee::Entity::find()
        .filter(Func::lower(Expr::col(employee::Column::Email)).eq(Func::lower(Expr::value(email))))
        .order_by_asc(employee::Column::Id)
        .all(conn)
        .await
}

/// Whether one of these staff numbers belongs to somebody.
///
/// # Errors
/// When the database does not answer.
pub async fn any_has(conn: &impl ConnectionTrait, staff_numbers: &[&str]) -> Result<bool, DbErr> {
    for numbers in staff_numbers.chunks(PEOPLE_AT_ONCE) {
        let found = employee::Entity::find().filter(employee::Column::StaffNumber.is_in(numbers.iter().copied()));
        if found.one(conn).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The employee of this name.
///
/// # Errors
/// When the database does not answer.
pub async fn by_id(conn: &impl ConnectionTrait, id: &EmployeeId) -> Result<Option<Employee>, DbErr> {
    employee::Entity::find_by_id(id.clone()).one(conn).await
}

/// Holds an employee's row until the transaction ends.
///
/// # Errors
/// When the database refuses.
pub async fn hold(conn: &impl ConnectionTrait, id: &EmployeeId) -> Result<(), DbErr> {
    employee::Entity::update_many()
        .col_expr(employee::Column::CodeTries, Expr::col(employee::Column::CodeTries))
        .filter(employee::Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

/// Every employee by staff number.
///
/// # Errors
/// When the database does not answer.
pub async fn list(conn: &impl ConnectionTrait) -> Result<Vec<Employee>, DbErr> {
    employee::Entity::find().order_by_asc(employee::Column::StaffNumber).all(conn).await
}

/// Whether a try at a security code was allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// It was, and it is counted.
    Yes,
    /// The day's tries are used up until then.
    LockedUntil(Timestamp),
}

/// Counts a try of this person, if fewer than `limit` were made in the last 24 hours. The UPDATE holds the person's row
/// until the transaction ends, so that tries in parallel are counted one after the other.
///
/// # Errors
/// When the database refuses; then nothing may be evaluated.
pub async fn count_try(
    conn: &impl ConnectionTrait,
    id: &EmployeeId,
    try_id: String,
    limit: u32,
    now: Timestamp,
) -> Result<Counted, DbErr> {
    let held = employee::Entity::update_many()
        .col_expr(employee::Column::CodeTries, Expr::col(employee::Column::CodeTries).add(1))
        .filter(employee::Column::Id.eq(id.clone()))
        .exec(conn)
        .await?;
    if held.rows_affected != 1 {
        return Err(DbErr::RecordNotFound("employee".to_owned()));
    }
    let day = code_try::Entity::find()
        .filter(code_try::Column::EmployeeId.eq(id.clone()))
        .filter(code_try::Column::At.gt(now - Duration::days(1)));
    if day.clone().count(conn).await? >= u64::from(limit) {
        let oldest = day.order_by_asc(code_try::Column::At).one(conn).await?;
        let until = oldest.map_or(now, |first| first.at) + Duration::days(1);
        return Ok(Counted::LockedUntil(until));
    }
    let made = code_try::ActiveModel { id: Set(try_id), employee_id: Set(id.clone()), at: Set(now) };
    code_try::Entity::insert(made).exec_without_returning(conn).await?;
    Ok(Counted::Yes)
}

/// Until when the person's tries of the last 24 hours are used up, if they are.
///
/// # Errors
/// When the database does not answer.
pub async fn locked_until(
    conn: &impl ConnectionTrait,
    id: &EmployeeId,
    limit: u32,
    now: Timestamp,
) -> Result<Option<Timestamp>, DbErr> {
    let tries = code_try::Entity::find()
        .filter(code_try::Column::EmployeeId.eq(id.clone()))
        .filter(code_try::Column::At.gt(now - Duration::days(1)))
        .order_by_asc(code_try::Column::At)
        .all(conn)
        .await?;
    let used_up = tries.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(if used_up { tries.first().map(|first| first.at + Duration::days(1)) } else { None })
}

/// Notes that the person was told of the lock until `until`; true for the caller that notes it first.
///
/// # Errors
/// When the database refuses.
pub async fn note_lock(
    conn: &impl ConnectionTrait,
    id: &EmployeeId,
    until: Timestamp,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let noted = employee::Entity::update_many()
        .col_expr(employee::Column::LockedUntil, Expr::value(until))
        .filter(employee::Column::Id.eq(id.clone()))
        .filter(employee::Column::LockedUntil.is_null().or(employee::Column::LockedUntil.lt(now)))
        .exec(conn)
        .await?;
    Ok(noted.rows_affected == 1)
}

/// Forgets tries made before `before`.
///
/// # Errors
/// When the database refuses.
pub async fn forget_tries(conn: &impl ConnectionTrait, before: Timestamp) -> Result<u64, DbErr> {
    Ok(code_try::Entity::delete_many().filter(code_try::Column::At.lt(before)).exec(conn).await?.rows_affected)
}
