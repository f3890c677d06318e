//! The `Authorization` header and its challenge.

use oid4vc::vci::access::{AccessErrorCode, PresentedToken, TokenType, challenge};

#[test]
fn both_schemes_are_read_in_any_case() {
    let read =
        |header: &str| PresentedToken::parse(header).map(|token| (token.token_type, token.token.expose().to_owned()));
    let token = || "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU".to_owned();
    for header in ["Bearer", "bearer", "BEARER"] {
        assert_eq!(read(&format!("{header} {}", token())), Some((TokenType::Bearer, token())));
    }
    for header in ["DPoP", "dpop", "DPOP"] {
        assert_eq!(read(&format!("{header} {}", token())), Some((TokenType::Dpop, token())));
    }
}

#[test]
fn anything_else_is_no_token() {
    let long = format!("Bearer {}", "x".repeat(4097));
    for header in ["", "Bearer", "Bearer ", "Basic YQ==", "Bearer a b", "Bearer a,b", "Bearer a\"", "Bearer é", &long]
    {
        assert_eq!(PresentedToken::parse(header), None, "{header}");
    }
}

#[test]
fn challenges_have_the_form_of_their_specifications() {
    assert_eq!(challenge(TokenType::Bearer, None), "Bearer");
    assert_eq!(challenge(TokenType::Bearer, Some(AccessErrorCode::InvalidToken)), r#"Bearer error="invalid_token""#);
    assert_eq!(challenge(TokenType::Dpop, None), r#"DPoP algs="ES256""#);
    assert_eq!(
        challenge(TokenType::Dpop, Some(AccessErrorCode::UseDpopNonce)),
        r#"DPoP error="use_dpop_nonce", algs="ES256""#
    );
    let code = serde_json::to_value(AccessErrorCode::InvalidDpopProof).unwrap();
    assert_eq!(code, AccessErrorCode::InvalidDpopProof.as_str());
}
