//! One flow, in the two halves between which the text message arrives.

use crate::{
    client::Client,
    error::LoadError,
    wallet::{Held, Wallet},
};
use serde_json::json;
use std::collections::BTreeMap;
use url::form_urlencoded;

/// The grant of OpenID4VCI 1.0, section 4.1.1.
const GRANT: &str = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
const TOKEN: &str = "/openid4vci/token";
const NONCE: &str = "/openid4vci/nonce";
const CREDENTIAL: &str = "/openid4vci/credential";
const NOTIFICATION: &str = "/openid4vci/notification";

const LINK: &str = "GET /k/{token}";
const START: &str = "GET /key";
const CONTINUE: &str = "POST /key/continue";
const SEND_CODE: &str = "POST /key/send-code";
const ENTER_CODE: &str = "POST /key/enter-code";
const OFFER: &str = "GET /openid4vci/offers/{reference}";
const ISSUER_METADATA: &str = "GET /.well-known/openid-credential-issuer";
const SERVER_METADATA: &str = "GET /.well-known/oauth-authorization-server";
const GET_TOKEN: &str = "POST /openid4vci/token";
const GET_NONCE: &str = "POST /openid4vci/nonce";
const GET_CREDENTIAL: &str = "POST /openid4vci/credential";
const PAGE: &str = "GET /key/page";
const NOTIFY: &str = "POST /openid4vci/notification";
const TYPE: &str = "GET /openid4vci/types/access-key";

/// The endpoints of a flow in the order in which they are asked; the rows of the report.
pub const ENDPOINTS: [&str; 14] = [
    LINK,
    START,
    CONTINUE,
    SEND_CODE,
    ENTER_CODE,
    OFFER,
    ISSUER_METADATA,
    SERVER_METADATA,
    GET_TOKEN,
    GET_NONCE,
    GET_CREDENTIAL,
    PAGE,
    NOTIFY,
    TYPE,
];

/// From the link to the moment at which the code is on its way; the answer is the browser's cookies.
///
/// # Errors
/// When a step fails.
pub async fn first_half(client: &mut Client, link: &str) -> Result<BTreeMap<String, String>, LoadError> {
    let start = client.get(LINK, link).await?.location()?;
    client.get(START, &start).await?;
    client.press(CONTINUE, "/key/continue", "").await?;
    client.press(SEND_CODE, "/key/send-code", "after=0").await?;
    Ok(client.take_cookies())
}

/// From the code to the page "Access key added"; the answer is the key in its wallet.
///
/// # Errors
/// When a step fails.
pub async fn second_half(
    client: &mut Client,
    cookies: BTreeMap<String, String>,
    code: &str,
) -> Result<Held, LoadError> {
    client.set_cookies(cookies);
    let entered = client.press(ENTER_CODE, "/key/enter-code", &format!("code={code}")).await?;
    let link = entered.text("/add-key/offer/link")?;
    let held = collect(client, &link).await?;
    client.take_cookies();
    Ok(held)
}

/// What the wallet does, and the look of the page in between: it moves on once the key is delivered.
async fn collect(client: &mut Client, link: &str) -> Result<Held, LoadError> {
    let issuer = client.issuer();
    let mut wallet = Wallet::new(issuer.clone())?;
    let offer = client.get(OFFER, reference(link, &issuer).as_deref().unwrap_or_default()).await?;
    let code = offer.text("/grants/urn:ietf:params:oauth:grant-type:pre-authorized_code/pre-authorized_code")?;
    client.get(ISSUER_METADATA, "/.well-known/openid-credential-issuer").await?;
    client.get(SERVER_METADATA, "/.well-known/oauth-authorization-server").await?;

    let form = [("grant_type", GRANT), ("pre-authorized_code", code.as_str())];
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let proof = wallet.dpop(TOKEN, None);
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("dpop", &proof)];
    let token = client.post(GET_TOKEN, TOKEN, &headers, form).await?.text("/access_token")?;
    let authorization = format!("DPoP {token}");

    let nonce = client.post(GET_NONCE, NONCE, &[], String::new()).await?.text("/c_nonce")?;
    let body = json!({ "credential_configuration_id": "access-key", "proofs": { "jwt": [wallet.proof(&nonce)] } });
    let proof = wallet.dpop(CREDENTIAL, Some(&token));
    let headers = [("content-type", "application/json"), ("authorization", &authorization), ("dpop", &proof)];
    let credential = client.post(GET_CREDENTIAL, CREDENTIAL, &headers, body.to_string()).await?;
    let issued = credential.text("/credentials/0/credential")?;

    let page = client.get(PAGE, "/key/page?at=/key/add").await?.json()?;
    if page.get("added").is_none() {
        return Err(LoadError::Missing { endpoint: PAGE, member: "added", body: page.to_string() });
    }

    let id = credential.text("/notification_id")?;
    let body = json!({ "notification_id": id, "event": "credential_accepted" });
    let proof = wallet.dpop(NOTIFICATION, Some(&token));
    let headers = [("content-type", "application/json"), ("authorization", &authorization), ("dpop", &proof)];
    client.post(NOTIFY, NOTIFICATION, &headers, body.to_string()).await?;
    client.get(TYPE, "/openid4vci/types/access-key").await?;
    Ok(Held { wallet, credential: issued })
}

/// Path of the offer that a link points to.
fn reference(link: &str, issuer: &str) -> Option<String> {
    let (_, query) = link.split_once('?')?;
    let (_, url) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "credential_offer_uri")?;
    url.strip_prefix(issuer).map(str::to_owned)
}
