//! The strict JSON reader.

use oid4vc::json::{JsonError, parse, parse_object};
use serde_json::Value;

#[test]
fn ordinary_json_reads_as_usual() {
    let text = r#" {"a":[1,-2,3.5,true,null,"\u00f6"],"b":{"c":{}},"d":18446744073709551615} "#;
    let expected: Value = serde_json::from_str(text).unwrap();
    assert_eq!(parse(text.as_bytes()), Ok(expected));
}

#[test]
fn what_two_readers_could_understand_differently_is_refused() {
    let refused: [(&[u8], JsonError); 12] = [
        (b"", JsonError::Syntax),
        (b"{", JsonError::Syntax),
        (b"{}x", JsonError::Syntax),
        (b"{} {}", JsonError::Syntax),
        (b"{'a':1}", JsonError::Syntax),
        (b"{\"a\":1,}", JsonError::Syntax),
        (b"\"\xff\"", JsonError::Syntax),
        (b"NaN", JsonError::Syntax),
        (b"1e999", JsonError::Syntax),
        (b"{\"a\":1,\"a\":1}", JsonError::DuplicateKey),
        (b"{\"a\":{\"b\":1,\"\\u0062\":2}}", JsonError::DuplicateKey),
        (b"[{\"a\":1,\"a\":1}]", JsonError::DuplicateKey),
    ];
    for (text, expected) in refused {
        assert_eq!(parse(text), Err(expected), "{}", String::from_utf8_lossy(text));
    }
    assert_eq!(parse_object(b"[]"), Err(JsonError::NotAnObject));
}

#[test]
fn depth_is_limited_to_32() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(parse(nested(32).as_bytes()).is_ok());
    assert_eq!(parse(nested(33).as_bytes()), Err(JsonError::TooDeep));
    assert_eq!(parse("[".repeat(100_000).as_bytes()), Err(JsonError::TooDeep));
}
