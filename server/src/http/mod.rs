//! What arrives over HTTP: one folder an audience, one file an endpoint.

pub mod assets;
pub mod console;
pub mod document;
pub mod employee;
mod form;
pub mod layers;
pub mod oidc;
pub mod operator;
pub mod pages;
pub mod preview;
pub mod problem;
pub mod wallet;
