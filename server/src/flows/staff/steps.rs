//! Where somebody is on the way to an access key, and where they are stuck: one reading of what their newest invitation has
//! led to.

use crate::{flows::Fault, state::AppState};
use domain::{Channel, InvitationState, KeyState, MessageKind, Step, Timestamp};
use store::{employees::Employee, invitations::Invitation, journeys, keys::AccessKey, outbox::Message};

/// Why somebody does not come past a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hitch {
    /// Nothing is wrong: it is for the person to take the next step.
    Waits,
    /// The invitation's time is up.
    Expired,
    /// The invitation was ended before it was used: cancelled, or another took its place.
    Ended,
    /// Too many wrong codes: the invitation is locked.
    Locked,
    /// Too many wrong codes in a day: no more until then.
    LockedUntil(Timestamp),
    /// The message is on its way out.
    BeingSent,
    /// The message could not be sent, for this reason.
    NotSent(Option<String>),
    /// So many codes were wrong.
    WrongCodes(i32),
    /// The wallet said that it could not add the key, or that the key was deleted.
    WalletFailed,
}

/// The way that somebody has gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The steps that were taken, with their times; a time that is not kept any longer is `None`.
    pub taken: Vec<(Step, Option<Timestamp>)>,
    /// The first step that was not, and why; none once the key works no longer, which is said with the key.
    pub stuck: Option<(Step, Hitch)>,
}

/// Reads the way of a person by their newest invitation.
///
/// # Errors
/// When the database does not answer.
pub async fn way(
    state: &AppState,
    employee: &Employee,
    invitation: &Invitation,
    keys: &[AccessKey],
) -> Result<Way, Fault> {
    let (db, now, id) = (&state.db, state.clock.now(), &employee.id);
    let traces = journeys::of_invitation(db, &invitation.id).await?;
    let links = [MessageKind::DownloadKey, MessageKind::LogIn, MessageKind::NewKey];
    let email = journeys::newest_message(db, id, Channel::Email, &links, invitation.created_at).await?;
    let texts = [MessageKind::SecurityCode];
    let text = journeys::newest_message(db, id, Channel::Sms, &texts, invitation.created_at).await?;
    let key = keys.iter().find(|key| key.invitation_id == invitation.id);
    let first = |times: Vec<Option<Timestamp>>| times.into_iter().flatten().min();

    let opened = traces.sessions.last().map(|session| session.created_at);
    let verified = first(traces.sessions.iter().map(|session| session.verified_at).collect());
    let shown = traces.offers.last().map(|offer| offer.created_at);
    let scanned = first(traces.offers.iter().map(|offer| offer.scanned_at.or(offer.redeemed_at)).collect());
    let code_sent = traces.codes.first().map(|code| code.created_at);
    let text_lost = text.as_ref().filter(|text| text.dead_at.is_some());

    // A later step proves the ones before it, whose rows may have been swept away.
    let mut taken = vec![
        (Step::Invited, Some(invitation.created_at)),
        (Step::EmailSent, email.as_ref().and_then(|email| email.sent_at)),
        (Step::LinkOpened, opened),
        (Step::CodeSent, code_sent.filter(|_| text_lost.is_none())),
        (Step::CodeRight, verified),
        (Step::QrShown, shown),
        (Step::Scanned, scanned),
        (Step::KeyAdded, key.map(|key| key.issued_at)),
        (Step::Confirmed, key.and_then(|key| key.accepted_at)),
        (Step::Used, key.and_then(|key| key.last_used_at)),
    ];
    let reached = taken.iter().rposition(|(_, at)| at.is_some()).unwrap_or_default();
    taken.truncate(reached + 1);
    // Messages that went long ago are forgotten: one of which nothing is known went out, or its invitation would be stuck there.
    if reached == 0 && email.is_none() {
        taken.push((Step::EmailSent, None));
    }
    // A wallet that says nothing has not failed.
    taken.retain(|(step, at)| *step != Step::Confirmed || at.is_some());

    let next =
        Step::ALL.into_iter().find(|step| *step != Step::Confirmed && !taken.iter().any(|(done, _)| done == step));
    let stuck = match (key, next) {
        (Some(key), _) if key.state != KeyState::Live || key.expires_at <= now => None,
        (Some(key), _) if key.failed_at.is_some() => Some((Step::KeyAdded, Hitch::WalletFailed)),
        (_, None) => None,
        (_, Some(step)) => Some((step, hitch(step, employee, invitation, (email.as_ref(), text_lost), now))),
    };
    Ok(Way { taken, stuck })
}

fn hitch(
    step: Step,
    employee: &Employee,
    invitation: &Invitation,
    (email, text_lost): (Option<&Message>, Option<&Message>),
    now: Timestamp,
) -> Hitch {
    if step == Step::Used {
        return Hitch::Waits;
    }
    match invitation.state {
        InvitationState::Locked => return Hitch::Locked,
        InvitationState::Cancelled | InvitationState::Replaced => return Hitch::Ended,
        InvitationState::Live | InvitationState::Used => {}
    }
    if let Some(until) = employee.locked_until.filter(|until| *until > now) {
        return Hitch::LockedUntil(until);
    }
    if invitation.expires_at <= now {
        return Hitch::Expired;
    }
    match step {
        Step::EmailSent => match email {
            Some(email) if email.dead_at.is_some() => Hitch::NotSent(email.error.clone()),
            _ => Hitch::BeingSent,
        },
        Step::CodeSent => text_lost.map_or(Hitch::Waits, |text| Hitch::NotSent(text.error.clone())),
        Step::CodeRight if invitation.tries > 0 => Hitch::WrongCodes(invitation.tries),
        _ => Hitch::Waits,
    }
}
