//! Every sentence that a person reads: the keys in [`keys`], the words in a folder per language with a file per page.
//!
//! A table is a struct of sentences, so a language that lacks one does not compile. Sentences are whole, because word
//! order differs between languages; `{name}` is filled in, `**words**` are the name of a thing to select,
//! `[words](address)` is a link.

mod en;
pub(crate) mod keys;
#[cfg(test)]
mod parity;

use contract::Site;
use keys::{AddKey, Added, Code, Parts, Start};
#[cfg(any(feature = "ssr", test))]
use keys::{Links, Shell, Statements};

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    #[default]
    English,
}

impl Language {
    /// Every language there is.
    #[cfg(test)]
    pub(crate) const ALL: &[Self] = &[Self::English];

    /// The language that a site's pages are written in.
    pub(crate) const fn of(_site: &Site) -> Self {
        Self::English
    }

    /// Value of `<html lang>`, BCP 47.
    #[cfg(feature = "ssr")]
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    /// Parts that several hydrated pages share.
    pub(crate) const fn parts(self) -> &'static Parts {
        match self {
            Self::English => &en::parts::PARTS,
        }
    }

    /// The start page.
    pub(crate) const fn start(self) -> &'static Start {
        match self {
            Self::English => &en::start::START,
        }
    }

    /// The three pages about security codes.
    pub(crate) const fn code(self) -> &'static Code {
        match self {
            Self::English => &en::code::CODE,
        }
    }

    /// The page with the QR code.
    pub(crate) const fn add_key(self) -> &'static AddKey {
        match self {
            Self::English => &en::add_key::ADD_KEY,
        }
    }

    /// The last page.
    pub(crate) const fn added(self) -> &'static Added {
        match self {
            Self::English => &en::added::ADDED,
        }
    }

    /// Header and footer.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn shell(self) -> &'static Shell {
        match self {
            Self::English => &en::shell::SHELL,
        }
    }

    /// States of a link, and errors.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn links(self) -> &'static Links {
        match self {
            Self::English => &en::links::LINKS,
        }
    }

    /// Help and the statements that the footer links to.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn statements(self) -> &'static Statements {
        match self {
            Self::English => &en::STATEMENTS,
        }
    }
}

/// Puts `values` in the place of their `{names}`, in one pass: braces in a value stay what they are.
pub(crate) fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}
