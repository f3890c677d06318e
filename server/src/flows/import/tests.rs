//! What a file would change.

use super::*;
use domain::{OrganisationId, Standing};

const HEADER: &str = "staff_number,given_name,family_name,email,phone";
const SAM: &str = "1001,Sam,Taylor,sam@example.org,+44 7700 900101";

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
        identity_confirmed_at: None,
        contact_changed_at: None,
        contact_changed_by: None,
        contact_hold_until: None,
        name_key: String::new(),
        email_key: String::new(),
        standing: Standing::NotInvited,
        invited_at: None,
        invited_until: None,
        key_until: None,
        created_at: at,
        updated_at: at,
    }
}

#[test]
fn each_mistake_is_named_and_the_other_rows_stand() {
    let text = format!("{HEADER}\n{SAM}\n{SAM}\n1003,Alex,Lee,alex,+447700900102\n");
    let report = check(text.as_bytes(), &[], Numbers::default());
    assert_eq!((report.new.len(), report.new[0].phone.as_str()), (1, "+447700900101"));
    let rejected: Vec<_> = report.rejected.iter().map(|r| (r.row, r.column, r.message.as_str())).collect();
    assert_eq!(
        rejected,
        [
            (3, Some("staff_number"), "This staff number is in row 2 as well"),
            (4, Some("email"), "Enter an email address, for example name@example.org"),
        ]
    );
    assert_eq!(check(b"\xff\xfes\0t\0", &[], Numbers::default()).rejected[0].message, "Save the file as CSV UTF-8");
}

#[test]
fn only_differences_are_changes() {
    let text = format!("{HEADER}\n{SAM}\n");
    let report = check(text.as_bytes(), &[employee("1001", "+447700900101")], Numbers::default());
    assert_eq!((report.new.len(), report.changed.len(), report.unchanged), (0, 0, 1));
    let report = check(text.as_bytes(), &[employee("1001", "+447700900999")], Numbers::default());
    assert_eq!((report.new.len(), report.changed.len(), report.unchanged), (0, 1, 0));
}

#[test]
fn the_example_can_be_imported() {
    let report = check(include_bytes!("../../../../examples/demo-employees.csv"), &[], Numbers::default());
    assert_eq!((report.new.len(), report.rejected.len()), (3, 0));
}
