//! An empty database for one test.

use super::postgres;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where a test keeps its rows.
pub enum Database {
    /// A file of its own.
    Sqlite(tempfile::TempDir),
    /// A database of its own in the throw-away cluster.
    Postgres(String),
}

static NEXT: AtomicU64 = AtomicU64::new(1);

impl Database {
    pub fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().unwrap())
    }

    pub async fn postgres() -> Self {
        let cluster = postgres::cluster();
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::SeqCst));
        let admin = store::connect::open(&cluster.url("postgres"), 1).await.unwrap();
        store::ConnectionTrait::execute_unprepared(&admin, &format!("CREATE DATABASE {name}")).await.unwrap();
        Self::Postgres(cluster.url(&name))
    }

    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(dir) => format!("sqlite://{}/latchkey.db?mode=rwc", dir.path().display()),
            Self::Postgres(url) => url.clone(),
        }
    }
}
