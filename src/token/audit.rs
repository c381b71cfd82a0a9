//! Guessing the secret of a token: whether anyone could sign tokens who tries what everyone tries.
//!
//! HMAC has no protection of its own against guessing: whoever holds one token can try secrets at millions a second, offline. So
//! RFC 7518 section 3.2 demands a key of the size of the hash, and RFC 8725 section 3.5 that it is no password. The search here tries
//! the placeholders of documentation, or the words of a list.

use std::io::{self, Read};

use aws_lc_rs::hmac;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator};

use super::{
    Decoded,
    diagnose::{self, InputHints},
    json::Value,
    segments::{Split, split},
};
use crate::keys::{Algorithm, placeholders};

/// How much of a word list is in memory at a time: bytes.
const BLOCK: u64 = 1 << 20;

/// A line longer than this is passed over: bytes.
const LONGEST: usize = 4096;

/// A token whose secret is to be guessed.
pub struct SecretAudit {
    hash: hmac::Algorithm,
    message: Vec<u8>,
    signature: Vec<u8>,
}

/// What an audit has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited {
    /// How many secrets were tried.
    pub tried: u64,
    /// Where the token's secret was found; never the secret itself.
    pub found: Option<Guessed>,
}

/// Where a secret was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guessed {
    /// Among the placeholders of documentation and tutorials.
    Placeholder,
    /// In that line of the word list, from 1.
    Line(u64),
}

impl SecretAudit {
    /// Takes a token, with whatever was copied along. Nothing where it is none that is signed with a secret.
    #[must_use]
    pub fn of(input: impl AsRef<[u8]>) -> Option<Self> {
        let taken = diagnose::extract(input.as_ref(), InputHints { for_verification: true, ..InputHints::default() });
        let Split::Compact(compact) = split(&taken.token) else { return None };
        let decoded = Decoded::of(&compact);
        let anatomy = decoded.read();
        let hash = match anatomy.header.strict_object()?.get("alg").and_then(Value::as_str)?.parse().ok()? {
            Algorithm::Hs256 => hmac::HMAC_SHA256,
            Algorithm::Hs384 => hmac::HMAC_SHA384,
            Algorithm::Hs512 => hmac::HMAC_SHA512,
            _ => return None,
        };
        let message = anatomy.signing_input.as_bytes().to_vec();
        Some(Self { hash, message, signature: decoded.signature_bytes.ok().filter(|signature| !signature.is_empty())? })
    }

    /// Tries the placeholders, as they are commonly written and in capitals.
    #[must_use]
    pub fn placeholders(&self) -> Audited {
        let words: Vec<String> = placeholders().flat_map(|word| [word.to_owned(), word.to_ascii_uppercase()]).collect();
        let found = words.par_iter().position_first(|word| self.is_secret(word.as_bytes()));
        Audited { tried: words.len().try_into().unwrap_or(u64::MAX), found: found.map(|_| Guessed::Placeholder) }
    }

    /// Tries every line of a word list, over all cores, in bounded memory. The first line that holds the secret ends it.
    ///
    /// # Errors
    /// The list cannot be read.
    pub fn words(&self, mut list: impl Read) -> io::Result<Audited> {
        let mut audited = Audited { tried: 0, found: None };
        let mut block = Vec::new();
        let mut passing_over = false;
        loop {
            let before = block.len();
            list.by_ref().take(BLOCK).read_to_end(&mut block)?;
            let is_end = block.len() == before;
            let end = if is_end {
                block.len()
            } else {
                block.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at.saturating_add(1))
            };
            let rest = block.split_off(end);
            let lines: Vec<&[u8]> = block.split_inclusive(|byte| *byte == b'\n').collect();
            // The end of a line whose beginning was too long to keep is no word.
            let first = usize::from(passing_over && !lines.is_empty());
            let is_word = |line: &&[u8]| line.len() <= LONGEST && self.is_secret(without_end(line));
            let words = lines.get(first..).unwrap_or_default();
            let place = words.par_iter().position_first(is_word);
            let tried = place.map_or(lines.len(), |place| place.saturating_add(first).saturating_add(1));
            audited.tried = audited.tried.saturating_add(tried.try_into().unwrap_or(u64::MAX));
            if place.is_some() {
                audited.found = Some(Guessed::Line(audited.tried));
            }
            if is_end || place.is_some() {
                return Ok(audited);
            }
            passing_over = if lines.is_empty() { passing_over } else { false };
            block = rest;
            if block.len() > LONGEST {
                passing_over = true;
                block.clear();
            }
        }
    }

    fn is_secret(&self, word: &[u8]) -> bool {
        !word.is_empty() && hmac::verify(&hmac::Key::new(self.hash, word), &self.message, &self.signature).is_ok()
    }
}

