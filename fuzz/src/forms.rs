//! Forms that wallets post, and what is in them.

use std::sync::LazyLock;

use oid4vc::vci::token::TokenRequest;
use oid4vc::vp::dcql::{self, CredentialQuery, MAX_PRESENTATION_LENGTH};
use oid4vc::vp::request_uri::RequestUriPost;
use oid4vc::vp::response::{Answer, Posted};

use crate::jwe::KEY;
use crate::presenter::{VCT, claim, policy};

/// The `state` of the request that is answered.
pub const STATE: &str = "request-1";

static QUERIES: LazyLock<[CredentialQuery; 2]> = LazyLock::new(|| {
    [policy().query, CredentialQuery::new("other", vec![VCT.to_owned()], vec![claim("employee_id", true)]).unwrap()]
});

fn pairs(input: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(input).into_owned().collect()
}

/// The one value of a parameter.
fn only<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut values = pairs.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str());
    let value = values.next();
    assert!(values.next().is_none(), "{name} came twice");
    value.filter(|value| !value.is_empty())
}

/// A token request has each parameter once, and its code and grant type as they came.
pub fn token(input: &[u8]) -> bool {
    let pairs = pairs(input);
    let Ok(request) = TokenRequest::parse(&pairs) else { return false };
    assert_eq!(only(&pairs, "grant_type"), Some("urn:ietf:params:oauth:grant-type:pre-authorized_code"));
    assert_eq!(only(&pairs, "pre-authorized_code"), Some(request.pre_authorized_code.expose()));
    assert_eq!(only(&pairs, "tx_code"), request.tx_code.as_ref().map(|code| code.expose()));
    assert_eq!(only(&pairs, "client_id"), request.client_id.as_deref());
    assert!(request.pre_authorized_code.expose().len() <= 512);
    true
}

/// The nonce of a wallet is repeated as it came, in visible ASCII.
pub fn request_uri(input: &[u8]) -> bool {
    let pairs = pairs(input);
    let Ok(post) = RequestUriPost::parse(&pairs) else { return false };
    assert_eq!(only(&pairs, "wallet_nonce"), post.wallet_nonce.as_deref());
    post.wallet_nonce.is_some_and(|nonce| {
        assert!(nonce.len() <= 512 && nonce.bytes().all(|byte| byte.is_ascii_graphic()));
        true
    })
}

/// An answer belongs to its request, and presentations in the clear never pass for encrypted ones.
pub fn response(input: &[u8]) -> bool {
    let pairs = pairs(input);
    let Ok(posted) = Posted::parse(&pairs) else { return false };
    let encrypted = only(&pairs, "response").is_some();
    assert_eq!(encrypted, matches!(posted, Posted::Encrypted(_)));
    let (open, sealed) = (posted.clone().open(STATE, None), posted.open(STATE, Some(&*KEY)));
    assert!(!(encrypted && open.is_ok()));
    assert!(open.is_err() || only(&pairs, "state") == Some(STATE));
    if let Ok(Answer::Presented(presented)) = &sealed {
        assert!(encrypted && presented.state.as_deref().is_none_or(|state| state == STATE));
    }
    open.is_ok() || sealed.is_ok()
}

/// A `vp_token` that fits the question holds one presentation under one of the names that were asked for.
pub fn dcql(input: &[u8]) -> bool {
    let Ok(vp_token) = oid4vc::json::parse(input) else { return false };
    let Ok((place, presentation)) = dcql::presentation(&*QUERIES, &vp_token) else { return false };
    assert_eq!(vp_token, serde_json::json!({ (["key", "other"][place]): [presentation] }));
    assert!(presentation.len() <= MAX_PRESENTATION_LENGTH);
    true
}
