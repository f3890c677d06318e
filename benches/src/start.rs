//! How long a start takes, and how much memory the server needs when it has nothing to do.

use crate::{Arguments, error::LoadError, process, service::Service};
use std::time::Duration;

/// How long a server is left alone before its memory is read.
const IDLE: Duration = Duration::from_secs(2);

/// Starts of one service.
#[derive(Debug)]
pub struct Starts {
    /// The very first, which makes tables and keys.
    pub first: Duration,
    /// All further ones, shortest first.
    pub further: Vec<Duration>,
    /// Memory of the last one, left alone for a while, in KiB.
    pub idle_kib: u64,
}

/// Starts a service again and again.
///
/// # Errors
/// When it does not start.
pub async fn measure(arguments: &Arguments) -> Result<Starts, LoadError> {
    let mut service = Service::new(arguments, None)?;
    let first = service.start()?;
    let mut further = Vec::with_capacity(arguments.starts);
    for _ in 0..arguments.starts {
        service.stop()?;
        further.push(service.start()?);
    }
    further.sort_unstable();
    tokio::time::sleep(IDLE).await;
    let idle_kib = process::memory_kib(service.pid()?)?;
    service.stop()?;
    Ok(Starts { first, further, idle_kib })
}
