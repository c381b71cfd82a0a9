//! Modular crypt strings: bcrypt, and the SHA-2 schemes of crypt(3).

use super::{
    b64,
    fields::{Field, Fields},
    hash::Parts,
    malformed::{EncodingFault, MalformedHash, NumberFault, Part},
    params::{Costs, Params, Size, Variant},
};

/// The rounds of a SHA-2 scheme that does not say (Drepper, "Unix crypt using SHA-256 and SHA-512").
const DEFAULT_ROUNDS: u32 = 5_000;
/// The longest salt of a SHA-2 scheme.
const MAX_SALT: usize = 16;

/// `$2b$12$` and 53 characters: 22 of the salt, 31 of the hash.
pub(super) fn bcrypt(variant: Variant, mut fields: Fields<'_>) -> Result<Parts, MalformedHash> {
    let rounds = bcrypt_rounds(fields.next(Part::Parameters)?)?;
    let Field { text, offset } = fields.next(Part::Salt)?;
    // The text is ASCII, so that a split never falls inside a character.
    let (salt, key) = text.split_at_checked(22).ok_or(MalformedHash::Missing { part: Part::Hash })?;
    let salt = Field { text: salt, offset }.bytes(Part::Salt, b64::BCRYPT, 16, 16)?;
    let key = Field { text: key, offset: offset.saturating_add(22) }.bytes(Part::Hash, b64::BCRYPT, 23, 23)?;
    fields.end()?;
    Ok(Parts { params: Params(Costs::Bcrypt { variant, rounds }), salt, key })
}

/// Two digits, 04 to 31.
fn bcrypt_rounds(field: Field<'_>) -> Result<u32, MalformedHash> {
    let fail = |fault| MalformedHash::Number { name: "rounds", offset: field.offset, fault };
    if field.text.len() != 2 || !field.text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(fail(NumberFault::NotDecimal));
    }
    match field.text.parse().map_err(|_| fail(NumberFault::NotDecimal))? {
        0..=3 => Err(fail(NumberFault::TooSmall)),
        32.. => Err(fail(NumberFault::Overflow)),
        rounds => Ok(rounds),
    }
}

/// `$5$salt$hash` or `$5$rounds=5000$salt$hash`, likewise `$6$`.
pub(super) fn sha_crypt(size: Size, mut fields: Fields<'_>) -> Result<Parts, MalformedHash> {
    let mut rounds = DEFAULT_ROUNDS;
    if fields.peek().starts_with("rounds=") {
        let Field { text, offset } = fields.next(Part::Parameters)?;
        let (_, digits) = text.split_once('=').unwrap_or_default();
        // crypt(3) raises fewer rounds to 1,000 and writes what it did, so a smaller number is never its own.
        rounds = Field { text: digits, offset: offset.saturating_add("rounds=".len()) }.number("rounds", 1_000)?;
    }
    let salt = fields.next(Part::Salt)?;
    if salt.text.is_empty() {
        return Err(MalformedHash::Missing { part: Part::Salt });
    }
    if let Some(stray) = salt.text.bytes().position(|byte| !b64::CRYPT.has(byte)) {
        let offset = salt.offset.saturating_add(stray);
        return Err(MalformedHash::Encoding { part: Part::Salt, offset, fault: EncodingFault::Character });
    }
    if salt.text.len() > MAX_SALT {
        return Err(MalformedHash::Length { part: Part::Salt, length: salt.text.len(), min: 1, max: MAX_SALT });
    }
    let length = key_length(size);
    let key = fields.next(Part::Hash)?.bytes(Part::Hash, b64::CRYPT, length, length)?;
    fields.end()?;
    Ok(Parts { params: Params(Costs::ShaCrypt { size, rounds }), salt: salt.text.into(), key })
}

const fn key_length(size: Size) -> usize {
    match size {
        Size::Bits256 => 32,
        Size::Bits512 => 64,
    }
}

/// The string of a bcrypt hash.
pub(super) fn print_bcrypt(variant: Variant, rounds: u32, salt: &[u8], key: &[u8]) -> String {
    let letter = match variant {
        Variant::A => 'a',
        Variant::B => 'b',
        Variant::X => 'x',
        Variant::Y => 'y',
    };
    format!("$2{letter}${rounds:02}${}{}", b64::BCRYPT.encode(salt), b64::BCRYPT.encode(key))
}

/// The string of a SHA-2 crypt hash.
pub(super) fn print_sha_crypt(size: Size, rounds: u32, salt: &[u8], key: &[u8]) -> String {
    let id = match size {
        Size::Bits256 => 5,
        Size::Bits512 => 6,
    };
    let rounds = if rounds == DEFAULT_ROUNDS { String::new() } else { format!("rounds={rounds}$") };
    format!("${id}${rounds}{}${}", String::from_utf8_lossy(salt), b64::CRYPT.encode(key))
}
