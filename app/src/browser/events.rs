//! The stream that says "look again".

use super::listener::Listener;
use web_sys::EventSource;

/// A connection to a stream of Server-Sent Events. The browser itself connects again after a loss, unless the server
/// refused: then it is [`Events::closed`] for good.
pub(crate) struct Events {
    source: EventSource,
    _listener: Listener,
}

impl Events {
    /// Connects, and calls `heard` at each event of the name; `None` where the browser has no such streams.
    pub(crate) fn connect(path: &str, event: &'static str, heard: impl FnMut() + 'static) -> Option<Self> {
        let source = EventSource::new(path).ok()?;
        let _listener = Listener::new(source.as_ref(), event, heard);
        Some(Self { source, _listener })
    }

    /// Events arrive at present.
    pub(crate) fn open(&self) -> bool {
        self.source.ready_state() == EventSource::OPEN
    }

    /// The browser has given up.
    pub(crate) fn closed(&self) -> bool {
        self.source.ready_state() == EventSource::CLOSED
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.source.close();
    }
}
