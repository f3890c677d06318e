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
#[cfg(any(feature = "ssr", test))]
use keys::{
    ActStates, Actions, Acts, Console, Home, Links, LogInStates, Officers, Oversight, Portal, Reports, Shell,
    SingleSignOn, Staff, StaffForms, StaffImport, StaffRecord, Statements,
};
use keys::{AddKey, Added, Code, Handover, LogIn, Parts, Session, Start, Ways};

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

    /// The two ways to the wallet.
    pub(crate) const fn ways(self) -> &'static Ways {
        match self {
            Self::English => &en::ways::WAYS,
        }
    }

    /// The two ways, where a key is added.
    pub(crate) const fn adding(self) -> &'static Handover {
        match self {
            Self::English => &en::add_key::ADDING,
        }
    }

    /// The two ways, where a key is shared.
    pub(crate) const fn sharing(self) -> &'static Handover {
        match self {
            Self::English => &en::log_in::SHARING,
        }
    }

    /// The log in page.
    pub(crate) const fn log_in(self) -> &'static LogIn {
        match self {
            Self::English => &en::log_in::LOG_IN,
        }
    }

    /// The warning before a session ends.
    pub(crate) const fn session(self) -> &'static Session {
        match self {
            Self::English => &en::session::SESSION,
        }
    }

    /// The pages of somebody who is logged in.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn home(self) -> &'static Home {
        match self {
            Self::English => &en::home::HOME,
        }
    }

    /// The page where the key is added.
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

    /// The end of a session, and why nobody can log in.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn log_in_states(self) -> &'static LogInStates {
        match self {
            Self::English => &en::log_in_states::LOG_IN_STATES,
        }
    }

    /// What is reported without being logged in.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn reports(self) -> &'static Reports {
        match self {
            Self::English => &en::reports::REPORTS,
        }
    }

    /// Requests of portals.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn portal(self) -> &'static Portal {
        match self {
            Self::English => &en::portal::PORTAL,
        }
    }

    /// Help and the statements that the footer links to.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn statements(self) -> &'static Statements {
        match self {
            Self::English => &en::STATEMENTS,
        }
    }

    /// What every page of the HR console shows.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn console(self) -> &'static Console {
        match self {
            Self::English => &en::console::every_page::CONSOLE,
        }
    }

    /// How HR officers log in, and who they are.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn officers(self) -> &'static Officers {
        match self {
            Self::English => &en::console::officers::OFFICERS,
        }
    }

    /// Log in of HR officers with the organisation's single sign-on.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn single_sign_on(self) -> &'static SingleSignOn {
        match self {
            Self::English => &en::console::single_sign_on::SINGLE_SIGN_ON,
        }
    }

    /// Staff passports.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn staff(self) -> &'static Staff {
        match self {
            Self::English => &en::console::staff::STAFF,
        }
    }

    /// A person's record.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn staff_record(self) -> &'static StaffRecord {
        match self {
            Self::English => &en::console::staff_record::STAFF_RECORD,
        }
    }

    /// Adding a person, changing their details, recording a check of their identity.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn staff_forms(self) -> &'static StaffForms {
        match self {
            Self::English => &en::console::staff_forms::STAFF_FORMS,
        }
    }

    /// Uploading a file of people.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn staff_import(self) -> &'static StaffImport {
        match self {
            Self::English => &en::console::staff_import::STAFF_IMPORT,
        }
    }

    /// What waits for somebody, and the audit trail.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn oversight(self) -> &'static Oversight {
        match self {
            Self::English => &en::console::oversight::OVERSIGHT,
        }
    }

    /// What the audit trail tells of.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn actions(self) -> &'static Actions {
        match self {
            Self::English => &en::console::actions::ACTIONS,
        }
    }

    /// What HR does for a person.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn acts(self) -> &'static Acts {
        match self {
            Self::English => &en::console::acts::ACTS,
        }
    }

    /// Why something cannot be done for a person now, and what was done.
    #[cfg(any(feature = "ssr", test))]
    pub(crate) const fn act_states(self) -> &'static ActStates {
        match self {
            Self::English => &en::console::acts::ACT_STATES,
        }
    }
}

impl Handover {
    /// What is said while nothing has come from the wallet: after a press of the button that checks, and on a page that
    /// updates by itself.
    pub(crate) const fn waiting(&self, checked: bool, alone: bool) -> &'static str {
        match (checked, alone) {
            (true, true) => self.not_heard,
            (true, false) => self.not_heard_after_press,
            (false, true) => self.waiting,
            (false, false) => self.waiting_for_press,
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
