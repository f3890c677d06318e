//! Checks of a received SD-JWT VC: its type, its signature, its times and that it is bound to our key
//! ([SD-JWT VC](https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/),
//! [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901)).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use identity_kit::jose::{CompactJws, DefaultVerifier, Jwk, JwkError, JwsError, KeyType, VerificationError};
use identity_kit::sd_jwt_vc::{SdJwtVc, SdJwtVcError};
use serde_json::Value;
use x509_cert::Certificate;
use x509_cert::der::{Decode as _, Encode as _};

/// How far the issuer's clock may run ahead, in seconds.
const LEEWAY: i64 = 60;

/// Why a credential is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum CredentialError {
    /// It is not an SD-JWT VC.
    #[error("The issuer sent something that is not an SD-JWT credential: {0}")]
    Format(#[from] SdJwtVcError),
    /// Its header cannot be read.
    #[error("The credential cannot be read: {0}")]
    Jws(#[from] JwsError),
    /// It has the type name of an older draft.
    #[error("The credential’s ‘typ’ is not dc+sd-jwt")]
    OldType,
    /// It is of another type than the issuer's metadata says.
    #[error("The credential is of type ‘{0}’, which is not the one that was offered")]
    OtherType(String),
    /// Its header has no readable certificate.
    #[error("The credential does not hold its issuer’s certificate in ‘x5c’")]
    NoCertificate,
    /// The certificate's key is not on P-256.
    #[error("The key of the issuer’s certificate cannot be used: {0}")]
    IssuerKey(#[from] JwkError),
    /// The signature is wrong.
    #[error("The issuer’s signature is wrong: {0}")]
    Signature(#[from] VerificationError),
    /// It is bound to another key, or to none.
    #[error("The credential is not bound to the key in this wallet")]
    OtherHolder,
    /// It or the certificate is not valid now.
    #[error("The credential, or the certificate that signs it, is not valid now")]
    NotNow,
}

/// Checks the credential in `text` at `now` (Unix seconds) and returns it read.
///
/// The certificate is read from the header and is not followed to a root: a demo trusts who it asked.
///
/// # Errors
/// Any [`CredentialError`].
pub fn check(text: &str, vct: Option<&str>, holder: &Jwk, now: i64) -> Result<SdJwtVc, CredentialError> {
    let credential = SdJwtVc::parse(text)?;
    if credential.has_legacy_typ() {
        return Err(CredentialError::OldType);
    }
    let claims = credential.claims();
    if vct.is_some_and(|expected| expected != claims.vct) {
        return Err(CredentialError::OtherType(claims.vct.clone()));
    }
    verify(&CompactJws::decode(credential.sd_jwt().jwt().as_str())?, now)?;
    let early = [claims.nbf, claims.iat].into_iter().flatten().any(|start| start > now + LEEWAY);
    if early || claims.exp.is_some_and(|end| end <= now) {
        return Err(CredentialError::NotNow);
    }
    let bound = credential.holder_key().and_then(|key| key.thumbprint_sha256().ok());
    if bound.as_deref() != Some(holder.thumbprint_sha256()?.as_str()) {
        return Err(CredentialError::OtherHolder);
    }
    Ok(credential)
}

/// Verifies `jws` with the key of the first certificate in its `x5c`, which must be valid at `now` (Unix seconds).
///
/// # Errors
/// [`CredentialError::NoCertificate`], [`CredentialError::IssuerKey`], [`CredentialError::NotNow`] and
/// [`CredentialError::Signature`].
pub fn verify(jws: &CompactJws, now: i64) -> Result<(), CredentialError> {
    let leaf = jws.header().additional.get("x5c").and_then(|chain| chain.get(0)).and_then(Value::as_str);
    let der = leaf.and_then(|text| STANDARD.decode(text).ok()).ok_or(CredentialError::NoCertificate)?;
    let certificate = Certificate::from_der(&der).map_err(|_| CredentialError::NoCertificate)?;
    let body = certificate.tbs_certificate();
    let seconds = |time: x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
    if seconds(body.validity().not_before) > now + LEEWAY || seconds(body.validity().not_after) < now {
        return Err(CredentialError::NotNow);
    }
    let key = body.subject_public_key_info().to_der().map_err(|_| CredentialError::NoCertificate)?;
    Ok(jws.verify(&DefaultVerifier, &Jwk::from_spki_der(KeyType::P256, &key)?)?)
}

#[cfg(test)]
#[path = "../tests/issuer/signed.rs"]
mod signed;

#[cfg(test)]
mod tests {
    use super::signed::Signed;
    use super::{CredentialError, check};
    use crate::key::Key;
    use serde_json::json;

    const NOW: i64 = 1_800_000_000;

    fn signed() -> (Key, Signed) {
        let key = Key::generate(&mut crate::random()).unwrap();
        let signed = Signed::new(&json!(key.public()), NOW);
        (key, signed)
    }

    #[test]
    fn a_good_credential_is_read_with_its_disclosures() {
        let (key, signed) = signed();
        let read = check(&signed.credential(), Some("https://issuer.example/staff"), key.public(), NOW).unwrap();
        assert_eq!(read.payload()["given_name"], "Ada");
        assert_eq!(read.claims().exp, Some(NOW + 600));
    }

    #[test]
    fn a_credential_for_another_key_or_of_another_type_is_refused() {
        let (key, signed) = signed();
        let other = Key::generate(&mut crate::random()).unwrap();
        let text = signed.credential();
        assert!(matches!(check(&text, None, other.public(), NOW), Err(CredentialError::OtherHolder)));
        assert!(matches!(check(&text, Some("x"), key.public(), NOW), Err(CredentialError::OtherType(_))));
        assert!(matches!(check(&text, None, key.public(), NOW + 600), Err(CredentialError::NotNow)));
        assert!(matches!(check(&text, None, key.public(), NOW - 61), Err(CredentialError::NotNow)));
    }

    #[test]
    fn a_header_of_another_kind_is_refused() {
        let (key, mut signed) = signed();
        signed.header["typ"] = json!("vc+sd-jwt");
        assert!(matches!(check(&signed.credential(), None, key.public(), NOW), Err(CredentialError::OldType)));
        signed.header["typ"] = json!("JWT");
        assert!(matches!(check(&signed.credential(), None, key.public(), NOW), Err(CredentialError::Format(_))));
        signed.header = json!({ "alg": "ES256", "typ": "dc+sd-jwt" });
        assert!(matches!(check(&signed.credential(), None, key.public(), NOW), Err(CredentialError::NoCertificate)));
    }

    #[test]
    fn a_changed_credential_is_refused() {
        let (key, mut signed) = signed();
        let other_issuer = Signed::new(&json!(key.public()), NOW);
        let text = signed.credential();
        let swapped = text.replacen("WyJ", "WyK", 1);
        assert!(matches!(check(&swapped, None, key.public(), NOW), Err(CredentialError::Format(_))));
        signed.header = other_issuer.header;
        assert!(matches!(check(&signed.credential(), None, key.public(), NOW), Err(CredentialError::Signature(_))));
    }
}
