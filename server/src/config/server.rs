//! Section `[server]`: where the service is found.

use super::{PublicUrl, text};
use serde::Deserialize;
use std::net::{Ipv4Addr, SocketAddr};

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
}

impl Default for Server {
    fn default() -> Self {
        Self { listen: SocketAddr::from((Ipv4Addr::LOCALHOST, PORT)), public_url: PublicUrl::localhost(PORT) }
    }
}
