//! A big status list: how long signing takes, and how many readers a second are served.

use crate::{client::Client, clock, error::LoadError};
use std::{net::SocketAddr, time::Duration};
use tokio::task::{JoinSet, LocalSet};

const LIST: &str = "GET /openid4vci/status-lists/{list}";
/// Readers at once.
const READERS: usize = 8;
/// Reads of each.
const READS: usize = 1_000;

/// What a list showed.
#[derive(Debug)]
pub struct StatusList {
    /// Keys in it.
    pub keys: usize,
    /// Time of the first answer, for which it was read from the database, packed and signed.
    pub first: Duration,
    /// Answers a second after that.
    pub reads_a_second: f64,
}

/// Reads the list of that name.
///
/// # Errors
/// When it is not there.
pub async fn measure(address: SocketAddr, list: &str, keys: usize) -> Result<StatusList, LoadError> {
    let path = format!("/openid4vci/status-lists/{list}");
    let mut client = Client::connect(address).await?;
    let started = clock::start();
    client.get(LIST, &path).await?;
    let first = started.elapsed();

    let local = LocalSet::new();
    let mut readers = JoinSet::new();
    let started = clock::start();
    for _ in 0..READERS {
        let path = path.clone();
        readers.spawn_local_on(
            async move {
                let mut client = Client::connect(address).await?;
                for _ in 0..READS {
                    client.get(LIST, &path).await?;
                }
                Ok::<_, LoadError>(())
            },
            &local,
        );
    }
    for reader in local.run_until(async { readers.join_all().await }).await {
        reader?;
    }
    let reads = u32::try_from(READERS * READS).unwrap_or(u32::MAX);
    Ok(StatusList { keys, first, reads_a_second: f64::from(reads) / started.elapsed().as_secs_f64() })
}
