//! Hands one message to whoever carries it: counted first, sent after, and no transaction is open meanwhile.

use super::{
    last_moment,
    reserve::{Full, Reservation, Withheld, reserve},
};
use crate::{senders::Senders, state::AppState};
use delivery::{Dispatch, Failure, Message, Receipt};
use domain::Channel;
use store::{DbErr, outbox as rows, preview::PreviewMessage};

/// What became of a message.
pub(super) enum Outcome {
    /// It is gone.
    Sent(Receipt),
    /// Not now; worth trying again.
    Failed(String),
    /// Not before somebody here has mended something.
    Ours(String),
    /// Nobody knows.
    Unanswered(String),
    /// As many as are allowed have gone.
    Over(Full),
    /// Never.
    Refused(String),
}

pub(super) async fn hand_over(state: &AppState, row: &rows::Message, message: Message) -> Result<Outcome, DbErr> {
    let now = state.clock.now();
    let late = || Ok(Outcome::Refused("it was too late to be of use".to_owned()));
    if last_moment(row) <= now {
        return late();
    }
    let Some(Senders { email, sms, limits }) = state.senders.as_deref() else {
        store::preview::insert(&state.db, as_preview(row, message)).await?;
        return Ok(Outcome::Sent(Receipt::default()));
    };
    let reservation = match reserve(&state.db, limits, &message, now).await? {
        Ok(reservation) => reservation,
        Err(Withheld::Full(full)) => return Ok(Outcome::Over(full)),
        Err(Withheld::Country) => return Ok(Outcome::Refused(Withheld::COUNTRY.to_owned())),
    };
    // Counting may have had to wait for the database.
    let now = state.clock.now();
    if last_moment(row) <= now {
        reservation.release(&state.db).await?;
        return late();
    }
    let dispatch = Dispatch { id: &row.id, now, expires_at: row.expires_at };
    let sent = match &message {
        Message::Email(message) => email.send(message, dispatch).await,
        Message::Sms(message) => sms.send(message, dispatch).await,
    };
    settle(state, reservation, sent).await
}

/// What certainly did not go is not counted. Of what may have gone, it is better to count one too many.
async fn settle(state: &AppState, reservation: Reservation, sent: Result<Receipt, Failure>) -> Result<Outcome, DbErr> {
    if let Err(Failure::Temporary(_) | Failure::Ours(_) | Failure::Permanent(_)) = &sent {
        reservation.release(&state.db).await?;
    }
    Ok(match sent {
        Ok(receipt) => Outcome::Sent(receipt),
        Err(Failure::Temporary(class)) => Outcome::Failed(class),
        Err(Failure::Ours(class)) => Outcome::Ours(class),
        Err(Failure::Unanswered(class)) => Outcome::Unanswered(class),
        Err(Failure::Permanent(class)) => Outcome::Refused(class),
    })
}

/// In preview a message is kept where `/preview/outbox` shows it.
fn as_preview(row: &rows::Message, message: Message) -> PreviewMessage {
    let (id, created_at) = (row.id.to_string(), row.created_at);
    match message {
        Message::Email(email) => PreviewMessage {
            id,
            channel: Channel::Email,
            to: email.to,
            subject: Some(email.subject),
            text: email.text,
            html: Some(email.html),
            created_at,
        },
        Message::Sms(sms) => PreviewMessage {
            id,
            channel: Channel::Sms,
            to: sms.to,
            subject: None,
            text: sms.text,
            html: None,
            created_at,
        },
    }
}
