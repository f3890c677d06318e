//! Log in of HR officers with the organisation's own single sign-on: the authorization code flow of
//! [OpenID Connect Core 1.0](https://openid.net/specs/openid-connect-core-1_0.html), with PKCE and a nonce.
//!
//! [`begin`] asks the provider who is there, [`finish`] judges its answer. What the answer has to fit to travels, sealed, in
//! a cookie of the browser that asked (`attempt`): nothing is stored for somebody who never comes back, and nobody else's
//! answer is taken. The provider says who somebody is; whether they are an officer is decided here.

mod attempt;
mod begin;
mod client;
mod finish;
mod provider;
mod refusal;
mod token;

pub use attempt::LIFE;
pub use begin::{Begun, begin, confirm};
pub use finish::{Answer, Finished, finish};
pub use provider::Provider;
pub use refusal::{NotIn, Refusal};

/// Path to which the provider sends the browser back.
pub const RETURN_PATH: &str = "/hr/sso/return";

/// By how much the provider's clock may differ from ours.
const LEEWAY: domain::Duration = domain::Duration::seconds(60);
