//! What an address says after its question mark.

/// The first value of a name; the rest of the address may be anything.
pub fn said(query: &str, name: &str) -> Option<String> {
    url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
