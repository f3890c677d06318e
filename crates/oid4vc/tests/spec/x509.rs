//! Certificate chains: what leads to an anchor, and what does not (RFC 5280, section 6).

use oid4vc::jose::{CertificateChain, CertificateChainError};
use oid4vc::x509::{AnchorFileError, Certificate, CertificateError, ChainError, TrustAnchor, ValidatedChain, validate};
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose,
    NameConstraints, date_time_ymd,
};
use serde_json::json;

use crate::authority::{Authority, authority_params, key_pair, signer_params};
use crate::support::{NOW, WalletKey};

const SIGNER: u8 = 31;

fn judge(chain: &[Vec<u8>], anchor: &Authority) -> Result<ValidatedChain, ChainError> {
    validate(chain, &[&anchor.anchor()], &[], NOW)
}

fn with(change: impl FnOnce(&mut CertificateParams)) -> CertificateParams {
    let mut params = signer_params();
    change(&mut params);
    params
}

#[test]
fn a_signer_below_an_anchor_is_trusted() {
    let root = Authority::new("root", 30);
    let other = Authority::new("other", 32);
    let chain = [root.certify(&signer_params(), SIGNER)];
    let key = WalletKey::number(SIGNER).public();
    assert_eq!(judge(&chain, &root), Ok(ValidatedChain { key: key.clone(), anchor: 0 }));
    let second = validate(&chain, &[&other.anchor(), &root.anchor()], &[], NOW);
    assert_eq!(second, Ok(ValidatedChain { key, anchor: 1 }));
    assert_eq!(validate(&chain, &[], &[], NOW), Err(ChainError::Untrusted));
}

#[test]
fn authorities_in_between_and_the_anchor_itself_may_come_along() {
    let root = Authority::new("root", 30);
    let (middle_der, middle) = root.certify_authority(authority_params("middle"), 33);
    let leaf = middle.certify(&signer_params(), SIGNER);
    assert!(judge(&[leaf.clone(), middle_der.clone()], &root).is_ok());
    assert!(judge(&[leaf.clone(), middle_der.clone(), root.der()], &root).is_ok());
    // An authority in between can be the anchor, too.
    let anchor = TrustAnchor::from_der(&middle_der).unwrap();
    assert!(validate(&[leaf.clone(), middle_der], &[&anchor], &[], NOW).is_ok());
    assert!(validate(&[leaf], &[&anchor], &[], NOW).is_ok());
}

#[test]
fn one_signer_can_be_trusted_without_an_authority() {
    let signer = Authority::from_params(signer_params(), SIGNER);
    assert!(judge(&[signer.der()], &signer).is_ok());
    // But what it certifies is not.
    let below = signer.certify(&with(|params| params.subject_alt_names.clear()), 34);
    assert_eq!(judge(&[below.clone(), signer.der()], &signer), Err(ChainError::NotAuthority(1)));
    assert_eq!(judge(&[below], &signer), Err(ChainError::NotAuthority(1)));
}

#[test]
fn signers_that_must_not_sign_are_refused() {
    let root = Authority::new("root", 30);
    let refused = [
        (with(|params| params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained)), ChainError::SignerIsAuthority),
        (with(|params| params.key_usages = vec![KeyUsagePurpose::KeyAgreement]), ChainError::KeyUsage),
        (with(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth]), ChainError::Purpose),
        (with(|params| params.not_after = date_time_ymd(2026, 2, 1)), ChainError::NotCurrent(0)),
        (with(|params| params.not_before = date_time_ymd(2028, 2, 1)), ChainError::NotCurrent(0)),
        (
            with(|params| {
                let mut extension = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 99999, 1], vec![5, 0]);
                extension.set_criticality(true);
                params.custom_extensions = vec![extension];
            }),
            ChainError::Certificate(0, CertificateError::CriticalExtension),
        ),
        (
            with(|params| {
                let extension = || CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 99999, 1], vec![5, 0]);
                params.custom_extensions = vec![extension(), extension()];
            }),
            ChainError::Certificate(0, CertificateError::RepeatedExtension),
        ),
    ];
    for (params, expected) in refused {
        assert_eq!(judge(&[root.certify(&params, SIGNER)], &root), Err(expected));
    }
    let any = with(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::Any]);
    assert!(judge(&[root.certify(&any, SIGNER)], &root).is_ok());
    let web = root.certify(&with(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth]), 31);
    assert!(validate(&[web], &[&root.anchor()], &["1.3.6.1.5.5.7.3.1".to_owned()], NOW).is_ok());
}

