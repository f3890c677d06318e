//! The state of the hydrated page, and the moves between pages.

use super::shown::Shown;
use crate::{
    api::{self, ApiError},
    browser::{focus, location, timer},
    pages::{
        key::code_problem,
        log_in::refused,
        names::{has_problem, heading, title},
    },
    text::{Language, fill},
};
use contract::{
    Page, Site,
    endpoints::{LoadPage, LoadPageQuery},
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// Milliseconds after which a person who waits is told so.
const STILL_BUSY_MS: u32 = 1_000;
/// Milliseconds after which what was said is taken back.
const SAID_MS: u32 = 5_000;

/// How a page came to be shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    /// A person pressed a button.
    Pressed,
    /// The page looked by itself.
    Looked,
    /// A person went back or forward; the history has moved already.
    Went,
}

/// A handle on the state of the page; copies are the same page.
#[derive(Clone, Copy)]
pub(crate) struct Visit {
    site: StoredValue<Site>,
    /// What is drawn.
    pub(super) shown: RwSignal<Shown>,
    path: StoredValue<String>,
    heading: StoredValue<String>,
    failure: RwSignal<Option<ApiError>>,
    in_flight: RwSignal<Option<&'static str>>,
    /// A form is under way that nobody pressed.
    acting: StoredValue<bool>,
    /// Counts questions to the server, presses and looks, as they begin.
    turns: StoredValue<u32>,
    /// The youngest turn whose answer counts. Of two looks under way at once the older may answer first, and both count;
    /// an answer to an older one than was shown is out of date.
    shown_turn: StoredValue<u32>,
    /// What the live region says besides the state of the page, see [`Visit::say`].
    pub(crate) said: RwSignal<&'static str>,
    /// The bundle is at work. False in the first drawing, here and on the server.
    pub(crate) ready: RwSignal<bool>,
}

impl Visit {
    /// A visit that begins with this page.
    pub(crate) fn new(site: Site, page: Page) -> Self {
        Self {
            heading: StoredValue::new(heading(Language::of(&site), &page)),
            site: StoredValue::new(site),
            path: StoredValue::new(page.path().to_owned()),
            shown: RwSignal::new(Shown::from(page)),
            failure: RwSignal::new(None),
            in_flight: RwSignal::new(None),
            acting: StoredValue::new(false),
            turns: StoredValue::new(0),
            shown_turn: StoredValue::new(0),
            said: RwSignal::new(""),
            ready: RwSignal::new(false),
        }
    }

    /// What a deployment decides.
    pub(crate) fn site(self) -> Site {
        self.site.get_value()
    }

    /// The language of the page.
    pub(crate) fn language(self) -> Language {
        self.site.with_value(Language::of)
    }

    /// Path of the page that is drawn.
    pub(super) fn path(self) -> String {
        self.path.get_value()
    }

    /// Says something in the live region for a while. The same again is spoken again: it was gone in between.
    pub(crate) fn say(self, sentence: &'static str) {
        self.said.set("");
        timer::next_frame(move || self.said.set(sentence));
        set_timeout(move || self.said.set(""), Duration::from_millis(SAID_MS.into()));
    }

    /// The form that posts to `path` waits for its answer.
    pub(crate) fn busy(self, path: &str) -> bool {
        self.in_flight.get() == Some(path)
    }

    /// The problem that the error summary shows, and the field that it is about.
    pub(super) fn summary(self) -> Option<(String, Option<&'static str>)> {
        let parts = self.language().parts();
        match self.failure.get() {
            Some(ApiError::Unreachable) => return Some((parts.unreachable.to_owned(), None)),
            Some(ApiError::Refused) => return Some((parts.refused.to_owned(), None)),
            None => {}
        }
        match self.shown.get() {
            Shown::EnterCode(page) => {
                page.with(|page| page.problem.as_ref().map(|it| (code_problem(self.language(), it), Some("code"))))
            }
            Shown::LogIn(page) => page.with(|page| {
                let (message, _) = refused(self.language(), page.refusal?);
                let (site, wallet) = (self.site(), &*page.wallet.name);
                Some((fill(message, &[("organisation", &*site.organisation), ("wallet", wallet)]), None))
            }),
            _ => None,
        }
    }

