//! Tells portals that a session has ended
//! ([Back-Channel Logout 1.0](https://openid.net/specs/openid-connect-backchannel-1_0.html)).
//!
//! A notice is claimed for a while (a lease) before it is sent and acknowledged after, as messages are: when this process
//! dies in between, another sends it again. A portal that cannot be reached is tried again for some hours.

use super::outbox::{LEASE, PAUSE, retry_at};
use crate::{
    flows::{Fault, oidc::id_token},
    state::AppState,
};
use domain::{Duration, LogOutNoticeId};
use futures_util::future::join_all;
use store::log_out_notices::{self as rows, LogOutNotice};
use tokio::sync::watch;

/// Notices claimed, and sent side by side, at once.
const BATCH: u64 = 20;
/// How long a portal is tried.
const PATIENCE: Duration = Duration::hours(6);

/// Works off what waits until `stop`. Nobody wakes it: a second is soon enough.
pub async fn run(state: AppState, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match send_waiting(&state).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "portals could not be told"),
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Claims and sends one batch, and says how many notices were in it.
///
/// # Errors
/// When the database does not answer. What was claimed is tried again when its lease ends.
pub async fn send_waiting(state: &AppState) -> Result<usize, Fault> {
    let now = state.clock.now();
    let claimed = rows::claim(&state.db, now, now + LEASE, BATCH).await?;
    for sent in join_all(claimed.iter().map(|notice| send(state, notice))).await {
        sent?;
    }
    Ok(claimed.len())
}

async fn send(state: &AppState, notice: &LogOutNotice) -> Result<(), Fault> {
    let client = state.settings.client(&notice.client_id);
    let Some(address) = client.and_then(|client| client.back_channel_logout_uri.as_deref()) else {
        return Ok(rows::give_up(&state.db, &notice.id, "no-address", state.clock.now()).await?);
    };
    let mut rng = state.random.generator()?;
    let name = LogOutNoticeId::new(&mut rng);
    let token = id_token::of_log_out(state, &notice.session_id, &notice.client_id, &name, state.clock.now())
        .ok_or(Fault::Setting("keys.dir"))?;
    // The three parts of a signed token need no encoding.
    let told = state.outgoing.post_form(address, format!("logout_token={token}")).await;
    let now = state.clock.now();
    match told {
        Ok(()) => rows::acknowledge(&state.db, &notice.id, now).await?,
        Err(error) => {
            let class = error.to_string();
            let portal = notice.client_id.as_str();
            if now < notice.created_at + PATIENCE {
                tracing::warn!(portal, class, "a portal could not be told of a log out and is tried again");
                let due = retry_at(notice.attempts, now, &mut rng);
                rows::retry(&state.db, &notice.id, &class, due).await?;
            } else {
                tracing::error!(portal, class, "a portal could not be told of a log out and is given up");
                rows::give_up(&state.db, &notice.id, &class, now).await?;
            }
        }
    }
    Ok(())
}
