//! bcrypt (Provos and Mazières 1999), with the variants that differ in fact.

use zeroize::Zeroizing;

use crate::password::{hasher::HashError, params::Variant};

/// The bytes of a password that count, the closing NUL among them if there is room.
pub(in crate::password) const MAX_PASSWORD: usize = 72;

pub(super) fn derive(variant: Variant, rounds: u32, password: &[u8], salt: &[u8], key: &mut [u8]) -> Result<(), HashError> {
    let salt: [u8; 16] = salt.try_into().map_err(|_| HashError::Refused("bcrypt"))?;
    let mut text = Zeroizing::new(Vec::with_capacity(MAX_PASSWORD));
    text.extend(password.iter().copied().chain([0]).take(MAX_PASSWORD));
    if variant == Variant::X {
        text = sign_extended(&text);
    }
    let output = Zeroizing::new(bcrypt::bcrypt(rounds, salt, &text));
    // 23 of the 24 bytes are kept, as by the first implementation.
    key.iter_mut().zip(output.iter()).for_each(|(to, from)| *to = *from);
    Ok(())
}

/// The key as `crypt_blowfish` before 1.1 set it up (CVE-2011-2483): each byte was sign-extended and so wiped out what preceded it in
/// its word. All 18 words are written out, because the function repeats a shorter key byte by byte.
fn sign_extended(text: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut bytes = text.iter().cycle().copied();
    let mut key = Zeroizing::new(Vec::with_capacity(MAX_PASSWORD));
    for _ in 0..18 {
        let word = bytes.by_ref().take(4).fold(0_u32, |word, byte| {
            let extended = i32::from(byte.cast_signed()).cast_unsigned();
            word.wrapping_shl(8) | extended
        });
        key.extend(word.to_be_bytes());
    }
    key
}
