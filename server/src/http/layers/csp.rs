//! Content Security Policy ([CSP Level 3](https://www.w3.org/TR/CSP3/)): what a document may load and do.

use axum::http::HeaderValue;

/// For everything that is no page: nothing may be loaded, no one may frame it.
pub const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// For pages without a script.
pub const PLAIN_PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
);

/// For pages with the bundle: only scripts that carry `nonce`, and what those load, may run, and only the style sheet that
/// carries it counts. No form may go anywhere else, so no form can end in a wallet's own scheme.
#[must_use]
pub fn page_policy(nonce: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'nonce-{nonce}'; \
         img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    );
    // A nonce is base64 and always fits; a page without scripts is the safe answer to anything else.
    HeaderValue::try_from(policy).unwrap_or(PLAIN_PAGE)
}

/// For pages of the HR console: the one script that carries `nonce`, and the style sheet as a file.
#[must_use]
pub fn console_policy(nonce: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(PLAIN_PAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_takes_its_own_scripts_and_style_only() {
        assert_eq!(
            page_policy("AbC+/="),
            "default-src 'none'; script-src 'nonce-AbC+/=' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'nonce-AbC+/='; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
        );
        assert_eq!(page_policy("a\nb"), PLAIN_PAGE);
    }
}
