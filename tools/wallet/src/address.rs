//! Addresses that the wallet may ask: https ones, and http ones of this computer; and where they keep their metadata.

use url::{Host, Url};

/// Why an address is not asked.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    /// The text is not an address, or not one of a party.
    #[error("‘{0}’ is not a web address")]
    NotAnAddress(String),
    /// The address is plain http and not on this computer.
    #[error("‘{0}’ is not secure: the wallet uses https, and http only on this computer")]
    Insecure(String),
}

/// Reads an address that requests may go to: https, or http on this computer.
///
/// # Errors
/// [`AddressError::NotAnAddress`] and [`AddressError::Insecure`].
pub fn secure(address: &str) -> Result<Url, AddressError> {
    let url = Url::parse(address).map_err(|_| AddressError::NotAnAddress(address.to_owned()))?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_this_computer(&url) => Ok(url),
        _ => Err(AddressError::Insecure(address.to_owned())),
    }
}

/// Whether the host of `url` is this computer's loopback address.
pub fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// The well-known address: inserted between the host and the path.
///
/// # Errors
/// [`AddressError::NotAnAddress`] and [`AddressError::Insecure`].
pub fn well_known(identifier: &str, name: &str) -> Result<String, AddressError> {
    let mut url = secure(identifier)?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(AddressError::NotAnAddress(identifier.to_owned()));
    }
    let path = format!("/.well-known/{name}{}", url.path().trim_end_matches('/'));
    url.set_path(&path);
    Ok(url.into())
}

#[cfg(test)]
mod tests {
    use super::{secure, well_known};

    #[test]
    fn plain_http_stays_on_this_computer() {
        for good in ["https://a.example/x", "http://localhost:3000", "http://127.0.0.1/", "http://[::1]:8080/"] {
            assert!(secure(good).is_ok(), "{good}");
        }
        for bad in ["http://a.example", "http://localhost.a.example", "ftp://a.example", "file:///etc/passwd", "x"] {
            assert!(secure(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_well_known_part_stands_before_the_path() {
        let name = "openid-credential-issuer";
        for (issuer, address) in [
            ("https://a.example", "https://a.example/.well-known/openid-credential-issuer"),
            ("https://a.example/", "https://a.example/.well-known/openid-credential-issuer"),
            ("https://a.example:8443/t/1", "https://a.example:8443/.well-known/openid-credential-issuer/t/1"),
        ] {
            assert_eq!(well_known(issuer, name).unwrap(), address);
        }
        assert!(well_known("https://a.example/?t=1", name).is_err());
    }
}
