//! Links that open a wallet: a custom scheme or a universal link, with a query.

use url::Url;

/// Why a text cannot be the beginning of such a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkFault {
    /// Not a URL, or one with a fragment.
    NotUrl,
    /// A scheme that means something to the browser itself.
    Scheme,
}

/// Checks the part that comes from configuration. It ends up in a link on a page, so schemes that a browser would run
/// or open by itself are refused, and so are characters that could end an attribute.
pub(crate) fn check(text: &str) -> Result<(), LinkFault> {
    let graphic = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\`".contains(&byte));
    let url = Url::parse(text).ok().filter(|_| graphic && text.contains("://")).ok_or(LinkFault::NotUrl)?;
    if url.fragment().is_some() {
        return Err(LinkFault::NotUrl);
    }
    match url.scheme() {
        "javascript" | "data" | "vbscript" | "file" | "blob" | "about" | "ws" | "wss" | "ftp" => Err(LinkFault::Scheme),
        _ => Ok(()),
    }
}

/// The link with these parameters.
pub(crate) fn with_query(endpoint: &str, parameters: &[(&str, &str)]) -> String {
    let mut link = endpoint.to_owned();
    for (name, value) in parameters {
        link.push(if link.contains('?') { '&' } else { '?' });
        link.push_str(name);
        link.push('=');
        link.push_str(&percent_encode(value));
    }
    link
}

/// Encodes all but the unreserved characters
/// ([RFC 3986, section 2.3](https://www.rfc-editor.org/rfc/rfc3986.html#section-2.3)). Space becomes `%20`: wallets
/// differ on whether `+` means a space.
fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len().saturating_mul(2));
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
