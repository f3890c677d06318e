//! SD-JWTs, read and issued.

use std::sync::LazyLock;

use oid4vc::jose::{CertificateChain, SigningKey};
use oid4vc::json::MAX_DEPTH;
use oid4vc::sd_jwt::{CredentialTemplate, Disclosure, UnverifiedSdJwt, issue as issue_credential};
use serde_json::{Map, Value, json};

use crate::json::{depth, same};
use crate::presentation::{X5C, hide};
use crate::presenter::{HOLDER_KEY, ISSUER, SIGNER_KEY, VCT};
use crate::recipe::{lines, refuses_a_change, text};
use crate::support::{NOW, WalletKey, rng, sign_text};

static KEY: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::from_pkcs8_pem(&WalletKey::number(SIGNER_KEY).pem()).unwrap());

/// A credential is taken apart without loss; once verified, its signed part cannot be another, nothing in it looks like
/// a digest any more, and every disclosure stands somewhere. Recipe: header, claims, disclosures as JSON.
pub fn read(input: &[u8]) -> bool {
    let Some(text) = text(input) else { return false };
    let credential = lines(text).map_or_else(
        || text.to_owned(),
        |lines| {
            let (claims, disclosures) = hide(lines[1], lines.get(2..).unwrap_or_default());
            let jwt = sign_text(lines[0], &claims, &WalletKey::number(SIGNER_KEY));
            disclosures.iter().fold(format!("{jwt}~"), |text, disclosure| format!("{text}{disclosure}~"))
        },
    );
    let Ok(parsed) = UnverifiedSdJwt::parse(&credential) else { return false };
    assert_eq!(format!("{}{}", parsed.presented(), parsed.key_binding().unwrap_or_default()), credential);
    assert!(parsed.presented().ends_with('~'));
    for disclosure in parsed.disclosures() {
        assert_eq!(Disclosure::parse(disclosure.encoded()).as_ref(), Ok(disclosure));
    }
    let names: Vec<String> = parsed.disclosures().iter().filter_map(Disclosure::name).map(str::to_owned).collect();
    let Ok(claims) = parsed.verify(KEY.public_jwk()) else { return false };
    let claims = Value::Object(claims);
    assert!(depth(&claims) <= MAX_DEPTH);
    assert!(claims.get("_sd_alg").is_none() && !has_digests(&claims), "{claims}");
    for name in names {
        assert!(has_member(&claims, &name), "{name} is nowhere in {claims}");
    }
    let jwt = credential.split('~').next().unwrap();
    let accepts = |changed: &str| {
        let changed = format!("{changed}{}", &credential[jwt.len()..]);
        UnverifiedSdJwt::parse(&changed).is_ok_and(|parsed| parsed.verify(KEY.public_jwk()).is_ok())
    };
    refuses_a_change(jwt, accepts);
    true
}

/// What is issued is read back, with exactly the claims that went in, and hides each of the selective ones. Recipe:
/// open claims, selective claims.
pub fn issue(input: &[u8]) -> bool {
    let Some(lines) = text(input).and_then(lines) else { return false };
    let claims = |line: &str| oid4vc::json::parse_object(line.as_bytes()).ok();
    let Some((open, selective)) = claims(lines[0]).zip(claims(lines[1])) else { return false };
    let template = template(open.clone(), selective.clone());
    let chain = CertificateChain::from_x5c(&X5C).unwrap();
    let Ok(issued) = issue_credential(&template, &KEY, &chain, &mut rng()) else { return false };
    let mut expected = open;
    expected.extend(selective.clone());
    expected.extend(json!({ "vct": VCT, "iat": NOW, "iss": ISSUER }).as_object().unwrap().clone());
    expected.insert("cnf".to_owned(), json!({ "jwk": WalletKey::number(HOLDER_KEY).jwk() }));
    // Deeper, or more, than a reader takes: the claims are an employer's settings, and do not come near.
    if depth(&Value::Object(expected.clone())) > MAX_DEPTH - 2 || selective.len() > 256 || issued.len() > 60_000 {
        return false;
    }
    let read = |text: &str| UnverifiedSdJwt::parse(text).unwrap().verify(KEY.public_jwk()).unwrap();
    assert!(same(&read(&issued).into(), &expected.into()));
    let jwt = issued.split('~').next().unwrap();
    let bare = read(&format!("{jwt}~"));
    assert!(selective.keys().all(|name| !bare.contains_key(name)));
    true
}

fn template(open_claims: Map<String, Value>, selective_claims: Map<String, Value>) -> CredentialTemplate<'static> {
    static HOLDER: LazyLock<oid4vc::jose::Jwk> = LazyLock::new(|| WalletKey::number(HOLDER_KEY).public());
    CredentialTemplate {
        vct: VCT,
        issuer: Some(ISSUER),
        issued_at: NOW,
        not_before: None,
        expires_at: None,
        holder: &HOLDER,
        status: None,
        open_claims,
        selective_claims,
    }
}

fn has_digests(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            members.contains_key("_sd") || members.contains_key("...") || members.values().any(has_digests)
        }
        Value::Array(elements) => elements.iter().any(has_digests),
        _ => false,
    }
}

fn has_member(value: &Value, name: &str) -> bool {
    match value {
        Value::Object(members) => members.contains_key(name) || members.values().any(|value| has_member(value, name)),
        Value::Array(elements) => elements.iter().any(|element| has_member(element, name)),
        _ => false,
    }
}
