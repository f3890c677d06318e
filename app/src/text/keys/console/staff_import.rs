//! Uploading a file of people.

table! {
    /// Uploading a file of people.
    StaffImport {
        import_heading, import_lead, columns_heading, columns, file, upload, file_missing, file_not_csv, file_empty,
        file_too_large, file_not_uploaded, file_too_old, review_heading, count_rows, later, count_new, count_changed,
        count_unchanged, count_rejected, row_and_column, row, mistakes_heading, mistakes_lead, first_mistakes,
        changes_heading, first_changes, differs, nothing_to_save, upload_again, nothing_sent, confirm_and_save,
    }
}
