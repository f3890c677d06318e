//! Keeps the page with the QR code up to date: a stream that says "look again", polling while there is no stream, another
//! look whenever somebody comes back to the page, and the next offer before the present one expires.

use super::Visit;
use crate::browser::{events::Events, listener::Listener, location, timer::Timer};
use contract::{
    endpoints::EVENTS,
    page::{AddKey, Stage},
};
use leptos::{prelude::*, task::spawn_local};

/// Milliseconds between looks while there is no stream.
const PACE_MS: u32 = 2_000;
/// The same, while nobody sees the page.
const HIDDEN_PACE_MS: u32 = 10_000;
/// The longest that it waits after failures, each of which doubles the wait.
const SLOWEST_PACE_MS: u32 = 32_000;
/// The shortest time to the next offer or the end of one: a clock that runs ahead must not make a storm of requests.
const SOONEST_MS: u32 = 1_000;

/// What runs while the page is open; it ends when the page's view goes.
#[derive(Default)]
struct Watch {
    events: Option<Events>,
    listeners: Vec<Listener>,
    poll: Option<Timer>,
    offer: Option<Timer>,
    failures: u32,
}

type Handle = StoredValue<Watch, LocalStorage>;

/// Starts to watch, in the browser; on the server nothing happens. `returned` is called when somebody came back to the
/// page and it has looked.
pub(crate) fn watch(visit: Visit, page: RwSignal<AddKey>, returned: impl Fn() + Copy + 'static) {
    Effect::new(move |_| {
        let watch: Handle = StoredValue::new_local(Watch::default());
        connect(watch, visit);
        schedule(watch, visit);
        let listeners = ["visibilitychange", "pageshow", "online"].map(|event| {
            Listener::window(event, move || {
                if !location::hidden() {
                    come_back(watch, visit, returned);
                }
            })
        });
        watch.update_value(|watch| watch.listeners.extend(listeners));
        follow_offer(watch, visit, page);
    });
}

/// Acts at the end of each offer that the page shows.
fn follow_offer(watch: Handle, visit: Visit, page: RwSignal<AddKey>) {
    Effect::new(move |_| {
        let due = page.with(|page| {
            let renewable = matches!(page.stage, Stage::Waiting | Stage::Scanned);
            page.offer.as_ref().filter(|_| renewable).map(|offer| match offer.renew_in {
                Some(ms) => (ms, true),
                None => (offer.expires_in, false),
            })
        });
        let timer = due.map(|(ms, renew)| at_end_of_offer(watch, visit, ms, renew));
        watch.update_value(|watch| watch.offer = timer);
    });
}

/// Opens the stream, unless one is open or about to be.
fn connect(watch: Handle, visit: Visit) {
    let needed = watch.try_with_value(|watch| watch.events.as_ref().is_none_or(Events::closed));
    if needed == Some(true) {
        let events = Events::connect(EVENTS, "look", move || look(watch, visit));
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
    connect(watch, visit);
    spawn_local(async move {
        let looked = visit.look(false).await.is_ok();
        // The view may have gone with what was found.
        if looked && watch.try_update_value(|watch| watch.failures = 0).is_some() {
            returned();
        }
    });
}

/// Looks every now and then while there is no stream.
fn schedule(watch: Handle, visit: Visit) {
    let Some(failures) = watch.try_with_value(|watch| watch.failures) else { return };
    let slowed = PACE_MS.saturating_mul(1_u32.checked_shl(failures.min(4)).unwrap_or(1)).min(SLOWEST_PACE_MS);
    let pace = if location::hidden() { slowed.max(HIDDEN_PACE_MS) } else { slowed };
    let timer = Timer::after(pace, move || {
        let Some(open) = watch.try_with_value(|watch| watch.events.as_ref().is_some_and(Events::open)) else { return };
        if !open {
            connect(watch, visit);
            look(watch, visit);
        }
        schedule(watch, visit);
    });
    watch.try_update_value(|watch| watch.poll = Some(timer));
}

/// Asks for the next offer, or looks what became of the last. Nobody needs a new QR code in a tab that nobody sees: coming
/// back looks first.
fn at_end_of_offer(watch: Handle, visit: Visit, ms: u32, renew: bool) -> Timer {
    Timer::after(ms.max(SOONEST_MS), move || {
        if renew && location::hidden() {
            return;
        }
        spawn_local(async move {
            let answer = if renew { visit.renew().await } else { visit.look(false).await };
            if answer.is_err() {
                let again = at_end_of_offer(watch, visit, PACE_MS, renew);
                watch.try_update_value(|watch| watch.offer = Some(again));
            }
        });
    })
}
