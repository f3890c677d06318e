//! How the pages of the journey and of log in are called, in their headings and in the titles of their documents.

use super::key::new_code_heading;
use crate::text::{Language, fill};
use contract::{Page, Site};

/// The heading of a page, which is also the first part of its title.
pub(crate) fn heading(language: Language, page: &Page) -> String {
    match page {
        Page::Start(_) => language.start().heading,
        Page::SendCode(_) => language.code().send_heading,
        Page::EnterCode(_) => language.code().enter_heading,
        Page::NewCode(page) => new_code_heading(language, page),
        Page::AddKey(_) => language.add_key().heading,
        Page::Added(_) => language.added().heading,
        Page::LogIn(_) => language.log_in().heading,
        Page::Home(_) | Page::Leave { .. } => "",
    }
    .to_owned()
}

/// The title of a document. Nothing personal is in it.
pub(crate) fn title(site: &Site, heading: &str, error: bool) -> String {
    let parts = Language::of(site).parts();
    let sentence = if error { parts.title_error } else { parts.title };
    let values = [("heading", heading), ("service", &*site.service), ("organisation", &*site.organisation)];
    fill(sentence, &values)
}

/// The page says that something went wrong with what was entered or shared.
pub(crate) fn has_problem(page: &Page) -> bool {
    match page {
        Page::EnterCode(page) => page.problem.is_some(),
        Page::LogIn(page) => page.refusal.is_some(),
        _ => false,
    }
}
