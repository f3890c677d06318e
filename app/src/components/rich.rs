//! Sentences with marks.

use crate::text::fill;
use leptos::{either::EitherOf3, prelude::*};

/// A part of a sentence.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    Plain(&'a str),
    /// `**name of a thing to select**`
    Bold(&'a str),
    /// `[words](address)`
    Link(&'a str, &'a str),
}

/// Draws a sentence. Values are filled in after the marks are read, so nothing in a value is a mark.
pub(crate) fn rich(sentence: &str, values: &[(&str, &str)]) -> impl IntoView + use<> {
    parts(sentence)
        .into_iter()
        .map(|part| match part {
            Part::Plain(text) => EitherOf3::A(fill(text, values)),
            Part::Bold(text) => EitherOf3::B(view! { <strong>{fill(text, values)}</strong> }),
            Part::Link(text, address) => EitherOf3::C(view! { <a href=fill(address, values)>{fill(text, values)}</a> }),
        })
        .collect::<Vec<_>>()
}

fn parts(sentence: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = sentence;
    while !rest.is_empty() {
        let Some((before, part, after)) = next_mark(rest) else {
            parts.push(Part::Plain(rest));
            break;
        };
        if !before.is_empty() {
            parts.push(Part::Plain(before));
        }
        parts.push(part);
        rest = after;
    }
    parts
}

/// The first whole mark, with what stands before and after it.
fn next_mark(text: &str) -> Option<(&str, Part<'_>, &str)> {
    let bold = text.split_once("**").and_then(|(before, rest)| {
        let (inner, after) = rest.split_once("**")?;
        Some((before, Part::Bold(inner), after))
    });
    let link = text.split_once('[').and_then(|(before, rest)| {
        let (words, rest) = rest.split_once("](")?;
        let (address, after) = rest.split_once(')')?;
        Some((before, Part::Link(words, address), after))
    });
    match (bold, link) {
        (Some(bold), Some(link)) => Some(if bold.0.len() < link.0.len() { bold } else { link }),
        (bold, link) => bold.or(link),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_order() {
        assert_eq!(
            parts("Select **Scan** or [get help](/help)."),
            [
                Part::Plain("Select "),
                Part::Bold("Scan"),
                Part::Plain(" or "),
                Part::Link("get help", "/help"),
                Part::Plain("."),
            ]
        );
    }

    #[test]
    fn half_a_mark_is_plain() {
        assert_eq!(parts("2 ** 3 [x]"), [Part::Plain("2 ** 3 [x]")]);
    }
}
