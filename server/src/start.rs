//! From settings to something that can serve.

use crate::{
    clock::Clock,
    config::Settings,
    flows::log_in::trust::{Trust, TrustError},
    hashing::Hashing,
    keys::{self, Keys, KeysError, MakeError},
    live::Live,
    outgoing::{NoOutgoing, Outgoing},
    random::{NoRandomness, Random},
    senders::{NoSenders, Senders},
    state::AppState,
};
use migration::{Migrator, MigratorTrait};
use sea_orm::DatabaseConnection;
use std::{
    fs::{File, TryLockError},
    io,
    path::PathBuf,
    sync::Arc,
    thread::available_parallelism,
};
use store::DbErr;

/// Why the service cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database cannot be opened.
    #[error("the database cannot be opened; check database.url")]
    Open(#[source] DbErr),
    /// The database's file cannot be made.
    #[error("the database file {} cannot be made", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// The tables cannot be made.
    #[error("the database cannot be brought up to date")]
    Migrate(#[source] DbErr),
    /// The tables are older than this program.
    #[error("the database is not up to date; run `latchkey migrate`")]
    Outdated,
    /// The secrets cannot be read.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The secrets cannot be made.
    #[error(transparent)]
    Make(#[from] MakeError),
    /// The operating system gives no randomness.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// Another server uses the database.
    #[error("another `latchkey serve` uses this database; SQLite is for one server, PostgreSQL for several")]
    Locked,
    /// The lock file cannot be made.
    #[error("the lock file {} cannot be made", .0.display())]
    LockFile(PathBuf, #[source] io::Error),
    /// A key cannot be asked for at log in.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// Others cannot be asked.
    #[error(transparent)]
    Outgoing(#[from] NoOutgoing),
    /// Nothing can be sent.
    #[error(transparent)]
    Senders(#[from] NoSenders),
    /// The time zone is not known.
    #[error("organisation.time_zone is not in the IANA time zone database")]
    TimeZone,
}

/// Opens the database.
///
/// # Errors
/// When it cannot be opened.
pub async fn database(settings: &Settings) -> Result<DatabaseConnection, StartError> {
    if settings.database.url.contains("mode=rwc") {
        make_private(settings)?;
    }
    store::connect::open(&settings.database.url, settings.database.max_connections).await.map_err(StartError::Open)
}

/// Makes the file of a new SQLite database readable for the service's own user only; what SQLite puts beside it gets the
/// same rights. A file that is there is left alone.
fn make_private(settings: &Settings) -> Result<(), StartError> {
    let Some(path) = settings.database.file() else { return Ok(()) };
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(&path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(StartError::File(path, error)),
        _ => Ok(()),
    }
}

/// Brings the tables up to date.
///
/// # Errors
/// When the database refuses.
pub async fn migrate(settings: &Settings, db: &DatabaseConnection) -> Result<(), StartError> {
    Migrator::up(db, None).await.map_err(StartError::Migrate)?;
    if settings.is_preview() {
        store::preview::ensure_table(db).await.map_err(StartError::Migrate)?;
    }
    Ok(())
}

/// Refuses tables that are older than this program.
///
/// # Errors
/// When a step of the migrations is missing.
pub async fn require_migrated(db: &DatabaseConnection) -> Result<(), StartError> {
    let pending = Migrator::get_pending_migrations(db).await.map_err(StartError::Open)?;
    if pending.is_empty() { Ok(()) } else { Err(StartError::Outdated) }
}

/// Makes the missing keys.
///
/// # Errors
/// When a file cannot be written.
pub fn make_keys(settings: &Settings, clock: &Clock, random: &Random) -> Result<(), StartError> {
    keys::init(settings, clock.now(), &mut random.generator()?)?;
    Ok(())
}

/// What request handlers, jobs and commands are handed.
///
/// # Errors
/// When the keys cannot be read.
pub fn state(settings: Settings, db: DatabaseConnection, clock: Clock, random: Random) -> Result<AppState, StartError> {
    let keys = Keys::load(&settings.keys.dir)?;
    let zone = settings.organisation.zone().ok_or(StartError::TimeZone)?;
    let trust = Trust::new(&settings, &keys)?;
    let senders = Senders::new(&settings.delivery)?;
    let cores = available_parallelism().map_or(1, usize::from);
    Ok(AppState {
        settings: Arc::new(settings),
        keys: Arc::new(keys),
        db,
        clock,
        random,
        live: Live::default(),
        hashing: Hashing::new(cores),
        streams: crate::streams::Streams::default(),
        status_lists: crate::flows::status_list::Signed::default(),
        trust: Arc::new(trust),
        foreign_lists: crate::flows::log_in::status::Lists::default(),
        single_sign_on: crate::flows::officers::single_sign_on::Provider::default(),
        outgoing: Outgoing::new()?,
        senders: senders.map(Arc::new),
        zone,
    })
}

/// Held while this process serves from an SQLite database; `None` for other databases. Commands do not take it: they
/// may run beside the server.
///
/// # Errors
/// When another process holds it.
pub fn lock(settings: &Settings) -> Result<Option<File>, StartError> {
    let Some(database) = settings.database.file() else { return Ok(None) };
    let mut path = database.into_os_string();
    path.push(".lock");
    let path = PathBuf::from(path);
    let failed = |error| StartError::LockFile(path.clone(), error);
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(StartError::Locked),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[tokio::test]
    async fn a_new_database_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("latchkey.db");
        let mut settings = Settings::default();
        settings.database.url = format!("sqlite://{}?mode=rwc", path.display());
        let db = database(&settings).await.unwrap();
        assert!(matches!(require_migrated(&db).await, Err(StartError::Outdated)));
        migrate(&settings, &db).await.unwrap();
        require_migrated(&db).await.unwrap();
        for name in ["latchkey.db", "latchkey.db-wal", "latchkey.db-shm"] {
            let rights = std::fs::metadata(dir.path().join(name)).unwrap().permissions().mode() & 0o777;
            assert_eq!(rights, 0o600, "{name}");
        }
    }

    #[test]
    fn a_second_server_on_the_same_file_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let mut settings = Settings::default();
        settings.database.url = format!("sqlite://{}/latchkey.db?mode=rwc", dir.path().display());
        let first = lock(&settings).unwrap();
        assert!(matches!(lock(&settings), Err(StartError::Locked)));
        drop(first);
        assert!(lock(&settings).unwrap().is_some());
        settings.database.url = "postgres://localhost/latchkey".to_owned();
        assert!(lock(&settings).unwrap().is_none());
    }
}
