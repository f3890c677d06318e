//! Section `[database]`: where everything is kept.

use serde::Deserialize;
use std::path::PathBuf;

/// Where everything is kept.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `sqlite://path?mode=rwc` or `postgres://user:password@host/name`.
    pub url: String,
    /// Most connections of this process.
    pub max_connections: u32,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite://latchkey.db?mode=rwc".to_owned(), max_connections: 8 }
    }
}

impl Database {
    /// The file of an SQLite database; `None` for PostgreSQL and for a database in memory.
    #[must_use]
    pub fn file(&self) -> Option<PathBuf> {
        let rest = self.url.strip_prefix("sqlite:")?;
        let path = rest.strip_prefix("//").unwrap_or(rest);
        let path = path.split('?').next().unwrap_or_default();
        (!path.is_empty() && path != ":memory:").then(|| PathBuf::from(path))
    }
}

impl std::fmt::Debug for Database {
    /// Without the address: it may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("max_connections", &self.max_connections).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_an_sqlite_address_is_found() {
        let file = |url: &str| Database { url: url.to_owned(), ..Database::default() }.file();
        assert_eq!(file("sqlite://latchkey.db?mode=rwc"), Some(PathBuf::from("latchkey.db")));
        assert_eq!(file("sqlite:///var/lib/latchkey.db"), Some(PathBuf::from("/var/lib/latchkey.db")));
        assert_eq!(file("sqlite::memory:"), None);
        assert_eq!(file("postgres://u:p@h/d"), None);
    }
}
