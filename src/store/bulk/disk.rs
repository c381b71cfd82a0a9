//! How the user file writes while many batches come.

use std::{fs, io::ErrorKind};

use crate::store::{Store, StoreError};

impl Store {
    /// Prepares for many batches. It makes room in memory, 64 MiB, for all pages that a batch touches and for the index of two million
    /// users, which batches in any order would else read from the file over and over. And it no longer waits for the disk at each
    /// commit: until [`Store::settle_bulk`], a power failure may take the last batches back, each of them whole.
    ///
    /// # Errors
    /// Those of reading.
    pub fn prepare_bulk(&mut self) -> Result<(), StoreError> {
        /// KiB, which SQLite wants negative.
        const CACHE: i64 = -65_536;
        /// Pages, 64 MiB: neighbours in the index that several batches write go to the file once.
        const CHECKPOINT: i64 = 16_384;
        self.view.db.pragma_update(None, "cache_size", CACHE)?;
        self.view.db.pragma_update(None, "synchronous", "normal")?;
        Ok(self.view.db.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?)
    }

    /// Waits until all that was committed is on the disk, and does so at each commit again.
    ///
    /// # Errors
    /// Those of writing; [`StoreError::Io`].
    pub fn settle_bulk(&mut self) -> Result<(), StoreError> {
        self.view.db.pragma_update(None, "synchronous", "full")?;
        // What is in the file itself was waited for when it was copied there.
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        match fs::File::open(&log).and_then(|log| log.sync_all()) {
            Err(source) if source.kind() != ErrorKind::NotFound => {
                Err(StoreError::Io { path: log.into(), action: "written to the disk", source })
            }
            _ => Ok(()),
        }
    }
}
