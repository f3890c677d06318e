//! The keys of the HR console's sentences.

mod actions;
mod acts;
mod every_page;
mod officers;
mod oversight;
mod single_sign_on;
mod staff;
mod staff_forms;
mod staff_import;
mod staff_record;

pub(crate) use {
    actions::Actions,
    acts::{ActStates, Acts},
    every_page::Console,
    officers::Officers,
    oversight::Oversight,
    single_sign_on::SingleSignOn,
    staff::Staff,
    staff_forms::StaffForms,
    staff_import::StaffImport,
    staff_record::StaffRecord,
};
