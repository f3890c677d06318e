//! How many event streams are open, and whose: a shield for this process and its database, which each stream reads every
//! second. Not state of the journey.

use std::{
    collections::HashMap,
    hash::Hash,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// Streams that one browser may have open: a few tabs.
const BROWSER: usize = 4;
/// Streams that one network may have open. A hospital is behind one address, and a shift begins for all at once.
const NETWORK: usize = 256;
/// Streams that may be open altogether: what a database bears that answers requests besides.
const ALL: usize = 2000;

/// Counts open streams.
#[derive(Clone, Debug, Default)]
pub struct Streams(Arc<Mutex<Open>>);

#[derive(Debug, Default)]
struct Open {
    all: usize,
    /// By the name of the browser's row, a flow session or a log in: no two rows share a name.
    browsers: HashMap<String, usize>,
    networks: HashMap<IpAddr, usize>,
}

/// One open stream; gives its place back on drop.
#[derive(Debug)]
pub struct Place {
    browser: String,
    network: Option<IpAddr>,
    streams: Streams,
}

impl Streams {
    /// Takes a place, if the browser has one left, and its network, and the process.
    #[must_use]
    pub fn enter(&self, browser: &str, network: Option<IpAddr>) -> Option<Place> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_browser = open.browsers.get(browser).copied().unwrap_or_default();
        let of_network = network.and_then(|network| open.networks.get(&network).copied()).unwrap_or_default();
        if of_browser >= BROWSER || of_network >= NETWORK || open.all >= ALL {
            return None;
        }
        open.all += 1;
        open.browsers.insert(browser.to_owned(), of_browser + 1);
        if let Some(network) = network {
            open.networks.insert(network, of_network + 1);
        }
        Some(Place { browser: browser.to_owned(), network, streams: self.clone() })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.all -= 1;
        leave(&mut open.browsers, &self.browser);
        if let Some(network) = &self.network {
            leave(&mut open.networks, network);
        }
    }
}

fn leave<Who: Eq + Hash>(open: &mut HashMap<Who, usize>, who: &Who) {
    if let Some(count) = open.get_mut(who) {
        *count -= 1;
        if *count == 0 {
            open.remove(who);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_has_four_places_and_gets_them_back() {
        let streams = Streams::default();
        let mut places: Vec<_> = (0..BROWSER).map(|_| streams.enter("a", None).unwrap()).collect();
        assert!(streams.enter("a", None).is_none());
        assert!(streams.enter("b", None).is_some());
        places.pop();
        assert!(streams.enter("a", None).is_some());
    }

    #[test]
    fn there_is_an_end_for_all_together() {
        let streams = Streams::default();
        let network = |number: usize| Some(IpAddr::from([192, 0, 2, u8::try_from(number % 200).unwrap()]));
        let enter = |number: usize| streams.enter(&number.to_string(), network(number));
        let mut places: Vec<_> = (0..ALL).map(|number| enter(number).unwrap()).collect();
        assert!(enter(ALL).is_none());
        places.pop();
        assert!(enter(ALL).is_some());
        drop(places);
        let open = streams.0.lock().unwrap();
        assert_eq!((open.all, open.browsers.len(), open.networks.len()), (0, 0, 0));
    }
}
