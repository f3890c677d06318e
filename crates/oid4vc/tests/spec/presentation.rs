//! Presentations that are good, and what is made of them.

use oid4vc::jose::jws::JwsError;
use oid4vc::jose::{CertificateChain, CertificateChainError, Jwk, SigningKey};
use oid4vc::sd_jwt::{
    CredentialTemplate, KeyBindingError, KeyBindingExpectation, UnverifiedSdJwt, issue, presentation_hash,
    verify_key_binding,
};
use oid4vc::status_list::{StatusBits, StatusList, StatusListToken, StatusReference, StatusTokenError};
use oid4vc::vp::dcql::{ClaimPath, ClaimQuery, CredentialQuery, PathStep};
use oid4vc::vp::presentation::PresentationError;
use oid4vc::vp::status::{StatusCheckError, verify_status_list};
use oid4vc::x509::ChainError;
use serde_json::{Map, Value, json};

use crate::authority::{Authority, signer_params};
use crate::presenter::{
    CLIENT_ID, HOLDER_KEY, ISSUER, NONCE, SIGNER_KEY, VCT, authority, claim, hidden, policy, presenter, status_rule,
    verify,
};
use crate::support::{NOW, WalletKey, sign_text};

#[test]
fn the_key_binding_of_the_rfc_verifies() {
    // RFC 9901, appendix A.3: its holder's key is the credential's cnf.
    let text = include_str!("../vectors/rfc9901_a3_presentation.sd-jwt").trim();
    let credential = UnverifiedSdJwt::parse(text).unwrap();
    let (presented, binding) = (credential.presented(), credential.key_binding().unwrap());
    assert_eq!(format!("{presented}{binding}"), text);
    let holder = json!({
        "kty": "EC",
        "crv": "P-256",
        "x": "TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc",
        "y": "ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ",
    });
    let holder = Jwk::from_value(&holder).unwrap();
    let expected = KeyBindingExpectation {
        audience: "https://verifier.example.org",
        nonce: "1234567890",
        now: 1_748_537_244,
        window_seconds: 0,
    };
    assert_eq!(verify_key_binding(binding, presented, &holder, &expected), Ok(1_748_537_244));
    let fewer = presented.rsplit_once('~').unwrap().0;
    let refused = verify_key_binding(binding, fewer, &holder, &expected);
    assert_eq!(refused, Err(KeyBindingError::PresentationHash));
    let later = KeyBindingExpectation { now: expected.now + 1, ..expected };
    assert_eq!(verify_key_binding(binding, presented, &holder, &later), Err(KeyBindingError::TooOld));
}

#[test]
fn a_good_presentation_gives_what_was_asked_for() {
    let verified = presenter().verify().unwrap();
    assert_eq!(verified.issuer, ISSUER);
    assert_eq!(verified.vct, VCT);
    assert_eq!(Value::Object(verified.claims.clone()), json!({ "employee_id": "E-1", "given_name": "Zoë" }));
    let status = StatusReference { uri: "https://keys.example.org/status/1".to_owned(), index: 7 };
    assert_eq!(verified.status, Some(status));
    assert_eq!(verified.holder_thumbprint, WalletKey::number(HOLDER_KEY).public().thumbprint());
    assert_eq!(verified.expires_at, Some(NOW + 3600));
    assert_eq!(verified.presented_at, NOW);
    assert!(!format!("{verified:?}").contains("E-1"));
}

