//! Where the links of a report lead: what will happen, the button that does it, and what has happened.

use super::{Plain, plain::values};
use crate::{
    components::{busy_button::Look, prose::prose},
    text::Language,
};
use contract::{Site, log_in::REPORT_CONFIRM};
use domain::ReportKind;
use leptos::prelude::*;

/// What will happen. Only the button does it: links are opened by programs too.
#[must_use]
pub fn confirm(site: &Site, kind: ReportKind) -> Plain {
    let text = Language::of(site).reports();
    let (heading, words, label) = match kind {
        ReportKind::LostPhone => (text.confirm_lost_phone, text.confirm_lost_phone_body, text.stop_key),
        ReportKind::NotMe => (text.confirm_not_me, text.confirm_not_me_body, text.not_me_button),
    };
    let body = view! {
        {prose(words, &values(site))}
        <form method="post" action=REPORT_CONFIRM novalidate>
            <button class=Look::Warning.class() type="submit">{label}</button>
        </form>
    };
    Plain::new(heading, body)
}

/// What has happened.
#[must_use]
pub fn done(site: &Site, kind: ReportKind) -> Plain {
    let text = Language::of(site).reports();
    let (heading, words) = match kind {
        ReportKind::LostPhone => (text.done_lost_phone, text.done_lost_phone_body),
        ReportKind::NotMe => (text.done_not_me, text.done_not_me_body),
    };
    Plain::text(site, heading, words, true)
}

/// The link is unknown, expired or used.
#[must_use]
pub fn closed(site: &Site) -> Plain {
    let text = Language::of(site).reports();
    Plain::text(site, text.closed, text.closed_body, true)
}
