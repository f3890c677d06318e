//! `/hr/staff/{id}/identity`: recording a check of somebody's identity.

use super::record_address;
use crate::{
    flows::staff::identity::{self, Checked},
    http::console::{
        On,
        acts::{again, page, refused, target},
        desk,
    },
    state::AppState,
};
use app::pages::console::{
    Notice,
    staff::identity::{IdentityForm, WrongIdentity, identity as identity_page},
};
use axum::{
    Form, Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::{EmployeeId, IdentityMethod, IdentityOutcome};
use serde::Deserialize;

/// Its path.
pub const PATH: &str = "/hr/staff/{id}/identity";
/// Longest note, in characters.
const LONGEST: usize = 500;

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(show).post(send))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    /// A browser leaves out a group of which nothing is selected.
    #[serde(default)]
    method: String,
    #[serde(default)]
    outcome: String,
    #[serde(default)]
    note: String,
}

async fn show(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    let id = EmployeeId::from(id);
    let looked = identity::look(&state, &on, &id).await;
    page(&state, &headers, &on, &id, looked, |site, employee| {
        identity_page(site, &target(&employee), IdentityForm::default(), &[])
    })
    .await
}

async fn send(
    State(state): State<AppState>,
    headers: HeaderMap,
    On(on): On,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Response {
    let id = EmployeeId::from(id);
    let employee = match identity::look(&state, &on, &id).await {
        Ok(employee) => employee,
        Err(error) => return refused(&state, &headers, &on, Some(&id), error).await,
    };
    let checked = match read(&sent) {
        Ok(checked) => checked,
        Err(wrong) => {
            let Sent { method, outcome, note } = sent;
            let filled = IdentityForm { method, outcome, note };
            return again(&state, &on, |site| identity_page(site, &target(&employee), filled, &wrong));
        }
    };
    match identity::check(&state, &on, &id, checked).await {
        Ok(()) => desk::done(&state, &headers, &on, &record_address(&id), Notice::Saved).await,
        Err(error) => refused(&state, &headers, &on, Some(&id), error).await,
    }
}

fn read(sent: &Sent) -> Result<Checked, Vec<WrongIdentity>> {
    let method = match sent.method.as_str() {
        "in-person" => Some(IdentityMethod::InPerson),
        "documents" => Some(IdentityMethod::Documents),
        "digital-identity" => Some(IdentityMethod::DigitalIdentity),
        _ => None,
    };
    let outcome = match sent.outcome.as_str() {
        "confirmed" => Some(IdentityOutcome::Confirmed),
        "declined" => Some(IdentityOutcome::Declined),
        _ => None,
    };
    let note = sent.note.trim();
    let mut wrong = Vec::new();
    if method.is_none() {
        wrong.push(WrongIdentity::Method);
    }
    if outcome.is_none() {
        wrong.push(WrongIdentity::Outcome);
    }
    if note.chars().count() > LONGEST {
        wrong.push(WrongIdentity::TooLong);
    } else if note.is_empty() {
        match (outcome, method) {
            (Some(IdentityOutcome::Declined), _) => wrong.push(WrongIdentity::Reason),
            (Some(IdentityOutcome::Confirmed), Some(IdentityMethod::Documents)) => wrong.push(WrongIdentity::Documents),
            _ => {}
        }
    }
    match (outcome, method) {
        (Some(outcome), Some(method)) if wrong.is_empty() => {
            Ok(Checked { outcome, method, note: (!note.is_empty()).then(|| note.to_owned()) })
        }
        _ => Err(wrong),
    }
}
