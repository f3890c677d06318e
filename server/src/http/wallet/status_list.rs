//! `GET /openid4vci/status-lists/{list}`: a Token Status List, for anybody.

use super::public;
use crate::{
    flows::status_list::{PATH, signed},
    http::problem::{self, Problem},
    state::AppState,
};
use axum::{
    Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::StatusListId;

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(&format!("{PATH}{{list}}"), get(status_list))
}

async fn status_list(State(state): State<AppState>, Path(list): Path<String>, headers: HeaderMap) -> Response {
    // Names are base64url. The database is not asked for anything else: PostgreSQL takes no NUL in a text.
    if !list.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return Problem::NotFound.response(&state.settings, &headers);
    }
    match signed(&state, &StatusListId::from(list)).await {
        Ok(Some(token)) => {
            public("application/statuslist+jwt", state.settings.policy.status_list_ttl_seconds, token.to_string())
        }
        Ok(None) => Problem::NotFound.response(&state.settings, &headers),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}
