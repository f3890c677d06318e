//! What the log in page shows now. Read only.

use super::{
    begin, of_browser,
    progress::{Asked, Step, refusal, step},
    request_object::link,
};
use crate::{
    flows::{
        Fault,
        oidc::note,
        signed_in::{self, LogInCookies},
    },
    state::AppState,
};
use contract::{
    log_in::{LogIn as Page, LogInStage, TryLinks, WalletRequests},
    page::Way,
};
use domain::{SecretToken, Timestamp};
use store::{log_ins::LogIn, presentation_requests::PresentationRequest};

/// What a browser is shown.
#[derive(Debug)]
pub enum Shown {
    /// The log in page.
    Page(Box<Page>),
    /// Somebody is logged in here already.
    SignedIn,
}

/// What the browser asked for and is.
#[derive(Clone, Debug)]
pub struct AskedPage {
    /// The note of a portal's request.
    pub note: Option<String>,
    /// Where the person is likely to be, or has chosen to be.
    pub way: Way,
    /// `I have shared my access key` was pressed just now.
    pub checked: bool,
    /// The page is to load itself every 10 seconds.
    pub refresh: bool,
}

/// Decides what the page shows.
///
/// # Errors
/// When the database does not answer.
pub async fn shown(state: &AppState, cookies: &LogInCookies, asked: &AskedPage) -> Result<Shown, Fault> {
    let log_in = of_browser(state, cookies).await?;
    let note = asked.note.clone().or_else(|| log_in.as_ref()?.continue_to.clone());
    let note = note.filter(|note| note::is_ours(state, note));
    // A portal may want the key to be shown anew; otherwise whoever is logged in is where they wanted to be.
    if log_in.is_none() && note.is_none() && signed_in::find(state, cookies).await?.is_some() {
        return Ok(Shown::SignedIn);
    }
    let now = state.clock.now();
    let requests = match &log_in {
        Some(log_in) => store::presentation_requests::of_log_in(&state.db, &log_in.id).await?,
        None => Vec::new(),
    };
    let stage = stage(state, cookies, log_in.as_ref(), &requests, now).await?;
    let refusal = refusal(&requests, &state.settings.policy, now).filter(|_| stage != LogInStage::Shared);
    Ok(Shown::Page(Box::new(Page {
        wallet: state.settings.wallet().to_contract_for_log_in(),
        portal: note.as_deref().and_then(|note| note::portal_name(state, note)),
        continue_to: note,
        checked: asked.checked && !matches!(stage, LogInStage::Shared | LogInStage::OtherBrowser),
        stage,
        refusal,
        first: asked.way,
        by_qr: state.settings.log_in.by_qr,
        refresh: asked.refresh,
    })))
}

async fn stage(
    state: &AppState,
    cookies: &LogInCookies,
    log_in: Option<&LogIn>,
    requests: &[PresentationRequest],
    now: Timestamp,
) -> Result<LogInStage, Fault> {
    let returned = cookies.returned.as_ref().map(SecretToken::hash);
    let step = step(requests, returned.as_ref(), &state.settings.policy, now);
    if let Step::Shared(_) = step {
        return Ok(LogInStage::Shared);
    }
    if let Some(hash) = &returned
        && let Some(request) = store::presentation_requests::by_response_code(&state.db, hash).await?
        && request.used_at.is_none()
        && log_in.is_none_or(|log_in| log_in.id != request.log_in_id)
    {
        return Ok(LogInStage::OtherBrowser);
    }
    Ok(match step {
        Step::NotBegun => LogInStage::NotBegun,
        Step::Waiting(asked) => {
            let renew = log_in.is_some_and(|log_in| begin::may_renew(state, log_in));
            LogInStage::Waiting(requests_shown(state, &asked, renew, now))
        }
        Step::Opened => LogInStage::Opened,
        Step::Shared(_) => LogInStage::Shared,
        Step::Expired => LogInStage::Expired,
    })
}

fn requests_shown(state: &AppState, asked: &Asked, renew: bool, now: Timestamp) -> WalletRequests {
    let millis = |until: Timestamp| u32::try_from(now.until(until).as_millis()).unwrap_or_default();
    let button = link(state, &asked.same);
    let qr = asked.cross.as_ref().map(|request| link(state, request));
    let try_link = |link: &str| {
        let mut wallet = state.settings.preview.wallet_url.clone()?;
        wallet.query_pairs_mut().append_pair("request", link);
        Some(wallet.to_string())
    };
    WalletRequests {
        try_links: try_link(&button).map(|button| TryLinks { button, qr: qr.as_deref().and_then(try_link) }),
        button,
        qr,
        renew_in: renew.then(|| millis(asked.renew_at())),
        expires_in: millis(asked.expires_at()),
    }
}

/// What the page shows, in short: open pages look again when it changes. `None` once the log in is over.
///
/// # Errors
/// When the database does not answer.
pub async fn glance(state: &AppState, cookies: &LogInCookies) -> Result<Option<String>, Fault> {
    let Some(log_in) = of_browser(state, cookies).await? else { return Ok(None) };
    let now = state.clock.now();
    let requests = store::presentation_requests::of_log_in(&state.db, &log_in.id).await?;
    let stage = match stage(state, cookies, Some(&log_in), &requests, now).await? {
        // What else stands in it changes with the time.
        LogInStage::Waiting(requests) => requests.button,
        other => format!("{other:?}"),
    };
    let refused = requests.iter().filter_map(|request| request.refused_at).max();
    Ok(Some(format!("{stage} {refused:?}")))
}
