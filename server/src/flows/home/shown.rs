//! What somebody sees who is logged in, by the path that they ask for. Read only.

use crate::{
    flows::{
        Fault,
        signed_in::{self, SignedIn},
    },
    state::AppState,
};
use contract::home::{
    Banner, HOME_KEY, HOME_LOST_PHONE, HOME_NEW_KEY, HOME_NOTIFICATIONS, HOME_SESSIONS, Home, HomeNotice, HomeView,
    KeyDetails, Notifications, Overview, SessionLine,
};
use domain::{Duration, InvitationState, PhoneNumber, Timestamp};

/// How long before its end a key is said to end soon.
const ENDS_SOON: Duration = Duration::days(30);

/// The page at `path`; any other than the six is the first.
///
/// # Errors
/// When the database does not answer.
pub async fn home(state: &AppState, signed_in: &SignedIn, path: &str) -> Result<Home, Fault> {
    let now = state.clock.now();
    let ends_at = signed_in::ends_at(&signed_in.session, &state.settings.policy);
    let view = match path {
        HOME_KEY => HomeView::Key(key(state, signed_in)),
        HOME_NEW_KEY => HomeView::NewKey { asked: asked(state, signed_in).await? },
        HOME_LOST_PHONE => HomeView::LostPhone,
        HOME_SESSIONS => HomeView::Sessions(sessions(state, signed_in, now).await?),
        HOME_NOTIFICATIONS => HomeView::Notifications(notifications(state, signed_in).await?),
        _ => HomeView::Overview(overview(state, signed_in, now).await?),
    };
    let employee = &signed_in.employee;
    Ok(Home {
        name: format!("{} {}", employee.given_name, employee.family_name),
        ends_in: u32::try_from(now.until(ends_at).as_millis()).unwrap_or(u32::MAX),
        ends_at: ends_at.clock_time(now, &state.zone),
        notice: notice(signed_in, &view),
        view,
    })
}

/// What the last press came to, on the page that it was made on.
fn notice(signed_in: &SignedIn, view: &HomeView) -> Option<HomeNotice> {
    let outcome = signed_in.session.outcome.as_deref()?;
    // An outcome of an older version counts as none.
    let notice: HomeNotice = serde_json::from_str(outcome).ok()?;
    let here = match notice {
        HomeNotice::NewKeyAsked | HomeNotice::NewKeyAskedBefore | HomeNotice::ReasonMissing => {
            matches!(view, HomeView::NewKey { .. })
        }
        HomeNotice::SessionEnded => matches!(view, HomeView::Sessions(_)),
        HomeNotice::NotificationsSaved => matches!(view, HomeView::Notifications(_)),
    };
    here.then_some(notice)
}

/// The date on which a new key was asked for, while HR has not sent one.
async fn asked(state: &AppState, signed_in: &SignedIn) -> Result<Option<String>, Fault> {
    let wish = store::key_requests::open_of(&state.db, &signed_in.employee.id).await?;
    Ok(wish.map(|wish| wish.created_at.date(&state.zone)))
}

async fn overview(state: &AppState, signed_in: &SignedIn, now: Timestamp) -> Result<Overview, Fault> {
    let invitation = store::invitations::newest_of(&state.db, &signed_in.employee.id).await?;
    let waits = invitation
        .filter(|invitation| invitation.state == InvitationState::Live && now < invitation.expires_at)
        .map(|invitation| Banner::NewKeyWaits { until: invitation.expires_at.date(&state.zone) });
    let asked = asked(state, signed_in).await?.map(|date| Banner::NewKeyAsked { date });
    let mut banners: Vec<Banner> = waits.into_iter().chain(asked).collect();
    // Whoever has asked, or has the email, has done what can be done.
    if banners.is_empty() && now + ENDS_SOON >= signed_in.key.expires_at {
        banners.push(Banner::KeyEndsSoon { date: signed_in.key.expires_at.date(&state.zone) });
    }
    Ok(Overview { banners })
}

fn key(state: &AppState, signed_in: &SignedIn) -> KeyDetails {
    let key = &signed_in.key;
    KeyDetails {
        added: key.issued_at.date(&state.zone),
        last_used: key.last_used_at.map(|at| at.moment(&state.zone)),
        ends: key.expires_at.date(&state.zone),
    }
}

async fn sessions(state: &AppState, signed_in: &SignedIn, now: Timestamp) -> Result<Vec<SessionLine>, Fault> {
    let live = store::log_in_sessions::live_of_employee(&state.db, &signed_in.employee.id).await?;
    let lines =
        live.into_iter().filter(|session| now < signed_in::ends_at(session, &state.settings.policy)).map(|session| {
            SessionLine {
                this: session.id == signed_in.session.id,
                browser: session.browser,
                logged_in: session.logged_in_at.moment(&state.zone),
                last_used: session.seen_at.moment(&state.zone),
                id: session.id.as_str().to_owned(),
            }
        });
    Ok(lines.collect())
}

async fn notifications(state: &AppState, signed_in: &SignedIn) -> Result<Notifications, Fault> {
    let employee = &signed_in.employee;
    Ok(Notifications {
        email: employee.email.clone(),
        phone_ending: employee.phone.parse().map(|phone: PhoneNumber| phone.ending()).unwrap_or_default(),
        log_in_by_text: store::notice_choices::log_in_by_text(&state.db, &employee.id).await?,
    })
}
