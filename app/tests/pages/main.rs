//! The pages as the server draws them.

mod acts;
mod documents;
mod home;
mod journey;
mod log_in;
mod plain;
mod support;
