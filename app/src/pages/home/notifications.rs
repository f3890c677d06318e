//! How a person is told of things.

use crate::{
    components::{endpoint_form::FieldsForm, radios::Radios},
    journey::Visit,
    text::fill,
};
use contract::{endpoints::SaveNotifications, home::Notifications};
use leptos::prelude::*;

/// Choices for a log in from a new browser.
#[component]
pub(crate) fn NotificationsPage(visit: Visit, page: Notifications) -> impl IntoView {
    let text = visit.language().home();
    let values = [("email", &*page.email), ("phone", &*page.phone_ending)];
    let choices =
        vec![("email", fill(text.by_email, &values)), ("email-and-text", fill(text.by_email_and_text, &values))];
    let chosen = Some(if page.log_in_by_text { "email-and-text" } else { "email" });
    view! {
        <p>{text.notifications_lead}</p>
        <FieldsForm to=SaveNotifications visit label=text.save>
            <Radios visit name="log_in" legend=text.how choices chosen problem=None/>
        </FieldsForm>
    }
}
