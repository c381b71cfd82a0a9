//! Django's field `password`: the name of a hasher and its parts between dollar signs. Salts are raw texts.

use super::{PasswordHash, assemble, error::Inconvertible, read};
use crate::password::params::{Costs, Digest, Params};

pub(super) fn convert(text: &str) -> Result<PasswordHash, Inconvertible> {
    // `django.contrib.auth.hashers`: a leading `!` is no hash of anything.
    if text.starts_with('!') {
        return Err(Inconvertible::Unusable);
    }
    let (hasher, rest) = text.split_once('$').ok_or(Inconvertible::Form { form: "hasher$…" })?;
    match hasher {
        "pbkdf2_sha256" => pbkdf2(Digest::Sha256, rest),
        "pbkdf2_sha1" => pbkdf2(Digest::Sha1, rest),
        "scrypt" => scrypt(rest),
        "argon2" => Ok(format!("${rest}").parse()?),
        "bcrypt" => Ok(rest.parse()?),
        "bcrypt_sha256" => Err(Inconvertible::Unstandard { what: "bcrypt of a SHA-256 digest" }),
        "md5" | "unsalted_md5" => Err(Inconvertible::Unstandard { what: "salted MD5" }),
        "sha1" | "unsalted_sha1" => Err(Inconvertible::Unstandard { what: "salted SHA-1" }),
        _ => Err(Inconvertible::Form { form: "pbkdf2_sha256$…, argon2$…, bcrypt$… or scrypt$…" }),
    }
}

/// `iterations$salt$base64`
fn pbkdf2(digest: Digest, rest: &str) -> Result<PasswordHash, Inconvertible> {
    let parts: Vec<_> = rest.split('$').collect();
    let [rounds, salt, key] = parts.as_slice() else {
        return Err(Inconvertible::Form { form: "pbkdf2_sha256$iterations$salt$hash" });
    };
    let rounds = read::number("iterations", rounds)?;
    assemble(Params(Costs::Pbkdf2 { digest, rounds }), salt.as_bytes().to_vec(), read::base64("hash", key)?)
}

/// `N$salt$r$p$base64`
fn scrypt(rest: &str) -> Result<PasswordHash, Inconvertible> {
    let parts: Vec<_> = rest.split('$').collect();
    let [work, salt, block, lanes, key] = parts.as_slice() else {
        return Err(Inconvertible::Form { form: "scrypt$N$salt$r$p$hash" });
    };
    let log_n = read::log2("N", read::number("N", work)?)?;
    let (block, lanes) = (read::number("r", block)?, read::number("p", lanes)?);
    assemble(Params(Costs::Scrypt { log_n, block, lanes }), salt.as_bytes().to_vec(), read::base64("hash", key)?)
}
