//! "Ask HR for a new access key".

use crate::{
    components::{endpoint_form::FieldsForm, radios::Radios, rich::rich},
    journey::Visit,
};
use contract::endpoints::AskForKey;
use leptos::{either::Either, prelude::*};

/// Name of the reasons, and id of the first.
pub(crate) const REASON: &str = "reason";

/// A reason to choose, or that HR has been asked.
#[component]
pub(crate) fn NewKeyPage(
    visit: Visit,
    /// When HR was asked.
    asked: Option<String>,
    /// No reason was chosen.
    missing: bool,
) -> impl IntoView {
    let text = visit.language().home();
    let hr = visit.site().hr.name;
    if let Some(date) = asked {
        return Either::Left(view! {
            <p>{rich(text.asked_lead, &[("date", &date)])}</p>
            <p>{rich(text.asked_words, &[("hr", &hr)])}</p>
        });
    }
    let choices = vec![
        ("new-phone", text.reason_new_phone.to_owned()),
        ("deleted", text.reason_deleted.to_owned()),
        ("not-working", text.reason_not_working.to_owned()),
    ];
    let problem = missing.then_some(text.reason_missing);
    Either::Right(view! {
        <p>{rich(text.new_key_lead, &[("hr", &hr)])}</p>
        <FieldsForm to=AskForKey visit label=text.ask>
            <Radios visit name=REASON legend=text.reason choices chosen=None problem/>
        </FieldsForm>
    })
}
