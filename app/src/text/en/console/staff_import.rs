//! Uploading a file of people.

use crate::text::keys::StaffImport;

pub(in crate::text) const STAFF_IMPORT: StaffImport = StaffImport {
    import_heading: "Upload a CSV file",
    import_lead: "Add people, and change the details of people who are here, from a spreadsheet that is saved as CSV. You see what will change before anything is saved, and no invitation is sent.\n\n[Download a template](/hr/staff/import/template.csv)",
    columns_heading: "What your CSV file must include",
    columns: "The first row has the names of the columns: **staff_number**, **given_name**, **family_name**, **email** and **phone**, in any order. Each is needed for every person.\n\n- staff_number: who is who. A number that is here already changes that person\n- phone: with the country code, such as +44 7700 900123. Format the column as text, or a spreadsheet leaves out the 0 or the +",
    file: "Select a CSV file",
    upload: "Upload",
    file_missing: "Select a CSV file",
    file_not_csv: "The selected file must be a CSV",
    file_empty: "The selected file is empty",
    file_too_large: "The selected file must be smaller than 2MB",
    file_not_uploaded: "The selected file could not be uploaded. Try again",
    file_too_old: "The file was uploaded more than an hour ago. Upload it again",
    review_heading: "Check what will be saved",
    count_new: "New people",
    count_changed: "People whose details change",
    count_unchanged: "People who stay as they are",
    count_rejected: "Problems",
    row_and_column: "Row {row}, {column}",
    row: "Row {row}",
    mistakes_heading: "Some rows cannot be used",
    mistakes_lead: "They are left out. Correct them in the spreadsheet, save it as CSV and upload it again.",
    first_mistakes: "These are the first {shown} of {total} problems.",
    differs: "Something has changed since you uploaded the file. Check again what will be saved.",
    nothing_to_save: "There is nothing to save.",
    upload_again: "Upload another file",
    nothing_sent: "No invitation is sent. People whose email address or phone number changes are told, and their invitations end.",
    confirm_and_save: "Confirm and save",
};
