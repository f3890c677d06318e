//! Room for the slow hash: how many run at once, and the memory that they run in.
//!
//! The memory is kept and used again. Freed after each run it would stay with the process all the same, scattered over
//! the allocator's arenas: a few busy minutes made hundreds of megabytes of it. Zeroed pages would be asked for anew
//! each time, too.

use argon2::Block;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

/// The places at which the slow hash may run; cheap to clone.
#[derive(Clone, Debug)]
pub struct Hashing {
    permits: Arc<Semaphore>,
    spare: Arc<Mutex<Vec<Vec<Block>>>>,
}

/// One place, with its memory; given back on drop.
#[derive(Debug)]
pub struct Place {
    memory: Vec<Block>,
    spare: Arc<Mutex<Vec<Vec<Block>>>>,
    // Released after the memory is back: so there are never more pieces of memory than places.
    _permit: OwnedSemaphorePermit,
}

impl Hashing {
    /// Room for `places` hashes at once. Memory is taken when a place is first used.
    #[must_use]
    pub fn new(places: usize) -> Self {
        Self { permits: Arc::new(Semaphore::new(places)), spare: Arc::default() }
    }

    /// Waits for a place.
    ///
    /// # Errors
    /// When the service is going away.
    pub async fn enter(&self) -> Result<Place, AcquireError> {
        let permit = Arc::clone(&self.permits).acquire_owned().await?;
        // The one used last, so that as few as possible are ever taken.
        let memory = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        Ok(Place { memory, spare: Arc::clone(&self.spare), _permit: permit })
    }
}

impl Place {
    /// Memory of `blocks` KiB. What an earlier hash left in it is overwritten by the first pass of the next.
    pub fn memory(&mut self, blocks: usize) -> &mut [Block] {
        self.memory.resize(blocks, Block::new());
        &mut self.memory
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(std::mem::take(&mut self.memory));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::{Algorithm, Argon2, Params, Version};

    #[tokio::test]
    async fn used_memory_gives_the_same_hash_as_new_memory() {
        let hashing = Hashing::new(1);
        let argon2 = |kib| Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(kib, 2, 1, Some(32)).unwrap());
        for (kib, input) in [(64, "first"), (64, "second"), (128, "third"), (32, "fourth")] {
            let (mut kept, mut fresh) = ([0; 32], [0; 32]);
            let mut place = hashing.enter().await.unwrap();
            let argon2 = argon2(kib);
            let memory = place.memory(argon2.params().block_count());
            argon2.hash_password_into_with_memory(input.as_bytes(), &[1; 16], &mut kept, memory).unwrap();
            argon2.hash_password_into(input.as_bytes(), &[1; 16], &mut fresh).unwrap();
            assert_eq!(kept, fresh, "{input}");
        }
    }

    #[tokio::test]
    async fn there_is_never_more_memory_than_places() {
        let hashing = Hashing::new(2);
        for _ in 0..5 {
            let (mut one, mut two) = (hashing.enter().await.unwrap(), hashing.enter().await.unwrap());
            assert_eq!(hashing.permits.available_permits(), 0);
            one.memory(8);
            two.memory(8);
        }
        assert_eq!(hashing.spare.lock().unwrap().len(), 2);
        assert_eq!(hashing.permits.available_permits(), 2);
    }
}
