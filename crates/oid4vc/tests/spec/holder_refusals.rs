//! Presentations that must be refused for who signed them, or for where their status lies.

use oid4vc::jose::CertificateChainError;
use oid4vc::jose::jws::JwsError;
use oid4vc::sd_jwt::{KeyBindingError, SdJwtError};
use oid4vc::vp::policy::StatusReferenceError;
use oid4vc::vp::presentation::PresentationError;
use oid4vc::x509::{CertificateError, ChainError};
use rcgen::{IsCa, date_time_ymd};
use serde_json::json;

use crate::authority::{Authority, authority_params, signer_params};
use crate::presenter::{AUTHORITY_KEY, CLIENT_ID, Presenter, SIGNER_KEY, STRANGER_KEY, authority, flip, refuse};
use crate::support::{NOW, WalletKey};

#[test]
fn the_issuers_certificates() {
    use PresentationError::{Certificates, Chain};
    refuse(&[
        ("none", |p| p.certified_by(Vec::new()), Certificates(CertificateChainError::Empty)),
        (
            "an address instead",
            |p| p.certified_by(Vec::new()).header("x5u", json!("https://attacker.example/chain.pem")),
            Certificates(CertificateChainError::Empty),
        ),
        (
            "a key instead",
            |p| {
                let jwk = WalletKey::number(STRANGER_KEY).jwk();
                Presenter { signer: STRANGER_KEY, ..p }.certified_by(Vec::new()).header("jwk", jwk)
            },
            Certificates(CertificateChainError::Empty),
        ),
        (
            "not an array",
            |p| p.certified_by(Vec::new()).header("x5c", json!("AAAA")),
            Certificates(CertificateChainError::Damaged),
        ),
        (
            "not base64",
            |p| p.certified_by(Vec::new()).header("x5c", json!(["*"])),
            Certificates(CertificateChainError::Damaged),
        ),
        (
            "not a certificate",
            |p| p.certified_by(vec![vec![0]]),
            Chain(ChainError::Certificate(0, CertificateError::Malformed)),
        ),
        (
            "wrong authority",
            |p| p.certified_by(vec![Authority::new("stranger", STRANGER_KEY).certify(&signer_params(), SIGNER_KEY)]),
            Chain(ChainError::Untrusted),
        ),
        (
            "authority of the same name",
            |p| p.certified_by(vec![Authority::new("authority", STRANGER_KEY).certify(&signer_params(), SIGNER_KEY)]),
            Chain(ChainError::Signature(0)),
        ),
        (
            "stranger's authority sent along",
            |p| {
                let stranger = Authority::new("authority", STRANGER_KEY);
                p.certified_by(vec![stranger.certify(&signer_params(), SIGNER_KEY), stranger.der()])
            },
            Chain(ChainError::Signature(1)),
        ),
        (
            "self-signed",
            |p| p.certified_by(vec![Authority::from_params(signer_params(), SIGNER_KEY).der()]),
            Chain(ChainError::Untrusted),
        ),
        (
            "expired",
            |p| {
                let mut params = signer_params();
                params.not_after = date_time_ymd(2026, 2, 1);
                p.certified_by(vec![authority().certify(&params, SIGNER_KEY)])
            },
            Chain(ChainError::NotCurrent(0)),
        ),
        (
            "not begun",
            |p| {
                let mut params = signer_params();
                params.not_before = date_time_ymd(2028, 2, 1);
                p.certified_by(vec![authority().certify(&params, SIGNER_KEY)])
            },
            Chain(ChainError::NotCurrent(0)),
        ),
        (
            "signed by the authority itself",
            |p| Presenter { signer: AUTHORITY_KEY, ..p }.certified_by(vec![authority().der()]),
            Chain(ChainError::SignerIsAuthority),
        ),
        (
            "certified by another signer",
            |p| {
                let mut params = signer_params();
                params.is_ca = IsCa::ExplicitNoCa;
                let (der, signer) = authority().certify_authority(params, SIGNER_KEY);
                let leaf = signer.certify(&signer_params(), STRANGER_KEY);
                Presenter { signer: STRANGER_KEY, ..p }.certified_by(vec![leaf, der])
            },
            Chain(ChainError::NotAuthority(1)),
        ),
        (
            "unrelated certificate in between",
            |p| {
                let (der, _) = authority().certify_authority(authority_params("middle"), 20);
                let leaf = p.certificates[0].clone();
                p.certified_by(vec![leaf, der])
            },
            Chain(ChainError::Order(0)),
        ),
        (
            "too many",
            |p| {
                let leaf = p.certificates[0].clone();
                p.certified_by(vec![leaf; 6])
            },
            Chain(ChainError::TooLong),
        ),
        (
            "certificate of another key",
            |p| p.certified_by(vec![authority().certify(&signer_params(), STRANGER_KEY)]),
            PresentationError::SdJwt(SdJwtError::Jws(JwsError::Signature)),
        ),
    ]);
}

