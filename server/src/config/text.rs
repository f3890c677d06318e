//! Reading settings that are written as text.

use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
};
use std::{fmt, str::FromStr};

/// A text. Variables of the environment that consist of digits arrive as numbers and are taken as they were written.
///
/// # Errors
/// When it is neither text nor a whole number.
pub fn plain<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    struct Text;
    impl Visitor<'_> for Text {
        type Value = String;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text")
        }
        fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }
        fn visit_u64<E: Error>(self, number: u64) -> Result<String, E> {
            Ok(number.to_string())
        }
        fn visit_i64<E: Error>(self, number: i64) -> Result<String, E> {
            Ok(number.to_string())
        }
    }
    deserializer.deserialize_any(Text)
}

/// [`plain`] for a setting that may be left out; an empty text counts as left out.
///
/// # Errors
/// When it is neither text nor a whole number.
pub fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    plain(deserializer).map(|text| Some(text).filter(|text| !text.is_empty()))
}

/// A text that is parsed.
///
/// # Errors
/// What the parser says.
pub fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err: fmt::Display>>(deserializer: D) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|error| D::Error::custom(format_args!("{text:?} cannot be used: {error}")))
}

/// [`parsed`] for a setting that may be left out; an empty text counts as left out.
///
/// # Errors
/// What the parser says.
pub fn optional_parsed<'de, D: Deserializer<'de>, T: FromStr<Err: fmt::Display>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error| D::Error::custom(format_args!("{text:?} cannot be used: {error}")))
}
