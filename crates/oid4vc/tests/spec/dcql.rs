//! The question, and the shape of its answer.

use oid4vc::vp::dcql::{
    self, ClaimPath, ClaimQuery, CredentialQuery, MAX_PRESENTATION_LENGTH, PathStep, QueryError, VpTokenError,
};
use serde_json::{Value, json};

use crate::presenter::claim;

fn query(claims: Vec<ClaimQuery>) -> Result<CredentialQuery, QueryError> {
    CredentialQuery::new("key", vec!["urn:a".to_owned()], claims)
}

#[test]
fn the_question_is_written_as_the_specification_has_it() {
    let nested = ClaimPath::top("address")
        .then(PathStep::Member("lines".to_owned()))
        .then(PathStep::AllElements)
        .then(PathStep::Element(0));
    let all = query(vec![claim("employee_id", true), ClaimQuery { path: nested, required: true }]).unwrap();
    let expected = json!({
        "credentials": [{
            "id": "key",
            "format": "dc+sd-jwt",
            "meta": { "vct_values": ["urn:a"] },
            "claims": [{ "path": ["employee_id"] }, { "path": ["address", "lines", null, 0] }],
        }],
    });
    assert_eq!(dcql::to_value(&[all]), expected);
}

#[test]
fn optional_claims_make_two_sets() {
    let some = query(vec![claim("given_name", false), claim("employee_id", true)]).unwrap();
    let credential = &dcql::to_value(&[some])["credentials"][0];
    let claims = json!([{ "id": "claim_0", "path": ["given_name"] }, { "id": "claim_1", "path": ["employee_id"] }]);
    assert_eq!(credential["claims"], claims);
    assert_eq!(credential["claim_sets"], json!([["claim_0", "claim_1"], ["claim_1"]]));
}

#[test]
fn questions_that_make_no_sense_are_refused() {
    let named = |id: &str| CredentialQuery::new(id, vec!["urn:a".to_owned()], vec![claim("a", true)]);
    assert_eq!(named(""), Err(QueryError::Id));
    assert_eq!(named("a.b"), Err(QueryError::Id));
    assert!(named("Key_1-a").is_ok());
    assert_eq!(CredentialQuery::new("key", Vec::new(), vec![claim("a", true)]), Err(QueryError::NoType));
    assert_eq!(query(Vec::new()), Err(QueryError::NothingRequired));
    assert_eq!(query(vec![claim("a", false)]), Err(QueryError::NothingRequired));
    assert_eq!(query(vec![claim("a", true), claim("a", false)]), Err(QueryError::RepeatedClaim));
}

#[test]
fn exactly_what_was_asked_for_is_taken() {
    let query = [query(vec![claim("a", true)]).unwrap()];
    assert_eq!(dcql::presentation(&query, &json!({ "key": ["text"] })), Ok((0, "text")));
    let refused: [(Value, VpTokenError); 12] = [
        (json!("text"), VpTokenError::NotAnObject),
        (json!(["text"]), VpTokenError::NotAnObject),
        (json!({}), VpTokenError::Missing),
        (json!({ "other": ["text"] }), VpTokenError::Missing),
        (json!({ "key": ["text"], "other": ["text"] }), VpTokenError::NotAskedFor),
        (json!({ "key": "text" }), VpTokenError::NotAnArray),
        (json!({ "key": null }), VpTokenError::NotAnArray),
        (json!({ "key": [] }), VpTokenError::NotExactlyOne),
        (json!({ "key": ["text", "text"] }), VpTokenError::NotExactlyOne),
        (json!({ "key": [{ "sd": "jwt" }] }), VpTokenError::NotText),
        (json!({ "key": [1] }), VpTokenError::NotText),
        (json!({ "key": ["x".repeat(MAX_PRESENTATION_LENGTH + 1)] }), VpTokenError::TooLong),
    ];
    for (vp_token, expected) in refused {
        assert_eq!(dcql::presentation(&query, &vp_token), Err(expected));
    }
}

#[test]
fn one_of_several_kinds_is_asked_for() {
    let kind =
        |id: &str, vct: &str, name| CredentialQuery::new(id, vec![vct.to_owned()], vec![claim(name, true)]).unwrap();
    let query = [kind("own", "urn:a", "employee_id"), kind("other", "urn:b", "number")];
    let expected = json!({
        "credentials": [
            { "id": "own", "format": "dc+sd-jwt", "meta": { "vct_values": ["urn:a"] }, "claims": [{ "path": ["employee_id"] }] },
            { "id": "other", "format": "dc+sd-jwt", "meta": { "vct_values": ["urn:b"] }, "claims": [{ "path": ["number"] }] },
        ],
        "credential_sets": [{ "options": [["own"], ["other"]] }],
    });
    assert_eq!(dcql::to_value(&query), expected);
    assert_eq!(dcql::presentation(&query, &json!({ "own": ["text"] })), Ok((0, "text")));
    assert_eq!(dcql::presentation(&query, &json!({ "other": ["text"] })), Ok((1, "text")));
    let refused = [
        (json!({ "own": ["text"], "other": ["text"] }), VpTokenError::NotAskedFor),
        (json!({ "third": ["text"] }), VpTokenError::Missing),
        (json!({ "other": [] }), VpTokenError::NotExactlyOne),
    ];
    for (vp_token, expected) in refused {
        assert_eq!(dcql::presentation(&query, &vp_token), Err(expected));
    }
}
