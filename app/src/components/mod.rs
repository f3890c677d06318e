//! Parts of pages, one a file.

pub(crate) mod back_link;
pub(crate) mod busy_button;
pub(crate) mod code_field;
#[cfg(feature = "ssr")]
pub(crate) mod console;
#[cfg(feature = "ssr")]
pub(crate) mod contact_details;
pub(crate) mod copy_button;
pub(crate) mod details;
pub(crate) mod endpoint_form;
pub(crate) mod error_summary;
pub(crate) mod list;
pub(crate) mod live_status;
pub(crate) mod notice_banner;
#[cfg(feature = "ssr")]
pub(crate) mod prose;
pub(crate) mod qr_code;
#[cfg(feature = "ssr")]
pub(crate) mod radios;
pub(crate) mod rich;
#[cfg(feature = "ssr")]
pub(crate) mod summary;
