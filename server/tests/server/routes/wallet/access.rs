//! How a wallet proves itself at the protected endpoints (RFC 6750, RFC 9449).

use super::{FORM, JSON, assert_private, dpop, error, get, is, post};
use crate::support::{Answer, HolderKey, TestApp, Wallet, on_every_database};
use domain::Duration;

const PROTECTED: [&str; 2] = ["/openid4vci/credential", "/openid4vci/notification"];

/// A wallet with an access token that no key was fetched with yet.
async fn with_token(app: &TestApp, name: &str, number: &str, bound: bool) -> (Wallet, String) {
    let person = app.person(name, number).await;
    let link = app.invite(&person).await;
    let wallet = Wallet::new(app);
    let wallet = if bound { wallet.with_dpop() } else { wallet };
    let token = wallet.access_token(&app.verified(&person, &link).await.offer_link().await).await;
    (wallet, token)
}

/// The challenges of an answer, one a scheme.
fn challenges(answer: &Answer) -> Vec<&str> {
    answer.headers.get_all("www-authenticate").iter().map(|value| value.to_str().unwrap()).collect()
}

/// Asserts that the token is refused with this code, in the body and in the challenge of this scheme.
fn assert_refused(answer: &Answer, scheme: &str, code: &str, why: &str) {
    assert_eq!(error(answer), is(401, code), "{why}");
    let expected = match scheme {
        "DPoP" => [format!("DPoP error=\"{code}\", algs=\"ES256\""), "Bearer".to_owned()],
        _ => ["DPoP algs=\"ES256\"".to_owned(), format!("Bearer error=\"{code}\"")],
    };
    assert_eq!(challenges(answer), expected, "{why}");
}

