//! Staff passports: the list of people, their records, adding them.

pub mod identity;
pub mod import;
pub mod list;
pub mod person;
pub mod record;
mod status;
pub mod way;

pub(crate) use status::{status_tag, status_words};
