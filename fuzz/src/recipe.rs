//! Inputs that say what to sign.

use serde_json::Value;

use crate::support::{WalletKey, sign_text};

/// The lines of a recipe; `None` for an input that is to be taken as it is.
pub fn lines(input: &str) -> Option<Vec<&str>> {
    input.contains('\n').then(|| input.split('\n').collect())
}

/// The text of an input. Every target of this kind reads text from HTTP, which has been decoded before.
pub fn text(input: &[u8]) -> Option<&str> {
    std::str::from_utf8(input).ok()
}

/// Header and claims signed by `key`, whatever they are.
pub fn signed(lines: &[&str], key: &WalletKey) -> String {
    sign_text(lines.first().unwrap_or(&""), lines.get(1).unwrap_or(&""), key)
}

/// The JSON of a line, as a lenient reader sees it: what the signed text means to everybody else.
pub fn value(line: Option<&&str>) -> Value {
    line.and_then(|line| serde_json::from_str(line).ok()).unwrap_or(Value::Null)
}

/// A text that was accepted is no longer accepted when a character of it is another. Which one, the input decides.
pub fn refuses_a_change(text: &str, accepts: impl Fn(&str) -> bool) {
    let sum = text.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
    let (place, old) = text.char_indices().nth(sum % text.chars().count()).unwrap();
    let new = ['A', 'Q', '_', '.', '~'][sum / 7 % 5];
    if new != old {
        let changed = format!("{}{new}{}", &text[..place], &text[place + old.len_utf8()..]);
        assert!(!accepts(&changed), "accepted after a change at {place}: {changed}");
    }
}
