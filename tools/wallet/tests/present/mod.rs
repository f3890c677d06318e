//! Showing a key to a strict verifier.

mod page;
mod refused;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::issuer::{self, Issuer};
use crate::program::{listed, ran, sentence};
use crate::verifier::{Conduct, Verifier};

/// A wallet with one key.
fn with_key() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    receive(&folder);
    folder
}

fn receive(folder: &TempDir) {
    let issuer = Issuer::start(issuer::Conduct::default());
    assert!(ran(folder.path(), &["receive", &issuer.link()]).status.success());
}

#[test]
fn a_strict_verifier_accepts_what_it_asked_for_and_sees_nothing_else() {
    let folder = with_key();
    for (by_host, by_get, encryption) in [
        (false, false, None),
        (true, true, None),
        (false, true, Some("A128GCM")),
        (true, false, Some("A128GCM")),
        (false, false, Some("A256GCM")),
        (true, false, Some("A256GCM")),
    ] {
        let verifier = Verifier::start(Conduct { by_host, by_get, encryption, ..Conduct::default() });
        let answer = ran(folder.path(), &["present", &verifier.link(), "--yes", "--json"]);
        assert_eq!(sentence(&answer), "");
        let report: Value = serde_json::from_slice(&answer.stdout).unwrap();
        assert_eq!((&report["outcome"], &report["shared"]), (&json!("shared"), &json!({ "given_name": "Ada" })));
        assert_eq!((&report["verifier"], &report["redirect_uri"]), (&json!("Northfield <Portal>"), &Value::Null));
        verifier.conduct(|conduct| {
            assert_eq!((conduct.accepted.as_slice(), conduct.fetched), (&[vec!["given_name".to_owned()]][..], 1));
        });
    }
}

#[test]
fn the_person_is_told_who_asks_for_what_and_where_to_go_on() {
    let next = "http://localhost:3000/login/return?response_code=1";
    let verifier = Verifier::start(Conduct { redirect_uri: Some(next.to_owned()), ..Conduct::default() });
    let folder = with_key();
    let said = String::from_utf8(ran(folder.path(), &["present", &verifier.link(), "--yes"]).stdout).unwrap();
    let host = verifier.address.trim_start_matches("http://");
    for part in [
        &format!("Northfield <Portal> wants to know who you are. The answer goes to {host}\n"),
        "It will see your Access key from Northfield <Trust>:\n  given_name: Ada\nShared: Access key (",
        &format!("Go on at {next}\n"),
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("Byron"), "{said}");
}

#[test]
fn one_of_several_keys_can_be_chosen() {
    let folder = with_key();
    receive(&folder);
    let keys = listed(folder.path());
    let verifier = Verifier::start(Conduct::default());
    for key in [&keys[0]["id"], &keys[1]["id"]] {
        let arguments = ["present", &verifier.link(), "--yes", "--json", "--key", key.as_str().unwrap()];
        let report: Value = serde_json::from_slice(&ran(folder.path(), &arguments).stdout).unwrap();
        assert_eq!(&report["key"], key);
    }
    let other = ran(folder.path(), &["present", &verifier.link(), "--yes", "--key", "x"]);
    assert_eq!(sentence(&other), "The key ‘x’ is not one that the verifier asks for\n");
    assert_eq!(verifier.conduct(|conduct| conduct.posted.len()), 2);
}

#[test]
fn without_a_key_that_fits_nothing_is_sent() {
    let verifier = Verifier::start(Conduct { asked: vec!["given_name", "shoe_size"], ..Conduct::default() });
    let answer = ran(with_key().path(), &["present", &verifier.link(), "--yes"]);
    assert!(!answer.status.success());
    assert_eq!(sentence(&answer), "There is no key in this wallet that shows what Northfield <Portal> asks for\n");
    assert_eq!(verifier.conduct(|conduct| conduct.posted.len()), 0);
}

#[test]
fn without_a_yes_nothing_is_shared() {
    let verifier = Verifier::start(Conduct { encryption: Some("A256GCM"), ..Conduct::default() });
    let folder = with_key();
    let unasked = ran(folder.path(), &["present", &verifier.link()]);
    assert_eq!(sentence(&unasked), "Nobody can be asked here: say --yes to share, or --decline\n");
    assert_eq!(verifier.conduct(|conduct| (conduct.fetched, conduct.posted.len())), (0, 0));

    let declined = ran(folder.path(), &["present", &verifier.link(), "--decline"]);
    let said = String::from_utf8(declined.stdout).unwrap();
    assert_eq!(said, "Nothing was shared, and Northfield <Portal> was told so\n");
    let posted = verifier.conduct(|conduct| conduct.posted.clone());
    let [error, _, state] = posted[0].as_slice() else { panic!("{posted:?}") };
    assert_eq!((error.1.as_str(), state.1.as_str(), posted.len()), ("access_denied", "state-1", 1));
}

#[test]
fn a_refusal_of_the_verifier_is_one_sentence() {
    let verifier = Verifier::start(Conduct { refuses: true, ..Conduct::default() });
    let answer = ran(with_key().path(), &["present", &verifier.link(), "--yes"]);
    assert!(!answer.status.success());
    let refused = "The verifier did not accept the answer: invalid_request (This key was revoked)\n";
    assert_eq!(sentence(&answer), refused);
}
