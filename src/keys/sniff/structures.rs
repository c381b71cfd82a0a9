//! DER whose structure is known, decrypted where need be, with a note of what it was.

use crate::{
    keys::{
        KeyError, Note, RecognisedKey,
        der::{self, Structure},
        pem::add,
    },
    secret::SecretBytes,
};

/// Reads one key.
pub(super) fn read_structure(
    structure: Structure,
    bytes: &[u8],
    passphrase: Option<&SecretBytes>,
    notes: &mut Vec<Note>,
) -> Result<RecognisedKey, KeyError> {
    match structure {
        Structure::Encrypted => {
            let plain = der::decrypt(bytes, passphrase)?;
            add(notes, Note::Decrypted);
            // What does not even begin as a key is the noise that a wrong passphrase leaves.
            if der::structure(plain.expose()) == Some(Structure::Pkcs8) {
                der::read(Structure::Pkcs8, plain.expose())
            } else {
                Err(KeyError::PassphraseWrong)
            }
        }
        Structure::Pkcs1Private | Structure::Pkcs1Public => {
            add(notes, Note::Pkcs1);
            der::read(structure, bytes)
        }
        Structure::Sec1 => {
            add(notes, Note::Sec1);
            der::read(structure, bytes)
        }
        Structure::Certificate => {
            add(notes, Note::Certificate);
            der::read(structure, bytes)
        }
        Structure::Pkcs8 | Structure::Spki | Structure::Pkcs12 => der::read(structure, bytes),
    }
}