    /// Sends a form, unless one is under way.
    pub(crate) fn send(self, path: &'static str, fields: String) {
        if self.in_flight.get_untracked().is_some() {
            return;
        }
        self.in_flight.set(Some(path));
        self.forget_earlier_turns();
        let still_busy = self.language().parts().still_busy;
        spawn_local(async move {
            let patience = timer::Timer::after(STILL_BUSY_MS, move || self.said.set(still_busy));
            let answer = api::send_fields(path, fields).await;
            drop(patience);
            self.said.set("");
            self.in_flight.set(None);
            match answer {
                Ok(page) => {
                    self.forget_earlier_turns();
                    self.arrive(page, Move::Pressed);
                }
                Err(failure) => self.fail(failure),
            }
        });
    }

    /// Asks the server what this browser should see now.
    pub(super) async fn look(self, went: bool) -> Result<(), ApiError> {
        let turn = self.begin_turn();
        let answer = api::load::<LoadPage>(&LoadPageQuery { at: location::path() }).await;
        // What is under way brings the page that is due, and knows better where to: a log in may lead to a portal.
        if self.acting.try_get_value() != Some(false) || self.in_flight.try_get_untracked().flatten().is_some() {
            return answer.map(|_| ());
        }
        self.settle(turn, answer, if went { Move::Went } else { Move::Looked })
    }

    /// Sends a form, unasked by anybody.
    pub(super) async fn act(self, path: &'static str, fields: String) -> Result<(), ApiError> {
        let turn = self.begin_turn();
        self.acting.set_value(true);
        let answer = api::send_fields(path, fields).await;
        self.acting.try_update_value(|acting| *acting = false);
        self.settle(turn, answer, Move::Looked)
    }

    fn settle(self, turn: u32, answer: Result<Page, ApiError>, by: Move) -> Result<(), ApiError> {
        let page = answer?;
        // `None`: the visit is over.
        if self.shown_turn.try_get_value().is_some_and(|shown| shown < turn) {
            self.shown_turn.set_value(turn);
            self.arrive(page, by);
        }
        Ok(())
    }

    fn begin_turn(self) -> u32 {
        self.turns.update_value(|turns| *turns = turns.saturating_add(1));
        self.turns.get_value()
    }

    /// A press counts for more than what was asked before it or meanwhile.
    fn forget_earlier_turns(self) {
        self.shown_turn.set_value(self.turns.get_value());
    }

    fn fail(self, failure: ApiError) {
        self.failure.set(Some(failure));
        self.set_title(true);
        timer::next_frame(|| focus::focus_first(&[".nhsuk-error-summary"]));
    }

    fn set_title(self, error: bool) {
        let heading = self.heading.get_value();
        location::set_title(&self.site.with_value(|site| title(site, &heading, error)));
    }

    /// Shows a page: address, title, scroll position and focus follow it as they would follow a document.
    fn arrive(self, page: Page, by: Move) {
        if let Page::Leave { to } = &page {
            // On its way out the page asks on for a moment; what it hears then must not lead elsewhere.
            self.shown_turn.set_value(u32::MAX);
            return location::leave(to);
        }
        let moved = page.path() != location::path();
        if moved {
            location::show(page.path(), by != Move::Went);
        }
        self.path.set_value(page.path().to_owned());
        self.heading.set_value(heading(self.language(), &page));
        if moved || by != Move::Looked {
            self.failure.set(None);
        }
        self.set_title(has_problem(&page) || self.failure.get_untracked().is_some());
        let drawn_anew = match self.shown.with_untracked(|shown| shown.update(page)) {
            Ok(()) => false,
            Err(page) => {
                self.shown.set(Shown::from(page));
                true
            }
        };
        if moved || (drawn_anew && by != Move::Looked) || by == Move::Went {
            location::scroll_to_top();
            timer::next_frame(|| {
                focus::focus_first(&[".nhsuk-error-summary", ".nhsuk-notification-banner[role=alert]", "h1"])
            });
        } else if by == Move::Pressed {
            timer::next_frame(|| {
                if focus::focus_is_lost() {
                    focus::focus_first(&["h1"]);
                }
                focus::focus_first(&[".nhsuk-error-summary"]);
            });
        }
    }
}
