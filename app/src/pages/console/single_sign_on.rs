//! Log in with the organisation's single sign-on: the way there, and what it came to. All of it are links: the address of
//! the provider is not ours, and our forms lead to no other site.

use super::{ConsolePage, officers::with_then};
use crate::{
    components::prose::prose,
    pages::plain,
    text::{Language, fill},
};
use contract::Site;
use leptos::prelude::*;

/// Path that leads to the provider for a log in.
pub const LOG_IN: &str = "/hr/sso";
/// Path that leads to the provider for the second factor, once more.
pub const CONFIRM: &str = "/hr/sso/confirm";

/// Where the log in page is.
const LOG_IN_PAGE: &str = "/hr/log-in";

/// The way to the provider, above the form for passwords.
pub(crate) fn before_password(site: &Site, provider: &str, then: &str) -> impl IntoView + use<> {
    let text = Language::of(site).single_sign_on();
    view! {
        {to_provider(site, provider, LOG_IN, then)}
        <p>{text.or_password}</p>
    }
}

/// The log in page where nobody logs in with a password.
#[must_use]
pub fn log_in(site: &Site, provider: &str, then: &str) -> ConsolePage {
    let language = Language::of(site);
    let lead =
        fill(language.single_sign_on().only_lead, &[("organisation", &site.organisation), ("provider", provider)]);
    let body = view! {
        <p>{lead}</p>
        {to_provider(site, provider, LOG_IN, then)}
    };
    ConsolePage::new(language.officers().log_in_heading, body)
}

/// The second factor again, at the provider.
#[must_use]
pub fn confirm(site: &Site, provider: &str, then: &str) -> ConsolePage {
    let language = Language::of(site);
    let lead = fill(language.single_sign_on().confirm_lead, &[("provider", provider)]);
    let body = view! {
        <p>{lead}</p>
        {to_provider(site, provider, CONFIRM, then)}
    };
    ConsolePage::new(language.officers().confirm_heading, body)
}

/// Nobody is logged in here any more; at the provider somebody still may be.
#[must_use]
pub fn logged_out(site: &Site, provider: &str) -> ConsolePage {
    let language = Language::of(site);
    let body = prose(language.single_sign_on().logged_out_body, &[("provider", provider)]);
    ConsolePage::new(language.officers().logged_out_heading, body)
}

/// The browser goes on by itself, with a link for one that does not. It comes from another site, and the cookie of officers
/// goes along only with what one of our own pages asks for.
#[must_use]
pub fn onward(site: &Site, address: &str) -> ConsolePage {
    let text = Language::of(site).single_sign_on();
    ConsolePage::new(text.onward_heading, prose(text.onward_body, &[("address", address)]))
}

/// The provider knows somebody who is no officer, or none any more.
#[must_use]
pub fn not_an_officer(site: &Site, provider: &str) -> ConsolePage {
    let text = Language::of(site).single_sign_on();
    let values = [("provider", provider), ("organisation", &site.organisation)];
    ConsolePage::new(text.not_officer_heading, again(site, prose(text.not_officer_body, &values)))
}

/// Nobody asked in this browser, or too long ago.
#[must_use]
pub fn not_asked(site: &Site, provider: &str) -> ConsolePage {
    let text = Language::of(site).single_sign_on();
    ConsolePage::new(text.not_asked_heading, again(site, prose(text.not_asked_body, &[("provider", provider)])))
}

/// It did not work; `reference` names the line of the log that says why.
#[must_use]
pub fn refused(site: &Site, provider: &str, reference: &str) -> ConsolePage {
    let text = Language::of(site).single_sign_on();
    let values = [("provider", provider), ("reference", reference)];
    ConsolePage::new(text.refused_heading, again(site, prose(text.refused_body, &values)))
}

fn to_provider(site: &Site, provider: &str, path: &str, then: &str) -> impl IntoView + use<> {
    let words = fill(Language::of(site).single_sign_on().log_in, &[("provider", provider)]);
    view! { <a class="nhsuk-button" href=with_then(path, then) draggable="false">{words}</a> }
}

fn again(site: &Site, before: Vec<AnyView>) -> impl IntoView + use<> {
    let button = plain::button(LOG_IN_PAGE.to_owned(), Language::of(site).single_sign_on().again);
    view! {
        {before}
        {button}
    }
}
