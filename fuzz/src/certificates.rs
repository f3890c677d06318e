//! Certificates that come with a credential.

use std::sync::LazyLock;

use oid4vc::jose::CertificateChain;
use oid4vc::x509::{Certificate, TrustAnchor, validate};
use rcgen::{BasicConstraints, IsCa};

use crate::authority::{Authority, authority_params, signer_params};
use crate::presenter::{AUTHORITY_KEY, SIGNER_KEY, authority};
use crate::support::{NOW, WalletKey};

/// What the trusted authority signed: for an authority below it, and by that one and itself for a signer each.
pub static GENUINE: LazyLock<[Vec<u8>; 3]> = LazyLock::new(|| {
    let mut params = authority_params("below");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let (middle, below): (_, Authority) = authority().certify_authority(params, AUTHORITY_KEY + 10);
    [middle, below.certify(&signer_params(), SIGNER_KEY), authority().certify(&signer_params(), SIGNER_KEY)]
});
static ANCHOR: LazyLock<TrustAnchor> = LazyLock::new(|| authority().anchor());

/// A chain is trusted only if each of its certificates is one that was really signed. The chain is written as
/// certificates one after the other, each after its length in two bytes.
pub fn certificates(input: &[u8]) -> bool {
    let Some(chain) = chain(input) else { return false };
    for der in &chain {
        if let Ok(certificate) = Certificate::from_der(der) {
            assert_eq!(certificate.der(), der);
            assert!(certificate.dns_names().iter().all(|name| name.is_ascii()));
        }
    }
    let Ok(valid) = validate(&chain, &[&*ANCHOR], &[], NOW) else { return false };
    assert_eq!((valid.key, valid.anchor), (WalletKey::number(SIGNER_KEY).public(), 0));
    // What follows after the anchor itself is not looked at.
    let mut below_anchor = chain.iter().take_while(|der| *der != ANCHOR.certificate().der());
    assert!(below_anchor.all(|der| GENUINE.contains(der)));
    for place in [10, chain[0].len() / 2, chain[0].len() - 5] {
        let mut changed = chain.clone();
        changed[0][place] ^= 1;
        assert!(validate(&changed, &[&*ANCHOR], &[], NOW).is_err(), "accepted after a change at {place}");
    }
    true
}

fn chain(mut input: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut chain = Vec::new();
    while let Some((length, rest)) = input.split_first_chunk::<2>() {
        let (der, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
        chain.push(der.to_vec());
        input = rest;
    }
    input.is_empty().then_some(chain)
}

/// The value of `x5c` is read and written alike.
pub fn x5c(input: &[u8]) -> bool {
    if let Ok(text) = std::str::from_utf8(input)
        && let Ok(chain) = CertificateChain::from_pem(text)
    {
        assert!(!chain.der().is_empty());
        return true;
    }
    let Ok(value) = oid4vc::json::parse(input) else { return false };
    let Ok(chain) = CertificateChain::from_x5c(&value) else { return false };
    assert_eq!(serde_json::to_value(chain.to_x5c()).unwrap(), value);
    assert_eq!(chain.der().len(), value.as_array().unwrap().len());
    true
}