#[test]
fn the_key_binding() {
    use PresentationError::{KeyBinding, NoKeyBinding};
    refuse(&[
        ("missing", |p| p.after_binding(|text| format!("{}~", text.rsplit_once('~').unwrap().0)), NoKeyBinding),
        ("by another key", |p| Presenter { holder: STRANGER_KEY, ..p }, KeyBinding(KeyBindingError::Signature)),
        (
            "key of its own",
            |p| {
                let jwk = WalletKey::number(STRANGER_KEY).jwk();
                Presenter { holder: STRANGER_KEY, ..p }.binding_header("jwk", jwk)
            },
            KeyBinding(KeyBindingError::Signature),
        ),
        (
            "signature changed",
            |p| {
                p.after_binding(|text| {
                    let (rest, binding) = text.rsplit_once('~').unwrap();
                    format!("{rest}~{}", flip(format!("{binding}~"), 2).trim_end_matches('~'))
                })
            },
            KeyBinding(KeyBindingError::Signature),
        ),
        (
            "malformed",
            |p| p.after_binding(|text| format!("{text}.x")),
            KeyBinding(KeyBindingError::Malformed(JwsError::NotThreeParts)),
        ),
        ("alg none", |p| p.binding_header("alg", json!("none")), KeyBinding(KeyBindingError::Algorithm)),
        ("typ JWT", |p| p.binding_header("typ", json!("JWT")), KeyBinding(KeyBindingError::Type)),
        ("typ of a credential", |p| p.binding_header("typ", json!("dc+sd-jwt")), KeyBinding(KeyBindingError::Type)),
        ("aud another", |p| p.binding_claim("aud", json!("x509_hash:other")), KeyBinding(KeyBindingError::Audience)),
        (
            "aud without prefix",
            |p| p.binding_claim("aud", json!(CLIENT_ID.trim_start_matches("x509_hash:"))),
            KeyBinding(KeyBindingError::Audience),
        ),
        ("aud several", |p| p.binding_claim("aud", json!([CLIENT_ID, "x"])), KeyBinding(KeyBindingError::Audience)),
        ("aud an array", |p| p.binding_claim("aud", json!([CLIENT_ID])), KeyBinding(KeyBindingError::Audience)),
        ("no aud", |p| p.without_binding_claim("aud"), KeyBinding(KeyBindingError::Audience)),
        ("nonce another", |p| p.binding_claim("nonce", json!("other")), KeyBinding(KeyBindingError::Nonce)),
        ("no nonce", |p| p.without_binding_claim("nonce"), KeyBinding(KeyBindingError::Nonce)),
        ("a year old", |p| p.binding_claim("iat", json!(NOW - 31_536_000)), KeyBinding(KeyBindingError::TooOld)),
        ("a second too old", |p| p.binding_claim("iat", json!(NOW - 301)), KeyBinding(KeyBindingError::TooOld)),
        (
            "a year early",
            |p| p.binding_claim("iat", json!(NOW + 31_536_000)),
            KeyBinding(KeyBindingError::FromTheFuture),
        ),
        (
            "a second too early",
            |p| p.binding_claim("iat", json!(NOW + 301)),
            KeyBinding(KeyBindingError::FromTheFuture),
        ),
        ("no iat", |p| p.without_binding_claim("iat"), KeyBinding(KeyBindingError::NoTime)),
        ("iat a text", |p| p.binding_claim("iat", json!("now")), KeyBinding(KeyBindingError::NoTime)),
        ("expired", |p| p.binding_claim("exp", json!(NOW - 300)), KeyBinding(KeyBindingError::TooOld)),
        ("nbf to come", |p| p.binding_claim("nbf", json!(NOW + 301)), KeyBinding(KeyBindingError::FromTheFuture)),
        ("sd_hash another", |p| p.binding_claim("sd_hash", json!("x")), KeyBinding(KeyBindingError::PresentationHash)),
        ("no sd_hash", |p| p.without_binding_claim("sd_hash"), KeyBinding(KeyBindingError::PresentationHash)),
        (
            "a disclosure taken away afterwards",
            |p| {
                p.after_binding(|text| {
                    let mut parts: Vec<&str> = text.split('~').collect();
                    parts.remove(2);
                    parts.join("~")
                })
            },
            KeyBinding(KeyBindingError::PresentationHash),
        ),
        (
            "disclosures in another order",
            |p| {
                p.after_binding(|text| {
                    let mut parts: Vec<&str> = text.split('~').collect();
                    parts.swap(1, 2);
                    parts.join("~")
                })
            },
            KeyBinding(KeyBindingError::PresentationHash),
        ),
    ]);
}

#[test]
fn the_status() {
    use PresentationError::Status;
    fn at(presenter: Presenter, uri: &str) -> Presenter {
        presenter.claim("status", json!({ "status_list": { "idx": 7, "uri": uri } }))
    }
    let malformed = || Status(StatusReferenceError::Malformed);
    let elsewhere = || Status(StatusReferenceError::NotPermitted);
    refuse(&[
        ("none", |p| p.without_claim("status"), Status(StatusReferenceError::Missing)),
        ("another mechanism", |p| p.claim("status", json!({ "other": {} })), malformed()),
        (
            "no index",
            |p| p.claim("status", json!({ "status_list": { "uri": "https://keys.example.org/status/1" } })),
            malformed(),
        ),
        (
            "negative index",
            |p| p.claim("status", json!({ "status_list": { "idx": -1, "uri": "https://keys.example.org/status/1" } })),
            malformed(),
        ),
        ("other host", |p| at(p, "https://attacker.example/status/1"), elsewhere()),
        ("the machine itself", |p| at(p, "http://127.0.0.1/status/1"), elsewhere()),
        ("host that begins alike", |p| at(p, "https://keys.example.org.attacker.example/status/1"), elsewhere()),
        ("host as a user", |p| at(p, "https://keys.example.org@attacker.example/status/1"), elsewhere()),
        ("way out", |p| at(p, "https://keys.example.org/status/../admin"), elsewhere()),
        ("hidden way out", |p| at(p, "https://keys.example.org/status/%2e%2e/admin"), elsewhere()),
        ("without encryption", |p| at(p, "http://keys.example.org/status/1"), elsewhere()),
        ("query", |p| at(p, "https://keys.example.org/status/1?x=y"), elsewhere()),
        ("file", |p| at(p, "file:///etc/passwd"), elsewhere()),
    ]);
}
