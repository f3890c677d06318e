//! How far a log in has come, read from its requests: asked, opened by a wallet, shared, or expired.

use contract::log_in::LogInRefusal;
use domain::{Device, Duration, Policy, Refusal, Timestamp, TokenHash};
use store::presentation_requests::PresentationRequest;

/// How far a log in has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// No wallet has been asked.
    NotBegun,
    /// These wait for a wallet.
    Waiting(Box<Asked>),
    /// A wallet has read a request.
    Opened,
    /// The key was shared, and this browser may collect the log in.
    Shared(Box<PresentationRequest>),
    /// Nothing waits any more.
    Expired,
}

/// The newest requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Of the button.
    pub same: PresentationRequest,
    /// Of the QR code.
    pub cross: Option<PresentationRequest>,
}

impl Asked {
    /// When the first of them expires.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        self.cross.as_ref().map_or(self.same.expires_at, |cross| cross.expires_at.min(self.same.expires_at))
    }

    fn is_open(&self, now: Timestamp) -> bool {
        is_open(&self.same, now) && self.cross.as_ref().is_none_or(|cross| is_open(cross, now))
    }

    /// When the open page asks for the next: after five sixths of their life.
    #[must_use]
    pub fn renew_at(&self) -> Timestamp {
        let life = self.same.created_at.until(self.expires_at());
        self.expires_at() - Duration::millis(life.as_millis() / 6)
    }
}

/// Reads the step. `requests` are those of one log in, newest first; `returned` is what the wallet gave this browser.
#[must_use]
pub fn step(requests: &[PresentationRequest], returned: Option<&TokenHash>, policy: &Policy, now: Timestamp) -> Step {
    if requests.is_empty() {
        return Step::NotBegun;
    }
    if let Some(shared) = requests.iter().find(|request| may_collect(request, returned, policy, now)) {
        return Step::Shared(Box::new(shared.clone()));
    }
    // Whether the wallet on the same device has answered is nobody's business before it has come back to this browser.
    let opened = |request: &PresentationRequest| {
        (is_open(request, now) && request.fetched_at.is_some() && request.refused_at.is_none())
            || (request.device == Device::Same && is_fresh(request, policy, now))
    };
    if requests.iter().any(opened) {
        return Step::Opened;
    }
    match newest(requests) {
        Some(asked) if asked.is_open(now) => Step::Waiting(Box::new(asked)),
        _ => Step::Expired,
    }
}

/// The newest requests that no press has ended, open or not.
#[must_use]
pub fn newest(requests: &[PresentationRequest]) -> Option<Asked> {
    // A press ends what was asked before, perhaps within the same millisecond.
    let standing = |device: Device| {
        let of_device = move |request: &&PresentationRequest| request.device == device && request.ended_at.is_none();
        requests.iter().filter(of_device).max_by_key(|request| (request.created_at, request.answered_at.is_none()))
    };
    let same = standing(Device::Same)?.clone();
    let cross = standing(Device::Cross).filter(|cross| cross.created_at == same.created_at).cloned();
    Some(Asked { same, cross })
}

/// Why the last answer did not log anybody in, if nothing has happened since.
#[must_use]
pub fn refusal(requests: &[PresentationRequest], policy: &Policy, now: Timestamp) -> Option<LogInRefusal> {
    let last = requests.iter().map(|request| request.created_at).max()?;
    // Good when it was answered, and refused before it was collected.
    let withdrawn = |request: &&PresentationRequest| {
        request.created_at == last && request.answered_at.is_some() && request.ended_at.is_some()
    };
    if let Some(why) = requests.iter().filter(withdrawn).find_map(|request| request.refusal) {
        return Some(told(why));
    }
    let newest = newest(requests)?;
    let too_late = |request: &PresentationRequest| {
        request.created_at == newest.same.created_at
            && request.used_at.is_none()
            && request.answered_at.is_some()
            && request.ended_at.is_none()
            && !is_fresh(request, policy, now)
    };
    if requests.iter().any(too_late) {
        return Some(LogInRefusal::TooLate);
    }
    let last = requests
        .iter()
        .filter(|request| request.ended_at.is_none() && request.answered_at.is_none())
        .max_by_key(|request| request.refused_at)?;
    let since = requests.iter().any(|request| request.fetched_at > last.refused_at);
    last.refusal.filter(|_| !since).map(told)
}

/// Until when an answer can be turned into a session.
#[must_use]
pub fn collectable_for(device: Device, policy: &Policy) -> Duration {
    Policy::span(match device {
        Device::Same => policy.response_code_seconds,
        Device::Cross => policy.log_in_cross_device_seconds,
    })
}

fn may_collect(request: &PresentationRequest, returned: Option<&TokenHash>, policy: &Policy, now: Timestamp) -> bool {
    let back = match request.device {
        Device::Same => returned.is_some() && request.response_code_hash.as_ref() == returned,
        Device::Cross => true,
    };
    back && is_fresh(request, policy, now)
}

/// Answered, and not too late for a session.
fn is_fresh(request: &PresentationRequest, policy: &Policy, now: Timestamp) -> bool {
    let answered = request.answered_at.is_some_and(|at| now < at + collectable_for(request.device, policy));
    answered && request.used_at.is_none() && request.ended_at.is_none()
}

/// Whether a wallet can still read and answer a request.
#[must_use]
pub fn is_open(request: &PresentationRequest, now: Timestamp) -> bool {
    request.answered_at.is_none() && request.ended_at.is_none() && now < request.expires_at
}

const fn told(refusal: Refusal) -> LogInRefusal {
    match refusal {
        Refusal::Declined => LogInRefusal::Declined,
        Refusal::NotOurKey => LogInRefusal::NotOurKey,
        Refusal::Expired => LogInRefusal::Expired,
        Refusal::Revoked => LogInRefusal::Revoked,
        Refusal::Suspended => LogInRefusal::Suspended,
        Refusal::NotActive => LogInRefusal::NotActive,
        Refusal::Unreadable => LogInRefusal::Unreadable,
        Refusal::NotChecked => LogInRefusal::NotChecked,
    }
}
