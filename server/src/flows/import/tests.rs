//! Files as spreadsheets write them, and as people break them.

use super::*;
use domain::OrganisationId;

const HEADER: &str = "staff_number,given_name,family_name,email,phone";
const SAM: &str = "1001,Sam,Taylor,sam@example.org,+44 7700 900101";

fn read(text: &str) -> ImportReport {
    check(text.as_bytes(), &[], None)
}

fn employee(staff_number: &str, phone: &str) -> Employee {
    let at = Timestamp::from_millis(0);
    Employee {
        id: EmployeeId::from(format!("id-{staff_number}")),
        organisation_id: OrganisationId::from("organisation".to_owned()),
        staff_number: staff_number.to_owned(),
        given_name: "Sam".to_owned(),
        family_name: "Taylor".to_owned(),
        email: "sam@example.org".to_owned(),
        phone: phone.to_owned(),
        active: true,
        code_tries: 0,
        locked_until: None,
        created_at: at,
        updated_at: at,
    }
}

#[test]
fn every_dialect_is_read_alike() {
    let plain = read(&format!("{HEADER}\n{SAM}\n"));
    assert_eq!((plain.new.len(), plain.rejected.len()), (1, 0));
    assert_eq!(plain.new[0].phone, "+447700900101");
    for text in [
        format!("\u{feff}{HEADER}\r\n{SAM}\r\n"),
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
    let report = read(&format!("{HEADER},notes\n{SAM},\"one\ntwo\"\n1002,Alex,Lee,alex,+447700900102,\n"));
    assert_eq!(report.new.len(), 1);
    assert_eq!((report.rejected.len(), report.rejected[0].row, report.rejected[0].column), (1, 3, Some("email")));
}

#[test]
fn nothing_is_taken_twice_and_short_rows_say_what_is_missing() {
    let report = read(&format!("{HEADER}\n{SAM}\n{SAM}\n1003,Alex\n"));
    assert_eq!(report.new.len(), 1);
    assert_eq!(
        report.rejected[0],
        Rejected { row: 3, column: Some("staff_number"), message: "This staff number is in row 2 as well".to_owned() }
    );
    assert_eq!(
        report.rejected[1..].iter().map(|rejected| rejected.column.unwrap()).collect::<Vec<_>>(),
        ["family_name", "email", "phone"]
    );
}

#[test]
fn missing_columns_and_other_files_are_refused() {
    let columns: Vec<_> = read("staff_number,given_name,surname,email\n")
        .rejected
        .iter()
        .filter_map(|rejected| rejected.column)
        .collect();
    assert_eq!(columns, ["family_name", "phone"]);
    assert_eq!(read("").rejected.len(), 5);
    assert_eq!(check(b"\xff\xfes\0t\0", &[], None).rejected[0].message, "Save the file as CSV UTF-8");
}

#[test]
fn only_differences_are_changes() {
    let text = format!("{HEADER}\n{SAM}\n");
    let report = check(text.as_bytes(), &[employee("1001", "+447700900101")], None);
    assert_eq!((report.new.len(), report.changed.len(), report.unchanged), (0, 0, 1));
    let report = check(text.as_bytes(), &[employee("1001", "+447700900999")], None);
    assert_eq!((report.new.len(), report.changed.len(), report.unchanged), (0, 1, 0));
}

#[test]
fn the_example_can_be_imported() {
    let report = check(include_bytes!("../../../../examples/demo-employees.csv"), &[], None);
    assert_eq!((report.new.len(), report.rejected.len()), (3, 0));
}
