//! What Linux tells of a running process.

use crate::error::LoadError;
use std::{fs, time::Duration};

/// Length of the kernel's clock tick in `/proc/<pid>/stat`: Linux shows 100 a second to programs, on every machine
/// ([proc(5)](https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html), `sysconf(_SC_CLK_TCK)`).
const TICK: Duration = Duration::from_millis(10);

/// Processor time that the process has used, in itself and in the kernel on its behalf.
///
/// # Errors
/// When the process has ended.
pub fn processor_time(pid: u32) -> Result<Duration, LoadError> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The second field is the program's name in brackets; utime and stime are the 14th and 15th.
    let (_, fields) = stat.rsplit_once(')').ok_or(LoadError::Proc("processor time"))?;
    let mut fields = fields.split_whitespace().skip(11).map(str::parse::<u32>);
    match (fields.next(), fields.next()) {
        (Some(Ok(user)), Some(Ok(system))) => Ok(TICK * (user + system)),
        _ => Err(LoadError::Proc("processor time")),
    }
}

/// Memory of the process that is in RAM, in KiB.
///
/// # Errors
/// When the process has ended.
pub fn memory_kib(pid: u32) -> Result<u64, LoadError> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.ok_or(LoadError::Proc("memory"))
}
