//! A wallet's presentation in the making, to be broken in one place.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oid4vc::sd_jwt::{self, Disclosure};
use oid4vc::vp::dcql::{ClaimPath, ClaimQuery, CredentialQuery};
use oid4vc::vp::policy::{RelyingPolicy, StatusRule, StatusUriPrefix, TrustedIssuer};
use oid4vc::vp::presentation::{AnsweredRequest, PresentationError, VerifiedPresentation, verify_presentation};
use serde_json::{Value, json};

use crate::authority::{Authority, signer_params};
use crate::support::{Draft, NOW, WalletKey};

pub const VCT: &str = "https://keys.example.org/types/access-key";
pub const ISSUER: &str = "https://keys.example.org";
pub const CLIENT_ID: &str = "x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk";
pub const NONCE: &str = "n-0S6_WzA2MjWzA2MjWzA2Mj";
pub const AUTHORITY_KEY: u8 = 10;
pub const SIGNER_KEY: u8 = 11;
pub const HOLDER_KEY: u8 = 12;
pub const STRANGER_KEY: u8 = 13;

/// Everything that goes into a presentation.
pub struct Presenter {
    pub credential: Draft,
    pub signer: u8,
    /// `x5c`, in DER; nothing is written when empty.
    pub certificates: Vec<Vec<u8>>,
    pub disclosures: Vec<String>,
    pub binding: Draft,
    pub holder: u8,
    /// Changes the text before the holder signs it.
    pub before_binding: fn(String) -> String,
    /// Changes the text after the holder signed it.
    pub after_binding: fn(String) -> String,
}

pub fn hidden(name: &str, value: Value) -> Disclosure {
    Disclosure::property("c2FsdHNhbHRzYWx0c2FsdA", name, value).unwrap()
}

pub fn authority() -> Authority {
    Authority::new("authority", AUTHORITY_KEY)
}

/// A presentation without fault.
pub fn presenter() -> Presenter {
    let disclosures = [hidden("employee_id", json!("E-1")), hidden("given_name", json!("Zoë"))];
    let claims = json!({
        "iss": ISSUER,
        "vct": VCT,
        "iat": NOW - 3600,
        "nbf": NOW - 3600,
        "exp": NOW + 3600,
        "cnf": { "jwk": WalletKey::number(HOLDER_KEY).jwk() },
        "status": { "status_list": { "idx": 7, "uri": "https://keys.example.org/status/1" } },
        "employer": { "name": "Example", "sites": ["Leeds", "York"] },
        "_sd": disclosures.iter().map(Disclosure::digest).collect::<Vec<_>>(),
        "_sd_alg": "sha-256",
    });
    let binding = json!({ "aud": CLIENT_ID, "nonce": NONCE, "iat": NOW, "sd_hash": null });
    Presenter {
        credential: Draft::new(json!({ "alg": "ES256", "typ": "dc+sd-jwt" }), claims),
        signer: SIGNER_KEY,
        certificates: vec![authority().certify(&signer_params(), SIGNER_KEY)],
        disclosures: disclosures.iter().map(|disclosure| disclosure.encoded().to_owned()).collect(),
        binding: Draft::new(json!({ "alg": "ES256", "typ": "kb+jwt" }), binding),
        holder: HOLDER_KEY,
        before_binding: |text| text,
        after_binding: |text| text,
    }
}

impl Presenter {
    pub fn header(mut self, name: &str, value: Value) -> Self {
        self.credential.header.insert(name.to_owned(), value);
        self
    }

    pub fn claim(mut self, name: &str, value: Value) -> Self {
        self.credential.claims.insert(name.to_owned(), value);
        self
    }

    pub fn without_claim(mut self, name: &str) -> Self {
        self.credential.claims.remove(name).unwrap();
        self
    }

    pub fn binding_header(mut self, name: &str, value: Value) -> Self {
        self.binding.header.insert(name.to_owned(), value);
        self
    }

    pub fn binding_claim(mut self, name: &str, value: Value) -> Self {
        self.binding.claims.insert(name.to_owned(), value);
        self
    }

    pub fn without_binding_claim(mut self, name: &str) -> Self {
        self.binding.claims.remove(name).unwrap();
        self
    }

    pub fn disclose(mut self, text: &str) -> Self {
        self.disclosures.push(text.to_owned());
        self
    }

    pub fn certified_by(mut self, certificates: Vec<Vec<u8>>) -> Self {
        self.certificates = certificates;
        self
    }

    pub fn after_binding(mut self, change: fn(String) -> String) -> Self {
        self.after_binding = change;
        self
    }

    /// The credential with its disclosures, up to and including the last `~`.
    pub fn presented(&self) -> String {
        let mut credential = self.credential.clone();
        if !self.certificates.is_empty() {
            let x5c: Vec<String> = self.certificates.iter().map(|der| STANDARD.encode(der)).collect();
            credential = credential.header("x5c", x5c);
        }
        let tail: String = self.disclosures.iter().map(|disclosure| format!("{disclosure}~")).collect();
        let text = format!("{}~{tail}", credential.sign(&WalletKey::number(self.signer)));
        (self.before_binding)(text)
    }

    pub fn text(&self) -> String {
        let presented = self.presented();
        let mut binding = self.binding.clone();
        if binding.claims.get("sd_hash").is_some_and(Value::is_null) {
            binding = binding.claim("sd_hash", sd_jwt::presentation_hash(&presented));
        }
        (self.after_binding)(format!("{presented}{}", binding.sign(&WalletKey::number(self.holder))))
    }

    pub fn verify(&self) -> Result<VerifiedPresentation, PresentationError> {
        verify(&self.text(), &policy())
    }
}

pub fn claim(name: &str, required: bool) -> ClaimQuery {
    ClaimQuery { path: ClaimPath::top(name), required }
}

pub fn status_rule(required: bool) -> StatusRule {
    StatusRule { required, permitted: vec![StatusUriPrefix::parse("https://keys.example.org/status/").unwrap()] }
}

pub fn policy() -> RelyingPolicy {
    let claims = vec![claim("employee_id", true), claim("given_name", false)];
    RelyingPolicy {
        query: CredentialQuery::new("key", vec![VCT.to_owned()], claims).unwrap(),
        issuers: vec![TrustedIssuer {
            identifier: ISSUER.to_owned(),
            anchors: vec![authority().anchor()],
            status: status_rule(true),
        }],
        key_purposes: Vec::new(),
        leeway_seconds: 60,
    }
}

pub fn verify(text: &str, policy: &RelyingPolicy) -> Result<VerifiedPresentation, PresentationError> {
    verify_presentation(text, policy, &AnsweredRequest { client_id: CLIENT_ID, nonce: NONCE, now: NOW })
}

/// One way to break a presentation.
pub type Break = fn(Presenter) -> Presenter;

/// Every broken presentation is refused, and for exactly the reason named beside it.
pub fn refuse(cases: &[(&str, Break, PresentationError)]) {
    assert!(presenter().verify().is_ok());
    for (name, change, expected) in cases {
        assert_eq!(change(presenter()).verify().as_ref(), Err(expected), "{name}");
    }
}

/// Replaces one character in the middle of a part of the credential.
pub fn flip(text: String, part: usize) -> String {
    let (jwt, rest) = text.split_once('~').unwrap();
    let mut parts: Vec<String> = jwt.split('.').map(str::to_owned).collect();
    let place = parts[part].len() / 2;
    let other = if parts[part].as_bytes()[place] == b'A' { "B" } else { "A" };
    parts[part].replace_range(place..=place, other);
    format!("{}~{rest}", parts.join("."))
}
