//! Copies the link of the wallet.

use crate::{browser::clipboard, journey::Visit};
use leptos::{prelude::*, task::spawn_local};

/// A button that works only with the bundle, so it appears with it. The live region says what came of it.
#[component]
pub(crate) fn CopyButton(visit: Visit, link: Signal<String>) -> impl IntoView {
    let text = visit.language().ways();
    let copy = move |_| {
        let link = link.get_untracked();
        spawn_local(async move {
            visit.say(if clipboard::copy(&link).await { text.copied } else { text.not_copied });
        });
    };
    move || {
        visit.ready.get().then(|| {
            view! {
                <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" on:click=copy>
                    {text.copy_button}
                </button>
            }
        })
    }
}
