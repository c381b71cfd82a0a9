//! passlib's strings. All but its PBKDF2 are standard ones already; that one is rewritten with `i=…,l=…` and the PHC alphabet.

use super::{PasswordHash, assemble, error::Inconvertible};
use crate::password::params::Costs;

pub(super) fn convert(text: &str) -> Result<PasswordHash, Inconvertible> {
    if text.starts_with("$bcrypt-sha256$") {
        return Err(Inconvertible::Unstandard { what: "bcrypt of an HMAC" });
    }
    let hash: PasswordHash = text.parse()?;
    match hash.params().0 {
        Costs::Pbkdf2 { .. } => {
            let parts = hash.parts().clone();
            assemble(parts.params, parts.salt, parts.key)
        }
        _ => Ok(hash),
    }
}
