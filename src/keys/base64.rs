//! Base64 of key files, read with patience.

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use zeroize::Zeroizing;

const EITHER: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The bytes of base64 in either alphabet, padded or not, with white space anywhere.
pub(super) fn lenient(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let standard = |c| match c {
        '-' => '+',
        '_' => '/',
        c => c,
    };
    let packed: Zeroizing<String> = Zeroizing::new(text.chars().filter(|c| !c.is_ascii_whitespace()).map(standard).collect());
    EITHER.decode(packed.as_bytes()).ok().map(Zeroizing::new)
}
