//! Tokens: issuing and verifying.
