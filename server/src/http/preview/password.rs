//! A preview that other machines can reach asks for a password before it shows security codes and links
//! ([RFC 7617](https://www.rfc-editor.org/rfc/rfc7617.html), Basic; any user name).

use crate::state::AppState;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Lets pass who knows the password, and everyone when there is none.
pub async fn ask(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let password = state.settings.preview.password.as_ref();
    if password.is_none_or(|password| given(request.headers()).is_some_and(|given| password.is(&given))) {
        return next.run(request).await;
    }
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Basic realm=\"preview\", charset=\"UTF-8\"")])
        .into_response()
}

fn given(headers: &HeaderMap) -> Option<String> {
    let (scheme, credentials) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let decoded = String::from_utf8(STANDARD.decode(credentials.trim()).ok()?).ok()?;
    let (_, password) = decoded.split_once(':')?;
    scheme.eq_ignore_ascii_case("basic").then(|| password.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_stands_behind_the_first_colon() {
        let given = |value: &str| given(&HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())]));
        assert_eq!(given(&format!("Basic {}", STANDARD.encode("anyone:pass:word"))).as_deref(), Some("pass:word"));
        assert_eq!(given("Basic !!!"), None);
        assert_eq!(given(&format!("Bearer {}", STANDARD.encode("a:b"))), None);
        assert_eq!(super::given(&HeaderMap::new()), None);
    }
}
