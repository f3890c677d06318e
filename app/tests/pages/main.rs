//! The pages as the server draws them.

mod documents;
mod journey;
mod plain;
mod support;
