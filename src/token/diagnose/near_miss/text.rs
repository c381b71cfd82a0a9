//! What a signer may have signed in place of the first two parts of the token as they stand in it (RFC 7515 section 5.1).

use base64::{Engine, engine::general_purpose as engines};

use crate::token::{Anatomy, base64url};

/// What the signature covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignedText {
    /// The text as sent, as it should.
    AsSent,
    /// The text with a line feed, as `echo … | openssl dgst` signs.
    LineFeed,
    /// The parts with padding, which was taken off after signing.
    Padded,
    /// The parts in standard base64, which was changed into base64url after signing.
    Standard,
    /// The parts in standard base64 with padding.
    StandardPadded,
    /// The JSON texts themselves, joined by a dot.
    Json,
    /// Header and payload as compact JSON: someone wrote them anew with white space.
    Compact,
}

impl SignedText {
    /// The JSON name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AsSent => "as-sent",
            Self::LineFeed => "line-feed",
            Self::Padded => "padded",
            Self::Standard => "standard-base64",
            Self::StandardPadded => "padded-standard-base64",
            Self::Json => "json",
            Self::Compact => "compact-json",
        }
    }

    /// What is tried, the likeliest first.
    pub(super) const ALL: &[Self] =
        &[Self::LineFeed, Self::Padded, Self::StandardPadded, Self::Standard, Self::Json, Self::Compact];

    /// The text that was signed; none where it is the text as sent.
    pub(super) fn of(self, anatomy: &Anatomy<'_>) -> Option<Vec<u8>> {
        let (header, payload) = (anatomy.header.bytes, anatomy.payload.bytes);
        let joined = |encode: &dyn Fn(&[u8]) -> String| format!("{}.{}", encode(header), encode(payload)).into_bytes();
        let text = match self {
            Self::AsSent => anatomy.signing_input.as_bytes().to_vec(),
            Self::LineFeed => [anatomy.signing_input.as_bytes(), b"\n"].concat(),
            Self::Padded => joined(&|bytes| engines::URL_SAFE.encode(bytes)),
            Self::Standard => joined(&|bytes| engines::STANDARD_NO_PAD.encode(bytes)),
            Self::StandardPadded => joined(&|bytes| engines::STANDARD.encode(bytes)),
            Self::Json => [header, b".", payload].concat(),
            Self::Compact => {
                let compact = |piece: &crate::token::Piece<'_>| {
                    piece.strict_object().map(|value| base64url::encode(value.to_json().as_bytes()))
                };
                format!("{}.{}", compact(&anatomy.header)?, compact(&anatomy.payload)?).into_bytes()
            }
        };
        Some(text).filter(|text| self == Self::AsSent || text != anatomy.signing_input.as_bytes())
    }
}
