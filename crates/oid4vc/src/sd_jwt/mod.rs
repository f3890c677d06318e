//! SD-JWT credentials: signed claims that the holder can show one by one
//! ([RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html)) in the profile for verifiable credentials
//! ([SD-JWT VC](https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/), media type `dc+sd-jwt`).
//!
//! The signed part holds a digest for each hidden claim. What is hashed, the [`Disclosure`], travels beside it,
//! separated by `~`, and the holder leaves away what it does not want to show.
//!
//! - [`issue()`] makes a credential from a [`CredentialTemplate`].
//! - [`UnverifiedSdJwt`] reads one: parse, verify the signature, put the disclosed claims back in their places.
//! - [`verify_key_binding`] checks what the holder signed at the end of a presentation.

mod disclosure;
mod issue;
mod key_binding;
mod read;

pub use disclosure::{Disclosure, DisclosureError};
pub use issue::{CredentialTemplate, IssueError, issue};
pub use key_binding::{
    DEFAULT_WINDOW_SECONDS, KeyBindingError, KeyBindingExpectation, TYP as KEY_BINDING_TYP, presentation_hash,
    verify_key_binding,
};
pub use read::{SdJwtError, UnverifiedSdJwt};

/// The `typ` header and credential format identifier
/// ([OpenID4VCI 1.0, appendix A.3.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#appendix-A.3.1)).
pub const TYP: &str = "dc+sd-jwt";

/// The name of SHA-256 in `_sd_alg`, which is also the default
/// ([RFC 9901, section 4.1.1](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.1.1)).
pub const SHA_256: &str = "sha-256";

/// The member that lists the digests of an object's hidden members.
const DIGESTS: &str = "_sd";
/// The member that stands for a hidden element of an array.
const ELEMENT: &str = "...";
/// The member that names the hash function.
const HASH_NAME: &str = "_sd_alg";

/// Claims that say who vouches for the credential, how long, to whom it is bound and where its status is. Hidden, a
/// holder could leave them away; so they may not be
/// ([SD-JWT VC, section 2.2.2.3](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-sd-jwt-vc#section-2.2.2.3)).
const ALWAYS_OPEN: [&str; 8] = ["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"];
