//! State decides the page: what this browser should see now, when it asks for the page at a path. Read only.

use super::{
    Fault, ladder, offer,
    press::Outcome,
    send_code::{is_alive, is_dead, limit},
    visit::{Cookies, Journey, Visit, find, may_offer},
};
use crate::state::AppState;
use contract::page::{
    self, AddKey, Added, CodeNotice, CodeProblem, EnterCode, LinkState, NewCode, NewCodeReason, Page, SendCode, Stage,
    Start, Way, When,
};
use domain::{PhoneNumber, Policy, Purpose, SessionState, Timestamp};
use store::sessions::FlowSession;

/// What a browser is shown.
#[derive(Debug)]
pub enum Shown {
    /// A page of the journey.
    Page(Page),
    /// The end of a link or of a session.
    Closed(LinkState),
}

/// What the browser asked for and is.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The path.
    pub path: String,
    /// Where the person is likely to be, or has chosen to be.
    pub way: Way,
    /// The page is to load itself every 10 seconds.
    pub refresh: bool,
}

/// Decides the page.
///
/// # Errors
/// When the database does not answer.
pub async fn shown(state: &AppState, cookies: &Cookies, asked: &Asked) -> Result<Shown, Fault> {
    let now = state.clock.now();
    Ok(match find(state, cookies).await? {
        Visit::Closed(why) => Shown::Closed(why),
        Visit::Link(journey) => Shown::Page(start(state, &journey)),
        Visit::Session(journey, session) if session.state == SessionState::Verified => {
            Shown::Page(verified(state, &journey, &session, asked, now).await?)
        }
        Visit::Session(journey, session) => Shown::Page(unverified(state, &journey, &session, asked, now).await?),
    })
}

fn start(state: &AppState, journey: &Journey) -> Page {
    Page::Start(Start {
        wallet: state.settings.site_wallet(),
        replaces: journey.invitation.purpose == Purpose::Replace,
    })
}

fn phone_ending(journey: &Journey) -> String {
    journey.employee.phone.parse().map(|phone: PhoneNumber| phone.ending()).unwrap_or_default()
}

