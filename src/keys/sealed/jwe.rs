//! JWE (RFC 7516) in compact serialization, under a passphrase: `PBES2-HS512+A256KW` (RFC 7518 section 4.8) and `A256GCM`
//! (section 5.3). Nothing else is written, and nothing else is read.

use std::num::NonZeroU32;

use aws_lc_rs::{
    aead::{self, Aad, LessSafeKey, Nonce, UnboundKey},
    key_wrap::{self, AesKek, KeyWrap},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::SealError;
use crate::{keys::KeyId, secret::SecretBytes};

/// The rounds of PBKDF2 that are spent: nearly three times the 210,000 that OWASP asks of HMAC-SHA-512.
const ROUNDS: u32 = if cfg!(test) { 1_000 } else { 600_000 };
/// The rounds that are read: RFC 7518 section 4.8.1.2 recommends 1,000 as the least; the most is about five seconds of work.
const ROUNDS_READ: std::ops::RangeInclusive<u32> = 1_000..=10_000_000;
/// The least salt that is read: RFC 7518 section 4.8.1.1, "MUST be … 8 or more octets long".
const LEAST_SALT: usize = 8;

const ALG: &str = "PBES2-HS512+A256KW";
const ENC: &str = "A256GCM";
/// RFC 7517 section 7: the content of an encrypted JWK.
const CTY: &str = "jwk+json";

/// The protected header. Another member, `crit` and `zip` among them, is an error.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Header<'a> {
    alg: &'a str,
    enc: &'a str,
    cty: &'a str,
    kid: String,
    p2s: &'a str,
    p2c: u32,
}

/// Encrypts a text.
pub(super) fn encrypt(
    plain: &SecretBytes,
    kid: &KeyId,
    passphrase: &SecretBytes,
    rng: &mut impl CryptoRng,
) -> Result<String, SealError> {
    let (mut salt, mut iv) = ([0_u8; 16], [0_u8; aead::NONCE_LEN]);
    let mut content_key = Zeroizing::new([0_u8; 32]);
    rng.fill_bytes(&mut salt);
    rng.fill_bytes(&mut iv);
    rng.fill_bytes(&mut *content_key);
    let p2s = URL_SAFE_NO_PAD.encode(salt);
    let header = Header { alg: ALG, enc: ENC, cty: CTY, kid: kid.to_string(), p2s: &p2s, p2c: ROUNDS };
    let header = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&header).map_err(|_| SealError::Backend)?);
    let mut wrapped = [0_u8; 40];
    key_encryption_key(passphrase, &salt, ROUNDS)?.wrap(&*content_key, &mut wrapped)?;
    let mut text = Zeroizing::new(plain.expose().to_vec());
    let nonce = Nonce::assume_unique_for_key(iv);
    // RFC 7516 section 5.1: the additional authenticated data is the encoded header.
    let tag = cipher(&content_key)?.seal_in_place_separate_tag(nonce, Aad::from(header.as_bytes()), &mut text)?;
    let parts = [&wrapped[..], &iv, &text, tag.as_ref()].map(|part| URL_SAFE_NO_PAD.encode(part));
    Ok(format!("{header}.{}", parts.join(".")))
}

/// Decrypts a text: what it says, and what the header calls it.
pub(super) fn decrypt(jwe: &str, passphrase: &SecretBytes) -> Result<(SecretBytes, String), SealError> {
    let parts: Vec<&str> = jwe.split('.').collect();
    let [encoded, parts @ ..] = parts.as_slice() else { return Err(SealError::Malformed) };
    let decode = |part: &&str| URL_SAFE_NO_PAD.decode(part).map_err(|_| SealError::Malformed);
    let head = decode(encoded)?;
    let header: Header<'_> = serde_json::from_slice(&head).map_err(|_| SealError::Malformed)?;
    let parts = parts.iter().map(decode).collect::<Result<Vec<_>, _>>()?;
    let [wrapped, iv, text, tag] = parts.as_slice() else { return Err(SealError::Malformed) };
    let salt = decode(&header.p2s)?;
    if (header.alg, header.enc, header.cty) != (ALG, ENC, CTY) || salt.len() < LEAST_SALT {
        return Err(SealError::Malformed);
    }
    if !ROUNDS_READ.contains(&header.p2c) {
        return Err(SealError::Rounds { rounds: header.p2c });
    }
    let mut content_key = Zeroizing::new([0_u8; 32]);
    let unwrapped = key_encryption_key(passphrase, &salt, header.p2c)?.unwrap(wrapped, &mut *content_key);
    // RFC 3394 checks the key that it unwraps; under another passphrase that check fails.
    if unwrapped.map_err(|_| SealError::WrongPassphrase)?.len() != content_key.len() {
        return Err(SealError::Malformed);
    }
    let nonce = Nonce::try_assume_unique_for_key(iv).map_err(|_| SealError::Malformed)?;
    let mut sealed = Zeroizing::new([text.as_slice(), tag].concat());
    let plain = cipher(&content_key)?.open_in_place(nonce, Aad::from(encoded.as_bytes()), &mut sealed);
    let plain = plain.map_err(|_| SealError::Malformed)?;
    Ok((SecretBytes::new(plain.to_vec()), header.kid))
}

