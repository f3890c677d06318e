//! What a verifier asks for, and which credential answers it: DCQL
//! ([OpenID4VP 1.0 section 6](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-6)).

use identity_kit::sd_jwt_vc::{ClaimPath, SdJwtVc};
use serde::Deserialize;
use serde_json::Value;

/// A whole query.
#[derive(Deserialize)]
pub struct Query {
    credentials: Vec<CredentialQuery>,
    credential_sets: Option<Vec<CredentialSet>>,
}

/// One credential that is asked for.
#[derive(Deserialize)]
pub struct CredentialQuery {
    /// Names it in the answer.
    pub id: String,
    format: String,
    #[serde(default)]
    meta: Meta,
    claims: Option<Vec<ClaimQuery>>,
    claim_sets: Option<Vec<Vec<String>>>,
}

#[derive(Default, Deserialize)]
struct Meta {
    #[serde(default)]
    vct_values: Vec<String>,
}

#[derive(Deserialize)]
struct ClaimQuery {
    id: Option<String>,
    path: ClaimPath,
    values: Option<Vec<Value>>,
}

#[derive(Deserialize)]
struct CredentialSet {
    options: Vec<Vec<String>>,
    required: Option<bool>,
}

impl Query {
    /// The queries of which any one alone is an answer, the verifier's favourite first. Empty when the verifier wants
    /// several credentials at once, which this wallet does not do.
    pub fn alternatives(&self) -> Vec<&CredentialQuery> {
        let named = |id: &String| self.credentials.iter().find(|query| query.id == *id);
        match (&self.credential_sets, self.credentials.as_slice()) {
            (None, [only]) => vec![only],
            (None, _) => Vec::new(),
            (Some(sets), _) => {
                let mut required = sets.iter().filter(|set| set.required != Some(false));
                match (required.next().or(sets.first()), required.next()) {
                    (Some(set), None) => {
                        let alone = |option: &Vec<String>| match option.as_slice() {
                            [only] => named(only),
                            _ => None,
                        };
                        set.options.iter().filter_map(alone).collect()
                    }
                    _ => Vec::new(),
                }
            }
        }
    }
}

impl CredentialQuery {
    /// `credential` with only the disclosures that are asked for; `None` when it is not what is asked for.
    pub fn answer(&self, credential: &SdJwtVc) -> Option<SdJwtVc> {
        let is_type = self.meta.vct_values.iter().any(|vct| *vct == credential.claims().vct);
        if self.format != "dc+sd-jwt" || !is_type {
            return None;
        }
        let processed = credential.processed();
        let content = Value::Object(processed.as_issued().clone());
        let asked = self.places(&content)?;
        // What was asked for, what lies in it, and what it lies in.
        let is_asked =
            |path: &ClaimPath| asked.iter().any(|place| place.is_prefix_of(path) || path.is_prefix_of(place));
        let all = credential.sd_jwt().disclosures();
        let wanted = processed.disclosed.iter().filter(|claim| is_asked(&claim.path));
        let kept: Vec<_> = wanted.filter_map(|claim| all.get(claim.disclosure)).collect();
        credential.select(|disclosure| kept.contains(&disclosure)).ok()
    }

    /// Where in `content` the claims are that are asked for; `None` when one is missing or has another value
    /// ([section 6.4.1](https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#section-6.4.1)).
    fn places(&self, content: &Value) -> Option<Vec<ClaimPath>> {
        let claims = self.claims.as_deref().unwrap_or_default();
        let Some(sets) = &self.claim_sets else {
            let all: Option<Vec<_>> = claims.iter().map(|claim| claim.places(content)).collect();
            return all.map(|all| all.concat());
        };
        let of_set = |set: &Vec<String>| {
            let places = |id: &String| claims.iter().find(|claim| claim.id.as_ref() == Some(id))?.places(content);
            set.iter().map(places).collect::<Option<Vec<_>>>()
        };
        sets.iter().find_map(of_set).map(|all| all.concat())
    }
}

impl ClaimQuery {
    fn places(&self, content: &Value) -> Option<Vec<ClaimPath>> {
        let values = self.path.select(content).ok().filter(|found| !found.is_empty())?;
        let fits = self.values.as_ref().is_none_or(|allowed| values.iter().any(|value| allowed.contains(value)));
        self.path.resolve(content).ok().filter(|_| fits)
    }
}

#[cfg(test)]
mod tests {
    use super::Query;
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use identity_kit::sd_jwt_vc::{ClaimPath, SdJwtBuilder, SdJwtVc};
    use serde_json::{Value, json};

