//! The organisation's own certificate authority, which vouches for the keys that sign credentials and requests.
//!
//! Two steps, so that those who check signatures trust one certificate that stays, while a signing key can change.

use crate::config::Settings;
use domain::Timestamp;
use oid4vc::jose::{KeyEncodingError, SigningKey};
use rand::CryptoRng;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose, SanType,
    SerialNumber,
};
use zeroize::Zeroizing;

/// Years for which the authority's own certificate is good.
const AUTHORITY_YEARS: i16 = 20;
/// Years for which the signing key's certificate is good: longer than any key that it signs.
const SIGNER_YEARS: i16 = 8;

/// The authority, ready to vouch.
pub(super) struct Authority(Issuer<'static, KeyPair>);

/// What a key that it vouches for is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Signs credentials.
    Credentials,
    /// Signs requests for a presentation.
    Requests,
}

/// Texts of the two files of a key that it vouches for.
pub(super) struct Certified {
    /// Certificate.
    pub chain: String,
    /// The key.
    pub key: Zeroizing<String>,
}

/// Why an authority cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// The certificate cannot be written.
    #[error("the certificate cannot be made")]
    Certificate(#[from] rcgen::Error),
    /// The key cannot be written.
    #[error("the key cannot be written")]
    Key(#[from] KeyEncodingError),
}

impl Authority {
    /// Makes an authority for `organisation`; also the texts of its certificate and of its key.
    pub(super) fn make(
        organisation: &str,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(Self, String, Zeroizing<String>), AuthorityError> {
        let secret = SigningKey::generate(rng).to_pkcs8_pem()?;
        let pair = KeyPair::from_pem(&secret)?;
        let mut params = params(organisation, "access key authority", now, AUTHORITY_YEARS, rng);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let certificate = params.self_signed(&pair)?.pem();
        Ok((Self(Issuer::new(params, pair)), certificate, secret))
    }

    /// Reads what [`make`](Self::make) wrote.
    pub(super) fn read(certificate: &str, secret: &str) -> Result<Self, AuthorityError> {
        Ok(Self(Issuer::from_ca_cert_pem(certificate, KeyPair::from_pem(secret)?)?))
    }

    /// Makes a signing key and vouches for it.
    pub(super) fn certify(
        &self,
        role: Role,
        settings: &Settings,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<Certified, AuthorityError> {
        let key = SigningKey::generate(rng).to_pkcs8_pem()?;
        let pair = KeyPair::from_pem(&key)?;
        let role = match role {
            Role::Credentials => "access keys",
            Role::Requests => "log in",
        };
        let mut params = params(&settings.organisation.name, role, now, SIGNER_YEARS, rng);
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        // Wallets compare the host of the service with the names in its certificate.
        let host = settings.server.public_url.host();
        params.subject_alt_names = host.try_into().map(SanType::DnsName).into_iter().collect();
        let chain = params.signed_by(&pair, &self.0)?.pem();
        Ok(Certified { chain, key })
    }
}

fn params(organisation: &str, role: &str, now: Timestamp, years: i16, rng: &mut impl CryptoRng) -> CertificateParams {
    let mut name = DistinguishedName::new();
    name.push(DnType::OrganizationName, organisation);
    name.push(DnType::CommonName, format!("{organisation} {role}"));
    let mut params = CertificateParams::default();
    params.distinguished_name = name;
    // From yesterday on: clocks differ.
    let date =
        jiff::Timestamp::from_millisecond(now.as_millis()).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC).date();
    let yesterday = date.yesterday().unwrap_or(date);
    let (month, day) = (yesterday.month().unsigned_abs(), yesterday.day().unsigned_abs());
    params.not_before = rcgen::date_time_ymd(yesterday.year().into(), month, day);
    // The 29th of February is not in every year.
    params.not_after = rcgen::date_time_ymd(i32::from(yesterday.year()) + i32::from(years), month, day.min(28));
    let mut serial = [0; 16];
    rng.fill_bytes(&mut serial);
    // A serial number is a positive integer of at most 20 bytes (RFC 5280, section 4.1.2.2).
    if let Some(first) = serial.first_mut() {
        *first = *first & 0x7f | 0x40;
    }
    params.serial_number = Some(SerialNumber::from_slice(&serial));
    params
}
