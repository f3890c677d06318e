//! If a try cannot be counted, the code is not looked at: a database that refuses to write opens no door.

use super::at_the_code;
use crate::support::{TestApp, on_every_database};
use contract::Page;
use sea_orm::{ConnectionTrait, DbBackend};

/// From now on the database refuses to write into a table.
async fn seal(app: &TestApp, table: &str) {
    let db = &app.state.db;
    let statements = match db.get_database_backend() {
        DbBackend::Sqlite => ["INSERT", "UPDATE"]
            .map(|act| format!("CREATE TRIGGER seal_{table}_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'read only'); END"))
            .to_vec(),
        _ => vec![
            "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'read only'; END $$ LANGUAGE plpgsql".to_owned(),
            format!("CREATE TRIGGER seal BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()"),
        ],
    };
    for statement in statements {
        db.execute_unprepared(&statement).await.unwrap();
    }
}

async fn unseal(app: &TestApp, table: &str) {
    let db = &app.state.db;
    let statements = match db.get_database_backend() {
        DbBackend::Sqlite => ["INSERT", "UPDATE"].map(|act| format!("DROP TRIGGER seal_{table}_{act}")).to_vec(),
        _ => vec![format!("DROP TRIGGER seal ON {table}")],
    };
    for statement in statements {
        db.execute_unprepared(&statement).await.unwrap();
    }
}

on_every_database! {
    // CODE-8: each counter in turn, then what the right code buys, then the audit trail.
    async fn a_right_code_that_cannot_be_counted_is_not_accepted(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut browser = at_the_code(&app, &sam).await;
        let code = app.code(&sam).await;
        let before = app.audit().await;
        for table in ["invitation", "employee", "code_try", "security_code", "flow_session", "offer"] {
            seal(&app, table).await;
            let answer = browser.act_raw("/key/enter-code", &[("code", &code)]).await;
            assert_eq!(answer.status, 503, "{table}: {}", answer.body);
            assert!(answer.headers.contains_key("retry-after") && !answer.headers.contains_key("set-cookie"), "{table}");
            unseal(&app, table).await;
            assert!(!matches!(browser.load("/key/add").await, Page::AddKey(_)), "{table}");
        }
        assert_eq!(app.audit().await, before);
        // Two of the presses were counted; the database is well again, and the code still good.
        let page = browser.act("/key/enter-code", &[("code", &code)]).await;
        assert!(matches!(page, Page::AddKey(_)), "{page:?}");
    }

    // LOG-1: no act without its line in the audit trail.
    async fn nothing_happens_that_the_audit_trail_cannot_take(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut browser = at_the_code(&app, &sam).await;
        let code = app.code(&sam).await;
        seal(&app, "audit").await;
        assert_eq!(browser.act_raw("/key/enter-code", &[("code", &code)]).await.status, 503);
        unseal(&app, "audit").await;
        assert!(!matches!(browser.load("/key/add").await, Page::AddKey(_)));
    }

    // LOGIN-13: an answer that cannot be used up lets nobody in, and neither does a session that cannot be told of.
    async fn nobody_is_logged_in_whose_log_in_cannot_be_noted(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let mut browser = app.browser();
        let request = holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        for table in ["presentation_request", "audit"] {
            seal(&app, table).await;
            assert_eq!(holder.share(&request).await.status, 503, "{table}");
            unseal(&app, table).await;
        }
        assert_eq!(holder.share(&request).await.status, 200);
        let written = ["log_in", "presentation_request", "session", "access_key", "known_browser", "report_link", "outbox", "audit"];
        for table in written {
            seal(&app, table).await;
            let answer = browser.act_raw("/login/finish", &[]).await;
            assert_eq!(answer.status, 503, "{table}: {}", answer.body);
            assert!(!answer.headers.contains_key("set-cookie"), "{table}");
            unseal(&app, table).await;
        }
        assert_eq!(browser.act("/login/finish", &[]).await, Page::Leave { to: "/home".to_owned() });
    }

    // SEND-4: no code without its message.
    async fn no_code_is_made_that_cannot_be_sent(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let link = app.invite(&sam).await;
        let mut browser = app.browser();
        browser.get(&link).await;
        browser.submit("/key/continue", &[]).await;
        seal(&app, "outbox").await;
        assert_eq!(browser.submit("/key/send-code", &[("after", "0")]).await.status, 503);
        unseal(&app, "outbox").await;
        assert!(!app.audit().await.contains(&"code-sent".to_owned()));
        assert_eq!(browser.press("/key/send-code", &[("after", "0")]).await.heading(), "Check your phone");
        assert_eq!(app.texts(&sam).await, 1);
    }
}
