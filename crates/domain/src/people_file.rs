//! A CSV file of people, read as spreadsheets write it ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180.html) and its
//! dialects): with or without byte order mark, any line end, comma, semicolon or tab, line breaks inside quotes. The
//! first row names the columns, in any order; others are not read.

use std::{collections::HashMap, io::Read};

use csv::{ReaderBuilder, StringRecord};

use crate::details::{self, Field, Numbers, Person, Typed, WrongDetail};

/// What a file holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PeopleFile {
    /// How many rows there are, but for the first and empty ones.
    pub rows: usize,
    /// The people in it, each staff number once.
    pub people: Vec<Person>,
    /// What cannot be used, from the top down. Nobody in `people` is from a row that is named here.
    pub rejected: Vec<Rejected>,
}

/// Something in a file that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Row of the spreadsheet, from 1.
    pub row: usize,
    /// The column, if it is one.
    pub column: Option<Field>,
    /// What is wrong there.
    pub wrong: WrongRow,
}

/// What is wrong in a file, in words for HR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongRow {
    /// The file is not text in UTF-8.
    #[error("Save the file as CSV UTF-8")]
    NotUtf8,
    /// A column is missing.
    #[error("The first row must name this column")]
    NoColumn,
    /// It is not a row of cells.
    #[error("This row cannot be read. Check its quotation marks")]
    Unreadable,
    /// A cell begins with a quotation mark, and the file ends before another: the rows in between are in that cell.
    #[error(
        "A quotation mark in this row is not closed, so the rows after it were not read. Check its quotation marks"
    )]
    Unclosed,
    /// A detail cannot be used.
    #[error(transparent)]
    Detail(#[from] WrongDetail),
    /// The same person comes before.
    #[error("This staff number is in row {0} as well")]
    Twice(usize),
}

/// What is put after a file while it is read.
const LAST_ROW: &str = "\nthe-end";

/// Reads a file.
#[must_use]
pub fn read(file: &[u8], numbers: Numbers<'_>) -> PeopleFile {
    let mut found = PeopleFile::default();
    let Ok(text) = std::str::from_utf8(file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file)) else {
        found.reject(1, None, WrongRow::NotUtf8);
        return found;
    };
    let (rows, unclosed) = rows(text);
    let mut rows = rows.into_iter();
    let columns = match rows.next() {
        Some((_, Ok(header))) => Columns::named_in(&header),
        None if let Some(row) = unclosed => {
            found.reject(row, None, WrongRow::Unclosed);
            return found;
        }
        _ => Err(Field::ALL.to_vec()),
    };
    let columns = match columns {
        Ok(columns) => columns,
        Err(missing) => {
            missing.into_iter().for_each(|field| found.reject(1, Some(field), WrongRow::NoColumn));
            return found;
        }
    };
    let mut first_row_of = HashMap::new();
    for (row, record) in rows {
        let Ok(record) = record else {
            found.rows += 1;
            found.reject(row, None, WrongRow::Unreadable);
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        found.rows += 1;
        match details::parse(columns.typed(&record), numbers) {
            Err(wrong) => {
                wrong.into_iter().for_each(|(field, error)| found.reject(row, Some(field), error.into()));
            }
            Ok(person) => match first_row_of.insert(person.staff_number.clone(), row) {
                Some(first) => found.reject(row, Some(Field::StaffNumber), WrongRow::Twice(first)),
                None => found.people.push(person),
            },
        }
    }
    if let Some(row) = unclosed {
        found.rows += 1;
        found.reject(row, None, WrongRow::Unclosed);
    }
    found
}

impl PeopleFile {
    fn reject(&mut self, row: usize, column: Option<Field>, wrong: WrongRow) {
        self.rejected.push(Rejected { row, column, wrong });
    }
}

/// The rows that are not empty, each with its number. The last is apart if it ends in an open quotation mark: then all that
/// follows the mark is in it, and of it the number alone is of use.
fn rows(text: &str) -> (Vec<(usize, csv::Result<StringRecord>)>, Option<usize>) {
    // A row of our own after the last: an open quotation mark swallows it.
    let marked = text.as_bytes().chain(LAST_ROW.as_bytes());
    let reader = ReaderBuilder::new().delimiter(delimiter(text)).has_headers(false).flexible(true).from_reader(marked);
    let numbered = reader.into_records().scan(1, |row, record| {
        let start = match &record {
            Ok(record) => record.position(),
            Err(error) => error.position(),
        };
        *row += start.and_then(|start| usize::try_from(start.byte()).ok()).map_or(1, |start| line_ends(text, start));
        Some((*row, record))
    });
    let mut rows: Vec<_> = numbered.collect();
    let unclosed = match rows.pop() {
        Some((_, Ok(last))) if last.iter().eq([LAST_ROW.trim_start()]) => None,
        last => last.map(|(row, _)| row),
    };
    (rows, unclosed)
}

/// Number of line ends before the record that begins at `start`. The reader passes over empty rows; spreadsheets count
/// them.
fn line_ends(text: &str, start: usize) -> usize {
    let is_text = |c| !matches!(c, '\r' | '\n');
    let (before, after) = text.split_at_checked(start).unwrap_or((text, ""));
    // The reader leaves some of them to the record that follows.
    let ends: String = before.rsplit(is_text).next().into_iter().chain(after.split(is_text).next()).collect();
    ends.replace("\r\n", "\n").len()
}

/// The sign between columns: the one that the first row has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.split(['\r', '\n']).find(|line| !line.is_empty()).unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b';', b'\t'].into_iter().find(|sign| count(*sign) > count(b',')).unwrap_or(b',')
}

/// Where each detail stands in a row.
struct Columns(HashMap<&'static str, usize>);

impl Columns {
    /// Those that the first row names; otherwise the missing ones.
    fn named_in(header: &StringRecord) -> Result<Self, Vec<Field>> {
        let name = |cell: &str| cell.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        let place = |field: &Field| header.iter().position(|cell| name(cell) == field.name()).ok_or(*field);
        let (found, missing): (Vec<_>, Vec<_>) =
            Field::ALL.iter().map(|field| place(field).map(|place| (field.name(), place))).partition(Result::is_ok);
        if missing.is_empty() {
            Ok(Self(found.into_iter().flatten().collect()))
        } else {
            Err(missing.into_iter().filter_map(Result::err).collect())
        }
    }

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

#[cfg(test)]
mod tests;
