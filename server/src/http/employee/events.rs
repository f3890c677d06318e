//! `GET /key/events` and `GET /login/events`: tell the open page to look again. They carry no state, so nothing is lost
//! when they break.

use super::{cookies, log_in_cookies};
use crate::{
    flows::{
        Fault, ladder, log_in,
        signed_in::LogInCookies,
        visit::{Cookies, Visit, find},
    },
    http::{layers::flood, problem},
    live::Awaited,
    state::AppState,
};
use axum::{
    Router,
    extract::State,
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use contract::endpoints::{EVENTS, LOG_IN_EVENTS};
use domain::SessionState;
use futures_util::stream::{self, Stream};
use std::{convert::Infallible, net::IpAddr, time::Duration};
use tokio::sync::{broadcast, watch};

/// What an event says besides its name: browsers drop an event without data
/// ([HTML, section 9.2.6](https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation)).
const NOTHING_MORE: &str = "-";
/// A sign of life, so that proxies and phones keep the connection.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How often the database is read while a page waits: another process may have written.
const LOOK: Duration = Duration::from_secs(1);

/// Their routes.
pub fn routes() -> Router<AppState> {
    Router::new().route(EVENTS, get(add_key_events)).route(LOG_IN_EVENTS, get(log_in_events))
}

async fn add_key_events(State(state): State<AppState>, extensions: Extensions, headers: HeaderMap) -> Response {
    let network = flood::network(&extensions, &headers, &state.settings.server);
    let cookies = cookies::read(&state.settings, &headers);
    match find(&state, &cookies).await {
        Ok(Visit::Session(_, session)) if session.state == SessionState::Verified => {
            let awaited = Awaited::Invitation(session.invitation_id);
            events(state, Page::AddKey(cookies), session.id.as_str(), network, awaited)
        }
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

async fn log_in_events(State(state): State<AppState>, extensions: Extensions, headers: HeaderMap) -> Response {
    let network = flood::network(&extensions, &headers, &state.settings.server);
    let cookies = log_in_cookies::read(&state.settings, &headers);
    match log_in::of_browser(&state, &cookies).await {
        Ok(Some(log_in)) => {
            let awaited = Awaited::LogIn(log_in.id.clone());
            events(state, Page::LogIn(cookies), log_in.id.as_str(), network, awaited)
        }
        Ok(None) => StatusCode::NO_CONTENT.into_response(),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

/// The stream for a page of the browser whose row is called `browser`. A page without one asks again by itself.
fn events(state: AppState, page: Page, browser: &str, network: Option<IpAddr>, awaited: Awaited) -> Response {
    let Some(place) = state.streams.enter(browser, network) else {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    };
    let waiting = Waiting {
        moved: state.live.watch(),
        closing: state.live.closing(),
        awaited,
        seen: None,
        page,
        state,
        _place: place,
    };
    let stream = Sse::new(stream(waiting)).keep_alive(KeepAlive::new().interval(HEARTBEAT));
    // Proxies such as nginx would hold events back.
    ([(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"))], stream).into_response()
}

/// Which page, and of whom.
enum Page {
    AddKey(Cookies),
    LogIn(LogInCookies),
}

/// A page that waits.
struct Waiting {
    state: AppState,
    page: Page,
    awaited: Awaited,
    moved: broadcast::Receiver<Awaited>,
    closing: watch::Receiver<bool>,
    /// What the page has seen last.
    seen: Option<String>,
    _place: crate::streams::Place,
}

fn stream(waiting: Waiting) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(Some(waiting), |waiting| async move {
        let mut waiting = waiting?;
        let event = Event::default();
        Some(match waiting.next().await {
            Next::Look => (Ok(event.event("look").data(NOTHING_MORE)), Some(waiting)),
            Next::Bye => (Ok(event.event("bye").data(NOTHING_MORE)), None),
        })
    })
}

enum Next {
    Look,
    Bye,
}

impl Waiting {
    async fn next(&mut self) -> Next {
        loop {
            if *self.closing.borrow() {
                return Next::Bye;
            }
            match self.look().await {
                Ok(Some(now)) if self.seen.as_ref() != Some(&now) => {
                    // The first look after connecting is news too: something may have moved in between.
                    self.seen = Some(now);
                    return Next::Look;
                }
                Ok(Some(_)) => {}
                Ok(None) => {
                    // There is nothing to wait for any more: the page looks once more and is told so.
                    return if self.seen.replace(String::new()).is_some_and(|seen| seen.is_empty()) {
                        Next::Bye
                    } else {
                        Next::Look
                    };
                }
                Err(fault) => {
                    tracing::warn!(error = &fault as &dyn std::error::Error, "a waiting page could not be looked up")
                }
            }
            self.wait().await;
        }
    }

    /// What the page would show, in short.
    async fn look(&self) -> Result<Option<String>, Fault> {
        let cookies = match &self.page {
            Page::AddKey(cookies) => cookies,
            Page::LogIn(cookies) => return log_in::shown::glance(&self.state, cookies).await,
        };
        let Visit::Session(_, session) = find(&self.state, cookies).await? else { return Ok(None) };
        let progress = ladder::progress(&self.state.db, &session, self.state.clock.now()).await?;
        let key = progress.key.as_ref().map(|key| (key.id.as_str(), key.failed_at.is_some()));
        let offer = progress.newest.as_ref().map(|offer| offer.id.as_str());
        Ok(Some(format!("{:?} {key:?} {offer:?} {}", progress.stage, progress.open.is_some())))
    }

    async fn wait(&mut self) {
        let pause = tokio::time::sleep(LOOK);
        tokio::pin!(pause);
        loop {
            tokio::select! {
                () = &mut pause => return,
                _ = self.closing.changed() => return,
                moved = self.moved.recv() => match moved {
                    Ok(awaited) if awaited == self.awaited => return,
                    Ok(_) => {}
                    // Too many to follow: look.
                    Err(_) => return,
                },
            }
        }
    }
}
