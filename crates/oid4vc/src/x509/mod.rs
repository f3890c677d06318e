//! Certificate chains to pinned anchors, for ES256 and nothing else
//! ([RFC 5280](https://www.rfc-editor.org/rfc/rfc5280.html)).
//!
//! A presentation brings its issuer's certificates with it (`x5c`). What they say counts only when they lead, in the
//! order in which they stand, to a certificate that the operator chose beforehand: a [`TrustAnchor`]. Nothing is
//! fetched: no missing certificate, no revocation list. Whoever wants to withdraw trust in a signer removes its
//! anchor, or lets its short-lived certificate run out.

mod certificate;
mod path;

pub use certificate::{Certificate, CertificateError};
pub use path::{AnchorFileError, ChainError, MAX_CHAIN_LENGTH, TrustAnchor, ValidatedChain, validate};
