//! Checks of a received SD-JWT VC: its type, its signature, its times and that it is bound to our key
//! ([SD-JWT VC](https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/),
//! [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901)).

use identity_kit::jose::{CompactJws, Jwk, JwkError, JwsError};
use identity_kit::sd_jwt_vc::{SdJwtVc, SdJwtVcError};

use crate::signer::{LEEWAY, Signer, SignerError};

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
    /// Nobody is known to have signed it.
    #[error("The credential {0}")]
    Signer(#[from] SignerError),
    /// The key in this wallet has no thumbprint.
    #[error("The key in this wallet cannot be used: {0}")]
    OwnKey(#[from] JwkError),
    /// It is bound to another key, or to none.
    #[error("The credential is not bound to the key in this wallet")]
    OtherHolder,
    /// It is not valid now.
    #[error("The credential is not valid now")]
    NotNow,
}

/// Checks the credential in `text` at `now` (Unix seconds) and returns it read.
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
    Signer::of(&CompactJws::decode(credential.sd_jwt().jwt().as_str())?, now)?;
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

#[cfg(test)]
#[path = "../tests/issuer/signed.rs"]
mod signed;

#[cfg(test)]
mod tests {
    use super::signed::Signed;
    use super::{CredentialError, check};
    use crate::key::Key;
    use crate::signer::SignerError;
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
        assert!(matches!(
            check(&signed.credential(), None, key.public(), NOW),
            Err(CredentialError::Signer(SignerError::NoCertificate))
        ));
    }

    #[test]
    fn a_changed_credential_is_refused() {
        let (key, mut signed) = signed();
        let other_issuer = Signed::new(&json!(key.public()), NOW);
        let text = signed.credential();
        let swapped = text.replacen("WyJ", "WyK", 1);
        assert!(matches!(check(&swapped, None, key.public(), NOW), Err(CredentialError::Format(_))));
        signed.header = other_issuer.header;
        assert!(matches!(
            check(&signed.credential(), None, key.public(), NOW),
            Err(CredentialError::Signer(SignerError::Signature(_)))
        ));
    }
}
