//! What people type, paste and open.

use domain::{EmailAddress, PersonName, PhoneNumber, SecretToken, SecurityCode, StaffNumber};

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
