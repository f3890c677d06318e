//! Documents that tell wallets what there is: issuer metadata (OpenID4VCI 1.0, section 12.2), authorization server
//! metadata (RFC 8414), the key set, and the credential's type (SD-JWT VC).

use super::{credential, nonce, notification, public, token};
use crate::{
    config::Settings,
    flows::{issue::TYPE_PATH, offer::CONFIGURATION},
    state::AppState,
};
use axum::{Router, extract::State, response::Response, routing::get};
use oid4vc::{
    jose::Jwks,
    vci::{
        authorization_server::AuthorizationServerMetadata,
        claims::{ClaimDefinition, ClaimLabel, SelectiveDisclosure},
        metadata::{CredentialConfiguration, CredentialDisplay, IssuerDisplay, IssuerMetadata},
        type_metadata::TypeMetadata,
    },
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Path of the key set.
pub const JWKS_PATH: &str = "/openid4vci/jwks.json";

/// What is asked for in a scope, should the authorization code flow come one day.
const SCOPE: &str = "access_key";

/// How long wallets may keep these documents, in seconds.
const KEEP: u32 = 300;

/// Their routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router
        .route("/.well-known/openid-credential-issuer", get(issuer))
        .route("/.well-known/oauth-authorization-server", get(authorization_server))
        .route(JWKS_PATH, get(jwks))
        .route(TYPE_PATH, get(type_metadata))
}

async fn issuer(State(state): State<AppState>) -> Response {
    let settings = &state.settings;
    let configuration =
        CredentialConfiguration::sd_jwt_vc(&settings.url(TYPE_PATH), SCOPE, display(settings), &claims());
    json(&IssuerMetadata {
        credential_issuer: settings.credential_issuer().to_owned(),
        credential_endpoint: settings.url(credential::PATH),
        nonce_endpoint: settings.url(nonce::PATH),
        notification_endpoint: settings.url(notification::PATH),
        display: vec![IssuerDisplay { name: settings.organisation.name.clone(), locale: "en".to_owned(), logo: None }],
        credential_configurations_supported: BTreeMap::from([(CONFIGURATION.to_owned(), configuration)]),
    })
}

async fn authorization_server(State(state): State<AppState>) -> Response {
    let settings = &state.settings;
    json(&AuthorizationServerMetadata::new(
        settings.credential_issuer(),
        &settings.url(token::PATH),
        &settings.url(JWKS_PATH),
    ))
}

async fn jwks(State(state): State<AppState>) -> Response {
    json(&Jwks::of([&state.keys.credential.key]))
}

async fn type_metadata(State(state): State<AppState>) -> Response {
    let settings = &state.settings;
    json(&TypeMetadata::new(
        &settings.url(TYPE_PATH),
        "Access key",
        Some("Shows that a person works for an employer, and logs them in to the employer's portal."),
        &display(settings),
        &claims(),
    ))
}

fn json(document: &impl Serialize) -> Response {
    // Types of the protocol crate always encode.
    public("application/json", KEEP, serde_json::to_vec(document).unwrap_or_default())
}

fn display(settings: &Settings) -> Vec<CredentialDisplay> {
    vec![CredentialDisplay {
        name: format!("{} access key", settings.organisation.name),
        locale: "en".to_owned(),
        description: Some(format!("Log in to {} with it.", settings.organisation.name)),
        logo: None,
        background_color: Some("#005eb8".to_owned()),
        text_color: Some("#ffffff".to_owned()),
    }]
}

/// The claims of the credential, as wallets name them to people.
fn claims() -> Vec<ClaimDefinition> {
    let claim = |name: &str, text: &str, disclosure| {
        let label = ClaimLabel { locale: "en".to_owned(), text: text.to_owned() };
        ClaimDefinition::top_level(name, vec![label], true, disclosure)
    };
    vec![
        claim("employee_id", "Employee identifier", SelectiveDisclosure::Never),
        claim("employer", "Employer", SelectiveDisclosure::Always),
        claim("staff_number", "Staff number", SelectiveDisclosure::Always),
        claim("given_name", "Given name", SelectiveDisclosure::Always),
        claim("family_name", "Family name", SelectiveDisclosure::Always),
        claim("email", "Email address", SelectiveDisclosure::Always),
    ]
}
