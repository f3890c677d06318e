//! Sections `[[oidc.clients]]`: portals that take the access key as a log in
//! ([OpenID Connect Core 1.0](https://openid.net/specs/openid-connect-core-1_0.html)). They are settings and not rows:
//! there are a few of them, an operator decides on each, and none can add itself.

use super::{Settings, text};
use serde::Deserialize;
use std::collections::BTreeSet;
use subtle::ConstantTimeEq;
use url::Url;

/// Longest name of a portal, in characters: it stands in a sentence.
const NAME_LIMIT: usize = 60;

/// What portals may ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Oidc {
    /// The portals.
    pub clients: Vec<Client>,
}

/// A portal ("client" in the specification's words).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// Its `client_id`.
    #[serde(deserialize_with = "text::plain")]
    pub id: String,
    /// As people know it; the log in page shows it.
    #[serde(deserialize_with = "text::plain")]
    pub name: String,
    /// Addresses that an authorization code may be sent to, compared character by character.
    pub redirect_uris: Vec<String>,
    /// Addresses that a browser may go to after a log out, compared character by character.
    #[serde(default)]
    pub post_logout_redirect_uris: Vec<String>,
    /// SHA-256 of its secret, 64 hexadecimal digits; none for a portal that cannot keep one.
    #[serde(default, deserialize_with = "text::optional")]
    pub secret_sha256: Option<String>,
    /// What it may learn of a person beside who they are, if it asks for the scope.
    #[serde(default)]
    pub claims: BTreeSet<Claim>,
    /// Where it is told that a session has ended.
    #[serde(default, deserialize_with = "text::optional")]
    pub back_channel_logout_uri: Option<String>,
}

/// Something about a person that a portal may learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// Given name; scope `profile`.
    GivenName,
    /// Family name; scope `profile`.
    FamilyName,
    /// Both names; scope `profile`.
    Name,
    /// Email address as HR has it; scope `email`.
    Email,
    /// Staff number; scope `staff`.
    StaffNumber,
}

/// What is wrong with a portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongClient {
    /// The name of the portal is not one.
    #[error("id must have 1 to 64 letters, digits, \".\", \"_\" and \"-\", and name 1 to {NAME_LIMIT} characters")]
    Names,
    /// Another portal has the same name.
    #[error("another client has the same id")]
    SameId,
    /// An address cannot be used.
    #[error(
        "redirect_uris must name at least one address; every address must begin with https:// (http is for a preview on this machine only) and have no user and no #fragment"
    )]
    Address,
    /// The hash of the secret is not one.
    #[error("secret_sha256 must be 64 hexadecimal digits in small letters; `latchkey portal secret` prints one")]
    Secret,
}

impl Claim {
    /// The scope that asks for it
    /// ([OpenID Connect Core 1.0, section 5.4](https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims)).
    #[must_use]
    pub const fn scope(self) -> &'static str {
        match self {
            Self::GivenName | Self::FamilyName | Self::Name => "profile",
            Self::Email => "email",
            Self::StaffNumber => "staff",
        }
    }

    /// Its name in an answer
    /// ([OpenID Connect Core 1.0, section 5.1](https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims)).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::Name => "name",
            Self::Email => "email",
            Self::StaffNumber => "staff_number",
        }
    }
}

impl Client {
    /// Whether `secret` is the portal's own; takes the same time for every wrong answer. False if it has none.
    #[must_use]
    pub fn has_secret(&self, secret: &str) -> bool {
        let Some(expected) = &self.secret_sha256 else { return false };
        expected.as_bytes().ct_eq(hash_of_secret(secret).as_bytes()).into()
    }

    fn problem(&self, preview: bool) -> Option<WrongClient> {
        let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if self.id.is_empty() || self.id.len() > 64 || !self.id.chars().all(named) {
            return Some(WrongClient::Names);
        }
        if self.name.trim().is_empty() || self.name.chars().count() > NAME_LIMIT {
            return Some(WrongClient::Names);
        }
        let addresses = self.redirect_uris.iter().chain(&self.post_logout_redirect_uris);
        let mut addresses = addresses.chain(&self.back_channel_logout_uri);
        if self.redirect_uris.is_empty() || !addresses.all(|address| is_usable(address, preview)) {
            return Some(WrongClient::Address);
        }
        let digits = |hash: &String| {
            hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
        };
        self.secret_sha256.as_ref().is_some_and(|hash| !digits(hash)).then_some(WrongClient::Secret)
    }
}

