//! What is asked for: a query in the Digital Credentials Query Language for one credential, of one kind or of one of
//! several
//! ([OpenID4VP 1.0, section 6](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-6)),
//! and whether an answer has its shape.

use serde_json::{Map, Value, json};

use crate::sd_jwt;

/// The longest presentation that is read, in bytes.
pub const MAX_PRESENTATION_LENGTH: usize = 128 * 1024;

/// One step of a [`ClaimPath`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathStep {
    /// The member of this name.
    Member(String),
    /// The element at this place, from 0.
    Element(usize),
    /// All elements.
    AllElements,
}

/// Where a claim stands in a credential: a claims path pointer
/// ([section 7](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-7)). Begins with the name
/// of a top-level claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimPath {
    top: String,
    rest: Vec<PathStep>,
}

/// A claim that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimQuery {
    /// Which one.
    pub path: ClaimPath,
    /// Whether an answer without it is refused. An optional claim may be absent from the credential or kept back.
    pub required: bool,
}

/// A query for one credential in the format `dc+sd-jwt`, bound to its holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialQuery {
    id: String,
    vct_values: Vec<String>,
    claims: Vec<ClaimQuery>,
}

/// A query cannot be made. Each is a mistake in configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// The identifier is empty or has other characters than letters, digits, `_` and `-`
    /// ([section 6.1](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-6.1)).
    #[error("the identifier of the query may have letters, digits, underscores and hyphens only")]
    Id,
    /// No type is asked for.
    #[error("the query names no credential type")]
    NoType,
    /// No claim is required: a wallet would read that as a request for none, or for all.
    #[error("the query requires no claim")]
    NothingRequired,
    /// A claim is asked for twice.
    #[error("the query names a claim twice")]
    RepeatedClaim,
}

/// Why a `vp_token` does not fit the query
/// ([section 8.1](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-8.1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VpTokenError {
    /// Not a JSON object.
    #[error("the vp_token is not a JSON object")]
    NotAnObject,
    /// The credential that was asked for is not among its members.
    #[error("the credential that was asked for is missing from the vp_token")]
    Missing,
    /// There is a member that nobody asked for.
    #[error("the vp_token has a credential that was not asked for")]
    NotAskedFor,
    /// The member is not an array.
    #[error("the presentations in the vp_token are not an array")]
    NotAnArray,
    /// The array has no presentation or several.
    #[error("the vp_token does not have exactly one presentation")]
    NotExactlyOne,
    /// The presentation is not a string.
    #[error("the presentation in the vp_token is not a string")]
    NotText,
    /// The presentation is longer than [`MAX_PRESENTATION_LENGTH`].
    #[error("the presentation in the vp_token is too long")]
    TooLong,
}

impl ClaimPath {
    /// The top-level claim of this name.
    #[must_use]
    pub fn top(name: &str) -> Self {
        Self { top: name.to_owned(), rest: Vec::new() }
    }

    /// The path one step further in.
    #[must_use]
    pub fn then(mut self, step: PathStep) -> Self {
        self.rest.push(step);
        self
    }

    /// The name of the top-level claim with which it begins.
    #[must_use]
    pub fn top_name(&self) -> &str {
        &self.top
    }

    /// Whether the path leads to at least one value in `claims`
    /// ([section 7.1](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-7.1)).
    #[must_use]
    pub fn leads_somewhere(&self, claims: &Map<String, Value>) -> bool {
        let mut selected: Vec<&Value> = claims.get(&self.top).into_iter().collect();
        for step in &self.rest {
            selected = match step {
                PathStep::Member(name) => selected.into_iter().filter_map(|value| value.get(name)).collect(),
                PathStep::Element(index) => selected.into_iter().filter_map(|value| value.get(index)).collect(),
                PathStep::AllElements => selected.into_iter().filter_map(Value::as_array).flatten().collect(),
            };
        }
        !selected.is_empty()
    }

    fn to_value(&self) -> Value {
        let mut steps = vec![Value::from(self.top.as_str())];
        steps.extend(self.rest.iter().map(|step| match step {
            PathStep::Member(name) => name.as_str().into(),
            PathStep::Element(index) => (*index).into(),
            PathStep::AllElements => Value::Null,
        }));
        steps.into()
    }
}

