//! The strict JSON reader.

use oid4vc::json::{MAX_DEPTH, parse, parse_object};
use serde_json::Value;

/// What the strict reader accepts, everybody reads alike; written out it is read back; it is not too deep.
pub fn json(input: &[u8]) -> bool {
    let Ok(value) = parse(input) else { return false };
    assert_eq!(serde_json::from_slice::<Value>(input).unwrap(), value);
    assert!(depth(&value) <= MAX_DEPTH);
    let again = parse(value.to_string().as_bytes()).unwrap();
    assert!(same(&again, &value), "{value}, then {again}");
    assert_eq!(parse_object(input).is_ok(), value.is_object());
    true
}

/// How many objects and arrays lie inside each other.
pub fn depth(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// Equal, but for the last digit of a fraction, which `serde_json` does not promise to read back.
pub fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|it| same(it, value)))
        }
        (Value::Number(one), Value::Number(other)) if one.is_f64() => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            (one - other).abs() <= one.abs() * 1e-15
        }
        _ => one == other,
    }
}
