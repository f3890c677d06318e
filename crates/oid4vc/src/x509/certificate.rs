//! One certificate, taken apart.

use std::fmt;

use p256::ecdsa::{Signature, VerifyingKey};
use x509_cert::Certificate as Parsed;
use x509_cert::certificate::Version;
use x509_cert::der::oid::{AssociatedOid as _, ObjectIdentifier};
use x509_cert::der::referenced::OwnedToRef as _;
use x509_cert::der::{Decode as _, Reader as _, SliceReader};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectAltName};
use x509_cert::name::Name;
use x509_cert::time::Time;

use crate::jose::Jwk;

/// The largest certificate that is read, in bytes.
const MAX_LENGTH: usize = 8 * 1024;
/// ecdsa-with-SHA256 ([RFC 5758, section 3.2](https://www.rfc-editor.org/rfc/rfc5758.html#section-3.2)).
const ECDSA_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

/// A certificate for a P-256 key whose form is in order. That it can be read says nothing about trust.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    /// The signed part, byte for byte.
    signed: Vec<u8>,
    signature: Vec<u8>,
    subject: Name,
    issuer: Name,
    key: Jwk,
    not_before: i64,
    not_after: i64,
    authority: Option<Authority>,
    key_usage: Option<KeyUsage>,
    purposes: Option<Vec<String>>,
    dns_names: Vec<String>,
}

/// What a certificate authority may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Authority {
    /// How many further authorities may stand between it and the signer; `None` for any number.
    pub(super) path_length: Option<u8>,
}

/// Why a certificate cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Larger than any certificate of a P-256 key needs to be.
    #[error("the certificate is too large")]
    TooLong,
    /// Not a version 3 certificate in DER, or an extension that matters is malformed.
    #[error("the certificate is malformed")]
    Malformed,
    /// The signature algorithm is not ECDSA with SHA-256, or is named differently in two places.
    #[error("the certificate is not signed with ES256")]
    Algorithm,
    /// The certified key is not on P-256.
    #[error("the certified key is not on P-256")]
    Key,
    /// An extension occurs twice
    /// ([RFC 5280, section 4.2](https://www.rfc-editor.org/rfc/rfc5280.html#section-4.2)).
    #[error("an extension occurs twice in the certificate")]
    RepeatedExtension,
    /// An extension that must not be ignored is not understood here; name and policy constraints are among them.
    #[error("the certificate has a critical extension that is not supported")]
    CriticalExtension,
}

