//! Signed by the wallet: key proofs and DPoP proofs.

use oid4vc::jose::dpop::{self, DpopExpectation, access_token_hash};
use oid4vc::vci::proof::{self, ProofPolicy, verify_proof};
use serde_json::Value;

use crate::recipe::{lines, refuses_a_change, signed, text};
use crate::support::{NOW, WalletKey, part};

/// The number of the wallet's key.
pub const WALLET_KEY: u8 = 1;
/// The issuer to whom key proofs are addressed.
pub const ISSUER: &str = "https://keys.example.org";
/// The address and the token for which DPoP proofs are made.
pub const URL: &str = "https://keys.example.org/openid4vci/credential";
/// See [`URL`].
pub const ACCESS_TOKEN: &str = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";

/// A key proof is accepted only as the wallet signed it, and only if it says what it must.
pub fn proof(input: &[u8]) -> bool {
    let Some(text) = text(input) else { return false };
    let policy = ProofPolicy { credential_issuer: ISSUER, client_id: None, now: NOW, window_seconds: 300 };
    let jwt = jwt(text);
    let Ok(verified) = verify_proof(&jwt, &policy) else { return false };
    let (header, claims) = (part(&jwt, 0), part(&jwt, 1));
    assert_eq!((&header["typ"], &header["alg"]), (&proof::TYP.into(), &"ES256".into()));
    assert!(claims["aud"] == ISSUER || claims["aud"][0] == ISSUER);
    assert_eq!((&claims["nonce"], claims.get("iss")), (&verified.nonce.as_str().into(), None));
    assert!((claims["iat"].as_f64().unwrap() - NOW as f64).abs() < 301.0);
    // Whatever the header says: nobody has another key's signature.
    assert_eq!(verified.holder, WalletKey::number(WALLET_KEY).public());
    refuses_a_change(&jwt, |changed| verify_proof(changed, &policy).is_ok());
    true
}

/// A DPoP proof is accepted only as the wallet signed it, and only for this method, address and token.
pub fn dpop(input: &[u8]) -> bool {
    let Some(text) = text(input) else { return false };
    let access_token = Some(ACCESS_TOKEN);
    let expected = DpopExpectation { method: "POST", url: URL, access_token, now: NOW, window_seconds: 60 };
    let jwt = jwt(text);
    let Ok(verified) = dpop::verify(&jwt, &expected) else { return false };
    let (header, claims) = (part(&jwt, 0), part(&jwt, 1));
    assert_eq!((&header["typ"], &header["alg"]), (&dpop::TYP.into(), &"ES256".into()));
    assert_eq!((&claims["htm"], &claims["ath"]), (&"POST".into(), &access_token_hash(ACCESS_TOKEN).into()));
    let stated = claims["htu"].as_str().unwrap().split(['?', '#']).next().unwrap();
    assert_eq!(url::Url::parse(stated).unwrap().as_str(), URL);
    assert_eq!((verified.jti.as_str(), Some(verified.issued_at)), (claims["jti"].as_str().unwrap(), seconds(&claims)));
    assert!(!verified.jti.is_empty() && verified.jti.len() <= dpop::MAX_ID_LENGTH);
    assert_eq!(verified.nonce.as_deref(), claims.get("nonce").map(|nonce| nonce.as_str().unwrap()));
    assert!((verified.issued_at - NOW).abs() <= 60);
    assert_eq!(verified.jkt, WalletKey::number(WALLET_KEY).public().thumbprint());
    refuses_a_change(&jwt, |changed| dpop::verify(changed, &expected).is_ok());
    true
}

/// The input itself, or what its recipe says signed by the wallet.
fn jwt(text: &str) -> String {
    lines(text).map_or_else(|| text.to_owned(), |lines| signed(&lines, &WalletKey::number(WALLET_KEY)))
}

fn seconds(claims: &Value) -> Option<i64> {
    claims["iat"].as_f64().map(|seconds| seconds.floor() as i64)
}
