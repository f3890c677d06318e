//! Status lists: one signed, compressed array that says of every credential whether it still holds
//! ([Token Status List](https://datatracker.ietf.org/doc/draft-ietf-oauth-status-list/)).
//!
//! A credential names a list and a place in it ([`StatusReference`]); whoever checks it downloads the whole list and
//! so does not tell the issuer which credential it looked at.
//!
//! - [`StatusList`] is the array.
//! - [`StatusListToken`] is its signed form, a JWT of the type `statuslist+jwt`.

mod list;
mod token;

pub use list::{StatusBits, StatusList, StatusListError};
pub use token::{StatusListToken, StatusTokenError};

use serde_json::{Value, json};

/// The status of a credential that holds
/// ([section 7.1](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list#section-7.1)).
pub const VALID: u8 = 0;
/// The status of a credential that was revoked for good.
pub const INVALID: u8 = 1;
/// The status of a credential that does not hold for the time being. Needs at least two bits.
pub const SUSPENDED: u8 = 2;

/// Where the status of a credential is published: the `status` claim
/// ([section 6.2](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list#section-6.2)).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusReference {
    /// The URL of the list.
    pub uri: String,
    /// The place in the list, from 0. Random and never used twice.
    pub index: u64,
}

impl StatusReference {
    /// The value of the `status` claim.
    #[must_use]
    pub fn to_value(&self) -> Value {
        json!({ "status_list": { "idx": self.index, "uri": self.uri } })
    }

    /// Reads the value of a `status` claim. `None` when it names no list, or not as it should.
    #[must_use]
    pub fn from_value(status: &Value) -> Option<Self> {
        let list = status.get("status_list")?;
        Some(Self { uri: list.get("uri")?.as_str()?.to_owned(), index: list.get("idx")?.as_u64()? })
    }
}
