//! Later.

use leptos::prelude::{TimeoutHandle, request_animation_frame, set_timeout_with_handle};
use std::time::Duration;

/// Calls a function once, unless it is dropped before.
pub(crate) struct Timer(Option<TimeoutHandle>);

impl Timer {
    /// After `ms` milliseconds.
    pub(crate) fn after(ms: u32, call: impl FnOnce() + 'static) -> Self {
        Self(set_timeout_with_handle(call, Duration::from_millis(ms.into())).ok())
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(timeout) = self.0 {
            timeout.clear();
        }
    }
}

/// Calls a function when what has changed is in the document.
pub(crate) fn next_frame(call: impl FnOnce() + 'static) {
    request_animation_frame(call);
}
