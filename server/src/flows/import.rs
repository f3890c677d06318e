//! Adding employees from a CSV file: everything is checked first, and nothing is saved before somebody has seen what
//! would change.
//!
//! Read as spreadsheets write it ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180.html) and its dialects): with or
//! without byte order mark, any line end, comma, semicolon or tab, line breaks inside quotes. The first row names the
//! columns, in any order; others are not read.

use super::{
    Fault,
    audit::{Actor, record},
    people::{self, Field, Typed},
};
use crate::config::Settings;
use csv::{ReaderBuilder, StringRecord};
use domain::{EmployeeId, Timestamp};
use rand::CryptoRng;
use serde::Serialize;
use std::collections::HashMap;
use store::{
    DatabaseConnection,
    employees::{Details, Employee},
};

/// What a file would change.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// People who are not there yet.
    pub new: Vec<Details>,
    /// People whose details differ.
    pub changed: Vec<(EmployeeId, Details)>,
    /// Number of people who stay as they are.
    pub unchanged: usize,
    /// What cannot be used. A row that is named here changes nothing.
    pub rejected: Vec<Rejected>,
}

/// Something in the file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Row of the spreadsheet, from 1, which is the row with the names of the columns.
    pub row: usize,
    /// Name of the column, if it is one.
    pub column: Option<&'static str>,
    /// What to do, in words for HR.
    pub message: String,
}

/// Checks a file against the people who are there.
#[must_use]
pub fn check(file: &[u8], existing: &[Employee], country_code: Option<&str>) -> ImportReport {
    let mut report = ImportReport::default();
    let bytes = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let Ok(text) = std::str::from_utf8(bytes) else {
        report.reject(1, None, "Save the file as CSV UTF-8");
        return report;
    };
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter(text)).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = reader.records().enumerate().map(|(index, record)| (index + 1, record));
    let columns = match rows.next() {
        Some((_, Ok(header))) => columns(&header),
        _ => Err(Field::ALL.to_vec()),
    };
    let columns = match columns {
        Ok(columns) => columns,
        Err(missing) => {
            for field in missing {
                report.reject(1, Some(field), "The first row must name this column");
            }
            return report;
        }
    };
    let mut first_row_of = HashMap::new();
    let existing: HashMap<&str, &Employee> =
        existing.iter().map(|employee| (employee.staff_number.as_str(), employee)).collect();
    for (row, record) in rows {
        let Ok(record) = record else {
            report.reject(row, None, "This row cannot be read. Check its quotation marks");
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match people::parse(columns.typed(&record), country_code) {
            Err(wrong) => {
                wrong.into_iter().for_each(|(field, error)| report.reject(row, Some(field), &error.to_string()))
            }
            Ok(details) => match first_row_of.insert(details.staff_number.clone(), row) {
                Some(first) => report.reject(
                    row,
                    Some(Field::StaffNumber),
                    &format!("This staff number is in row {first} as well"),
                ),
                None => report.take(details, &existing),
            },
        }
    }
    report
}

impl ImportReport {
    fn reject(&mut self, row: usize, column: Option<Field>, message: &str) {
        self.rejected.push(Rejected { row, column: column.map(Field::name), message: message.to_owned() });
    }

    fn take(&mut self, details: Details, existing: &HashMap<&str, &Employee>) {
        match existing.get(details.staff_number.as_str()) {
            None => self.new.push(details),
            Some(employee) if details_of(employee) == details => self.unchanged += 1,
            Some(employee) => self.changed.push((employee.id.clone(), details)),
        }
    }
}

fn details_of(employee: &Employee) -> Details {
    Details {
        staff_number: employee.staff_number.clone(),
        given_name: employee.given_name.clone(),
        family_name: employee.family_name.clone(),
        email: employee.email.clone(),
        phone: employee.phone.clone(),
    }
}

/// The sign between columns: the one that the first row has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b';', b'\t'].into_iter().find(|sign| count(*sign) > count(b',')).unwrap_or(b',')
}

/// Where each detail stands in a row.
struct Columns(HashMap<&'static str, usize>);

fn columns(header: &StringRecord) -> Result<Columns, Vec<Field>> {
    let name = |cell: &str| cell.trim().to_ascii_lowercase().replace([' ', '-'], "_");
    let place = |field: &Field| header.iter().position(|cell| name(cell) == field.name()).ok_or(*field);
    let (found, missing): (Vec<_>, Vec<_>) =
        Field::ALL.iter().map(|field| place(field).map(|place| (field.name(), place))).partition(Result::is_ok);
    if missing.is_empty() {
        Ok(Columns(found.into_iter().flatten().collect()))
    } else {
        Err(missing.into_iter().filter_map(Result::err).collect())
    }
}

impl Columns {
    fn typed<'a>(&self, record: &'a StringRecord) -> Typed<'a> {
        let cell = |field: Field| self.0.get(field.name()).and_then(|place| record.get(*place)).unwrap_or_default();
        Typed {
            staff_number: cell(Field::StaffNumber),
            given_name: cell(Field::GivenName),
            family_name: cell(Field::FamilyName),
            email: cell(Field::Email),
            phone: cell(Field::Phone),
        }
    }
}

/// Saves what a report found, all of it or nothing.
///
/// # Errors
/// When the database refuses, or somebody else added one of these people meanwhile.
pub async fn save(
    db: &DatabaseConnection,
    settings: &Settings,
    report: ImportReport,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<(), Fault> {
    let tx = store::connect::begin(db).await?;
    let organisation = people::organisation(&tx, settings, now, rng).await?;
    for details in report.new {
        people::insert(&tx, &organisation, details, now, rng).await?;
    }
    for (id, details) in report.changed {
        store::employees::update(&tx, &id, details, now).await?;
        record(&tx, now, Actor::CommandLine, "employee-changed", &id, None).await?;
    }
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests;
