//! The slow hash of security codes by itself: what of a flow's processor time is spent on purpose.

use crate::{error::LoadError, process};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::time::Duration;

/// The settings with their defaults, which a test of the server holds equal to what the server uses.
const SETTINGS: &str = include_str!("../../latchkey.example.toml");
/// Runs that are timed: many, since the kernel counts processor time in ticks of 10 milliseconds.
const RUNS: u32 = 400;

/// The cost of one run.
#[derive(Clone, Copy, Debug)]
pub struct HashCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub iterations: u32,
    /// Processor time of one run.
    pub time: Duration,
}

/// Runs the hash as the server does, with the default settings and memory that is used again, on this thread.
///
/// # Errors
/// When the settings cannot be read.
pub fn measure() -> Result<HashCost, LoadError> {
    let (memory_kib, iterations) = (setting("memory_kib")?, setting("iterations")?);
    let own = std::process::id();
    let mut memory = Vec::new();
    let before = process::processor_time(own)?;
    for run in 0..RUNS {
        let params = Params::new(memory_kib, iterations, 1, Some(32)).map_err(LoadError::Argon2)?;
        memory.resize(params.block_count(), Block::new());
        let mut tag = [0; 32];
        Argon2::new_with_secret(&[7; 32], Algorithm::Argon2id, Version::V0x13, params)
            .and_then(|hash| hash.hash_password_into_with_memory(&run.to_le_bytes(), &[3; 16], &mut tag, &mut memory))
            .map_err(LoadError::Argon2)?;
        std::hint::black_box(tag);
    }
    let time = process::processor_time(own)?.saturating_sub(before) / RUNS;
    Ok(HashCost { memory_kib, iterations, time })
}

fn setting(name: &'static str) -> Result<u32, LoadError> {
    let value = SETTINGS.lines().find_map(|line| line.trim_start_matches("# ").strip_prefix(name)?.strip_prefix(" = "));
    value.and_then(|value| value.trim().parse().ok()).ok_or(LoadError::Setting(name))
}
