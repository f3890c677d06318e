//! Files as spreadsheets write them, and as people break them.

use super::*;

const HEADER: &str = "staff_number,given_name,family_name,email,phone";
const SAM: &str = "1001,Sam,Taylor,sam@example.org,+44 7700 900101";

fn read(text: &str) -> PeopleFile {
    super::read(text.as_bytes(), Numbers::default())
}

#[test]
fn every_dialect_is_read_alike() {
    let plain = read(&format!("{HEADER}\n{SAM}\n"));
    assert_eq!((plain.people.len(), plain.rejected.len()), (1, 0));
    assert_eq!(plain.people[0].phone.reveal(), "+447700900101");
    for text in [
        format!("\u{feff}{HEADER}\r\n{SAM}\r\n"),
        format!("{HEADER}\r{SAM}\r"),
        format!("\n{HEADER}\n{SAM}\n").replace(',', ";"),
        format!("{HEADER},Notes\r{SAM},none").replace(',', ";").replace("none", ",,,,,,"),
        format!("{HEADER}\n{SAM}"),
        format!("{HEADER}\n\n{SAM}\n\n,,,,\n"),
        format!("{HEADER}\n{SAM}").replace(',', ";"),
        format!("{HEADER}\n{SAM}").replace(',', "\t"),
        "Phone,Email,Family name,Given name,Staff number,Notes\n+447700900101,sam@example.org,Taylor,Sam,1001,none"
            .to_owned(),
    ] {
        assert_eq!(read(&text), plain, "{text:?}");
    }
}

#[test]
fn rows_are_counted_as_the_spreadsheet_shows_them() {
    let wrong = "1002,Alex,Lee,alex,+447700900102,";
    for (rows, row) in [
        (format!("{SAM},\"one\ntwo\"\n{wrong}"), 3),
        (format!("{SAM},\n\n{wrong}\n"), 4),
        (format!("\n\n{wrong}"), 4),
        (format!("{SAM},\"\n\n\"\n,,,,\n{wrong}"), 4),
        (format!("{SAM},\"\r\n\"\r\n\r\n{wrong}\r\n"), 4),
        (format!("{SAM},\r\r{wrong}\r"), 4),
    ] {
        let line_end = if rows.contains('\n') { "\n" } else { "\r" };
        let file = read(&format!("{HEADER},notes{line_end}{rows}"));
        assert_eq!(
            file.rejected,
            [Rejected {
                row,
                column: Some(Field::Email),
                wrong: WrongRow::Detail(WrongDetail::Person(crate::WrongPerson::Email))
            }],
            "{rows:?}"
        );
    }
}

#[test]
fn an_open_quotation_mark_is_named_with_the_row_where_it_begins() {
    for (rows, people, row) in [
        (
            format!(
                "{SAM}\n1002,\"Alex,Lee,alex@example.org,+447700900102\n1003,Kim,Poe,kim@example.org,+447700900103\n"
            ),
            1,
            3,
        ),
        (format!("{SAM}\n\n1002,Alex,Lee,alex@example.org,\"+447700900102"), 1, 4),
        (format!("{SAM}\n\""), 1, 3),
    ] {
        let file = read(&format!("{HEADER}\n{rows}"));
        assert_eq!((file.rows, file.people.len()), (2, people), "{rows:?}");
        assert_eq!(file.rejected, [Rejected { row, column: None, wrong: WrongRow::Unclosed }], "{rows:?}");
    }
    let file = read(&format!("\"{HEADER}\n{SAM}\n"));
    assert_eq!(file.rejected, [Rejected { row: 1, column: None, wrong: WrongRow::Unclosed }]);
    // Closed, and everything else that a quotation mark can be.
    for cell in ["\"one\ntwo\"", "\"\"", "\"say \"\"hi\"\"\"", "5\" pipe", "\"\"\"\""] {
        let file = read(&format!("{HEADER},notes\n{SAM},{cell}"));
        assert_eq!((file.rows, file.people.len(), file.rejected.len()), (1, 1, 0), "{cell:?}");
    }
}

#[test]
fn nobody_is_taken_twice_and_short_rows_say_what_is_missing() {
    let file = read(&format!("{HEADER}\n{SAM}\n{SAM}\n1003,Alex\n"));
    assert_eq!((file.rows, file.people.len()), (3, 1));
    assert_eq!(file.rejected[0], Rejected { row: 3, column: Some(Field::StaffNumber), wrong: WrongRow::Twice(2) });
    assert_eq!(file.rejected[0].wrong.to_string(), "This staff number is in row 2 as well");
    assert_eq!(
        file.rejected[1..].iter().map(|rejected| (rejected.row, rejected.column.unwrap())).collect::<Vec<_>>(),
        [(4, Field::FamilyName), (4, Field::Email), (4, Field::Phone)]
    );
}

#[test]
fn missing_columns_and_other_files_are_refused() {
    let file = read("staff_number,given_name,surname,email\n");
    assert_eq!(
        file.rejected.iter().map(|rejected| (rejected.column.unwrap(), rejected.wrong)).collect::<Vec<_>>(),
        [(Field::FamilyName, WrongRow::NoColumn), (Field::Phone, WrongRow::NoColumn)]
    );
    assert_eq!(read("").rejected.len(), 5);
    assert_eq!(
        super::read(b"\xff\xfes\0t\0", Numbers::default()).rejected,
        [Rejected { row: 1, column: None, wrong: WrongRow::NotUtf8 }]
    );
}
