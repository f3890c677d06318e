//! Which portal asks
//! ([RFC 6749, section 2.3.1](https://www.rfc-editor.org/rfc/rfc6749.html#section-2.3.1)): it shows its secret in the
//! `Authorization` header or in the form, or, if it cannot keep one, only names itself.

use super::parameters::Parameters;
use crate::config::{Client, Settings};
use base64::{Engine, engine::general_purpose::STANDARD};

/// The portal did not show who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the client is not known or did not prove itself")]
pub struct WrongClient;

/// Finds the portal that asks.
///
/// # Errors
/// When it is unknown, its secret is wrong or missing, or there in more than one way.
pub fn authenticate<'a>(
    settings: &'a Settings,
    authorization: Option<&str>,
    form: &Parameters,
) -> Result<&'a Client, WrongClient> {
    let get = |name: &str| form.get(name).map_err(|_| WrongClient);
    let (named, posted) = (get("client_id")?, get("client_secret")?);
    let (id, secret) = match (authorization, posted) {
        (Some(header), None) => {
            let (id, secret) = basic(header).ok_or(WrongClient)?;
            if named.is_some_and(|named| named != id) {
                return Err(WrongClient);
            }
            (id, Some(secret))
        }
        (None, secret) => (named.ok_or(WrongClient)?.to_owned(), secret.map(str::to_owned)),
        (Some(_), Some(_)) => return Err(WrongClient),
    };
    let client = settings.client(&id).ok_or(WrongClient)?;
    let proven = match (&client.secret_sha256, secret) {
        (Some(_), Some(secret)) => client.has_secret(&secret),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    proven.then_some(client).ok_or(WrongClient)
}

/// Reads `Basic`, in which name and secret are form-encoded before they are put together.
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, credentials) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(credentials.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((form_decoded(id)?, form_decoded(secret)?))
}

fn form_decoded(text: &str) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(text.as_bytes());
    match (pairs.next(), pairs.next()) {
        (Some((only, value)), None) if value.is_empty() => Some(only.into_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_secret_are_decoded() {
        let header = |text: &str| format!("Basic {}", STANDARD.encode(text));
        assert_eq!(basic(&header("portal:a%3Ab+c")), Some(("portal".to_owned(), "a:b c".to_owned())));
        assert_eq!(basic(&header("portal:")), None);
        assert_eq!(basic(&header("portal")), None);
        assert_eq!(basic("Basic ?"), None);
        assert_eq!(basic("Bearer abc"), None);
    }
}
