//! Officers note that somebody has left, or is back.

use super::acts::{after, at, does, refuses};
use crate::support::on_every_database;
use domain::{Duration, IdentityOutcome, KeyState, Role};

on_every_database! {
    // HR-25, STATUS-8
    async fn a_leaver_is_out_with_the_press(app: TestApp) {
        let (sam, mut home) = app.at_home("Sam", "123").await;
        let link = app.reissue(&sam, false).await;
        let mut officer = app.officer(Role::Issuer).await;
        assert_eq!(officer.browser.get(&at(&sam, "leave")).await.heading(), "Has Sam Tester left?");
        let record = does(&app, &mut officer.browser, &sam, "leave", &[]).await;
        assert!(record.body.contains("Noted that they have left"), "{}", record.body);
        assert_eq!(app.keys(&sam).await, [KeyState::Revoked]);
        assert_eq!(home.get("/home").await.heading(), "Your access key does not work any more");
        assert_eq!(app.browser().open(&link).await.heading(), "This invitation was cancelled");
        let line = store::audit::list(&app.state.db).await.unwrap().pop().unwrap();
        assert_eq!((line.action.as_str(), line.officer_id), ("employee-left", Some(officer.id)));
        app.outbox().await;
        // The same press again.
        app.unmoved(officer.browser.submit(&at(&sam, "leave"), &[])).await;
        let form = [("email", "new@example.org"), ("phone", "+447700900123"), ("checked", "yes")];
        refuses(&app, &mut officer.browser, &sam, "contact", &form, (409, "Sam Tester has left")).await;
    }

    // STATUS-8, HR-21
    async fn who_is_back_is_checked_anew_and_gets_a_new_key(app: TestApp) {
        let (sam, _) = app.at_home("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        let page = app.unmoved(officer.browser.get(&at(&sam, "return"))).await;
        assert_eq!((page.status.as_u16(), page.heading().as_str()), (409, "Sam Tester has not left"));
        does(&app, &mut officer.browser, &sam, "leave", &[]).await;
        let record = does(&app, &mut officer.browser, &sam, "return", &[]).await;
        assert!(record.body.contains("Noted that they are back"));
        assert_eq!(app.keys(&sam).await, [KeyState::Revoked]);
        let newest = after(&app, &sam).await;
        let form = [("reason", "deleted"), ("after", newest.as_str())];
        let refused = (409, "Confirm the identity of Sam Tester first");
        refuses(&app, &mut officer.browser, &sam, "new-key", &form, refused).await;
        app.wait(Duration::seconds(1));
        app.check_identity(&sam, IdentityOutcome::Confirmed).await;
        does(&app, &mut officer.browser, &sam, "new-key", &form).await;
        let link = app.newest_link(&sam).await;
        app.added_by(&sam, &link).await;
        assert_eq!(app.keys(&sam).await, [KeyState::Live, KeyState::Revoked]);
    }
}