/// SHA-256 of a portal's secret as the settings hold it.
#[must_use]
pub fn hash_of_secret(secret: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether an address may be a portal's, or an issuer's: https without user and fragment
/// ([RFC 6749, section 3.1.2](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1.2)), in printable ASCII.
pub(super) fn is_usable(address: &str, preview: bool) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let loopback = match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let scheme = url.scheme() == "https" || (url.scheme() == "http" && preview && loopback);
    scheme
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
        && address.bytes().all(|byte| byte.is_ascii_graphic())
}

impl Settings {
    /// The portal of this name.
    #[must_use]
    pub fn client(&self, id: &str) -> Option<&Client> {
        self.oidc.clients.iter().find(|client| client.id == id)
    }

    /// What is wrong with each portal that cannot be used, with its name.
    pub(super) fn wrong_clients(&self) -> Vec<(String, WrongClient)> {
        let mut names = BTreeSet::new();
        let clients = self.oidc.clients.iter().filter_map(|client| {
            let first = names.insert(client.id.as_str());
            let problem = client.problem(self.is_preview()).or((!first).then_some(WrongClient::SameId));
            problem.map(|problem| (client.id.clone(), problem))
        });
        clients.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Mode;

    fn client() -> Client {
        Client {
            id: "portal".to_owned(),
            name: "Employee portal".to_owned(),
            redirect_uris: vec!["https://portal.example.org/callback".to_owned()],
            post_logout_redirect_uris: Vec::new(),
            secret_sha256: None,
            claims: BTreeSet::new(),
            back_channel_logout_uri: None,
        }
    }

    fn refused(clients: Vec<Client>, mode: Mode) -> Vec<WrongClient> {
        let settings = Settings { mode: Some(mode), oidc: Oidc { clients }, ..Settings::default() };
        settings.wrong_clients().into_iter().map(|(_, problem)| problem).collect()
    }

    #[test]
    fn a_portal_lives_on_https_but_for_a_preview_on_this_machine() {
        let at =
            |address: &str, mode| refused(vec![Client { redirect_uris: vec![address.to_owned()], ..client() }], mode);
        for good in ["https://portal.example.org/callback", "https://portal.example.org:8443/cb?tenant=1"] {
            assert_eq!(at(good, Mode::Production), [], "{good}");
        }
        for local in ["http://localhost:3200/callback", "http://127.0.0.1:3200/callback", "http://[::1]/callback"] {
            assert_eq!(at(local, Mode::Preview), [], "{local}");
            assert_eq!(at(local, Mode::Production), [WrongClient::Address], "{local}");
        }
        for bad in [
            "http://portal.example.org/callback",
            "https://portal.example.org/callback#part",
            "https://portal.example.org/callback#",
            "https://user@portal.example.org/callback",
            "https://portal.example.org/call back",
            "https://portal.example.org/é",
            "portal.example.org/callback",
            "javascript:alert(1)",
            "portal://callback",
            "",
        ] {
            assert_eq!(at(bad, Mode::Preview), [WrongClient::Address], "{bad}");
        }
        assert_eq!(refused(vec![Client { redirect_uris: vec![], ..client() }], Mode::Preview), [WrongClient::Address]);
        let told = Client { back_channel_logout_uri: Some("http://portal.example.org/".to_owned()), ..client() };
        assert_eq!(refused(vec![told], Mode::Preview), [WrongClient::Address]);
        let after = Client { post_logout_redirect_uris: vec!["ftp://portal.example.org/".to_owned()], ..client() };
        assert_eq!(refused(vec![after], Mode::Preview), [WrongClient::Address]);
    }

    #[test]
    fn names_are_names_and_each_is_one_portals() {
        for id in ["", "a b", "é", "a:b", &"x".repeat(65)] {
            assert_eq!(refused(vec![Client { id: id.to_owned(), ..client() }], Mode::Preview), [WrongClient::Names]);
        }
        for name in ["", " ", &"x".repeat(61)] {
            assert_eq!(
                refused(vec![Client { name: name.to_owned(), ..client() }], Mode::Preview),
                [WrongClient::Names]
            );
        }
        assert_eq!(refused(vec![client(), client()], Mode::Preview), [WrongClient::SameId]);
    }

    #[test]
    fn a_secret_is_known_by_its_hash() {
        let mut portal = Client { secret_sha256: Some(hash_of_secret("open sesame")), ..client() };
        assert!(portal.has_secret("open sesame") && !portal.has_secret("open") && !portal.has_secret(""));
        assert!(!client().has_secret(""));
        for wrong in ["open sesame", &"A".repeat(64), &"a".repeat(63)] {
            portal.secret_sha256 = Some(wrong.to_owned());
            assert_eq!(refused(vec![portal.clone()], Mode::Preview), [WrongClient::Secret], "{wrong}");
        }
    }
}
