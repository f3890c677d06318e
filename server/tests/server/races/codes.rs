//! Security codes entered in parallel.

use super::{CROWD, Pair, newcomer, opened, rows, together, told};
use crate::support::{Browser, on_every_database};
use contract::Page;
use domain::{Duration, SessionState};
use store::entity;

const ROUNDS: usize = 2;

/// Everybody enters `code`; the pages they get.
async fn enter(browsers: &[Browser], code: &str) -> Vec<(Browser, Page)> {
    let tasks = browsers.iter().cloned().map(|mut browser| {
        let code = code.to_owned();
        async move {
            let page = browser.act("/key/enter-code", &[("code", &code)]).await;
            (browser, page)
        }
    });
    together(tasks).await
}

on_every_database! {
    // CODE-4, CODE-9
    async fn of_many_browsers_with_the_right_code_one_gets_the_offer(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let (sam, before) = (newcomer(&app, round).await, app.audit().await.len());
            let link = app.invite(&sam).await;
            let mut browsers = opened(&pair, &link, CROWD).await;
            browsers[0].submit("/key/send-code", &[("after", "0")]).await;
            let code = app.code(&sam).await;

            let ends = enter(&browsers, &code).await;
            assert_eq!(ends.iter().filter(|(_, page)| matches!(page, Page::AddKey(_))).count(), 1, "round {round}");
            assert_eq!((told(&app, before, "code-right").await, told(&app, before, "offer-made").await), (1, 1), "round {round}");
            let sessions = rows(&app, entity::flow_session::Entity).await;
            assert_eq!(sessions.iter().filter(|session| session.state == SessionState::Verified).count(), round + 1);
            assert_eq!(rows(&app, entity::offer::Entity).await.len(), round + 1);
            // Nobody else gets in afterwards, either.
            let mut inside = 0;
            for (mut browser, _) in ends {
                inside += usize::from(matches!(browser.load("/key/add").await, Page::AddKey(_)));
            }
            assert_eq!(inside, 1, "round {round}");
        }
    }

    // CODE-4, WEB-6
    async fn one_browser_that_sends_the_right_code_many_times_is_verified_once(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let (sam, before) = (newcomer(&app, round).await, app.audit().await.len());
            let link = app.invite(&sam).await;
            let mut browser = opened(&pair, &link, 1).await.remove(0);
            browser.submit("/key/send-code", &[("after", "0")]).await;
            let code = app.code(&sam).await;

            let same: Vec<_> = (0..CROWD).map(|n| browser.at(pair.router(n))).collect();
            let ends = enter(&same, &code).await;
            assert!(ends.iter().any(|(_, page)| matches!(page, Page::AddKey(_))), "round {round}");
            assert_eq!((told(&app, before, "code-right").await, told(&app, before, "offer-made").await), (1, 1), "round {round}");
            assert_eq!(told(&app, before, "code-wrong").await, 0, "round {round}");
            let sessions = rows(&app, entity::flow_session::Entity).await;
            assert_eq!(sessions.iter().filter(|session| session.state == SessionState::Verified).count(), round + 1);
            // Of all the cookies that were handed out, one is good.
            let mut good = std::collections::BTreeSet::new();
            for (mut browser, _) in ends {
                let cookie = browser.cookies["latchkey-flow"].clone();
                if matches!(browser.load("/key/add").await, Page::AddKey(_)) {
                    good.insert(cookie);
                }
            }
            assert_eq!(good.len(), 1, "round {round}");
        }
    }

    // CODE-4, CODE-5, CODE-6, CODE-10: counted before they are compared, at the code, the invitation and the person.
    async fn of_many_wrong_codes_five_are_looked_at(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let (sam, before) = (newcomer(&app, round).await, app.audit().await.len());
            let link = app.invite(&sam).await;
            let mut browsers = opened(&pair, &link, CROWD).await;
            browsers[0].submit("/key/send-code", &[("after", "0")]).await;
            let (right, wrong) = (app.code(&sam).await, app.wrong_code(&sam).await);

            for (_, page) in enter(&browsers, &wrong).await {
                assert!(matches!(page, Page::EnterCode(_) | Page::NewCode(_)), "round {round}: {page:?}");
            }
            assert_eq!(told(&app, before, "code-wrong").await, 5, "round {round}");
            // The right one comes too late for this code, and is not even looked at.
            let late = browsers[1].act("/key/enter-code", &[("code", &right)]).await;
            assert!(matches!(late, Page::NewCode(_)), "round {round}: {late:?}");
            let codes = rows(&app, entity::security_code::Entity).await;
            let code = codes.iter().find(|code| code.employee_id == sam.id).unwrap();
            let invitations = rows(&app, entity::invitation::Entity).await;
            let invitation = invitations.iter().find(|invitation| invitation.employee_id == sam.id).unwrap();
            let tries = rows(&app, entity::code_try::Entity).await;
            let tries = tries.iter().filter(|made| made.employee_id == sam.id).count();
            assert_eq!((code.tries, invitation.tries, tries), (5, 5, 5), "round {round}");
            assert_eq!(told(&app, before, "code-right").await, 0, "round {round}");
        }
    }

    // CODE-5, CODE-7: a new code brings new tries at the code, and none at the invitation.
    async fn of_three_codes_fifteen_tries_and_one_lock(app: TestApp) {
        let pair = Pair::of(&app);
        let sam = newcomer(&app, 0).await;
        let link = app.invite(&sam).await;
        let mut browsers = opened(&pair, &link, CROWD).await;
        for sent in ["0", "1", "2"] {
            browsers[0].submit("/key/send-code", &[("after", sent)]).await;
            let wrong = app.wrong_code(&sam).await;
            enter(&browsers, &wrong).await;
            app.wait(Duration::seconds(61));
        }
        assert_eq!(told(&app, 0, "code-wrong").await, 15);
        assert_eq!(told(&app, 0, "invitation-locked").await, 1);
        let notices = app.outbox().await.into_iter().filter(|message| message.to == "hr@example.org").count();
        assert_eq!(notices, 1);
        assert_eq!(app.browser().open(&link).await.status, 410);
    }
}
