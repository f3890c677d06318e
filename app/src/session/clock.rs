//! The time that a session has left, in every tab of the browser.

use crate::{
    api::{self, ApiError},
    browser::{channel::Channel, clock, dialog, listener::Listener, location, timer::Timer},
};
use contract::{Endpoint, endpoints::StayLoggedIn};
use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use std::time::Duration;

/// How long before the end the warning is shown.
const WARNING: Duration = Duration::from_secs(120);
/// How long after the end the page leaves: sooner, and its going could be taken for use of the session.
const GRACE: Duration = Duration::from_secs(2);
/// The longest that a timer runs: a device that slept is behind its clock.
const LONGEST: Duration = Duration::from_secs(30);
/// The clock of the warning.
const SECOND: Duration = Duration::from_secs(1);
/// Name of the channel between tabs. What is told there is when the session ends.
const CHANNEL: &str = "latchkey-session";

/// What is read of a [`contract::Page::Home`].
#[derive(Deserialize)]
struct Stayed {
    home: Ends,
}

/// See [`contract::home::Home`].
#[derive(Deserialize)]
struct Ends {
    ends_in: u32,
}

/// The clock of one page; copies are the same one. On the server it stands still.
#[derive(Clone, Copy)]
pub(super) struct SessionClock {
    /// When the session ends, since 1970 by the browser's clock.
    ends: RwSignal<Duration>,
    /// Seconds left, while the warning is shown.
    pub(super) left: RwSignal<Option<u64>>,
    /// The last press did not reach the service.
    pub(super) failed: RwSignal<bool>,
}

/// What runs while the page is open.
#[derive(Default)]
struct Running {
    channel: Option<Channel>,
    listeners: Vec<Listener>,
    timer: Option<Timer>,
}

type Handle = StoredValue<Running, LocalStorage>;

impl SessionClock {
    /// Id of the dialog with the warning.
    pub(super) const DIALOG: &str = "session-warning";

    /// Starts the clock of a session that ends in so many milliseconds.
    pub(super) fn start(ends_in: u32) -> Self {
        let clock =
            Self { ends: RwSignal::new(Duration::ZERO), left: RwSignal::new(None), failed: RwSignal::new(false) };
        Effect::new(move |_| clock.run(ends_in));
        clock
    }

    fn run(self, ends_in: u32) {
        self.extend(ends_in);
        let running: Handle = StoredValue::new_local(Running::default());
        let channel = Channel::open(CHANNEL, move |told| {
            // Only ever later: what a tab says that knows less does not count.
            if let Some(told) =
                told.parse().ok().map(Duration::from_millis).filter(|told| *told > self.ends.get_untracked())
            {
                self.ends.set(told);
            }
        });
        let listeners =
            ["visibilitychange", "pageshow"].map(|event| Listener::window(event, move || self.tick(running)));
        running.update_value(|running| {
            running.channel = channel;
            running.listeners.extend(listeners);
        });
        Effect::new(move |_| {
            let ends = self.ends.get().as_millis().to_string();
            running.with_value(|running| running.channel.as_ref().map(|channel| channel.tell(&ends)));
            self.tick(running);
        });
    }

    /// Shows or hides the warning, or leaves, and comes back when that changes next.
    fn tick(self, running: Handle) {
        // `None`: the page is gone.
        let (Some(ends), now) = (self.ends.try_get_untracked(), clock::now()) else { return };
        if now >= ends + GRACE {
            return location::leave(&location::path());
        }
        let left = ends.saturating_sub(now);
        let warn = left <= WARNING;
        self.left.set(warn.then_some(left.as_secs()));
        dialog::set_open(Self::DIALOG, warn);
        let next = if warn { SECOND } else { (left - WARNING).min(LONGEST) };
        let timer = Timer::after(u32::try_from(next.as_millis()).unwrap_or(u32::MAX), move || self.tick(running));
        running.try_update_value(|running| running.timer = Some(timer));
    }

    /// The dialog was closed, with Escape or otherwise: that is use of the session too.
    pub(super) fn closed(self) {
        if self.left.get_untracked().is_some() {
            self.stay();
        }
    }

    /// Begins the session's time anew.
    pub(super) fn stay(self) {
        spawn_local(async move {
            match api::read::<Stayed>(StayLoggedIn::PATH, String::new()).await {
                Ok(stayed) => {
                    self.failed.set(false);
                    self.extend(stayed.home.ends_in);
                }
                Err(ApiError::Unreachable) => self.failed.set(true),
                // Another page: the session has ended.
                Err(ApiError::Refused) => location::leave(&location::path()),
            }
        });
    }

    fn extend(self, ends_in: u32) {
        self.ends.set(clock::now() + Duration::from_millis(ends_in.into()));
    }
}
