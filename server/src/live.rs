//! Wakes what waits: open pages when their invitation or their log in moved, the outbox when a message was written.
//!
//! It carries no state. A page that is woken reads the database again, and pages read it every second all the same,
//! because another process may have written.

use domain::{InvitationId, LogInId};
use std::sync::Arc;
use tokio::sync::{Notify, broadcast, watch};

/// What open pages wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// The way to a key.
    Invitation(InvitationId),
    /// A log in.
    LogIn(LogInId),
}

impl From<&InvitationId> for Awaited {
    fn from(id: &InvitationId) -> Self {
        Self::Invitation(id.clone())
    }
}

impl From<&LogInId> for Awaited {
    fn from(id: &LogInId) -> Self {
        Self::LogIn(id.clone())
    }
}

/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct Live {
    moved: broadcast::Sender<Awaited>,
    outbox: Arc<Notify>,
    closing: Arc<watch::Sender<bool>>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            moved: broadcast::channel(1024).0,
            outbox: Arc::new(Notify::new()),
            closing: Arc::new(watch::channel(false).0),
        }
    }
}

impl Live {
    /// An invitation's journey, or a log in, moved on: its pages look again.
    pub fn moved(&self, awaited: impl Into<Awaited>) {
        // No page waits: nothing to do.
        let _ = self.moved.send(awaited.into());
    }

    /// What moves from now on.
    #[must_use]
    pub fn watch(&self) -> broadcast::Receiver<Awaited> {
        self.moved.subscribe()
    }

    /// A message waits in the outbox.
    pub fn message_waits(&self) {
        self.outbox.notify_one();
    }

    /// Waits for a message.
    pub async fn message(&self) {
        self.outbox.notified().await;
    }

    /// The server is going away: open pages say goodbye.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Becomes true when the server is going away.
    #[must_use]
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }
}
