//! What the service does, seen from outside: through HTTP, with a clock that the tests move, on SQLite and PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there"
)]

mod console;
mod guarantees;
mod journeys;
mod races;
mod routes;
mod support;
