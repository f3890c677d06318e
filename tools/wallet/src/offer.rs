//! Credential offers: the link that a QR code or a button carries
//! ([OpenID4VCI 1.0 section 4.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-4.1)).

use serde::Deserialize;
use url::Url;

use crate::http::{Http, HttpError};

/// Why an offer cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OfferError {
    /// The text is not a link.
    #[error("This is not a credential offer link")]
    NotALink,
    /// The link has neither or both of the two query parameters.
    #[error("The link must hold either ‘credential_offer’ or ‘credential_offer_uri’")]
    NotOneOffer,
    /// The JSON in the link is wrong.
    #[error("The wallet cannot read the credential offer: {0}")]
    Malformed(#[from] serde_json::Error),
    /// The offer does not name what it offers.
    #[error("The credential offer names no credential")]
    Empty,
    /// The offer wants the person to log in at the issuer.
    #[error("The credential offer has no pre-authorized code, and this wallet knows no other way")]
    NoCode,
    /// The offer could not be fetched.
    #[error(transparent)]
    Http(#[from] HttpError),
}

/// A credential offer with a pre-authorized code. It holds a secret, so it has no `Debug`.
#[derive(Deserialize)]
pub struct Offer {
    /// The issuer, exactly as written: proofs name it in `aud` byte for byte.
    pub credential_issuer: String,
    /// What is offered, by name in the issuer's metadata; never empty.
    pub credential_configuration_ids: Vec<String>,
    grants: Option<Grants>,
}

#[derive(Deserialize)]
struct Grants {
    #[serde(rename = "urn:ietf:params:oauth:grant-type:pre-authorized_code")]
    pre_authorized: Option<PreAuthorized>,
}

/// The grant that this wallet can use.
#[derive(Clone, Deserialize)]
pub struct PreAuthorized {
    /// The code to trade for an access token, once.
    #[serde(rename = "pre-authorized_code")]
    pub code: String,
    /// Present when the person must type a transaction code.
    pub tx_code: Option<TxCode>,
    /// Which of the issuer's authorization servers to ask.
    pub authorization_server: Option<String>,
}

/// What is known of the transaction code that the person must type.
#[derive(Clone, Deserialize)]
pub struct TxCode {
    /// `numeric` (the default) or `text`.
    pub input_mode: Option<String>,
    /// How many characters it has.
    pub length: Option<usize>,
    /// Where the person finds it, in the issuer's words.
    pub description: Option<String>,
}

/// What a link says: the offer itself, or where it is.
pub enum Link {
    /// The offer is in the link.
    ByValue(Offer),
    /// The offer is at this address.
    ByReference(String),
}

impl Link {
    /// Reads a link of any scheme; the query alone decides.
    ///
    /// # Errors
    /// Any [`OfferError`] but [`OfferError::Http`].
    pub fn parse(text: &str) -> Result<Self, OfferError> {
        let url = Url::parse(text.trim()).map_err(|_| OfferError::NotALink)?;
        let all = |name| url.query_pairs().filter(move |(key, _)| key == name).map(|(_, value)| value);
        let (mut values, mut references) = (all("credential_offer"), all("credential_offer_uri"));
        match (values.next(), references.next(), values.next(), references.next()) {
            (Some(json), None, None, None) => Ok(Self::ByValue(Offer::parse(json.as_bytes())?)),
            (None, Some(address), None, None) => Ok(Self::ByReference(address.into_owned())),
            _ => Err(OfferError::NotOneOffer),
        }
    }
}

impl Offer {
    /// Reads the link and, if the offer is by reference, fetches it. Nothing is redeemed.
    ///
    /// # Errors
    /// Any [`OfferError`].
    pub async fn fetch(http: &Http, link: &str) -> Result<Self, OfferError> {
        match Link::parse(link)? {
            Link::ByValue(offer) => Ok(offer),
            Link::ByReference(address) => {
                let answer = http.get("the credential offer", &address, "application/json").await?;
                Self::parse(&answer.body)
            }
        }
    }

    /// The grant that this wallet can use.
    ///
    /// # Errors
    /// [`OfferError::NoCode`].
    pub fn pre_authorized(&self) -> Result<&PreAuthorized, OfferError> {
        self.grants.as_ref().and_then(|grants| grants.pre_authorized.as_ref()).ok_or(OfferError::NoCode)
    }

    fn parse(json: &[u8]) -> Result<Self, OfferError> {
        let offer: Self = serde_json::from_slice(json)?;
        offer.pre_authorized()?;
        if offer.credential_configuration_ids.is_empty() { Err(OfferError::Empty) } else { Ok(offer) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Link, OfferError};
    use serde_json::{Value, json};

    fn link(offer: &Value) -> String {
        let mut url = url::Url::parse("openid-credential-offer://").unwrap();
        url.query_pairs_mut().append_pair("credential_offer", &offer.to_string());
        url.into()
    }

    fn offer() -> Value {
        json!({
            "credential_issuer": "https://issuer.example",
            "credential_configuration_ids": ["staff"],
            "grants": { "urn:ietf:params:oauth:grant-type:pre-authorized_code": {
                "pre-authorized_code": "a+b c", "tx_code": { "length": 4 } } },
        })
    }

    #[test]
    fn an_offer_by_value_keeps_the_issuer_and_the_code_as_written() {
        let Ok(Link::ByValue(parsed)) = Link::parse(&link(&offer())) else { panic!("not by value") };
        assert_eq!(parsed.credential_issuer, "https://issuer.example");
        let grant = parsed.pre_authorized().unwrap();
        assert_eq!(grant.code, "a+b c");
        assert_eq!(grant.tx_code.as_ref().unwrap().length, Some(4));
    }

    #[test]
    fn any_scheme_will_do_for_an_offer_by_reference() {
        for start in ["openid-credential-offer://?", "haip-vci://?", "https://wallet.example/add?a=b&"] {
            let text = format!(" {start}credential_offer_uri=https%3A%2F%2Fissuer.example%2Fo%2F1\n");
            let Ok(Link::ByReference(address)) = Link::parse(&text) else { panic!("{start}") };
            assert_eq!(address, "https://issuer.example/o/1");
        }
    }

    #[test]
    fn a_link_holds_exactly_one_offer() {
        let two = format!("{}&credential_offer_uri=https%3A%2F%2Fa.example", link(&offer()));
        let twice = "x://?credential_offer_uri=https%3A%2F%2Fa.example&credential_offer_uri=https%3A%2F%2Fb.example";
        for text in ["openid-credential-offer://", two.as_str(), twice] {
            assert!(matches!(Link::parse(text), Err(OfferError::NotOneOffer)), "{text}");
        }
        assert!(matches!(Link::parse("staff"), Err(OfferError::NotALink)));
    }

    #[test]
    fn an_offer_without_code_or_credential_is_refused() {
        let mut no_code = offer();
        no_code["grants"] = json!({ "authorization_code": {} });
        assert!(matches!(Link::parse(&link(&no_code)), Err(OfferError::NoCode)));
        let mut empty = offer();
        empty["credential_configuration_ids"] = json!([]);
        assert!(matches!(Link::parse(&link(&empty)), Err(OfferError::Empty)));
        assert!(matches!(Link::parse("x://?credential_offer=%7B"), Err(OfferError::Malformed(_))));
    }
}
