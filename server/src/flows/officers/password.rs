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
use store::officers::Officer;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;
use zxcvbn::{Score, zxcvbn};

/// Fewest characters of a password.
pub const SHORTEST: usize = 12;
/// Most.
pub const LONGEST: usize = 128;
/// What is left of a password without words that stand on the page has at least so many characters.
const OWN: usize = 8;
/// Least score: what stands up to some hundred million guesses, in the order in which guesses are made
/// ([zxcvbn](https://www.usenix.org/conference/usenixsecurity16/technical-sessions/presentation/wheeler)).
const SCORE: Score = Score::Three;
/// Characters that are judged: judging takes far longer than the password is, and one that begins well is a good one.
const JUDGED: usize = 64;

/// What is wrong with a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongPassword {
    /// Too few characters.
    #[error("the password is too short")]
    Short,
    /// Too many characters.
    #[error("the password is too long")]
    Long,
    /// One that is guessed early: a common one, or made of common words, of keys side by side, of dates and the like.
    #[error("the password is easy to guess")]
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
        let names = names.iter().copied().chain([officer.email.as_str(), officer.name.as_str()]);
        let names: Vec<String> = names.map(str::to_lowercase).collect();
        let words: Vec<&str> = names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).collect();
        let mut rest = Zeroizing::new(password.0.to_lowercase());
        for word in words.iter().filter(|word| word.chars().count() > 2) {
            rest = Zeroizing::new(rest.replace(word, ""));
        }
        if rest.chars().count() < OWN {
            return Err(WrongPassword::Names);
        }
        let known: Vec<&str> = names.iter().map(String::as_str).chain(words).collect();
        let judged: Zeroizing<String> = Zeroizing::new(password.0.chars().take(JUDGED).collect());
        if zxcvbn(&judged, &known).score() < SCORE {
            return Err(WrongPassword::Common);
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

    /// The hash in place of the one that is stored, if that was made at another cost or with an earlier pepper; only for the
    /// right password.
    ///
    /// # Errors
    /// See [`HashError`].
    pub async fn hashed_anew(
        &self,
        state: &AppState,
        rng: &mut impl Rng,
        officer: &Officer,
    ) -> Result<Option<SlowHash>, HashError> {
        let stored = officer.password_hash.as_deref().zip(officer.pepper_id.as_deref());
        match stored {
            Some((text, pepper_id)) if slow_hash::is_current(state, cost(state), text, pepper_id) => Ok(None),
            _ => self.hash(state, rng, &officer.id).await.map(Some),
        }
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
            tries_noted_at: None,
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
        for common in [
            "Password1234",
            "passwordpassword",
            "aaaaaaaaaaaa",
            "121212121212",
            "Qwertyuiop12!",
            "098765432109",
            "football1234",
            "qwerty1234q!x",
            "adeyemipassword",
            "sunshine1234",
            "liverpool123",
            "123456789abc",
            "P@ssw0rd2026",
            "1qaz2wsx3edc",
            "iloveyou2026",
            "abcd1234abcd",
            "football12/11/2026",
        ] {
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
