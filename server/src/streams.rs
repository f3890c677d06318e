//! How many event streams each browser has open: a shield for this process, not state of the journey.

use domain::FlowSessionId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Streams that one session may have open: a few tabs.
const MOST: usize = 4;

/// Counts open streams.
#[derive(Clone, Debug, Default)]
pub struct Streams(Arc<Mutex<HashMap<FlowSessionId, usize>>>);

/// One open stream; gives its place back on drop.
#[derive(Debug)]
pub struct Place {
    session: FlowSessionId,
    streams: Streams,
}

impl Streams {
    /// Takes a place, if the session has one left.
    #[must_use]
    pub fn enter(&self, session: &FlowSessionId) -> Option<Place> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(session.clone()).or_default();
        if *count >= MOST {
            return None;
        }
        *count += 1;
        Some(Place { session: session.clone(), streams: self.clone() })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.session) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_has_four_places_and_gets_them_back() {
        let (streams, session) = (Streams::default(), FlowSessionId::from("a".to_owned()));
        let mut places: Vec<_> = (0..MOST).map(|_| streams.enter(&session).unwrap()).collect();
        assert!(streams.enter(&session).is_none());
        assert!(streams.enter(&FlowSessionId::from("b".to_owned())).is_some());
        places.pop();
        assert!(streams.enter(&session).is_some());
    }
}
