//! Where somebody stands with their access key, noted at the person's own row, so that lists need not work it out.

use crate::entity::{access_key, employee, invitation};
use domain::{EmployeeId, InvitationState, KeyState, Purpose, Standing};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{CaseStatement, Expr, Func, Query, SelectStatement},
};

/// Open invitations: links work, or too many wrong codes have locked it. Whether there is time left is not in the state.
const OPEN: [InvitationState; 2] = [InvitationState::Live, InvitationState::Locked];

/// Notes anew where a person stands, from their invitations and keys. Whoever writes those calls this after, in the same
/// transaction.
///
/// # Errors
/// When the database refuses; then the act must not happen either.
pub async fn refresh(conn: &impl ConnectionTrait, id: &EmployeeId) -> Result<(), DbErr> {
    // The person's row is taken by a statement of its own: the next one then sees whatever others committed before.
    crate::employees::hold(conn, id).await?;
    let standing = CaseStatement::new()
        .case(
            Expr::exists(keys_of().and_where(access_key::Column::State.eq(KeyState::Suspended)).take()),
            stands(Standing::Suspended),
        )
        .case(
            Expr::exists(open_of().and_where(invitation::Column::Purpose.eq(Purpose::Replace)).take()),
            stands(Standing::Waiting),
        )
        .case(
            Expr::exists(keys_of().and_where(access_key::Column::State.eq(KeyState::Live)).take()),
            stands(Standing::Active),
        )
        .case(Expr::exists(open_of()), stands(Standing::Invited))
        .case(Expr::exists(keys_of()), stands(Standing::Revoked))
        .finally(stands(Standing::NotInvited));
    let mut newest = Query::select();
    newest
        .expr(Func::max(Expr::col((invitation::Entity, invitation::Column::CreatedAt))))
        .from(invitation::Entity)
        .and_where(
            Expr::col((invitation::Entity, invitation::Column::EmployeeId))
                .equals((employee::Entity, employee::Column::Id)),
        );
    let mut until = open_of();
    until.clear_selects().expr(Func::max(Expr::col((invitation::Entity, invitation::Column::ExpiresAt))));
    let mut key_until = keys_of();
    key_until
        .clear_selects()
        .expr(Func::max(Expr::col((access_key::Entity, access_key::Column::ExpiresAt))))
        .and_where(access_key::Column::State.eq(KeyState::Live));
    employee::Entity::update_many()
        .col_expr(employee::Column::Standing, standing.into())
        .col_expr(employee::Column::InvitedAt, Expr::SubQuery(None, Box::new(newest.into())))
        .col_expr(employee::Column::InvitedUntil, Expr::SubQuery(None, Box::new(until.into())))
        .col_expr(employee::Column::KeyUntil, Expr::SubQuery(None, Box::new(key_until.into())))
        .filter(employee::Column::Id.eq(id.clone()))
        .exec(conn)
        .await
        .map(|_| ())
}

fn stands(standing: Standing) -> Expr {
    Expr::value(standing)
}

fn keys_of() -> SelectStatement {
    let mut keys = Query::select();
    keys.expr(Expr::value(1)).from(access_key::Entity).and_where(
        Expr::col((access_key::Entity, access_key::Column::EmployeeId))
            .equals((employee::Entity, employee::Column::Id)),
    );
    keys
}

fn open_of() -> SelectStatement {
    let mut open = Query::select();
    open.expr(Expr::value(1))
        .from(invitation::Entity)
        .and_where(
            Expr::col((invitation::Entity, invitation::Column::EmployeeId))
                .equals((employee::Entity, employee::Column::Id)),
        )
        .and_where(invitation::Column::State.is_in(OPEN));
    open
}