    /// A credential with a concealed name, nested address and list, and an open number. Nobody checks its signature.
    fn credential() -> SdJwtVc {
        let claims = json!({
            "vct": "staff", "number": 7, "name": "Ada",
            "address": { "city": "Leeds", "street": "High Street" }, "wards": ["A", "B"],
        });
        let paths: [ClaimPath; 6] = [
            ["name"].into(),
            ["address"].into(),
            ["address", "city"].into(),
            ["address", "street"].into(),
            vec!["wards".into(), 0.into()].into(),
            vec!["wards".into(), 1.into()].into(),
        ];
        let builder = SdJwtBuilder::new(claims.as_object().unwrap().clone());
        let encoded = paths.into_iter().fold(builder, SdJwtBuilder::conceal).encode().unwrap();
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let header = part(&json!({ "alg": "ES256", "typ": "dc+sd-jwt" }));
        let disclosures: String = encoded.disclosures.iter().map(|one| format!("{one}~")).collect();
        SdJwtVc::parse(&format!("{header}.{}.AA~{disclosures}", part(&json!(encoded.payload)))).unwrap()
    }

    fn query(credential: &Value) -> Query {
        serde_json::from_value(json!({ "credentials": [credential] })).unwrap()
    }

    /// What a verifier sees of the credential beside its type.
    fn seen(wanted: &Value) -> Option<Value> {
        let mut credential = json!({ "id": "q", "format": "dc+sd-jwt", "meta": { "vct_values": ["staff"] } });
        credential.as_object_mut().unwrap().extend(wanted.as_object().unwrap().clone());
        let answer = query(&credential).alternatives()[0].answer(&self::credential())?;
        let mut payload = answer.payload().clone();
        payload.shift_remove("vct");
        Some(payload.into())
    }

    #[test]
    fn only_what_was_asked_for_is_disclosed() {
        let open = json!({ "number": 7, "wards": [] });
        let with = |extra: Value| {
            let mut all = open.clone();
            all.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
            Some(all)
        };
        let asked = |path: Value| seen(&json!({ "claims": [{ "path": path }] }));
        assert_eq!(seen(&json!({})), Some(open.clone()));
        assert_eq!(asked(json!(["number"])), Some(open.clone()));
        assert_eq!(asked(json!(["name"])), with(json!({ "name": "Ada" })));
        assert_eq!(asked(json!(["address", "city"])), with(json!({ "address": { "city": "Leeds" } })));
        assert_eq!(asked(json!(["address"])), with(json!({ "address": { "city": "Leeds", "street": "High Street" } })));
        assert_eq!(asked(json!(["wards", 1])), with(json!({ "wards": ["B"] })));
        assert_eq!(asked(json!(["wards", null])), with(json!({ "wards": ["A", "B"] })));
    }

    #[test]
    fn another_credential_is_no_answer() {
        for wanted in [
            json!({ "claims": [{ "path": ["surname"] }] }),
            json!({ "claims": [{ "path": ["name", "first"] }] }),
            json!({ "claims": [{ "path": ["name"], "values": ["Eve"] }] }),
            json!({ "claims": [{ "path": ["name"] }, { "path": ["surname"] }] }),
            json!({ "format": "jwt_vc_json" }),
            json!({ "meta": { "vct_values": ["visitor"] } }),
            json!({ "meta": {} }),
        ] {
            assert_eq!(seen(&wanted), None, "{wanted}");
        }
        let right = seen(&json!({ "claims": [{ "path": ["name"], "values": ["Eve", "Ada"] }] })).unwrap();
        assert_eq!(right["name"], "Ada");
    }

    #[test]
    fn the_first_set_of_claims_that_is_there_is_disclosed() {
        let claims = json!([{ "id": "s", "path": ["surname"] }, { "id": "n", "path": ["name"] },
            { "id": "c", "path": ["address", "city"] }]);
        let shown = seen(&json!({ "claims": claims, "claim_sets": [["s", "n"], ["n"], ["n", "c"]] })).unwrap();
        assert_eq!((&shown["name"], shown.get("address")), (&json!("Ada"), None));
        assert_eq!(seen(&json!({ "claims": claims, "claim_sets": [["s"], ["s", "n"]] })), None);
    }

    #[test]
    fn one_credential_is_shown_and_never_two() {
        let alternatives = |sets: Value| {
            let one = |id: &str| json!({ "id": id, "format": "dc+sd-jwt", "meta": { "vct_values": [id] } });
            let mut query = json!({ "credentials": [one("a"), one("b"), one("c")] });
            query["credential_sets"] = sets;
            let query: Query = serde_json::from_value(query).unwrap();
            query.alternatives().iter().map(|query| query.id.clone()).collect::<Vec<_>>()
        };
        assert!(alternatives(Value::Null).is_empty());
        assert_eq!(alternatives(json!([{ "options": [["a", "b"], ["c"], ["b"]] }])), ["c", "b"]);
        let optional = json!([{ "options": [["a"]], "required": false }, { "options": [["b"]] }]);
        assert_eq!(alternatives(optional), ["b"]);
        assert!(alternatives(json!([{ "options": [["a"]] }, { "options": [["b"]] }])).is_empty());
    }
}
