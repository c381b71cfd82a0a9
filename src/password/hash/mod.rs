//! A stored hash, parsed.

use std::{fmt, str::FromStr};

use super::{
    fields::Fields,
    foreign,
    malformed::{MalformedHash, Part},
    mcf,
    params::{Costs, Digest, Kind, Params, Size, Variant},
    phc,
    scheme::Scheme,
};

/// The longest text that is read. The longest hash strings in use have some 200 bytes.
const MAX_LENGTH: usize = 1_024;

/// A stored hash that was parsed strictly: PHC string or modular crypt.
#[derive(Clone)]
pub struct PasswordHash {
    text: String,
    parts: Parts,
}

/// What a hash string says.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) params: Params,
    pub(super) salt: Vec<u8>,
    pub(super) key: Vec<u8>,
}

impl PasswordHash {
    /// The string as stored. Not for logs or output, unless asked for by name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its scheme and costs.
    #[must_use]
    pub const fn params(&self) -> &Params {
        &self.parts.params
    }

    /// Whether the other says the same: function, costs, salt and hash, though perhaps in another spelling.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.text == other.text || self.parts == other.parts
    }

    /// The length of the salt in bytes.
    #[must_use]
    pub const fn salt_length(&self) -> usize {
        self.parts.salt.len()
    }

    /// The length of the hash proper in bytes.
    #[must_use]
    pub const fn key_length(&self) -> usize {
        self.parts.key.len()
    }

    /// The identifier between the first two dollar signs: `argon2id`, `2b`, `6` …
    #[must_use]
    pub fn identifier(&self) -> &str {
        self.text.split('$').nth(1).unwrap_or_default()
    }

    /// Who can verify it besides this library: names of libraries and servers that read this form.
    #[must_use]
    pub fn verifiers(&self) -> &'static [&'static str] {
        match self.params().scheme() {
            Scheme::Argon2id | Scheme::Argon2i | Scheme::Argon2d => &[
                "argon2-cffi",
                "pwdlib",
                "passlib",
                "@node-rs/argon2",
                "node-argon2",
                "PHP password_verify",
                "libsodium (argon2id, argon2i)",
            ],
            Scheme::Bcrypt => match self.identifier() {
                "2x" => &["libxcrypt (glibc crypt)", "crypt_blowfish"],
                "2y" => &["htpasswd and Apache", "PHP password_verify", "passlib", "bcrypt of Python", "libxcrypt (glibc crypt)"],
                _ => &[
                    "bcrypt of Python, node and Go",
                    "passlib",
                    "pwdlib",
                    "PHP password_verify",
                    "Spring Security",
                    "libxcrypt (glibc crypt)",
                ],
            },
            Scheme::Scrypt => &["passlib", "RustCrypto scrypt", "go-crypt (Authelia)"],
            Scheme::Pbkdf2Sha1 | Scheme::Pbkdf2Sha256 | Scheme::Pbkdf2Sha512 if self.text.contains("$i=") => {
                &["RustCrypto pbkdf2"]
            }
            Scheme::Pbkdf2Sha1 | Scheme::Pbkdf2Sha256 | Scheme::Pbkdf2Sha512 => &["passlib", "go-crypt (Authelia)"],
            Scheme::Sha256Crypt | Scheme::Sha512Crypt => {
                &["crypt(3) of glibc, musl and libxcrypt", "Apache", "passlib", "openssl passwd", "Dovecot"]
            }
        }
    }

    pub(super) const fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Writes the string of these parts, in the function's own form.
    pub(super) fn assemble(params: Params, salt: Vec<u8>, key: Vec<u8>) -> Self {
        let text = match params.0 {
            Costs::Bcrypt { variant, rounds } => mcf::print_bcrypt(variant, rounds, &salt, &key),
            Costs::ShaCrypt { size, rounds } => mcf::print_sha_crypt(size, rounds, &salt, &key),
            Costs::Argon2 { .. } | Costs::Scrypt { .. } | Costs::Pbkdf2 { .. } => {
                format!("{}${}${}", phc::head(&params, key.len()), super::b64::PHC.encode(&salt), super::b64::PHC.encode(&key))
            }
        };
        Self { text, parts: Parts { params, salt, key } }
    }
}

/// Two hashes are equal when their strings are.
impl PartialEq for PasswordHash {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for PasswordHash {}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash([redacted])")
    }
}

impl FromStr for PasswordHash {
    type Err = MalformedHash;

    fn from_str(text: &str) -> Result<Self, MalformedHash> {
        if text.is_empty() {
            return Err(MalformedHash::Empty);
        }
        if text.len() > MAX_LENGTH {
            return Err(MalformedHash::TooLong { length: text.len(), max: MAX_LENGTH });
        }
        if let Some(offset) = text.bytes().position(|byte| !byte.is_ascii_graphic()) {
            return Err(MalformedHash::Character { offset });
        }
        Ok(Self { parts: parse(text)?, text: text.to_owned() })
    }
}

fn parse(text: &str) -> Result<Parts, MalformedHash> {
    let unknown = || foreign::recognise(text).map_or(MalformedHash::Unrecognised, |what| MalformedHash::Foreign { what });
    let mut fields = Fields::of(text).ok_or_else(unknown)?;
    match fields.next(Part::Parameters)?.text {
        "argon2id" => phc::argon2(Kind::Id, fields),
        "argon2i" => phc::argon2(Kind::I, fields),
        "argon2d" => phc::argon2(Kind::D, fields),
        "scrypt" => phc::scrypt(fields),
        "pbkdf2" => phc::pbkdf2(Digest::Sha1, fields),
        "pbkdf2-sha256" => phc::pbkdf2(Digest::Sha256, fields),
        "pbkdf2-sha512" => phc::pbkdf2(Digest::Sha512, fields),
        "2a" => mcf::bcrypt(Variant::A, fields),
        "2b" => mcf::bcrypt(Variant::B, fields),
        "2x" => mcf::bcrypt(Variant::X, fields),
        "2y" => mcf::bcrypt(Variant::Y, fields),
        "5" => mcf::sha_crypt(Size::Bits256, fields),
        "6" => mcf::sha_crypt(Size::Bits512, fields),
        _ => Err(unknown()),
    }
}

#[cfg(test)]
mod tests;
