//! `/lost-phone`: the way for somebody who has lost their phone and so cannot log in. Every address is answered alike.

use crate::{
    flows::report::ask,
    http::{
        document,
        employee::{pages::see_other, press::Press},
        layers::flood,
        problem,
    },
    state::AppState,
};
use app::pages::lost_phone::{self, EmailProblem};
use axum::{
    Router,
    extract::State,
    http::{Extensions, StatusCode},
    response::Response,
    routing::get,
};
use contract::log_in::LOST_PHONE;
use domain::EmailAddress;
use serde::Deserialize;

const SENT: &str = "/lost-phone/sent";

/// Its routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(LOST_PHONE, get(show).post(press)).route(SENT, get(sent))
}

#[derive(Deserialize)]
struct LostPhoneForm {
    /// As typed.
    email: String,
}

async fn show(State(state): State<AppState>) -> Response {
    form(&state, None, "")
}

async fn press(State(state): State<AppState>, extensions: Extensions, press: Press<LostPhoneForm>) -> Response {
    let typed = &press.form.email;
    let email: EmailAddress = match typed.parse() {
        Ok(email) => email,
        Err(_) => {
            let problem = if typed.trim().is_empty() { EmailProblem::Empty } else { EmailProblem::Format };
            return form(&state, Some(problem), typed);
        }
    };
    let network = flood::network(&extensions, &press.headers, &state.settings.server);
    match ask::ask(&state, &email, network).await {
        Ok(()) => see_other(SENT),
        Err(fault) => problem::fault(&state.settings, &press.headers, &fault),
    }
}

fn form(state: &AppState, problem: Option<EmailProblem>, typed: &str) -> Response {
    document::plain(&state.settings, StatusCode::OK, |site| lost_phone::ask(site, problem, typed))
}

async fn sent(State(state): State<AppState>) -> Response {
    document::plain(&state.settings, StatusCode::OK, lost_phone::sent)
}
