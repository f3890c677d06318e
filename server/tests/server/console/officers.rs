//! Who the officers are.

use crate::support::on_every_database;
use domain::{Duration, Role};
use server::flows::{
    audit::Actor,
    officers::manage::{self, NotManaged},
};

fn of(id: &domain::OfficerId) -> String {
    format!("/hr/officers/{id}")
}

on_every_database! {
    // OFFICER-11
    async fn an_administrator_adds_an_officer_who_gets_a_link(app: TestApp) {
        let mut admin = app.officer(Role::Administrator).await;
        let form = [("name", "Olu Adeyemi"), ("email", "Olu@hr.example.org"), ("role", "issuer")];
        let page = admin.browser.press("/hr/officers/add", &form).await;
        assert!(page.body.contains("The officer is added") && page.body.contains("Link sent"), "{}", page.body);
        assert!(!page.body.contains("/hr/set-up/"), "only the officer sees the link");
        let mail = &app.outbox().await[0];
        assert_eq!(mail.to, "olu@hr.example.org");
        let link = mail.text.lines().find(|line| line.contains("/hr/set-up/")).unwrap();
        let opened = app.browser().open(link.strip_prefix("http://localhost:3000").unwrap()).await;
        assert_eq!(opened.heading(), "Set up your HR log in");

        for (form, said) in [
            (form, "There is an officer with this email address already"),
            ([("name", " "), ("email", "a@example.org"), ("role", "issuer")], "Enter a name of 1 to 100 characters"),
            ([("name", "Ada"), ("email", "ada"), ("role", "issuer")], "Enter an email address"),
            ([("name", "Ada"), ("email", "a@example.org"), ("role", "root")], "Select a role"),
        ] {
            let page = admin.browser.submit("/hr/officers/add", &form).await;
            assert_eq!(page.status, 422, "{said}");
            assert!(page.body.contains(said), "{said}");
        }
        assert_eq!(store::officers::list(&app.state.db).await.unwrap().len(), 2);
        assert_eq!(app.outbox().await.len(), 1);
        assert_eq!(app.audit().await, ["officer-added", "officer-link-made"]);
    }

    // OFFICER-12
    async fn a_change_of_role_ends_the_sessions_at_once(app: TestApp) {
        let mut admin = app.officer(Role::Administrator).await;
        let mut issuer = app.officer(Role::Issuer).await;
        let none = admin.browser.submit(&of(&issuer.id), &[("act", "role")]).await;
        assert!(none.status == 422 && none.body.contains("Select a role"));
        assert_eq!(issuer.browser.get("/hr/account").await.status, 200);
        let page = admin.browser.press(&of(&issuer.id), &[("act", "role"), ("role", "viewer")]).await;
        assert!(page.body.contains("The role is changed"));
        assert_eq!(issuer.browser.get("/hr/account").await.status, 303);
        let trail = store::audit::list(&app.state.db).await.unwrap();
        let line = trail.last().unwrap();
        assert_eq!((line.action.as_str(), line.officer_id.as_ref()), ("officer-role-changed", Some(&admin.id)));
        let detail: serde_json::Value = serde_json::from_str(line.detail.as_ref().unwrap()).unwrap();
        assert_eq!(detail, serde_json::json!({ "officer": issuer.id.as_str(), "from": "issuer", "to": "viewer" }));
        // A second press changes nothing.
        admin.browser.press(&of(&issuer.id), &[("act", "role"), ("role", "viewer")]).await;
        assert_eq!(app.audit().await.len(), 1);
    }

    // OFFICER-12
    async fn access_is_turned_off_and_on(app: TestApp) {
        let mut admin = app.officer(Role::Administrator).await;
        let officer = app.set_up_officer("olu@hr.example.org", Role::Viewer).await;
        let mut browser = app.came_in(&officer).await;
        let mut half_way = app.half_way(&officer).await;
        let page = admin.browser.press(&of(&officer.id), &[("act", "off")]).await;
        assert!(page.body.contains("Access is turned off"));
        assert_eq!(browser.get("/hr/account").await.status, 303);
        let code = officer.phone.code(&app);
        assert_eq!(half_way.submit("/hr/log-in/code", &[("code", &code)]).await.heading(), "You need to start again");
        let link = admin.browser.submit(&of(&officer.id), &[("act", "link")]).await;
        assert!(link.status == 422 && link.body.contains("Turn it on first"));
        admin.browser.press(&of(&officer.id), &[("act", "on")]).await;
        app.came_in(&officer).await;
    }

    // OFFICER-13
    async fn nobody_changes_their_own_access_and_one_administrator_stays(app: TestApp) {
        let mut admin = app.officer(Role::Administrator).await;
        let page = admin.browser.get(&of(&admin.id)).await;
        assert!(page.body.contains("This is your own account") && !page.body.contains("name=\"act\""));
        for form in [&[("act", "off")][..], &[("act", "link")], &[("act", "role"), ("role", "viewer")]] {
            assert_eq!(admin.browser.submit(&of(&admin.id), form).await.status, 422);
        }
        assert_eq!(admin.browser.get("/hr/account").await.status, 200);
        // The command line has nobody of its own, so there the last one is kept.
        for refused in [
            manage::set_active(&app.state, Actor::CommandLine, &admin.id, false).await,
            manage::set_role(&app.state, Actor::CommandLine, &admin.id, Role::Auditor).await,
        ] {
            assert!(matches!(refused, Err(NotManaged::LastAdministrator)), "{refused:?}");
        }
        assert_eq!(app.audit().await, Vec::<String>::new());
        let second = app.set_up_officer("ada@hr.example.org", Role::Administrator).await;
        manage::set_active(&app.state, Actor::CommandLine, &admin.id, false).await.unwrap();
        let refused = manage::set_active(&app.state, Actor::CommandLine, &second.id, false).await;
        assert!(matches!(refused, Err(NotManaged::LastAdministrator)), "{refused:?}");
    }

    // OFFICER-11, OFFICER-13
    async fn only_administrators_manage_officers(app: TestApp) {
        let target = app.officer(Role::Viewer).await;
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Administrator) {
            let mut officer = app.officer(role).await;
            for path in ["/hr/officers", "/hr/officers/add", &of(&target.id)] {
                assert_eq!(officer.browser.get(path).await.status, 403, "{role:?} {path}");
            }
            assert!(!officer.browser.get("/hr/account").await.body.contains("href=\"/hr/officers\""), "{role:?}");
            let form = [("name", "Eve"), ("email", "eve@example.org"), ("role", "administrator")];
            assert_eq!(officer.browser.submit("/hr/officers/add", &form).await.status, 403, "{role:?}");
            let form = [("act", "role"), ("role", "administrator")];
            assert_eq!(officer.browser.submit(&of(&target.id), &form).await.status, 403, "{role:?}");
        }
        // Nor whoever has just lost the role, in a request that the gate has let through.
        let former = app.officer(Role::Viewer).await;
        let refused = manage::set_role(&app.state, Actor::Officer(&former.id), &target.id, Role::Administrator).await;
        assert!(matches!(refused, Err(NotManaged::NotAllowed)), "{refused:?}");
        assert_eq!(app.audit().await, Vec::<String>::new());
    }

    // OFFICER-9, OFFICER-11
    async fn managing_officers_needs_a_fresh_second_factor(app: TestApp) {
        let mut admin = app.officer(Role::Administrator).await;
        let target = app.officer(Role::Viewer).await;
        app.wait(Duration::minutes(5));
        assert_eq!(admin.browser.get("/hr/officers").await.status, 200);
        for (path, form) in [
            ("/hr/officers/add".to_owned(), &[("name", "Eve"), ("email", "eve@example.org"), ("role", "viewer")][..]),
            (of(&target.id), &[("act", "off")]),
        ] {
            let expected = format!("/hr/confirm?then={}", path.replace('/', "%2F"));
            assert_eq!(admin.browser.get(&path).await.location(), expected);
            assert_eq!(admin.browser.submit(&path, form).await.location(), expected);
        }
        assert_eq!(app.audit().await, Vec::<String>::new());
    }
}
