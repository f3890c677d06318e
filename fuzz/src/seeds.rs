//! The inputs with which fuzzing begins: at least one that each target accepts, and neighbours that it refuses.
//! `cargo run --package fuzz --example seeds` writes them into `corpus/`.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, write::ZlibEncoder};
use oid4vc::jose::did_jwk;
use oid4vc::jose::dpop::access_token_hash;
use serde_json::{Map, Value, json};

use crate::certificates::GENUINE;
use crate::forms::STATE;
use crate::presenter::presenter;
use crate::proofs::{ACCESS_TOKEN, ISSUER, URL, WALLET_KEY};
use crate::requests::CONFIGURATION;
use crate::sealing::encrypt;
use crate::support::{Draft, NOW, WalletKey};
use crate::{jwe, nonces, presenter as names, status};

macro_rules! vector {
    ($name:literal) => {
        include_str!(concat!("../../crates/oid4vc/tests/vectors/", $name)).trim()
    };
}

/// The inputs of a target, each under its name.
#[must_use]
pub fn of(target: &str) -> Vec<(&'static str, Vec<u8>)> {
    match target {
        "access_token" => texts(&[("bearer", "Bearer abc.DEF-1~+/="), ("dpop", "dpop  x"), ("basic", "Basic eDp5")]),
        "certificates" => vec![
            ("signer", certificates(&[2])),
            ("signer-below", certificates(&[1, 0])),
            ("wrong-order", certificates(&[0, 1])),
        ],
        "cookies" => texts(&[
            ("ours", "__Host-latchkey-flow=BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc"),
            ("among-others", "theme=dark;x=\"a; b\"; __Host-latchkey-flow=a=b ; __Host-latchkey-flow=second"),
            ("similar-names", "__Host-latchkey-flows=a; __host-latchkey-flow=b; x__Host-latchkey-flow=c"),
            ("no-value", "__Host-latchkey-flow; =a;;"),
        ]),
        "credential_request" => credential_requests(),
        "dcql" => texts(&[
            ("one", r#"{"key":["x~y"]}"#),
            ("two", r#"{"key":["x","y"]}"#),
            ("second", r#"{"other":["x"]}"#),
            ("both", r#"{"key":["x"],"other":["x"]}"#),
        ]),
        "did_jwk" => owned(vec![("key", did_jwk::encode(&wallet().public())), ("method", "did:jwk:e30#1".to_owned())]),
        "dpop" => dpop(),
        "email" => texts(&[
            ("plain", "sam@example.org"),
            ("tagged", " jo.o'neil+x@a.example.nhs.uk"),
            ("header", "a@b.c\r\nBcc: x@y.z"),
        ]),
        "json" => texts(&[
            ("mixed", r#"{"a":[1,-2.5e3,true,null,"\u00e9\n"],"b":{"c":[[]]}}"#),
            ("twice", r#"{"a":1,"a":2}"#),
            ("deep", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"),
        ]),
        "jwe" => owned(vec![
            ("sealed", sealed(&json!({ "vp_token": {} }))),
            ("recipe", "{\"apu\":\"YQ\",\"apv\":\"Yg\",\"cty\":\"json\"}\n{}".to_owned()),
            ("zip", "{\"zip\":\"DEF\"}\n{}".to_owned()),
        ]),
        "jwk" => owned(vec![("key", wallet().jwk().to_string()), ("private", wallet().private_jwk().to_string())]),
        "link_token" => {
            texts(&[("token", "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc"), ("short", "BwcH"), ("none", "none")])
        }
        "nonce" => {
            owned(vec![("made-here", nonces::made_here()), ("specification", "wKI4LT17ac15ES9bw8ac4".to_owned())])
        }
        "notification" => texts(&[
            ("accepted", r#"{"notification_id":"3fwe98js","event":"credential_accepted"}"#),
            ("described", r#"{"notification_id":"x","event":"credential_failure","event_description":"N\u00e9in\n"}"#),
            ("unknown", r#"{"notification_id":"x","event":"credential_lost"}"#),
        ]),
        "people_file" => people_files(),
        "phone" => texts(&[
            ("international", "+44 7700 900123"),
            ("zeros", "0044(0)7700-900.123"),
            ("national", "07700 900123"),
            ("words", "call me"),
        ]),
        "presentation" => presentations(),
        "proof" => proofs(),
        "request_uri_form" => texts(&[
            ("nonce", "wallet_metadata=%7B%7D&wallet_nonce=qPmxiNFCR3QTm19POc8u"),
            ("twice", "wallet_nonce=a&wallet_nonce=b"),
        ]),
        "response_form" => responses(),
        "sd_jwt" => credentials(),
        "sd_jwt_issue" => texts(&[
            ("claims", "{\"employer\":{\"sites\":[\"Leeds\"]}}\n{\"employee_id\":\"E-1\",\"roles\":[1.5,null]}"),
            ("nothing", "{}\n{}"),
            ("reserved", "{\"a\":{\"_sd\":[]}}\n{}"),
        ]),
        "security_code" => {
            texts(&[("plain", "012345"), ("pasted", " 123\u{a0}456\n"), ("wide", "１２３４５６"), ("short", "12345")])
        }
        "status_list" => {
            vec![("one-bit", list(0, &[5; 100])), ("eight-bits", list(3, &[])), ("bomb", list(0, &[0; 5000]))]
        }
        "status_token" => status_tokens(),
        "status_uri" => texts(&[
            ("list", status::URI),
            ("up", "https://keys.example.org/status/../x"),
            ("user", "https://a@keys.example.org/status/1"),
        ]),
        "token_form" => texts(&[
            (
                "code",
                "grant_type=urn:ietf:params:oauth:grant-type:pre-authorized_code&pre-authorized_code=SplxlOBeZQQYbYS6WxSbIA&tx_code=493536&resource=a&resource=b",
            ),
            ("other-grant", "grant_type=authorization_code&code=x"),
        ]),
        "x5c" => owned(vec![
            ("chain", json!([STANDARD.encode(&GENUINE[1]), STANDARD.encode(&GENUINE[0])]).to_string()),
            (
                "pem",
                format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", STANDARD.encode(&GENUINE[2])),
            ),
            ("empty", "[]".to_owned()),
        ]),
        _ => Vec::new(),
    }
}

fn texts(inputs: &[(&'static str, &str)]) -> Vec<(&'static str, Vec<u8>)> {
    inputs.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect()
}

fn owned(inputs: Vec<(&'static str, String)>) -> Vec<(&'static str, Vec<u8>)> {
    inputs.into_iter().map(|(name, text)| (name, text.into_bytes())).collect()
}

fn wallet() -> WalletKey {
    WalletKey::number(WALLET_KEY)
}

/// A recipe of JSON lines.
fn recipe(lines: &[Value]) -> String {
    lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n")
}

fn people_files() -> Vec<(&'static str, Vec<u8>)> {
    texts(&[
        ("example", include_str!("../../examples/demo-employees.csv")),
        (
            "spreadsheet",
            "\u{feff}Staff number;Given name;Notes;Family name;Email;Phone\r\n1001;\"O\"\"Neil; Jo\";\"two\r\nrows\";Lee;jo@example.org;=\"+447700900101\"\r\n;;;;;\r\n",
        ),
        (
            "mistakes",
            "phone\tstaff_number\tgiven_name\tfamily_name\temail\n\n4.477E+11\t1\tSam\tTaylor\tsam\n07700 900101\t2\tSam\tTaylor\tsam@example.org\n07700900102\t2\tAlex\tLee\talex@example.org\n3",
        ),
        (
            "open-quote",
            "staff_number,given_name,family_name,email,phone\n1,\"Sam,Taylor,a@b.c,+447700900101\n2,a\"b\",c",
        ),
        ("other-columns", "name,surname,email\nSam,Taylor,sam@example.org\n"),
    ])
}

fn certificates(places: &[usize]) -> Vec<u8> {
    let mut chain = Vec::new();
    for place in places {
        chain.extend_from_slice(&u16::try_from(GENUINE[*place].len()).unwrap().to_be_bytes());
        chain.extend_from_slice(&GENUINE[*place]);
    }
    chain
}

fn credential_requests() -> Vec<(&'static str, Vec<u8>)> {
    let proof = vector!("openid4vci_proof.jwt");
    owned(vec![
        ("proofs", json!({ "credential_configuration_id": CONFIGURATION, "proofs": { "jwt": [proof] } }).to_string()),
        (
            "proof",
            json!({ "credential_configuration_id": CONFIGURATION, "proof": { "proof_type": "jwt", "jwt": "x" } })
                .to_string(),
        ),
        ("identifier", json!({ "credential_identifier": "x", "proofs": { "jwt": [] } }).to_string()),
    ])
}

fn proofs() -> Vec<(&'static str, Vec<u8>)> {
    let header = json!({ "typ": "openid4vci-proof+jwt", "alg": "ES256", "jwk": wallet().jwk() });
    let claims = json!({ "aud": ISSUER, "iat": NOW, "nonce": "LarRGSbmUPYtRYO6BQ4yn8" });
    let did = json!({ "typ": "openid4vci-proof+jwt", "alg": "ES256", "kid": wallet().did() });
    owned(vec![
        ("signed", Draft::new(header.clone(), claims.clone()).sign(&wallet())),
        ("recipe", recipe(&[header, claims.clone()])),
        ("did", recipe(&[did, json!({ "aud": [ISSUER], "iat": NOW, "nonce": "", "exp": NOW + 1, "nbf": NOW })])),
        ("specification", vector!("openid4vci_proof.jwt").to_owned()),
    ])
}

fn dpop() -> Vec<(&'static str, Vec<u8>)> {
    let header = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": wallet().jwk() });
    let ath = access_token_hash(ACCESS_TOKEN);
    let claims = json!({ "jti": "1", "htm": "POST", "htu": URL, "iat": NOW, "ath": ath });
    let other = json!({ "jti": "1", "htm": "POST", "htu": format!("{URL}?a#b"), "iat": NOW, "ath": ath, "nonce": "n" });
    let vectors: Value = serde_json::from_str(vector!("rfc9449.json")).unwrap();
    owned(vec![
        ("signed", Draft::new(header.clone(), claims).sign(&wallet())),
        ("recipe", recipe(&[header, other])),
        ("specification", vectors["protected_resource"]["proof"].as_str().unwrap().to_owned()),
    ])
}

fn sealed(content: &Value) -> String {
    encrypt(&jwe::KEY.public_jwk(), "A128GCM", Map::new(), content.to_string().as_bytes())
}

fn responses() -> Vec<(&'static str, Vec<u8>)> {
    let token = json!({ "key": ["x~y"] });
    owned(vec![
        ("encrypted", format!("response={}", sealed(&json!({ "vp_token": token, "state": STATE })))),
        ("plain", format!("state={STATE}&vp_token=%7B%22key%22%3A%5B%22x%22%5D%7D")),
        ("refused", format!("error=access_denied&error_description=no&state={STATE}")),
        ("ambiguous", "error=access_denied&vp_token=%7B%7D".to_owned()),
    ])
}

/// The claims of a good credential, with marks in place of digests.
fn claims() -> Value {
    let mut claims = Value::Object(presenter().credential.claims);
    claims["_sd"] = json!(["$0", "$1", "$2"]);
    claims["employer"] = json!({ "sites": [{ "...": "$3" }, "Leeds", { "...": "decoy" }] });
    claims
}

fn disclosures() -> [Value; 5] {
    [
        json!(["salt", "employee_id", "E-1"]),
        json!(["salt", "given_name", "Zoë"]),
        json!(["salt", "address", { "_sd": ["$4"], "town": "Leeds" }]),
        json!(["salt", "York"]),
        json!(["salt", "street", ["High Street", 1.5]]),
    ]
}

fn presentations() -> Vec<(&'static str, Vec<u8>)> {
    let header = json!({ "alg": "ES256", "typ": "dc+sd-jwt", "x5c": null });
    let binding = [json!({ "alg": "ES256", "typ": "kb+jwt" }), Value::Object(presenter().binding.claims)];
    let lines = [vec![header, claims()], binding.to_vec(), disclosures().to_vec()].concat();
    let text = presenter().text();
    owned(vec![
        ("recipe", recipe(&lines)),
        ("without-binding", text.rsplit_once('~').map(|(presented, _)| format!("{presented}~")).unwrap()),
        ("signed", text),
        ("specification", vector!("rfc9901_a3_presentation.sd-jwt").to_owned()),
    ])
}

fn credentials() -> Vec<(&'static str, Vec<u8>)> {
    let header = json!({ "alg": "ES256", "typ": "dc+sd-jwt" });
    let lines = [vec![header.clone(), claims()], disclosures().to_vec()].concat();
    let levels = |count: usize| (0..count).fold(Value::Null, |inner, _| json!([inner]));
    let outer = json!(["salt", "outer", { "_sd": ["$1"] }]);
    let deep = [header, json!({ "_sd": ["$0"] }), outer, json!(["salt", "inner", levels(31)])];
    owned(vec![
        ("recipe", recipe(&lines)),
        ("deep", recipe(&deep)),
        ("signed", presenter().presented()),
        ("specification", vector!("openid4vci_credential.sd-jwt").to_owned()),
    ])
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn list(bits: u8, bytes: &[u8]) -> Vec<u8> {
    [vec![bits], zlib(bytes)].concat()
}

fn status_tokens() -> Vec<(&'static str, Vec<u8>)> {
    let header = json!({ "alg": "ES256", "typ": "statuslist+jwt", "x5c": null });
    let list = crate::support::base64url(zlib(&[1, 2, 3]));
    let claims = json!({
        "sub": status::URI, "iat": NOW, "exp": NOW + 60, "ttl": 60, "status_list": { "bits": 1, "lst": list },
    });
    let signed = Draft::new(header.clone(), claims.clone()).header("x5c", crate::presentation::X5C.clone());
    owned(vec![
        ("recipe", recipe(&[header, claims])),
        ("signed", signed.sign(&WalletKey::number(names::SIGNER_KEY))),
        ("specification", vector!("status_list_token.jwt").to_owned()),
    ])
}
