//! The private interface between the pages (`app`) and the service (`server`), as types.
//!
//! Every press of a button is a POST of an HTML form to an [`Endpoint`]. Sent by the browser itself it is answered by
//! `303 See Other` to the next page; sent by the hydrated page with `Accept: application/json` it is answered by that
//! next [`page::Page`]. An expected refusal (a wrong code, a limit) is a page too: status 200 and a `problem` in it.

pub mod endpoints;
pub mod home;
pub mod log_in;
pub mod page;
pub mod site;

pub use endpoints::{Endpoint, Load, Method};
pub use page::Page;
pub use site::Site;
