//! What is known of an employee, parsed at the edge.

use std::str::FromStr;

/// What is wrong with a person's details, in words for HR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongPerson {
    /// Empty or too long, or with control characters.
    #[error("Enter a staff number of 1 to 64 characters without spaces")]
    StaffNumber,
    /// Empty or too long, or with control characters.
    #[error("Enter a name of 1 to 100 characters")]
    Name,
    /// Not an address.
    #[error("Enter an email address, for example name@example.org")]
    Email,
}

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $error:expr, $valid:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = WrongPerson;
            fn from_str(written: &str) -> Result<Self, WrongPerson> {
                let text = written.trim();
                let valid: fn(&str) -> bool = $valid;
                if !text.chars().any(char::is_control) && valid(text) { Ok(Self(text.to_owned())) } else { Err($error) }
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

text_type!(
    /// The employer's number for a person; unique within the employer.
    StaffNumber,
    WrongPerson::StaffNumber,
    |text| (1..=64).contains(&text.chars().count()) && !text.contains(char::is_whitespace)
);
text_type!(
    /// A given or a family name.
    PersonName,
    WrongPerson::Name,
    |text| (1..=100).contains(&text.chars().count())
);
text_type!(
    /// An email address: one `@`, a local part, a host with a dot or `localhost`, at most 254 characters.
    EmailAddress,
    WrongPerson::Email,
    is_email
);

fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    text.len() <= 254
        && (1..=64).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && local.chars().all(|c| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c))
        && host.contains('.')
        && host.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_parsed_not_guessed() {
        for good in ["a@example.org", " jo.o'neil+work@trust.example.nhs.uk "] {
            assert!(good.parse::<EmailAddress>().is_ok(), "{good}");
        }
        for bad in
            ["", "a", "a@", "@b.c", "a@b", "a b@c.d", "a@b..c", "a@-b.c", "a@b.c\r\nBcc: x@y.z", ".a@b.c", "<a@b.c>"]
        {
            assert_eq!(bad.parse::<EmailAddress>(), Err(WrongPerson::Email), "{bad}");
        }
    }

    #[test]
    fn names_and_staff_numbers_hold_no_control_characters() {
        assert!("Zoë van der Berg".parse::<PersonName>().is_ok());
        assert_eq!("a\u{1b}[31m".parse::<PersonName>(), Err(WrongPerson::Name));
        assert_eq!("12 34".parse::<StaffNumber>(), Err(WrongPerson::StaffNumber));
        assert_eq!("1234\n5".parse::<StaffNumber>(), Err(WrongPerson::StaffNumber));
    }
}
