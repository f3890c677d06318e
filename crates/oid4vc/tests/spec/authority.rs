//! Certificates for tests, written by a library that shares no code with the one that reads them.

use oid4vc::x509::TrustAnchor;
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DnType, IsCa, Issuer, KeyUsagePurpose, PublicKeyData, SanType,
    SerialNumber, SignatureAlgorithm, date_time_ymd,
};

use crate::support::WalletKey;

/// An authority with one of the fixed keys. Certificates live from 2026 to 2029 unless changed.
pub struct Authority {
    pub certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

/// A fixed key as the library that writes certificates takes it. It signs the same in every run, so that certificates
/// are the same too.
pub struct KeyPair {
    key: WalletKey,
    point: Vec<u8>,
}

pub fn key_pair(key: u8) -> KeyPair {
    let key = WalletKey::number(key);
    KeyPair { point: key.point(), key }
}

impl PublicKeyData for KeyPair {
    fn der_bytes(&self) -> &[u8] {
        &self.point
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &rcgen::PKCS_ECDSA_P256_SHA256
    }
}

impl rcgen::SigningKey for KeyPair {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        Ok(self.key.sign(message).to_der().as_bytes().to_vec())
    }
}

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2029, 1, 1);
    params.serial_number = Some(SerialNumber::from(7_u64));
    params
}

/// What an authority's certificate says.
pub fn authority_params(name: &str) -> CertificateParams {
    let mut params = params(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

/// What the certificate of a signer of credentials says.
pub fn signer_params() -> CertificateParams {
    let mut params = params("signer");
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    params.subject_alt_names = vec![SanType::DnsName("keys.example.org".try_into().unwrap())];
    params
}

impl Authority {
    pub fn new(name: &str, key: u8) -> Self {
        Self::from_params(authority_params(name), key)
    }

    pub fn from_params(params: CertificateParams, key: u8) -> Self {
        let pair = key_pair(key);
        let certificate = params.self_signed(&pair).unwrap();
        // The library would refuse to sign for one that must not; here such certificates are wanted.
        let mut permissive = params;
        permissive.key_usages.clear();
        Self { certificate, issuer: Issuer::new(permissive, pair) }
    }

    pub fn der(&self) -> Vec<u8> {
        self.certificate.der().to_vec()
    }

    pub fn anchor(&self) -> TrustAnchor {
        TrustAnchor::from_der(&self.der()).unwrap()
    }

    /// A certificate for `key`, in DER.
    pub fn certify(&self, params: &CertificateParams, key: u8) -> Vec<u8> {
        params.signed_by(&key_pair(key), &self.issuer).unwrap().der().to_vec()
    }

    /// A certificate in DER for an authority below this one.
    pub fn certify_authority(&self, params: CertificateParams, key: u8) -> (Vec<u8>, Self) {
        let der = self.certify(&params, key);
        (der, Self::from_params(params, key))
    }
}
