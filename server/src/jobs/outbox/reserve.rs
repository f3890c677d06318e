//! How much may be sent: to a number, to a country, of all texts and of all emails, each in a window of the clock. A
//! message is counted before its provider is called, so that neither a crowd of presses nor several processes can spend
//! more ([AWS on artificially inflated traffic](https://docs.aws.amazon.com/sms-voice/latest/userguide/protect.html)).

use crate::config::Limits;
use delivery::Message;
use domain::{Duration, Timestamp};
use sea_orm::DatabaseConnection;
use store::{DbErr, connect, send_counts};

const HOUR: Duration = Duration::hours(1);
const DAY: Duration = Duration::hours(24);

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    TextsToNumber,
    TextsToCountry,
    Texts,
    Emails,
}

/// A limit that is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full {
    counted: Counted,
    /// When its window ends.
    pub(super) until: Timestamp,
}

/// Why a message is not handed over.
pub(super) enum Withheld {
    /// As many as are allowed have gone.
    Full(Full),
    /// Nobody there may be written to.
    Country,
}

/// What was counted for one message.
pub(super) struct Reservation(Vec<String>);

/// One count of a message.
struct Count {
    counted: Counted,
    /// Of which there is a count each: a number, a country.
    of: String,
    limit: u32,
    window: Duration,
}

impl Count {
    fn new(counted: Counted, of: &str, limit: std::num::NonZeroU32, window: Duration) -> Self {
        Self { counted, of: of.to_owned(), limit: limit.get(), window }
    }
}

/// Counts a message everywhere, or nowhere and says why.
pub(super) async fn reserve(
    db: &DatabaseConnection,
    limits: &Limits,
    message: &Message,
    now: Timestamp,
) -> Result<Result<Reservation, Withheld>, DbErr> {
    let Some(counts) = counts(limits, message) else { return Ok(Err(Withheld::Country)) };
    let mut reserved = Vec::new();
    let tx = connect::begin(db).await?;
    for Count { counted, of, limit, window } in counts {
        let begin = Timestamp::from_millis(now.as_millis() - now.as_millis().rem_euclid(window.as_millis()));
        let (id, until) = (format!("{} {of} {}", counted.name(), begin.as_millis()), begin + window);
        if !send_counts::reserve(&tx, &id, limit, until).await? {
            tx.rollback().await?;
            raise_alarm(db, &id, counted, &of, until).await?;
            return Ok(Err(Withheld::Full(Full { counted, until })));
        }
        reserved.push(id);
    }
    tx.commit().await?;
    Ok(Ok(Reservation(reserved)))
}

/// The counts of a message, in the one order in which their rows are taken; `None`: nobody there may be written to.
fn counts(limits: &Limits, message: &Message) -> Option<Vec<Count>> {
    let sms = match message {
        Message::Email(_) => return Some(vec![Count::new(Counted::Emails, "all", limits.emails_per_hour, HOUR)]),
        Message::Sms(sms) => sms,
    };
    let country = limits.country(&sms.to)?;
    Some(vec![
        Count::new(Counted::TextsToNumber, &sms.to, limits.texts_per_number_day, DAY),
        Count::new(Counted::TextsToCountry, country, limits.texts_per_country_hour, HOUR),
        Count::new(Counted::Texts, "all", limits.texts_per_day, DAY),
    ])
}

/// Once for each limit and window, whichever process meets it first. A number is nobody's business in a log.
async fn raise_alarm(
    db: &DatabaseConnection,
    id: &str,
    counted: Counted,
    of: &str,
    until: Timestamp,
) -> Result<(), DbErr> {
    if send_counts::reserve(db, &format!("alarm {id}"), 1, until).await? {
        let (limit, country) = (counted.name(), (counted == Counted::TextsToCountry).then_some(of));
        tracing::error!(limit, country, "a limit on messages is reached; what is over it waits or is given up");
    }
    Ok(())
}

impl Reservation {
    /// What was counted was not sent.
    pub(super) async fn release(self, db: &DatabaseConnection) -> Result<(), DbErr> {
        for id in self.0 {
            send_counts::release(db, &id).await?;
        }
        Ok(())
    }
}

impl Counted {
    /// Name of the setting of its limit.
    const fn name(self) -> &'static str {
        match self {
            Self::TextsToNumber => "texts_per_number_day",
            Self::TextsToCountry => "texts_per_country_hour",
            Self::Texts => "texts_per_day",
            Self::Emails => "emails_per_hour",
        }
    }
}

impl Full {
    /// In words for an operator.
    pub(super) const fn reason(self) -> &'static str {
        match self.counted {
            Counted::TextsToNumber => {
                "as many texts as delivery.limits.texts_per_number_day allows went to this number"
            }
            Counted::TextsToCountry => "as many texts as delivery.limits.texts_per_country_hour allows were sent",
            Counted::Texts => "as many texts as delivery.limits.texts_per_day allows were sent",
            Counted::Emails => "as many emails as delivery.limits.emails_per_hour allows were sent",
        }
    }
}

impl Withheld {
    /// The reason for [`Withheld::Country`], in words for an operator.
    pub(super) const COUNTRY: &str = "the number is of a country that delivery.limits.countries does not name";
}
