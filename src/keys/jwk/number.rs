//! The numbers of a JWK: base64url of big-endian bytes.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::{JwkError, members::Members};
use crate::keys::{Note, base64::lenient, pem::add, public::strip};

/// Reads numbers and notes what had to be mended.
pub(super) struct Numbers<'a> {
    pub(super) members: &'a Members,
    pub(super) notes: &'a mut Vec<Note>,
}

impl Numbers<'_> {
    pub(super) fn has(&self, member: &str) -> bool {
        self.members.get(member).is_some()
    }

    /// The bytes of a member. Standard base64 and padding are taken and noted.
    pub(super) fn bytes(&mut self, member: &'static str) -> Result<Zeroizing<Vec<u8>>, JwkError> {
        let text = self.members.required(member)?;
        if let Ok(bytes) = URL_SAFE_NO_PAD.decode(text) {
            return Ok(Zeroizing::new(bytes));
        }
        let bytes = lenient(text).ok_or(JwkError::Base64 { member })?;
        add(self.notes, Note::StandardBase64 { member });
        Ok(bytes)
    }

    /// Exactly that many bytes.
    pub(super) fn exact(&mut self, member: &'static str, needed: usize) -> Result<Zeroizing<Vec<u8>>, JwkError> {
        let bytes = self.bytes(member)?;
        let found = bytes.len();
        if found == needed { Ok(bytes) } else { Err(JwkError::Length { member, found, needed }) }
    }

    /// Brought to that many bytes. RFC 7518 section 6.2.1.2 demands the full size; makers that drop or add leading zeros are common.
    pub(super) fn padded(&mut self, member: &'static str, needed: usize) -> Result<Zeroizing<Vec<u8>>, JwkError> {
        let bytes = self.bytes(member)?;
        let found = bytes.len();
        if found == needed {
            return Ok(bytes);
        }
        let number = strip(&bytes);
        let missing = needed.checked_sub(number.len()).ok_or(JwkError::Length { member, found, needed })?;
        let mut padded = Zeroizing::new(Vec::with_capacity(needed));
        padded.resize(missing, 0);
        padded.extend_from_slice(number);
        add(self.notes, Note::ShortCoordinate { member, found, needed });
        Ok(padded)
    }
}