/// RFC 7518 section 4.8.1.1: the salt of PBKDF2 is the name of the algorithm, a zero byte and `p2s`.
fn key_encryption_key(passphrase: &SecretBytes, salt: &[u8], rounds: u32) -> Result<AesKek, SealError> {
    let salt = [ALG.as_bytes(), b"\0", salt].concat();
    let rounds = NonZeroU32::new(rounds).ok_or(SealError::Rounds { rounds })?;
    let mut key = Zeroizing::new([0_u8; 32]);
    aws_lc_rs::pbkdf2::derive(aws_lc_rs::pbkdf2::PBKDF2_HMAC_SHA512, rounds, &salt, passphrase.expose(), &mut *key);
    Ok(AesKek::new(&key_wrap::AES_256, &*key)?)
}

fn cipher(key: &[u8; 32]) -> Result<LessSafeKey, SealError> {
    Ok(LessSafeKey::new(UnboundKey::new(&aead::AES_256_GCM, key)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::tests::rng;

    fn sealed() -> String {
        let kid = "k".parse().unwrap();
        encrypt(&SecretBytes::new(b"text".to_vec()), &kid, &SecretBytes::new(b"open sesame".to_vec()), &mut rng()).unwrap()
    }

    fn open(jwe: &str, passphrase: &str) -> Result<(SecretBytes, String), SealError> {
        decrypt(jwe, &SecretBytes::new(passphrase.into()))
    }

    #[test]
    fn what_is_sealed_opens_with_its_passphrase_alone() {
        let jwe = sealed();
        let (text, kid) = open(&jwe, "open sesame").unwrap();
        assert_eq!((text.expose(), kid.as_str()), (&b"text"[..], "k"));
        assert_eq!(open(&jwe, "open sesame ").unwrap_err(), SealError::WrongPassphrase);
        assert_ne!(sealed(), jwe, "salt, key and nonce are drawn anew");
    }

    #[test]
    fn any_changed_part_is_refused() {
        let jwe = sealed();
        let parts: Vec<&str> = jwe.split('.').collect();
        for (number, part) in parts.iter().enumerate() {
            let mut bytes = URL_SAFE_NO_PAD.decode(part).unwrap();
            *bytes.last_mut().unwrap() ^= 1;
            let mut changed = parts.clone();
            let part = URL_SAFE_NO_PAD.encode(bytes);
            changed[number] = &part;
            assert!(open(&changed.join("."), "open sesame").is_err(), "part {number}");
        }
    }

    /// The same with another header, and no content that belongs to it.
    fn with_header(header: &str) -> String {
        format!("{}.{}", URL_SAFE_NO_PAD.encode(header), sealed().split_once('.').unwrap().1)
    }

    #[test]
    fn other_headers_are_refused_before_any_work() {
        let header =
            |alg: &str, enc: &str, more: &str| format!(r#"{{"alg":"{alg}","enc":"{enc}","cty":"jwk+json","kid":"k",{more}}}"#);
        let salted = r#""p2s":"c2FsdHNhbHQ""#;
        let table = [
            (header(ALG, ENC, &format!(r#"{salted},"p2c":999"#)), SealError::Rounds { rounds: 999 }),
            (header(ALG, ENC, &format!(r#"{salted},"p2c":4294967295"#)), SealError::Rounds { rounds: u32::MAX }),
            (header(ALG, ENC, &format!(r#"{salted},"p2c":4294967296"#)), SealError::Malformed),
            (header(ALG, ENC, &format!(r#"{salted},"p2c":1000,"p2c":2000"#)), SealError::Malformed),
            (header(ALG, ENC, &format!(r#"{salted},"p2c":1000,"crit":["x"]"#)), SealError::Malformed),
            (header(ALG, ENC, &format!(r#"{salted},"p2c":1000,"zip":"DEF""#)), SealError::Malformed),
            (header(ALG, ENC, r#""p2s":"c2FsdA","p2c":1000"#), SealError::Malformed),
            (header("PBES2-HS256+A128KW", ENC, &format!(r#"{salted},"p2c":1000"#)), SealError::Malformed),
            (header("dir", ENC, &format!(r#"{salted},"p2c":1000"#)), SealError::Malformed),
            (header(ALG, "A128CBC-HS256", &format!(r#"{salted},"p2c":1000"#)), SealError::Malformed),
        ];
        for (header, error) in table {
            assert_eq!(open(&with_header(&header), "open sesame").unwrap_err(), error, "{header}");
        }
        for jwe in ["", "a", "....", "e30....", "a.b.c.d.e.f"] {
            assert_eq!(open(jwe, "open sesame").unwrap_err(), SealError::Malformed, "{jwe}");
        }
    }
}
