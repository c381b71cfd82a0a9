//! PHC strings: argon2, scrypt and PBKDF2, and passlib's older form of the last.
//!
//! The format is the PHC string format specification's: `$id$v=19$name=value,…$salt$hash`, B64 without padding, decimal numbers
//! without leading zeros, parameters in the order of the function. Salts shorter than the specification's 8 bytes are read, because
//! older Django and Auth0 made them; argon2 alone never had any (RFC 9106's authors refuse them).

use super::{
    b64,
    fields::Fields,
    hash::Parts,
    malformed::{MalformedHash, NumberFault, Part},
    params::{Costs, Digest, Kind, Params, Version},
};

/// The most bytes of a salt or a hash that are read.
const MAX_BYTES: usize = 512;
/// The fewest bytes of a hash: the PHC string format's minimum. Fewer would let too many passwords match.
const MIN_HASH: usize = 10;

/// `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`; without `v=` it is version 16, as the reference decoder has it.
pub(super) fn argon2(kind: Kind, mut fields: Fields<'_>) -> Result<Parts, MalformedHash> {
    let mut version = Version::V16;
    if fields.peek().starts_with("v=") {
        let field = fields.next(Part::Parameters)?;
        version = match field.text {
            "v=19" => Version::V19,
            "v=16" => Version::V16,
            _ => return Err(MalformedHash::Version { offset: field.offset }),
        };
    }
    let [memory, passes, lanes] = fields.next(Part::Parameters)?.numbers(["m", "t", "p"])?;
    // RFC 9106 section 3.1: "Memory size m MUST be an integer number of kibibytes from 8*p to 2^(32)-1."
    if memory < lanes.saturating_mul(8) {
        return Err(MalformedHash::MemoryPerLane);
    }
    let params = Params(Costs::Argon2 { kind, version, memory, passes, lanes });
    tail(params, fields, b64::PHC, 8)
}

/// `$scrypt$ln=17,r=8,p=1$salt$hash`.
pub(super) fn scrypt(mut fields: Fields<'_>) -> Result<Parts, MalformedHash> {
    let field = fields.next(Part::Parameters)?;
    let [log_n, block, lanes] = field.numbers(["ln", "r", "p"])?;
    if log_n >= 64 {
        if log_n.is_power_of_two() {
            return Err(MalformedHash::Foreign { what: "Ory Kratos' form of scrypt, whose `ln` is N itself" });
        }
        let offset = field.offset.saturating_add("ln=".len());
        return Err(MalformedHash::Number { name: "ln", offset, fault: NumberFault::Overflow });
    }
    tail(Params(Costs::Scrypt { log_n, block, lanes }), fields, b64::PHC, 1)
}

/// `$pbkdf2-sha256$i=600000,l=32$salt$hash`, where `l` may be left out, or passlib's `$pbkdf2-sha256$29000$salt$hash`.
pub(super) fn pbkdf2(digest: Digest, mut fields: Fields<'_>) -> Result<Parts, MalformedHash> {
    let field = fields.next(Part::Parameters)?;
    if field.text.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
        let rounds = field.number("rounds", 1)?;
        return tail(Params(Costs::Pbkdf2 { digest, rounds }), fields, b64::PASSLIB, 1);
    }
    if !field.text.contains(',') {
        let [rounds] = field.numbers(["i"])?;
        return tail(Params(Costs::Pbkdf2 { digest, rounds }), fields, b64::PHC, 1);
    }
    let [rounds, stated] = field.numbers(["i", "l"])?;
    let parts = tail(Params(Costs::Pbkdf2 { digest, rounds }), fields, b64::PHC, 1)?;
    let length = parts.key.len();
    if usize::try_from(stated) == Ok(length) { Ok(parts) } else { Err(MalformedHash::StatedLength { stated, length }) }
}

fn tail(params: Params, mut fields: Fields<'_>, encoding: b64::Encoding, min_salt: usize) -> Result<Parts, MalformedHash> {
    let salt = fields.next(Part::Salt)?.bytes(Part::Salt, encoding, min_salt, MAX_BYTES)?;
    let key = fields.next(Part::Hash)?.bytes(Part::Hash, encoding, MIN_HASH, MAX_BYTES)?;
    fields.end()?;
    Ok(Parts { params, salt, key })
}

/// Everything before the salt, without the last dollar sign; empty for the schemes of [`super::mcf`].
pub(super) fn head(params: &Params, key_length: usize) -> String {
    match params.0 {
        Costs::Argon2 { version, memory, passes, lanes, .. } => {
            let version = match version {
                Version::V16 => 16,
                Version::V19 => 19,
            };
            format!("${}$v={version}$m={memory},t={passes},p={lanes}", params.scheme())
        }
        Costs::Scrypt { log_n, block, lanes } => format!("$scrypt$ln={log_n},r={block},p={lanes}"),
        Costs::Pbkdf2 { digest, rounds } => {
            let id = match digest {
                Digest::Sha1 => "pbkdf2",
                Digest::Sha256 => "pbkdf2-sha256",
                Digest::Sha512 => "pbkdf2-sha512",
            };
            format!("${id}$i={rounds},l={key_length}")
        }
        Costs::Bcrypt { .. } | Costs::ShaCrypt { .. } => String::new(),
    }
}
