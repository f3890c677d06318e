//! What waits for a second officer, and the page on which that officer decides.

use super::new_key::worded;
use crate::{
    flows::staff::approvals::{self, Open, Question},
    http::{
        console::{
            On,
            about::{phone_ending, refused, target},
            desk,
        },
        form::Filled,
        problem,
    },
    state::AppState,
};
use app::pages::console::{
    Notice, Section,
    acts::{self, ActDone, Answer, Asked, QuestionLine},
};
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use domain::{ApprovalId, Decision};
use serde::Deserialize;

/// Path of the list.
pub const PATH: &str = "/hr/approvals";
/// Path of one question.
pub const ONE_PATH: &str = "/hr/approvals/{id}";

/// Their routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(list)).route(ONE_PATH, get(look).post(decide))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    answer: Yes,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Yes {
    Agree,
    Decline,
}

async fn list(State(state): State<AppState>, headers: HeaderMap, On(on): On) -> Response {
    let open = match approvals::open(&state, &on).await {
        Ok(open) => open,
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    let lines = open.into_iter().map(|open| QuestionLine {
        name: target(&open.employee).name,
        question: worded_question(open.question),
        at: open.asked_at.moment(&state.zone),
        officer: open.asked_by,
        id: open.id.to_string(),
    });
    let lines = lines.collect();
    desk::page_at(&state, &on, Some(Section::Waiting), PATH, |site| acts::approvals(site, lines))
}

async fn look(State(state): State<AppState>, headers: HeaderMap, On(on): On, Path(id): Path<String>) -> Response {
    match approvals::look(&state, &on, &ApprovalId::from(id)).await {
        Ok(open) => {
            let asked = shown(&state, open);
            desk::page(&state, &on, Some(Section::Waiting), StatusCode::OK, |site| acts::approval(site, asked))
        }
        Err(error) => refused(&state, &headers, &on, None, error).await,
    }
}

async fn decide(
    State(state): State<AppState>,
    headers: HeaderMap,
    On(on): On,
    Path(id): Path<String>,
    Filled(form): Filled<Said>,
) -> Response {
    let id = ApprovalId::from(id);
    let decision = match form.answer {
        Yes::Agree => Decision::Agreed,
        Yes::Decline => Decision::Declined,
    };
    match approvals::decide(&state, &on, &id, decision).await {
        Ok(said) if said == decision => {
            let done = if said == Decision::Agreed { ActDone::Agreed } else { ActDone::Declined };
            desk::done(&state, &headers, &on, PATH, Notice::Act(done)).await
        }
        // Another officer was first: the page says what was said.
        Ok(_) => crate::http::employee::see_other(&format!("/hr/approvals/{id}")),
        Err(error) => {
            let employee = approvals::look(&state, &on, &id).await.ok().map(|open| open.employee.id);
            refused(&state, &headers, &on, employee.as_ref(), error).await
        }
    }
}

fn shown(state: &AppState, open: Open) -> Asked {
    Asked {
        id: open.id.to_string(),
        target: target(&open.employee),
        phone_ending: phone_ending(&open.employee),
        email: open.employee.email,
        question: worded_question(open.question),
        officer: open.asked_by,
        at: open.asked_at.moment(&state.zone),
        may_decide: open.may_decide,
        answer: open.decision.map(|decision| match decision {
            Decision::Agreed => Answer::Agreed,
            Decision::Declined => Answer::Declined,
            Decision::Withdrawn => Answer::Withdrawn,
        }),
    }
}

const fn worded_question(question: Question) -> acts::Question {
    match question {
        Question::ContactChange => acts::Question::ContactChange,
        Question::NewKey { wish } => acts::Question::NewKey(worded(wish)),
    }
}