fn without_end(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\n").map_or(line, |line| line.strip_suffix(b"\r").unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{keys::SigningKey, secret::SecretBytes, token::base64url::encode};

    fn token(algorithm: Algorithm, secret: &[u8]) -> String {
        let key = SigningKey::from_weak_secret(algorithm, &SecretBytes::new(secret.to_vec())).unwrap();
        let parts = format!("{}.{}", encode(format!(r#"{{"alg":"{algorithm}"}}"#).as_bytes()), encode(b"{}"));
        format!("{parts}.{}", encode(&key.sign(parts.as_bytes()).unwrap()))
    }

    fn line(secret: &[u8], list: &[u8]) -> (u64, Option<Guessed>) {
        let audited = SecretAudit::of(token(Algorithm::Hs256, secret)).unwrap().words(list).unwrap();
        (audited.tried, audited.found)
    }

    #[test]
    fn placeholders_are_found_for_every_hash_and_others_are_not() {
        for algorithm in [Algorithm::Hs256, Algorithm::Hs384, Algorithm::Hs512] {
            for secret in ["secret", "CHANGEME", "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"] {
                let found = SecretAudit::of(token(algorithm, secret.as_bytes())).unwrap().placeholders().found;
                assert_eq!(found, Some(Guessed::Placeholder), "{algorithm} {secret}");
            }
            let audited = SecretAudit::of(token(algorithm, b"correct horse")).unwrap().placeholders();
            assert!(audited.found.is_none() && audited.tried > 50);
        }
    }

    /// A secret, a list, how many lines were tried, and the line that held it.
    type Row<'t> = (&'t [u8], &'t [u8], u64, Option<u64>);

    #[test]
    fn the_first_line_that_holds_the_secret_is_named() {
        let table: [Row<'_>; 8] = [
            (b"b", b"a\nb\nc\nb\n", 2, Some(2)),
            (b"b", b"a\r\nb\r\n", 2, Some(2)),
            (b"b", b"a\n\nb", 3, Some(3)),
            (b"b ", b"b\nb \n", 2, Some(2)),
            (b"b", b"a\nB\n", 2, None),
            (b"b", b"", 0, None),
            (b"\xff\x00", b"\xff\x00", 1, Some(1)),
            (b"b", b"\n\n", 2, None),
        ];
        for (secret, list, tried, at) in table {
            assert_eq!(line(secret, list), (tried, at.map(Guessed::Line)), "{}", String::from_utf8_lossy(list));
        }
    }

    #[test]
    fn lists_longer_than_a_block_are_counted_through_and_endless_lines_passed_over() {
        let mut list = "some word\n".repeat(300_000);
        list.push_str("needle\n");
        assert_eq!(line(b"needle", list.as_bytes()), (300_001, Some(Guessed::Line(300_001))));
        let endless = ["x".repeat(3 << 20), "needle".to_owned(), "needle".to_owned(), "end".to_owned()].join("\n");
        assert_eq!(line(b"needle", endless.as_bytes()), (2, Some(Guessed::Line(2))));
        assert_eq!(line(b"absent", endless.as_bytes()), (4, None));
        let ends = ["x".repeat(3 << 20), "y".repeat(3 << 20)].join("\n");
        assert_eq!(line(b"x", ends.as_bytes()).1, None);
    }

    #[test]
    fn only_tokens_with_a_secret_are_audited() {
        let key = SigningKey::generate(Algorithm::EdDsa, None, &mut rand_core::UnwrapErr(getrandom::SysRng)).unwrap();
        let parts = format!("{}.{}", encode(br#"{"alg":"EdDSA"}"#), encode(b"{}"));
        let signed = format!("{parts}.{}", encode(&key.sign(parts.as_bytes()).unwrap()));
        for input in [signed.as_str(), "", "a.b.c", "eyJhbGciOiJIUzI1NiJ9.e30.", "eyJhbGciOiJub25lIn0.e30."] {
            assert!(SecretAudit::of(input).is_none(), "{input}");
        }
        assert!(SecretAudit::of(format!("Bearer {}", token(Algorithm::Hs256, b"b"))).is_some());
    }
}
