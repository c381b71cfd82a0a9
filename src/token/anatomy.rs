//! A token taken apart as far as it goes: what verification judges and what diagnosis explains.
//!
//! Nothing here is verified. Each part is read strictly and, where that fails, leniently for display; [`Piece::strict_object`] tells
//! which it was. What was read borrows from what was decoded.

use super::{
    Diagnostic, Segment,
    base64url::{self, Base64Error},
    decoded::{Decoded, DecodedPart},
    faults,
    json::{self, JsonError, Value},
    segments::Part,
};

/// A header or payload: from base64url to JSON, as far as it goes.
#[derive(Clone, Debug)]
pub struct Piece<'t> {
    /// The part of the token, still encoded.
    pub part: Part<'t>,
    /// The bytes it holds, up to what cannot be decoded.
    pub bytes: &'t [u8],
    /// What is wrong with its base64url.
    pub base64: &'t [Base64Error],
    /// Where it stops being JSON.
    pub error: Option<JsonError>,
    /// The value, or of a faulty text what stood before the fault.
    pub value: Option<Value<'t>>,
    /// Whether the bytes are all that the part holds.
    pub is_whole: bool,
    /// Whether no string can hold anything but printable ASCII: the bytes are nothing else, and have no escapes.
    pub is_plain: bool,
    /// The bytes as text, where they are the text that the value has when it is written.
    pub as_written: Option<&'t str>,
}

impl<'t> Piece<'t> {
    pub(super) fn of(decoded: &'t DecodedPart<'t>) -> Self {
        let DecodedPart { part, bytes, base64, is_whole } = decoded;
        let json::Partial { value, error, text, is_spaced } = json::parse_partial(bytes);
        // Without an early end the compiler looks at many bytes at once.
        let is_plain = bytes.iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'[' | b']'..=b'~'));
        let as_written = text.filter(|_| is_plain && !is_spaced && error.is_none());
        Self { part: *part, bytes, base64, error, value, is_whole: *is_whole, is_plain, as_written }
    }

    /// The object, if the part is base64url of nothing but a JSON object.
    #[must_use]
    pub fn strict_object(&self) -> Option<&Value<'t>> {
        if self.base64.is_empty() && self.error.is_none() { self.value.as_ref().filter(|value| value.is_object()) } else { None }
    }

    /// The object, where all of it could be read, if only leniently.
    #[must_use]
    pub fn readable_object(&self) -> Option<&Value<'t>> {
        let read = self.error.is_none_or(|error| error.kind == json::JsonErrorKind::ByteOrderMark);
        if self.is_whole && read { self.value.as_ref().filter(|value| value.is_object()) } else { None }
    }

    /// The offset in the token of the character that holds the byte at `offset` of the JSON text.
    #[must_use]
    pub const fn place(&self, offset: usize) -> usize {
        self.part.start.saturating_add(base64url::character_of_byte(offset))
    }

    /// The offset in the token at which the value of a member of the object begins.
    #[must_use]
    pub fn place_of_member(&self, name: &str) -> Option<usize> {
        self.value.as_ref()?.get(name).map(|value| self.place(value.start()))
    }

    /// The offset in the token at which the value that a pointer leads to begins.
    #[must_use]
    pub fn place_of(&self, pointer: &str) -> Option<usize> {
        self.value.as_ref()?.pointer(pointer).map(|value| self.place(value.start()))
    }
}

/// A compact serialization taken apart. Offsets are into the token; see [`Anatomy::placed`].
#[derive(Clone, Debug)]
pub struct Anatomy<'t> {
    /// What the signature covers.
    pub signing_input: &'t str,
    /// The header.
    pub header: Piece<'t>,
    /// The payload.
    pub payload: Piece<'t>,
    /// The signature, still encoded.
    pub signature: Part<'t>,
    /// The bytes of the signature, or why there are none.
    pub signature_bytes: Result<&'t [u8], Base64Error>,
}

impl<'t> Anatomy<'t> {
    pub(super) fn of(decoded: &'t Decoded<'t>) -> Self {
        Self {
            signing_input: decoded.signing_input,
            header: decoded.header.read(),
            payload: decoded.payload.read(),
            signature: decoded.signature,
            signature_bytes: decoded.signature_bytes.as_deref().map_err(|error| *error),
        }
    }

    /// Everything that keeps the header or payload from being read strictly, or makes it ambiguous. Offsets are into the token.
    #[must_use]
    pub fn faults(&self, segment: Segment) -> Vec<Diagnostic> {
        match segment {
            Segment::Header => faults::of_piece(&self.header, segment),
            Segment::Payload => faults::of_piece(&self.payload, segment),
            Segment::Signature => match &self.signature_bytes {
                Err(error) => vec![faults::of_base64(*error, self.signature.start, segment)],
                Ok(_) => Vec::new(),
            },
            Segment::Input | Segment::Key => Vec::new(),
        }
    }

    /// A finding about the value that a pointer leads to, with its place in the token.
    #[must_use]
    pub fn placed(&self, diagnostic: Diagnostic, segment: Segment, pointer: &str) -> Diagnostic {
        let piece = if segment == Segment::Header { &self.header } else { &self.payload };
        let found = Diagnostic { offset: piece.place_of(pointer), ..diagnostic.within(segment) };
        if pointer.is_empty() { found } else { found.pointing(pointer) }
    }
}
