//! Email address and password, then a code; and the ends of it.

use crate::{
    components::{
        console::field::{Marks, TextField, text_field},
        prose::prose,
        rich::rich,
    },
    pages::console::{ConsolePage, Problem, single_sign_on::before_password},
    text::{Language, fill},
};
use contract::Site;
use domain::CodeFormat;
use leptos::prelude::*;

/// What was wrong with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// Not six digits.
    Format(CodeFormat),
    /// Wrong, or used before.
    Wrong,
    /// Too many tries; the clock time from which there may be another.
    Wait(String),
}

impl CodeProblem {
    fn message(&self, language: Language) -> String {
        let text = language.officers();
        match self {
            Self::Format(CodeFormat::Empty) => text.code_empty.to_owned(),
            Self::Format(CodeFormat::NotSixDigits) => text.code_format.to_owned(),
            Self::Wrong => text.code_wrong.to_owned(),
            Self::Wait(time) => fill(text.wait, &[("time", time)]),
        }
    }
}

/// What the first step shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogIn {
    /// The email address as it was entered.
    pub email: String,
    /// Where it leads once the officer is logged in.
    pub then: String,
    /// The last try was wrong.
    pub tried: bool,
    /// Clock time from which there may be another.
    pub wait: Option<String>,
    /// Name of the single sign-on, if there is one beside the password.
    pub sign_on: Option<String>,
}

/// The first step.
#[must_use]
pub fn log_in(site: &Site, page: LogIn) -> ConsolePage {
    let LogIn { email, then, tried, wait, sign_on } = page;
    let language = Language::of(site);
    let text = language.officers();
    let problem = |field, message: String| Problem { field: Some(field), message };
    let problems = match (tried, &wait) {
        (_, Some(time)) => vec![problem("email", fill(text.wait, &[("time", time)]))],
        (true, None) if email.trim().is_empty() => vec![problem("email", text.email_missing.to_owned())],
        (true, None) => vec![problem("email", text.log_in_wrong.to_owned())],
        (false, None) => Vec::new(),
    };
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let email = text_field(
        marks,
        TextField {
            name: "email",
            label: text.email,
            value: email,
            kind: "email",
            autocomplete: "username",
            ..TextField::default()
        },
    );
    let password = text_field(
        marks,
        TextField {
            name: "password",
            label: text.password,
            kind: "password",
            autocomplete: "current-password",
            ..TextField::default()
        },
    );
    let sign_on = sign_on.map(|provider| before_password(site, &provider, &then));
    let body = view! {
        <p>{fill(text.log_in_lead, &[("organisation", &site.organisation)])}</p>
        {sign_on}
        <form method="post" action="/hr/log-in" novalidate>
            <input type="hidden" name="then" value=then/>
            {email}
            {password}
            <button class="nhsuk-button" type="submit">{text.log_in_button}</button>
        </form>
        <p>{rich(text.log_in_help, &[])}</p>
    };
    ConsolePage::new(text.log_in_heading, body).with_problems(problems)
}

/// The second step: a code of the authenticator app.
#[must_use]
pub fn code(site: &Site, then: &str, problem: Option<&CodeProblem>) -> ConsolePage {
    let language = Language::of(site);
    let text = language.officers();
    let problems = code_problems(language, problem);
    let address = with_then("/hr/log-in/recovery", then);
    let body = view! {
        <p>{fill(text.code_lead, &[("service", &site.service)])}</p>
        {code_form(language, &problems, "/hr/log-in/code", then, text.code_button)}
        <p>{rich(text.use_recovery, &[("address", &address)])}</p>
    };
    ConsolePage::new(text.code_heading, body).with_problems(problems)
}

