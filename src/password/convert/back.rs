//! The way back: standard strings as other systems store them. What a system's form cannot hold is `None`.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

use super::PasswordHash;
use crate::password::params::{Costs, Digest, Kind, Version};

/// A credential of a Keycloak import: argon2, PBKDF2, or bcrypt as its provider has it.
#[must_use]
pub fn to_keycloak(hash: &PasswordHash) -> Option<Value> {
    let parts = hash.parts();
    let encoded = |algorithm: &str, rounds: u32, additional: Value| {
        let secret =
            json!({ "value": STANDARD.encode(&parts.key), "salt": STANDARD.encode(&parts.salt), "additionalParameters": {} });
        (secret, json!({ "hashIterations": rounds, "algorithm": algorithm, "additionalParameters": additional }))
    };
    let (secret, data) = match parts.params.0 {
        Costs::Argon2 { kind, version, memory, passes, lanes } => {
            let kind = match kind {
                Kind::Id => "id",
                Kind::I => "i",
                Kind::D => "d",
            };
            let version = match version {
                Version::V19 => "1.3",
                Version::V16 => "1.0",
            };
            let additional = json!({
                "hashLength": [parts.key.len().to_string()],
                "memory": [memory.to_string()],
                "type": [kind],
                "version": [version],
                "parallelism": [lanes.to_string()],
            });
            encoded("argon2", passes, additional)
        }
        Costs::Pbkdf2 { digest, rounds } => {
            let algorithm = match digest {
                Digest::Sha1 => "pbkdf2",
                Digest::Sha256 => "pbkdf2-sha256",
                Digest::Sha512 => "pbkdf2-sha512",
            };
            encoded(algorithm, rounds, json!({}))
        }
        Costs::Bcrypt { rounds, .. } => {
            let secret = json!({ "value": hash.as_str(), "salt": "", "additionalParameters": {} });
            (secret, json!({ "hashIterations": rounds, "algorithm": "bcrypt", "additionalParameters": {} }))
        }
        Costs::Scrypt { .. } | Costs::ShaCrypt { .. } => return None,
    };
    // Both are JSON in strings.
    Some(json!({ "type": "password", "secretData": secret.to_string(), "credentialData": data.to_string() }))
}

/// A `custom_password_hash` of an Auth0 import: all but crypt(3)'s SHA-2 schemes.
#[must_use]
pub fn to_auth0(hash: &PasswordHash) -> Option<Value> {
    let whole = |algorithm: &str, text: &str| json!({ "algorithm": algorithm, "hash": { "value": text, "encoding": "utf8" } });
    let parts = hash.parts();
    match parts.params.0 {
        Costs::Argon2 { .. } => Some(whole("argon2", hash.as_str())),
        Costs::Bcrypt { .. } => Some(whole("bcrypt", hash.as_str())),
        // passlib's form of it is none that Auth0 reads.
        Costs::Pbkdf2 { .. } => {
            let standard = PasswordHash::assemble(parts.params.clone(), parts.salt.clone(), parts.key.clone());
            Some(whole("pbkdf2", standard.as_str()))
        }
        Costs::Scrypt { log_n, block, lanes } => {
            let bytes = |bytes: &[u8]| json!({ "value": STANDARD.encode(bytes), "encoding": "base64" });
            let mut custom = Map::new();
            custom.insert("algorithm".into(), "scrypt".into());
            custom.insert("hash".into(), bytes(&parts.key));
            custom.insert("salt".into(), bytes(&parts.salt));
            custom.insert("keylen".into(), parts.key.len().into());
            custom.insert("cost".into(), 1_u32.checked_shl(log_n)?.into());
            custom.insert("blockSize".into(), block.into());
            custom.insert("parallelization".into(), lanes.into());
            Some(Value::Object(custom))
        }
        Costs::ShaCrypt { .. } => None,
    }
}

/// Django's field `password`. Its own salts are texts, so that of PBKDF2 and scrypt only those with such a salt have a form.
#[must_use]
pub fn to_django(hash: &PasswordHash) -> Option<String> {
    let parts = hash.parts();
    let key = STANDARD.encode(&parts.key);
    let salt =
        || std::str::from_utf8(&parts.salt).ok().filter(|salt| salt.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'$'));
    match parts.params.0 {
        Costs::Argon2 { .. } => Some(format!("argon2{}", hash.as_str())),
        Costs::Bcrypt { .. } => Some(format!("bcrypt${}", hash.as_str())),
        Costs::Pbkdf2 { digest: Digest::Sha256, rounds } => Some(format!("pbkdf2_sha256${rounds}${}${key}", salt()?)),
        Costs::Pbkdf2 { digest: Digest::Sha1, rounds } => Some(format!("pbkdf2_sha1${rounds}${}${key}", salt()?)),
        Costs::Scrypt { log_n, block, lanes } => {
            Some(format!("scrypt${}${}${block}${lanes}${key}", 1_u64.checked_shl(log_n)?, salt()?))
        }
        Costs::Pbkdf2 { digest: Digest::Sha512, .. } | Costs::ShaCrypt { .. } => None,
    }
}

/// Firebase's `passwordHash` under `BCRYPT`: the base64 of the whole string.
#[must_use]
pub fn to_firebase(hash: &PasswordHash) -> String {
    STANDARD.encode(hash.as_str())
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Firebase, FirebaseFunction, Origin, convert, from_auth0, from_keycloak},
        *,
    };

    const HASHES: [&str; 9] = [
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2d$v=16$m=64,t=1,p=2$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$2b$14$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.",
        "$scrypt$ln=17,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$pbkdf2-sha256$i=27500,l=32$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$pbkdf2-sha512$i=27500,l=32$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$pbkdf2$i=27500,l=32$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$pbkdf2-sha256$i=27500,l=32$AAEC$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc8",
    ];

    #[test]
    fn what_a_form_can_hold_comes_back_the_same() {
        let mut held = [0; 4];
        for text in HASHES {
            let hash: PasswordHash = text.parse().unwrap();
            let object = |value: Value| value.as_object().unwrap().clone();
            let back = [
                to_keycloak(&hash).map(|value| from_keycloak(&object(value))),
                to_auth0(&hash).map(|value| from_auth0(&object(value))),
                to_django(&hash).map(|text| convert(&text, &Origin::Django)),
                text.starts_with("$2").then(|| Firebase::new(FirebaseFunction::Bcrypt).convert(&to_firebase(&hash), None)),
            ];
            for (held, back) in held.iter_mut().zip(back) {
                if let Some(back) = back {
                    assert_eq!(back.unwrap().as_str(), text);
                    *held += 1;
                }
            }
        }
        assert_eq!(held, [7, 8, 6, 1], "of Keycloak, Auth0, Django, Firebase");
    }
}
