//! `GET /preview/outbox`: every message that would have left, as its reader would see it, newest first.

use crate::{
    http::{document, problem::Problem},
    state::AppState,
};
use app::pages::Plain;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::Channel;
use leptos::prelude::*;
use store::preview::PreviewMessage;

/// 200 with a page.
pub async fn handler(State(state): axum::extract::State<AppState>, headers: HeaderMap) -> Response {
    let Ok(messages) = store::preview::list(&state.db).await else {
        return Problem::Unavailable.response(&state.settings, &headers);
    };
    let now = state.clock.now();
    let shown: Vec<_> =
        messages.into_iter().map(|message| (message.created_at.clock_time(now, &state.zone), message)).collect();
    document::plain(&state.settings, StatusCode::OK, |_| page(shown))
}

fn page(messages: Vec<(String, PreviewMessage)>) -> Plain {
    let empty = messages.is_empty().then(|| view! { <p>"There are no messages yet."</p> });
    let messages: Vec<_> = messages.into_iter().map(|(time, message)| article(&time, message)).collect();
    let body = view! {
        <p>"Emails and text messages that a real service would have sent, newest first."</p>
        <p><a href=super::OUTBOX>"Update this page"</a></p>
        {empty}
        {messages}
    };
    Plain::new("Messages", body)
}

fn article(time: &str, message: PreviewMessage) -> AnyView {
    let (kind, title) = match message.channel {
        Channel::Email => ("Email", message.subject.unwrap_or_default()),
        Channel::Sms => ("Text message", "Text message".to_owned()),
    };
    let details = format!("{kind} to {}, {time}", message.to);
    let paragraphs: Vec<_> = message.text.split("\n\n").map(paragraph).collect();
    view! {
        <article class="nhsuk-card" id=format!("message-{}", message.id)>
            <div class="nhsuk-card__content">
                <h2 class="nhsuk-heading-m">{title}</h2>
                <p class="nhsuk-body-s">{details}</p>
                {paragraphs}
            </div>
        </article>
    }
    .into_any()
}

/// A paragraph of a message; one that is a web address can be selected, as in a mail program.
fn paragraph(text: &str) -> AnyView {
    let text = text.trim().to_owned();
    if (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace) {
        let href = text.clone();
        view! { <p class="nhsuk-u-text-break-word"><a href=href>{text}</a></p> }.into_any()
    } else {
        view! { <p class="nhsuk-u-text-break-word">{text}</p> }.into_any()
    }
}
