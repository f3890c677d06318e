//! The signed question and the link that carries it.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oid4vc::jose::jws::UnverifiedJws;
use oid4vc::jose::{CertificateChain, DecryptionKey, SigningKey};
use oid4vc::vp::client_id::{ClientId, ClientIdError};
use oid4vc::vp::dcql;
use oid4vc::vp::link::{
    AuthorizationEndpoint, AuthorizationEndpointError, DEFAULT_AUTHORIZATION_ENDPOINT, RequestUriMethod,
};
use oid4vc::vp::policy::RelyingPolicy;
use oid4vc::vp::request::{RequestError, RequestObject, ResponseMode, fresh_nonce};
use oid4vc::vp::request_uri::{RequestUriPost, RequestUriPostError};
use oid4vc::x509::CertificateError;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::authority::signer_params;
use crate::presenter::{NONCE, SIGNER_KEY, authority, policy};
use crate::support::{NOW, WalletKey, base64url, part, rng};

fn key() -> SigningKey {
    SigningKey::from_pkcs8_pem(&WalletKey::number(SIGNER_KEY).pem()).unwrap()
}

fn leaf() -> Vec<u8> {
    authority().certify(&signer_params(), SIGNER_KEY)
}

fn chain_of(der: &[u8]) -> CertificateChain {
    CertificateChain::from_x5c(&json!([STANDARD.encode(der)])).unwrap()
}

static CHAIN: LazyLock<CertificateChain> = LazyLock::new(|| chain_of(&leaf()));
static CLIENT_ID: LazyLock<ClientId> = LazyLock::new(|| ClientId::x509_hash(&CHAIN).unwrap());
static POLICY: LazyLock<RelyingPolicy> = LazyLock::new(policy);

/// Signs a request that `change` may have broken.
fn sign<'a>(change: impl FnOnce(&mut RequestObject<'a>)) -> Result<String, RequestError> {
    let mut request = RequestObject {
        client_id: &CLIENT_ID,
        response_mode: ResponseMode::DirectPost,
        response_uri: "https://keys.example.org/presentation/answer",
        nonce: NONCE,
        state: "request-1",
        issued_at: NOW,
        expires_at: NOW + 300,
        query: std::slice::from_ref(&POLICY.query),
        wallet_nonce: None,
    };
    change(&mut request);
    request.sign(&key(), &CHAIN)
}

#[test]
fn a_request_has_the_members_of_the_specification_and_no_more() {
    let leaf = &CHAIN.der()[0];
    let jwt = sign(|_| ()).unwrap();
    assert_eq!(part(&jwt, 0), json!({ "alg": "ES256", "typ": "oauth-authz-req+jwt", "x5c": [STANDARD.encode(leaf)] }));
    let expected = json!({
        "aud": "https://self-issued.me/v2",
        "client_id": format!("x509_hash:{}", base64url(Sha256::digest(leaf))),
        "response_type": "vp_token",
        "response_mode": "direct_post",
        "response_uri": "https://keys.example.org/presentation/answer",
        "nonce": NONCE,
        "state": "request-1",
        "iat": NOW,
        "exp": NOW + 300,
        "dcql_query": dcql::to_value(&[policy().query]),
        "client_metadata": {
            "vp_formats_supported": {
                "dc+sd-jwt": { "sd-jwt_alg_values": ["ES256"], "kb-jwt_alg_values": ["ES256"] },
            },
        },
    });
    assert_eq!(part(&jwt, 1), expected);
    assert!(UnverifiedJws::parse(&jwt).unwrap().verify(key().public_jwk()).is_ok());
}

#[test]
fn encryption_brings_the_one_time_key_and_a_post_its_nonce() {
    let secret = DecryptionKey::generate(&mut rng());
    let jwt = sign(|request| {
        request.response_mode = ResponseMode::DirectPostJwt(&secret);
        request.wallet_nonce = Some("from the wallet");
    });
    let claims = part(&jwt.unwrap(), 1);
    assert_eq!(claims["response_mode"], "direct_post.jwt");
    assert_eq!(claims["wallet_nonce"], "from the wallet");
    let metadata = &claims["client_metadata"];
    assert_eq!(metadata["jwks"], json!({ "keys": [secret.public_jwk()] }));
    assert_eq!(metadata["encrypted_response_enc_values_supported"], json!(["A128GCM", "A256GCM"]));
}