#[test]
fn what_this_crate_issues_it_also_accepts() {
    let key = SigningKey::from_pkcs8_pem(&WalletKey::number(SIGNER_KEY).pem()).unwrap();
    let x5c = json!(presenter_x5c());
    let chain = CertificateChain::from_x5c(&x5c).unwrap();
    let holder = WalletKey::number(HOLDER_KEY);
    let selective = json!({ "employee_id": "E-1", "given_name": "Zoë" });
    let template = CredentialTemplate {
        vct: VCT,
        issuer: Some(ISSUER),
        issued_at: NOW,
        not_before: Some(NOW),
        expires_at: Some(NOW + 1000),
        holder: &holder.public(),
        status: Some(StatusReference { uri: "https://keys.example.org/status/1".to_owned(), index: 7 }),
        open_claims: Map::new(),
        selective_claims: selective.as_object().unwrap().clone(),
    };
    let presented = issue(&template, &key, &chain, &mut crate::support::rng()).unwrap();
    let hash = presentation_hash(&presented);
    let claims = json!({ "aud": CLIENT_ID, "nonce": NONCE, "iat": NOW, "sd_hash": hash });
    let binding = sign_text(r#"{"alg":"ES256","typ":"kb+jwt"}"#, &claims.to_string(), &holder);
    let verified = verify(&format!("{presented}{binding}"), &policy()).unwrap();
    assert_eq!(Value::Object(verified.claims), selective);
}

fn presenter_x5c() -> Vec<String> {
    use base64::Engine as _;
    let encode = |der: &Vec<u8>| base64::engine::general_purpose::STANDARD.encode(der);
    presenter().certificates.iter().map(encode).collect()
}

#[test]
fn optional_claims_may_stay_hidden_and_unasked_ones_are_dropped() {
    let mut fewer = presenter();
    fewer.disclosures.truncate(1);
    let verified = fewer.verify().unwrap();
    assert_eq!(Value::Object(verified.claims), json!({ "employee_id": "E-1" }));

    let salary = hidden("salary", json!(1));
    let more = presenter();
    let mut digests = more.credential.claims["_sd"].clone();
    digests.as_array_mut().unwrap().push(salary.digest().into());
    let verified = more.claim("_sd", digests).disclose(salary.encoded()).verify().unwrap();
    assert!(!verified.claims.contains_key("salary") && !verified.claims.contains_key("employer"));
}

#[test]
fn claims_inside_claims_are_found() {
    let site = |step: PathStep| ClaimPath::top("employer").then(PathStep::Member("sites".to_owned())).then(step);
    let asked = |path: ClaimPath| {
        let mut policy = policy();
        let claims = vec![ClaimQuery { path, required: true }];
        policy.query = CredentialQuery::new("key", vec![VCT.to_owned()], claims).unwrap();
        verify(&presenter().text(), &policy)
    };
    assert!(asked(ClaimPath::top("employer").then(PathStep::Member("name".to_owned()))).is_ok());
    assert!(asked(site(PathStep::Element(1))).is_ok());
    assert!(asked(site(PathStep::AllElements)).is_ok());
    let missing = Err(PresentationError::MissingClaim(0));
    assert_eq!(asked(site(PathStep::Element(2))), missing);
    assert_eq!(asked(ClaimPath::top("employer").then(PathStep::AllElements)), missing);
    assert_eq!(asked(ClaimPath::top("employer").then(PathStep::Member("size".to_owned()))), missing);
}

#[test]
fn times_have_their_leeway_and_need_not_be_there() {
    let bare = presenter().without_claim("iat").without_claim("nbf").without_claim("exp");
    assert_eq!(bare.verify().unwrap().expires_at, None);
    for (name, value) in [("exp", NOW - 59), ("nbf", NOW + 60), ("iat", NOW + 60)] {
        assert!(presenter().claim(name, value.into()).verify().is_ok(), "{name}");
    }
    for iat in [NOW - 300, NOW + 300] {
        assert!(presenter().binding_claim("iat", iat.into()).verify().is_ok(), "{iat}");
    }
}

#[test]
fn a_policy_may_have_several_issuers_and_do_without_status() {
    let mut policy = policy();
    let mut second = policy.issuers[0].clone();
    second.identifier = "https://second.example".to_owned();
    policy.issuers.push(second);
    assert_eq!(verify(&presenter().text(), &policy).unwrap().issuer, ISSUER);
    let other = presenter().claim("iss", json!("https://second.example"));
    assert_eq!(verify(&other.text(), &policy).unwrap().issuer, "https://second.example");
    // Two issuers with one authority: a credential that does not say which is from nobody.
    let anonymous = presenter().without_claim("iss").text();
    assert_eq!(verify(&anonymous, &policy), Err(PresentationError::Issuer));
    policy.issuers[1].anchors = vec![Authority::new("other", 40).anchor()];
    assert_eq!(verify(&anonymous, &policy).unwrap().issuer, ISSUER);
    // An issuer speaks for itself only.
    assert_eq!(verify(&other.text(), &policy), Err(PresentationError::Issuer));

    let without = presenter().without_claim("status").text();
    policy.issuers[0].status = status_rule(false);
    assert_eq!(verify(&without, &policy).unwrap().status, None);
}

#[test]
fn the_claims_of_the_query_have_their_own_required_flag() {
    let mut policy = policy();
    let claims = vec![claim("employee_id", true), claim("badge", true)];
    policy.query = CredentialQuery::new("key", vec![VCT.to_owned()], claims).unwrap();
    assert_eq!(verify(&presenter().text(), &policy), Err(PresentationError::MissingClaim(1)));
}

#[test]
fn the_status_list_must_come_from_the_same_authority() {
    const URI: &str = "https://keys.example.org/status/1";
    let key = SigningKey::from_pkcs8_pem(&WalletKey::number(SIGNER_KEY).pem()).unwrap();
    let mut list = StatusList::new(StatusBits::One, 1000);
    list.set(7, 1).unwrap();
    let token = StatusListToken { uri: URI.to_owned(), issued_at: NOW, expires_at: NOW + 600, time_to_live: 60 };
    let sign = |authority: &Authority| {
        use base64::Engine as _;
        let leaf = authority.certify(&signer_params(), SIGNER_KEY);
        let x5c = json!([base64::engine::general_purpose::STANDARD.encode(leaf)]);
        token.sign(&list, &key, &CertificateChain::from_x5c(&x5c).unwrap()).unwrap()
    };
    let policy = policy();
    let check = |token: &str, uri: &str, now: i64| {
        verify_status_list(token, policy.issuer(ISSUER).unwrap(), &policy.key_purposes, uri, now, 1 << 20)
    };
    let good = sign(&authority());
    let read = check(&good, URI, NOW).unwrap();
    assert_eq!((read.get(7), read.get(8)), (Some(1), Some(0)));
    let stranger = check(&sign(&Authority::new("stranger", 40)), URI, NOW).unwrap_err();
    assert_eq!(stranger, StatusCheckError::Chain(ChainError::Untrusted));
    let other_list = check(&good, "https://keys.example.org/status/2", NOW).unwrap_err();
    assert_eq!(other_list, StatusCheckError::Token(StatusTokenError::Subject));
    let stale = check(&good, URI, NOW + 600).unwrap_err();
    assert_eq!(stale, StatusCheckError::Token(StatusTokenError::Expired));
    let bare = sign_text("{}", "{}", &WalletKey::number(SIGNER_KEY));
    let expected = StatusCheckError::Certificates(CertificateChainError::Empty);
    assert_eq!(check(&bare, URI, NOW).unwrap_err(), expected);
    let malformed = StatusCheckError::Token(StatusTokenError::Jws(JwsError::NotThreeParts));
    assert_eq!(check("x", URI, NOW).unwrap_err(), malformed);
}
