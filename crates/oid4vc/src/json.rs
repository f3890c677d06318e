//! A JSON reader for input from strangers.
//!
//! `serde_json` keeps the last of two equal keys and nests up to 128 levels deep. Two readers that pick different
//! duplicates see different documents under one signature, so this one refuses duplicates
//! ([RFC 8259, section 4](https://www.rfc-editor.org/rfc/rfc8259.html#section-4) calls their meaning unpredictable;
//! [RFC 7515, section 4](https://www.rfc-editor.org/rfc/rfc7515.html#section-4) lets a JWS reader reject them).

use std::cell::Cell;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// How many objects and arrays may lie inside each other in a request body or a JWT.
pub const MAX_DEPTH: usize = 32;

/// Why a text is not acceptable JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, or something follows the JSON value.
    #[error("the text is not valid JSON")]
    Syntax,
    /// An object names a member twice.
    #[error("a JSON object names a member twice")]
    DuplicateKey,
    /// More than [`MAX_DEPTH`] levels of nesting.
    #[error("the JSON is nested too deeply")]
    TooDeep,
    /// The outermost value is not an object.
    #[error("the JSON value is not an object")]
    NotAnObject,
}

/// Reads one JSON value of at most [`MAX_DEPTH`] levels.
///
/// # Errors
/// See [`JsonError`].
pub fn parse(text: &[u8]) -> Result<Value, JsonError> {
    let fault = Cell::new(None);
    let mut reader = serde_json::Deserializer::from_slice(text);
    let seed = StrictValue { levels_left: MAX_DEPTH, fault: &fault };
    seed.deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|_| fault.get().unwrap_or(JsonError::Syntax))
}

/// Reads one JSON object of at most [`MAX_DEPTH`] levels.
///
/// # Errors
/// See [`JsonError`].
pub fn parse_object(text: &[u8]) -> Result<Map<String, Value>, JsonError> {
    match parse(text)? {
        Value::Object(members) => Ok(members),
        _ => Err(JsonError::NotAnObject),
    }
}

/// Builds a [`Value`]; `fault` carries the reason out, because serde's own error type cannot.
#[derive(Clone, Copy)]
struct StrictValue<'a> {
    levels_left: usize,
    fault: &'a Cell<Option<JsonError>>,
}

impl<'a> StrictValue<'a> {
    fn inner<E: serde::de::Error>(self) -> Result<StrictValue<'a>, E> {
        match self.levels_left.checked_sub(1) {
            Some(levels_left) => Ok(StrictValue { levels_left, ..self }),
            None => Err(self.fail(JsonError::TooDeep)),
        }
    }

    fn fail<E: serde::de::Error>(self, fault: JsonError) -> E {
        self.fault.set(Some(fault));
        E::custom(fault)
    }
}

impl<'de> DeserializeSeed<'de> for StrictValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for StrictValue<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom(JsonError::Syntax))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut array = Vec::new();
        while let Some(element) = elements.next_element_seed(inner)? {
            array.push(element);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if object.contains_key(&name) {
                return Err(self.fail(JsonError::DuplicateKey));
            }
            let value = members.next_value_seed(inner)?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
