//! `GET /preview/outbox.json`: every message that would have left, newest first.

use crate::{http::problem::Problem, state::AppState};
use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use domain::{Channel, Timestamp};
use serde::Serialize;
use store::preview::PreviewMessage;

/// A message.
#[derive(Serialize)]
struct Item {
    /// Name in the outbox.
    id: String,
    /// `email` or `sms`.
    channel: Channel,
    /// Address or phone number.
    to: String,
    /// Of an email.
    subject: Option<String>,
    /// Plain text.
    text: String,
    /// Of an email.
    html: Option<String>,
    /// Milliseconds since 1970.
    created_at: Timestamp,
}

impl From<PreviewMessage> for Item {
    fn from(message: PreviewMessage) -> Self {
        let PreviewMessage { id, channel, to, subject, text, html, created_at } = message;
        Self { id, channel, to, subject, text, html, created_at }
    }
}

/// 200 with a list.
pub async fn handler(State(state): State<AppState>, headers: HeaderMap) -> Response {
    match store::preview::list(&state.db).await {
        Ok(messages) => Json(messages.into_iter().map(Item::from).collect::<Vec<_>>()).into_response(),
        Err(_) => Problem::Unavailable.response(&state.settings, &headers),
    }
}
