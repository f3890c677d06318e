//! The credential endpoint: request, answer and error codes
//! ([OpenID4VCI 1.0, section 8](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-8)).

use serde::Serialize;
use serde_json::{Map, Value};

use super::nonce::NonceError;
use super::proof::ProofError;
use super::{ErrorBody, MAX_BODY_LENGTH, WireSecret};
use crate::json::{self, JsonError};

/// The member that older wallets send in place of `proofs`.
const SINGLE_PROOF: &str = "proof";

/// What the endpoint accepts.
#[derive(Debug, Clone, Copy)]
pub struct CredentialRequestRules<'a> {
    /// The identifiers in `credential_configurations_supported` that the access token is good for.
    pub configuration_ids: &'a [&'a str],
    /// How many proofs, and so credentials, one request may have. 1 unless the metadata announces batches.
    pub max_proofs: usize,
}

/// A credential request
/// ([section 8.2](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-8.2)).
/// Well-formed; the proofs are not checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialRequest {
    /// Which kind of credential is asked for: one of the permitted identifiers.
    pub configuration_id: String,
    /// The key proofs, at least one: what [`verify_proof`](super::proof::verify_proof) takes.
    pub proofs: Vec<String>,
}

/// Why a credential request is refused before any proof is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CredentialRequestError {
    /// Larger than [`MAX_BODY_LENGTH`].
    #[error("the request is too large")]
    TooLarge,
    /// The body is not an acceptable JSON object.
    #[error("the request is not a valid JSON object")]
    Json(#[source] JsonError),
    /// The wallet asks for an encrypted answer, which this issuer does not offer.
    #[error("encrypted responses are not supported")]
    Encryption,
    /// Both or neither of `credential_configuration_id` and `credential_identifier`.
    #[error("exactly one of credential_configuration_id and credential_identifier is needed")]
    Selection,
    /// A parameter has the wrong JSON type.
    #[error("a parameter has the wrong type")]
    ParameterType,
    /// `credential_identifier` is used although the token response named none.
    #[error("the credential identifier is unknown")]
    UnknownIdentifier,
    /// No such `credential_configuration_id`, or the access token is for another one.
    #[error("the credential configuration is unknown")]
    UnknownConfiguration,
    /// Neither `proofs` nor `proof`.
    #[error("proofs is missing")]
    NoProofs,
    /// Both `proofs` and `proof`.
    #[error("proofs and proof must not be used together")]
    TwoKindsOfProofs,
    /// `proofs` has no `jwt` array, other proof types, or something else than strings in it.
    #[error("proofs must hold one array named jwt")]
    ProofsForm,
    /// The array of proofs is empty or longer than permitted.
    #[error("the number of proofs is not supported")]
    ProofCount,
}

/// The error codes of the credential endpoint, all with status 400
/// ([section 8.3.1.2](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-8.3.1.2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialErrorCode {
    /// A parameter is missing, repeated or malformed.
    InvalidCredentialRequest,
    /// The requested configuration does not exist.
    UnknownCredentialConfiguration,
    /// The requested identifier does not exist.
    UnknownCredentialIdentifier,
    /// A proof is missing or wrong, or has no nonce.
    InvalidProof,
    /// The nonce of a proof is not ours, used or too old. The wallet fetches a new one and tries again.
    InvalidNonce,
    /// The encryption asked for is not possible.
    InvalidEncryptionParameters,
    /// Refused for good.
    CredentialRequestDenied,
}

