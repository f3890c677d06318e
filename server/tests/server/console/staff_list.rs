//! The list of people: search, filters, order, pages.

use super::{listed, officer_page, somebody};
use crate::support::on_every_database;
use domain::{Duration, LinkKind, Purpose, Role, Status};
use sea_orm::{ConnectionTrait, DbBackend, QueryTrait, Statement, TransactionTrait};
use store::staff_passports::{self, OrderBy, Wanted};

on_every_database! {
    // STAFF-1
    async fn people_are_found_by_the_beginnings_of_words(app: TestApp) {
        somebody(&app, "1001", "José María", "O’Neil-Smith").await;
        somebody(&app, "SN-2002", "Sam", "Taylor").await;
        somebody(&app, "3003", "Samira", "Taylor-Jones").await;
        let mut browser = app.officer(Role::Viewer).await.browser;
        for (search, found) in [
            ("", vec!["O’Neil-Smith, José María", "Taylor, Sam", "Taylor-Jones, Samira"]),
            ("sam", vec!["Taylor, Sam", "Taylor-Jones, Samira"]),
            ("TAY sam", vec!["Taylor, Sam", "Taylor-Jones, Samira"]),
            ("Taylor, Sam", vec!["Taylor, Sam", "Taylor-Jones, Samira"]),
            ("jones", vec!["Taylor-Jones, Samira"]),
            ("jose o'neil", vec!["O’Neil-Smith, José María"]),
            ("2002", vec!["Taylor, Sam"]),
            ("sn-2", vec!["Taylor, Sam"]),
            ("3003@exam", vec!["Taylor-Jones, Samira"]),
            ("ylor", vec![]),
            // One letter is a whole name.
            ("s", vec![]),
            ("sam%", vec![]),
            ("900", vec![]),
        ] {
            let query = url::form_urlencoded::byte_serialize(search.as_bytes()).collect::<String>();
            let page = app.unmoved(browser.get(&format!("/hr/staff?q={query}"))).await;
            assert_eq!(page.status, 200);
            assert_eq!(listed(&page), found, "{search}");
        }
        let nobody = browser.get("/hr/staff?q=nobody").await;
        assert!(nobody.body.contains("No staff match your search"), "{}", nobody.body);
    }

    // STAFF-1
    async fn who_changes_their_name_is_found_by_the_new_one_alone(app: TestApp) {
        let person = somebody(&app, "1001", "Sam", "Taylor").await;
        let employee = app.employee(&person).await;
        let details = store::employees::Details {
            staff_number: employee.staff_number,
            given_name: "Sam".to_owned(),
            family_name: "Zimmer".to_owned(),
            email: employee.email,
            phone: employee.phone,
        };
        store::employees::update(&app.state.db, &person.id, details, app.now()).await.unwrap();
        let mut browser = app.officer(Role::Viewer).await.browser;
        assert_eq!(listed(&browser.get("/hr/staff?q=taylor").await), Vec::<String>::new());
        assert_eq!(listed(&browser.get("/hr/staff?q=zim").await), ["Zimmer, Sam"]);
    }

    // STAFF-1
    async fn status_and_leaving_narrow_the_list(app: TestApp) {
        let names = ["Ada", "Bea", "Cal", "Dan", "Eve"];
        let mut people = Vec::new();
        for (index, name) in names.into_iter().enumerate() {
            people.push(app.person(name, &format!("10{index}")).await);
        }
        app.invite(&people[1]).await;
        app.wait(Duration::days(8));
        app.invite(&people[2]).await;
        app.added(&people[3]).await;
        server::flows::leave::leave(&app.state, &app.employee(&people[4]).await, server::flows::audit::Actor::CommandLine)
            .await
            .unwrap();
        let mut browser = app.officer(Role::Viewer).await.browser;
        for (query, found, tag) in [
            ("status=not-invited", "Tester, Ada", "Not invited"),
            ("status=expired", "Tester, Bea", "Invitation expired"),
            ("status=invited", "Tester, Cal", "Invited"),
            ("status=active", "Tester, Dan", "Active"),
            ("people=left", "Tester, Eve", "Not invited"),
            ("people=left&q=eve&status=not-invited", "Tester, Eve", "Left"),
        ] {
            let page = browser.get(&format!("/hr/staff?{query}")).await;
            assert_eq!(listed(&page), [found], "{query}");
            assert!(page.body.contains(&format!(">{tag}</strong>")), "{query}");
            assert!(page.body.contains("Showing 1 person"), "{query}");
        }
        assert_eq!(listed(&browser.get("/hr/staff?status=gone&people=x&sort=y&page=z").await).len(), 4);
    }

    // STAFF-1
    async fn somebody_is_active_as_long_as_they_can_log_in(app: TestApp) {
        let [kept, lost] = [app.person("Kept", "101").await, app.person("Lost", "102").await];
        app.added(&kept).await;
        app.added(&lost).await;
        app.reissue(&kept, false).await;
        app.reissue(&lost, true).await;
        let (kept, lost) = ("Tester, Kept", "Tester, Lost");
        for (wait, expected) in [
            (Duration::days(1), [("waiting", vec![kept, lost]), ("active", vec![]), ("expired", vec![])]),
            // What was to take the place of a key that works did not.
            (Duration::days(7), [("waiting", vec![]), ("active", vec![kept]), ("expired", vec![lost])]),
            (Duration::days(730), [("key-expired", vec![kept]), ("active", vec![]), ("expired", vec![lost])]),
        ] {
            app.wait(wait);
            let mut browser = app.officer(Role::Viewer).await.browser;
            for (status, people) in expected {
                let page = browser.get(&format!("/hr/staff?status={status}")).await;
                assert_eq!(listed(&page), people, "{status} after {wait:?}");
                assert_eq!(page.body.contains(&format!("Showing 1 to {} of", people.len())), people.len() > 1);
                assert_eq!(page.body.contains("Showing 1 person"), people.len() == 1, "{status} after {wait:?}");
            }
            let all = browser.get("/hr/staff").await.body;
            assert_eq!(all.contains(">Access key expired</strong>"), wait == Duration::days(730));
        }
    }

    // STAFF-1
    async fn a_list_has_pages_of_25_in_every_order(app: TestApp) {
        for number in 0..30 {
            somebody(&app, &format!("{:03}", 100 - number), "Sam", &format!("Family{number:02}")).await;
        }
        let late = somebody(&app, "999", "Sam", "Family99").await;
        app.invite_as(&late, Purpose::First, LinkKind::Download, false).await.unwrap();
        let mut browser = app.officer(Role::Viewer).await.browser;
        let first = browser.get("/hr/staff").await;
        assert!(first.body.contains("Showing 1 to 25 of 31 staff"));
        assert_eq!((listed(&first).len(), listed(&first)[0].as_str()), (25, "Family00, Sam"));
        assert!(first.body.contains("aria-sort=\"ascending\""));
        assert!(first.body.contains("href=\"/hr/staff?page=2\""), "{}", first.body);
        let second = browser.get("/hr/staff?page=2").await;
        assert!(second.body.contains("Showing 26 to 31 of 31 staff"));
        assert_eq!(listed(&second).last().unwrap(), "Family99, Sam");
        assert_eq!(listed(&browser.get("/hr/staff?page=77").await), listed(&second), "past the end is the end");
        let searched = browser.get("/hr/staff?q=fam&page=2").await;
        assert!(searched.body.contains("Showing 26 to 31 of 31 staff"), "a search has pages too: {}", searched.body);
        assert_eq!(listed(&searched), listed(&second));
        for last in ["/hr/staff?q=fam&page=77", "/hr/staff?page=18446744073709551615", "/hr/staff?q=fam&page=18446744073709551615"] {
            assert_eq!(listed(&browser.get(last).await), listed(&second), "{last}");
        }
        for (sort, top) in [
            ("-name", "Family99, Sam"),
            ("email", "Family29, Sam"),
            ("-email", "Family99, Sam"),
            ("-invited", "Family99, Sam"),
            ("status", "Family99, Sam"),
        ] {
            let page = browser.get(&format!("/hr/staff?sort={sort}")).await;
            assert_eq!(listed(&page)[0], top, "{sort}");
            let all = [listed(&page), listed(&browser.get(&format!("/hr/staff?sort={sort}&page=2")).await)].concat();
            let once: std::collections::BTreeSet<_> = all.iter().collect();
            assert_eq!((all.len(), once.len()), (31, 31), "{sort}: everybody once");
        }
    }

    // STAFF-2
    async fn a_page_comes_out_of_an_index_alone(app: TestApp) {
        app.person("Sam", "101").await;
        let db = &app.state.db;
        let sqlite = db.get_database_backend() == DbBackend::Sqlite;
        for (order, index) in [
            (OrderBy::Name, "ix_employee_by_name"),
            (OrderBy::Email, "ix_employee_by_email"),
            (OrderBy::Status, "ix_employee_by_standing"),
            (OrderBy::Invited, "ix_employee_by_invited"),
        ] {
            let statuses = [Status::InvitationExpired, Status::Active, Status::KeyExpired].map(|status| (false, Some(status)));
            for (descending, status) in [(false, None), (true, None)].into_iter().chain(statuses) {
                // Who is of a status is counted out of the same index; with one person in it, PostgreSQL sees no reason to.
                if status.is_some() && !sqlite {
                    continue;
                }
                let wanted = Wanted { order, descending, status, ..Wanted::default() };
                let sql = staff_passports::query(&wanted, 7, app.now()).build(db.get_database_backend()).to_string();
                let tx = db.begin().await.unwrap();
                if !sqlite {
                    // A table of one row is read as a whole, whatever indexes there are.
                    tx.execute_unprepared("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off").await.unwrap();
                }
                let explain = if sqlite { "EXPLAIN QUERY PLAN" } else { "EXPLAIN" };
                let statement = Statement::from_string(db.get_database_backend(), format!("{explain} {sql}"));
                let column = if sqlite { "detail" } else { "QUERY PLAN" };
                let plan = tx.query_all_raw(statement).await.unwrap();
                let plan: Vec<String> = plan.iter().map(|line| line.try_get("", column).unwrap()).collect();
                let plan = plan.join("\n");
                let alone = if sqlite { format!("USING COVERING INDEX {index}") } else { format!("{index} on employee") };
                assert!(plan.contains(&alone), "{order:?} {descending} {status:?}: {plan}");
                assert!(sqlite || plan.contains("Index Only Scan"), "{plan}");
                assert!(!plan.contains("SCAN employee\n") && !plan.contains("Seq Scan"), "{plan}");
            }
        }
    }

    // STAFF-3
    async fn nobody_outside_sees_the_list(app: TestApp) {
        app.person("Sam", "101").await;
        let answer = app.unmoved(app.browser().get("/hr/staff?q=sam")).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/hr/log-in?then=%2Fhr%2Fstaff%3Fq%3Dsam"));
        let page = officer_page(&app, Role::Viewer, "/hr/staff").await;
        assert!(!page.body.contains("/hr/staff/add"), "a viewer adds nobody");
        assert!(officer_page(&app, Role::Issuer, "/hr/staff").await.body.contains("/hr/staff/add"));
    }
}
