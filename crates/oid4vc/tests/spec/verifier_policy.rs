//! Where status lists may lie.

use oid4vc::vp::policy::{StatusUriPrefix, StatusUriPrefixError};

#[test]
fn a_prefix_is_an_address_in_normal_form() {
    for good in ["https://keys.example.org/", "https://keys.example.org/status/", "http://localhost:8080/status/"] {
        assert!(StatusUriPrefix::parse(good).is_ok(), "{good}");
    }
    let refused = [
        "https://keys.example.org",
        "https://keys.example.org/status",
        "https://keys.example.org:443/",
        "https://KEYS.example.org/",
        "https://user@keys.example.org/",
        "https://keys.example.org/a/../",
        "https://keys.example.org/?a=/",
        "https://keys.example.org/#/",
        "ftp://keys.example.org/",
        "file:///",
        "/status/",
        "",
    ];
    for text in refused {
        assert_eq!(StatusUriPrefix::parse(text), Err(StatusUriPrefixError), "{text}");
    }
}

#[test]
fn a_prefix_covers_what_lies_below_it_only() {
    let prefix = StatusUriPrefix::parse("https://keys.example.org/status/").unwrap();
    assert!(prefix.covers("https://keys.example.org/status/1"));
    assert!(prefix.covers("https://keys.example.org/status/2026/1"));
    let outside = [
        "https://keys.example.org/status/",
        "https://keys.example.org/status",
        "https://keys.example.org/other/1",
        "https://keys.example.org:8443/status/1",
        "https://keys.example.org/status/./1",
        "https://keys.example.org/status/..",
        "https://keys.example.org/status/\\..\\x",
        "https://keys.example.org/status/1\n",
        "https://keys.example.org/status/1 ",
        "HTTPS://keys.example.org/status/1",
        "https://keys.example.org/status/1#x",
        "https://keys.example.org/status/%2e%2e",
    ];
    for uri in outside {
        assert!(!prefix.covers(uri), "{uri}");
    }
}
