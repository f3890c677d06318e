//! A first shield against floods: each address has a bucket of requests that refills. The limits that keep guessing and
//! texting within bounds are elsewhere, in the database; this one only keeps a single sender from using up the process.

use crate::{config::Server, http::problem::Problem, state::AppState};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{Extensions, HeaderMap},
    middleware::Next,
    response::Response,
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::{IpNet, Ipv6Net};
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// Buckets are looked through for forgotten ones after so many requests.
const SWEEP_EVERY: usize = 10_000;

/// The buckets of all addresses.
#[derive(Clone)]
pub struct Shield {
    state: AppState,
    buckets: Arc<DefaultKeyedRateLimiter<IpAddr>>,
}

impl Shield {
    /// Full buckets.
    #[must_use]
    pub fn new(state: &AppState) -> Self {
        let server = &state.settings.server;
        let quota = Quota::per_second(server.requests_per_second).allow_burst(server.request_burst);
        Self { state: state.clone(), buckets: Arc::new(RateLimiter::keyed(quota)) }
    }
}

/// Lets a request pass if its address has one left.
pub async fn check(State(shield): State<Shield>, request: Request, next: Next) -> Response {
    let server = &shield.state.settings.server;
    let Some(address) = network(request.extensions(), request.headers(), server) else {
        return next.run(request).await;
    };
    if shield.buckets.len() > SWEEP_EVERY {
        shield.buckets.retain_recent();
    }
    match shield.buckets.check_key(&address) {
        Ok(()) => next.run(request).await,
        Err(_) => Problem::TooManyRequests.response(&shield.state.settings, request.headers()),
    }
}

/// The network that a request comes from. One that came over no connection is a test's, and has none.
#[must_use]
pub fn network(extensions: &Extensions, headers: &HeaderMap, server: &Server) -> Option<IpAddr> {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip();
    Some(bucket(sender(peer, headers, server)))
}

/// Who asks: the nearest address in `X-Forwarded-For` that is not one of our own proxies, if the connection comes from
/// one; else the connection's own.
fn sender(peer: IpAddr, headers: &HeaderMap, server: &Server) -> IpAddr {
    let trusted = |address: &IpAddr| server.trusted_proxies.iter().any(|proxy: &IpNet| proxy.contains(address));
    if !trusted(&peer) {
        return peer;
    }
    let values: Vec<&str> = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect();
    let hops = values.iter().flat_map(|value| value.split(',')).map(|hop| hop.trim().parse::<IpAddr>());
    let hops: Vec<_> = hops.collect();
    // Read from the near end: what stands further left was written by whoever asks.
    hops.into_iter().rev().map_while(Result::ok).find(|hop| !trusted(hop)).unwrap_or(peer)
}

/// One IPv6 customer has a whole /64.
fn bucket(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => Ipv6Net::new(v6, 64).map_or(address, |net| IpAddr::V6(net.network())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_proxies_say_who_asks() {
        let server = Server { trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()], ..Server::default() };
        let sent = |peer: &str, forwarded: &str| {
            let headers = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), forwarded.parse().unwrap())]);
            sender(peer.parse().unwrap(), &headers, &server).to_string()
        };
        assert_eq!(sent("203.0.113.9", "198.51.100.1"), "203.0.113.9");
        assert_eq!(sent("10.0.0.1", "198.51.100.1"), "198.51.100.1");
        assert_eq!(sent("10.0.0.1", "192.0.2.66, 198.51.100.1, 10.2.3.4"), "198.51.100.1");
        assert_eq!(sent("10.0.0.1", "198.51.100.1, nonsense"), "10.0.0.1");
        assert_eq!(sent("10.0.0.1", ""), "10.0.0.1");
    }

    #[test]
    fn an_ipv6_customer_has_one_bucket() {
        let bucket = |text: &str| bucket(text.parse().unwrap());
        assert_eq!(bucket("2001:db8::1"), bucket("2001:db8::ffff:2"));
        assert_ne!(bucket("2001:db8::1"), bucket("2001:db8:0:1::1"));
    }
}
