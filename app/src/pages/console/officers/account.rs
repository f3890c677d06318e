//! An officer's own account, and the pages on which its parts are changed.

use super::{
    log_in::code_field,
    new_app::{NewApp, new_app},
    set_up::{PasswordProblem, app_code_problem, new_password_field},
};
use crate::{
    components::console::field::{Marks, TextField, text_field},
    pages::console::{ConsolePage, Problem},
    text::{Language, fill, keys::Officers},
};
use contract::Site;
use domain::CodeFormat;
use leptos::prelude::*;

/// What the account page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// How colleagues know the officer.
    pub name: String,
    /// What the officer logs in with.
    pub email: String,
    /// In words.
    pub role: &'static str,
    /// Where the officer is logged in.
    pub sessions: Vec<SessionLine>,
    /// Recovery codes that were not used; none for officers who log in by single sign-on.
    pub codes_left: Option<u64>,
}

/// A browser in which the officer is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// Name of the session.
    pub id: String,
    /// In a few words.
    pub browser: String,
    /// Clock time.
    pub began: String,
    /// Clock time.
    pub used: String,
    /// It is this one.
    pub this: bool,
}

/// The account page.
#[must_use]
pub fn account(site: &Site, account: Account) -> ConsolePage {
    let text = Language::of(site).officers();
    let row = |key: &'static str, value: String| {
        view! {
            <div class="nhsuk-summary-list__row">
                <dt class="nhsuk-summary-list__key">{key}</dt>
                <dd class="nhsuk-summary-list__value">{value}</dd>
            </div>
        }
    };
    let ways = account.codes_left.map(|left| ways(text, left));
    let sessions: Vec<_> = account.sessions.into_iter().map(|line| session(text, line)).collect();
    let body = view! {
        <dl class="nhsuk-summary-list">
            {row(text.account_name, account.name)}
            {row(text.account_email, account.email)}
            {row(text.account_role, account.role.to_owned())}
        </dl>
        <p>{text.account_change_help}</p>
        {ways}
        <h2 class="nhsuk-heading-m">{text.sessions_heading}</h2>
        <dl class="nhsuk-summary-list">{sessions}</dl>
    };
    ConsolePage::new(text.account_heading, body)
}

fn ways(text: &Officers, left: u64) -> AnyView {
    let row = |key: &'static str, value: String, address: &'static str, about: &'static str| {
        view! {
            <div class="nhsuk-summary-list__row">
                <dt class="nhsuk-summary-list__key">{key}</dt>
                <dd class="nhsuk-summary-list__value">{value}</dd>
                <dd class="nhsuk-summary-list__actions">
                    <a href=address>
                        {text.ways_change} <span class="nhsuk-u-visually-hidden">" " {about}</span>
                    </a>
                </dd>
            </div>
        }
    };
    let left = fill(text.ways_codes_left, &[("count", &left.to_string())]);
    view! {
        <h2 class="nhsuk-heading-m">{text.ways_heading}</h2>
        <dl class="nhsuk-summary-list">
            {row(text.ways_password, text.ways_password_set.to_owned(), "/hr/account/password", text.ways_change_password)}
            {row(text.ways_app, text.ways_app_set.to_owned(), "/hr/account/authenticator", text.ways_change_app)}
            {row(text.ways_codes, left, "/hr/account/recovery-codes", text.ways_new_codes)}
        </dl>
    }
    .into_any()
}

fn session(text: &Officers, line: SessionLine) -> AnyView {
    let this = line.this.then(|| {
        view! { <p><strong class="nhsuk-tag nhsuk-tag--blue">{text.session_this}</strong></p> }
    });
    let about = fill(text.session_end_about, &[("browser", &line.browser)]);
    let end = (!line.this).then(|| {
        view! {
            <dd class="nhsuk-summary-list__actions">
                <form method="post" action="/hr/account/sessions" novalidate>
                    <input type="hidden" name="id" value=line.id/>
                    <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit">
                        {text.session_end} <span class="nhsuk-u-visually-hidden">" " {about}</span>
                    </button>
                </form>
            </dd>
        }
    });
    view! {
        <div class="nhsuk-summary-list__row" class=("nhsuk-summary-list__row--no-actions", line.this)>
            <dt class="nhsuk-summary-list__key">{line.browser}</dt>
            <dd class="nhsuk-summary-list__value">
                {this}
                <p>{fill(text.session_began, &[("time", &line.began)])}</p>
                <p>{fill(text.session_used, &[("time", &line.used)])}</p>
            </dd>
            {end}
        </div>
    }
    .into_any()
}

/// Changes the password. `current_wrong`: the password until now was wrong; `wait`: the clock time of the next try.
#[must_use]
pub fn change_password(
    site: &Site,
    email: &str,
    current_wrong: bool,
    new: Option<PasswordProblem>,
    wait: Option<&str>,
) -> ConsolePage {
    let language = Language::of(site);
    let text = language.officers();
    let mut problems = Vec::new();
    let mut say = |field, message: String| problems.push(Problem { field: Some(field), message });
    if let Some(time) = wait {
        say("current", fill(text.wait, &[("time", time)]));
    }
    if current_wrong {
        say("current", text.current_wrong.to_owned());
    }
    if let Some(wrong) = new {
        say("password", wrong.message(text).to_owned());
    }
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let current = TextField {
        name: "current",
        label: text.current_password,
        kind: "password",
        autocomplete: "current-password",
        ..TextField::default()
    };
    let body = view! {
        <p>{text.password_lead}</p>
        <form method="post" action="/hr/account/password" novalidate>
            <input type="email" name="email" value=email.to_owned() autocomplete="username" hidden readonly/>
            {text_field(marks, current)}
            {new_password_field(marks, text)}
            <button class="nhsuk-button" type="submit">{text.password_button}</button>
        </form>
    };
    ConsolePage::new(text.password_heading, body).back_to("/hr/account").with_problems(problems)
}

/// Sets up another authenticator app; `wrong` is what was wrong with its code.
#[must_use]
pub fn change_app(site: &Site, app: &NewApp, wrong: Option<Option<CodeFormat>>) -> ConsolePage {
    let language = Language::of(site);
    let text = language.officers();
    let problems: Vec<_> = wrong.map(|wrong| app_code_problem(text, wrong)).into_iter().collect();
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let body = view! {
        <p>{text.app_lead}</p>
        {new_app(language, app)}
        <form method="post" action="/hr/account/authenticator" novalidate>
            {code_field(marks, text.app_code, text.app_code_hint)}
            <button class="nhsuk-button" type="submit">{text.app_button}</button>
        </form>
    };
    ConsolePage::new(text.app_heading, body).back_to("/hr/account").with_problems(problems)
}

/// Says what new recovery codes mean, before they are made.
#[must_use]
pub fn new_codes(site: &Site) -> ConsolePage {
    let text = Language::of(site).officers();
    let body = view! {
        <p>{text.new_codes_lead}</p>
        <form method="post" action="/hr/account/recovery-codes" novalidate>
            <button class="nhsuk-button" type="submit">{text.new_codes_button}</button>
        </form>
    };
    ConsolePage::new(text.new_codes_heading, body).back_to("/hr/account")
}