async fn unverified(
    state: &AppState,
    journey: &Journey,
    session: &FlowSession,
    asked: &Asked,
    now: Timestamp,
) -> Result<Page, Fault> {
    if asked.path == page::START {
        return Ok(start(state, journey));
    }
    let policy = &state.settings.policy;
    let phone_ending = phone_ending(journey);
    let newest = store::codes::newest(&state.db, &journey.invitation.id).await?;
    let sent = u32::try_from(journey.invitation.sends).unwrap_or_default();
    let outcome = Outcome::read(session.outcome.as_deref());
    let clock = |at: Timestamp| at.clock_time(now, &state.zone);

    let new_code = |why, when| {
        Page::NewCode(NewCode {
            phone_ending: phone_ending.clone(),
            after: sent,
            codes_in_window: policy.sends_per_window,
            window_minutes: policy.send_window_seconds / 60,
            why,
            when,
        })
    };
    if let Some(until) =
        store::employees::locked_until(&state.db, &journey.employee.id, policy.tries_per_person_day, now).await?
    {
        return Ok(new_code(NewCodeReason::PersonLocked, When::At { time: clock(until) }));
    }
    // A limit is shown for as long as it holds, wherever the browser goes.
    match &outcome {
        Some(Outcome::NoCodeNow { why: NewCodeReason::TooManyCodes, from: None }) => {
            return Ok(new_code(NewCodeReason::TooManyCodes, When::AskHr));
        }
        Some(Outcome::NoCodeNow { why: NewCodeReason::TooManyCodes, from: Some(from) })
            if now < *from && asked.path != page::ENTER_CODE =>
        {
            return Ok(new_code(NewCodeReason::TooManyCodes, When::At { time: clock(*from) }));
        }
        _ => {}
    }
    let Some(code) = newest else {
        return Ok(Page::SendCode(SendCode { phone_ending, after: sent }));
    };
    let again_at = code.created_at + Policy::span(policy.send_pause_seconds);
    let when = match limit(&state.db, policy, journey, now).await? {
        Some(None) => When::AskHr,
        Some(Some(from)) => When::At { time: clock(from.max(again_at)) },
        None if now < again_at => When::At { time: clock(again_at) },
        None => When::Now,
    };
    if is_dead(&code, policy) {
        return Ok(new_code(NewCodeReason::TooManyTries, when));
    }
    // This browser asked in vain, because another one had just entered the code: there is nothing to enter.
    let used = matches!(outcome, Some(Outcome::NoCodeNow { why: NewCodeReason::Used, .. }));
    if used && !is_alive(&code, policy, now) {
        return Ok(new_code(NewCodeReason::Used, when));
    }
    if asked.path == page::NEW_CODE {
        return Ok(new_code(NewCodeReason::Asked, when));
    }
    // Another browser may have asked for the code: this one is first told where a code goes.
    let pressed_yet = outcome.is_some() || asked.path == page::ENTER_CODE;
    if asked.path == page::SEND_CODE && !is_alive(&code, policy, now) || !pressed_yet {
        return Ok(Page::SendCode(SendCode { phone_ending, after: sent }));
    }
    let (notice, problem) = match outcome {
        Some(Outcome::CodeSentAgain) => (Some(CodeNotice::SentAgain), None),
        Some(Outcome::CodeTooFresh) => (Some(CodeNotice::JustSent { again_at: clock(again_at) }), None),
        Some(Outcome::CodeRefused(problem)) => (None, Some(problem)),
        _ => (None, None),
    };
    let problem = match problem {
        None if !is_alive(&code, policy, now) && notice.is_none() => Some(CodeProblem::Expired),
        problem => problem,
    };
    Ok(Page::EnterCode(EnterCode { phone_ending, code_minutes: policy.code_seconds.div_ceil(60), notice, problem }))
}

async fn verified(
    state: &AppState,
    journey: &Journey,
    session: &FlowSession,
    asked: &Asked,
    now: Timestamp,
) -> Result<Page, Fault> {
    let policy = &state.settings.policy;
    let wallet = state.settings.site_wallet();
    let progress = ladder::progress(&state.db, session, now).await?;
    if let Some(key) = &progress.key
        && key.failed_at.is_none()
    {
        let can_try_again = offer::may_fetch_again(&state.db, state, journey).await?;
        return Ok(Page::Added(Added { wallet, can_try_again }));
    }
    let open = match &progress.open {
        None => None,
        Some(open) => {
            let link = offer::link(state, open)?;
            let millis = |until: Timestamp| u32::try_from(now.until(until).as_millis()).unwrap_or(u32::MAX);
            let renew_at = open.created_at + Policy::span(policy.offer_renew_seconds);
            let renewals_left = u32::try_from(open.renewal).is_ok_and(|count| count < policy.offer_renewals)
                && may_offer(&journey.invitation, renew_at.max(now));
            Some(page::Offer {
                try_link: state.settings.preview.wallet_url.as_ref().map(|wallet| {
                    let mut wallet = wallet.clone();
                    wallet.query_pairs_mut().append_pair("offer", &link);
                    wallet.to_string()
                }),
                link,
                renew_in: renewals_left.then(|| millis(renew_at)),
                expires_in: millis(open.expires_at),
            })
        }
    };
    let stage = match progress.stage {
        Stage::NotAdded if progress.key.is_some() && !offer::may_fetch_again(&state.db, state, journey).await? => {
            Stage::AskHr
        }
        stage => stage,
    };
    let checked = Outcome::read(session.outcome.as_deref()) == Some(Outcome::NotYetAdded);
    Ok(Page::AddKey(Box::new(AddKey { wallet, offer: open, stage, first: asked.way, checked, refresh: asked.refresh })))
}
