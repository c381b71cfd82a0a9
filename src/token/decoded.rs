//! A compact serialization decoded from base64url, not yet read as JSON.

use super::{
    Anatomy,
    anatomy::Piece,
    base64url::{self, Base64Error},
    segments::{Compact, Part},
};

/// A header or payload, decoded as far as it goes.
#[derive(Clone, Debug)]
pub struct DecodedPart<'t> {
    /// The part of the token, still encoded.
    pub part: Part<'t>,
    /// The bytes it holds, up to what cannot be decoded.
    pub bytes: Vec<u8>,
    /// What is wrong with its base64url.
    pub base64: Vec<Base64Error>,
    /// Whether the bytes are all that the part holds.
    pub is_whole: bool,
}

impl<'t> DecodedPart<'t> {
    /// Decodes a part.
    #[must_use]
    pub fn of(part: Part<'t>) -> Self {
        if let Ok(bytes) = base64url::decode(part.text) {
            return Self { part, bytes, base64: Vec::new(), is_whole: true };
        }
        let lenient = base64url::decode_leniently(part.text);
        let is_whole = lenient.is_whole();
        Self { part, bytes: lenient.bytes, base64: lenient.faults, is_whole }
    }

    /// Reads it as JSON, as far as that goes.
    #[must_use]
    pub fn read(&self) -> Piece<'_> {
        Piece::of(self)
    }
}

/// A compact serialization, decoded.
#[derive(Clone, Debug)]
pub struct Decoded<'t> {
    /// What the signature covers.
    pub signing_input: &'t str,
    /// The header.
    pub header: DecodedPart<'t>,
    /// The payload.
    pub payload: DecodedPart<'t>,
    /// The signature, still encoded.
    pub signature: Part<'t>,
    /// The bytes of the signature, or why there are none.
    pub signature_bytes: Result<Vec<u8>, Base64Error>,
}

impl<'t> Decoded<'t> {
    /// Decodes a compact serialization.
    #[must_use]
    pub fn of(compact: &Compact<'t>) -> Self {
        Self {
            signing_input: compact.signing_input,
            header: DecodedPart::of(compact.header),
            payload: DecodedPart::of(compact.payload),
            signature: compact.signature,
            signature_bytes: base64url::decode(compact.signature.text),
        }
    }

    /// Reads its parts as JSON, as far as that goes.
    #[must_use]
    pub fn read(&self) -> Anatomy<'_> {
        Anatomy::of(self)
    }
}
