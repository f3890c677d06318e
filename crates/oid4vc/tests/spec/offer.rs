//! Credential offers and their links.

use oid4vc::vci::WireSecret;
use oid4vc::vci::offer::{CredentialOffer, DEFAULT_OFFER_ENDPOINT, OfferEndpoint, OfferError, TxCode};
use serde_json::{Value, json};

fn offer(tx_code: Option<TxCode>) -> CredentialOffer {
    let code = WireSecret::new("adhjhdjajkdkhjhdj".to_owned());
    CredentialOffer::pre_authorized("https://keys.example.org", "access_key", code, tx_code)
}

#[test]
fn an_offer_has_the_members_of_the_specification_and_no_others() {
    let grant = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
    let mut expected = json!({
        "credential_issuer": "https://keys.example.org",
        "credential_configuration_ids": ["access_key"],
        "grants": { grant: { "pre-authorized_code": "adhjhdjajkdkhjhdj" } },
    });
    assert_eq!(serde_json::to_value(offer(None)).unwrap(), expected);

    expected["grants"][grant]["tx_code"] =
        json!({ "input_mode": "numeric", "length": 6, "description": "Sent to your phone" });
    let with_code = offer(Some(TxCode::numeric(6, "Sent to your phone").unwrap()));
    assert_eq!(serde_json::to_value(with_code).unwrap(), expected);
}

#[test]
fn the_description_of_a_transaction_code_has_at_most_300_characters() {
    assert!(TxCode::numeric(6, &"é".repeat(300)).is_ok());
    assert_eq!(TxCode::numeric(6, &"é".repeat(301)), Err(OfferError::DescriptionTooLong));
}

#[test]
fn a_link_by_value_carries_the_whole_offer() {
    let link = OfferEndpoint::parse(DEFAULT_OFFER_ENDPOINT).unwrap().by_value(&offer(None));
    let (before, after) = link.split_once('=').unwrap();
    assert_eq!(before, "openid-credential-offer://?credential_offer");
    assert!(after.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)));

    let url = url::Url::parse(&link).unwrap();
    let (_, value) = url.query_pairs().next().unwrap();
    assert_eq!(serde_json::from_str::<CredentialOffer>(&value).unwrap(), offer(None));
}

#[test]
fn a_link_by_reference_is_the_one_of_the_specification() {
    let endpoint = OfferEndpoint::parse(DEFAULT_OFFER_ENDPOINT).unwrap();
    // Section 4.1.3; the hyphen, dot and underscore of the example need no encoding (RFC 3986, section 2.3).
    let link = endpoint
        .by_reference("https://server.example.com/credential-offer/GkurKxf5T0Y-mnPFCHqWOMiZi4VS138cQO_V7PZHAdM");
    assert_eq!(
        link,
        "openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fserver.example.com%2Fcredential-offer\
         %2FGkurKxf5T0Y-mnPFCHqWOMiZi4VS138cQO_V7PZHAdM"
    );
}

#[test]
fn universal_links_keep_their_own_query() {
    let link = |endpoint: &str| OfferEndpoint::parse(endpoint).unwrap().by_reference("https://a.example/o");
    let value = "credential_offer_uri=https%3A%2F%2Fa.example%2Fo";
    assert_eq!(link("https://wallet.example/offer"), format!("https://wallet.example/offer?{value}"));
    assert_eq!(link("https://wallet.example/?v=1"), format!("https://wallet.example/?v=1&{value}"));
    assert_eq!(link("haip-vci://"), format!("haip-vci://?{value}"));
}

#[test]
fn links_that_a_browser_would_run_are_refused() {
    let refused = [
        ("", OfferError::Endpoint),
        ("openid-credential-offer", OfferError::Endpoint),
        ("https://wallet.example/#a", OfferError::Endpoint),
        ("https://wallet.example/\"onclick=", OfferError::Endpoint),
        ("https://wallet.example/a b", OfferError::Endpoint),
        ("javascript:alert(1)", OfferError::Endpoint),
        ("javascript://%0aalert(1)", OfferError::Scheme),
        ("JavaScript://%0aalert(1)", OfferError::Scheme),
        ("data://text/html", OfferError::Scheme),
        ("file:///etc", OfferError::Scheme),
    ];
    for (endpoint, expected) in refused {
        assert_eq!(OfferEndpoint::parse(endpoint), Err(expected), "{endpoint}");
    }
}

#[test]
fn debug_shows_no_code() {
    let debug = format!("{:?}", offer(None));
    assert!(debug.contains("access_key") && !debug.contains("adhjhd"), "{debug}");
    assert_eq!(
        serde_json::to_value(offer(None)).unwrap()["credential_issuer"],
        Value::from("https://keys.example.org")
    );
}
