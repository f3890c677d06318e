//! The token endpoint.

use oid4vc::vci::access::TokenType;
use oid4vc::vci::token::{TokenErrorCode, TokenRequest, TokenRequestError, TokenResponse};
use oid4vc::vci::{ErrorBody, ErrorDescription, PRE_AUTHORIZED_CODE_GRANT, WireSecret};
use serde_json::json;

fn parse(pairs: &[(&str, &str)]) -> Result<TokenRequest, TokenRequestError> {
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    TokenRequest::parse(&pairs)
}

const GRANT: (&str, &str) = ("grant_type", PRE_AUTHORIZED_CODE_GRANT);
const CODE: (&str, &str) = ("pre-authorized_code", "SplxlOBeZQQYbYS6WxSbIA");

#[test]
fn the_example_of_the_specification_is_read() {
    let details = ("authorization_details", r#"[{"type":"openid_credential"}]"#);
    let request = parse(&[GRANT, CODE, ("tx_code", "493536"), details, ("foo", "1")]).unwrap();
    assert_eq!(request.pre_authorized_code.expose(), CODE.1);
    assert_eq!(request.tx_code(true), Ok(Some(&WireSecret::new("493536".to_owned()))));
    assert_eq!(request.tx_code(false), Err(TokenRequestError::UnexpectedTxCode));
    assert!(!format!("{request:?}").contains("493536"));
}

#[test]
fn without_a_transaction_code() {
    let request = parse(&[GRANT, CODE, ("tx_code", ""), ("client_id", "wallet-1")]).unwrap();
    assert_eq!(request.client_id.as_deref(), Some("wallet-1"));
    assert_eq!(request.tx_code(false), Ok(None));
    assert_eq!(request.tx_code(true), Err(TokenRequestError::MissingTxCode));
}

#[test]
fn every_broken_request_is_refused() {
    let long = "x".repeat(513);
    let many = vec![("foo", ""); 65];
    type Row<'a> = (&'a [(&'a str, &'a str)], TokenRequestError, TokenErrorCode);
    let refused: [Row<'_>; 11] = [
        (&[], TokenRequestError::NoGrantType, TokenErrorCode::InvalidRequest),
        (&[CODE], TokenRequestError::NoGrantType, TokenErrorCode::InvalidRequest),
        (&[("grant_type", ""), CODE], TokenRequestError::NoGrantType, TokenErrorCode::InvalidRequest),
        (
            &[("grant_type", "authorization_code"), ("code", "x")],
            TokenRequestError::UnsupportedGrantType,
            TokenErrorCode::UnsupportedGrantType,
        ),
        (
            &[("grant_type", "pre-authorized_code"), CODE],
            TokenRequestError::UnsupportedGrantType,
            TokenErrorCode::UnsupportedGrantType,
        ),
        (&[GRANT], TokenRequestError::NoCode, TokenErrorCode::InvalidRequest),
        (&[GRANT, ("pre-authorized_code", "")], TokenRequestError::NoCode, TokenErrorCode::InvalidRequest),
        (&[GRANT, CODE, CODE], TokenRequestError::RepeatedParameter, TokenErrorCode::InvalidRequest),
        (&[GRANT, GRANT, CODE], TokenRequestError::RepeatedParameter, TokenErrorCode::InvalidRequest),
        (&[GRANT, ("pre-authorized_code", &long)], TokenRequestError::TooLarge, TokenErrorCode::InvalidRequest),
        (&many, TokenRequestError::TooLarge, TokenErrorCode::InvalidRequest),
    ];
    for (pairs, error, code) in refused {
        assert_eq!(parse(pairs), Err(error), "{pairs:?}");
        assert_eq!(error.code(), code);
    }
    assert!(parse(&[GRANT, CODE, ("resource", "a"), ("resource", "b")]).is_ok());
}

#[test]
fn answers_have_the_form_of_oauth() {
    let response = TokenResponse {
        access_token: WireSecret::new("opaque".to_owned()),
        token_type: TokenType::Dpop,
        expires_in: 300,
    };
    assert_eq!(
        serde_json::to_value(response).unwrap(),
        json!({ "access_token": "opaque", "token_type": "DPoP", "expires_in": 300 })
    );
    let body = ErrorBody::from(TokenRequestError::NoCode);
    let expected = json!({ "error": "invalid_request", "error_description": "pre-authorized_code is missing" });
    assert_eq!(serde_json::to_value(body).unwrap(), expected);

    let codes = [
        (TokenErrorCode::InvalidRequest, "invalid_request"),
        (TokenErrorCode::InvalidGrant, "invalid_grant"),
        (TokenErrorCode::InvalidClient, "invalid_client"),
        (TokenErrorCode::UnsupportedGrantType, "unsupported_grant_type"),
        (TokenErrorCode::InvalidDpopProof, "invalid_dpop_proof"),
        (TokenErrorCode::UseDpopNonce, "use_dpop_nonce"),
    ];
    for (code, name) in codes {
        let body = ErrorBody { error: code, error_description: None };
        assert_eq!(serde_json::to_value(body).unwrap(), json!({ "error": name }));
    }
}

#[test]
fn a_description_has_permitted_characters_only() {
    let description = ErrorDescription::new("a\"b\\c\nd\u{e9} ~!#[]");
    assert_eq!(description.as_str(), "a?b?c?d? ~!#[]");
    assert_eq!(ErrorDescription::new(&"x".repeat(400)).as_str().len(), 300);
}
