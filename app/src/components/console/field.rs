//! Fields of the console's forms: plain elements, whose values the server fills in.

use crate::pages::console::Problem;
use leptos::prelude::*;

/// What the fields of one form say that is wrong, and the words before it.
#[derive(Clone, Copy)]
pub(crate) struct Marks<'a> {
    /// "Error: ", for those who hear the page.
    pub(crate) prefix: &'static str,
    /// All that is wrong with the form.
    pub(crate) problems: &'a [Problem],
}

impl Marks<'_> {
    /// What is wrong with the field of this id.
    fn of(&self, id: &str) -> Option<String> {
        self.problems.iter().find(|problem| problem.field == Some(id)).map(|problem| problem.message.clone())
    }
}

/// A field of one line.
#[derive(Clone, Default)]
pub(crate) struct TextField {
    /// Name and id.
    pub(crate) name: &'static str,
    /// Label.
    pub(crate) label: &'static str,
    /// What helps to fill it in; may be empty.
    pub(crate) hint: String,
    /// What stands in it.
    pub(crate) value: String,
    /// `type` of the element: `text`, `email`, `tel`, `password`, `search`, `date`.
    pub(crate) kind: &'static str,
    /// `autocomplete`; `off` where it is about somebody else.
    pub(crate) autocomplete: &'static str,
    /// `inputmode`; may be empty.
    pub(crate) inputmode: &'static str,
    /// A class for its width, such as `nhsuk-input--width-10`; may be empty.
    pub(crate) width: &'static str,
}

/// Draws a field of one line.
pub(crate) fn text_field(marks: Marks<'_>, field: TextField) -> AnyView {
    let problem = marks.of(field.name);
    let wrong = problem.is_some();
    let class = format!("nhsuk-input {}{}", field.width, if wrong { " nhsuk-input--error" } else { "" });
    let described = described_by(field.name, !field.hint.is_empty(), wrong);
    view! {
        <div class="nhsuk-form-group" class=("nhsuk-form-group--error", wrong)>
            <label class="nhsuk-label nhsuk-label--s" for=field.name>{field.label}</label>
            {hint(field.name, field.hint)}
            {error(marks, field.name, problem)}
            <input
                class=class
                id=field.name
                name=field.name
                type=field.kind
                autocomplete=(!field.autocomplete.is_empty()).then_some(field.autocomplete)
                inputmode=(!field.inputmode.is_empty()).then_some(field.inputmode)
                spellcheck="false"
                value=field.value
                aria-describedby=described
            />
        </div>
    }
    .into_any()
}

/// Draws a field of several lines.
pub(crate) fn text_area(
    marks: Marks<'_>,
    name: &'static str,
    label: &'static str,
    help: String,
    value: String,
) -> AnyView {
    let problem = marks.of(name);
    let wrong = problem.is_some();
    let described = described_by(name, !help.is_empty(), wrong);
    view! {
        <div class="nhsuk-form-group" class=("nhsuk-form-group--error", wrong)>
            <label class="nhsuk-label nhsuk-label--s" for=name>{label}</label>
            {hint(name, help)}
            {error(marks, name, problem)}
            <textarea
                class="nhsuk-textarea"
                class=("nhsuk-textarea--error", wrong)
                id=name
                name=name
                rows="4"
                aria-describedby=described
            >
                {value}
            </textarea>
        </div>
    }
    .into_any()
}

/// One of the choices of [`radio_field`].
pub(crate) struct Choice {
    /// Value.
    pub(crate) value: &'static str,
    /// Label.
    pub(crate) label: &'static str,
    /// What follows from it; may be empty.
    pub(crate) hint: String,
}

/// Draws one choice of several; the first has the id `name`, to which an error summary leads.
pub(crate) fn radio_field(
    marks: Marks<'_>,
    name: &'static str,
    legend: &'static str,
    choices: Vec<Choice>,
    chosen: &str,
) -> AnyView {
    let problem = marks.of(name);
    let wrong = problem.is_some();
    let described = wrong.then(|| format!("{name}-error"));
    let items: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(index, choice)| {
            let id = if index == 0 { name.to_owned() } else { format!("{name}-{}", choice.value) };
            let hint_id = format!("{id}-hint");
            let described = (!choice.hint.is_empty()).then(|| hint_id.clone());
            let help = (!choice.hint.is_empty()).then(|| {
                view! { <div class="nhsuk-hint nhsuk-radios__hint" id=hint_id>{choice.hint}</div> }
            });
            view! {
                <div class="nhsuk-radios__item">
                    <input
                        class="nhsuk-radios__input"
                        id=id.clone()
                        name=name
                        type="radio"
                        value=choice.value
                        checked=chosen == choice.value
                        aria-describedby=described
                    />
                    <label class="nhsuk-label nhsuk-radios__label" for=id>{choice.label}</label>
                    {help}
                </div>
            }
        })
        .collect();
    view! {
        <div class="nhsuk-form-group" class=("nhsuk-form-group--error", wrong)>
            <fieldset class="nhsuk-fieldset" aria-describedby=described>
                <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">{legend}</legend>
                {error(marks, name, problem)}
                <div class="nhsuk-radios">{items}</div>
            </fieldset>
        </div>
    }
    .into_any()
}

fn described_by(name: &str, hint: bool, wrong: bool) -> Option<String> {
    match (hint, wrong) {
        (true, true) => Some(format!("{name}-hint {name}-error")),
        (true, false) => Some(format!("{name}-hint")),
        (false, true) => Some(format!("{name}-error")),
        (false, false) => None,
    }
}

fn hint(name: &str, words: String) -> Option<impl IntoView + use<>> {
    let id = format!("{name}-hint");
    (!words.is_empty()).then(|| view! { <div class="nhsuk-hint" id=id>{words}</div> })
}

fn error(marks: Marks<'_>, name: &str, problem: Option<String>) -> Option<impl IntoView + use<>> {
    let (id, prefix) = (format!("{name}-error"), marks.prefix);
    problem.map(|message| {
        view! {
            <span class="nhsuk-error-message" id=id>
                <span class="nhsuk-u-visually-hidden">{prefix}</span>
                {message}
            </span>
        }
    })
}
