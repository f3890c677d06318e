//! The words by which people are found: of their names, their staff number and their email address, folded so that "jose"
//! finds "José" and "o'neil" finds "O’Neil". A search asks for words that begin as what was typed.

use crate::employees::Details;
use std::collections::BTreeSet;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest word that is kept or asked for, in characters.
const LONGEST: usize = 100;
/// Most words that one search asks for.
const MOST: usize = 6;

/// Lower case without accents; typographic apostrophes and hyphens become those of the keyboard.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    plain
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        })
        .collect()
}

/// What lists are ordered by: family name, then given name.
#[must_use]
pub fn name_key(details: &Details) -> String {
    fold(&format!("{} {}", details.family_name, details.given_name))
}

/// The words of a person.
#[must_use]
pub fn of(details: &Details) -> BTreeSet<String> {
    let mut words = BTreeSet::from([short(&fold(&details.email))]);
    for text in [&details.given_name, &details.family_name, &details.staff_number] {
        let folded = fold(text);
        for word in folded.split_whitespace() {
            words.insert(short(word));
            // "Jones" of "Smith-Jones", "1001" of "SN-1001"; their beginnings are the beginning of the whole.
            words.extend(word.split(|c: char| !c.is_alphanumeric()).skip(1).filter(|part| !part.is_empty()).map(short));
        }
    }
    words
}

/// The beginnings of words that a search asks for.
#[must_use]
pub fn asked(query: &str) -> Vec<String> {
    let folded = fold(query);
    let typed = folded.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let mut words: Vec<String> = typed.take(MOST).map(short).collect();
    words.dedup();
    words
}

fn short(word: &str) -> String {
    word.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_by_every_part_of_what_they_are_called() {
        let details = Details {
            staff_number: "SN-1001".to_owned(),
            given_name: "José María".to_owned(),
            family_name: "O’Neil-Smith".to_owned(),
            email: "Jose.ONeil@Example.org".to_owned(),
            phone: "+447700900101".to_owned(),
        };
        let words = of(&details);
        for word in ["jose", "maria", "o'neil-smith", "neil", "smith", "sn-1001", "1001", "jose.oneil@example.org"] {
            assert!(words.contains(word), "{word} in {words:?}");
        }
        assert!(!words.iter().any(|word| word.contains("7700900101")), "nobody is found by a phone number");
        assert_eq!(name_key(&details), "o'neil-smith jose maria");
    }

    #[test]
    fn a_search_is_some_beginnings() {
        assert_eq!(asked("  Taylor,  SAM "), ["taylor", "sam"]);
        assert_eq!(asked("O’N"), ["o'n"]);
        assert_eq!(asked(" , "), Vec::<String>::new());
        assert_eq!(asked("a b c d e f g h").len(), 6);
        assert_eq!(asked(&"x".repeat(500))[0].len(), 100);
    }
}
