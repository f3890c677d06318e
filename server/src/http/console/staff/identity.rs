//! `/hr/staff/{id}/identity`: recording a check of somebody's identity.

use crate::{
    flows::staff::identity::{self, Checked},
    http::{
        console::about::{About, target},
        form::Filled,
    },
    state::AppState,
};
use app::pages::console::{
    Notice,
    staff::identity::{IdentityForm, WrongIdentity, identity as identity_page},
};
use axum::{Router, response::Response, routing::get};
use domain::{IdentityMethod, IdentityOutcome};
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

async fn show(about: About) -> Response {
    let looked = identity::look(&about.state, &about.on, &about.id).await;
    about.page(looked, |site, employee| identity_page(site, &target(&employee), IdentityForm::default(), &[])).await
}

async fn send(about: About, Filled(sent): Filled<Sent>) -> Response {
    let employee = match identity::look(&about.state, &about.on, &about.id).await {
        Ok(employee) => employee,
        Err(error) => return about.refused(error).await,
    };
    let checked = match read(&sent) {
        Ok(checked) => checked,
        Err(wrong) => {
            let Sent { method, outcome, note } = sent;
            let filled = IdentityForm { method, outcome, note };
            return about.again(|site| identity_page(site, &target(&employee), filled, &wrong));
        }
    };
    match identity::check(&about.state, &about.on, &about.id, checked).await {
        Ok(()) => about.done(Notice::Saved).await,
        Err(error) => about.refused(error).await,
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
