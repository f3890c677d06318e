//! What the pages say. Everything is escaped by `maud`; no page has a script or loads anything.

pub mod present;

use axum::http::HeaderValue;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::DateTime;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use url::Url;

use crate::offer::TxCode;
use crate::receive::Found;
use crate::status::State;
use crate::store::HeldKey;

const STYLE: &str = include_str!("page.css");

/// The policy of a page: nothing but the style that is in it, and forms to ourselves. Where a form is answered by a
/// redirect to `next`, browsers want to find its origin too.
pub fn content_security_policy(next: Option<&Url>) -> HeaderValue {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    let next = next.map(|url| url.origin().ascii_serialization());
    // A host name may hold characters that would end the directive.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b":/.-[]".contains(&byte);
    let next =
        next.filter(|origin| origin.bytes().all(is_plain)).map(|origin| format!(" {origin}")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; form-action 'self'{next}; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    // Base64 is always fit for a header; the fallback is only stricter.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// An offer before it is added.
pub fn offer(found: &Found, link: &str) -> Markup {
    let labels = found.configuration.claim_labels();
    let tx_code = found.offer.pre_authorized().ok().and_then(|grant| grant.tx_code.as_ref());
    page(
        found.name(),
        html! {
            p { strong { (found.issuer.name()) } " wants to add this to your wallet:" }
            section.card aria-label="What is offered" {
                h2 { (found.name()) }
                p { (found.offer.credential_issuer) }
                @if !labels.is_empty() {
                    p { "It will hold your:" }
                    ul { @for label in &labels { li { (label) } } }
                }
            }
            form method="post" action="/add" {
                input type="hidden" name="offer" value=(link);
                @if let Some(asked) = tx_code { (code_field(asked)) }
                button { "Add" }
            }
            form method="post" action="/decline" { button.second { "Not now" } }
        },
    )
}

fn code_field(asked: &TxCode) -> Markup {
    let mode = if asked.input_mode.as_deref() == Some("text") { "text" } else { "numeric" };
    html! {
        label for="tx_code" { "Code from the issuer" }
        @if let Some(description) = &asked.description { p.hint id="tx_code-hint" { (description) } }
        input id="tx_code" name="tx_code" inputmode=(mode) autocomplete="one-time-code" required
            maxlength=[asked.length] aria-describedby=[asked.description.as_ref().map(|_| "tx_code-hint")];
    }
}

/// The keys held, in the order of `keys`, each with its state.
pub fn held(keys: &[HeldKey], states: &[State]) -> Markup {
    page(
        "Your wallet",
        html! {
            @if keys.is_empty() { p { "There is nothing in this wallet yet." } }
            @for (key, state) in keys.iter().zip(states) {
                section.card aria-label=(key.name) {
                    h2 { (key.name) }
                    p { (key.issuer_name) }
                    p.state data-state=(state.word()) { (state) }
                    (claims(&key.claims))
                    p.hint {
                        "Added on " (date(key.added_at)) "."
                        @if let Some(end) = key.expires_at { " Ends on " (date(end)) "." }
                    }
                }
            }
            form method="get" action="/" {
                label for="link" { "Link" }
                p.hint id="link-hint" { "Paste the link behind a QR code or a button." }
                input id="link" name="link" required autocomplete="off" spellcheck="false" aria-describedby="link-hint";
                button { "Open" }
            }
        },
    )
}

/// A key that was just added.
pub fn added(key: &HeldKey, back: Option<&str>) -> Markup {
    page(
        "Added",
        html! {
            p { strong { (key.name) } " from " (key.issuer_name) " is in your wallet." }
            (claims(&key.claims))
            (ways_on(back))
        },
    )
}

/// An offer that was not taken.
pub fn declined(back: Option<&str>) -> Markup {
    page(
        "Not added",
        html! {
            p { "Nothing was added. You can open the offer again until it ends." }
            (ways_on(back))
        },
    )
}

/// What went wrong, in one sentence, and the way back to the offer if there is one.
pub fn problem(sentence: &str, offer: Option<&str>, back: Option<&str>) -> Markup {
    page(
        "Nothing was added",
        html! {
            p role="alert" { (sentence) }
            @if let Some(link) = offer {
                form method="get" action="/" {
                    input type="hidden" name="offer" value=(link);
                    button { "Look at the offer again" }
                }
            }
            (ways_on(back))
        },
    )
}

fn ways_on(back: Option<&str>) -> Markup {
    html! {
        @if let Some(url) = back { p { a href=(url) { "Go back to where you came from" } } }
        p { a href="/" { "See everything in this wallet" } }
    }
}

fn claims(claims: &Map<String, Value>) -> Markup {
    html! {
        dl {
            @for (name, value) in claims {
                dt { (name.replace('_', " ")) }
                dd { @if let Some(text) = value.as_str() { (text) } @else { (value.to_string()) } }
            }
        }
    }
}

fn date(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0).map(|time| time.format("%-d %B %Y").to_string()).unwrap_or_default()
}

fn page(heading: &str, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (heading) " – Demo wallet" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { p { strong { "Demo wallet" } " — for trying Latchkey only" } }
                main { h1 { (heading) } (content) }
            }
        }
    }
}
