//! A target for each parser of what strangers send. A target takes any bytes and panics when a property does not hold;
//! that it does not crash is the least of them. `scripts/fuzz` lets libFuzzer look for such bytes, `tests/corpora.rs`
//! replays the inputs in `corpus/` in every test run.
//!
//! A mutated signature never verifies, so a fuzzer alone would not get past it. Many targets therefore read an input
//! of several lines as a *recipe*: header, claims, and so on, which they sign themselves with fixed keys. An input of
//! one line is taken as it is, and accepted only if it is one that was really signed.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic is how a target says that a property does not hold"
)]

#[path = "../../crates/oid4vc/tests/spec/authority.rs"]
mod authority;
mod certificates;
mod cookies;
mod forms;
mod json;
mod jwe;
mod keys;
mod nonces;
mod people;
mod presentation;
#[path = "../../crates/oid4vc/tests/spec/presenter.rs"]
#[expect(dead_code, reason = "shared with the tests of oid4vc")]
mod presenter;
mod proofs;
mod recipe;
mod requests;
mod sd_jwt;
#[path = "../../crates/oid4vc/tests/spec/sealing.rs"]
mod sealing;
pub mod seeds;
mod status;
#[path = "../../crates/oid4vc/tests/spec/support.rs"]
#[expect(dead_code, reason = "shared with the tests of oid4vc")]
mod support;

/// Takes any bytes, panics when a property does not hold, and says whether they were accepted.
pub type Target = fn(&[u8]) -> bool;

/// All targets. Each has a folder of its name in `corpus/`.
pub const ALL: &[(&str, Target)] = &[
    ("access_token", requests::access_token),
    ("certificates", certificates::certificates),
    ("cookies", cookies::cookies),
    ("credential_request", requests::credential_request),
    ("dcql", forms::dcql),
    ("did_jwk", keys::did_jwk),
    ("dpop", proofs::dpop),
    ("email", people::email),
    ("json", json::json),
    ("jwe", jwe::jwe),
    ("jwk", keys::jwk),
    ("link_token", people::link_token),
    ("nonce", nonces::nonce),
    ("notification", requests::notification),
    ("people_file", people::people_file),
    ("phone", people::phone),
    ("presentation", presentation::presentation),
    ("proof", proofs::proof),
    ("request_uri_form", forms::request_uri),
    ("response_form", forms::response),
    ("sd_jwt", sd_jwt::read),
    ("sd_jwt_issue", sd_jwt::issue),
    ("security_code", people::security_code),
    ("status_list", status::list),
    ("status_token", status::token),
    ("status_uri", status::uri),
    ("token_form", forms::token),
    ("x5c", certificates::x5c),
];

/// The target of this name.
#[must_use]
pub fn find(name: &str) -> Option<Target> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, target)| *target)
}

/// The target that `FUZZ_TARGET` names.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "libFuzzer has the arguments for itself")]
pub fn named_in_environment() -> Target {
    let name = std::env::var("FUZZ_TARGET").unwrap();
    find(&name).unwrap()
}
