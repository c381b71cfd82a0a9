//! Keys: vectors of the RFCs, files that openssl makes, and who verifies what.

mod confusion;
mod files;
mod jwk;
mod vectors;

use authctl::{
    keys::{KeyError, Recognised, recognise},
    secret::SecretBytes,
};

/// Recognises bytes without a passphrase.
fn read(bytes: impl AsRef<[u8]>) -> Result<Recognised, KeyError> {
    recognise(&SecretBytes::new(bytes.as_ref().to_vec()), None)
}
