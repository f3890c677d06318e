//! The published documents: exactly the members of their specifications.

use std::collections::BTreeMap;

use oid4vc::vci::authorization_server::AuthorizationServerMetadata;
use oid4vc::vci::claims::{ClaimDefinition, ClaimLabel, PathStep, SelectiveDisclosure};
use oid4vc::vci::metadata::{CredentialConfiguration, CredentialDisplay, Image, IssuerDisplay, IssuerMetadata};
use oid4vc::vci::type_metadata::{TypeMetadata, integrity};
use serde_json::json;

const VCT: &str = "https://keys.example.org/types/access-key";

fn display() -> CredentialDisplay {
    CredentialDisplay {
        name: "Access key".to_owned(),
        locale: "en-GB".to_owned(),
        description: None,
        logo: Some(Image { uri: "https://keys.example.org/logo.png".to_owned(), alt_text: Some("Example".to_owned()) }),
        background_color: Some("#005eb8".to_owned()),
        text_color: Some("#ffffff".to_owned()),
    }
}

fn claims() -> Vec<ClaimDefinition> {
    let label = |text: &str| vec![ClaimLabel { locale: "en-GB".to_owned(), text: text.to_owned() }];
    vec![
        ClaimDefinition::top_level("given_name", label("First name"), true, SelectiveDisclosure::Always),
        ClaimDefinition {
            path: vec![PathStep::Member("roles".to_owned()), PathStep::Every],
            labels: Vec::new(),
            mandatory: false,
            disclosure: SelectiveDisclosure::Never,
        },
        ClaimDefinition {
            path: vec![PathStep::Member("roles".to_owned()), PathStep::Index(0)],
            labels: Vec::new(),
            mandatory: false,
            disclosure: SelectiveDisclosure::Always,
        },
    ]
}

#[test]
fn issuer_metadata() {
    let configuration = CredentialConfiguration::sd_jwt_vc(VCT, "access_key", vec![display()], &claims());
    let metadata = IssuerMetadata {
        credential_issuer: "https://keys.example.org".to_owned(),
        credential_endpoint: "https://keys.example.org/credential".to_owned(),
        nonce_endpoint: "https://keys.example.org/nonce".to_owned(),
        notification_endpoint: "https://keys.example.org/notification".to_owned(),
        display: vec![IssuerDisplay { name: "Example".to_owned(), locale: "en-GB".to_owned(), logo: None }],
        credential_configurations_supported: BTreeMap::from([("access_key".to_owned(), configuration)]),
    };
    let expected = json!({
        "credential_issuer": "https://keys.example.org",
        "credential_endpoint": "https://keys.example.org/credential",
        "nonce_endpoint": "https://keys.example.org/nonce",
        "notification_endpoint": "https://keys.example.org/notification",
        "display": [{ "name": "Example", "locale": "en-GB" }],
        "credential_configurations_supported": { "access_key": {
            "format": "dc+sd-jwt",
            "vct": VCT,
            "scope": "access_key",
            "cryptographic_binding_methods_supported": ["jwk", "did:jwk"],
            "credential_signing_alg_values_supported": ["ES256"],
            "proof_types_supported": { "jwt": { "proof_signing_alg_values_supported": ["ES256"] } },
            "credential_metadata": {
                "display": [{
                    "name": "Access key",
                    "locale": "en-GB",
                    "logo": { "uri": "https://keys.example.org/logo.png", "alt_text": "Example" },
                    "background_color": "#005eb8",
                    "text_color": "#ffffff",
                }],
                "claims": [
                    {
                        "path": ["given_name"],
                        "mandatory": true,
                        "display": [{ "name": "First name", "locale": "en-GB" }],
                    },
                    { "path": ["roles", null], "mandatory": false },
                    { "path": ["roles", 0], "mandatory": false },
                ],
            },
        } },
    });
    assert_eq!(serde_json::to_value(metadata).unwrap(), expected);
}

#[test]
fn authorization_server_metadata() {
    let metadata = AuthorizationServerMetadata::new(
        "https://keys.example.org",
        "https://keys.example.org/token",
        "https://keys.example.org/jwks.json",
    );
    let expected = json!({
        "issuer": "https://keys.example.org",
        "token_endpoint": "https://keys.example.org/token",
        "jwks_uri": "https://keys.example.org/jwks.json",
        "grant_types_supported": ["urn:ietf:params:oauth:grant-type:pre-authorized_code"],
        "token_endpoint_auth_methods_supported": ["none"],
        "dpop_signing_alg_values_supported": ["ES256"],
        "pre-authorized_grant_anonymous_access_supported": true,
    });
    assert_eq!(serde_json::to_value(metadata).unwrap(), expected);
}

#[test]
fn type_metadata() {
    let metadata = TypeMetadata::new(VCT, "Access key", Some("Logs in"), &[display()], &claims());
    let expected = json!({
        "vct": VCT,
        "name": "Access key",
        "description": "Logs in",
        "display": [{
            "locale": "en-GB",
            "name": "Access key",
            "rendering": { "simple": {
                "logo": { "uri": "https://keys.example.org/logo.png", "alt_text": "Example" },
                "background_color": "#005eb8",
                "text_color": "#ffffff",
            } },
        }],
        "claims": [
            {
                "path": ["given_name"],
                "display": [{ "locale": "en-GB", "label": "First name" }],
                "mandatory": true,
                "sd": "always",
            },
            { "path": ["roles", null], "mandatory": false, "sd": "never" },
            { "path": ["roles", 0], "mandatory": false, "sd": "always" },
        ],
    });
    assert_eq!(serde_json::to_value(metadata).unwrap(), expected);
}

#[test]
fn a_plain_display_has_no_rendering() {
    let plain = CredentialDisplay { logo: None, background_color: None, text_color: None, ..display() };
    let metadata = TypeMetadata::new(VCT, "Access key", None, &[plain], &[]);
    let expected =
        json!({ "vct": VCT, "name": "Access key", "display": [{ "locale": "en-GB", "name": "Access key" }] });
    assert_eq!(serde_json::to_value(metadata).unwrap(), expected);
}

#[test]
fn integrity_is_a_base64_sha_256() {
    // The hash of nothing is the best-known one.
    assert_eq!(integrity(b""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}
