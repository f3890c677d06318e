//! Credential requests and answers.

use oid4vc::jose::JwkError;
use oid4vc::jose::did_jwk::DidJwkError;
use oid4vc::json::JsonError;
use oid4vc::vci::ErrorBody;
use oid4vc::vci::credential::{
    CredentialErrorCode, CredentialRequest, CredentialRequestError, CredentialRequestRules, CredentialResponse,
};
use oid4vc::vci::nonce::NonceError;
use oid4vc::vci::proof::ProofError;
use serde_json::{Value, json};

const RULES: CredentialRequestRules<'_> = CredentialRequestRules { configuration_ids: &["access_key"], max_proofs: 1 };

fn parse(body: &Value) -> Result<CredentialRequest, CredentialRequestError> {
    CredentialRequest::parse(body.to_string().as_bytes(), &RULES)
}

fn valid() -> Value {
    json!({ "credential_configuration_id": "access_key", "proofs": { "jwt": ["a.b.c"] } })
}

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut body = valid();
    change(&mut body);
    body
}

#[test]
fn good_requests_in_their_variants() {
    let expected = CredentialRequest { configuration_id: "access_key".to_owned(), proofs: vec!["a.b.c".to_owned()] };
    let accepted = [
        valid(),
        with(|body| body["unknown"] = json!({ "a": [1] })),
        with(|body| body["credential_identifier"] = Value::Null),
        with(|body| body["credential_response_encryption"] = Value::Null),
        // Before 1.0.
        json!({ "credential_configuration_id": "access_key", "proof": { "proof_type": "jwt", "jwt": "a.b.c" } }),
    ];
    for body in accepted {
        assert_eq!(parse(&body), Ok(expected.clone()), "{body}");
    }
}

#[test]
fn several_proofs_only_where_batches_are_announced() {
    let body = json!({ "credential_configuration_id": "access_key", "proofs": { "jwt": ["a", "b", "c"] } });
    assert_eq!(parse(&body), Err(CredentialRequestError::ProofCount));
    let parse_batch = |max_proofs| {
        let rules = CredentialRequestRules { max_proofs, ..RULES };
        CredentialRequest::parse(body.to_string().as_bytes(), &rules)
    };
    assert_eq!(parse_batch(3).unwrap().proofs, ["a", "b", "c"]);
    assert_eq!(parse_batch(2), Err(CredentialRequestError::ProofCount));
}

#[test]
fn every_broken_request_gets_its_code() {
    use CredentialErrorCode as Code;
    use CredentialRequestError as Error;
    let remove = |name: &str| with(|body| drop(body.as_object_mut().unwrap().remove(name)));
    let proofs = |proofs: Value| with(|body| body["proofs"] = proofs);
    let single = |proof: Value| json!({ "credential_configuration_id": "access_key", "proof": proof });

    let refused = [
        (json!({}), Error::Selection, Code::InvalidCredentialRequest),
        (remove("credential_configuration_id"), Error::Selection, Code::InvalidCredentialRequest),
        (with(|b| b["credential_identifier"] = "x".into()), Error::Selection, Code::InvalidCredentialRequest),
        (
            json!({ "credential_identifier": "x", "proofs": { "jwt": ["a"] } }),
            Error::UnknownIdentifier,
            Code::UnknownCredentialIdentifier,
        ),
        (json!({ "credential_identifier": 1 }), Error::ParameterType, Code::InvalidCredentialRequest),
        (with(|b| b["credential_configuration_id"] = 1.into()), Error::ParameterType, Code::InvalidCredentialRequest),
        (
            with(|b| b["credential_configuration_id"] = "other".into()),
            Error::UnknownConfiguration,
            Code::UnknownCredentialConfiguration,
        ),
        (
            with(|b| b["credential_response_encryption"] = json!({ "enc": "A128GCM" })),
            Error::Encryption,
            Code::InvalidEncryptionParameters,
        ),
        (remove("proofs"), Error::NoProofs, Code::InvalidProof),
        (proofs(Value::Null), Error::NoProofs, Code::InvalidProof),
        (proofs(json!({})), Error::ProofsForm, Code::InvalidProof),
        (proofs(json!([])), Error::ProofsForm, Code::InvalidProof),
        (proofs(json!("a.b.c")), Error::ProofsForm, Code::InvalidProof),
        (proofs(json!({ "jwt": [] })), Error::ProofCount, Code::InvalidProof),
        (proofs(json!({ "jwt": "a.b.c" })), Error::ProofsForm, Code::InvalidProof),
        (proofs(json!({ "jwt": [1] })), Error::ProofsForm, Code::InvalidProof),
        (proofs(json!({ "jwt": ["a", "b"] })), Error::ProofCount, Code::InvalidProof),
        (proofs(json!({ "di_vp": [{}] })), Error::ProofsForm, Code::InvalidProof),
        (proofs(json!({ "jwt": ["a"], "di_vp": [{}] })), Error::ProofsForm, Code::InvalidProof),
        (
            with(|b| b["proof"] = json!({ "proof_type": "jwt", "jwt": "a" })),
            Error::TwoKindsOfProofs,
            Code::InvalidCredentialRequest,
        ),
        (single(json!({ "proof_type": "cwt", "jwt": "a" })), Error::ProofsForm, Code::InvalidProof),
        (single(json!({ "proof_type": "jwt" })), Error::ProofsForm, Code::InvalidProof),
        (single(json!("a.b.c")), Error::ProofsForm, Code::InvalidProof),
        (json!([]), Error::Json(JsonError::NotAnObject), Code::InvalidCredentialRequest),
    ];
    for (body, error, code) in refused {
        assert_eq!(parse(&body), Err(error), "{body}");
        assert_eq!(error.code(), code, "{body}");
    }
}

