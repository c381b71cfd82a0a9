//! The library, used as a server would.
