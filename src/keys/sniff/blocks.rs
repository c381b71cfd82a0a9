//! PEM files: which of their blocks are keys, and which stand beside them.

use super::{structures::read_structure, text};
use crate::{
    keys::{
        KeyError, Note, Recognised, RecognisedKey,
        der::{self, Structure},
        pem::{self, Block, add},
    },
    secret::SecretBytes,
};

/// Every key of a PEM file; of several certificates the first.
pub(super) fn from_pem(text: &str, passphrase: Option<&SecretBytes>) -> Result<Recognised, KeyError> {
    // RFC 4716 has its own boundaries, with spaces.
    if let Some(key) = text::ssh2(text)? {
        return Ok(Recognised { keys: vec![key], notes: vec![Note::OpenSsh], is_set: false });
    }
    let mut notes = Vec::new();
    let blocks = pem::read(text, &mut notes)?;
    let (mut keys, mut certificates) = (Vec::new(), 0_usize);
    for block in &blocks {
        match block.label {
            "EC PARAMETERS" | "DH PARAMETERS" | "DSA PARAMETERS" => {}
            "CERTIFICATE" | "X509 CERTIFICATE" if certificates > 0 => certificates = certificates.saturating_add(1),
            label => {
                keys.push((label, read_block(block, passphrase, &mut notes)?));
                certificates = certificates.saturating_add(usize::from(label.ends_with("CERTIFICATE")));
            }
        }
    }
    if certificates > 1 {
        notes.push(Note::Chain { rest: certificates.saturating_sub(1) });
    }
    if keys.iter().any(|(label, _)| label.ends_with("PRIVATE KEY")) && certificates > 0 {
        keys.retain(|(label, _)| !label.ends_with("CERTIFICATE"));
        notes.retain(|note| *note != Note::Certificate);
        notes.push(Note::CertificateBesidePrivate);
    }
    let keys: Vec<_> = keys.into_iter().map(|(_, key)| key).collect();
    if keys.is_empty() { Err(KeyError::NotAKey) } else { Ok(Recognised { keys, notes, is_set: false }) }
}

fn read_block(block: &Block<'_>, passphrase: Option<&SecretBytes>, notes: &mut Vec<Note>) -> Result<RecognisedKey, KeyError> {
    let what = match block.label {
        "OPENSSH PRIVATE KEY" => return Err(KeyError::OpenSshPrivate),
        "PRIVATE KEY" => Structure::Pkcs8,
        "ENCRYPTED PRIVATE KEY" => Structure::Encrypted,
        "RSA PRIVATE KEY" => Structure::Pkcs1Private,
        "RSA PUBLIC KEY" => Structure::Pkcs1Public,
        "EC PRIVATE KEY" => Structure::Sec1,
        "PUBLIC KEY" => Structure::Spki,
        "CERTIFICATE" | "X509 CERTIFICATE" => Structure::Certificate,
        other => return Err(KeyError::Unsupported { what: format!("PEM `{other}`") }),
    };
    let structure = der::structure(&block.der).ok_or(KeyError::Malformed { what: what.name() })?;
    if structure != what {
        add(notes, Note::Mislabelled { label: block.label.to_owned(), found: structure.name() });
    }
    read_structure(structure, &block.der, passphrase, notes)
}
