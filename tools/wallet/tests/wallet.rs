//! The built wallet against a strict issuer and a strict verifier: from the command line and through its page.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

mod issuer;
mod present;
mod program;
mod verifier;

use std::os::unix::fs::PermissionsExt as _;

use issuer::{Conduct, Issuer};
use program::{Page, files, listed, ran, sentence, text};
use reqwest::StatusCode;
use serde_json::json;

#[test]
fn a_key_is_received_listed_and_seen_to_be_revoked() {
    let issuer = Issuer::start(Conduct { dpop: true, ..Conduct::default() });
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("keys");

    let first = ran(&store, &["receive", &issuer.link()]);
    assert_eq!(sentence(&first), "");
    assert!(String::from_utf8_lossy(&first.stdout).starts_with("Added: Access key from Northfield <Trust> ("));
    issuer.conduct(|conduct| {
        assert_eq!(conduct.notified, [json!({ "notification_id": "n-1", "event": "credential_accepted" })]);
    });
    let kept = files(&store);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].metadata().unwrap().permissions().mode() & 0o777, 0o600);

    let list = listed(&store);
    assert_eq!(
        (&list[0]["state"], &list[0]["claims"]),
        (&json!("valid"), &json!({ "given_name": "Ada", "family_name": "Byron" }))
    );
    issuer.conduct(|conduct| conduct.revoked = true);
    assert_eq!(listed(&store)[0]["state"], "revoked");

    let second = ran(&store, &["receive", &issuer.link()]);
    assert!(!second.status.success());
    let refused = "The issuer refused the access token: invalid_grant (Used, or a wrong code)\n";
    assert_eq!(sentence(&second), refused);
}

#[test]
fn a_credential_for_another_key_is_not_kept_and_the_issuer_is_told() {
    let issuer = Issuer::start(Conduct { wrong_holder: true, ..Conduct::default() });
    let folder = tempfile::tempdir().unwrap();
    let answer = ran(folder.path(), &["receive", &issuer.link()]);
    assert_eq!(sentence(&answer), "The credential is not bound to the key in this wallet\n");
    assert_eq!(files(folder.path()).len(), 0);
    issuer.conduct(|conduct| assert_eq!(conduct.notified[0]["event"], "credential_failure"));
}

#[test]
fn the_page_shows_an_offer_and_adds_it_when_asked() {
    let issuer = Issuer::start(Conduct { tx_code: Some("4821"), ..Conduct::default() });
    let folder = tempfile::tempdir().unwrap();
    let page = Page::start(folder.path());
    let link = issuer.link();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let shown = page.get("/").query(&[("offer", &link)]).send().await.unwrap();
        let policy = shown.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        let shown = shown.text().await.unwrap();
        for part in [
            "Access key",
            "Northfield &lt;Trust&gt;",
            "First name",
            "<label for=\"tx_code\">",
            "for trying Latchkey only",
        ] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        // A whole link to the page with the offer's own query will do as well.
        let query = link.split_once('?').unwrap().1;
        assert!(text(page.get(&format!("/?{query}"))).await.1.contains("Access key"));

        let form = [("offer", link.as_str()), ("tx_code", " 4821 ")];
        assert_eq!(text(page.post("/add", "cross-site", &form)).await.0, StatusCode::FORBIDDEN);
        let renamed = page.post("/add", "same-origin", &form).header("host", "wallet.example");
        assert_eq!(text(renamed).await.0, StatusCode::FORBIDDEN);
        assert!(!issuer.conduct(|conduct| conduct.redeemed));

        let wrong = [("offer", link.as_str()), ("tx_code", "1111")];
        let (status, refused) = text(page.post("/add", "same-origin", &wrong)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.contains("invalid_grant (Used, or a wrong code)"), "{refused}");

        let (_, added) = text(page.post("/add", "same-origin", &form)).await;
        assert!(added.contains("<h1>Added</h1>") && added.contains("http://localhost:3000/key"), "{added}");
        let (_, held) = text(page.get("/")).await;
        assert!(held.contains("data-state=\"valid\"") && held.contains("Ada"), "{held}");
        assert!(text(page.post::<&str>("/decline", "same-origin", &[])).await.1.contains("Not added"));
    });
    assert_eq!(listed(folder.path()).as_array().unwrap().len(), 1);
}
