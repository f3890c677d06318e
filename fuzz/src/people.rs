//! What people type, paste, open and hand in.

use std::collections::BTreeSet;

use domain::{EmailAddress, PersonName, PhoneNumber, SecretToken, SecurityCode, StaffNumber};
use domain::{
    details::Numbers,
    people_file::{self, PeopleFile},
};

/// A number is `+` and 8 to 15 digits, and is read back as itself.
pub fn phone(input: &[u8]) -> bool {
    let Ok(written) = std::str::from_utf8(input) else { return false };
    let Ok(number) = PhoneNumber::parse(written, Some("44")) else { return false };
    let digits = number.reveal().strip_prefix('+').unwrap();
    assert!((8..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()));
    assert_eq!(PhoneNumber::parse(number.reveal(), None).as_ref(), Ok(&number));
    assert_eq!(format!("{number:?}"), format!("PhoneNumber(…{})", number.ending()));
    // Whatever was left out was punctuation: every digit of the number was written, but for the country.
    let typed = written.bytes().filter(u8::is_ascii_digit).count();
    assert!(typed + 1 >= digits.len(), "{written:?} became {digits}");
    true
}

/// A code is six digits, and is read back as itself.
pub fn security_code(input: &[u8]) -> bool {
    let Ok(typed) = std::str::from_utf8(input) else { return false };
    let Ok(code) = SecurityCode::parse(typed) else { return false };
    assert!(code.reveal().len() == 6 && code.reveal().bytes().all(|byte| byte.is_ascii_digit()));
    assert_eq!(SecurityCode::parse(code.reveal()).as_ref(), Ok(&code));
    let digits = |c: &char| c.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(c);
    assert_eq!(typed.chars().filter(digits).count(), 6);
    true
}

/// A token has one spelling.
pub fn link_token(input: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(input) else { return false };
    let Ok(token) = text.parse::<SecretToken>() else { return false };
    assert_eq!((token.reveal().as_str(), text.len()), (text, 43));
    true
}

/// An address can be put into the header of an email; names and staff numbers keep to a line too.
pub fn email(input: &[u8]) -> bool {
    let Ok(written) = std::str::from_utf8(input) else { return false };
    for text in [
        written.parse::<PersonName>().ok().map(|name| name.as_str().to_owned()),
        written.parse::<StaffNumber>().ok().map(|number| number.as_str().to_owned()),
    ] {
        assert!(text.is_none_or(|text| !text.is_empty() && !text.chars().any(char::is_control)));
    }
    let Ok(address) = written.parse::<EmailAddress>() else { return false };
    let text = address.as_str();
    assert!(text.is_ascii() && !text.bytes().any(|byte| b" \t\r\n<>,;:\"()[]\\".contains(&byte)), "{text}");
    assert!(text.len() <= 254 && text.matches('@').count() == 1);
    assert_eq!(text.parse::<EmailAddress>().as_ref(), Ok(&address));
    true
}

/// A file of people holds each of them once, says of each row what is wrong with it, and reads alike in every dialect.
pub fn people_file(input: &[u8]) -> bool {
    let found = people_file::read(input, Numbers { home: Some("44"), beginnings: None });
    let rows = input.iter().filter(|byte| matches!(byte, b'\r' | b'\n')).count() + 1;
    let rejected: BTreeSet<_> = found.rejected.iter().map(|rejected| rejected.row).collect();
    assert!(found.rejected.is_sorted_by_key(|rejected| rejected.row));
    assert!(rejected.first() != Some(&0) && rejected.last().is_none_or(|last| *last <= rows));
    assert!(found.people.is_empty() || found.people.len() + rejected.len() < rows);
    let numbers: BTreeSet<_> = found.people.iter().map(|person| person.staff_number.as_str()).collect();
    assert_eq!(numbers.len(), found.people.len());
    for (mark, delimiter, line_end) in [("", ",", "\n"), ("\u{feff}", ";", "\r\n"), ("", "\t", "\r")] {
        let written = mark.to_owned() + &written(&found, delimiter, line_end);
        assert_eq!(people_file::read(written.as_bytes(), Numbers::default()).people, found.people, "{written:?}");
    }
    !found.people.is_empty()
}

/// The people of a file, as a spreadsheet would write them.
fn written(file: &PeopleFile, delimiter: &str, line_end: &str) -> String {
    let header = ["staff_number", "given_name", "family_name", "email", "phone"].map(str::to_owned);
    let people = file.people.iter().map(|person| {
        let names = [&person.given_name, &person.family_name].map(|name| name.as_str());
        [person.staff_number.as_str(), names[0], names[1], person.email.as_str(), person.phone.reveal()]
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
    });
    std::iter::once(header).chain(people).map(|row| row.join(delimiter) + line_end).collect()
}
