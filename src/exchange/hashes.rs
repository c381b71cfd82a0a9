//! The hash of a record: rewritten where it has a form of another system, and held against the limits of cost.

use super::{Credential, Fault};
use crate::password::{
    MalformedHash, PasswordHash,
    convert::{Inconvertible, Origin, convert},
};

/// A hash of whatever form that says by itself whose it is.
pub(super) fn any(text: &str) -> Result<PasswordHash, Inconvertible> {
    match text.parse() {
        Ok(hash) => Ok(hash),
        Err(MalformedHash::Foreign { what }) => {
            let origin = match text.split(['$', ':', '}']).next() {
                Some("pbkdf2_sha256" | "pbkdf2_sha1" | "argon2" | "bcrypt" | "bcrypt_sha256" | "md5" | "sha1") => Origin::Django,
                Some("scrypt") if text.starts_with("scrypt$") => Origin::Django,
                Some("scrypt" | "pbkdf2") => Origin::Werkzeug,
                Some(mark) if mark.starts_with('{') => Origin::Spring,
                Some("") if text.starts_with("$scrypt$") => Origin::Kratos,
                _ if text.starts_with('!') || text == "*" => return Err(Inconvertible::Unusable),
                _ => return Err(Inconvertible::Malformed(MalformedHash::Foreign { what })),
            };
            convert(text, &origin)
        }
        Err(error) => Err(error.into()),
    }
}

/// The password that a hash stands for.
pub(super) fn usable(hash: Result<PasswordHash, Inconvertible>) -> Credential {
    match hash {
        Ok(hash) => match hash.params().check_limits() {
            Ok(()) => Credential::Hash(hash),
            Err(limit) => Credential::Unusable(Fault::Cost(limit)),
        },
        // The user had no password where the hash comes from, and has none here.
        Err(Inconvertible::Unusable) => Credential::None,
        Err(Inconvertible::Malformed(MalformedHash::Foreign { what })) => {
            Credential::Unusable(Fault::Inconvertible(Inconvertible::Malformed(MalformedHash::Foreign { what })))
        }
        Err(Inconvertible::Malformed(error)) => Credential::Unusable(Fault::Hash(error)),
        Err(error) => Credential::Unusable(Fault::Inconvertible(error)),
    }
}