#[test]
fn authorities_that_must_not_vouch_are_refused() {
    let root = Authority::new("root", 30);
    let expired = Authority::from_params(
        {
            let mut params = authority_params("root");
            params.not_after = date_time_ymd(2026, 2, 1);
            params
        },
        30,
    );
    let chain = [root.certify(&signer_params(), SIGNER)];
    assert_eq!(judge(&chain, &expired), Err(ChainError::NotCurrent(1)));

    let (der, middle) = root.certify_authority(signer_params(), 33);
    let leaf = middle.certify(&with(|params| params.subject_alt_names.clear()), SIGNER);
    assert_eq!(judge(&[leaf, der], &root), Err(ChainError::NotAuthority(1)));

    let mut no_sign = authority_params("middle");
    no_sign.key_usages = vec![KeyUsagePurpose::CrlSign];
    let (der, middle) = root.certify_authority(no_sign, 33);
    let leaf = middle.certify(&signer_params(), SIGNER);
    assert_eq!(judge(&[leaf, der], &root), Err(ChainError::NotAuthority(1)));

    let mut limited = authority_params("limited");
    limited.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let limited = Authority::from_params(limited, 30);
    assert!(judge(&[limited.certify(&signer_params(), SIGNER)], &limited).is_ok());
    let (der, middle) = limited.certify_authority(authority_params("middle"), 33);
    let chain = [middle.certify(&signer_params(), SIGNER), der];
    assert_eq!(judge(&chain, &limited), Err(ChainError::PathLength(2)));

    let mut constrained = authority_params("middle");
    constrained.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![rcgen::GeneralSubtree::DnsName("example.net".to_owned())],
        excluded_subtrees: Vec::new(),
    });
    let (der, middle) = root.certify_authority(constrained, 33);
    let chain = [middle.certify(&signer_params(), SIGNER), der];
    let expected = ChainError::Certificate(1, CertificateError::CriticalExtension);
    assert_eq!(judge(&chain, &root), Err(expected));
}

#[test]
fn links_that_do_not_hold_are_refused() {
    let root = Authority::new("root", 30);
    let same_name = Authority::new("root", 35);
    let stranger = Authority::new("stranger", 36);
    let leaf = root.certify(&signer_params(), SIGNER);
    assert_eq!(judge(&[], &root), Err(ChainError::Empty));
    assert_eq!(judge(&vec![leaf.clone(); 6], &root), Err(ChainError::TooLong));
    assert_eq!(judge(std::slice::from_ref(&leaf), &stranger), Err(ChainError::Untrusted));
    assert_eq!(judge(std::slice::from_ref(&leaf), &same_name), Err(ChainError::Signature(0)));
    assert_eq!(judge(&[leaf.clone(), stranger.der()], &root), Err(ChainError::Order(0)));
    assert_eq!(judge(&[leaf.clone(), same_name.der()], &root), Err(ChainError::Signature(0)));
    // An authority that changed its key has two anchors of one name.
    let both = [&same_name.anchor(), &root.anchor()];
    assert_eq!(validate(std::slice::from_ref(&leaf), &both, &[], NOW).map(|chain| chain.anchor), Ok(1));
    // A self-signed authority of the anchor's name does not become it.
    let forged = same_name.certify(&signer_params(), SIGNER);
    assert_eq!(judge(&[forged, same_name.der()], &root), Err(ChainError::Signature(1)));
    let mut damaged = leaf;
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(judge(&[damaged], &root), Err(ChainError::Signature(0)));
}

#[test]
fn certificates_that_cannot_be_used_are_refused() {
    let root = Authority::new("root", 30);
    let leaf = root.certify(&signer_params(), SIGNER);
    let trailing = [leaf.as_slice(), &[0]].concat();
    let other_curve = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384).unwrap();
    let p384 = signer_params().self_signed(&other_curve).unwrap();
    let p384_key = signer_params().signed_by(&other_curve, &rcgen::Issuer::new(authority_params("root"), key_pair(30)));
    let ed25519 = signer_params().self_signed(&KeyPair::generate_for(&rcgen::PKCS_ED25519).unwrap()).unwrap();
    let refused = [
        (b"nonsense".to_vec(), CertificateError::Malformed),
        (trailing, CertificateError::Malformed),
        (leaf[..leaf.len() - 1].to_vec(), CertificateError::Malformed),
        (vec![0x30; 9000], CertificateError::TooLong),
        (p384.der().to_vec(), CertificateError::Algorithm),
        (ed25519.der().to_vec(), CertificateError::Algorithm),
        (p384_key.unwrap().der().to_vec(), CertificateError::Key),
    ];
    for (der, expected) in refused {
        assert_eq!(Certificate::from_der(&der).unwrap_err(), expected);
        assert_eq!(judge(&[der], &root), Err(ChainError::Certificate(0, expected)));
    }
}

#[test]
fn anchors_and_chains_are_read_from_their_files() {
    let root = Authority::new("root", 30);
    let anchors = TrustAnchor::from_pem(&root.certificate.pem()).unwrap();
    assert_eq!(anchors, [root.anchor()]);
    assert_eq!(anchors[0].certificate().key(), &WalletKey::number(30).public());
    assert_eq!(TrustAnchor::from_pem("x"), Err(AnchorFileError::Pem(CertificateChainError::Empty)));
    let junk = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
    assert_eq!(TrustAnchor::from_pem(junk), Err(AnchorFileError::Certificate(CertificateError::Malformed)));

    let chain = CertificateChain::from_pem(&root.certificate.pem()).unwrap();
    assert_eq!(CertificateChain::from_x5c(&json!(chain.to_x5c())), Ok(chain));
    assert_eq!(CertificateChain::from_x5c(&json!([])), Err(CertificateChainError::Empty));
    for damaged in [json!("AAAA"), json!([1]), json!(["*"]), json!(["AA-_"])] {
        assert_eq!(CertificateChain::from_x5c(&damaged), Err(CertificateChainError::Damaged));
    }
    assert_eq!(root.anchor().certificate().dns_names(), [""; 0]);
    let leaf = Certificate::from_der(&root.certify(&signer_params(), SIGNER)).unwrap();
    assert_eq!(leaf.dns_names(), ["keys.example.org"]);
    assert!(format!("{leaf:?}").contains("signer"));
}
