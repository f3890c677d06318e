//! Log out that a portal asks for
//! ([RP-Initiated Logout 1.0](https://openid.net/specs/openid-connect-rpinitiated-1_0.html)). The person is asked first: a
//! link must not log anybody out.

use super::{
    id_token,
    parameters::{Parameters, WrongParameter},
    request::Untrusted,
    response::with_query,
};
use crate::{
    config::Client,
    flows::{
        Fault,
        signed_in::{self, LogInCookies},
    },
    state::AppState,
};

/// What a portal asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogOutRequest {
    client_id: Option<String>,
    back: Option<String>,
    state: Option<String>,
}

impl LogOutRequest {
    /// Reads a request. An address to go back to has to be registered for the portal that asks, character by character.
    ///
    /// # Errors
    /// See [`Untrusted`]; the browser is sent nowhere then.
    pub fn parse(state: &AppState, parameters: &Parameters) -> Result<Self, Untrusted> {
        let get = |name: &str| parameters.get(name).map_err(|_: WrongParameter| Untrusted::Malformed);
        if parameters.has_doubles() {
            return Err(Untrusted::Malformed);
        }
        let hint = match get("id_token_hint")? {
            Some(token) => Some(id_token::read_hint(state, token).ok_or(Untrusted::Malformed)?),
            None => None,
        };
        let hinted = hint.as_ref().map(|hint| hint.client_id.as_str());
        let client_id = match (get("client_id")?, hinted) {
            (Some(named), Some(hinted)) if named != hinted => return Err(Untrusted::Malformed),
            (named, hinted) => named.or(hinted),
        };
        let client = match client_id {
            Some(id) => Some(state.settings.client(id).ok_or(Untrusted::Unknown)?),
            None => None,
        };
        let back = get("post_logout_redirect_uri")?.map(str::to_owned);
        let registered = |back: &String| client.is_some_and(|client| client.post_logout_redirect_uris.contains(back));
        if !back.as_ref().is_none_or(registered) {
            return Err(Untrusted::Address);
        }
        let client_id = client.map(|client| client.id.clone());
        Ok(Self { client_id, state: get("state")?.filter(|_| back.is_some()).map(str::to_owned), back })
    }

    /// The portal that asks.
    #[must_use]
    pub fn client<'a>(&self, state: &'a AppState) -> Option<&'a Client> {
        state.settings.client(self.client_id.as_deref()?)
    }

    /// The fields that a form needs to ask for the same.
    #[must_use]
    pub fn fields(&self) -> Vec<(String, String)> {
        let fields = [("client_id", &self.client_id), ("post_logout_redirect_uri", &self.back), ("state", &self.state)];
        fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?))).collect()
    }

    /// Where the browser goes after it; `None`: it stays here.
    #[must_use]
    pub fn way_back(&self) -> Option<String> {
        let state: Vec<_> = self.state.clone().map(|state| ("state", state)).into_iter().collect();
        with_query(self.back.as_deref()?, &state)
    }
}

/// Whether somebody is logged in in this browser.
///
/// # Errors
/// When the database does not answer.
pub async fn is_anybody_in(state: &AppState, cookies: &LogInCookies) -> Result<bool, Fault> {
    Ok(signed_in::find(state, cookies).await?.is_some())
}
