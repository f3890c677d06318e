//! Where a way ends, nothing may change; only a browser that was overtaken by another may start again.

use super::Press::Continue;
use crate::support::{Person, on_every_database};
use domain::{Duration, InvitationState};

// CODE-11
on_every_database! {
    async fn without_a_cookie(app: TestApp) {
        app.table(async |_, _| app.browser(), &[]).await;
    }

    async fn with_an_unknown_link(app: TestApp) {
        app.table(async |_, _| app.with_link(&format!("/k/{}", "A".repeat(43))).await, &[]).await;
    }

    async fn with_a_used_link_in_another_browser(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            app.added_by(&person, &link).await;
            app.with_link(&link).await
        };
        app.table(arrive, &[]).await;
    }

    async fn with_a_key_already(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            app.added_by(&person, &link).await;
            app.wait(Duration::seconds(1));
            app.with_link(&app.stray_link(&person).await).await
        };
        app.table(arrive, &[]).await;
    }

    async fn with_a_locked_invitation(app: TestApp) {
        app.table(async |person, link: String| app.lock(&person, &link).await, &[]).await;
    }

    async fn with_an_expired_invitation(app: TestApp) {
        let arrive = async |_, link: String| {
            let browser = app.with_code(&link).await;
            app.wait(Duration::days(7));
            browser
        };
        app.table(arrive, &[]).await;
    }

    async fn with_a_replaced_invitation(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.verified(&person, &link).await;
            app.wait(Duration::seconds(1));
            app.invite(&person).await;
            browser
        };
        app.table(arrive, &[]).await;
    }

    async fn with_a_cancelled_invitation(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.verified(&person, &link).await;
            let invitation = app.invitation(&person).await.id;
            store::invitations::become_(&app.state.db, &invitation, InvitationState::Cancelled, app.now()).await.unwrap();
            browser
        };
        app.table(arrive, &[]).await;
    }

    async fn when_the_person_has_left_before_the_code(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.with_code(&link).await;
            app.leaves(&person).await;
            browser
        };
        app.table(arrive, &[]).await;
    }

    async fn when_the_person_has_left_after_the_code(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.verified(&person, &link).await;
            app.leaves(&person).await;
            browser
        };
        app.table(arrive, &[]).await;
    }

    async fn when_another_browser_carried_on(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.with_session(&link).await;
            app.verified(&person, &link).await;
            browser
        };
        app.table(arrive, &[(Continue, &["audit +1", "flow_session +1"])]).await;
    }

    async fn after_a_quarter_of_an_hour_away(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.verified(&person, &link).await;
            app.wait(Duration::minutes(15));
            browser
        };
        app.table(arrive, &[]).await;
    }

    async fn when_the_key_was_revoked(app: TestApp) {
        let arrive = async |person: Person, link: String| {
            let browser = app.added_by(&person, &link).await.0;
            let key = store::keys::held_of(&app.state.db, &person.id).await.unwrap().unwrap().id;
            server::flows::revoke::revoke(&app.state, &key, "Left the building", server::flows::audit::Actor::CommandLine).await.unwrap();
            browser
        };
        app.table(arrive, &[]).await;
    }
}