#[test]
fn requests_that_a_wallet_would_refuse_are_not_made() {
    assert_eq!(sign(|request| request.expires_at = NOW + 301), Err(RequestError::Life));
    assert_eq!(sign(|request| request.expires_at = NOW), Err(RequestError::Life));
    assert_eq!(sign(|request| request.nonce = "short"), Err(RequestError::Nonce));
    assert_eq!(sign(|request| request.nonce = "sixteen + more characters"), Err(RequestError::Nonce));
    for uri in ["/answer", "https://a.example/#x", "https://u:p@a.example/", "mailto:a@a.example"] {
        assert_eq!(sign(|request| request.response_uri = uri), Err(RequestError::ResponseUri), "{uri}");
    }
    let stranger = SigningKey::generate(&mut rng());
    let chain = chain_of(&leaf());
    let client_id = ClientId::x509_san_dns(&chain, "keys.example.org").unwrap();
    let policy = policy();
    let request = RequestObject {
        client_id: &client_id,
        response_mode: ResponseMode::DirectPost,
        response_uri: "https://keys.example.org/answer",
        nonce: NONCE,
        state: "request-1",
        issued_at: NOW,
        expires_at: NOW + 300,
        query: std::slice::from_ref(&policy.query),
        wallet_nonce: None,
    };
    assert!(request.sign(&key(), &chain).is_ok());
    assert_eq!(request.sign(&stranger, &chain), Err(RequestError::OtherKey));
    let elsewhere = RequestObject { response_uri: "https://other.example.org/answer", ..request };
    assert_eq!(elsewhere.sign(&key(), &chain), Err(RequestError::OtherHost));
}

#[test]
fn the_verifiers_name_is_proved_by_its_certificate() {
    let chain = chain_of(&leaf());
    let by_name = ClientId::x509_san_dns(&chain, "keys.example.org").unwrap();
    assert_eq!(by_name.to_string(), "x509_san_dns:keys.example.org");
    assert_eq!(ClientId::x509_san_dns(&chain, "example.org"), Err(ClientIdError::HostNotCertified));
    let junk = chain_of(b"junk");
    let refused = ClientId::x509_san_dns(&junk, "example.org");
    assert_eq!(refused, Err(ClientIdError::Certificate(CertificateError::Malformed)));
}

#[test]
fn nonces_are_long_and_differ() {
    let mut rng = rng();
    let (first, second) = (fresh_nonce(&mut rng), fresh_nonce(&mut rng));
    assert_eq!(first.len(), 43);
    assert_ne!(first, second);
    assert!(sign(|request| request.nonce = &first).is_ok());
}

#[test]
fn the_link_names_the_verifier_and_where_the_request_lies() {
    let client_id = ClientId::x509_san_dns(&chain_of(&leaf()), "keys.example.org").unwrap();
    let endpoint = AuthorizationEndpoint::parse(DEFAULT_AUTHORIZATION_ENDPOINT).unwrap();
    let uri = "https://keys.example.org/request/abc";
    let expected = "openid4vp://?client_id=x509_san_dns%3Akeys.example.org\
                    &request_uri=https%3A%2F%2Fkeys.example.org%2Frequest%2Fabc";
    assert_eq!(endpoint.link(&client_id, uri, RequestUriMethod::Get), expected);
    let post = format!("{expected}&request_uri_method=post");
    assert_eq!(endpoint.link(&client_id, uri, RequestUriMethod::Post), post);
    let universal = AuthorizationEndpoint::parse("https://wallet.example/open?app=1").unwrap();
    let link = universal.link(&client_id, uri, RequestUriMethod::Get);
    assert!(link.starts_with("https://wallet.example/open?app=1&client_id="));
    let parse = AuthorizationEndpoint::parse;
    assert_eq!(parse("javascript://alert(1)"), Err(AuthorizationEndpointError::Scheme));
    assert_eq!(parse("openid4vp"), Err(AuthorizationEndpointError::NotUrl));
    assert_eq!(parse("openid4vp://#a"), Err(AuthorizationEndpointError::NotUrl));
}

#[test]
fn a_wallet_may_post_a_nonce_of_its_own() {
    let form = |pairs: &[(&str, &str)]| {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        RequestUriPost::parse(&pairs).map(|post| post.wallet_nonce)
    };
    assert_eq!(form(&[]), Ok(None));
    assert_eq!(form(&[("wallet_nonce", "")]), Ok(None));
    let nonce = form(&[("wallet_metadata", "{}"), ("wallet_nonce", "qPmxiNFCR3QTm19POc8u")]);
    assert_eq!(nonce, Ok(Some("qPmxiNFCR3QTm19POc8u".to_owned())));
    let twice = form(&[("wallet_nonce", "a"), ("wallet_nonce", "a")]);
    assert_eq!(twice, Err(RequestUriPostError::RepeatedParameter));
    assert_eq!(form(&[("wallet_nonce", "a b")]), Err(RequestUriPostError::WalletNonce));
    assert_eq!(form(&[("wallet_nonce", &"a".repeat(513))]), Err(RequestUriPostError::WalletNonce));
    assert_eq!(form(&[("x", "y"); 65]), Err(RequestUriPostError::TooLarge));
}
