//! Firebase's export: `passwordHash` and `salt` in base64. How they were computed is a setting of the project, not in the file.

use serde_json::{Map, Value};

use super::{
    PasswordHash, assemble,
    error::{FieldFault, Inconvertible},
    json, read,
};
use crate::password::params::{Costs, Digest, Params};

/// How a project's hashes were computed: `--hash-algo` and its companions in Firebase's own tools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firebase {
    /// The function.
    pub function: FirebaseFunction,
    /// The rounds of PBKDF2.
    pub rounds: Option<u32>,
    /// Standard scrypt's N itself, a power of two.
    pub memory_cost: Option<u32>,
    /// Standard scrypt's r.
    pub block_size: Option<u32>,
    /// Standard scrypt's p.
    pub parallelization: Option<u32>,
    /// The length of standard scrypt's hash in bytes.
    pub derived_key_length: Option<u32>,
}

/// The functions by the names of Firebase's tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FirebaseFunction {
    /// `BCRYPT`: the base64 of a whole modular crypt string.
    Bcrypt,
    /// `PBKDF2_SHA256`.
    Pbkdf2Sha256,
    /// `PBKDF_SHA1`.
    Pbkdf2Sha1,
    /// `STANDARD_SCRYPT`.
    StandardScrypt,
    /// `SCRYPT`: Firebase's own, which encrypts a secret of the project under scrypt's key.
    Scrypt,
    /// `MD5`, `SHA1`, `SHA256`, `SHA512`, and `HMAC_…` of them.
    Digest,
}

impl FirebaseFunction {
    /// The function of that name, in upper case as Firebase's tools have it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "BCRYPT" => Self::Bcrypt,
            "PBKDF2_SHA256" => Self::Pbkdf2Sha256,
            "PBKDF_SHA1" | "PBKDF2_SHA1" => Self::Pbkdf2Sha1,
            "STANDARD_SCRYPT" => Self::StandardScrypt,
            "SCRYPT" => Self::Scrypt,
            "MD5" | "SHA1" | "SHA256" | "SHA512" | "HMAC_MD5" | "HMAC_SHA1" | "HMAC_SHA256" | "HMAC_SHA512" => Self::Digest,
            _ => return None,
        })
    }

    /// The names that [`Self::named`] knows.
    pub const NAMES: [&str; 14] = [
        "BCRYPT",
        "PBKDF2_SHA256",
        "PBKDF_SHA1",
        "PBKDF2_SHA1",
        "STANDARD_SCRYPT",
        "SCRYPT",
        "MD5",
        "SHA1",
        "SHA256",
        "SHA512",
        "HMAC_MD5",
        "HMAC_SHA1",
        "HMAC_SHA256",
        "HMAC_SHA512",
    ];
}

impl Firebase {
    /// The function, with none of the settings that go with it.
    #[must_use]
    pub const fn new(function: FirebaseFunction) -> Self {
        Self { function, rounds: None, memory_cost: None, block_size: None, parallelization: None, derived_key_length: None }
    }

    /// Rewrites a `passwordHash` with its `salt`, both base64.
    ///
    /// # Errors
    /// [`Inconvertible`]: a setting that the function needs and that is not given; text that is not base64; a function that no
    /// standard string expresses.
    pub fn convert(&self, hash: &str, salt: Option<&str>) -> Result<PasswordHash, Inconvertible> {
        let key = || read::base64("passwordHash", hash);
        let salt = || {
            let text = salt.ok_or(Inconvertible::Field { name: "salt", fault: FieldFault::Missing })?;
            read::base64("salt", text)
        };
        match self.function {
            FirebaseFunction::Bcrypt => {
                let fault = Inconvertible::Field { name: "passwordHash", fault: FieldFault::NotText };
                Ok(String::from_utf8(key()?).map_err(|_| fault)?.parse()?)
            }
            FirebaseFunction::Pbkdf2Sha256 => assemble(self.pbkdf2(Digest::Sha256)?, salt()?, key()?),
            FirebaseFunction::Pbkdf2Sha1 => assemble(self.pbkdf2(Digest::Sha1)?, salt()?, key()?),
            FirebaseFunction::StandardScrypt => {
                let (params, salt, key) = (self.scrypt()?, salt()?, key()?);
                let stated = self.derived_key_length;
                if stated.is_some_and(|stated| usize::try_from(stated) != Ok(key.len())) {
                    return Err(Inconvertible::Field { name: "passwordHash", fault: FieldFault::Length });
                }
                assemble(params, salt, key)
            }
            FirebaseFunction::Scrypt => {
                Err(Inconvertible::Unstandard { what: "Firebase's own scrypt, which needs a secret of the project" })
            }
            FirebaseFunction::Digest => Err(Inconvertible::Unstandard { what: "a plain digest" }),
        }
    }

    /// The same for a record of the export.
    pub(super) fn convert_record(&self, record: &Map<String, Value>) -> Result<PasswordHash, Inconvertible> {
        self.convert(json::text(record, "passwordHash")?, json::optional_text(record, "salt")?)
    }

    fn pbkdf2(&self, digest: Digest) -> Result<Params, Inconvertible> {
        Ok(Params(Costs::Pbkdf2 { digest, rounds: needed("rounds", self.rounds)? }))
    }

    fn scrypt(&self) -> Result<Params, Inconvertible> {
        let log_n = read::log2("mem-cost", needed("mem-cost", self.memory_cost)?)?;
        let block = needed("block-size", self.block_size)?;
        let lanes = needed("parallelization", self.parallelization)?;
        Ok(Params(Costs::Scrypt { log_n, block, lanes }))
    }
}

fn needed(name: &'static str, value: Option<u32>) -> Result<u32, Inconvertible> {
    value.ok_or(Inconvertible::Setting { name })
}
