//! Presentations without fault, made from chance: by this crate and by the reference implementation.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oid4vc::jose::{CertificateChain, SigningKey};
use oid4vc::sd_jwt::{CredentialTemplate, issue, presentation_hash};
use oid4vc::status_list::StatusReference;
use rand::rngs::StdRng;
use rand::{Rng as _, RngExt as _};
use serde_json::{Map, Value, json};

use crate::authority::signer_params;
use crate::presenter::{CLIENT_ID, HOLDER_KEY, ISSUER, NONCE, SIGNER_KEY, VCT, authority};
use crate::reference::Reference;
use crate::support::{NOW, WalletKey, sign_text};

const STATUS_LIST: &str = "https://keys.example.org/status/1";

/// Whether generated claims carry the mark of hidden ones.
#[derive(Clone, Copy, PartialEq)]
pub enum Hide {
    Nothing,
    Some,
}

/// What both issuers need, made once.
pub struct Issuer {
    key: SigningKey,
    certificates: CertificateChain,
    header: Value,
}

impl Issuer {
    pub fn new() -> Self {
        let x5c = json!([STANDARD.encode(authority().certify(&signer_params(), SIGNER_KEY))]);
        Self {
            key: SigningKey::from_pkcs8_pem(&WalletKey::number(SIGNER_KEY).pem()).unwrap(),
            certificates: CertificateChain::from_x5c(&x5c).unwrap(),
            header: json!({ "typ": "dc+sd-jwt", "x5c": x5c }),
        }
    }

    /// Issued by this crate, presented by a wallet that shows some of it.
    pub fn ours(&self, rng: &mut StdRng) -> String {
        let template = CredentialTemplate {
            vct: VCT,
            issuer: rng.random_bool(0.5).then_some(ISSUER),
            issued_at: NOW - rng.random_range(0..100_000),
            not_before: rng.random_bool(0.5).then(|| NOW - rng.random_range(0..100_000)),
            expires_at: rng.random_bool(0.5).then(|| NOW + rng.random_range(1..100_000)),
            holder: &WalletKey::number(HOLDER_KEY).public(),
            status: Some(StatusReference { uri: STATUS_LIST.to_owned(), index: rng.random_range(0..1000) }),
            open_claims: members(rng, "open ", Hide::Nothing),
            selective_claims: with_employee_id(members(rng, "", Hide::Nothing), "employee_id"),
        };
        let issued = issue(&template, &self.key, &self.certificates, rng).unwrap();
        let mut parts = issued.split_terminator('~');
        let mut presented = format!("{}~", parts.next().unwrap());
        for (name, disclosure) in template.selective_claims.keys().zip(parts) {
            if name == "employee_id" || rng.random_bool(0.7) {
                presented.push_str(disclosure);
                presented.push('~');
            }
        }
        let claims = json!({ "aud": CLIENT_ID, "nonce": NONCE, "iat": NOW, "sd_hash": presentation_hash(&presented) });
        let header = r#"{"alg":"ES256","typ":"kb+jwt"}"#;
        format!("{presented}{}", sign_text(header, &claims.to_string(), &WalletKey::number(HOLDER_KEY)))
    }

    /// Issued and presented by the reference implementation, with claims hidden at every depth.
    pub fn theirs(&self, rng: &mut StdRng, reference: &mut Reference) -> String {
        let mut claims = with_employee_id(members(rng, "", Hide::Some), "~employee_id");
        claims.extend(members(rng, "open ", Hide::Some));
        let fixed = json!({
            "iss": ISSUER,
            "vct": VCT,
            "iat": NOW - rng.random_range(0..100_000),
            "exp": NOW + rng.random_range(1..100_000),
            "status": { "status_list": { "idx": rng.random_range(0..1000), "uri": STATUS_LIST } },
        });
        claims.extend(fixed.as_object().unwrap().clone());
        reference.make(&claims, &self.header, rng.next_u64())
    }
}

fn with_employee_id(mut claims: Map<String, Value>, name: &str) -> Map<String, Value> {
    claims.insert(name.to_owned(), "E-1".into());
    claims
}

/// Up to five claims whose names begin with `prefix`, and differ even without the mark of hidden ones.
pub fn members(rng: &mut StdRng, prefix: &str, hide: Hide) -> Map<String, Value> {
    object(rng, prefix, hide, 3)
}

fn object(rng: &mut StdRng, prefix: &str, hide: Hide, levels: u8) -> Map<String, Value> {
    const NAMES: [&str; 10] =
        ["given_name", "site", "Größe", "a b", "\"quoted\"", "\u{1F511}", "", "__proto__", "~", "…"];
    let count = rng.random_range(0..6);
    let member = |place: u8| {
        let mark = if hide == Hide::Some && rng.random_bool(0.5) { "~" } else { "" };
        let name = NAMES[rng.random_range(0..NAMES.len())];
        (format!("{mark}{prefix}{place}{name}"), value(rng, hide, levels))
    };
    (0..count).map(member).collect()
}

fn value(rng: &mut StdRng, hide: Hide, levels: u8) -> Value {
    match rng.random_range(0..if levels == 0 { 7 } else { 10 }) {
        0 => Value::Null,
        1 => rng.random_bool(0.5).into(),
        2 => rng.random::<i64>().into(),
        3 => rng.random::<u64>().into(),
        4 => (f64::from(rng.random::<i32>()) / 8.0).into(),
        5 => "".into(),
        6 => text(rng).into(),
        7 => Value::Array((0..rng.random_range(0..4)).map(|_| element(rng, hide, levels - 1)).collect()),
        _ => Value::Object(object(rng, "", hide, levels - 1)),
    }
}

fn element(rng: &mut StdRng, hide: Hide, levels: u8) -> Value {
    match hide == Hide::Some && rng.random_bool(0.3) {
        true => json!({ "~": value(rng, hide, levels) }),
        false => value(rng, hide, levels),
    }
}

fn text(rng: &mut StdRng) -> String {
    let letters =
        ['a', 'Z', '0', '-', '_', '.', ' ', '"', '\\', '/', '\n', '\u{7f}', 'é', '中', '\u{1F600}', '\u{2028}'];
    (0..rng.random_range(0..40)).map(|_| letters[rng.random_range(0..letters.len())]).collect()
}
