//! `POST /openid4vp/response`: what is taken, and the form of what is not.

use super::{assert_private, error, is};
use crate::support::{Answer, Holder, answer, encrypt, encrypt_with, on_every_database};
use axum::{
    body::Body,
    http::{Method, header},
};
use contract::log_in::{LogInRefusal, LogInStage};
use domain::Duration;
use serde_json::json;

on_every_database! {
    // LOGIN-5
    async fn what_is_taken_is_answered_with_no_more_than_the_way_back(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let asked = app.browser().ask().await;
        let request = holder.wallet.read_request(&asked.qr.unwrap()).await;
        let taken = holder.share(&request).await;
        assert_eq!((taken.status.as_u16(), taken.body.as_str()), (200, "{}"));
        assert_private(&taken);
        let request = holder.wallet.read_request(&asked.button).await;
        // More than was asked for is not refused, and not kept.
        let mut generous = holder.presentation(&request);
        generous.disclosures = holder.disclosures();
        let taken = holder.show(&request, generous).await;
        assert_eq!(taken.json().as_object().unwrap().keys().collect::<Vec<_>>(), ["redirect_uri"]);
        assert_private(&taken);
    }

    // LOGIN-4
    async fn a_second_answer_is_too_late(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        let shown = answer(&request, &holder.presentation(&request).text());
        assert_eq!(holder.wallet.answer(&request, &shown).await.status, 200);
        for again in [holder.wallet.answer(&request, &shown).await, holder.share(&request).await, holder.wallet.decline(&request).await] {
            assert_eq!(error(&again), is(400, "invalid_request"));
        }
        assert_eq!(browser.log_in_page().await.refusal, None);
        // LOGIN-3: what was made for one request says nothing for another.
        let other = holder.wallet.read_request(&app.browser().ask().await.button).await;
        let replayed = answer(&other, shown["vp_token"]["access-key"][0].as_str().unwrap());
        let (refused, changes) = app.changes(holder.wallet.answer(&other, &replayed)).await;
        assert_eq!(error(&refused), is(400, "invalid_request"));
        assert_eq!(changes, ["presentation_request.refusal", "presentation_request.refused_at"]);
    }

    // LOGIN-7, LOGIN-14: the form of the post. Nothing but the kind of refusal is kept, and only where it is known of what.
    async fn posts_that_are_no_answer(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        let key = request.claims["client_metadata"]["jwks"]["keys"][0].clone();
        let shown = answer(&request, &holder.presentation(&request).text());
        let good = encrypt(&key, "A256GCM", &shown.to_string());
        let post = async |form: &[(&str, &str)]| app.unmoved(holder.wallet.post_answer(form)).await;

        // Of no request that is known.
        let header = |name: &str, value: &str| {
            let mut header = json!({ "alg": "ECDH-ES", "enc": "A256GCM", "kid": key["kid"] });
            header[name] = value.into();
            encrypt_with(header, &key, "A256GCM", &shown.to_string())
        };
        let state = request.claims["state"].as_str().unwrap();
        let presented = shown["vp_token"].to_string();
        let unknown: [&[(&str, &str)]; 12] = [
            &[],
            &[("state", state)],
            &[("response", "")],
            &[("response", "a.b.c.d.e")],
            &[("response", &good), ("response", &good)],
            &[("response", &good), ("vp_token", &presented)],
            &[("response", &header("kid", "another"))],
            &[("response", &header("kid", "a\u{0}b"))],
            &[("vp_token", &presented)],
            &[("vp_token", &presented), ("state", "another")],
            &[("vp_token", &presented), ("state", "a\u{0}b")],
            &[("error", "access_denied")],
        ];
        for form in unknown {
            assert_eq!(error(&post(form).await), is(400, "invalid_request"), "{form:?}");
        }
        let json = holder.wallet.request(Method::POST, "/openid4vp/response")
            .header(header::CONTENT_TYPE, "application/json").body(Body::from(shown.to_string())).unwrap();
        assert_eq!(error(&app.unmoved(holder.wallet.send(json)).await), is(400, "invalid_request"));
        assert_eq!(browser.log_in_page().await.refusal, None);

        // Of this request, and wrong. The kind stands there from the first on.
        let mut state_of_another = shown.clone();
        state_of_another["state"] = "another".into();
        let mut two_answers = shown.clone();
        two_answers["error"] = "access_denied".into();
        let (mut tampered, place) = (good.clone(), good.len() - 60);
        let other = if good.as_bytes()[place] == b'A' { "B" } else { "A" };
        tampered.replace_range(place..=place, other);
        let sealed = |text: String| encrypt(&key, "A256GCM", &text);
        let wrong: Vec<Vec<(&str, String)>> = vec![
            vec![("vp_token", presented.clone()), ("state", state.to_owned())],
            vec![("response", tampered)],
            vec![("response", sealed(state_of_another.to_string()))],
            vec![("response", sealed(two_answers.to_string()))],
            vec![("response", sealed("{}".to_owned()))],
            vec![("response", sealed("[]".to_owned()))],
            vec![("response", sealed("no JSON".to_owned()))],
            vec![("response", sealed(format!("{{\"vp_token\":{presented},\"vp_token\":{presented}}}")))],
        ];
        for form in wrong {
            let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            app.wait(Duration::millis(1));
            let (refused, changes) = app.changes(holder.wallet.post_answer(&form)).await;
            assert_eq!(error(&refused), is(400, "invalid_request"), "{form:?}");
            assert!(changes.contains(&"presentation_request.refused_at".to_owned()), "{form:?}: {changes:?}");
            assert!(changes.iter().all(|change| change.starts_with("presentation_request.refus")), "{form:?}: {changes:?}");
            assert_eq!(browser.log_in_page().await.refusal, Some(LogInRefusal::Unreadable));
        }
        assert_eq!(holder.wallet.post_answer(&[("response", &good)]).await.status, 200, "it stays open to a good one");
        assert_eq!(browser.log_in_page().await.stage, LogInStage::Shared);
    }

    // LOGIN-14
    async fn a_wallet_that_does_not_share_is_no_fault(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder: Holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let asked = browser.ask().await;
        for link in [asked.qr.as_ref().unwrap(), &asked.button] {
            let request = holder.wallet.read_request(link).await;
            app.wait(Duration::millis(1));
            let (answer, changes): (Answer, _) = app.changes(holder.wallet.decline(&request)).await;
            assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "{}"));
            assert_eq!(changes, ["presentation_request.refusal", "presentation_request.refused_at"]);
            assert_eq!(browser.log_in_page().await.refusal, Some(LogInRefusal::Declined));
            let encrypted = json!({ "error": "vp_formats_not_supported", "error_description": "<b>", "state": request.claims["state"] });
            app.wait(Duration::millis(1));
            assert_eq!(holder.wallet.answer(&request, &encrypted).await.body, "{}");
            assert_eq!(browser.log_in_page().await.refusal, Some(LogInRefusal::Unreadable));
        }
        // The page shows the same QR code again, and the person may think again.
        assert_eq!(browser.asked().await.qr, asked.qr);
        let request = holder.wallet.read_request(asked.qr.as_ref().unwrap()).await;
        assert_eq!(holder.share(&request).await.status, 200);
        assert_eq!(browser.log_in_page().await.refusal, None);
    }
}
