//! The pages that employees see, rendered on the server and brought to life in the browser.
//!
//! The server computes a [`contract::Page`] and draws it with `document::app_document`; the same value travels in
//! the document as JSON, and `hydrate` brings [`journey::Journey`] to life on it. On the pages of
//! somebody who is logged in only [`session::Session`] lives. Everything else that people see is a plain document without a
//! script.

#![recursion_limit = "256"]

mod api;
mod browser;
mod components;
#[cfg(feature = "ssr")]
pub mod document;
pub mod journey;
pub mod pages;
pub mod session;
mod text;

#[cfg(feature = "hydrate")]
pub use browser::start::hydrate;
