//! JSON that wallets post, and the header that says who they are.

use oid4vc::vci::access::{PresentedToken, TokenType};
use oid4vc::vci::credential::{CredentialRequest, CredentialRequestRules};
use oid4vc::vci::notification::NotificationRequest;
use serde_json::Value;

/// The kind of credential that may be asked for.
pub const CONFIGURATION: &str = "access-key";

/// A credential request asks for what is permitted, with at least one proof and no more than permitted.
pub fn credential_request(input: &[u8]) -> bool {
    let rules = CredentialRequestRules { configuration_ids: &[CONFIGURATION], max_proofs: 3 };
    let Ok(request) = CredentialRequest::parse(input, &rules) else { return false };
    assert_eq!(request.configuration_id, CONFIGURATION);
    let body: Value = serde_json::from_slice(input).unwrap();
    assert!(body.get("credential_response_encryption").is_none_or(Value::is_null));
    let several = body["proofs"]["jwt"].as_array().cloned();
    let stated = several.unwrap_or_else(|| vec![body["proof"]["jwt"].clone()]);
    assert_eq!(request.proofs, stated.iter().map(|proof| proof.as_str().unwrap()).collect::<Vec<_>>());
    assert!((1..=3).contains(&request.proofs.len()));
    true
}

/// A notification says which credential and what happened; the wallet's words are harmless in a log.
pub fn notification(input: &[u8]) -> bool {
    let Ok(request) = NotificationRequest::parse(input) else { return false };
    let body: Value = serde_json::from_slice(input).unwrap();
    assert_eq!(body["notification_id"], request.notification_id.as_str());
    assert_eq!(body["event"], request.event.name());
    assert!((1..=256).contains(&request.notification_id.len()));
    if let Some(description) = request.description {
        let text = serde_json::to_value(description).unwrap();
        let text = text.as_str().unwrap();
        assert!(text.len() <= 300 && text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()), "{text:?}");
    }
    true
}

/// An access token comes out as it stood in the header.
pub fn access_token(input: &[u8]) -> bool {
    let Ok(header) = std::str::from_utf8(input) else { return false };
    let Some(presented) = PresentedToken::parse(header) else { return false };
    let token = presented.token.expose();
    assert!((1..=PresentedToken::MAX_LENGTH).contains(&token.len()) && token.is_ascii());
    assert!(header.ends_with(&format!(" {token}")) && !token.contains(' '));
    let scheme = header.split(' ').next().unwrap().to_ascii_lowercase();
    assert_eq!(scheme == "dpop", presented.token_type == TokenType::Dpop);
    true
}
