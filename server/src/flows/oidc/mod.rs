//! OpenID Connect for portals: the access key as a log in
//! ([OpenID Connect Core 1.0](https://openid.net/specs/openid-connect-core-1_0.html)).
//!
//! Authorization code with PKCE and nothing else. What a portal holds (code, access token) hangs on the session of a
//! browser: it is good while that session is, and the session is looked at anew each time.

pub mod authorize;
pub mod client;
pub mod exchange;
pub mod id_token;
pub mod log_out;
pub mod note;
pub mod parameters;
pub mod request;
pub mod response;
pub mod user_info;

pub use parameters::Parameters;

use super::{
    Fault,
    signed_in::{self, AtHome, SignedIn},
};
use crate::state::AppState;
use domain::SessionId;
use store::ConnectionTrait;

/// What anybody may ask for.
pub const OPENID: &str = "openid";
/// Every scope.
pub const SCOPES: [&str; 4] = [OPENID, "profile", "email", "staff"];

/// Who is logged in in a session, if it still holds.
///
/// # Errors
/// When the database does not answer.
async fn holder(state: &AppState, conn: &impl ConnectionTrait, session: &SessionId) -> Result<Option<SignedIn>, Fault> {
    let session = store::log_in_sessions::by_id(conn, session).await?.ok_or(Fault::Missing("session"))?;
    Ok(match signed_in::of_session(state, conn, session).await? {
        AtHome::In(signed_in) => Some(*signed_in),
        AtHome::Out | AtHome::Over(_) => None,
    })
}
