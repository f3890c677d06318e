//! A good presentation, changed on the way. Each change must be noticed, because signatures cover every character.

use rand::RngExt as _;
use rand::rngs::StdRng;

/// The name of a change, and the changed text. `other` is another good presentation.
pub fn changed(rng: &mut StdRng, text: &str, other: &str) -> (&'static str, String) {
    loop {
        let (name, change): (_, fn(&mut StdRng, &str, &str) -> String) = CHANGES[rng.random_range(0..CHANGES.len())];
        let changed = change(rng, text, other);
        if changed != text {
            return (name, changed);
        }
    }
}

type Change = (&'static str, fn(&mut StdRng, &str, &str) -> String);

const CHANGES: [Change; 13] = [
    ("a character replaced", |rng, text, _| {
        let place = place(rng, text);
        format!("{}{}{}", &text[..place], character(rng), &text[place + 1..])
    }),
    ("a character of the last part replaced", |rng, text, _| {
        let start = text.rfind('~').unwrap() + 1;
        let place = start + place(rng, &text[start..]);
        format!("{}{}{}", &text[..place], character(rng), &text[place + 1..])
    }),
    ("a character more", |rng, text, _| {
        let place = place(rng, text);
        format!("{}{}{}", &text[..place], character(rng), &text[place..])
    }),
    ("a character less", |rng, text, _| {
        let place = place(rng, text);
        format!("{}{}", &text[..place], &text[place + 1..])
    }),
    ("the last character", |rng, text, _| format!("{}{}", &text[..text.len() - 1], character(rng))),
    ("cut off", |rng, text, _| text[..place(rng, text)].to_owned()),
    ("a part less", |rng, text, _| {
        let mut parts: Vec<&str> = text.split('~').collect();
        parts.remove(rng.random_range(0..parts.len()));
        parts.join("~")
    }),
    ("a part twice", |rng, text, _| {
        let mut parts: Vec<&str> = text.split('~').collect();
        let place = rng.random_range(0..parts.len());
        parts.insert(place, parts[place]);
        parts.join("~")
    }),
    ("two parts exchanged", |rng, text, _| {
        let mut parts: Vec<&str> = text.split('~').collect();
        let (one, two) = (rng.random_range(0..parts.len()), rng.random_range(0..parts.len()));
        parts.swap(one, two);
        parts.join("~")
    }),
    ("a part of another presentation", |rng, text, other| {
        let mut parts: Vec<&str> = text.split('~').collect();
        let others: Vec<&str> = other.split('~').collect();
        let place = rng.random_range(0..parts.len());
        parts[place] = others[rng.random_range(0..others.len())];
        parts.join("~")
    }),
    ("the key binding of another presentation", |_, text, other| {
        let (credential, binding) = (text.rsplit_once('~').unwrap().0, other.rsplit_once('~').unwrap().1);
        format!("{credential}~{binding}")
    }),
    ("no key binding", |_, text, _| format!("{}~", text.rsplit_once('~').unwrap().0)),
    ("an empty part", |rng, text, _| {
        let mut parts: Vec<&str> = text.split('~').collect();
        parts.insert(rng.random_range(0..=parts.len()), "");
        parts.join("~")
    }),
];

/// Presentations are ASCII, so every place is one between characters.
fn place(rng: &mut StdRng, text: &str) -> usize {
    rng.random_range(0..text.len())
}

fn character(rng: &mut StdRng) -> char {
    let strange = ['~', '.', '=', '+', '/', ' ', '\n', '\0', '"', '{', 'é', '\u{1F511}'];
    match rng.random_bool(0.7) {
        true => {
            char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[rng.random_range(0..64)])
        }
        false => strange[rng.random_range(0..strange.len())],
    }
}
