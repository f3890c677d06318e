//! Logging in with an access key.

mod on_another_device;
mod on_this_device;
mod other_issuers;
mod page;
mod portals;
mod refusals;