#[test]
fn size_depth_and_duplicates_are_limited() {
    let parse = |body: &str| CredentialRequest::parse(body.as_bytes(), &RULES);
    let padded = with(|body| body["pad"] = "x".repeat(64 * 1024).into()).to_string();
    assert_eq!(parse(&padded), Err(CredentialRequestError::TooLarge));
    let deep = format!(r#"{{"a":{}}}"#, "[".repeat(30_000));
    assert_eq!(parse(&deep), Err(CredentialRequestError::Json(JsonError::TooDeep)));
    let twice = valid().to_string().replacen('{', r#"{"proofs":null,"#, 1);
    assert_eq!(parse(&twice), Err(CredentialRequestError::Json(JsonError::DuplicateKey)));
    assert_eq!(parse(""), Err(CredentialRequestError::Json(JsonError::Syntax)));
}

#[test]
fn answers_have_the_form_of_the_specification() {
    let response = CredentialResponse::single("jwt~".to_owned(), "3fwe98js".to_owned());
    assert!(!format!("{response:?}").contains("jwt~"));
    assert_eq!(
        serde_json::to_value(response).unwrap(),
        json!({ "credentials": [{ "credential": "jwt~" }], "notification_id": "3fwe98js" })
    );
    let code = |code: CredentialErrorCode| serde_json::to_value(code).unwrap();
    assert_eq!(code(CredentialErrorCode::InvalidCredentialRequest), "invalid_credential_request");
    assert_eq!(code(CredentialErrorCode::UnknownCredentialConfiguration), "unknown_credential_configuration");
    assert_eq!(code(CredentialErrorCode::UnknownCredentialIdentifier), "unknown_credential_identifier");
    assert_eq!(code(CredentialErrorCode::InvalidProof), "invalid_proof");
    assert_eq!(code(CredentialErrorCode::InvalidNonce), "invalid_nonce");
    assert_eq!(code(CredentialErrorCode::InvalidEncryptionParameters), "invalid_encryption_parameters");
    assert_eq!(code(CredentialErrorCode::CredentialRequestDenied), "credential_request_denied");

    assert_eq!(ErrorBody::from(ProofError::NoNonce).error, CredentialErrorCode::InvalidProof);
    assert_eq!(ErrorBody::from(NonceError::Expired).error, CredentialErrorCode::InvalidNonce);
    let body = ErrorBody::from(ProofError::Did(DidJwkError::Key(JwkError::Curve)));
    let expected = "the proof has no usable did: the did:jwk does not hold a usable key: the curve is not P-256";
    assert_eq!(body.error_description.unwrap().as_str(), expected);
    let body = ErrorBody::from(CredentialRequestError::NoProofs);
    let expected = json!({ "error": "invalid_proof", "error_description": "proofs is missing" });
    assert_eq!(serde_json::to_value(body).unwrap(), expected);
}
