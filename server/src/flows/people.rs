//! Adding employees, one by one.

use super::{
    Fault,
    audit::{Actor, record},
};
use crate::config::Settings;
use domain::{
    EmailAddress, EmployeeId, OrganisationId, PersonName, PhoneNumber, StaffNumber, Timestamp, WrongPerson, WrongPhone,
};
use rand::CryptoRng;
use serde::Serialize;
use store::{ConnectionTrait, DatabaseConnection, employees::Details};

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

/// Which of the details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
pub fn parse(typed: Typed<'_>, country_code: Option<&str>) -> Result<Details, Vec<(Field, WrongDetail)>> {
    let staff_number = typed.staff_number.parse::<StaffNumber>().map_err(|error| (Field::StaffNumber, error.into()));
    let given_name = typed.given_name.parse::<PersonName>().map_err(|error| (Field::GivenName, error.into()));
    let family_name = typed.family_name.parse::<PersonName>().map_err(|error| (Field::FamilyName, error.into()));
    let email = typed.email.parse::<EmailAddress>().map_err(|error| (Field::Email, error.into()));
    let phone = parse_phone(typed.phone, country_code).map_err(|error| (Field::Phone, error));
    match (staff_number, given_name, family_name, email, phone) {
        (Ok(staff_number), Ok(given_name), Ok(family_name), Ok(email), Ok(phone)) => Ok(Details {
            staff_number: staff_number.as_str().to_owned(),
            given_name: given_name.as_str().to_owned(),
            family_name: family_name.as_str().to_owned(),
            email: email.as_str().to_owned(),
            phone: phone.reveal().to_owned(),
        }),
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

/// Why an employee was not added.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// The staff number belongs to somebody.
    #[error("there is an employee with this staff number already")]
    Taken,
    /// The staff number belongs to somebody who has left. Whether this is the same person again is for HR to say.
    #[error("an employee with this staff number has left")]
    TakenByLeaver,
    /// Something broke.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Adds an employee.
///
/// # Errors
/// When the staff number is taken or the database refuses; nobody is added then.
pub async fn add(
    db: &DatabaseConnection,
    settings: &Settings,
    details: Details,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<EmployeeId, NotAdded> {
    let tx = store::connect::begin(db).await.map_err(Fault::from)?;
    match store::employees::by_staff_number(&tx, &details.staff_number).await.map_err(Fault::from)? {
        Some(found) if found.active => return Err(NotAdded::Taken),
        Some(_) => return Err(NotAdded::TakenByLeaver),
        None => {}
    }
    let organisation = organisation(&tx, settings, now, rng).await?;
    let id = insert(&tx, &organisation, details, now, rng).await?;
    tx.commit().await.map_err(Fault::from)?;
    Ok(id)
}

/// The employer of this deployment.
pub(super) async fn organisation(
    conn: &impl ConnectionTrait,
    settings: &Settings,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<OrganisationId, Fault> {
    Ok(store::employees::organisation(conn, OrganisationId::new(rng), &settings.organisation.name, now).await?)
}

/// Adds an employee inside a transaction.
pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    organisation: &OrganisationId,
    details: Details,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<EmployeeId, Fault> {
    let id = EmployeeId::new(rng);
    store::employees::insert(conn, id.clone(), organisation, details, now).await?;
    record(conn, now, Actor::CommandLine, "employee-added", &id, None).await?;
    Ok(id)
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
        assert_eq!(parse(SAM, None).unwrap().phone, "+447700900101");
        let wrong = Typed { staff_number: "", email: "sam", phone: "07700 900101", ..SAM };
        let fields: Vec<_> = parse(wrong, None).unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, [Field::StaffNumber, Field::Email, Field::Phone]);
        assert_eq!(
            parse(Typed { staff_number: "1001", email: "sam@example.org", ..wrong }, Some("44")).unwrap().phone,
            "+447700900101"
        );
    }

    #[test]
    fn what_spreadsheets_do_to_phone_numbers_is_undone_or_said() {
        for phone in ["=\"+447700900101\"", "'+447700900101"] {
            assert_eq!(parse(Typed { phone, ..SAM }, None).unwrap().phone, "+447700900101", "{phone}");
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
