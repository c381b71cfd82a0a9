//! Spring Security's delegating encoder: the encoder's name in braces before its own form.

use super::{PasswordHash, error::Inconvertible};

pub(super) fn convert(text: &str) -> Result<PasswordHash, Inconvertible> {
    let form = Inconvertible::Form { form: "{bcrypt}… or {argon2}…" };
    let (encoder, rest) = text.strip_prefix('{').and_then(|rest| rest.split_once('}')).ok_or(form)?;
    match encoder.split('@').next().unwrap_or_default() {
        "bcrypt" | "argon2" => Ok(rest.parse()?),
        "pbkdf2" | "scrypt" => Err(Inconvertible::Unstandard { what: "Spring Security's own layout of PBKDF2 and scrypt" }),
        "noop" => Err(Inconvertible::Unstandard { what: "a password in clear text" }),
        _ => Err(Inconvertible::Unstandard { what: "a plain digest" }),
    }
}
