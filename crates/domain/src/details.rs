//! An employee's details: what somebody typed, field by field, and what of it can be used.

use crate::{EmailAddress, PersonName, PhoneNumber, StaffNumber, WrongPerson, WrongPhone};

/// An employee's details as somebody typed them.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    /// The employer's number for the person.
    pub staff_number: &'a str,
    /// Given name.
    pub given_name: &'a str,
    /// Family name.
    pub family_name: &'a str,
    /// Email address.
    pub email: &'a str,
    /// Phone number, as people write it.
    pub phone: &'a str,
}

/// An employee's details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The employer's number for the person.
    pub staff_number: StaffNumber,
    /// Given name.
    pub given_name: PersonName,
    /// Family name.
    pub family_name: PersonName,
    /// Email address.
    pub email: EmailAddress,
    /// Phone number.
    pub phone: PhoneNumber,
}

/// Which of the details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The employer's number.
    StaffNumber,
    /// Given name.
    GivenName,
    /// Family name.
    FamilyName,
    /// Email address.
    Email,
    /// Phone number.
    Phone,
}

impl Field {
    /// Every field, in the order in which they are written.
    pub const ALL: [Self; 5] = [Self::StaffNumber, Self::GivenName, Self::FamilyName, Self::Email, Self::Phone];

    /// Its name, as in the header of a CSV file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::StaffNumber => "staff_number",
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

/// Which phone numbers can be used. The default: those with a country code, of any country.
#[derive(Clone, Copy, Debug, Default)]
pub struct Numbers<'a> {
    /// Country code (digits without `+`) of numbers that are written with one leading 0.
    pub home: Option<&'a str>,
    /// What numbers begin with that texts are sent to, after the `+`; `None`: anything.
    pub beginnings: Option<&'a [String]>,
}

/// A detail that cannot be used, in words for HR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongDetail {
    /// Staff number or email address.
    #[error(transparent)]
    Person(#[from] WrongPerson),
    /// Given name.
    #[error("Enter a first name of 1 to 100 characters")]
    GivenName,
    /// Family name.
    #[error("Enter a last name of 1 to 100 characters")]
    FamilyName,
    /// Phone number.
    #[error(transparent)]
    Phone(#[from] WrongPhone),
    /// A phone number that a spreadsheet has turned into a number with an exponent.
    #[error("A spreadsheet has shortened this phone number. Format the column as text, then enter the number again")]
    ShortenedPhone,
    /// A phone number to which no texts are sent.
    #[error("Texts are not sent to numbers of this country. Enter another phone number")]
    NotReached,
}

/// Reads details; what cannot be used is named, all of it.
///
/// # Errors
/// Every wrong detail.
pub fn parse(typed: Typed<'_>, numbers: Numbers<'_>) -> Result<Person, Vec<(Field, WrongDetail)>> {
    let staff_number = typed.staff_number.parse().map_err(|error: WrongPerson| (Field::StaffNumber, error.into()));
    let given_name = typed.given_name.parse().map_err(|_: WrongPerson| (Field::GivenName, WrongDetail::GivenName));
    let family_name = typed.family_name.parse().map_err(|_: WrongPerson| (Field::FamilyName, WrongDetail::FamilyName));
    let email = typed.email.parse().map_err(|error: WrongPerson| (Field::Email, error.into()));
    let phone = parse_phone(typed.phone, numbers).map_err(|error| (Field::Phone, error));
    match (staff_number, given_name, family_name, email, phone) {
        (Ok(staff_number), Ok(given_name), Ok(family_name), Ok(email), Ok(phone)) => {
            Ok(Person { staff_number, given_name, family_name, email, phone })
        }
        (staff_number, given_name, family_name, email, phone) => {
            let wrong = [staff_number.err(), given_name.err(), family_name.err(), email.err(), phone.err()];
            Err(wrong.into_iter().flatten().collect())
        }
    }
}

/// Spreadsheets mangle phone numbers in known ways: `="+44…"`, `'+44…`, `4.477E+11`.
fn parse_phone(typed: &str, numbers: Numbers<'_>) -> Result<PhoneNumber, WrongDetail> {
    let typed = typed.trim();
    let typed = typed.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(typed);
    let typed = typed.strip_prefix('\'').unwrap_or(typed);
    let exponent = typed.split_once(['E', 'e']).is_some_and(|(number, exponent)| {
        let digits =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '+'));
        digits(number) && digits(exponent)
    });
    if exponent {
        return Err(WrongDetail::ShortenedPhone);
    }
    let number = PhoneNumber::parse(typed, numbers.home)?;
    let digits = number.reveal().trim_start_matches('+');
    match numbers.beginnings {
        Some(beginnings) if !beginnings.iter().any(|beginning| digits.starts_with(beginning)) => {
            Err(WrongDetail::NotReached)
        }
        _ => Ok(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAM: Typed<'_> = Typed {
        staff_number: "1001",
        given_name: "Sam",
        family_name: "Taylor",
        email: "sam@example.org",
        phone: "+44 7700 900101",
    };

    #[test]
    fn every_wrong_detail_is_named() {
        assert_eq!(parse(SAM, Numbers::default()).unwrap().phone.reveal(), "+447700900101");
        let wrong = Typed { staff_number: "", email: "sam", phone: "07700 900101", ..SAM };
        let fields: Vec<_> =
            parse(wrong, Numbers::default()).unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, [Field::StaffNumber, Field::Email, Field::Phone]);
        let national = Typed { phone: "07700 900101", ..SAM };
        assert_eq!(
            parse(national, Numbers { home: Some("44"), beginnings: None }).unwrap().phone.reveal(),
            "+447700900101"
        );
    }

    #[test]
    fn a_number_that_no_text_is_sent_to_is_named_with_the_rest() {
        let beginnings = ["44".to_owned(), "1613".to_owned()];
        let numbers = Numbers { home: None, beginnings: Some(&beginnings) };
        for phone in ["+44 7700 900101", "+1 613 555 0100"] {
            assert!(parse(Typed { phone, ..SAM }, numbers).is_ok(), "{phone}");
        }
        for phone in ["+33 7 00 90 01 01", "+1 212 555 0100"] {
            let wrong = parse(Typed { email: "sam", phone, ..SAM }, numbers).unwrap_err();
            assert_eq!(wrong.len(), 2, "{phone}");
            assert_eq!(wrong[1], (Field::Phone, WrongDetail::NotReached), "{phone}");
        }
    }

    #[test]
    fn what_spreadsheets_do_to_phone_numbers_is_undone_or_said() {
        for phone in ["=\"+447700900101\"", "'+447700900101"] {
            assert_eq!(
                parse(Typed { phone, ..SAM }, Numbers::default()).unwrap().phone.reveal(),
                "+447700900101",
                "{phone}"
            );
        }
        for phone in ["4.477E+11", "4,477e+11"] {
            assert_eq!(
                parse(Typed { phone, ..SAM }, Numbers::default()),
                Err(vec![(Field::Phone, WrongDetail::ShortenedPhone)]),
                "{phone}"
            );
        }
        let bare = parse(Typed { phone: "447700900101", ..SAM }, Numbers::default()).unwrap_err();
        assert_eq!(bare, [(Field::Phone, WrongDetail::Phone(WrongPhone::NoCountryCode))]);
        assert!(bare[0].1.to_string().contains("spreadsheet"));
    }
}
