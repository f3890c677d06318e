//! Wakes what waits: open pages when their invitation moved, the outbox when a message was written.
//!
//! It carries no state. A page that is woken reads the database again, and pages read it every second all the same,
//! because another process may have written.

use domain::InvitationId;
use std::sync::Arc;
use tokio::sync::{Notify, broadcast, watch};

/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct Live {
    moved: broadcast::Sender<InvitationId>,
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
    /// An invitation's journey moved on: its pages look again.
    pub fn moved(&self, invitation: &InvitationId) {
        // No page waits: nothing to do.
        let _ = self.moved.send(invitation.clone());
    }

    /// Invitations that move from now on.
    #[must_use]
    pub fn watch(&self) -> broadcast::Receiver<InvitationId> {
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
