//! What a portal asks for, parsed and judged
//! ([OpenID Connect Core 1.0, section 3.1.2](https://openid.net/specs/openid-connect-core-1_0.html#AuthorizationEndpoint),
//! [RFC 9700, section 2.1](https://www.rfc-editor.org/rfc/rfc9700.html#section-2.1)).
//!
//! Portal and address come first: until both are known to be registered, nothing is sent to any address.

use super::{
    OPENID,
    id_token::{self, Hint},
    parameters::{Parameters, WrongParameter},
    response::{Back, ErrorCode, Outcome},
};
use crate::{
    config::{Client, Settings},
    state::AppState,
};
use domain::{Device, EmployeeId};
use serde::{Deserialize, Serialize};

/// What a portal asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalRequest {
    /// Which portal.
    pub client_id: String,
    /// Which of its addresses is answered.
    pub redirect_uri: String,
    /// What it gets, of what it asked for.
    pub scope: String,
    /// Comes back as it is.
    pub state: Option<String>,
    /// Goes into the ID token.
    pub nonce: Option<String>,
    /// SHA-256 of the verifier that it will show.
    pub code_challenge: String,
    /// Whether a person may be, or has to be, asked.
    pub prompt: Prompt,
    /// How many seconds ago the key may have been shown.
    pub max_age: Option<i64>,
    /// The least that it wants to know of how the key was shown.
    pub device: Option<Device>,
    /// Who it thinks is logged in.
    pub employee: Option<EmployeeId>,
}

/// Whether a person may be, or has to be, asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Prompt {
    /// Only if nobody is logged in.
    IfNeeded,
    /// In no case.
    Never,
    /// In any case. Sharing the key is also how a person consents and chooses who they are.
    Always,
}

/// Why a request is not followed.
#[derive(Debug)]
pub enum Refused {
    /// The person is told; no address is trusted.
    Shown(Untrusted),
    /// The portal is told.
    Back(Back),
}

/// Why no address is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Untrusted {
    /// No such portal.
    #[error("no such portal")]
    Unknown,
    /// The address is not registered for it.
    #[error("the address is not registered")]
    Address,
    /// A parameter cannot be read.
    #[error("a parameter cannot be read")]
    Malformed,
    /// What the browser brought along was not made here, or too long ago.
    #[error("the note is not ours, or too old")]
    Note,
}

/// A reason that the portal is told.
type Reason = (ErrorCode, &'static str);

impl PortalRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn parse(state: &AppState, parameters: &Parameters) -> Result<Self, Refused> {
        let shown = |_: WrongParameter| Refused::Shown(Untrusted::Malformed);
        let client_id = parameters.get("client_id").map_err(shown)?.ok_or(Refused::Shown(Untrusted::Malformed))?;
        let client = state.settings.client(client_id).ok_or(Refused::Shown(Untrusted::Unknown))?;
        let redirect_uri =
            parameters.get("redirect_uri").map_err(shown)?.ok_or(Refused::Shown(Untrusted::Malformed))?;
        if !client.redirect_uris.iter().any(|registered| registered == redirect_uri) {
            return Err(Refused::Shown(Untrusted::Address));
        }
        judge(state, client, redirect_uri, parameters).map_err(|(code, why)| {
            // A state that cannot be read is not sent back.
            let echoed = parameters.get("state").ok().flatten().map(str::to_owned);
            let outcome = Outcome::Error(code, why);
            Refused::Back(Back { redirect_uri: redirect_uri.to_owned(), state: echoed, outcome })
        })
    }

    /// Whether portal and address are still registered.
    #[must_use]
    pub fn is_registered(&self, settings: &Settings) -> bool {
        settings.client(&self.client_id).is_some_and(|client| client.redirect_uris.contains(&self.redirect_uri))
    }

    /// The answer to it.
    #[must_use]
    pub fn answered(self, outcome: Outcome) -> Back {
        Back { redirect_uri: self.redirect_uri, state: self.state, outcome }
    }
}

