//! Nonces that need no memory.

use oid4vc::vci::nonce::{NoncePurpose, check, make};

use crate::recipe::refuses_a_change;
use crate::support::{NOW, rng};

const KEY: [u8; 32] = [5; 32];

/// The one nonce that was made here.
pub fn made_here() -> String {
    make(NoncePurpose::CredentialProof, &mut rng(), &KEY, NOW - 100)
}

/// A nonce is accepted only if it was made here, for this purpose, and in its time.
pub fn nonce(input: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(input) else { return false };
    let accepts = |purpose, text: &str, now| check(purpose, text, &KEY, now, 300).is_ok();
    let accepted = accepts(NoncePurpose::CredentialProof, text, NOW);
    assert_eq!(accepted, text == made_here(), "{text}");
    assert!(!accepts(NoncePurpose::DpopProof, text, NOW));
    if accepted {
        assert!(!accepts(NoncePurpose::CredentialProof, text, NOW + 201));
        refuses_a_change(text, |changed| accepts(NoncePurpose::CredentialProof, changed, NOW));
    }
    accepted
}
