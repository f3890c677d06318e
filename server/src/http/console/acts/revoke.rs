//! `Revoke access key`.

use crate::{
    flows::staff::revoke,
    http::{
        console::about::{About, target},
        form::Filled,
    },
    state::AppState,
};
use app::pages::console::acts::{self, ActDone, Stop};
use axum::{Router, response::Response, routing::get};
use serde::Deserialize;

/// Its path.
pub const PATH: &str = "/hr/staff/{id}/revoke";

/// Longest reason, in characters.
const REASON_LIMIT: usize = 500;

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(look).post(revoke))
}

/// A form with a reason that the person reads.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reason {
    /// As it was typed.
    reason: String,
}

/// What is wrong with a reason.
pub(super) enum WrongReason {
    /// There is none.
    Missing,
    /// It is too long.
    Long,
}

impl Reason {
    /// The reason in one line: it stands in an email, where lines of other people's making do not belong.
    pub(super) fn parse(&self) -> Result<String, WrongReason> {
        let words: Vec<&str> = self.reason.split(|c: char| c.is_whitespace() || c.is_control()).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let reason = words.join(" ");
        match reason.chars().count() {
            0 => Err(WrongReason::Missing),
            1..=REASON_LIMIT => Ok(reason),
            _ => Err(WrongReason::Long),
        }
    }

    /// As it was typed.
    pub(super) fn typed(self) -> String {
        self.reason
    }
}

async fn look(about: About) -> Response {
    let looked = revoke::look(&about.state, &about.on, &about.id).await;
    about.page(looked, |site, it| acts::stop(site, Stop::Revoke, &target(&it), String::new(), Vec::new())).await
}

async fn revoke(about: About, Filled(form): Filled<Reason>) -> Response {
    match form.parse() {
        Ok(reason) => {
            let done = revoke::revoke(&about.state, &about.on, &about.id, &reason).await.map(|()| ActDone::Revoked);
            about.pressed(done).await
        }
        Err(wrong) => match revoke::look(&about.state, &about.on, &about.id).await {
            Ok(person) => about.again(|site| wrong_reason(site, Stop::Revoke, &target(&person), form, &wrong)),
            Err(error) => about.refused(error).await,
        },
    }
}

/// The page again, with what is wrong.
pub(super) fn wrong_reason(
    site: &contract::Site,
    how: Stop,
    target: &acts::Target,
    form: Reason,
    wrong: &WrongReason,
) -> app::pages::console::ConsolePage {
    let problem = Stop::problem(site, target, matches!(wrong, WrongReason::Long));
    acts::stop(site, how, target, form.typed(), vec![problem])
}