impl CredentialQuery {
    /// A query for a credential of one of the types `vct_values`.
    ///
    /// # Errors
    /// See [`QueryError`].
    pub fn new(id: &str, vct_values: Vec<String>, claims: Vec<ClaimQuery>) -> Result<Self, QueryError> {
        let permitted = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        if id.is_empty() || !id.bytes().all(permitted) {
            return Err(QueryError::Id);
        }
        if vct_values.is_empty() {
            return Err(QueryError::NoType);
        }
        if !claims.iter().any(|claim| claim.required) {
            return Err(QueryError::NothingRequired);
        }
        let repeated = |(index, claim): (usize, &ClaimQuery)| {
            claims.iter().skip(index + 1).any(|other: &ClaimQuery| other.path == claim.path)
        };
        if claims.iter().enumerate().any(repeated) {
            return Err(QueryError::RepeatedClaim);
        }
        Ok(Self { id: id.to_owned(), vct_values, claims })
    }

    /// The types, one of which the credential must have.
    #[must_use]
    pub fn vct_values(&self) -> &[String] {
        &self.vct_values
    }

    /// The claims.
    #[must_use]
    pub fn claims(&self) -> &[ClaimQuery] {
        &self.claims
    }

    /// Its element of `credentials`. With optional claims it has two sets, all claims and the required ones, in this
    /// order of preference
    /// ([section 6.4.1](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-6.4.1)).
    fn to_value(&self) -> Value {
        let some_optional = self.claims.iter().any(|claim| !claim.required);
        let ids = |all: bool| -> Vec<String> {
            let wanted = self.claims.iter().enumerate().filter(|(_, claim)| all || claim.required);
            wanted.map(|(index, _)| claim_id(index)).collect()
        };
        let claims: Vec<Value> = self
            .claims
            .iter()
            .enumerate()
            .map(|(index, claim)| match some_optional {
                // Identifiers are for sets alone.
                true => json!({ "id": claim_id(index), "path": claim.path.to_value() }),
                false => json!({ "path": claim.path.to_value() }),
            })
            .collect();
        let mut credential = json!({
            "id": self.id,
            "format": sd_jwt::TYP,
            "meta": { "vct_values": self.vct_values },
            "claims": claims,
        });
        if let Some(members) = credential.as_object_mut().filter(|_| some_optional) {
            members.insert("claim_sets".to_owned(), json!([ids(true), ids(false)]));
        }
        credential
    }
}

/// The value of `dcql_query` that asks for one credential, of any of the kinds in `alternatives`, the first preferred
/// ([section 6.4.2](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-6.4.2)).
#[must_use]
pub fn to_value(alternatives: &[CredentialQuery]) -> Value {
    let credentials: Vec<Value> = alternatives.iter().map(CredentialQuery::to_value).collect();
    match alternatives {
        // What stands alone is required as it is.
        [_] => json!({ "credentials": credentials }),
        several => {
            let options: Vec<[&str; 1]> = several.iter().map(|query| [query.id.as_str()]).collect();
            json!({ "credentials": credentials, "credential_sets": [{ "options": options }] })
        }
    }
}

/// Takes the one presentation out of a `vp_token`, and says which of the `alternatives` it is for, counted from 0. The
/// token must hold exactly what was asked for: the wallet is not relied on to follow the query.
///
/// # Errors
/// See [`VpTokenError`].
pub fn presentation<'v>(
    alternatives: &[CredentialQuery],
    vp_token: &'v Value,
) -> Result<(usize, &'v str), VpTokenError> {
    let members = vp_token.as_object().ok_or(VpTokenError::NotAnObject)?;
    let shown = alternatives.iter().enumerate().find_map(|(index, query)| Some((index, members.get(&query.id)?)));
    let (index, presentations) = shown.ok_or(VpTokenError::Missing)?;
    if members.len() != 1 {
        return Err(VpTokenError::NotAskedFor);
    }
    match presentations.as_array().ok_or(VpTokenError::NotAnArray)?.as_slice() {
        [Value::String(text)] if text.len() > MAX_PRESENTATION_LENGTH => Err(VpTokenError::TooLong),
        [Value::String(text)] => Ok((index, text)),
        [_] => Err(VpTokenError::NotText),
        _ => Err(VpTokenError::NotExactlyOne),
    }
}

fn claim_id(index: usize) -> String {
    format!("claim_{index}")
}
