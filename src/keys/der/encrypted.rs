//! Encrypted private keys: `EncryptedPrivateKeyInfo` of RFC 5958 section 3 with PBES2 of RFC 8018.

use der::Decode;
use pkcs8::{
    EncryptedPrivateKeyInfoRef, Error,
    pkcs5::{self, EncryptionScheme, pbes2::Kdf},
};

use crate::{keys::KeyError, secret::SecretBytes};

/// The most PBKDF2 rounds that are computed, about five seconds of work.
const MOST_ROUNDS: u32 = 10_000_000;
/// The most that scrypt may cost: 128 MiB at r = 8.
const MOST_SCRYPT: (u64, u16, u16) = (1 << 17, 8, 10);

/// The PKCS#8 inside.
pub(in crate::keys) fn decrypt(der: &[u8], passphrase: Option<&SecretBytes>) -> Result<SecretBytes, KeyError> {
    let info = EncryptedPrivateKeyInfoRef::from_der(der).map_err(unreadable)?;
    affordable(&info.encryption_algorithm)?;
    let passphrase = passphrase.ok_or(KeyError::PassphraseNeeded)?;
    let document = info.decrypt(passphrase.expose()).map_err(refused)?;
    Ok(SecretBytes::new(document.as_bytes().to_vec()))
}

/// A key file is not to keep the machine busy for hours.
fn affordable(scheme: &EncryptionScheme) -> Result<(), KeyError> {
    let EncryptionScheme::Pbes2(parameters) = scheme else {
        return Err(KeyError::Encryption { scheme: "PBES1 (RFC 8018 section 6.1)".to_owned() });
    };
    let fits = match &parameters.kdf {
        Kdf::Pbkdf2(pbkdf2) => pbkdf2.iteration_count <= MOST_ROUNDS,
        Kdf::Scrypt(scrypt) => {
            let (n, r, p) = MOST_SCRYPT;
            scrypt.cost_parameter <= n && scrypt.block_size <= r && scrypt.parallelization <= p
        }
        _ => return Err(KeyError::Encryption { scheme: "an unknown key derivation".to_owned() }),
    };
    if fits { Ok(()) } else { Err(KeyError::EncryptionCost) }
}

/// Other schemes than PBES1 and PBES2 (RFC 7292 appendix B among them) do not decode at all.
fn unreadable(error: der::Error) -> KeyError {
    match error.kind() {
        der::ErrorKind::OidUnknown { oid } => KeyError::Encryption { scheme: format!("the scheme {oid}") },
        der::ErrorKind::Value { .. } => KeyError::Encryption { scheme: "an unknown scheme".to_owned() },
        _ => KeyError::Malformed { what: "encrypted PKCS#8 private key" },
    }
}

/// With a wrong passphrase the padding is wrong, or, once in about 256 times, the content.
fn refused(error: Error) -> KeyError {
    match error {
        Error::EncryptedPrivateKey(
            pkcs5::Error::UnsupportedAlgorithm { oid } | pkcs5::Error::AlgorithmParametersInvalid { oid },
        ) => KeyError::Encryption { scheme: format!("the algorithm {oid}") },
        _ => KeyError::PassphraseWrong,
    }
}
