//! Section `[server]`: where the service is found.

use super::{PublicUrl, text};
use ipnet::IpNet;
use serde::Deserialize;
use std::{
    net::{Ipv4Addr, SocketAddr},
    num::NonZeroU32,
};

/// Port of a service that is tried out.
const PORT: u16 = 3000;

/// Where the service is found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Address under which people and wallets reach it.
    #[serde(deserialize_with = "text::parsed")]
    pub public_url: PublicUrl,
    /// Networks of the reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Requests a second that one address may make for long, over links, forms and wallet endpoints.
    pub requests_per_second: NonZeroU32,
    /// Requests that one address may make at once; a site behind one address needs room.
    pub request_burst: NonZeroU32,
    /// Seconds within which the head of a request has to be there, counted from the connection's beginning or from the
    /// answer before. A connection that only holds its place is closed.
    pub request_head_seconds: NonZeroU32,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, PORT)),
            public_url: PublicUrl::localhost(PORT),
            trusted_proxies: Vec::new(),
            requests_per_second: NonZeroU32::MIN.saturating_add(49),
            request_burst: NonZeroU32::MIN.saturating_add(299),
            request_head_seconds: NonZeroU32::MIN.saturating_add(74),
        }
    }
}
