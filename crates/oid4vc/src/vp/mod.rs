//! The verifier's side of OpenID for Verifiable Presentations 1.0 with signed requests and direct post
//! ([specification](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html)).
//!
//! In the order in which a log in meets them: [`policy`] says whom to trust and what to ask → [`dcql`] is the question
//! → [`request`] is the signed object that carries it under the verifier's name, the [`client_id`] → [`link`] opens the
//! wallet, [`request_uri`] is what it may post to fetch the object → [`response`] is its answer → [`presentation`]
//! judges the credential in it → [`status`] reads the issuer's status list.
//!
//! Nothing here fetches anything, and no address in a presentation (`iss`, `vct`, `jku`, `x5u`, `kid`) is ever a
//! reason to. The one address that the caller may follow, that of the status list, has been compared with a list of
//! permitted ones first.

pub mod client_id;
pub mod dcql;
pub mod link;
pub mod policy;
pub mod presentation;
pub mod request;
pub mod request_uri;
pub mod response;
pub mod status;