/// The second step without the app: a recovery code.
#[must_use]
pub fn recovery(site: &Site, then: &str, problem: Option<&CodeProblem>) -> ConsolePage {
    let language = Language::of(site);
    let text = language.officers();
    let message = problem.map(|problem| match problem {
        CodeProblem::Format(_) => text.recovery_empty.to_owned(),
        CodeProblem::Wrong => text.recovery_wrong.to_owned(),
        CodeProblem::Wait(_) => problem.message(language),
    });
    let problems: Vec<_> = message.map(|message| Problem { field: Some("code"), message }).into_iter().collect();
    let marks = Marks { prefix: language.parts().error_prefix, problems: &problems };
    let field = text_field(
        marks,
        TextField {
            name: "code",
            label: text.recovery_label,
            hint: text.recovery_hint.to_owned(),
            kind: "text",
            autocomplete: "off",
            width: "nhsuk-input--width-20",
            ..TextField::default()
        },
    );
    let address = with_then("/hr/log-in/code", then);
    let body = view! {
        <p>{text.recovery_lead}</p>
        <form method="post" action="/hr/log-in/recovery" novalidate>
            <input type="hidden" name="then" value=then.to_owned()/>
            {field}
            <button class="nhsuk-button" type="submit">{text.code_button}</button>
        </form>
        <p>{rich(text.use_app, &[("address", &address)])}</p>
    };
    ConsolePage::new(text.recovery_heading, body).with_problems(problems)
}

/// The second factor again, before what needs it fresh.
#[must_use]
pub fn confirm(site: &Site, then: &str, problem: Option<&CodeProblem>) -> ConsolePage {
    let language = Language::of(site);
    let text = language.officers();
    let problems = code_problems(language, problem);
    let body = view! {
        <p>{text.confirm_lead}</p>
        {code_form(language, &problems, "/hr/confirm", then, language.parts().continue_button)}
        <p>{text.confirm_no_app}</p>
    };
    ConsolePage::new(text.confirm_heading, body).with_problems(problems)
}

/// Too late, or too many wrong codes.
#[must_use]
pub fn closed_session(site: &Site) -> ConsolePage {
    let text = Language::of(site).officers();
    let body = view! {
        <p>{text.over_body}</p>
        <p>{rich(text.over_link, &[])}</p>
    };
    ConsolePage::new(text.over_heading, body)
}

/// Nobody is logged in any more.
#[must_use]
pub fn logged_out(site: &Site) -> ConsolePage {
    let text = Language::of(site).officers();
    ConsolePage::new(text.logged_out_heading, prose(text.logged_out_body, &[]))
}

fn code_problems(language: Language, problem: Option<&CodeProblem>) -> Vec<Problem> {
    problem.map(|problem| Problem { field: Some("code"), message: problem.message(language) }).into_iter().collect()
}

fn code_form(
    language: Language,
    problems: &[Problem],
    action: &'static str,
    then: &str,
    button: &'static str,
) -> AnyView {
    let marks = Marks { prefix: language.parts().error_prefix, problems };
    let field = code_field(marks, language.officers().code_label, "");
    view! {
        <form method="post" action=action novalidate>
            <input type="hidden" name="then" value=then.to_owned()/>
            {field}
            <button class="nhsuk-button" type="submit">{button}</button>
        </form>
    }
    .into_any()
}

/// The field for a code of the authenticator app.
pub(super) fn code_field(marks: Marks<'_>, label: &'static str, hint: &str) -> AnyView {
    let field = TextField {
        name: "code",
        label,
        hint: hint.to_owned(),
        kind: "text",
        autocomplete: "one-time-code",
        inputmode: "numeric",
        width: "nhsuk-input--width-5 nhsuk-input--code",
        ..TextField::default()
    };
    text_field(marks, field)
}

/// An address that carries on where to go after.
pub(in crate::pages::console) fn with_then(path: &str, then: &str) -> String {
    let mut address = format!("{path}?then=");
    for byte in then.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                address.push(char::from(byte))
            }
            // Writing into a String does not fail.
            _ => drop(std::fmt::Write::write_fmt(&mut address, format_args!("%{byte:02X}"))),
        }
    }
    address
}
