//! PEM (RFC 7468), read with patience and written strictly.

use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

use super::{KeyError, Note, base64::lenient};
use crate::secret::SecretBytes;

/// The longest line of base64 that is written (RFC 7468 section 2).
const WIDTH: usize = 64;

/// One block between its boundaries.
pub(super) struct Block<'a> {
    pub(super) label: &'a str,
    pub(super) der: Zeroizing<Vec<u8>>,
}

/// Whether there is a boundary at all.
pub(super) fn is_pem(text: &str) -> bool {
    text.contains("----BEGIN ") || text.contains("---- BEGIN ")
}

/// Reads every block. Text around and between them is comment.
pub(super) fn read<'a>(text: &'a str, notes: &mut Vec<Note>) -> Result<Vec<Block<'a>>, KeyError> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("----BEGIN ") {
        if !before.ends_with('-') {
            add(notes, Note::FourDashes);
        }
        let (label, after) = after.split_once("----").ok_or(TRUNCATED)?;
        let end = format!("----END {label}----");
        let (body, after) = after.trim_start_matches('-').split_once(&end).ok_or(TRUNCATED)?;
        let body = body.trim_end_matches('-');
        if !body.trim().contains('\n') && body.trim().len() > WIDTH.saturating_mul(2) {
            add(notes, Note::OneLine);
        }
        blocks.push(Block { label, der: decode(body)? });
        rest = after;
    }
    if blocks.is_empty() { Err(TRUNCATED) } else { Ok(blocks) }
}

const TRUNCATED: KeyError = KeyError::Malformed { what: "PEM block: a boundary line is missing or cut" };

/// The bytes of a block; header lines are left out (RFC 1421 had them).
fn decode(body: &str) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    if body.contains("4,ENCRYPTED") {
        return Err(KeyError::LegacyEncryption);
    }
    let base64: Zeroizing<String> = Zeroizing::new(body.lines().filter(|line| !line.contains(':')).collect());
    lenient(&base64).ok_or(KeyError::Malformed { what: "PEM block: its content is not base64" })
}

/// One block with lines of 64 characters.
pub(super) fn write(label: &str, der: &[u8]) -> SecretBytes {
    let base64 = Zeroizing::new(STANDARD.encode(der));
    // Room for the whole, so that growing leaves no copies behind.
    let mut text = Vec::with_capacity(base64.len().saturating_mul(2).saturating_add(128));
    let mut put = |piece: &[u8]| text.extend_from_slice(piece);
    put(format!("-----BEGIN {label}-----\n").as_bytes());
    for line in base64.as_bytes().chunks(WIDTH) {
        put(line);
        put(b"\n");
    }
    put(format!("-----END {label}-----\n").as_bytes());
    SecretBytes::new(text)
}

/// Adds a note that is not there yet.
pub(super) fn add(notes: &mut Vec<Note>, note: Note) {
    if !notes.contains(&note) {
        notes.push(note);
    }
}