fn judge(
    state: &AppState,
    client: &Client,
    redirect_uri: &str,
    parameters: &Parameters,
) -> Result<PortalRequest, Reason> {
    use ErrorCode::{
        InvalidRequest, InvalidScope, RegistrationNotSupported, RequestNotSupported, RequestUriNotSupported,
        UnsupportedResponseType,
    };
    let wrong = |error: WrongParameter| {
        let why = match error {
            WrongParameter::Twice => "a parameter is there twice",
            WrongParameter::Characters => "a parameter is not printable ASCII",
        };
        (InvalidRequest, why)
    };
    let get = |name: &str| parameters.get(name).map_err(wrong);
    if parameters.has_doubles() {
        return Err(wrong(WrongParameter::Twice));
    }
    for (name, code) in [
        ("request", RequestNotSupported),
        ("request_uri", RequestUriNotSupported),
        ("registration", RegistrationNotSupported),
    ] {
        if get(name)?.is_some() {
            return Err((code, "put the parameters into the query"));
        }
    }
    match get("response_type")? {
        Some("code") => {}
        Some(_) => return Err((UnsupportedResponseType, "response_type must be code")),
        None => return Err((InvalidRequest, "response_type is missing")),
    }
    if get("response_mode")?.is_some_and(|mode| mode != "query") {
        return Err((InvalidRequest, "response_mode must be query"));
    }
    let asked: Vec<&str> = get("scope")?.unwrap_or_default().split(' ').collect();
    if !asked.contains(&OPENID) {
        return Err((InvalidScope, "scope must contain openid"));
    }
    if get("code_challenge_method")? != Some("S256") {
        return Err((InvalidRequest, "code_challenge_method must be S256"));
    }
    let code_challenge = get("code_challenge")?.unwrap_or_default();
    if !is_hash(code_challenge) {
        return Err((InvalidRequest, "code_challenge must be a SHA-256 in base64url"));
    }
    let max_age = get("max_age")?.map(|seconds| seconds.parse::<u32>());
    let max_age = max_age.transpose().map_err(|_| (InvalidRequest, "max_age must be a number of seconds"))?;
    let employee = match get("id_token_hint")? {
        Some(token) => {
            let Hint { employee, .. } = id_token::read_hint(state, token)
                .ok_or((InvalidRequest, "id_token_hint is not a token of this issuer"))?;
            Some(employee)
        }
        None => None,
    };
    // What cannot be fulfilled is not an error: the portal looks into the ID token
    // (OpenID Connect Core 1.0, section 5.5.1.1).
    let device = get("acr_values")?.and_then(id_token::least_device);
    Ok(PortalRequest {
        client_id: client.id.clone(),
        redirect_uri: redirect_uri.to_owned(),
        scope: granted(client, &asked),
        state: get("state")?.map(str::to_owned),
        nonce: get("nonce")?.map(str::to_owned),
        code_challenge: code_challenge.to_owned(),
        prompt: prompt(get("prompt")?.unwrap_or_default()).ok_or((InvalidRequest, "prompt cannot be followed"))?,
        max_age: max_age.map(i64::from),
        device,
        employee,
    })
}

/// What a portal gets of the scopes that it asks for: those by which it learns something.
fn granted(client: &Client, asked: &[&str]) -> String {
    let useful = |scope: &&&str| **scope == OPENID || client.claims.iter().any(|claim| claim.scope() == **scope);
    let scopes: Vec<&str> =
        super::SCOPES.iter().filter(|scope| asked.contains(scope)).filter(useful).copied().collect();
    scopes.join(" ")
}

/// Reads `prompt`, a list; `none` stands alone
/// ([OpenID Connect Core 1.0, section 3.1.2.1](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest)).
fn prompt(text: &str) -> Option<Prompt> {
    let mut found = Prompt::IfNeeded;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        found = match (word, found) {
            ("none", Prompt::IfNeeded) => Prompt::Never,
            ("login" | "consent" | "select_account", Prompt::IfNeeded | Prompt::Always) => Prompt::Always,
            _ => return None,
        };
    }
    Some(found)
}

/// Whether a text is 32 bytes in base64url, as a challenge of
/// [RFC 7636, section 4.2](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.2) is.
fn is_hash(text: &str) -> bool {
    text.parse::<domain::SecretToken>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_stands_alone() {
        for (text, expected) in [
            ("", Some(Prompt::IfNeeded)),
            ("none", Some(Prompt::Never)),
            ("login", Some(Prompt::Always)),
            ("login consent", Some(Prompt::Always)),
            ("select_account", Some(Prompt::Always)),
            ("none login", None),
            ("login none", None),
            ("none none", None),
            ("create", None),
        ] {
            assert_eq!(prompt(text), expected, "{text:?}");
        }
    }
}
