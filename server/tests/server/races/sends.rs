//! Text messages asked for in parallel.

use super::{CROWD, Pair, newcomer, opened, rows, together, told};
use crate::support::{Browser, on_every_database};
use store::entity;

const ROUNDS: usize = 2;

async fn send(browsers: Vec<Browser>) {
    let tasks = browsers
        .into_iter()
        .map(|mut browser| async move { browser.submit("/key/send-code", &[("after", "0")]).await.status });
    for status in together(tasks).await {
        assert_eq!(status, 303);
    }
}

on_every_database! {
    // SEND-1: a double press, many times over.
    async fn one_browser_that_asks_many_times_gets_one_text(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let (sam, before) = (newcomer(&app, round).await, app.audit().await.len());
            let link = app.invite(&sam).await;
            let browser = opened(&pair, &link, 1).await.remove(0);
            send((0..CROWD).map(|n| browser.at(pair.router(n))).collect()).await;
            assert_eq!((app.texts(&sam).await, told(&app, before, "code-sent").await), (1, 1), "round {round}");
            let codes = rows(&app, entity::security_code::Entity).await;
            assert_eq!(codes.iter().filter(|code| code.employee_id == sam.id).count(), 1, "round {round}");
        }
    }

    // SEND-1, LINK-4: a mail scanner that presses every button, beside the person.
    async fn many_browsers_of_one_invitation_get_one_text(app: TestApp) {
        let pair = Pair::of(&app);
        for round in 0..ROUNDS {
            let sam = newcomer(&app, round).await;
            let link = app.invite(&sam).await;
            send(opened(&pair, &link, CROWD).await).await;
            assert_eq!(app.texts(&sam).await, 1, "round {round}");
        }
    }
}
