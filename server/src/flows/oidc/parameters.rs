//! Parameters of a request as they came: in order, doubles included.

/// Longest request, in bytes: what a browser and the proxies between carry without complaint.
const LIMIT: usize = 4096;

/// The parameters of a query or a form.
#[derive(Debug)]
pub struct Parameters(Vec<(String, String)>);

/// A parameter cannot be taken at its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongParameter {
    /// It is there twice ([RFC 6749, section 3.1](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1)).
    #[error("a parameter is there twice")]
    Twice,
    /// It holds something else than printable ASCII
    /// ([RFC 6749, appendix A](https://www.rfc-editor.org/rfc/rfc6749.html#appendix-A)).
    #[error("a parameter is not printable ASCII")]
    Characters,
}

impl Parameters {
    /// Reads `application/x-www-form-urlencoded`; `None` if it is too long.
    #[must_use]
    pub fn parse(text: &[u8]) -> Option<Self> {
        (text.len() <= LIMIT).then(|| Self(url::form_urlencoded::parse(text).into_owned().collect()))
    }

    /// A parameter that may be left out; an empty one counts as left out
    /// ([RFC 6749, section 3.1](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1)).
    ///
    /// # Errors
    /// When it is there twice or not printable.
    pub fn get(&self, name: &str) -> Result<Option<&str>, WrongParameter> {
        let mut values = self.0.iter().filter(|(found, _)| found == name).map(|(_, value)| value.as_str());
        match (values.next(), values.next()) {
            (None | Some(""), None) => Ok(None),
            (Some(value), None) if value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) => Ok(Some(value)),
            (_, None) => Err(WrongParameter::Characters),
            (_, Some(_)) => Err(WrongParameter::Twice),
        }
    }

    /// Whether any parameter, known or not, is there twice.
    #[must_use]
    pub fn has_doubles(&self) -> bool {
        let mut names = std::collections::BTreeSet::new();
        !self.0.iter().all(|(name, _)| names.insert(name))
    }

    /// As a query.
    #[must_use]
    pub fn to_query(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_there_once_or_not_at_all() {
        let parameters = Parameters::parse(b"a=1&b=&c=1&c=1&d=%00&e=x+y%7e").unwrap();
        assert_eq!(parameters.get("a"), Ok(Some("1")));
        assert_eq!(parameters.get("b"), Ok(None));
        assert_eq!(parameters.get("z"), Ok(None));
        assert_eq!(parameters.get("c"), Err(WrongParameter::Twice));
        assert_eq!(parameters.get("d"), Err(WrongParameter::Characters));
        assert_eq!(parameters.get("e"), Ok(Some("x y~")));
        assert!(parameters.has_doubles());
        assert!(!Parameters::parse(b"a=1&b=1").unwrap().has_doubles());
        assert!(Parameters::parse(&[b'a'; 4097]).is_none());
    }
}
