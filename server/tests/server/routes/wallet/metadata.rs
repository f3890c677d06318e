//! The documents by which wallets find their way (OpenID4VCI 1.0, section 12; RFC 8414).

use super::document;

// ISSUE-16
#[tokio::test]
async fn of_the_issuer() {
    insta::assert_json_snapshot!(document("/.well-known/openid-credential-issuer").await, @r##"
    {
      "credential_configurations_supported": {
        "access-key": {
          "credential_metadata": {
            "claims": [
              {
                "display": [
                  {
                    "locale": "en",
                    "name": "Employee identifier"
                  }
                ],
                "mandatory": true,
                "path": [
                  "employee_id"
                ]
              },
              {
                "display": [
                  {
                    "locale": "en",
                    "name": "Employer"
                  }
                ],
                "mandatory": true,
                "path": [
                  "employer"
                ]
              },
              {
                "display": [
                  {
                    "locale": "en",
                    "name": "Staff number"
                  }
                ],
                "mandatory": true,
                "path": [
                  "staff_number"
                ]
              },
              {
                "display": [
                  {
                    "locale": "en",
                    "name": "Given name"
                  }
                ],
                "mandatory": true,
                "path": [
                  "given_name"
                ]
              },
              {
                "display": [
                  {
                    "locale": "en",
                    "name": "Family name"
                  }
                ],
                "mandatory": true,
                "path": [
                  "family_name"
                ]
              },
              {
                "display": [
                  {
                    "locale": "en",
                    "name": "Email address"
                  }
                ],
                "mandatory": true,
                "path": [
                  "email"
                ]
              }
            ],
            "display": [
              {
                "background_color": "#005eb8",
                "description": "Log in to Example Trust with it.",
                "locale": "en",
                "name": "Example Trust access key",
                "text_color": "#ffffff"
              }
            ]
          },
          "credential_signing_alg_values_supported": [
            "ES256"
          ],
          "cryptographic_binding_methods_supported": [
            "jwk",
            "did:jwk"
          ],
          "format": "dc+sd-jwt",
          "proof_types_supported": {
            "jwt": {
              "proof_signing_alg_values_supported": [
                "ES256"
              ]
            }
          },
          "scope": "access_key",
          "vct": "http://localhost:3000/openid4vci/types/access-key"
        }
      },
      "credential_endpoint": "http://localhost:3000/openid4vci/credential",
      "credential_issuer": "http://localhost:3000",
      "display": [
        {
          "locale": "en",
          "name": "Example Trust"
        }
      ],
      "nonce_endpoint": "http://localhost:3000/openid4vci/nonce",
      "notification_endpoint": "http://localhost:3000/openid4vci/notification"
    }
    "##);
}

// ISSUE-16, ISSUE-21
/// No authorization endpoint: there is one grant, the pre-authorized code, and wallets need no registration.
#[tokio::test]
async fn of_the_authorization_server() {
    insta::assert_json_snapshot!(document("/.well-known/oauth-authorization-server").await, @r##"
    {
      "dpop_signing_alg_values_supported": [
        "ES256"
      ],
      "grant_types_supported": [
        "urn:ietf:params:oauth:grant-type:pre-authorized_code"
      ],
      "issuer": "http://localhost:3000",
      "jwks_uri": "http://localhost:3000/openid4vci/jwks.json",
      "pre-authorized_grant_anonymous_access_supported": true,
      "token_endpoint": "http://localhost:3000/openid4vci/token",
      "token_endpoint_auth_methods_supported": [
        "none"
      ]
    }
    "##);
}

// STATUS-5
/// Public members only; which key it is depends on the keys that were made.
#[tokio::test]
async fn of_the_keys() {
    let keys = document("/openid4vci/jwks.json").await;
    let [key] = keys["keys"].as_array().unwrap().as_slice() else { panic!("{keys}") };
    let mut key = key.clone();
    for member in ["kid", "x", "y"] {
        assert_eq!(key[member].as_str().unwrap().len(), 43, "256 bits");
        key[member] = format!("[{member}]").into();
    }
    insta::assert_json_snapshot!(key, @r##"
    {
      "alg": "ES256",
      "crv": "P-256",
      "kid": "[kid]",
      "kty": "EC",
      "use": "sig",
      "x": "[x]",
      "y": "[y]"
    }
    "##);
}