impl Certificate {
    /// Reads a certificate in DER.
    ///
    /// # Errors
    /// See [`CertificateError`].
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        if der.len() > MAX_LENGTH {
            return Err(CertificateError::TooLong);
        }
        let malformed = |_| CertificateError::Malformed;
        let parsed = Parsed::from_der(der).map_err(malformed)?;
        let signed = signed_part(der).map_err(malformed)?;
        let body = parsed.tbs_certificate();
        if body.version() != Version::V3 {
            return Err(CertificateError::Malformed);
        }
        let algorithm = parsed.signature_algorithm();
        if algorithm.oid != ECDSA_WITH_SHA256 || algorithm.parameters.is_some() || algorithm != body.signature() {
            return Err(CertificateError::Algorithm);
        }
        let key =
            VerifyingKey::try_from(body.subject_public_key_info().owned_to_ref()).map_err(|_| CertificateError::Key)?;
        let extensions = body.extensions().map_or(&[][..], Vec::as_slice);
        check_extensions(extensions)?;
        let basic = body.get_extension::<BasicConstraints>().map_err(malformed)?;
        let key_usage = body.get_extension::<KeyUsage>().map_err(malformed)?;
        let purposes = body.get_extension::<ExtendedKeyUsage>().map_err(malformed)?;
        let names = body.get_extension::<SubjectAltName>().map_err(malformed)?;
        Ok(Self {
            der: der.to_vec(),
            signed: signed.to_vec(),
            signature: parsed.signature().as_bytes().ok_or(CertificateError::Malformed)?.to_vec(),
            subject: body.subject().clone(),
            issuer: body.issuer().clone(),
            key: Jwk::from_key(key),
            not_before: seconds(body.validity().not_before)?,
            not_after: seconds(body.validity().not_after)?,
            authority: basic
                .filter(|(_, basic)| basic.ca)
                .map(|(_, basic)| Authority { path_length: basic.path_len_constraint }),
            key_usage: key_usage.map(|(_, usage)| usage),
            purposes: purposes.map(|(_, purposes)| purposes.0.iter().map(ToString::to_string).collect()),
            dns_names: names.map_or_else(Vec::new, |(_, names)| dns_names(&names)),
        })
    }

    /// The certificate as it was read.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The certified key.
    #[must_use]
    pub fn key(&self) -> &Jwk {
        &self.key
    }

    /// The last second in which the certificate is good, Unix seconds.
    #[must_use]
    pub fn not_after(&self) -> i64 {
        self.not_after
    }

    /// The host names in the subject alternative name.
    #[must_use]
    pub fn dns_names(&self) -> &[String] {
        &self.dns_names
    }

    /// Whether `now` lies within the certificate's life; both ends belong to it
    /// ([RFC 5280, section 4.1.2.5](https://www.rfc-editor.org/rfc/rfc5280.html#section-4.1.2.5)).
    #[must_use]
    pub fn is_current(&self, now: i64) -> bool {
        (self.not_before..=self.not_after).contains(&now)
    }

    /// What it may do as an authority; `None` when it is none, or must not sign certificates.
    pub(super) fn authority(&self) -> Option<Authority> {
        let may_sign = self.key_usage.is_none_or(|usage| usage.key_cert_sign());
        self.authority.filter(|_| may_sign)
    }

    /// Whether it calls itself an authority, permitted to sign certificates or not.
    pub(super) fn claims_authority(&self) -> bool {
        self.authority.is_some()
    }

    /// Whether its key may sign documents: the key usage, if stated, contains digital signatures
    /// ([RFC 5280, section 4.2.1.3](https://www.rfc-editor.org/rfc/rfc5280.html#section-4.2.1.3)).
    pub(super) fn may_sign_documents(&self) -> bool {
        self.key_usage.is_none_or(|usage| usage.digital_signature())
    }

    /// The purposes to which the key is restricted, as dotted object identifiers; `None` for no restriction
    /// ([RFC 5280, section 4.2.1.12](https://www.rfc-editor.org/rfc/rfc5280.html#section-4.2.1.12)).
    pub(super) fn purposes(&self) -> Option<&[String]> {
        self.purposes.as_deref()
    }

    /// Whether `issuer` is the subject named as this one's issuer.
    pub(super) fn names_issuer(&self, issuer: &Self) -> bool {
        self.issuer == issuer.subject
    }

    /// Whether `issuer`'s key made the signature.
    pub(super) fn is_signed_by(&self, issuer: &Self) -> bool {
        Signature::from_der(&self.signature)
            .is_ok_and(|signature| issuer.key.verifies(&self.signed, signature.to_bytes().as_slice()))
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Certificate")
            .field("subject", &self.subject.to_string())
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// The bytes of the `tbsCertificate`, header included: signatures are checked over what came, not over what would be
/// written.
fn signed_part(der: &[u8]) -> Result<&[u8], x509_cert::der::Error> {
    let mut reader = SliceReader::new(der)?;
    reader.sequence(|inner: &mut SliceReader<'_>| {
        let signed = inner.tlv_bytes()?;
        let rest = inner.remaining_len();
        inner.read_slice(rest)?;
        Ok(signed)
    })
}

fn check_extensions(extensions: &[Extension]) -> Result<(), CertificateError> {
    let understood = [BasicConstraints::OID, KeyUsage::OID, ExtendedKeyUsage::OID, SubjectAltName::OID];
    for (index, extension) in extensions.iter().enumerate() {
        if extensions.iter().skip(index + 1).any(|other| other.extn_id == extension.extn_id) {
            return Err(CertificateError::RepeatedExtension);
        }
        if extension.critical && !understood.contains(&extension.extn_id) {
            return Err(CertificateError::CriticalExtension);
        }
    }
    Ok(())
}

fn dns_names(names: &SubjectAltName) -> Vec<String> {
    let dns = |name: &GeneralName| match name {
        GeneralName::DnsName(name) => Some(name.to_string()),
        _ => None,
    };
    names.0.iter().filter_map(dns).collect()
}

fn seconds(time: Time) -> Result<i64, CertificateError> {
    time.to_unix_duration().as_secs().try_into().map_err(|_| CertificateError::Malformed)
}
