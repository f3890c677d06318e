//! The pages on the way to the access key.

pub(crate) mod add_key;
pub(crate) mod added;
pub(crate) mod enter_code;
pub(crate) mod new_code;
pub(crate) mod send_code;
pub(crate) mod start;

use crate::text::{Language, fill};
use contract::page::{CodeProblem, NewCode, NewCodeReason, When};

/// The heading of the new code page: why it is shown, and whether a code can be had at all.
pub(crate) fn new_code_heading(language: Language, page: &NewCode) -> &'static str {
    let text = language.code();
    match (page.why, &page.when) {
        (NewCodeReason::TooManyTries, _) => text.too_many_tries_heading,
        (NewCodeReason::TooManyCodes, _) => text.too_many_codes_heading,
        (NewCodeReason::PersonLocked, _) => text.locked_heading,
        (NewCodeReason::Asked | NewCodeReason::Used, When::Now) => text.new_heading,
        (NewCodeReason::Asked | NewCodeReason::Used, When::At { .. }) => text.not_yet_heading,
        (NewCodeReason::Asked | NewCodeReason::Used, When::AskHr) => text.not_now_heading,
    }
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
