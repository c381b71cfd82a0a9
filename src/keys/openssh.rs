//! OpenSSH public keys: RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4.

use super::{Curve, KeyError, KeyType, RecognisedKey, base64::lenient, public::PublicKey};

/// The names of algorithms, and the kind of key behind each.
const KINDS: [(&str, KeyType); 5] = [
    ("ssh-rsa", KeyType::Rsa),
    ("ssh-ed25519", KeyType::Ed25519),
    ("ecdsa-sha2-nistp256", KeyType::Ec(Curve::P256)),
    ("ecdsa-sha2-nistp384", KeyType::Ec(Curve::P384)),
    ("ecdsa-sha2-nistp521", KeyType::Ec(Curve::P521)),
];
/// What begins a line of another kind of OpenSSH key: DSA, security keys, certificates.
const FOREIGN: [&str; 3] = ["ssh-dss", "sk-ssh-", "sk-ecdsa-"];

/// Whether the text begins as an OpenSSH public key does.
pub(super) fn is_openssh(text: &str) -> bool {
    let name = text.split_ascii_whitespace().next().unwrap_or_default();
    KINDS.iter().any(|(known, _)| name.starts_with(known)) || FOREIGN.iter().any(|known| name.starts_with(known))
}

/// Reads `name base64 comment`.
pub(super) fn read(line: &str) -> Result<RecognisedKey, KeyError> {
    let mut words = line.split_ascii_whitespace();
    let (Some(name), Some(blob)) = (words.next(), words.next()) else {
        return Err(malformed());
    };
    if !KINDS.iter().any(|(known, _)| *known == name) {
        return Err(KeyError::Unsupported { what: format!("OpenSSH {name}") });
    }
    read_blob(&lenient(blob).ok_or_else(malformed)?)
}

/// Reads the binary form, which names its algorithm itself.
pub(super) fn read_blob(blob: &[u8]) -> Result<RecognisedKey, KeyError> {
    let mut rest = blob;
    let name = String::from_utf8_lossy(field(&mut rest)?).into_owned();
    let key_type = KINDS.iter().find(|(known, _)| *known == name).map(|(_, key_type)| *key_type);
    let key = match key_type.ok_or(KeyError::Unsupported { what: format!("OpenSSH {name}") })? {
        KeyType::Rsa => {
            let e = field(&mut rest)?;
            PublicKey::rsa(field(&mut rest)?, e)?
        }
        KeyType::Ed25519 => PublicKey::ed25519(field(&mut rest)?)?,
        KeyType::Ec(curve) => {
            field(&mut rest)?;
            PublicKey::ec_point(curve, field(&mut rest)?)?
        }
        KeyType::Secret => return Err(malformed()),
    };
    if rest.is_empty() { Ok(RecognisedKey::public(key)) } else { Err(malformed()) }
}

/// RFC 4251 section 5: a length of four bytes, then so many bytes.
fn field<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], KeyError> {
    let (length, after) = rest.split_first_chunk::<4>().ok_or_else(malformed)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| malformed())?;
    let (field, after) = after.split_at_checked(length).ok_or_else(malformed)?;
    *rest = after;
    Ok(field)
}

const fn malformed() -> KeyError {
    KeyError::Malformed { what: "OpenSSH public key" }
}
