//! The HR console's sentences.

pub(in crate::text) mod actions;
pub(in crate::text) mod acts;
pub(in crate::text) mod every_page;
pub(in crate::text) mod officers;
pub(in crate::text) mod oversight;
pub(in crate::text) mod single_sign_on;
pub(in crate::text) mod staff;
pub(in crate::text) mod staff_forms;
pub(in crate::text) mod staff_import;
pub(in crate::text) mod staff_record;
