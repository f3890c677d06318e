//! The pages: those of the journey and of log in, which are hydrated, and the plain ones, which only the server draws.

#[cfg(feature = "ssr")]
pub mod accessibility;
#[cfg(feature = "ssr")]
pub mod console;
#[cfg(feature = "ssr")]
pub mod contact;
#[cfg(feature = "ssr")]
pub mod cookies;
#[cfg(feature = "ssr")]
pub mod help;
#[cfg(feature = "ssr")]
pub mod help_phone;
#[cfg(feature = "ssr")]
pub(crate) mod home;
pub(crate) mod key;
#[cfg(feature = "ssr")]
pub mod link_states;
pub(crate) mod log_in;
#[cfg(feature = "ssr")]
pub mod log_in_states;
#[cfg(feature = "ssr")]
pub mod lost_phone;
pub(crate) mod names;
#[cfg(feature = "ssr")]
pub mod not_found;
#[cfg(feature = "ssr")]
mod plain;
#[cfg(feature = "ssr")]
pub mod portal;
#[cfg(feature = "ssr")]
pub mod privacy;
#[cfg(feature = "ssr")]
pub mod problem;
#[cfg(feature = "ssr")]
pub mod report;
pub(crate) mod ways;

#[cfg(feature = "ssr")]
pub use plain::Plain;
