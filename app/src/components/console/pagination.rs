//! Links to the pages of a long list.

use crate::text::{Language, fill};
use leptos::prelude::*;

/// The page that is shown, of how many, and where the others are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// This page, from 1.
    pub page: u64,
    /// The last page.
    pub last: u64,
    /// The address of a page, without its number: `/hr/staff?q=sam&page=`.
    pub address: String,
}

/// Numbers to show: the first, the last, this one and its neighbours. `None` stands for those left out.
fn numbers(page: u64, last: u64) -> Vec<Option<u64>> {
    let mut shown: Vec<Option<u64>> = Vec::new();
    let mut before = 0;
    let near = page.saturating_sub(1).max(1)..=page.saturating_add(1).min(last);
    // Not by going through all of them: a list can have thousands of pages.
    let mut wanted: Vec<u64> = [1, last].into_iter().chain(near).collect();
    wanted.sort_unstable();
    wanted.dedup();
    for number in wanted {
        if number > before + 1 {
            // Three dots take as much room as the one number in between.
            shown.push(if number == before + 2 { Some(number - 1) } else { None });
        }
        shown.push(Some(number));
        before = number;
    }
    shown
}

/// Draws the links; nothing where there is one page.
pub(crate) fn pagination(language: Language, pages: &Pages) -> Option<impl IntoView + use<>> {
    let Pages { page, last, address } = pages.clone();
    if last < 2 {
        return None;
    }
    let text = language.console();
    let href = move |number: u64| format!("{address}{number}");
    let previous = (page > 1).then(|| {
        view! {
            <a class="nhsuk-pagination__previous" href=href(page - 1) rel="prev">
                <span class="nhsuk-pagination__title">{text.previous_page}</span>
            </a>
        }
    });
    let next = (page < last).then(|| {
        view! {
            <a class="nhsuk-pagination__next" href=href(page + 1) rel="next">
                <span class="nhsuk-pagination__title">{text.next_page}</span>
            </a>
        }
    });
    let items: Vec<_> = numbers(page, last)
        .into_iter()
        .map(|number| match number {
            None => view! { <li class="nhsuk-pagination__item nhsuk-pagination__item--ellipsis">"⋯"</li> }.into_any(),
            Some(number) => {
                let here = number == page;
                let label = fill(text.page_number, &[("number", &number.to_string())]);
                view! {
                    <li class="nhsuk-pagination__item" class=("nhsuk-pagination__item--current", here)>
                        <a
                            class="nhsuk-pagination__link"
                            href=href(number)
                            aria-label=label
                            aria-current=here.then_some("page")
                        >
                            {number}
                        </a>
                    </li>
                }
                .into_any()
            }
        })
        .collect();
    Some(view! {
        <nav class="nhsuk-pagination nhsuk-pagination--numbered" aria-label=text.pages>
            {previous} <ul class="nhsuk-pagination__list">{items}</ul> {next}
        </nav>
    })
}

#[cfg(test)]
mod tests {
    use super::numbers;

    fn shown(page: u64, last: u64) -> String {
        let words = numbers(page, last).into_iter().map(|number| number.map_or("…".to_owned(), |n| n.to_string()));
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_first_the_last_and_the_neighbours_are_shown() {
        assert_eq!(shown(1, 2), "1 2");
        assert_eq!(shown(1, 9), "1 2 … 9");
        assert_eq!(shown(3, 9), "1 2 3 4 … 9");
        assert_eq!(shown(4, 9), "1 2 3 4 5 … 9");
        assert_eq!(shown(5, 9), "1 … 4 5 6 … 9");
        assert_eq!(shown(9, 9), "1 … 8 9");
    }
}
