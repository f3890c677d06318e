//! Presentations: the credential in a wallet's answer.

use std::sync::LazyLock;

use oid4vc::sd_jwt::presentation_hash;
use oid4vc::vp::policy::RelyingPolicy;
use serde_json::Value;

use crate::presenter::{CLIENT_ID, HOLDER_KEY, ISSUER, NONCE, SIGNER_KEY, VCT, policy, presenter, verify};
use crate::recipe::{lines, refuses_a_change, text, value};
use crate::support::{NOW, WalletKey, base64url, part, sign_text};

static POLICY: LazyLock<RelyingPolicy> = LazyLock::new(policy);
/// The certificate of the signer, as `x5c` has it.
pub static X5C: LazyLock<Value> =
    LazyLock::new(|| part(presenter().presented().split('~').next().unwrap(), 0)["x5c"].clone());

/// A presentation is accepted only as issuer and holder signed it, and only if it says what was asked for.
pub fn presentation(input: &[u8]) -> bool {
    let Some(text) = text(input) else { return false };
    let presentation = lines(text).map_or_else(|| text.to_owned(), |lines| cook(&lines));
    let Ok(verified) = verify(&presentation, &POLICY) else { return false };
    let (credential, binding) = (presentation.split('~').next().unwrap(), presentation.rsplit('~').next().unwrap());
    let (header, claims) = (part(credential, 0), part(credential, 1));
    assert_eq!((&header["typ"], &header["x5c"][0]), (&"dc+sd-jwt".into(), &X5C[0]));
    assert_eq!((verified.issuer.as_str(), verified.vct.as_str(), &claims["vct"]), (ISSUER, VCT, &VCT.into()));
    assert!(claims.get("iss").is_none_or(|issuer| issuer == ISSUER));
    assert!(claims.get("exp").is_none_or(|end| end.as_f64().unwrap() > (NOW - 60) as f64));
    assert_eq!(verified.holder_thumbprint, WalletKey::number(HOLDER_KEY).public().thumbprint());
    assert!(verified.claims.contains_key("employee_id"));
    assert!(verified.claims.keys().all(|name| ["employee_id", "given_name"].contains(&name.as_str())));
    assert!(verified.status.unwrap().uri.starts_with("https://keys.example.org/status/"));
    let (header, claims) = (part(binding, 0), part(binding, 1));
    assert_eq!(
        (&header["typ"], &claims["aud"], &claims["nonce"]),
        (&"kb+jwt".into(), &CLIENT_ID.into(), &NONCE.into())
    );
    assert!((verified.presented_at - NOW).abs() <= 300);
    refuses_a_change(&presentation, |changed| verify(changed, &POLICY).is_ok());
    true
}

/// Signs what a recipe says. Lines: header and claims of the credential, header and claims of the key binding,
/// disclosures as JSON.
///
/// `"$0"` in claims or in an earlier disclosure is the digest of the first disclosure, and so on; `"x5c": null` in the
/// header stands for the signer's certificate, `"sd_hash": null` for the right hash.
fn cook(lines: &[&str]) -> String {
    let line = |place: usize| lines.get(place).copied().unwrap_or_default();
    let (claims, disclosures) = hide(line(1), lines.get(4..).unwrap_or_default());
    let header = fill(line(0), "x5c", X5C.clone());
    let mut presented = format!("{}~", sign_text(&header, &claims, &WalletKey::number(SIGNER_KEY)));
    for disclosure in disclosures {
        presented.push_str(&disclosure);
        presented.push('~');
    }
    let claims = fill(line(3), "sd_hash", presentation_hash(&presented).into());
    format!("{presented}{}", sign_text(line(2), &claims, &WalletKey::number(HOLDER_KEY)))
}

/// Puts digests in the places of `"$0"`, `"$1"` …, from the last disclosure to the first, so that one may hold the
/// digest of a later one.
pub fn hide(claims: &str, disclosures: &[&str]) -> (String, Vec<String>) {
    let mut digests: Vec<(String, String)> = Vec::new();
    let mut encoded = Vec::new();
    let replace = |text: &str, digests: &[(String, String)]| {
        digests.iter().fold(text.to_owned(), |text, (mark, digest)| text.replace(mark, digest))
    };
    for (place, disclosure) in disclosures.iter().enumerate().rev() {
        let text = base64url(replace(disclosure, &digests));
        digests.push((format!("\"${place}\""), format!("\"{}\"", presentation_hash(&text))));
        encoded.push(text);
    }
    encoded.reverse();
    (replace(claims, &digests), encoded)
}

/// The JSON of a line, with `with` where `name` is null. A line that is not such JSON stays as it is.
fn fill(line: &str, name: &str, with: Value) -> String {
    let mut filled = value(Some(&line));
    match filled.get_mut(name) {
        Some(slot) if slot.is_null() => *slot = with,
        _ => return line.to_owned(),
    }
    filled.to_string()
}