on_every_database! {
    async fn without_a_token_only_the_schemes_are_named(app: TestApp) {
        let wallet = Wallet::new(&app);
        for path in PROTECTED {
            let answer = app.unmoved(post(&wallet, path, &[JSON], "{}")).await;
            assert_eq!((answer.status.as_u16(), answer.body.as_str()), (401, ""));
            assert_eq!(challenges(&answer), ["DPoP algs=\"ES256\"", "Bearer"]);
            assert_private(&answer);
        }
    }

    // ISSUE-11
    async fn what_is_no_token_of_ours_is_refused(app: TestApp) {
        let (wallet, token) = with_token(&app, "Sam", "541", false).await;
        let headers = [
            "Bearer".to_owned(),
            "Bearer ".to_owned(),
            "Bearer unknown".to_owned(),
            format!("Basic {token}"),
            token.clone(),
            format!("Bearer {token} {token}"),
            format!("Bearer {}", &token[1..]),
            format!("Bearer {}", "A".repeat(5000)),
        ];
        for path in PROTECTED {
            for header in &headers {
                let answer = app.unmoved(post(&wallet, path, &[JSON, ("authorization", header)], "{}")).await;
                assert_refused(&answer, "Bearer", "invalid_token", header);
            }
            let good = format!("Bearer {token}");
            let twice = app.unmoved(post(&wallet, path, &[JSON, ("authorization", &good), ("authorization", &good)], "{}")).await;
            assert_refused(&twice, "Bearer", "invalid_token", "two headers");
        }
    }

    // ISSUE-20
    /// Tokens in addresses end up in logs, and tokens in bodies in frames of other sites.
    async fn a_token_counts_in_the_header_only(app: TestApp) {
        let (wallet, token) = with_token(&app, "Sam", "542", false).await;
        for path in PROTECTED {
            let address = format!("{path}?access_token={token}");
            assert_eq!(app.unmoved(post(&wallet, &address, &[JSON], "{}")).await.status, 401);
            assert_eq!(app.unmoved(post(&wallet, path, &[FORM], format!("access_token={token}"))).await.status, 401);
            assert_eq!(app.unmoved(post(&wallet, path, &[JSON], format!("{{\"access_token\":\"{token}\"}}"))).await.status, 401);
            assert_eq!(app.unmoved(get(&wallet, path)).await.status, 405);
        }
    }

    // ISSUE-7
    async fn a_bound_token_is_never_taken_as_bearer(app: TestApp) {
        let (wallet, token) = with_token(&app, "Sam", "543", true).await;
        let bearer = format!("Bearer {token}");
        for path in PROTECTED {
            let answer = app.unmoved(post(&wallet, path, &[JSON, ("authorization", &bearer)], "{}")).await;
            assert_refused(&answer, "Bearer", "invalid_token", "without a proof");
            let proof = wallet.dpop_proof(path, Some(&token)).unwrap();
            let answer = app.unmoved(post(&wallet, path, &[JSON, ("authorization", &bearer), ("dpop", &proof)], "{}")).await;
            assert_refused(&answer, "Bearer", "invalid_token", "with one");
        }
        assert_eq!(wallet.credential(&token).await.status, 200);
    }

    // ISSUE-7
    async fn an_unbound_token_is_not_taken_as_bound(app: TestApp) {
        let (wallet, token) = with_token(&app, "Sam", "544", false).await;
        let dpop_wallet = wallet.clone().with_dpop();
        for path in PROTECTED {
            let answer = app.unmoved(dpop_wallet.post(&token, path, &serde_json::json!({}))).await;
            assert_refused(&answer, "DPoP", "invalid_token", path);
        }
        assert_eq!(wallet.credential(&token).await.status, 200);
    }

    // ISSUE-7
    async fn every_proof_that_does_not_fit_is_refused(app: TestApp) {
        let (wallet, token) = with_token(&app, "Sam", "545", true).await;
        let key = wallet.dpop.clone().unwrap();
        let bound = format!("DPoP {token}");
        for path in PROTECTED {
            let sent = async |proofs: &[&str]| {
                let mut headers = vec![JSON, ("authorization", bound.as_str())];
                headers.extend(proofs.iter().map(|proof| ("dpop", *proof)));
                post(&wallet, path, &headers, "{}").await
            };
            let now = app.now().as_seconds();
            let wrong = [
                ("another method", dpop(&app, &key, path, Some(&token), |_, claims| claims["htm"] = "GET".into())),
                ("another address", dpop(&app, &key, "/openid4vci/token", Some(&token), |_, _| {})),
                ("another host", dpop(&app, &key, path, Some(&token), |_, claims| claims["htu"] = format!("http://localhost:3001{path}").into())),
                ("another token", dpop(&app, &key, path, Some("another"), |_, _| {})),
                ("no token", dpop(&app, &key, path, None, |_, _| {})),
                ("too old", dpop(&app, &key, path, Some(&token), |_, claims| claims["iat"] = (now - 61).into())),
                ("from the future", dpop(&app, &key, path, Some(&token), |_, claims| claims["iat"] = (now + 61).into())),
                ("without a name", dpop(&app, &key, path, Some(&token), |_, claims| claims["jti"] = serde_json::Value::Null)),
                ("a private key", dpop(&app, &key, path, Some(&token), |header, _| header["jwk"]["d"] = "AAAA".into())),
            ];
            for (why, proof) in &wrong {
                let answer = app.unmoved(sent(&[proof])).await;
                assert_refused(&answer, "DPoP", "invalid_dpop_proof", why);
            }
            assert_refused(&app.unmoved(sent(&[])).await, "DPoP", "invalid_dpop_proof", "missing");
            let fresh = || dpop(&app, &key, path, Some(&token), |_, _| {});
            assert_refused(&app.unmoved(sent(&[&fresh(), &fresh()])).await, "DPoP", "invalid_dpop_proof", "two");

            // Right in itself, by a key that the token is not bound to.
            let stranger = dpop(&app, &HolderKey::new(), path, Some(&token), |_, _| {});
            let (answer, changes) = app.changes(sent(&[&stranger])).await;
            assert_refused(&answer, "DPoP", "invalid_token", "another key");
            assert_eq!(changes, ["spent +1"], "the proof is used up");

            // Good once: the second time it is refused before anything else is looked at.
            let proof = fresh();
            assert_eq!(sent(&[&proof]).await.status, 400);
            assert_refused(&app.unmoved(sent(&[&proof])).await, "DPoP", "invalid_dpop_proof", "replayed");
        }
        assert_eq!(wallet.credential(&token).await.status, 200);
    }

    // ISSUE-7
    async fn a_proof_may_be_a_minute_off_either_way(app: TestApp) {
        for (number, off) in [("546", -60), ("547", 60)] {
            let (wallet, token) = with_token(&app, number, number, true).await;
            let proof = dpop(&app, wallet.dpop.as_ref().unwrap(), PROTECTED[0], Some(&token), |_, claims| {
                claims["iat"] = (app.now().as_seconds() + off).into();
            });
            let headers = [JSON, ("authorization", &*format!("DPoP {token}")), ("dpop", &*proof)];
            let body = super::request(&super::proof(&app, &wallet, |_, _| {}).await).to_string();
            assert_eq!(post(&wallet, PROTECTED[0], &headers, body).await.status, 200, "{off}");
        }
    }

    // ISSUE-8
    async fn a_token_is_good_for_five_minutes_to_the_millisecond(app: TestApp) {
        let (wallet, token) = with_token(&app, "Sam", "548", false).await;
        app.wait(Duration::millis(299_999));
        assert_eq!(wallet.credential(&token).await.status, 200);
        app.wait(Duration::millis(1));
        assert_refused(&app.unmoved(wallet.credential(&token)).await, "Bearer", "invalid_token", "expired");
    }
}
