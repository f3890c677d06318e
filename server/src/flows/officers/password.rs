//! Officers' passwords: what they may be, and how they are kept.
//!
//! Long, and not one that is guessed first; no rules about kinds of characters and no expiry
//! ([NIST SP 800-63B-4, section 3.1.1](https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver)). Hashed slowly, with a
//! pepper, and bound to the officer.

use crate::{
    flows::slow_hash::{self, Cost, HashError, SlowHash},
    state::AppState,
};
use domain::OfficerId;
use rand::Rng;
use std::collections::BTreeSet;
use store::officers::Officer;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Fewest characters of a password.
pub const SHORTEST: usize = 12;
/// Most.
pub const LONGEST: usize = 128;
/// What is left of a password without words that stand on the page has at least so many characters.
const OWN: usize = 8;
/// Fewest different characters.
const DIFFERENT: usize = 5;

/// What people choose first when twelve characters are asked for, in lower case, without digits and marks at the end.
const COMMON: [&str; 40] = [
    "password",
    "passwordpassword",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "mypassword",
    "thisismypassword",
    "newpassword",
    "changeme",
    "changemenow",
    "letmein",
    "letmeinletmein",
    "welcome",
    "welcomewelcome",
    "qwerty",
    "qwertyuiop",
    "qwertyqwerty",
    "qwertyuiopasdf",
    "asdfghjkl",
    "zxcvbnm",
    "qazwsxedc",
    "1qaz2wsx3edc",
    "1q2w3e4r5t6y",
    "q1w2e3r4t5y6",
    "abcdefghijkl",
    "abcd1234abcd",
    "abcabcabcabc",
    "iloveyou",
    "iloveyouiloveyou",
    "administrator",
    "adminadmin",
    "administratoradministrator",
    "correcthorsebatterystaple",
    "manchesterunited",
    "liverpoolfc",
    "summersummer",
    "winterwinter",
    "sunshinesunshine",
    "footballfootball",
    "unbelievable",
];

/// What is wrong with a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongPassword {
    /// Too few characters.
    #[error("the password is too short")]
    Short,
    /// Too many characters.
    #[error("the password is too long")]
    Long,
    /// One that many people choose.
    #[error("the password is a common one")]
    Common,
    /// Made of the names that stand on the page.
    #[error("the password is made of the service's or the person's own names")]
    Names,
}

/// A password as it is hashed: the same for every way of typing the same characters.
pub struct Password(Zeroizing<String>);

impl Password {
    /// What somebody typed at log in.
    #[must_use]
    pub fn typed(typed: &str) -> Self {
        // Nobody has a longer one; a request could be larger.
        Self(Zeroizing::new(typed.nfkc().take(LONGEST + 1).collect()))
    }

    /// A new password of `officer`; `names` are those of the service.
    ///
    /// # Errors
    /// When it is too short or too long, or would be guessed early.
    pub fn chosen(typed: &str, officer: &Officer, names: &[&str]) -> Result<Self, WrongPassword> {
        let password = Self::typed(typed);
        let length = password.0.chars().count();
        if length < SHORTEST {
            return Err(WrongPassword::Short);
        }
        if length > LONGEST {
            return Err(WrongPassword::Long);
        }
        let lower = Zeroizing::new(password.0.to_lowercase());
        let stem = lower.trim_end_matches(|c: char| !c.is_alphabetic());
        let different: BTreeSet<char> = lower.chars().collect();
        let bare_number = lower.chars().all(|c| c.is_ascii_digit());
        if different.len() < DIFFERENT || bare_number || COMMON.contains(&stem) || COMMON.contains(&lower.as_str()) {
            return Err(WrongPassword::Common);
        }
        let mut rest = Zeroizing::new(lower.to_string());
        for name in names.iter().copied().chain([officer.email.as_str(), officer.name.as_str()]) {
            for word in
                name.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2)
            {
                rest = Zeroizing::new(rest.replace(word, ""));
            }
        }
        if rest.chars().count() < OWN {
            return Err(WrongPassword::Names);
        }
        Ok(password)
    }

    fn input(&self, officer: &str) -> Zeroizing<String> {
        Zeroizing::new(format!("officer's password\0{officer}\0{}", self.0.as_str()))
    }

    /// Hashes a new password.
    ///
    /// # Errors
    /// See [`HashError`].
    pub async fn hash(&self, state: &AppState, rng: &mut impl Rng, officer: &OfficerId) -> Result<SlowHash, HashError> {
        slow_hash::hash(state, rng, cost(state), self.input(officer.as_str())).await
    }

    /// Whether this is the password of `officer`. Takes the same time for nobody, and for an officer who has none.
    ///
    /// # Errors
    /// See [`HashError`]; the password then counts as wrong.
    pub async fn is_of(
        &self,
        state: &AppState,
        rng: &mut impl Rng,
        officer: Option<&Officer>,
    ) -> Result<bool, HashError> {
        let stored = officer.and_then(|officer| {
            let (text, pepper_id) = (officer.password_hash.clone()?, officer.pepper_id.clone()?);
            Some((officer, SlowHash { text, pepper_id }))
        });
        match stored {
            Some((officer, stored)) => slow_hash::matches(state, self.input(officer.id.as_str()), &stored).await,
            None => slow_hash::hash(state, rng, cost(state), self.input("nobody")).await.map(|_| false),
        }
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

fn cost(state: &AppState) -> Cost {
    let officers = &state.settings.officers;
    Cost { memory_kib: officers.password_memory_kib, iterations: officers.password_iterations }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{OrganisationId, Role, Timestamp};

    fn officer() -> Officer {
        Officer {
            id: OfficerId::from("id".to_owned()),
            organisation_id: OrganisationId::from("id".to_owned()),
            email: "olu.adeyemi@trust.example.org".to_owned(),
            name: "Olu Adeyemi".to_owned(),
            role: Role::Issuer,
            active: true,
            password_hash: None,
            pepper_id: None,
            totp_secret: None,
            totp_key_id: None,
            totp_step: None,
            sso_subject: None,
            created_at: Timestamp::from_millis(0),
            updated_at: Timestamp::from_millis(0),
        }
    }

    fn chosen(typed: &str) -> Result<Password, WrongPassword> {
        Password::chosen(typed, &officer(), &["Staff access keys", "Example Trust"])
    }

    #[test]
    fn length_counts_and_kinds_of_characters_do_not() {
        assert!(chosen("mauve otter canal").is_ok());
        assert!(chosen("ŵyneb môr glas").is_ok());
        assert!(chosen(&"a brown fox, ".repeat(9)).is_ok());
        assert_eq!(chosen("Short1!").unwrap_err(), WrongPassword::Short);
        assert_eq!(chosen(&"a brown fox, ".repeat(10)).unwrap_err(), WrongPassword::Long);
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        for common in
            ["Password1234", "passwordpassword", "aaaaaaaaaaaa", "121212121212", "Qwertyuiop12!", "098765432109"]
        {
            assert_eq!(chosen(common).unwrap_err(), WrongPassword::Common, "{common}");
        }
        for names in ["olu.adeyemi@trust.example.org", "StaffAccessKeys1", "exampletrust2026", "adeyemi-example!"] {
            assert_eq!(chosen(names).unwrap_err(), WrongPassword::Names, "{names}");
        }
    }

    #[test]
    fn the_same_characters_are_the_same_password() {
        let composed = Password::typed("caf\u{e9} au lait");
        let decomposed = Password::typed("cafe\u{301} au lait");
        assert_eq!(composed.0, decomposed.0);
        assert_eq!(format!("{composed:?}"), "Password(…)");
    }
}
