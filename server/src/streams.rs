//! How many event streams each browser has open: a shield for this process, not state of the journey.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Streams that one browser may have open: a few tabs.
const MOST: usize = 4;

/// Counts open streams by the name of the browser's row, a flow session or a log in: no two rows share a name.
#[derive(Clone, Debug, Default)]
pub struct Streams(Arc<Mutex<HashMap<String, usize>>>);

/// One open stream; gives its place back on drop.
#[derive(Debug)]
pub struct Place {
    browser: String,
    streams: Streams,
}

impl Streams {
    /// Takes a place, if the browser has one left.
    #[must_use]
    pub fn enter(&self, browser: &str) -> Option<Place> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(browser.to_owned()).or_default();
        if *count >= MOST {
            return None;
        }
        *count += 1;
        Some(Place { browser: browser.to_owned(), streams: self.clone() })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.browser) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.browser);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_has_four_places_and_gets_them_back() {
        let streams = Streams::default();
        let mut places: Vec<_> = (0..MOST).map(|_| streams.enter("a").unwrap()).collect();
        assert!(streams.enter("a").is_none());
        assert!(streams.enter("b").is_some());
        places.pop();
        assert!(streams.enter("a").is_some());
    }
}
