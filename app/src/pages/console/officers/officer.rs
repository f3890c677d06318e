//! One officer, as an administrator sees them: role, link, access.

use super::{
    list::{OfficerLine, Standing, standing_tag},
    role::{role_field, role_name},
};
use crate::{
    components::console::field::Marks,
    pages::console::{ConsolePage, Problem},
    text::{Language, fill, keys::Officers},
};
use contract::Site;
use leptos::prelude::*;

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDone {
    /// No role was chosen.
    RoleMissing,
    /// Nobody would be an administrator any more.
    LastAdministrator,
    /// The officer's access is turned off.
    Off,
    /// Something has changed meanwhile.
    Gone,
}

/// The page. `own`: it is the account of whoever looks. `provider`: the single sign-on, where there is nothing
/// else to log in with.
#[must_use]
pub fn officer(
    site: &Site,
    line: &OfficerLine,
    own: bool,
    provider: Option<&str>,
    not_done: Option<NotDone>,
) -> ConsolePage {
    let language = Language::of(site);
    let text = language.officers();
    let problems: Vec<_> = not_done.map(|why| problem(text, why)).into_iter().collect();
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let row = |key: &'static str, value: AnyView| {
        view! {
            <div class="nhsuk-summary-list__row">
                <dt class="nhsuk-summary-list__key">{key}</dt>
                <dd class="nhsuk-summary-list__value">{value}</dd>
            </div>
        }
    };
    let last = line.last_log_in.clone().unwrap_or_else(|| text.list_never.to_owned());
    let acts = match own {
        true => view! { <p>{text.officer_own}</p> }.into_any(),
        false => acts(marks, language, line, provider),
    };
    let body = view! {
        <dl class="nhsuk-summary-list">
            {row(text.list_email, line.email.clone().into_any())}
            {row(text.list_role, role_name(site, line.role).into_any())}
            {row(text.list_standing, standing_tag(text, line.standing))}
            {row(text.list_last, last.into_any())}
        </dl>
        {acts}
    };
    ConsolePage::new(line.name.clone(), body).titled(text.officer_title).back_to("/hr/officers").with_problems(problems)
}

fn problem(text: &Officers, why: NotDone) -> Problem {
    let (field, message) = match why {
        NotDone::RoleMissing => (Some("role"), text.role_missing),
        NotDone::LastAdministrator => (None, text.officer_last_administrator),
        NotDone::Off => (None, text.officer_off_no_link),
        NotDone::Gone => (None, text.officer_gone),
    };
    Problem { field, message: message.to_owned() }
}

fn acts(marks: Marks<'_>, language: Language, line: &OfficerLine, provider: Option<&str>) -> AnyView {
    let text = language.officers();
    let action = format!("/hr/officers/{}", line.id);
    let small = |act: &'static str, heading: &'static str, lead: &str, class: &'static str, button: &'static str| {
        view! {
            <h2 class="nhsuk-heading-m">{heading}</h2>
            <p>{lead.to_owned()}</p>
            <form method="post" action=action.clone() novalidate>
                <input type="hidden" name="act" value=act/>
                <button class=class type="submit">{button}</button>
            </form>
        }
        .into_any()
    };
    let secondary = "nhsuk-button nhsuk-button--secondary";
    let off = line.standing == Standing::Off;
    let link = (!off).then(|| match provider {
        Some(provider) => {
            let text = language.single_sign_on();
            let lead = fill(text.forget_lead, &[("provider", provider)]);
            small("link", text.forget_heading, &lead, secondary, text.forget_button)
        }
        None => small("link", text.link_heading, text.link_lead, secondary, text.link_button),
    });
    let access = match off {
        true => small("on", text.on_heading, text.on_lead, secondary, text.on_button),
        false => small("off", text.off_heading, text.off_lead, "nhsuk-button nhsuk-button--warning", text.off_button),
    };
    view! {
        <h2 class="nhsuk-heading-m">{text.role_heading}</h2>
        <p>{text.role_lead}</p>
        <form method="post" action=action.clone() novalidate>
            <input type="hidden" name="act" value="role"/>
            {role_field(marks, text, line.role.name())}
            <button class="nhsuk-button nhsuk-button--secondary" type="submit">{text.role_button}</button>
        </form>
        {link}
        {access}
    }
    .into_any()
}
