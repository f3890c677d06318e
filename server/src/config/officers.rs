//! Section `[officers]`: how HR officers log in.

use super::SingleSignOn;
use serde::Deserialize;

/// How HR officers log in: with a password and an authenticator app, or with the organisation's single sign-on.
///
/// A password is hashed with Argon2id ([RFC 9106](https://www.rfc-editor.org/rfc/rfc9106.html)), one lane. The default cost, which is also the least, is what the [OWASP cheat
/// sheet](https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id) asks for: a password
/// is chosen by a person and kept for years.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Officers {
    /// Memory in KiB.
    pub password_memory_kib: u32,
    /// Passes over the memory.
    pub password_iterations: u32,
    /// The organisation's single sign-on, if there is one.
    pub sso: Option<SingleSignOn>,
}

impl Officers {
    /// Least and most memory in KiB.
    pub const MEMORY_KIB: std::ops::RangeInclusive<u32> = 19_456..=1_048_576;
    /// Fewest and most passes.
    pub const ITERATIONS: std::ops::RangeInclusive<u32> = 2..=16;

    /// Whether anybody logs in with a password.
    #[must_use]
    pub fn passwords(&self) -> bool {
        self.sso.as_ref().is_none_or(|sso| sso.passwords)
    }
}

impl Default for Officers {
    fn default() -> Self {
        Self {
            password_memory_kib: *Self::MEMORY_KIB.start(),
            password_iterations: *Self::ITERATIONS.start(),
            sso: None,
        }
    }
}
