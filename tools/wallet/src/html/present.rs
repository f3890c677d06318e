//! The pages that ask whether to show a key, and say what came of it.

use maud::{Markup, html};
use url::Url;

use super::{claims, date, page, ways_on};
use crate::present::Choice;
use crate::request::Fetched;
use crate::request_object::Request;

/// Who asks, and for what. The forms hold the request as it was fetched, so what is shared is what this page says.
pub fn request(request: &Request, fetched: &Fetched, choices: &[Choice]) -> Markup {
    page(
        &format!("{} wants to know who you are", request.verifier()),
        html! {
            p { "What you share goes to " strong { (request.host()) } "." }
            form method="post" action="/share" {
                (hidden(fetched))
                @if let [only] = choices {
                    input type="hidden" name="key" value=(only.held.id);
                    section.card aria-label="What will be shared" { h2 { (only.held.name) } (shared(only)) }
                } @else {
                    fieldset {
                        legend { "Which key do you want to show?" }
                        @for (place, choice) in choices.iter().enumerate() { (option(choice, place == 0)) }
                    }
                }
                button { "Share" }
            }
            form method="post" action="/cancel" {
                (hidden(fetched))
                button.second { "Cancel" }
            }
        },
    )
}

fn hidden(fetched: &Fetched) -> Markup {
    html! {
        input type="hidden" name="client_id" value=(fetched.client_id);
        input type="hidden" name="request" value=(fetched.request);
        @if let Some(nonce) = &fetched.wallet_nonce { input type="hidden" name="wallet_nonce" value=(nonce); }
    }
}

fn option(choice: &Choice, first: bool) -> Markup {
    let id = format!("key-{}", choice.held.id);
    html! {
        div.card {
            label for=(id) {
                input type="radio" id=(id) name="key" value=(choice.held.id) checked[first] required;
                " " (choice.held.name)
            }
            (shared(choice))
        }
    }
}

fn shared(choice: &Choice) -> Markup {
    html! {
        p { (choice.held.issuer_name) }
        p.hint { "Added on " (date(choice.held.added_at)) "." }
        @if choice.shared.is_empty() {
            p { "Only that you hold this key will be shared." }
        } @else {
            p { "This will be shared:" }
            (claims(&choice.shared))
        }
    }
}

/// A key was shown. The verifier may want the person to go on at `next`.
pub fn shared_with(verifier: &str, next: Option<&Url>) -> Markup {
    let what = html! { p { "Your key was shown to " strong { (verifier) } "." } };
    page("Done", html! { (what) (where_next(next)) })
}

/// Nothing was shared. The verifier may want the person to go on at `next`.
pub fn cancelled(verifier: &str, next: Option<&Url>) -> Markup {
    page("Nothing was shared", html! { p { strong { (verifier) } " did not see anything." } (where_next(next)) })
}

/// What went wrong, in one sentence.
pub fn problem(sentence: &str, back: Option<&str>) -> Markup {
    page("This did not work", html! { p role="alert" { (sentence) } (ways_on(back)) })
}

fn where_next(next: Option<&Url>) -> Markup {
    html! {
        @match next {
            Some(url) => p { a href=(url) { "Carry on at " (url.authority()) } },
            None => p { "Go back to your computer." },
        }
        (ways_on(None))
    }
}
