//! Keys in DER: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017), SEC 1 (RFC 5915), X.509 (RFC 5280).

mod certificate;
mod encrypted;
mod private;
mod rsa;
mod spki;
mod structure;

pub(super) use encrypted::decrypt;
pub(super) use rsa::rsa_private_numbers;
pub(super) use spki::public_from_spki;
pub(super) use structure::{Structure, structure};

use super::{KeyError, RecognisedKey};

/// Reads a key whose structure is known. An encrypted one has been decrypted before.
pub(super) fn read(structure: Structure, der: &[u8]) -> Result<RecognisedKey, KeyError> {
    match structure {
        Structure::Pkcs8 => private::from_pkcs8(der),
        Structure::Pkcs1Private => rsa::rsa_private(der).map(RecognisedKey::private),
        Structure::Sec1 => private::from_sec1(der).map(RecognisedKey::private),
        Structure::Pkcs1Public => rsa::rsa_public(der).map(RecognisedKey::public),
        Structure::Spki => public(der),
        Structure::Certificate => public(certificate::spki(der)?),
        Structure::Encrypted => Err(KeyError::PassphraseNeeded),
        Structure::Pkcs12 => Err(KeyError::Unsupported { what: "PKCS#12 (.p12, .pfx)".to_owned() }),
    }
}

fn public(spki: &[u8]) -> Result<RecognisedKey, KeyError> {
    let (key, algorithms) = public_from_spki(spki)?;
    Ok(RecognisedKey::public(key).bound(None, algorithms))
}
