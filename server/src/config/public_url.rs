//! The address under which people and wallets find the service.

use std::{net::IpAddr, str::FromStr};
use url::Url;

/// An `http` or `https` address without user, path, query and fragment.
///
/// Links, cookies, the host check and the Credential Issuer Identifier are made from it, and from nothing that a
/// request says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    /// Scheme, host and port, without a trailing slash.
    origin: String,
    /// Host as in the `Host` header, with the port if it is not the scheme's own.
    authority: String,
    host: String,
    https: bool,
}

/// What is wrong with the public URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongPublicUrl {
    /// Not an address of the web.
    #[error("it must be a whole address, for example https://keys.example.org")]
    NotAnAddress,
    /// More than scheme, host and port.
    #[error("it must not have a user, a path, a query or a fragment")]
    MoreThanAnOrigin,
}

impl FromStr for PublicUrl {
    type Err = WrongPublicUrl;

    fn from_str(text: &str) -> Result<Self, WrongPublicUrl> {
        let url = Url::parse(text).map_err(|_| WrongPublicUrl::NotAnAddress)?;
        let host = match (url.scheme(), url.host_str()) {
            ("http" | "https", Some(host)) => host,
            _ => return Err(WrongPublicUrl::NotAnAddress),
        };
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || !url.username().is_empty() || url.password().is_some() {
            return Err(WrongPublicUrl::MoreThanAnOrigin);
        }
        let authority = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let origin = format!("{}://{authority}", url.scheme());
        Ok(Self { origin, authority, host: host.to_owned(), https: url.scheme() == "https" })
    }
}

impl PublicUrl {
    /// `http://localhost` with a port: for trying out.
    #[must_use]
    pub fn localhost(port: u16) -> Self {
        let (host, authority) = ("localhost".to_owned(), format!("localhost:{port}"));
        Self { origin: format!("http://{authority}"), authority, host, https: false }
    }

    /// Scheme, host and port, without a trailing slash.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host, without port.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether the `Host` header of a request names this service; the scheme's own port may stand there or not.
    #[must_use]
    pub fn is_host(&self, header: &str) -> bool {
        let header = header.to_ascii_lowercase();
        let own_port = if self.is_https() { ":443" } else { ":80" };
        header == self.authority
            || (self.authority == self.host && header.strip_suffix(own_port) == Some(self.host.as_str()))
    }

    /// Whether it is https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Whether only this machine can reach it.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = self.host();
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        host == "localhost" || host.ends_with(".localhost") || address.is_ok_and(|address| address.is_loopback())
    }

    /// The address of `path`, which begins with `/`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl std::fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_origin_is_a_public_url() {
        for good in
            ["https://keys.example.org", "https://keys.example.org/", "http://localhost:3000", "http://[::1]:3000"]
        {
            assert!(good.parse::<PublicUrl>().is_ok(), "{good}");
        }
        for bad in ["keys.example.org", "ftp://keys.example.org", "", "mailto:a@b.c"] {
            assert_eq!(bad.parse::<PublicUrl>(), Err(WrongPublicUrl::NotAnAddress), "{bad}");
        }
        for bad in ["https://a.b/keys", "https://a.b/?x", "https://a.b/#x", "https://u:p@a.b"] {
            assert_eq!(bad.parse::<PublicUrl>(), Err(WrongPublicUrl::MoreThanAnOrigin), "{bad}");
        }
    }

    #[test]
    fn hosts_are_compared_with_their_port() {
        let url: PublicUrl = "https://keys.example.org:443/".parse().unwrap();
        assert_eq!(url.origin(), "https://keys.example.org");
        assert!(url.is_host("keys.example.org") && url.is_host("KEYS.example.org:443"));
        assert!(!url.is_host("keys.example.org:80") && !url.is_host("evil.example.org") && !url.is_host(""));
        let url: PublicUrl = "http://localhost:3000".parse().unwrap();
        assert_eq!(url, PublicUrl::localhost(3000));
        assert!(url.is_host("localhost:3000") && !url.is_host("localhost") && !url.is_host("localhost:3000:80"));
        assert!(url.is_loopback() && !url.is_https());
        assert!("http://[::1]:3000".parse::<PublicUrl>().unwrap().is_loopback());
    }
}
