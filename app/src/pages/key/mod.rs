//! The pages of the journey, and their names.

pub(crate) mod add_key;
pub(crate) mod added;
pub(crate) mod enter_code;
pub(crate) mod new_code;
pub(crate) mod send_code;
pub(crate) mod start;
mod ways;

use crate::text::{Language, fill};
use contract::{
    Page, Site,
    page::{CodeProblem, NewCode, NewCodeReason, When},
};

/// The heading of a page, which is also the first part of its title.
pub(crate) fn heading(language: Language, page: &Page) -> String {
    match page {
        Page::Start(_) => language.start().heading,
        Page::SendCode(_) => language.code().send_heading,
        Page::EnterCode(_) => language.code().enter_heading,
        Page::NewCode(page) => new_code_heading(language, page),
        Page::AddKey(_) => language.add_key().heading,
        Page::Added(_) => language.added().heading,
        Page::Leave { .. } => "",
    }
    .to_owned()
}

/// The heading of the new code page: why it is shown, and whether a code can be had at all.
pub(crate) fn new_code_heading(language: Language, page: &NewCode) -> &'static str {
    let text = language.code();
    match (page.why, &page.when) {
        (NewCodeReason::TooManyTries, _) => text.too_many_tries_heading,
        (NewCodeReason::TooManyCodes, _) => text.too_many_codes_heading,
        (NewCodeReason::PersonLocked, _) => text.locked_heading,
        (NewCodeReason::Asked, When::Now) => text.new_heading,
        (NewCodeReason::Asked, When::At { .. }) => text.not_yet_heading,
        (NewCodeReason::Asked, When::AskHr) => text.not_now_heading,
    }
}

/// The title of a document. Nothing personal is in it.
pub(crate) fn title(site: &Site, heading: &str, error: bool) -> String {
    let parts = Language::of(site).parts();
    let sentence = if error { parts.title_error } else { parts.title };
    let values = [("heading", heading), ("service", &*site.service), ("organisation", &*site.organisation)];
    fill(sentence, &values)
}

/// The page says that something went wrong with what was entered.
pub(crate) fn has_problem(page: &Page) -> bool {
    matches!(page, Page::EnterCode(page) if page.problem.is_some())
}

/// Why a code did not pass, and what to do.
pub(crate) fn code_problem(language: Language, problem: &CodeProblem) -> String {
    let text = language.code();
    match problem {
        CodeProblem::Empty => text.empty.to_owned(),
        CodeProblem::Format => text.format.to_owned(),
        CodeProblem::Wrong { tries_left: None } => text.wrong.to_owned(),
        CodeProblem::Wrong { tries_left: Some(1) } => text.wrong_one_try_left.to_owned(),
        CodeProblem::Wrong { tries_left: Some(tries) } => fill(text.wrong_tries_left, &[("tries", &tries.to_string())]),
        CodeProblem::Expired => text.expired.to_owned(),
    }
}
