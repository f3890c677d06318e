//! Credential offers and the links that carry them into a wallet
//! ([OpenID4VCI 1.0, section 4.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-4.1)).

use serde::{Deserialize, Serialize};

use super::WireSecret;
use crate::wallet_link::{self, LinkFault};

/// The scheme that wallets listen to when nothing else is known about them
/// ([section 12.1.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-12.1.1)).
pub const DEFAULT_OFFER_ENDPOINT: &str = "openid-credential-offer://";

/// A credential offer with the pre-authorized code grant
/// ([section 4.1.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-4.1.1)). It
/// says where to fetch which kind of credential, and nothing about the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialOffer {
    /// Identifier of the issuer, from which the wallet finds the metadata.
    pub credential_issuer: String,
    /// The kinds of credential offered, as named in the metadata.
    pub credential_configuration_ids: Vec<String>,
    /// The one grant.
    pub grants: OfferGrants,
}

/// The grants of an offer: the pre-authorized code alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferGrants {
    /// The pre-authorized code grant.
    #[serde(rename = "urn:ietf:params:oauth:grant-type:pre-authorized_code")]
    pub pre_authorized_code: PreAuthorizedGrant,
}

/// The code and, if one is wanted, the description of the transaction code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreAuthorizedGrant {
    /// The short-lived code for one use.
    #[serde(rename = "pre-authorized_code")]
    pub pre_authorized_code: WireSecret,
    /// Present, even if empty, when the wallet has to ask for a transaction code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tx_code: Option<TxCode>,
}

/// What the wallet tells the person about the transaction code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TxCode {
    /// Which characters it has; digits when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    input_mode: Option<InputMode>,
    /// How many characters it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<u8>,
    /// How the person gets it, at most 300 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
}

/// The characters of a transaction code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputMode {
    /// Digits.
    Numeric,
    /// Any characters.
    Text,
}

/// An offer or its link cannot be made. Each is a mistake in configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OfferError {
    /// The description of the transaction code has more than 300 characters.
    #[error("the description of the transaction code is longer than 300 characters")]
    DescriptionTooLong,
    /// The wallet's link is not a URL, or has a fragment.
    #[error("the link of the wallet is not a URL without fragment")]
    Endpoint,
    /// The link's scheme is one that a browser would run or open by itself.
    #[error("the scheme of the wallet's link is not allowed")]
    Scheme,
}

impl TxCode {
    /// A numeric code of `length` digits.
    ///
    /// # Errors
    /// [`OfferError::DescriptionTooLong`].
    pub fn numeric(length: u8, description: &str) -> Result<Self, OfferError> {
        if description.chars().count() > 300 {
            return Err(OfferError::DescriptionTooLong);
        }
        Ok(Self {
            input_mode: Some(InputMode::Numeric),
            length: Some(length),
            description: Some(description.to_owned()).filter(|text| !text.is_empty()),
        })
    }
}

impl CredentialOffer {
    /// An offer of one kind of credential.
    #[must_use]
    pub fn pre_authorized(
        credential_issuer: &str,
        credential_configuration_id: &str,
        code: WireSecret,
        tx_code: Option<TxCode>,
    ) -> Self {
        Self {
            credential_issuer: credential_issuer.to_owned(),
            credential_configuration_ids: vec![credential_configuration_id.to_owned()],
            grants: OfferGrants { pre_authorized_code: PreAuthorizedGrant { pre_authorized_code: code, tx_code } },
        }
    }

    /// The offer as JSON text.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings, lists and objects with string keys always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Where a wallet takes offers: a custom scheme such as `openid-credential-offer://` or a universal link such as
/// `https://wallet.example/offer`
/// ([section 12.1](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-12.1)).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferEndpoint(String);

impl OfferEndpoint {
    /// Reads the endpoint from configuration. It ends up in a link on a page, so schemes with a meaning to the
    /// browser itself (`javascript`, `data` …) are refused.
    ///
    /// # Errors
    /// [`OfferError::Endpoint`] or [`OfferError::Scheme`].
    pub fn parse(text: &str) -> Result<Self, OfferError> {
        wallet_link::check(text).map(|()| Self(text.to_owned())).map_err(|fault| match fault {
            LinkFault::NotUrl => OfferError::Endpoint,
            LinkFault::Scheme => OfferError::Scheme,
        })
    }

    /// A link that contains the whole offer
    /// ([section 4.1.2](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-4.1.2)).
    #[must_use]
    pub fn by_value(&self, offer: &CredentialOffer) -> String {
        self.link("credential_offer", &offer.to_json())
    }

    /// A link from which the wallet fetches the offer
    /// ([section 4.1.3](https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#section-4.1.3)):
    /// shorter, and so easier to scan.
    #[must_use]
    pub fn by_reference(&self, credential_offer_uri: &str) -> String {
        self.link("credential_offer_uri", credential_offer_uri)
    }

    fn link(&self, parameter: &str, value: &str) -> String {
        wallet_link::with_query(&self.0, &[(parameter, value)])
    }
}
