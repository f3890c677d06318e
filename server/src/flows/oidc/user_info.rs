//! The UserInfo endpoint
//! ([OpenID Connect Core 1.0, section 5.3](https://openid.net/specs/openid-connect-core-1_0.html#UserInfo)): what a portal
//! may know of somebody who is logged in now.

use super::holder;
use crate::{config::Claim, flows::Fault, state::AppState};
use domain::TokenHash;
use serde_json::{Map, Value};
use store::employees::Employee;

/// What the holder of an access token may know; `None` if the token is not good any more.
///
/// # Errors
/// When the database does not answer.
pub async fn user_info(state: &AppState, access_token: &str) -> Result<Option<Map<String, Value>>, Fault> {
    let hash = TokenHash::of(access_token.as_bytes());
    let Some(token) = store::oidc::token_by_hash(&state.db, &hash).await? else { return Ok(None) };
    let good = token.revoked_at.is_none() && state.clock.now() < token.expires_at;
    let Some(client) = state.settings.client(&token.client_id).filter(|_| good) else { return Ok(None) };
    let Some(holder) = holder(state, &state.db, &token.session_id).await? else { return Ok(None) };
    let mut claims = Map::new();
    claims.insert("sub".to_owned(), holder.employee.id.as_str().into());
    let granted = |claim: &&Claim| token.scope.split(' ').any(|scope| scope == claim.scope());
    for claim in client.claims.iter().filter(granted) {
        claims.insert(claim.name().to_owned(), value(*claim, &holder.employee).into());
    }
    Ok(Some(claims))
}

fn value(claim: Claim, employee: &Employee) -> String {
    match claim {
        Claim::GivenName => employee.given_name.clone(),
        Claim::FamilyName => employee.family_name.clone(),
        Claim::Name => format!("{} {}", employee.given_name, employee.family_name),
        Claim::Email => employee.email.clone(),
        Claim::StaffNumber => employee.staff_number.clone(),
    }
}
