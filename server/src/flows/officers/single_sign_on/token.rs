//! What an ID token has to be to be believed ([OpenID Connect Core 1.0, section
//! 3.1.3.7](https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation)).

use super::{
    LEEWAY, Refusal,
    attempt::{Attempt, Purpose},
    client::ProviderClient,
    provider::Metadata,
};
use crate::config::SingleSignOn;
use domain::{Duration, Timestamp};
use openidconnect::{
    ClaimsVerificationError as Wrong, Nonce, SignatureVerificationError,
    core::{CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm as Algorithm},
};
use std::time::{SystemTime, UNIX_EPOCH};

/// Signatures that are accepted, as far as the provider makes them. Those with a shared secret are not among them, nor is none.
const ALGORITHMS: [Algorithm; 3] = [Algorithm::RsaSsaPkcs1V15Sha256, Algorithm::EcdsaP256Sha256, Algorithm::EdDsa];

/// Who logged in at the provider.
pub(super) struct Proved {
    /// Name of the person at the provider, which is never another's.
    pub subject: String,
    /// Email address, and whether the provider has verified it.
    pub email: Option<(String, bool)>,
    /// When they logged in there; never later than now.
    pub at: Timestamp,
}

/// Checks an ID token that answers `attempt`.
pub(super) fn check(
    sso: &SingleSignOn,
    (metadata, client): (&Metadata, &ProviderClient),
    attempt: &Attempt,
    token: &CoreIdToken,
    now: Timestamp,
) -> Result<Proved, Refusal> {
    let time = system_time(now)?;
    let accepted = metadata.id_token_signing_alg_values_supported().iter().filter(|it| ALGORITHMS.contains(it));
    let oldest = match attempt.purpose {
        Purpose::LogIn(_) => now - Duration::seconds(i64::from(sso.max_age_seconds)) - LEEWAY,
        Purpose::Confirm(_) => attempt.asked_at - LEEWAY,
    };
    // Signature, `iss` character by character, `aud` (us and nobody else) and `nonce` are checked by the library.
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(accepted.cloned())
        .set_time_fn(move || time.into())
        .set_issue_time_verifier_fn(|at| within(Some(at.timestamp_millis()), attempt.asked_at - LEEWAY, now))
        .set_auth_time_verifier_fn(|at| within(at.map(|at| at.timestamp_millis()), oldest, now))
        .set_auth_context_verifier_fn(|class| {
            let fits =
                sso.require_acr.is_empty() || class.is_some_and(|class| sso.require_acr.contains(class.as_str()));
            fits.then_some(()).ok_or_else(String::new)
        });
    let claims = token.claims(&verifier, &Nonce::new(attempt.nonce.clone())).map_err(refusal)?;
    // The party that the token was made for, where that is said beside the audience.
    if claims.authorized_party().is_some_and(|party| party.as_str() != sso.client_id) {
        return Err(Refusal::Audience);
    }
    let used = claims.auth_method_refs().map(Vec::as_slice).unwrap_or_default();
    if !sso.require_amr.iter().all(|way| used.iter().any(|used| used.as_str() == way)) {
        return Err(Refusal::Ways);
    }
    proved(claims, now).ok_or(Refusal::AuthTime)
}

fn proved(claims: &CoreIdTokenClaims, now: Timestamp) -> Option<Proved> {
    let at = Timestamp::from_millis(claims.auth_time()?.timestamp_millis());
    let email = claims.email().map(|email| (email.as_str().to_owned(), claims.email_verified() == Some(true)));
    Some(Proved { subject: claims.subject().as_str().to_owned(), email, at: at.min(now) })
}

/// Whether a time that was told is not before `oldest`, and not after now by more than clocks differ.
fn within(told: Option<i64>, oldest: Timestamp, now: Timestamp) -> Result<(), String> {
    let told = told.map(Timestamp::from_millis);
    told.filter(|told| (oldest..=now + LEEWAY).contains(told)).map(|_| ()).ok_or_else(String::new)
}

fn system_time(now: Timestamp) -> Result<SystemTime, Refusal> {
    let millis = u64::try_from(now.as_millis()).map_err(|_| Refusal::Time)?;
    UNIX_EPOCH.checked_add(std::time::Duration::from_millis(millis)).ok_or(Refusal::Time)
}

fn refusal(wrong: Wrong) -> Refusal {
    match wrong {
        Wrong::Expired(_) => Refusal::Time,
        Wrong::InvalidAudience(_) => Refusal::Audience,
        Wrong::InvalidAuthContext(_) => Refusal::Class,
        Wrong::InvalidAuthTime(_) => Refusal::AuthTime,
        Wrong::InvalidIssuer(_) => Refusal::Issuer,
        Wrong::InvalidNonce(_) => Refusal::Nonce,
        Wrong::SignatureVerification(SignatureVerificationError::NoMatchingKey) => Refusal::UnknownKey,
        Wrong::SignatureVerification(_) => Refusal::Signature,
        // The library may name more one day.
        _ => Refusal::NoToken,
    }
}
