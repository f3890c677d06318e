//! Uploading a file of people.

use super::{
    acts::{after, does, refuses},
    officer_page, plain, somebody,
};
use crate::support::{Answer, Browser, on_every_database};
use axum::{
    body::Body,
    http::{Method, header},
};
use domain::{Duration, IdentityOutcome, InvitationState, Role, details::Numbers};
use sea_orm::ConnectionTrait;
use server::flows::{
    audit::Actor,
    import,
    staff::upload::{MOST_CHANGED, MOST_NEW},
};

const HEADER: &str = "staff_number,given_name,family_name,email,phone";

/// The form that saves what a page shows, and what it says with it.
fn seen(review: &Answer) -> [(&'static str, &str); 1] {
    let field = review.body.split("<input ").find(|field| field.contains("name=\"seen\"")).expect("nothing to save");
    [("seen", field.split("value=\"").nth(1).unwrap().split('"').next().unwrap())]
}

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
        let file = format!("{HEADER}\n1,Sam,Zimmer,sam@example.org,+447700900123\n2,Alex,Lee,alex@example.org,+447700900124\n3,Kim,Poe,kim,+447700900125\n");
        let (answer, moved) = app.changes(upload(&mut browser, "Staff.CSV", file.as_bytes())).await;
        assert_eq!((answer.status.as_u16(), moved), (303, vec!["import_draft +1".to_owned()]));
        let path = answer.location().to_owned();
        let review = app.unmoved(browser.get(&path)).await;
        assert_eq!(review.heading(), "Check what will be saved");
        let page = plain(&review.body);
        assert!(page.contains("Rows in the file 3 New people 1 People whose details change 1 People who stay as they are 0 Problems 1"), "{page}");
        assert!(page.contains("Row 4, email"), "{page}");
        assert!(page.contains("Whose details change Sam Taylor , 1 : Last name, Email address"), "{page}");
        assert!(!page.contains("Email address, Phone number"), "the phone number stays: {page}");
        let saved = browser.press(&path, &seen(&review)).await;
        assert!(saved.body.contains("Saved"), "{}", saved.body);
        assert_eq!(app.employee(&changed).await.family_name, "Zimmer");
        assert_eq!(app.audit().await, ["employee-added", "contact-changed", "employee-changed"]);
        let line = store::audit::list(&app.state.db).await.unwrap().remove(0);
        assert_eq!((line.actor.as_str(), line.officer_id), ("officer", Some(officer.id)));
        assert!(app.outbox().await.iter().all(|message| message.to != "alex@example.org"), "who is new is sent nothing");
        // Once.
        let again = app.unmoved(browser.submit(&path, &seen(&review))).await;
        assert_eq!(again.status, 422);
    }

    // STAFF-13
    async fn what_has_changed_since_is_shown_again(app: TestApp) {
        let mut browser = app.officer(Role::Issuer).await.browser;
        let file = format!("{HEADER}\n2,Alex,Lee,alex@example.org,+447700900124\n");
        let path = upload(&mut browser, "staff.csv", file.as_bytes()).await.location().to_owned();
        let review = browser.get(&path).await;
        somebody(&app, "2", "Alex", "Lee").await;
        let answer = app.unmoved(browser.submit(&path, &seen(&review))).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("Something has changed since you uploaded the file"), "{}", answer.body);
        assert_ne!(seen(&answer), seen(&review));
        app.unmoved(browser.submit(&path, &[])).await;
    }

    // STAFF-13
    async fn as_many_changes_to_other_people_are_something_else(app: TestApp) {
        let sam = somebody(&app, "1", "Sam", "Taylor").await;
        let alex = somebody(&app, "2", "Alex", "Lee").await;
        let mut browser = app.officer(Role::Issuer).await.browser;
        let file = format!("{HEADER}\n1,Sam,Taylor,1@example.org,+447700900123\n2,Alex,Lee,2@example.org,+447700900124\n");
        let path = upload(&mut browser, "staff.csv", file.as_bytes()).await.location().to_owned();
        let review = browser.get(&path).await;
        let page = plain(&review.body);
        assert!(page.contains("Whose details change Alex Lee , 2 : Phone number"), "{page}");
        // Another officer enters Alex's number by hand, and another address of Sam's: the file would undo that.
        let details = |number: &str, given: &str, family: &str, email: &str, phone: &str| store::employees::Details {
            staff_number: number.to_owned(),
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            email: email.to_owned(),
            phone: phone.to_owned(),
        };
        let (db, now) = (&app.state.db, app.now());
        let sams = details("1", "Sam", "Taylor", "new@example.org", "+447700900123");
        store::employees::update(db, &sam.id, sams, now).await.unwrap();
        let alexs = details("2", "Alex", "Lee", "2@example.org", "+447700900124");
        store::employees::update(db, &alex.id, alexs, now).await.unwrap();
        let answer = app.unmoved(browser.submit(&path, &seen(&review))).await;
        assert_eq!(answer.status, 422);
        let page = plain(&answer.body);
        assert!(page.contains("Something has changed") && page.contains("Sam Taylor , 1 : Email address"), "{page}");
        // Who was to be changed may be looked at once more, and saved.
        browser.press(&path, &seen(&answer)).await;
        assert_eq!(app.employee(&sam).await.email, "1@example.org");
    }

    // STAFF-13: saved after the report was made, and before its own transaction began.
    async fn what_somebody_else_saves_meanwhile_stands(app: TestApp) {
        let db = &app.state.db;
        let sam = somebody(&app, "1", "Sam", "Taylor").await;
        let before = store::employees::list(db).await.unwrap();
        let report = |rows: &str| {
            let file = format!("{HEADER}\n3,Kim,Poe,kim@example.org,+447700900125\n{rows}\n");
            import::check(file.as_bytes(), &before, Numbers::default())
        };
        let reports = [
            report("1,Sam,Taylor,file@example.org,+447700900123"),
            report("2,Alex,Lee,alex@example.org,+447700900124"),
        ];
        let by_hand = store::employees::Details {
            staff_number: "1".to_owned(),
            given_name: "Sam".to_owned(),
            family_name: "Taylor".to_owned(),
            email: "hand@example.org".to_owned(),
            phone: "+447700900123".to_owned(),
        };
        store::employees::update(db, &sam.id, by_hand, app.now()).await.unwrap();
        somebody(&app, "2", "Alex", "Lee").await;
        for report in reports {
            let saved = app.unmoved(import::save(&app.state, report, Actor::CommandLine)).await;
            assert!(matches!(saved, Err(import::NotSaved::Stale)), "{saved:?}");
        }
        assert_eq!(app.employee(&sam).await.email, "hand@example.org");
    }

    // STAFF-13
    async fn what_is_too_much_at_once_is_said_and_comes_with_the_next_upload(app: TestApp) {
        let rows = |from: usize, to: usize, phone: &str| {
            (from..to).map(|row| format!("{row},Sam,Taylor,{row}@example.org,{phone}\n")).collect::<String>()
        };
        // Not by the page: a test may run where a request of this size takes longer than a request may.
        let save = async |rows: String| {
            let existing = store::employees::list(&app.state.db).await.unwrap();
            let report = import::check(format!("{HEADER}\n{rows}").as_bytes(), &existing, Numbers::default());
            import::save(&app.state, report, Actor::CommandLine).await.unwrap();
        };
        let (here, all) = (MOST_CHANGED + 1, MOST_CHANGED + 1 + MOST_NEW + 1);
        save(rows(0, here, "+447700900123")).await;
        let mut browser = app.officer(Role::Issuer).await.browser;
        let page = plain(&browser.get("/hr/staff/import").await.body);
        assert!(page.contains("Up to 5,000 people can be added at once, and the details of up to 200"), "{page}");

        let file = format!("{HEADER}\n{}", rows(0, all, "+447700900124"));
        let path = upload(&mut browser, "staff.csv", file.as_bytes()).await.location().to_owned();
        let page = plain(&browser.get(&path).await.body);
        assert!(page.contains("New people 5,000 People whose details change 200 People who stay as they are 0"), "{page}");
        assert!(page.contains("2 of them are not saved now") && page.contains("the first 100 of 200 people"), "{page}");

        save(rows(0, here - 1, "+447700900124") + &rows(here, all - 1, "+447700900124")).await;
        let path = upload(&mut browser, "staff.csv", file.as_bytes()).await.location().to_owned();
        let review = browser.get(&path).await;
        let page = plain(&review.body);
        assert!(page.contains("New people 1 People whose details change 1 People who stay as they are 5,200"), "{page}");
        assert!(!page.contains("not saved now"), "{page}");
        browser.press(&path, &seen(&review)).await;
        assert!(browser.get("/hr/staff").await.body.contains("Showing 1 to 25 of 5,202 staff"));
        let audit = app.audit().await;
        let lines = |action: &str| audit.iter().filter(|line| *line == action).count();
        assert_eq!((lines("employee-added"), lines("contact-changed")), (all, here));
    }

    // STAFF-13
    async fn rows_behind_an_open_quotation_mark_are_named(app: TestApp) {
        let mut browser = app.officer(Role::Issuer).await.browser;
        let file = format!("{HEADER}\n1,Sam,Taylor,sam@example.org,+447700900123\n2,\"Alex,Lee,alex@example.org,+447700900124\n3,Kim,Poe,kim@example.org,+447700900125\n");
        let path = upload(&mut browser, "staff.csv", file.as_bytes()).await.location().to_owned();
        let page = plain(&browser.get(&path).await.body);
        assert!(page.contains("Rows in the file 2 New people 1"), "{page}");
        assert!(page.contains("Row 3 : A quotation mark in this row is not closed"), "{page}");
    }

    // STAFF-13
    async fn who_is_reached_in_another_way_is_told_and_loses_the_invitation(app: TestApp) {
        let sam = somebody(&app, "1", "Sam", "Taylor").await;
        app.invite(&sam).await;
        app.outbox().await;
        let mut browser = app.officer(Role::Issuer).await.browser;
        let file = format!("{HEADER}\n1,Sam,Taylor,new@example.org,+447700900123\n");
        let path = upload(&mut browser, "staff.csv", file.as_bytes()).await.location().to_owned();
        let review = browser.get(&path).await;
        browser.press(&path, &seen(&review)).await;
        assert_eq!(app.employee(&sam).await.email, "new@example.org");
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Cancelled);
        assert!(app.audit().await.contains(&"contact-changed".to_owned()));
        for to in ["1@example.org", "new@example.org"] {
            assert!(app.outbox().await.iter().any(|message| message.to == to), "{to} is told");
        }
    }

    // HR-23: somebody who has left may come back.
    async fn who_has_left_is_told_too_and_waits_as_long(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        app.added(&sam).await;
        let mut officer = app.officer(Role::Issuer).await;
        does(&app, &mut officer.browser, &sam, "leave", &[]).await;
        let file = format!("{HEADER}\nSN-Sam,Sam,Tester,new@example.org,+447700900999\n");
        let path = upload(&mut officer.browser, "staff.csv", file.as_bytes()).await.location().to_owned();
        let review = officer.browser.get(&path).await;
        officer.browser.press(&path, &seen(&review)).await;
        for email in ["Sam@example.org", "new@example.org"] {
            let subject = "Your contact details for Example Trust were changed".to_owned();
            assert!(app.emails(email).await.contains(&subject), "{email}");
        }
        for phone in ["+447700900123", "+447700900999"] {
            assert!(app.told(phone).await.iter().any(|text| text.contains("contact details for Example Trust were changed")), "{phone}");
        }
        does(&app, &mut officer.browser, &sam, "return", &[]).await;
        app.wait(Duration::seconds(10));
        app.check_identity(&sam, IdentityOutcome::Confirmed).await;
        let newest = after(&app, &sam).await;
        let form = [("reason", "deleted"), ("after", newest.as_str())];
        let refused = (409, "The contact details of Sam Tester were changed lately");
        refuses(&app, &mut officer.browser, &sam, "new-key", &form, refused).await;
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
        let review = browser.get(&path).await;
        let answer = app.unmoved(other.submit(&path, &seen(&review))).await;
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
        let answer = browser.submit(&path, &[("seen", "anything")]).await;
        assert_eq!(answer.status, 422);
        assert_eq!(app.employee(&me).await.family_name, "Issuer");
    }
}
