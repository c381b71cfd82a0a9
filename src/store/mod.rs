//! The SQLite user file.
