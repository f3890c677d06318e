//! The browser, as far as the pages need it; besides `api.rs` the only place that names `web_sys`.
//!
//! What is registered with the browser is a value here, and dropping the value takes it back.

pub(crate) mod channel;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod dialog;
pub(crate) mod events;
pub(crate) mod focus;
pub(crate) mod form;
pub(crate) mod listener;
pub(crate) mod location;
#[cfg(feature = "hydrate")]
pub(crate) mod start;
pub(crate) mod timer;
