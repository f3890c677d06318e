//! A word to the other tabs of this browser.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel between all tabs that have opened it by the same name.
pub(crate) struct Channel {
    channel: BroadcastChannel,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Opens it, and calls `heard` with what other tabs tell; `None` where the browser has no such channels.
    pub(crate) fn open(name: &str, mut heard: impl FnMut(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let _heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(told) = event.data().as_string() {
                heard(told);
            }
        });
        channel.set_onmessage(Some(_heard.as_ref().unchecked_ref()));
        Some(Self { channel, _heard })
    }

    /// Tells the other tabs.
    pub(crate) fn tell(&self, words: &str) {
        // Fails only once it is closed.
        let _told = self.channel.post_message(&JsValue::from_str(words));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
