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

/// A detail that cannot be used, in words for HR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongDetail {
    /// Staff number, name or email address.
    #[error(transparent)]
    Person(#[from] WrongPerson),
    /// Phone number.
    #[error(transparent)]
    Phone(#[from] WrongPhone),
    /// A phone number that a spreadsheet has turned into a number with an exponent.
    #[error("A spreadsheet has shortened this phone number. Format the column as text, then enter the number again")]
    ShortenedPhone,
}

/// Reads details; what cannot be used is named, all of it.
///
/// # Errors
/// Every wrong detail.
pub fn parse(typed: Typed<'_>, country_code: Option<&str>) -> Result<Person, Vec<(Field, WrongDetail)>> {
    let staff_number = typed.staff_number.parse().map_err(|error: WrongPerson| (Field::StaffNumber, error.into()));
    let given_name = typed.given_name.parse().map_err(|error: WrongPerson| (Field::GivenName, error.into()));
    let family_name = typed.family_name.parse().map_err(|error: WrongPerson| (Field::FamilyName, error.into()));
    let email = typed.email.parse().map_err(|error: WrongPerson| (Field::Email, error.into()));
    let phone = parse_phone(typed.phone, country_code).map_err(|error| (Field::Phone, error));
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
fn parse_phone(typed: &str, country_code: Option<&str>) -> Result<PhoneNumber, WrongDetail> {
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
    Ok(PhoneNumber::parse(typed, country_code)?)
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
        assert_eq!(parse(SAM, None).unwrap().phone.reveal(), "+447700900101");
        let wrong = Typed { staff_number: "", email: "sam", phone: "07700 900101", ..SAM };
        let fields: Vec<_> = parse(wrong, None).unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, [Field::StaffNumber, Field::Email, Field::Phone]);
        let national = Typed { phone: "07700 900101", ..SAM };
        assert_eq!(parse(national, Some("44")).unwrap().phone.reveal(), "+447700900101");
    }

    #[test]
    fn what_spreadsheets_do_to_phone_numbers_is_undone_or_said() {
        for phone in ["=\"+447700900101\"", "'+447700900101"] {
            assert_eq!(parse(Typed { phone, ..SAM }, None).unwrap().phone.reveal(), "+447700900101", "{phone}");
        }
        for phone in ["4.477E+11", "4,477e+11"] {
            assert_eq!(
                parse(Typed { phone, ..SAM }, None),
                Err(vec![(Field::Phone, WrongDetail::ShortenedPhone)]),
                "{phone}"
            );
        }
        let bare = parse(Typed { phone: "447700900101", ..SAM }, None).unwrap_err();
        assert_eq!(bare, [(Field::Phone, WrongDetail::Phone(WrongPhone::NoCountryCode))]);
        assert!(bare[0].1.to_string().contains("spreadsheet"));
    }
}
