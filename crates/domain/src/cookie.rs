//! Cookies as browsers send them back ([RFC 6265 section 5.4](https://www.rfc-editor.org/rfc/rfc6265#section-5.4)).

/// The value of the cookie `name` in a `Cookie` header. Of several with one name the first counts, as browsers send the
/// most specific first.
#[must_use]
pub fn find<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cookie_of_exactly_this_name_counts() {
        for header in ["key=a", "other=b; key=a", "key=a;key=b", "keys=b; Key=b; xkey=b; key; key =b; \tkey=a "] {
            assert_eq!(find(header, "key"), Some("a"), "{header}");
        }
        assert_eq!(find("key=a=b; c", "key"), Some("a=b"));
        assert_eq!(find("key=", "key"), Some(""));
        for header in ["", "key", "other=key=a", "key =a"] {
            assert_eq!(find(header, "key"), None, "{header}");
        }
    }
}
