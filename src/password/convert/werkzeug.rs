//! Werkzeug's `generate_password_hash`, which Flask applications store: method and costs, a raw salt, the key in hexadecimal.

use super::{PasswordHash, assemble, error::Inconvertible, read};
use crate::password::params::{Costs, Digest, Params};

pub(super) fn convert(text: &str) -> Result<PasswordHash, Inconvertible> {
    const FORM: Inconvertible = Inconvertible::Form { form: "scrypt:N:r:p$salt$hash or pbkdf2:digest:rounds$salt$hash" };
    let fields: Vec<_> = text.split('$').collect();
    let [method, salt, key] = fields.as_slice() else { return Err(FORM) };
    let parts: Vec<_> = method.split(':').collect();
    let costs = match parts.as_slice() {
        ["scrypt", work, block, lanes] => Costs::Scrypt {
            log_n: read::log2("N", read::number("N", work)?)?,
            block: read::number("r", block)?,
            lanes: read::number("p", lanes)?,
        },
        ["pbkdf2", digest, rounds] => {
            let digest = match *digest {
                "sha1" => Digest::Sha1,
                "sha256" => Digest::Sha256,
                "sha512" => Digest::Sha512,
                _ => return Err(Inconvertible::Unstandard { what: "PBKDF2 with that digest" }),
            };
            Costs::Pbkdf2 { digest, rounds: read::number("rounds", rounds)? }
        }
        ["md5" | "sha1" | "sha256" | "sha512", ..] => return Err(Inconvertible::Unstandard { what: "a salted digest" }),
        _ => return Err(FORM),
    };
    assemble(Params(costs), salt.as_bytes().to_vec(), read::hex("hash", key)?)
}
