//! Section `[server]`: where the service is found.

use super::{PublicUrl, text};
use serde::Deserialize;
use std::net::{Ipv4Addr, SocketAddr};

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
        Self { listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 3000)), public_url: default_public_url() }
    }
}

#[expect(clippy::expect_used, reason = "the text is a literal, and every test of the settings parses it")]
fn default_public_url() -> PublicUrl {
    "http://localhost:3000".parse().expect("a literal address")
}

