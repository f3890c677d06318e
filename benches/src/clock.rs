//! The time, for measuring and for wallets' proofs.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// A moment from which time is taken.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this program measures time; nothing it decides depends on it")]
pub fn start() -> Instant {
    Instant::now()
}

/// Seconds since 1970, as proofs carry them.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the server under test goes by the real time, so its wallets have to")]
pub fn unix_seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
