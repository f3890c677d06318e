//! The organisation's own certificate authority, which vouches for the key that signs credentials.
//!
//! Two steps, so that those who check credentials trust one certificate that stays, while the signing key can change.

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

/// Texts of the four files.
pub(super) struct Made {
    /// Certificate of the authority.
    pub anchor: String,
    /// Key of the authority.
    pub anchor_key: Zeroizing<String>,
    /// Certificate of the signing key.
    pub chain: String,
    /// The signing key.
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

/// Makes an authority and a signing key for `organisation`, whose service is found at `host`.
pub(super) fn make(
    organisation: &str,
    host: &str,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<Made, AuthorityError> {
    let anchor_key = SigningKey::generate(rng).to_pkcs8_pem()?;
    let anchor_pair = KeyPair::from_pem(&anchor_key)?;
    let mut params = params(organisation, "access key authority", now, AUTHORITY_YEARS, rng);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let anchor = params.self_signed(&anchor_pair)?.pem();
    let issuer = Issuer::new(params, anchor_pair);

    let key = SigningKey::generate(rng).to_pkcs8_pem()?;
    let pair = KeyPair::from_pem(&key)?;
    let mut params = self::params(organisation, "access keys", now, SIGNER_YEARS, rng);
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    // Some wallets compare the issuer's host with the names in its certificate.
    params.subject_alt_names = host.try_into().map(SanType::DnsName).into_iter().collect();
    let chain = params.signed_by(&pair, &issuer)?.pem();
    Ok(Made { anchor, anchor_key, chain, key })
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
