//! Section `[code_hash]`: what one guess at a security code costs.

use serde::Deserialize;

/// Cost of one Argon2id run ([RFC 9106](https://www.rfc-editor.org/rfc/rfc9106.html)), one lane. The default takes about
/// 5 milliseconds on one core.
///
/// A security code has a million values and is protected first by the pepper outside the database and by the count of
/// tries; the slow hash is what is left when both are lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CodeHash {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub iterations: u32,
}

impl CodeHash {
    /// Least and most memory in KiB.
    pub const MEMORY_KIB: std::ops::RangeInclusive<u32> = 4096..=262_144;
    /// Fewest and most passes.
    pub const ITERATIONS: std::ops::RangeInclusive<u32> = 1..=16;
}

impl Default for CodeHash {
    fn default() -> Self {
        Self { memory_kib: 6144, iterations: 2 }
    }
}
