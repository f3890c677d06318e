//! Keeps a page up to date that waits for a wallet: a stream that says "look again", polling while there is no stream,
//! another look whenever somebody comes back to the page, and what the page does by itself when its time has come.

use super::Visit;
use crate::browser::{events::Events, listener::Listener, location, timer::Timer};
use contract::{Endpoint, Page};
use leptos::{prelude::*, task::spawn_local};

/// Milliseconds between looks while there is no stream.
const PACE_MS: u32 = 2_000;
/// The same, while nobody sees the page.
const HIDDEN_PACE_MS: u32 = 10_000;
/// The longest that it waits after failures, each of which doubles the wait.
const SLOWEST_PACE_MS: u32 = 32_000;
/// The shortest time until the page does the same again: neither a clock that runs ahead nor an answer that changes nothing
/// may make a storm of requests.
const SOONEST_MS: u32 = 1_000;

/// What a page does by itself, and in how many milliseconds.
#[derive(Clone)]
pub(crate) struct Due {
    ms: u32,
    /// Path and fields of what it sends; `None`: it looks.
    form: Option<(&'static str, String)>,
}

impl Due {
    /// Asks the server what became of what the page shows.
    pub(crate) const fn look(ms: u32) -> Self {
        Self { ms, form: None }
    }

    /// Sends a form to an endpoint.
    pub(crate) fn send<E: Endpoint<Response = Page>>(ms: u32, form: &E::Request) -> Self {
        // Every request of the contract is a flat list of plain values, which always encodes.
        Self { ms, form: Some((E::PATH, serde_urlencoded::to_string(form).unwrap_or_default())) }
    }

    fn to(&self) -> Option<&'static str> {
        self.form.as_ref().map(|(path, _)| *path)
    }
}

/// What runs while the page is open; it ends when the page's view goes.
#[derive(Default)]
struct Watch {
    events: Option<Events>,
    listeners: Vec<Listener>,
    poll: Option<Timer>,
    due: Option<Timer>,
    failures: u32,
}

type Handle = StoredValue<Watch, LocalStorage>;

/// Starts to watch, in the browser; on the server nothing happens. `events` is the path of the stream. `due` is asked again
/// whenever the page has changed. `returned` is called when somebody came back to the page and it has looked.
pub(crate) fn watch(
    visit: Visit,
    events: &'static str,
    due: impl Fn() -> Option<Due> + Copy + 'static,
    returned: impl Fn() + Copy + 'static,
) {
    Effect::new(move |_| {
        let watch: Handle = StoredValue::new_local(Watch::default());
        connect(watch, visit, events);
        schedule(watch, visit, events);
        let listeners = ["visibilitychange", "pageshow", "online"].map(|event| {
            Listener::window(event, move || {
                if !location::hidden() {
                    connect(watch, visit, events);
                    come_back(watch, visit, returned);
                }
            })
        });
        watch.update_value(|watch| watch.listeners.extend(listeners));
        Effect::new(move |earlier: Option<Option<Option<&'static str>>>| {
            let next = due();
            let to = next.as_ref().map(Due::to);
            let timer = next.map(|due| {
                let soonest = if earlier.flatten() == to { SOONEST_MS } else { 0 };
                let ms = due.ms.max(soonest);
                when_due(watch, visit, Due { ms, ..due })
            });
            watch.update_value(|watch| watch.due = timer);
            to
        });
    });
}

/// Opens the stream, unless one is open or about to be.
fn connect(watch: Handle, visit: Visit, path: &'static str) {
    let needed = watch.try_with_value(|watch| watch.events.as_ref().is_none_or(Events::closed));
    if needed == Some(true) {
        let events = Events::connect(path, "look", move || look(watch, visit));
        watch.try_update_value(|watch| watch.events = events);
    }
}

/// Looks once, and remembers whether that worked.
fn look(watch: Handle, visit: Visit) {
    spawn_local(async move {
        let failed = visit.look(false).await.is_err();
        watch.try_update_value(|watch| watch.failures = if failed { watch.failures.saturating_add(1) } else { 0 });
    });
}

fn come_back(watch: Handle, visit: Visit, returned: impl Fn() + Copy + 'static) {
    spawn_local(async move {
        let looked = visit.look(false).await.is_ok();
        // The view may have gone with what was found.
        if looked && watch.try_update_value(|watch| watch.failures = 0).is_some() {
            returned();
        }
    });
}

/// Looks every now and then while there is no stream.
fn schedule(watch: Handle, visit: Visit, events: &'static str) {
    let Some(failures) = watch.try_with_value(|watch| watch.failures) else { return };
    let slowed = PACE_MS.saturating_mul(1_u32.checked_shl(failures.min(4)).unwrap_or(1)).min(SLOWEST_PACE_MS);
    let pace = if location::hidden() { slowed.max(HIDDEN_PACE_MS) } else { slowed };
    let timer = Timer::after(pace, move || {
        let Some(open) = watch.try_with_value(|watch| watch.events.as_ref().is_some_and(Events::open)) else { return };
        if !open {
            connect(watch, visit, events);
            look(watch, visit);
        }
        schedule(watch, visit, events);
    });
    watch.try_update_value(|watch| watch.poll = Some(timer));
}

/// Does what is due. Nobody needs a new QR code in a tab that nobody sees, and of two tabs the one that is seen goes on:
/// coming back looks first.
fn when_due(watch: Handle, visit: Visit, due: Due) -> Timer {
    Timer::after(due.ms, move || {
        if due.form.is_some() && location::hidden() {
            return;
        }
        spawn_local(async move {
            let answer = match due.form.clone() {
                Some((path, fields)) => visit.act(path, fields).await,
                None => visit.look(false).await,
            };
            if answer.is_err() {
                let again = when_due(watch, visit, Due { ms: PACE_MS, ..due });
                watch.try_update_value(|watch| watch.due = Some(again));
            }
        });
    })
}
