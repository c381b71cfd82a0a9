//! The table `meta`: settings of the file, a text each.

use rusqlite::OptionalExtension;
use serde_json::Map;

use super::{StoreError, Tx, View};

/// Marks a file whose hashes are cheap on purpose.
const TEST_DB: &str = "insecure_test_db";

impl View {
    /// Whether the file was made for tests, with hashes that cost next to nothing. No server should answer from it.
    ///
    /// # Errors
    /// Those of reading.
    pub fn is_test_db(&self) -> Result<bool, StoreError> {
        Ok(self.setting(TEST_DB)?.is_some())
    }

    pub(super) fn setting(&self, key: &'static str) -> Result<Option<String>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT value FROM meta WHERE key = ?")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }
}

impl Tx<'_> {
    /// Marks the file as made for tests. The mark is never taken away.
    ///
    /// # Errors
    /// Those of writing.
    pub fn mark_test_db(&mut self) -> Result<(), StoreError> {
        self.set_setting(TEST_DB, "1")?;
        self.audit_row("db.mark-test", TEST_DB, Map::new())
    }

    pub(super) fn set_setting(&self, key: &'static str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        self.db.prepare_cached(sql)?.execute((key, value))?;
        Ok(())
    }
}
