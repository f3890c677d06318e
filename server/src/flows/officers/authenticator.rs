//! The authenticator app: codes by time ([RFC 6238](https://www.rfc-editor.org/rfc/rfc6238.html)), 6 digits, 30 seconds,
//! SHA-1, which is what every app can. A code of the step before or after counts too; each step counts once, which the
//! officer's row holds (`store::officers::use_step`).
//!
//! While an app is being set up its secret is derived and not stored, so that the page can be opened again and shows the
//! same; it is stored, encrypted, once a code of it was right.

use crate::{
    flows::Fault,
    keys::mac,
    sealing::{self, Sealed},
    state::AppState,
};
use domain::{OfficerId, SecurityCode, Timestamp};
use hmac::Mac;
use rand::CryptoRng;
use store::officers::{Authenticator, Officer};
use totp_rs::{Builder, Secret, Totp, TotpError};
use zeroize::Zeroizing;

/// The secret of an app: 160 bits ([RFC 4226, section 4](https://www.rfc-editor.org/rfc/rfc4226.html#section-4)). Wiped from
/// memory on drop.
pub struct AppSecret(Zeroizing<[u8; 20]>);

/// How the secret comes into an app.
#[derive(Clone, Debug)]
pub struct Shown {
    /// For the QR code ([key URI format](https://github.com/google/google-authenticator/wiki/Key-Uri-Format)).
    pub uri: String,
    /// To type in, in groups of four.
    pub typed: String,
}

/// The secret of the app that is set up in the course of `what`: the same as long as `what` is.
///
/// # Errors
/// When there is no key.
pub fn derive(state: &AppState, what: &str) -> Result<AppSecret, Fault> {
    let key = state.keys.officer.first().ok_or(Fault::Setting("officer.keys"))?;
    let derived = mac(&key.secret, "new authenticator app", what).finalize().into_bytes();
    let mut secret = Zeroizing::new([0; 20]);
    for (place, byte) in secret.iter_mut().zip(derived.iter()) {
        *place = *byte;
    }
    Ok(AppSecret(secret))
}

/// The secret of an officer's app, if there is one and it can be read.
#[must_use]
pub fn stored(state: &AppState, officer: &Officer) -> Option<AppSecret> {
    let (payload, key_id) = (officer.totp_secret.as_ref()?, officer.totp_key_id.as_ref()?);
    let clear = sealing::open(&state.keys.officer, officer.id.as_str(), key_id, payload)
        .inspect_err(|_| {
            tracing::error!("the secret of an authenticator app cannot be read; is its key in officer.keys?")
        })
        .ok()?;
    clear.as_slice().try_into().ok().map(|secret| AppSecret(Zeroizing::new(secret)))
}

impl AppSecret {
    /// How it comes into an app.
    ///
    /// # Errors
    /// When the name of the service cannot stand in the address.
    pub fn show(&self, state: &AppState, officer: &Officer) -> Result<Shown, Fault> {
        let service = &state.settings.organisation.service_name;
        let totp = self.totp(service, &officer.email).map_err(|_| Fault::Setting("organisation.service_name"))?;
        let uri = totp.to_url().map_err(|_| Fault::Setting("organisation.service_name"))?;
        let letters = totp.secret().to_base32();
        let mut typed = String::new();
        for (index, letter) in letters.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                typed.push(' ');
            }
            typed.push(letter);
        }
        Ok(Shown { uri, typed })
    }

    /// The step of time that a code belongs to, if it is right now. Compares in constant time.
    #[must_use]
    pub fn step_of(&self, code: &SecurityCode, now: Timestamp) -> Option<i64> {
        let seconds = u64::try_from(now.as_seconds()).ok()?;
        let step = self.totp("", "").ok()?.check(code.reveal(), seconds)?;
        i64::try_from(step).ok()
    }

    /// Encrypts it for the officer's row.
    ///
    /// # Errors
    /// When there is no key.
    pub fn seal(
        &self,
        state: &AppState,
        rng: &mut impl CryptoRng,
        officer: &OfficerId,
        step: i64,
    ) -> Result<Authenticator, Fault> {
        let Sealed { payload, key_id } = sealing::seal(&state.keys.officer, officer.as_str(), self.0.as_slice(), rng)?;
        Ok(Authenticator { secret: payload, key_id, step })
    }

    fn totp(&self, service: &str, account: &str) -> Result<Totp, TotpError> {
        // The colon stands between the two in the address.
        let issuer = (!service.is_empty()).then(|| service.replace(':', " "));
        Builder::new()
            .with_secret(Secret::new_stack(*self.0))
            .with_skew(1)
            .with_step_duration(30)
            .with_account_name(account.to_owned())
            .with_issuer(issuer)
            .build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> SecurityCode {
        SecurityCode::parse(text).unwrap()
    }

    // RFC 6238, appendix B, the rows of SHA-1: their last six of eight digits.
    #[test]
    fn codes_are_those_of_the_specification() {
        let secret = AppSecret(Zeroizing::new(*b"12345678901234567890"));
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let at = |seconds: i64| Timestamp::from_millis(seconds * 1000);
            let step = Some(seconds / 30);
            assert_eq!(secret.step_of(&code(expected), at(seconds)), step, "{expected}");
            assert_eq!(secret.step_of(&code(expected), at(seconds + 30)), step, "a step late");
            assert_eq!(secret.step_of(&code(expected), at(seconds - 30)), step, "a step early");
            assert_eq!(secret.step_of(&code(expected), at(seconds + 60)), None, "two steps late");
        }
        assert_eq!(secret.step_of(&code("287083"), Timestamp::from_millis(59_000)), None);
    }
}
