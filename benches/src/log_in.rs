//! One log in on a phone: the browser's requests and the wallet's.

use crate::{answer, client::Client, error::LoadError, wallet::Held};
use serde_json::{Value, json};
use url::form_urlencoded;

const PAGE: &str = "GET /login";
const BEGIN: &str = "POST /login/begin";
const REQUEST: &str = "POST /openid4vp/requests/{id}";
const RESPONSE: &str = "POST /openid4vp/response";
const RETURN: &str = "GET /login/return";
const FINISH: &str = "POST /login/finish";
const HOME: &str = "GET /home";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// The endpoints of a log in in the order in which they are asked; the rows of the report.
pub const ENDPOINTS: [&str; 7] = [PAGE, BEGIN, REQUEST, RESPONSE, RETURN, FINISH, HOME];

/// From the page to home.
///
/// # Errors
/// When a step fails.
pub async fn log_in(client: &mut Client, held: &Held) -> Result<(), LoadError> {
    client.get(PAGE, "/login").await?;
    let begun = client.press(BEGIN, "/login/begin", "by=page").await?;
    let link = begun.text("/log-in/stage/waiting/button")?;
    let issuer = client.issuer();
    let path = parameter(&link, "request_uri").and_then(|uri| uri.strip_prefix(&issuer).map(str::to_owned));
    let path = path.ok_or(LoadError::Missing { endpoint: BEGIN, member: "request_uri", body: link })?;

    let object = client.post(REQUEST, &path, &[FORM], form(&[("wallet_nonce", "bench")])).await?;
    let request = object.jwt_claims()?;
    let answer = wallet_answer(held, &request)?;
    let returned = client.post(RESPONSE, "/openid4vp/response", &[FORM], form(&[("response", &answer)])).await?;
    let back = returned.text("/redirect_uri")?;
    let back = back.strip_prefix(&issuer).unwrap_or(&back);

    client.get(RETURN, back).await?;
    client.press(FINISH, "/login/finish", "").await?;
    client.get(HOME, "/home").await?;
    client.take_cookies();
    Ok(())
}

/// What the wallet makes of a request object.
fn wallet_answer(held: &Held, request: &Value) -> Result<String, LoadError> {
    let text = |pointer: &'static str| {
        let found = request.pointer(pointer).and_then(Value::as_str);
        found.ok_or(LoadError::Missing { endpoint: REQUEST, member: pointer, body: request.to_string() })
    };
    let claims = request.pointer("/dcql_query/credentials/0/claims").and_then(Value::as_array);
    let names: Vec<&str> =
        claims.into_iter().flatten().filter_map(|claim| claim.pointer("/path/0")?.as_str()).collect();
    let presentation = held.present(&names, text("/client_id")?, text("/nonce")?);
    let query = text("/dcql_query/credentials/0/id")?;
    let vp_token = Value::Object([(query.to_owned(), json!([presentation]))].into_iter().collect());
    let key = request.pointer("/client_metadata/jwks/keys/0").unwrap_or(&Value::Null);
    answer::encrypt(key, &json!({ "vp_token": vp_token, "state": text("/state")? }))
}

fn parameter(link: &str, name: &str) -> Option<String> {
    let (_, query) = link.split_once('?')?;
    form_urlencoded::parse(query.as_bytes()).find(|(found, _)| found == name).map(|(_, value)| value.into_owned())
}

fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
