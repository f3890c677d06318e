//! Events of the window and of other objects.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::EventTarget;

/// Calls a function at each event, until it is dropped.
pub(crate) struct Listener {
    target: EventTarget,
    event: &'static str,
    call: Closure<dyn FnMut()>,
}

impl Listener {
    /// Listens to `event` on `target`.
    pub(crate) fn new(target: &EventTarget, event: &'static str, heard: impl FnMut() + 'static) -> Self {
        let call = Closure::<dyn FnMut()>::new(heard);
        // Fails for no event name and no function that reach this line.
        let _added = target.add_event_listener_with_callback(event, call.as_ref().unchecked_ref());
        Self { target: target.clone(), event, call }
    }

    /// Listens to `event` on the window. Those of the document arrive there too, if they bubble.
    pub(crate) fn window(event: &'static str, heard: impl FnMut() + 'static) -> Self {
        Self::new(window().as_ref(), event, heard)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _removed = self.target.remove_event_listener_with_callback(self.event, self.call.as_ref().unchecked_ref());
    }
}
