//! The audit trail as officers read it.

use super::{officer_page, plain};
use crate::support::on_every_database;
use domain::{Duration, Role};
use sea_orm::ConnectionTrait;

fn lines(html: &str) -> usize {
    html.matches("<tr class=\"nhsuk-table__row\"><td").count()
}

on_every_database! {
    // STAFF-12
    async fn it_is_narrowed_by_person_day_officer_and_act(app: TestApp) {
        let sam = app.person("Sam", "101").await;
        let alex = app.person("Alex", "102").await;
        let officer = app.officer(Role::Issuer).await;
        let mut browser = officer.browser;
        let form = [("method", "in-person"), ("outcome", "confirmed")];
        browser.submit(&format!("/hr/staff/{}/identity", sam.id), &form).await;
        app.wait(Duration::days(1));
        app.invite(&sam).await;
        app.invite(&alex).await;
        let mut auditor = app.officer(Role::Auditor).await.browser;
        for (query, count) in [
            ("".to_owned(), 3),
            ("person=SN-Sam".to_owned(), 2),
            ("person=SN-Sam&action=invited".to_owned(), 1),
            (format!("officer={}", officer.id), 1),
            ("from=2026-08-07".to_owned(), 2),
            ("to=2026-08-06".to_owned(), 1),
            ("from=2026-08-08".to_owned(), 0),
            ("person=SN-Nobody".to_owned(), 0),
            ("page=99&x=1&action=".to_owned(), 3),
        ] {
            let page = app.unmoved(auditor.get(&format!("/hr/audit?{query}"))).await;
            assert_eq!((page.status.as_u16(), lines(&page.body)), (200, count), "{query}: {}", page.body);
        }
        let page = plain(&auditor.get("/hr/audit").await.body);
        assert!(page.contains("Entries: 3, newest first. Times are in Europe/London"), "{page}");
        assert!(page.contains("Olu issuer Identity confirmed Sam Tester, SN-Sam"), "{page}");
        let wrong = auditor.get("/hr/audit?from=yesterday&person=SN-Nobody").await.body;
        assert!(wrong.contains("Enter a date") && wrong.contains("Nobody has this staff number"), "{wrong}");
    }

    // STAFF-12
    async fn every_end_of_a_log_in_is_told_in_words(app: TestApp) {
        use domain::SessionEnd::{EndedByPerson, KeyEnded, LoggedOut, NotMe, Replaced, TimeUp};
        for (number, (cause, words)) in [
            (LoggedOut, "Logged out"),
            (EndedByPerson, "Logged out of another browser"),
            (KeyEnded, "Logged out: the access key does not work any more"),
            (NotMe, "Logged out after “this was not me”"),
            (Replaced, "Logged in anew in the same browser"),
            (TimeUp, "Logged out: the time was up"),
        ]
        .into_iter()
        .enumerate()
        {
            let (sam, _) = app.at_home(&format!("Sam{number}"), &format!("10{number}")).await;
            let mut rng = app.state.random.generator().unwrap();
            server::flows::signed_in::end_of_employee(&app.state.db, &mut rng, &sam.id, cause, app.now()).await.unwrap();
            let page = plain(&officer_page(&app, Role::Auditor, &format!("/hr/audit?person={}", sam.staff_number)).await.body);
            assert!(page.contains(&format!("{words} Sam{number} Tester")), "{cause:?}: {page}");
            assert!(!page.contains("session-") && !page.contains("logged-"), "{cause:?}: {page}");
        }
    }

    // STAFF-12
    async fn the_file_has_every_line_and_no_formula(app: TestApp) {
        let mut names = vec!["=cmd()".to_owned()];
        names.extend((0..60).map(|number| format!("P{number}")));
        for name in &names {
            let person = app.person(name, "101").await;
            app.invite(&person).await;
        }
        let mut browser = app.officer(Role::Administrator).await.browser;
        let page = browser.get("/hr/audit").await;
        assert_eq!(lines(&page.body), 50);
        assert!(page.body.contains("href=\"/hr/audit?page=2\"") && page.body.contains("href=\"/hr/audit/export.csv\""));
        assert_eq!(lines(&browser.get("/hr/audit?page=2").await.body), 72 - 50 - 11);
        let file = app.unmoved(browser.get("/hr/audit/export.csv")).await;
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
        assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        assert_eq!(file.body.lines().count(), 62, "{}", file.body);
        assert!(file.body.contains("\"2026-08-06T12:00:00+01:00\",\"command-line\",\"\",\"invited\",\"SN-P0\""), "{}", file.body);
        let one = browser.get("/hr/audit/export.csv?person=SN-P7").await;
        assert_eq!(one.body.lines().count(), 2);
    }

    // STAFF-12
    async fn what_is_written_while_a_file_is_made_is_in_it_once_or_not_at_all(app: TestApp) {
        for name in ["Ann", "Ben", "Cal"] {
            let person = app.person(name, "101").await;
            app.invite(&person).await;
        }
        let (db, all) = (&app.state.db, store::audit::Wanted::default());
        let first = store::audit::older(db, &all, None, 2).await.unwrap();
        let person = app.person("Dan", "101").await;
        app.invite(&person).await;
        let rest = store::audit::older(db, &all, first.last(), 9).await.unwrap();
        let ids: Vec<_> = first.iter().chain(&rest).map(|line| line.id).collect();
        assert_eq!((ids.len(), ids.is_sorted_by(|one, next| one > next)), (3, true), "{ids:?}");
    }

    // STAFF-12
    async fn a_file_that_does_not_hold_all_lines_is_named_so(app: TestApp) {
        let mut browser = app.officer(Role::Auditor).await.browser;
        let words = "The file has the newest 50,000 of them. Narrow the dates";
        for (lines, cut) in [(50_000, false), (1, true)] {
            let more = format!(
                "INSERT INTO audit (at, actor, action) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {lines})
                 SELECT {}, 'system', 'a-test' FROM n",
                app.now().as_millis()
            );
            app.state.db.execute_unprepared(&more).await.unwrap();
            let page = plain(&browser.get("/hr/audit").await.body);
            assert_eq!(page.contains(words), cut, "{page}");
        }
    }

    // STAFF-12
    async fn only_those_who_may_read_it(app: TestApp) {
        for role in [Role::Viewer, Role::Issuer, Role::Approver] {
            for path in ["/hr/audit", "/hr/audit/export.csv"] {
                let answer = officer_page(&app, role, path).await;
                assert_eq!((answer.status.as_u16(), answer.heading().as_str()), (403, "You cannot do this"), "{role:?}");
            }
        }
    }
}
