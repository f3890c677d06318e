//! Every language says everything, and fills in the same things.

use super::{Language, fill};
use std::collections::BTreeSet;

type Sentences = Vec<(&'static str, &'static str)>;

fn tables(language: Language) -> Vec<(&'static str, Sentences)> {
    vec![
        ("parts", language.parts().all()),
        ("start", language.start().all()),
        ("code", language.code().all()),
        ("ways", language.ways().all()),
        ("adding", language.adding().all()),
        ("sharing", language.sharing().all()),
        ("log_in", language.log_in().all()),
        ("session", language.session().all()),
        ("home", language.home().all()),
        ("add_key", language.add_key().all()),
        ("added", language.added().all()),
        ("shell", language.shell().all()),
        ("links", language.links().all()),
        ("log_in_states", language.log_in_states().all()),
        ("reports", language.reports().all()),
        ("portal", language.portal().all()),
        ("console", language.console().all()),
        ("officers", language.officers().all()),
        ("single_sign_on", language.single_sign_on().all()),
        ("staff", language.staff().all()),
        ("staff_forms", language.staff_forms().all()),
        ("staff_import", language.staff_import().all()),
        ("oversight", language.oversight().all()),
        ("staff_record", language.staff_record().all()),
        ("actions", language.actions().all()),
        ("acts", language.acts().all()),
        ("act_states", language.act_states().all()),
        ("statements", language.statements().all()),
    ]
}

fn placeholders(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).filter_map(|after| after.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn no_sentence_is_empty_or_has_stray_marks() {
    for &language in Language::ALL {
        for (table, sentences) in tables(language) {
            for (key, sentence) in sentences {
                assert!(!sentence.trim().is_empty(), "{language:?} {table}.{key} is empty");
                assert_eq!(sentence.matches("**").count() % 2, 0, "{language:?} {table}.{key}: unpaired **");
                assert_eq!(sentence.matches('{').count(), sentence.matches('}').count(), "{language:?} {table}.{key}");
                assert_eq!(sentence.matches('[').count(), sentence.matches("](").count(), "{language:?} {table}.{key}");
            }
        }
    }
}

#[test]
fn every_language_fills_in_the_same_things() {
    for &language in Language::ALL {
        for ((table, english), (_, other)) in tables(Language::English).into_iter().zip(tables(language)) {
            for ((key, left), (_, right)) in english.into_iter().zip(other) {
                assert_eq!(placeholders(left), placeholders(right), "{language:?} {table}.{key}");
            }
        }
    }
}

#[test]
fn filling_is_one_pass() {
    assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
    assert_eq!(fill("{unknown} {a", &[("a", "1")]), "{unknown} {a");
}
