//! Longer texts: blocks with a blank line between them.

use super::rich::rich;
use leptos::prelude::*;

/// A heading of a text: its id and its words.
pub(crate) fn headings(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(|line| line.trim().strip_prefix("## ")?.split_once(' '))
}

/// Draws a text. A line `## id Words` is a heading of level 2; lines `- …` are bullets and lines `1. …` are steps (other
/// lines carry them on); everything else is a paragraph.
pub(crate) fn prose(text: &str, values: &[(&str, &str)]) -> Vec<AnyView> {
    let mut views = Vec::new();
    let mut block: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).chain([""]) {
        if let Some((id, words)) = line.strip_prefix("## ").and_then(|heading| heading.split_once(' ')) {
            views.extend(draw(&mut block, values));
            let id = id.to_owned();
            views.push(view! { <h2 class="nhsuk-heading-m" id=id>{rich(words, values)}</h2> }.into_any());
        } else if line.is_empty() {
            views.extend(draw(&mut block, values));
        } else if item(line).is_some() {
            block.push(line.to_owned());
        } else if let Some(last) = block.last_mut() {
            last.push(' ');
            last.push_str(line);
        } else {
            block.push(line.to_owned());
        }
    }
    views
}

/// What a line of a list says, and whether the list is numbered.
fn item(line: &str) -> Option<(&str, bool)> {
    if let Some(words) = line.strip_prefix("- ") {
        return Some((words, false));
    }
    let (number, words) = line.split_once(". ")?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some((words, true))
}

fn draw(block: &mut Vec<String>, values: &[(&str, &str)]) -> Option<AnyView> {
    let lines = std::mem::take(block);
    let first = lines.first()?;
    let Some((_, numbered)) = item(first) else {
        return Some(view! { <p>{rich(first, values)}</p> }.into_any());
    };
    let items: Vec<_> = lines
        .iter()
        .map(|line| {
            let words = item(line).map_or(line.as_str(), |(words, _)| words);
            view! { <li>{rich(words, values)}</li> }
        })
        .collect();
    Some(if numbered {
        view! { <ol class="nhsuk-list nhsuk-list--number">{items}</ol> }.into_any()
    } else {
        view! { <ul class="nhsuk-list nhsuk-list--bullet">{items}</ul> }.into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_elements() {
        let text = "
            One
            line with **bold**.

            ## some-id A {thing}
            - first
              goes on
            - second

            1. step
        ";
        let html = Owner::new().with(|| prose(text, &[("thing", "heading")]).to_html()).replace("<!>", "");
        for part in [
            "<p>One line with <strong>bold</strong>.</p>",
            "<h2 id=\"some-id\" class=\"nhsuk-heading-m\">A heading</h2>",
            "<li>first goes on</li><li>second</li></ul>",
            "<ol class=\"nhsuk-list nhsuk-list--number\"><li>step</li></ol>",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
        assert_eq!(headings(text).collect::<Vec<_>>(), [("some-id", "A {thing}")]);
    }
}
