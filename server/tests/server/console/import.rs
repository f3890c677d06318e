//! Uploading a file of people.

use super::{officer_page, plain, somebody};
use crate::support::{Answer, Browser, on_every_database};
use axum::{
    body::Body,
    http::{Method, header},
};
use domain::{Duration, InvitationState, Role};
use sea_orm::ConnectionTrait;

const HEADER: &str = "staff_number,given_name,family_name,email,phone";

async fn upload(browser: &mut Browser, name: &str, file: &[u8]) -> Answer {
    let head = format!("--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let body = [head.as_bytes(), file, b"\r\n--line--\r\n"].concat();
    let request = browser
        .request(Method::POST, "/hr/staff/import")
        .header("sec-fetch-site", "same-origin")
        .header(header::ORIGIN, "http://localhost:3000")
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=line")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

on_every_database! {
    // STAFF-13
    async fn nothing_is_saved_before_the_officer_has_seen_what(app: TestApp) {
        let changed = somebody(&app, "1", "Sam", "Taylor").await;
        let officer = app.officer(Role::Issuer).await;
        let mut browser = officer.browser;
        let file = format!("{HEADER}\n1,Sam,Zimmer,1@example.org,+447700900123\n2,Alex,Lee,alex@example.org,+447700900124\n3,Kim,Poe,kim,+447700900125\n");
        let (answer, moved) = app.changes(upload(&mut browser, "Staff.CSV", file.as_bytes())).await;
        assert_eq!((answer.status.as_u16(), moved), (303, vec!["import_draft +1".to_owned()]));
        let path = answer.location().to_owned();
        let review = app.unmoved(browser.get(&path)).await;
        assert_eq!(review.heading(), "Check what will be saved");
        let page = plain(&review.body);
        assert!(page.contains("New people 1 People whose details change 1 People who stay as they are 0 Problems 1"), "{page}");
        assert!(page.contains("Row 4, email"), "{page}");
        let saved = browser.press(&path, &[("new", "1"), ("changed", "1")]).await;
        assert!(saved.body.contains("Saved"), "{}", saved.body);
        assert_eq!(app.employee(&changed).await.family_name, "Zimmer");
        assert_eq!(app.audit().await, ["employee-added", "employee-changed"]);
        let line = store::audit::list(&app.state.db).await.unwrap().remove(0);
        assert_eq!((line.actor.as_str(), line.officer_id), ("officer", Some(officer.id)));
        assert!(app.outbox().await.is_empty(), "nobody is sent anything");
        // Once.
        let again = app.unmoved(browser.submit(&path, &[("new", "1"), ("changed", "1")])).await;
        assert_eq!(again.status, 422);
    }

    // STAFF-13
    async fn what_has_changed_since_is_shown_again(app: TestApp) {
        let mut browser = app.officer(Role::Issuer).await.browser;
        let file = format!("{HEADER}\n2,Alex,Lee,alex@example.org,+447700900124\n");
        let path = upload(&mut browser, "staff.csv", file.as_bytes()).await.location().to_owned();
        somebody(&app, "2", "Alex", "Lee").await;
        let answer = app.unmoved(browser.submit(&path, &[("new", "1"), ("changed", "0")])).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("Something has changed since you uploaded the file"), "{}", answer.body);
    }

    // STAFF-13
    async fn who_is_reached_in_another_way_is_told_and_loses_the_invitation(app: TestApp) {
        let sam = somebody(&app, "1", "Sam", "Taylor").await;
        app.invite(&sam).await;
        app.outbox().await;
        let mut browser = app.officer(Role::Issuer).await.browser;
        let file = format!("{HEADER}\n1,Sam,Taylor,new@example.org,+447700900123\n");
        let path = upload(&mut browser, "staff.csv", file.as_bytes()).await.location().to_owned();
        browser.press(&path, &[("new", "0"), ("changed", "1")]).await;
        assert_eq!(app.employee(&sam).await.email, "new@example.org");
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Cancelled);
        assert!(app.audit().await.contains(&"contact-changed".to_owned()));
        for to in ["1@example.org", "new@example.org"] {
            assert!(app.outbox().await.iter().any(|message| message.to == to), "{to} is told");
        }
    }

    // STAFF-13
    async fn a_file_that_cannot_be_used_is_refused(app: TestApp) {
        let mut browser = app.officer(Role::Issuer).await.browser;
        let large = vec![b'x'; 2 * 1024 * 1024 + 1];
        let larger = vec![b'x'; 3 * 1024 * 1024];
        for (name, file, message) in [
            ("", b"".as_slice(), "Select a CSV file"),
            ("staff.xlsx", b"PK", "The selected file must be a CSV"),
            ("staff.csv", b"a\0b", "The selected file must be a CSV"),
            ("staff.csv", b"", "The selected file is empty"),
            ("staff.csv", &large, "The selected file must be smaller than 2MB"),
            ("staff.csv", &larger, "The selected file must be smaller than 2MB"),
        ] {
            let answer = app.unmoved(upload(&mut browser, name, file)).await;
            assert_eq!(answer.status, 422, "{message}");
            assert!(answer.body.contains(message), "{message}: {}", answer.body);
        }
        let template = browser.get("/hr/staff/import/template.csv").await;
        assert_eq!(template.body, format!("{HEADER}\r\n"));
    }

    // STAFF-13
    async fn a_file_is_its_officers_alone_and_kept_for_an_hour_unreadable(app: TestApp) {
        let mut browser = app.officer(Role::Issuer).await.browser;
        let file = format!("{HEADER}\n2,Alex,Lee,alex@example.org,+447700900124\n");
        let path = upload(&mut browser, "staff.csv", file.as_bytes()).await.location().to_owned();
        let rows = format!("{:?}", app.rows().await);
        assert!(!rows.contains("alex@example.org") && !rows.contains("616C6578406578616D706C65"), "{rows}");
        let mut other = app.officer(Role::Administrator).await.browser;
        let answer = app.unmoved(other.submit(&path, &[("new", "1"), ("changed", "0")])).await;
        assert_eq!(answer.status, 422);
        assert_eq!(officer_page(&app, Role::Viewer, &path).await.status, 403);
        app.wait(Duration::hours(1));
        let (_, moved) = app.changes(async { server::jobs::sweep::once(&app.state).await.unwrap() }).await;
        assert!(moved.contains(&"import_draft -1".to_owned()), "{moved:?}");
    }

    // STAFF-7
    async fn an_officer_changes_their_own_record_by_no_file(app: TestApp) {
        let officer = app.officer(Role::Issuer).await;
        let me = somebody(&app, "1", "Olu", "Issuer").await;
        let sql = format!("UPDATE employee SET email = '{}' WHERE id = '{}'", officer.email, me.id);
        app.state.db.execute_unprepared(&sql).await.unwrap();
        let mut browser = officer.browser;
        let file = format!("{HEADER}\n1,Olu,Other,{},+447700900123\n", officer.email);
        let path = upload(&mut browser, "staff.csv", file.as_bytes()).await.location().to_owned();
        let page = plain(&browser.get(&path).await.body);
        assert!(page.contains("There is nothing to save") && page.contains("This is your own record"), "{page}");
        let answer = browser.submit(&path, &[("new", "0"), ("changed", "1")]).await;
        assert_eq!(answer.status, 422);
        assert_eq!(app.employee(&me).await.family_name, "Issuer");
    }
}
