//! OpenID4VCI 1.0 and OpenID4VP 1.0 as pure functions.
//!
//! This crate is the protocol core of an issuer and a verifier of verifiable credentials: it parses and checks what a
//! wallet sends and builds and signs what the wallet receives. It knows no HTTP, no database, no clock and no source of
//! randomness; the time (`now`, Unix seconds) and the random number generator (`rng`) are parameters everywhere.
//! Whatever needs memory, such as "this nonce was used", is handed back to the caller as a value to remember.
//!
//! | module | what it is for | specification |
//! | --- | --- | --- |
//! | [`jose`] | keys, compact JWS and JWE, DPoP proofs | [RFC 7515], [RFC 7516], [RFC 7517], [RFC 7638], [RFC 9449] |
//! | [`vci`] | offer, metadata, token, nonce, credential, notification | [OpenID4VCI 1.0] |
//! | [`vp`] | request object, DCQL, response, presentation | [OpenID4VP 1.0] |
//! | [`sd_jwt`] | credentials whose claims can be shown one by one | [RFC 9901], [SD-JWT VC] |
//! | [`status_list`] | telling third parties that a credential is revoked | [Token Status List] |
//! | [`x509`] | who vouches for an issuer's key | [RFC 5280] |
//! | [`json`] | the strict JSON reader that all of them share | [RFC 8259] |
//!
//! Two habits run through the crate. Unchecked and checked data have different types, so that a claim cannot be read
//! before its signature was verified. And each flow has an error enum of its own whose variants say what was wrong;
//! one `match` turns it into the code that goes over the wire.
//!
//! [RFC 5280]: https://www.rfc-editor.org/rfc/rfc5280.html
//! [RFC 7515]: https://www.rfc-editor.org/rfc/rfc7515.html
//! [RFC 7516]: https://www.rfc-editor.org/rfc/rfc7516.html
//! [RFC 7517]: https://www.rfc-editor.org/rfc/rfc7517.html
//! [RFC 7638]: https://www.rfc-editor.org/rfc/rfc7638.html
//! [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259.html
//! [RFC 9449]: https://www.rfc-editor.org/rfc/rfc9449.html
//! [RFC 9901]: https://www.rfc-editor.org/rfc/rfc9901.html
//! [OpenID4VCI 1.0]: https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html
//! [OpenID4VP 1.0]: https://openid.net/specs/openid-4-verifiable-presentations-1_0.html
//! [SD-JWT VC]: https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/
//! [Token Status List]: https://datatracker.ietf.org/doc/draft-ietf-oauth-status-list/
#![forbid(unsafe_code)]

mod base64url;
pub mod jose;
pub mod json;
pub mod sd_jwt;
pub mod status_list;
pub mod vci;
pub mod vp;
mod wallet_link;
pub mod x509;
