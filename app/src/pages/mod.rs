//! The pages: those of the journey, which are hydrated, and the plain ones, which only the server draws.

#[cfg(feature = "ssr")]
pub mod accessibility;
#[cfg(feature = "ssr")]
pub mod contact;
#[cfg(feature = "ssr")]
pub mod cookies;
#[cfg(feature = "ssr")]
pub mod help;
#[cfg(feature = "ssr")]
pub mod help_phone;
pub(crate) mod key;
#[cfg(feature = "ssr")]
pub mod link_states;
#[cfg(feature = "ssr")]
pub mod not_found;
#[cfg(feature = "ssr")]
mod plain;
#[cfg(feature = "ssr")]
pub mod privacy;
#[cfg(feature = "ssr")]
pub mod problem;

#[cfg(feature = "ssr")]
pub use plain::Plain;
