//! The one place that randomness comes from.

use rand::{SeedableRng, TryRng, rngs::StdRng};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Hands out generators: a ChaCha generator freshly seeded by the operating system for each use, or a repeatable
/// series for tests.
#[derive(Clone, Debug)]
pub enum Random {
    /// Seeded by the operating system.
    System,
    /// Seeded by a counter: the same run gives the same values.
    Seeded(Arc<AtomicU64>),
}

/// The operating system gave no randomness.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no randomness")]
pub struct NoRandomness(#[source] rand::rngs::SysError);

impl Random {
    /// A repeatable series.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(AtomicU64::new(seed)))
    }

    /// A cryptographic generator for one use.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn generator(&self) -> Result<StdRng, NoRandomness> {
        match self {
            Self::System => {
                let mut seed = [0; 32];
                rand::rngs::SysRng.try_fill_bytes(&mut seed).map_err(NoRandomness)?;
                Ok(StdRng::from_seed(seed))
            }
            Self::Seeded(next) => Ok(StdRng::seed_from_u64(next.fetch_add(1, Ordering::SeqCst))),
        }
    }
}
