//! What every request handler and job is handed.

use crate::{clock::Clock, config::Settings, keys::Keys, live::Live, random::Random};
use sea_orm::DatabaseConnection;
use std::sync::Arc;

/// Shared by all requests; cheap to clone. Holds no state of the journey: that lives in the database.
#[derive(Clone)]
pub struct AppState {
    /// As configured.
    pub settings: Arc<Settings>,
    /// Secrets that live outside the database.
    pub keys: Arc<Keys>,
    /// The database.
    pub db: DatabaseConnection,
    /// What time it is.
    pub clock: Clock,
    /// Where chance comes from.
    pub random: Random,
    /// Wakes pages that wait, and the outbox.
    pub live: Live,
    /// Room for slow hashes, which bounds how many run at once.
    pub hashing: crate::hashing::Hashing,
    /// Open event streams.
    pub streams: crate::streams::Streams,
    /// Status lists as they were signed last.
    pub status_lists: crate::flows::status_list::Signed,
    /// What is asked for at log in, and whose answer is believed.
    pub trust: Arc<crate::flows::log_in::trust::Trust>,
    /// Status lists of other issuers.
    pub foreign_lists: crate::flows::log_in::status::Lists,
    /// The single sign-on of officers, as it was read last.
    pub single_sign_on: crate::flows::officers::single_sign_on::Provider,
    /// Requests to others.
    pub outgoing: crate::outgoing::Outgoing,
    /// Who carries emails and texts; nobody where they are kept and shown instead.
    pub senders: Option<Arc<crate::senders::Senders>>,
    /// The employer's time zone.
    pub zone: jiff::tz::TimeZone,
}
