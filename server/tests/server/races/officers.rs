//! Officers' links, codes and tries at the same moment.

use super::{CROWD, Pair, together, told};
use crate::support::{Browser, PASSWORD, Phone, on_every_database};
use domain::Role;

const EMAIL: &str = "olu@hr.example.org";

on_every_database! {
    // OFFICER-2
    async fn one_of_many_sets_up(app: TestApp) {
        let pair = Pair::of(&app);
        let (id, link) = app.officer_link(EMAIL, Role::Issuer).await;
        let mut tasks = Vec::new();
        for n in 0..CROWD {
            let mut browser = Browser::new(pair.router(n));
            let phone = Phone::of(&browser.open(&link).await);
            let code = phone.code(&app);
            tasks.push(async move {
                let form = [("password", PASSWORD), ("code", code.as_str())];
                browser.submit("/hr/set-up", &form).await.status.as_u16()
            });
        }
        let answers = together(tasks).await;
        assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|status| **status == 410).count(), CROWD - 1, "{answers:?}");
        assert_eq!(store::recovery_codes::left(&app.state.db, &id).await.unwrap(), 10);
        assert_eq!(told(&app, 0, "officer-set-up").await, 1);
    }

    // OFFICER-6
    async fn one_of_many_logs_in_with_a_code(app: TestApp) {
        let pair = Pair::of(&app);
        let officer = app.set_up_officer(EMAIL, Role::Issuer).await;
        let code = officer.phone.code(&app);
        // More half open sessions than the tries of a quarter of an hour: each takes a try while it is looked at.
        let mut tasks = Vec::new();
        for n in 0..8 {
            let mut browser = app.half_way(&officer).await.at(pair.router(n));
            let code = code.clone();
            tasks.push(async move { browser.submit("/hr/log-in/code", &[("code", &code)]).await.status.as_u16() });
        }
        let answers = together(tasks).await;
        assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
        assert_eq!(told(&app, 0, "officer-logged-in").await, 1);
    }

    // OFFICER-5
    async fn tries_at_once_are_no_more_than_tries_in_turn(app: TestApp) {
        let pair = Pair::of(&app);
        app.set_up_officer(EMAIL, Role::Issuer).await;
        let tasks: Vec<_> = (0..CROWD)
            .map(|n| {
                let mut browser = Browser::new(pair.router(n));
                async move {
                    let answer = browser.submit("/hr/log-in", &[("email", EMAIL), ("password", "not the password")]).await;
                    answer.body.contains("Email address or password is not correct")
                }
            })
            .collect();
        let compared = together(tasks).await.into_iter().filter(|compared| *compared).count();
        assert!(compared <= 10, "{compared}");
        let right = app.browser().submit("/hr/log-in", &[("email", EMAIL), ("password", PASSWORD)]).await;
        assert!(right.body.contains("Too many tries"), "{}", right.body);
    }

    // OFFICER-13: two administrators who turn each other off.
    async fn one_administrator_stays(app: TestApp) {
        let pair = Pair::of(&app);
        let one = app.set_up_officer(EMAIL, Role::Administrator).await;
        let two = app.set_up_officer("ada@hr.example.org", Role::Administrator).await;
        let press = |n: usize, browser: Browser, other: String| {
            let mut browser = browser.at(pair.router(n));
            async move { browser.submit(&format!("/hr/officers/{other}"), &[("act", "off")]).await.status.as_u16() }
        };
        let (first, second) = (app.came_in(&one).await, app.came_in(&two).await);
        let tasks = [press(0, first, two.id.to_string()), press(1, second, one.id.to_string())];
        together(tasks).await;
        let active = store::officers::list(&app.state.db).await.unwrap().into_iter().filter(|it| it.active).count();
        assert_eq!(active, 1);
        assert_eq!(told(&app, 0, "officer-turned-off").await, 1);
    }
}
