//! A press of a button on a page of somebody who is logged in: the form is sent, and the page that the service answers with
//! is loaded.

use crate::{
    api::{self, ApiError},
    browser::{
        form::{self, Busy, Submits},
        location,
        timer::Timer,
    },
    text::Language,
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// Milliseconds after which a person who waits is told so.
const STILL_BUSY_MS: u32 = 1_000;

/// Follows the forms of the document, in the browser; on the server nothing happens.
pub(super) fn follow(language: Language, failure: RwSignal<Option<ApiError>>, said: RwSignal<&'static str>) {
    Effect::new(move |_| {
        let in_flight = StoredValue::new(false);
        let press = move |event: SubmitEvent| {
            let (Some(path), Some(fields)) = (form::path(&event), form::fields(&event)) else { return };
            event.prevent_default();
            if in_flight.get_value() {
                return;
            }
            in_flight.set_value(true);
            failure.set(None);
            let busy = Busy::new(&event, language.parts().busy);
            let patience = Timer::after(STILL_BUSY_MS, move || said.set(language.parts().still_busy));
            spawn_local(async move {
                match api::submit(&path, fields).await {
                    Ok(next) => {
                        location::leave(&next);
                        // It stays busy until the document goes.
                        std::mem::forget(busy);
                        return;
                    }
                    Err(why) => failure.set(Some(why)),
                }
                drop((busy, patience));
                said.set("");
                in_flight.set_value(false);
            });
        };
        StoredValue::new_local(Submits::of_document(press));
    });
}
