//! What browsers keep for the service, and whatever else they send along with it.

use domain::cookie::find;

const NAME: &str = "__Host-latchkey-flow";

/// A cookie is found whatever stands before it, and nothing behind it takes its place.
pub fn cookies(input: &[u8]) -> bool {
    let Ok(header) = std::str::from_utf8(input) else { return false };
    let ours = format!("{NAME}=ours");
    assert_eq!(find(&format!("{ours}; {header}"), NAME), Some("ours"));
    let Some(value) = find(header, NAME) else {
        assert_eq!(find(&format!("{header}; {ours}"), NAME), Some("ours"));
        return false;
    };
    assert_eq!(find(&format!("{header}; {ours}"), NAME), Some(value));
    assert_eq!(find(&format!("{NAME}={value}"), NAME), Some(value));
    assert!(!value.contains(';') && header.contains(&format!("{NAME}={value}")));
    true
}
