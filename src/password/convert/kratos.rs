//! Ory Kratos' `hashed_password`: standard strings, but for scrypt, where `ln` is N itself and the base64 is padded.

use super::{PasswordHash, assemble, error::Inconvertible, read};
use crate::password::params::{Costs, Params};

pub(super) fn convert(text: &str) -> Result<PasswordHash, Inconvertible> {
    if text.starts_with("$firescrypt$") {
        return Err(Inconvertible::Unstandard { what: "Firebase's own scrypt, which needs a secret of the project" });
    }
    match text.strip_prefix("$scrypt$") {
        Some(rest) => scrypt(rest),
        None => Ok(text.parse()?),
    }
}

/// `ln=16384,r=8,p=1$salt$hash`
fn scrypt(rest: &str) -> Result<PasswordHash, Inconvertible> {
    const FORM: Inconvertible = Inconvertible::Form { form: "$scrypt$ln=N,r=…,p=…$salt$hash" };
    let fields: Vec<_> = rest.split('$').collect();
    let [params, salt, key] = fields.as_slice() else { return Err(FORM) };
    let items: Vec<_> = params.split(',').collect();
    let [work, block, lanes] = items.as_slice() else { return Err(FORM) };
    let cost = |item: &str, prefix, name| read::number(name, item.strip_prefix(prefix).ok_or(FORM)?);
    let log_n = read::log2("ln", cost(work, "ln=", "ln")?)?;
    let (block, lanes) = (cost(block, "r=", "r")?, cost(lanes, "p=", "p")?);
    assemble(Params(Costs::Scrypt { log_n, block, lanes }), read::base64("salt", salt)?, read::base64("hash", key)?)
}
