//! Section `[officers.sso]`: the organisation's own single sign-on, by which HR officers log in
//! ([OpenID Connect Core 1.0](https://openid.net/specs/openid-connect-core-1_0.html)).

use super::{Secret, oidc::is_usable, secret, text};
use serde::Deserialize;
use std::{collections::BTreeSet, ops::RangeInclusive};

/// Longest name of the provider, in characters: it stands on a button.
const NAME_LIMIT: usize = 60;

/// The provider of the single sign-on, and what is asked of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SingleSignOn {
    /// Issuer identifier, exactly as its own metadata and its ID tokens say it.
    pub issuer: String,
    /// Our name there.
    #[serde(deserialize_with = "text::plain")]
    pub client_id: String,
    /// Our secret there.
    #[serde(default, deserialize_with = "secret::optional")]
    pub client_secret: Option<Secret>,
    /// As officers know it: "Log in with {name}".
    #[serde(deserialize_with = "text::plain")]
    pub name: String,
    /// Scopes beside `openid`.
    #[serde(default = "email")]
    pub scopes: Vec<String>,
    /// Classes of log in ([`acr`](https://openid.net/specs/openid-connect-core-1_0.html#IDToken)), one of which it has to
    /// have been.
    #[serde(default)]
    pub require_acr: BTreeSet<String>,
    /// Ways of proving oneself ([RFC 8176](https://www.rfc-editor.org/rfc/rfc8176.html)), all of which have to have been
    /// used.
    #[serde(default)]
    pub require_amr: BTreeSet<String>,
    /// How it is known that there was a second factor.
    #[serde(default)]
    pub second_factor: SecondFactor,
    /// Whether an email address counts that the provider does not call verified: only where nobody but an administrator
    /// can set it.
    #[serde(default)]
    pub trust_email: bool,
    /// Seconds that the officer's log in at the provider may be old.
    #[serde(default = "eight_hours")]
    pub max_age_seconds: u32,
    /// Whether officers may also log in with a password. False: nobody may, and no link of the command line changes that.
    #[serde(default = "yes")]
    pub passwords: bool,
}

/// How it is known that there was a second factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecondFactor {
    /// By `require_acr` or `require_amr`.
    #[default]
    Checked,
    /// The provider never logs anybody in without one, and does not say so.
    Trusted,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongSingleSignOn {
    /// The issuer cannot be one.
    #[error(
        "officers.sso.issuer must begin with https:// (http is for a preview on this machine only) and have no user, no ? and no #"
    )]
    Issuer,
    /// A name or the secret is missing.
    #[error(
        "officers.sso: client_id and client_secret must not be empty, and name must have 1 to {NAME_LIMIT} characters"
    )]
    Names,
    /// A value has characters that cannot be sent.
    #[error(
        "officers.sso: scopes, require_acr and require_amr must be words of printable ASCII without spaces, quotes and backslashes"
    )]
    Words,
    /// Nobody says whether there was a second factor.
    #[error(
        "officers.sso: set require_acr or require_amr, so that the second factor is checked; set second_factor = \"trusted\" only if the provider never logs anybody in without one"
    )]
    SecondFactor,
    /// Log in too long ago, or asked for at each step.
    #[error("officers.sso.max_age_seconds must be from {} to {}", SingleSignOn::MAX_AGE.start(), SingleSignOn::MAX_AGE.end())]
    MaxAge,
}

impl SingleSignOn {
    /// Least and most seconds that a log in at the provider may be old: at most as long as a session here.
    pub const MAX_AGE: RangeInclusive<u32> = 60..=86_400;

    /// Why it cannot be used.
    pub(super) fn problem(&self, preview: bool) -> Option<WrongSingleSignOn> {
        if !is_usable(&self.issuer, preview) || self.issuer.contains('?') {
            return Some(WrongSingleSignOn::Issuer);
        }
        let named = (1..=NAME_LIMIT).contains(&self.name.trim().chars().count());
        if !named || self.client_id.is_empty() || self.client_secret.is_none() {
            return Some(WrongSingleSignOn::Names);
        }
        let mut words = self.scopes.iter().chain(&self.require_acr).chain(&self.require_amr);
        if !words.all(|word| is_word(word)) {
            return Some(WrongSingleSignOn::Words);
        }
        let checked = !self.require_acr.is_empty() || !self.require_amr.is_empty();
        if !checked && self.second_factor == SecondFactor::Checked {
            return Some(WrongSingleSignOn::SecondFactor);
        }
        (!Self::MAX_AGE.contains(&self.max_age_seconds)).then_some(WrongSingleSignOn::MaxAge)
    }
}

/// A word of a list that spaces divide ([RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.3)).
fn is_word(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\')
}

fn email() -> Vec<String> {
    vec!["email".to_owned()]
}

const fn eight_hours() -> u32 {
    28_800
}

const fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> SingleSignOn {
        SingleSignOn {
            issuer: "https://login.example.org/tenant".to_owned(),
            client_id: "latchkey".to_owned(),
            client_secret: Some("a secret of ours".into()),
            name: "Example Trust".to_owned(),
            scopes: email(),
            require_acr: BTreeSet::new(),
            require_amr: BTreeSet::from(["mfa".to_owned()]),
            second_factor: SecondFactor::Checked,
            trust_email: false,
            max_age_seconds: eight_hours(),
            passwords: true,
        }
    }

    #[test]
    fn the_second_factor_is_checked_or_said_to_be_trusted() {
        assert_eq!(good().problem(false), None);
        let mut without = SingleSignOn { require_amr: BTreeSet::new(), ..good() };
        assert_eq!(without.problem(true), Some(WrongSingleSignOn::SecondFactor));
        without.second_factor = SecondFactor::Trusted;
        assert_eq!(without.problem(true), None);
        without.second_factor = SecondFactor::Checked;
        without.require_acr.insert("urn:example:two-factors".to_owned());
        assert_eq!(without.problem(true), None);
    }

    #[test]
    fn the_provider_lives_on_https_but_for_a_preview_on_this_machine() {
        let at = |issuer: &str, preview| SingleSignOn { issuer: issuer.to_owned(), ..good() }.problem(preview);
        assert_eq!(at("http://localhost:4000", true), None);
        assert_eq!(at("http://localhost:4000", false), Some(WrongSingleSignOn::Issuer));
        for bad in
            ["", "login.example.org", "http://login.example.org", "https://login.example.org/?a=b", "https://a.b/#c"]
        {
            assert_eq!(at(bad, true), Some(WrongSingleSignOn::Issuer), "{bad}");
        }
    }

    #[test]
    fn what_is_missing_or_cannot_be_sent_is_refused() {
        type Change = fn(&mut SingleSignOn);
        let breaks: [(Change, WrongSingleSignOn); 7] = [
            (|sso| sso.client_secret = None, WrongSingleSignOn::Names),
            (|sso| sso.client_id.clear(), WrongSingleSignOn::Names),
            (|sso| sso.name = " ".to_owned(), WrongSingleSignOn::Names),
            (|sso| sso.scopes.push("two words".to_owned()), WrongSingleSignOn::Words),
            (|sso| sso.max_age_seconds = 0, WrongSingleSignOn::MaxAge),
            (|sso| sso.max_age_seconds = 86_401, WrongSingleSignOn::MaxAge),
            (
                |sso| {
                    sso.require_amr.insert(String::new());
                },
                WrongSingleSignOn::Words,
            ),
        ];
        for (change, problem) in breaks {
            let mut sso = good();
            change(&mut sso);
            assert_eq!(sso.problem(true), Some(problem));
        }
    }
}
