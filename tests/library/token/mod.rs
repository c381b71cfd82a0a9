//! Tokens: vectors of the RFCs, properties of issuing and verifying, hostile inputs, and the comparison with jsonwebtoken.

mod differential;
mod hostile;
mod properties;
mod vectors;
