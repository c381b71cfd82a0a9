//! What a key file holds, told from its content alone.

mod as_secret;
mod blocks;
mod structures;
mod text;

pub use as_secret::looks_like_public_key;
pub(super) use as_secret::refuse_as_secret;

use blocks::from_pem;
use structures::read_structure;

use super::{KeyError, Note, Recognised, base64::lenient, der, jwk, openssh, pem};
use crate::secret::SecretBytes;

/// Reads a key file: PEM of every label, DER, JWK, JWKS, OpenSSH public keys; also with the damage that shells, editors and
/// environment variables do to them. Other bytes are never taken for an HMAC secret here.
///
/// # Errors
/// [`KeyError::NotAKey`] for anything else; what is wrong with a key that is recognised.
pub fn recognise(bytes: &SecretBytes, passphrase: Option<&SecretBytes>) -> Result<Recognised, KeyError> {
    if let Some(structure) = der::structure(bytes.expose()) {
        let mut notes = vec![Note::Der];
        let key = read_structure(structure, bytes.expose(), passphrase, &mut notes)?;
        return Ok(Recognised { keys: vec![key], notes, is_set: false });
    }
    let mut notes = Vec::new();
    let text = text::clean(bytes.expose(), &mut notes).ok_or(KeyError::NotAKey)?;
    let mut recognised = from_text(&text, passphrase)?;
    notes.append(&mut recognised.notes);
    Ok(Recognised { notes, ..recognised })
}

fn from_text(text: &str, passphrase: Option<&SecretBytes>) -> Result<Recognised, KeyError> {
    if pem::is_pem(text) {
        return from_pem(text, passphrase);
    }
    if text.starts_with('{') {
        return jwk::from_json(text.as_bytes());
    }
    if openssh::is_openssh(text) {
        return Ok(Recognised { keys: vec![openssh::read(text)?], notes: vec![Note::OpenSsh], is_set: false });
    }
    from_base64(text, passphrase)
}

/// Base64 of a key file, or of DER without boundaries.
fn from_base64(text: &str, passphrase: Option<&SecretBytes>) -> Result<Recognised, KeyError> {
    // `M` begins a DER sequence, `LS0t` is `---`, `e` is `{`, `c3No` is `ssh`.
    if !["M", "LS0t", "e", "c3No"].iter().any(|start| text.starts_with(start)) {
        return Err(KeyError::NotAKey);
    }
    let bytes = lenient(text).ok_or(KeyError::NotAKey)?;
    if let Some(structure) = der::structure(&bytes) {
        let mut notes = vec![Note::NoBoundaries];
        let key = read_structure(structure, &bytes, passphrase, &mut notes)?;
        return Ok(Recognised { keys: vec![key], notes, is_set: false });
    }
    let mut notes = vec![Note::Base64Wrapped];
    let inner = text::clean(&bytes, &mut notes).ok_or(KeyError::NotAKey)?;
    let mut recognised = match () {
        () if pem::is_pem(&inner) => from_pem(&inner, passphrase)?,
        () if inner.starts_with('{') => jwk::from_json(inner.as_bytes())?,
        () if openssh::is_openssh(&inner) => from_text(&inner, passphrase)?,
        () => return Err(KeyError::NotAKey),
    };
    notes.append(&mut recognised.notes);
    Ok(Recognised { notes, ..recognised })
}
