//! What is on the screen, as opposed to what the server last said.

use contract::{
    Page,
    log_in::LogIn,
    page::{AddKey, Added, EnterCode, NewCode, SendCode, Start},
};
use leptos::prelude::*;

/// A page as it is drawn. The three pages that change while somebody uses them hold a signal, so that a field keeps what
/// was typed and a button its focus; the others are drawn anew.
#[derive(Clone, Debug)]
pub(super) enum Shown {
    /// See [`Page::Start`].
    Start(Start),
    /// See [`Page::SendCode`].
    SendCode(SendCode),
    /// See [`Page::EnterCode`].
    EnterCode(ArcRwSignal<EnterCode>),
    /// See [`Page::NewCode`].
    NewCode(NewCode),
    /// See [`Page::AddKey`].
    AddKey(ArcRwSignal<AddKey>),
    /// See [`Page::Added`].
    Added(Added),
    /// See [`Page::LogIn`].
    LogIn(ArcRwSignal<LogIn>),
    /// The browser is on its way to another document.
    Left,
}

impl Shown {
    /// Changes what is drawn in place, where that is possible.
    ///
    /// # Errors
    ///
    /// The page as it came, if another view has to be drawn for it.
    pub(super) fn update(&self, next: Page) -> Result<(), Page> {
        match (self, next) {
            (Self::EnterCode(page), Page::EnterCode(next)) => page.set(next),
            (Self::AddKey(page), Page::AddKey(next)) => page.set(*next),
            (Self::LogIn(page), Page::LogIn(mut next)) => page.update(|page| {
                // Before it has begun, only the document knows which portal sent the person.
                next.continue_to = next.continue_to.take().or_else(|| page.continue_to.take());
                *page = *next;
            }),
            (_, next) => return Err(next),
        }
        Ok(())
    }
}

impl From<Page> for Shown {
    fn from(page: Page) -> Self {
        match page {
            Page::Start(page) => Self::Start(page),
            Page::SendCode(page) => Self::SendCode(page),
            Page::EnterCode(page) => Self::EnterCode(ArcRwSignal::new(page)),
            Page::NewCode(page) => Self::NewCode(page),
            Page::AddKey(page) => Self::AddKey(ArcRwSignal::new(*page)),
            Page::Added(page) => Self::Added(page),
            Page::LogIn(page) => Self::LogIn(ArcRwSignal::new(*page)),
            Page::Home(_) | Page::Leave { .. } => Self::Left,
        }
    }
}
