//! The list of requirements and the tests know each other.

use std::{collections::BTreeSet, path::Path};

const LIST: &str = include_str!("../../../../docs/requirements.md");

/// The cells of each row that begins with a rule's name.
fn rows() -> Vec<Vec<&'static str>> {
    let rows = LIST
        .lines()
        .filter(|line| line.starts_with("| "))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect());
    rows.filter(|row: &Vec<&str>| is_name(row[0])).collect()
}

/// `CODE-4`, and nothing else.
fn is_name(text: &str) -> bool {
    let Some((letters, number)) = text.split_once('-') else { return false };
    let short = (2..=7).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    short && (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Everything between backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// Where a path of the list begins.
fn path(short: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let folder = match short.split('/').next().unwrap() {
        "console" | "journeys" | "routes" | "races" | "guarantees" => "server/tests/server/",
        "spec" => "crates/oid4vc/tests/",
        name if name.ends_with(".spec.ts") => "end2end/tests/",
        _ => "",
    };
    format!("{root}/{folder}{short}")
}

fn files(dir: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn each_rule_has_one_row_and_each_test_that_it_names_exists() {
    let rows = rows();
    let names: BTreeSet<_> = rows.iter().map(|row| row[0]).collect();
    assert!(names.len() == rows.len() && rows.len() > 100, "{} rows, {} names", rows.len(), names.len());
    for row in &rows {
        let [name, rule, source, tests, state] = row[..] else { panic!("{row:?}") };
        assert!(!rule.is_empty() && !source.is_empty(), "{name}");
        assert!(["done", "partly: ", "not yet"].iter().any(|known| state.starts_with(known)), "{name}: {state}");
        assert_eq!(state.contains("done"), state == "done", "{name}: {state}");
        assert!(state != "done" || !quoted(tests).is_empty(), "{name} has no test");
        for test in quoted(tests) {
            assert!(Path::new(&path(test)).exists(), "{name}: {test} does not exist");
        }
    }
}

/// The rules that the comments of a file's tests name, as often as they do.
fn named_in(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let comments = text.lines().filter_map(|line| line.trim().strip_prefix("// "));
    let words = comments.flat_map(|comment| {
        comment.split([' ', ',', ':', '.', ';']).take_while(|word| word.is_empty() || is_name(word))
    });
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn tests_name_rules_that_there_are() {
    let rows = rows();
    let known: BTreeSet<_> = rows.iter().map(|row| row[0]).collect();
    let mut all = Vec::new();
    files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/server")), &mut all);
    let mut named = 0;
    for file in all {
        for word in named_in(&file) {
            assert!(known.contains(&*word), "{}: {word}", file.display());
            named += 1;
        }
    }
    assert!(named > 150, "{named}");
}

#[test]
fn tests_that_hold_a_rule_name_it() {
    let mut missing = Vec::new();
    for row in rows().iter().filter(|row| row[4] == "done") {
        let ours = quoted(row[3]).into_iter().filter(|test| path(test).contains("/tests/server/"));
        for test in ours {
            let found = path(test);
            let mut all = Vec::new();
            match Path::new(&found).is_dir() {
                true => files(Path::new(&found), &mut all),
                false => all.push(found.into()),
            }
            if !all.iter().any(|file| named_in(file).iter().any(|name| name == row[0])) {
                missing.push(format!("{} in {test}", row[0]));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}
