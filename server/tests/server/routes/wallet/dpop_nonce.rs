//! Nonces in DPoP proofs, where the wallet's profile asks for them (RFC 9449, sections 8, 9 and 11.3).

use super::{FORM, JSON, dpop, error, is, offered, post, proof, request};
use crate::support::{Answer, Database, TestApp, Wallet};
use domain::Duration;
use server::config::WalletProfile;

const TOKEN: &str = "/openid4vci/token";
const NONCE: &str = "/openid4vci/nonce";
const CREDENTIAL: &str = "/openid4vci/credential";

/// A service whose wallet profile asks for nonces.
async fn asking(database: Database) -> TestApp {
    TestApp::with(database, |settings| {
        settings.wallets.insert("strict".to_owned(), WalletProfile { dpop_nonce: true, ..WalletProfile::default() });
        settings.organisation.wallet = "strict".to_owned();
    })
    .await
}

/// The nonce of an answer; there is one at most.
fn nonce(answer: &Answer) -> Option<String> {
    let all: Vec<_> = answer.headers.get_all("dpop-nonce").iter().collect();
    assert!(all.len() <= 1);
    all.first().map(|value| value.to_str().unwrap().to_owned())
}

/// Asserts that the proof is refused for its nonce, and returns the one to use instead.
fn assert_asked(answer: &Answer, status: u16, why: &str) -> String {
    assert_eq!(error(answer), is(status, "use_dpop_nonce"), "{why}");
    if status == 401 {
        let challenge = answer.headers["www-authenticate"].to_str().unwrap();
        assert_eq!(challenge, "DPoP error=\"use_dpop_nonce\", algs=\"ES256\"", "{why}");
    }
    nonce(answer).expect(why)
}

async fn a_nonce_of_ours_is_asked_for(app: TestApp) {
    let sam = app.person("Sam", "581").await;
    let (wallet, link) = offered(&app, &sam).await;
    let wallet = wallet.with_dpop();
    let key = wallet.dpop.clone().unwrap();
    let code = wallet.pre_authorized_code(&link).await;
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "urn:ietf:params:oauth:grant-type:pre-authorized_code")
        .append_pair("pre-authorized_code", &code)
        .finish();
    let redeem = async |nonce: Option<&str>| {
        let proof = dpop(&app, &key, TOKEN, None, |_, claims| {
            if let Some(nonce) = nonce {
                claims["nonce"] = nonce.into();
            }
        });
        post(&wallet, TOKEN, &[FORM, ("dpop", &proof)], form.clone()).await
    };
    // Nothing is spent or redeemed by a proof without a nonce, nor by one with a nonce from elsewhere.
    let c_nonce = wallet.nonce().await;
    let mut fresh = String::new();
    for wrong in [None, Some("made-up"), Some(c_nonce.as_str())] {
        fresh = assert_asked(&app.unmoved(redeem(wrong)).await, 400, wrong.unwrap_or("none"));
    }
    app.wait(Duration::seconds(301));

    let alex = app.person("Alex", "582").await;
    let (_, link) = offered(&app, &alex).await;
    let token = bound_token(&app, &wallet, &link).await;
    let header = format!("DPoP {token}");
    let body = request(&proof(&app, &wallet, |_, _| {}).await).to_string();
    let ask = async |nonce: Option<&str>| {
        let proof = dpop(&app, &key, CREDENTIAL, Some(&token), |_, claims| {
            if let Some(nonce) = nonce {
                claims["nonce"] = nonce.into();
            }
        });
        post(&wallet, CREDENTIAL, &[JSON, ("authorization", &header), ("dpop", &proof)], body.clone()).await
    };
    for wrong in [None, Some(fresh.as_str())] {
        assert_asked(&app.unmoved(ask(wrong)).await, 401, wrong.unwrap_or("none"));
    }
    // The nonce endpoint gives one, which is good for several proofs.
    let given = nonce(&post(&wallet, NONCE, &[], "").await).unwrap();
    assert_eq!(ask(Some(&given)).await.status, 200);
    assert_eq!(ask(Some(&given)).await.status, 400, "the proof of the holder key was used, the nonce was not");
}

/// A token bound to the wallet's key, fetched as a wallet does that is asked for a nonce.
async fn bound_token(app: &TestApp, wallet: &Wallet, link: &str) -> String {
    let code = wallet.pre_authorized_code(link).await;
    let nonce = assert_asked(&wallet.token(&code).await, 400, "a first proof");
    let key = wallet.dpop.clone().unwrap();
    let proof = dpop(app, &key, TOKEN, None, |_, claims| claims["nonce"] = nonce.into());
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "urn:ietf:params:oauth:grant-type:pre-authorized_code")
        .append_pair("pre-authorized_code", &code)
        .finish();
    let answer = post(wallet, TOKEN, &[FORM, ("dpop", &proof)], form).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()["access_token"].as_str().unwrap().to_owned()
}

// ISSUE-28
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_nonce_of_ours_is_asked_for_sqlite() {
    a_nonce_of_ours_is_asked_for(asking(Database::sqlite()).await).await;
}

// ISSUE-28
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_nonce_of_ours_is_asked_for_postgres() {
    a_nonce_of_ours_is_asked_for(asking(Database::postgres().await).await).await;
}

// ISSUE-28: a client that was given a nonce may not leave it out, so none is given where none is asked for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn elsewhere_none_is_given_and_none_looked_at() {
    let app = TestApp::new(Database::sqlite()).await;
    let sam = app.person("Sam", "583").await;
    let (wallet, link) = offered(&app, &sam).await;
    assert_eq!(nonce(&post(&wallet, NONCE, &[], "").await), None);
    let wallet = wallet.with_dpop();
    let token = wallet.access_token(&link).await;
    let key = wallet.dpop.clone().unwrap();
    let proof = dpop(&app, &key, CREDENTIAL, Some(&token), |_, claims| claims["nonce"] = "made-up".into());
    let answer =
        post(&wallet, CREDENTIAL, &[JSON, ("authorization", &format!("DPoP {token}")), ("dpop", &proof)], "{}").await;
    assert_eq!((answer.status.as_u16(), nonce(&answer)), (400, None), "{}", answer.body);
}
