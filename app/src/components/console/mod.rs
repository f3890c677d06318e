//! Parts of the HR console's pages, one a file.

pub(crate) mod field;
pub(crate) mod form;
pub(crate) mod pagination;
pub(crate) mod select;