impl CredentialRequest {
    /// Reads a request body of at most 64 KiB and 32 levels. Unknown parameters are ignored. A parameter that is
    /// `null` counts as absent. `proof` with one JWT, the form before 1.0, is accepted in place of `proofs`.
    ///
    /// # Errors
    /// See [`CredentialRequestError`].
    pub fn parse(body: &[u8], rules: &CredentialRequestRules<'_>) -> Result<Self, CredentialRequestError> {
        if body.len() > MAX_BODY_LENGTH {
            return Err(CredentialRequestError::TooLarge);
        }
        let mut parameters = json::parse_object(body).map_err(CredentialRequestError::Json)?;
        let mut take = |name: &str| parameters.remove(name).filter(|value| !value.is_null());

        if take("credential_response_encryption").is_some() {
            return Err(CredentialRequestError::Encryption);
        }
        let configuration_id = match (take("credential_configuration_id"), take("credential_identifier")) {
            (Some(Value::String(id)), None) => id,
            (None, Some(Value::String(_))) => {
                return Err(CredentialRequestError::UnknownIdentifier);
            }
            (Some(_), Some(_)) | (None, None) => return Err(CredentialRequestError::Selection),
            _ => return Err(CredentialRequestError::ParameterType),
        };
        if !rules.configuration_ids.contains(&configuration_id.as_str()) {
            return Err(CredentialRequestError::UnknownConfiguration);
        }
        let proofs = match (take("proofs"), take(SINGLE_PROOF)) {
            (Some(Value::Object(proofs)), None) => proofs_by_type(proofs)?,
            (None, Some(Value::Object(proof))) => vec![single_proof(proof)?],
            (None, None) => return Err(CredentialRequestError::NoProofs),
            (Some(_), Some(_)) => return Err(CredentialRequestError::TwoKindsOfProofs),
            _ => return Err(CredentialRequestError::ProofsForm),
        };
        if proofs.is_empty() || proofs.len() > rules.max_proofs {
            return Err(CredentialRequestError::ProofCount);
        }
        Ok(Self { configuration_id, proofs })
    }
}

fn proofs_by_type(mut proofs: Map<String, Value>) -> Result<Vec<String>, CredentialRequestError> {
    let jwt = proofs.remove("jwt");
    let text = |proof| match proof {
        Value::String(jwt) => Ok(jwt),
        _ => Err(CredentialRequestError::ProofsForm),
    };
    match jwt {
        Some(Value::Array(jwts)) if proofs.is_empty() => jwts.into_iter().map(text).collect(),
        _ => Err(CredentialRequestError::ProofsForm),
    }
}

fn single_proof(mut proof: Map<String, Value>) -> Result<String, CredentialRequestError> {
    match (proof.remove("proof_type"), proof.remove("jwt")) {
        (Some(Value::String(kind)), Some(Value::String(jwt))) if kind == "jwt" => Ok(jwt),
        _ => Err(CredentialRequestError::ProofsForm),
    }
}

impl CredentialRequestError {
    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> CredentialErrorCode {
        match self {
            Self::TooLarge | Self::Json(_) | Self::Selection | Self::ParameterType | Self::TwoKindsOfProofs => {
                CredentialErrorCode::InvalidCredentialRequest
            }
            Self::Encryption => CredentialErrorCode::InvalidEncryptionParameters,
            Self::UnknownIdentifier => CredentialErrorCode::UnknownCredentialIdentifier,
            Self::UnknownConfiguration => CredentialErrorCode::UnknownCredentialConfiguration,
            Self::NoProofs | Self::ProofsForm | Self::ProofCount => CredentialErrorCode::InvalidProof,
        }
    }
}

impl From<CredentialRequestError> for ErrorBody<CredentialErrorCode> {
    fn from(error: CredentialRequestError) -> Self {
        Self::new(error.code(), &error)
    }
}

impl From<ProofError> for ErrorBody<CredentialErrorCode> {
    fn from(error: ProofError) -> Self {
        Self::new(CredentialErrorCode::InvalidProof, &error)
    }
}

impl From<NonceError> for ErrorBody<CredentialErrorCode> {
    fn from(error: NonceError) -> Self {
        Self::new(CredentialErrorCode::InvalidNonce, &error)
    }
}

/// A successful answer
/// ([section 8.3](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-8.3)); to be sent
/// with `Cache-Control: no-store`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CredentialResponse {
    /// The credentials, one for each proof.
    pub credentials: Vec<IssuedCredential>,
    /// What the wallet quotes when it reports what became of them.
    pub notification_id: String,
}

/// One credential of a [`CredentialResponse`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IssuedCredential {
    /// The signed credential with its disclosures.
    pub credential: WireSecret,
}

impl CredentialResponse {
    /// An answer with one credential.
    #[must_use]
    pub fn single(credential: String, notification_id: String) -> Self {
        let credential = WireSecret::new(credential);
        Self { credentials: vec![IssuedCredential { credential }], notification_id }
    }
}
