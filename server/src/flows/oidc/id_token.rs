//! ID tokens
//! ([OpenID Connect Core 1.0, section 2](https://openid.net/specs/openid-connect-core-1_0.html#IDToken)): who is logged
//! in, since when, and how the key was shown. Names and addresses are not in it, because portals send it back in addresses;
//! they are at the UserInfo endpoint.

use crate::{flows::signed_in::SignedIn, keys, state::AppState};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Device, Duration, EmployeeId, LogOutNoticeId, Policy, SecretToken, SessionId, Timestamp};
use oid4vc::jose::{JwsHeader, SigningKey, jws::UnverifiedJws};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::oidc::OidcCode;

/// `acr`: the key was shown on the device of the browser, and the answer came back to that browser.
pub const SAME_DEVICE: &str = "urn:latchkey:acr:same-device";
/// `acr`: the key was shown on another device, which scanned a QR code. Somebody may have been talked into scanning a
/// code that stood in a stranger's browser, so this says less.
pub const CROSS_DEVICE: &str = "urn:latchkey:acr:cross-device";
/// `amr`: a key was proven to be held ([RFC 8176](https://www.rfc-editor.org/rfc/rfc8176.html)).
const AMR: [&str; 1] = ["pop"];
/// How long word of a log out is good for: two minutes, as the specification suggests.
const LOG_OUT: Duration = Duration::minutes(2);
/// Longest token that is read.
const LONGEST: usize = 2048;

/// The `acr` of a way.
#[must_use]
pub const fn acr(device: Device) -> &'static str {
    match device {
        Device::Same => SAME_DEVICE,
        Device::Cross => CROSS_DEVICE,
    }
}

/// The least of the ways that `acr_values` names; `None` if it names none of ours.
#[must_use]
pub fn least_device(acr_values: &str) -> Option<Device> {
    let named = |wanted: &str| acr_values.split(' ').any(|value| value == wanted);
    match (named(CROSS_DEVICE), named(SAME_DEVICE)) {
        (true, _) => Some(Device::Cross),
        (false, true) => Some(Device::Same),
        (false, false) => None,
    }
}

/// Whether a way says at least as much as another.
#[must_use]
pub const fn is_enough(shown: Device, wanted: Device) -> bool {
    matches!((shown, wanted), (Device::Same, _) | (_, Device::Cross))
}

/// An ID token for the portal that a code was for. `None` without a key, which start-up rules out.
#[must_use]
pub fn make(
    state: &AppState,
    holder: &SignedIn,
    code: &OidcCode,
    access_token: &SecretToken,
    now: Timestamp,
) -> Option<String> {
    let session = &holder.session;
    let expires = now + Policy::span(state.settings.policy.oidc_token_seconds);
    let mut claims = json!({
        "iss": state.settings.credential_issuer(),
        "sub": session.employee_id.as_str(),
        "aud": code.client_id,
        "iat": now.as_seconds(),
        "exp": expires.as_seconds(),
        "auth_time": session.logged_in_at.as_seconds(),
        "acr": acr(session.device),
        "amr": AMR,
        "sid": session.id.as_str(),
        "at_hash": half_hash(&access_token.reveal()),
    });
    if let (Some(nonce), Some(claims)) = (&code.nonce, claims.as_object_mut()) {
        claims.insert("nonce".to_owned(), nonce.as_str().into());
    }
    sign(state, "JWT", claims)
}

/// Word for a portal that a session has ended
/// ([Back-Channel Logout 1.0, section 2.4](https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken)).
/// It names the session and not the person: a portal that ends whatever it has of a person would end what they have just
/// begun, when a log in takes the place of an earlier one. `None` without a key, which start-up rules out.
#[must_use]
pub fn of_log_out(
    state: &AppState,
    session: &SessionId,
    client_id: &str,
    name: &LogOutNoticeId,
    now: Timestamp,
) -> Option<String> {
    let claims = json!({
        "iss": state.settings.credential_issuer(),
        "aud": client_id,
        "iat": now.as_seconds(),
        "exp": (now + LOG_OUT).as_seconds(),
        "jti": name.as_str(),
        "sid": session.as_str(),
        "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
    });
    sign(state, "logout+jwt", claims)
}

/// Signs claims with the key that is in use.
fn sign(state: &AppState, typ: &str, claims: Value) -> Option<String> {
    let Value::Object(claims) = claims else { return None };
    Some(keys::in_use(&state.keys.oidc)?.sign(JwsHeader::new(typ), claims))
}

/// The left half of a hash
/// ([OpenID Connect Core 1.0, section 3.1.3.6](https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken)).
fn half_hash(token: &str) -> String {
    let hash = Sha256::digest(token);
    URL_SAFE_NO_PAD.encode(hash.iter().take(16).copied().collect::<Vec<u8>>())
}

/// What a token says that a portal once got and sends back.
#[derive(Debug)]
pub struct Hint {
    /// Who was logged in.
    pub employee: EmployeeId,
    /// Which portal got it.
    pub client_id: String,
    /// In which session.
    pub session: SessionId,
}

/// Reads a token of ours. It may have expired: it is a hint
/// ([OpenID Connect Core 1.0, section 3.1.2.1](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest)).
#[must_use]
pub fn read_hint(state: &AppState, token: &str) -> Option<Hint> {
    let jws = UnverifiedJws::parse_up_to(token, LONGEST).ok()?;
    // Word of a log out is signed with the same key; it is no ID token.
    if jws.header_text("typ") != Some("JWT") {
        return None;
    }
    let by = |key: &&SigningKey| jws.header_text("kid") == Some(key.kid());
    let key = state.keys.oidc.iter().find(by)?.public_jwk().clone();
    let claims = jws.verify(&key).ok()?;
    let own = claims.text("iss") == Some(state.settings.credential_issuer());
    let text = |name: &str| claims.text(name).map(str::to_owned);
    own.then_some(Hint { employee: text("sub")?.into(), client_id: text("aud")?, session: text("sid")?.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_ordered() {
        assert!(is_enough(Device::Same, Device::Same) && is_enough(Device::Same, Device::Cross));
        assert!(is_enough(Device::Cross, Device::Cross) && !is_enough(Device::Cross, Device::Same));
        assert_eq!(least_device(&format!("x {SAME_DEVICE}")), Some(Device::Same));
        assert_eq!(least_device(&format!("{SAME_DEVICE} {CROSS_DEVICE}")), Some(Device::Cross));
        assert_eq!(least_device("x"), None);
    }

    #[test]
    fn the_half_hash_is_that_of_the_specification() {
        // OpenID Connect Core 1.0, appendix A.4: access token and its at_hash.
        assert_eq!(half_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"), "77QmUPtjPfzWtF2AnpK9RQ");
    }
}
