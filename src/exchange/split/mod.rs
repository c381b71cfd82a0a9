//! Cutting a file into records, without a look at what is in them: only so much is read of a file as the next records need.

mod array;
mod bytes;
mod lines;
mod rows;

use std::io::Read;

use zeroize::Zeroizing;

use super::{Fault, FileError, Format, sniff::Shape};
use {array::Array, bytes::Bytes, lines::Lines, rows::Rows};

/// The most bytes of a record. The longest user there can be has some 300 KiB.
pub(super) const LIMIT: usize = 1 << 20;

/// The bytes of a chunk from which on no record is added, so that long records do not fill the memory.
const ENOUGH: usize = 16 << 20;

/// Where a record begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, counted from 1.
    pub line: u64,
    /// The byte, counted from 0 at the beginning of the file.
    pub offset: u64,
}

/// The records that were cut out last.
#[derive(Default)]
pub(super) struct Chunk {
    /// Their bytes, which may hold passwords.
    bytes: Zeroizing<Vec<u8>>,
    records: Vec<Raw>,
    /// How far in the file they reach.
    pub(super) end: u64,
}

/// A record as it stands in the file.
pub(super) struct Raw {
    pub(super) place: Place,
    begin: usize,
    end: usize,
    /// Whether it is longer than what is kept of it.
    is_cut: bool,
}

impl Chunk {
    /// The places of the records with their bytes, or why these are not there.
    pub(super) fn records(&self) -> impl Iterator<Item = (Place, Result<&[u8], Fault>)> {
        self.records.iter().map(|raw| {
            let bytes = self.bytes.get(raw.begin..raw.end).unwrap_or_default();
            (raw.place, if raw.is_cut { Err(Fault::TooLong { limit: LIMIT }) } else { Ok(bytes) })
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

/// Cuts one file.
pub(super) enum Splitter<R> {
    Lines(Lines<R>),
    Rows(Rows<R>),
    Array(Array<R>),
}

impl<R: Read> Splitter<R> {
    /// A splitter for a file of that shape. `start` are bytes of the file that were taken off before, such as a byte order mark.
    pub(super) fn new(from: R, format: Format, shape: Shape, start: u64) -> Self {
        let bytes = Bytes::new(from, start);
        match shape {
            Shape::Lines => Self::Lines(Lines::new(bytes, format == Format::Htpasswd)),
            Shape::Rows => Self::Rows(Rows(bytes)),
            Shape::Array => Self::Array(Array::new(bytes, None)),
            Shape::Users => Self::Array(Array::new(bytes, Some("users"))),
        }
    }

    /// The next records, so many at most; none at the end of the file. Where the file cannot be read on, the records before come
    /// first.
    pub(super) fn fill(&mut self, most: usize) -> (Chunk, Result<(), FileError>) {
        let mut chunk = Chunk::default();
        let mut outcome = Ok(());
        while chunk.records.len() < most && chunk.bytes.len() < ENOUGH {
            let begin = chunk.bytes.len();
            match self.next(&mut chunk.bytes) {
                Ok(Some(place)) => {
                    let is_cut = chunk.bytes.len().saturating_sub(begin) > LIMIT;
                    if is_cut {
                        chunk.bytes.truncate(begin);
                    }
                    let end = chunk.bytes.len();
                    chunk.records.push(Raw { place, begin, end, is_cut });
                }
                Ok(None) => break,
                Err(error) => {
                    outcome = Err(error);
                    break;
                }
            }
        }
        chunk.end = self.offset();
        (chunk, outcome)
    }

    /// Appends the bytes of the next record; of one beyond the limit more than so many, though not all.
    fn next(&mut self, to: &mut Vec<u8>) -> Result<Option<Place>, FileError> {
        match self {
            Self::Lines(lines) => lines.next(to),
            Self::Rows(rows) => rows.next(to),
            Self::Array(array) => array.next(to),
        }
    }

    fn offset(&self) -> u64 {
        match self {
            Self::Lines(lines) => lines.offset(),
            Self::Rows(rows) => rows.0.place().offset,
            Self::Array(array) => array.offset(),
        }
    }
}

#[cfg(test)]
mod tests;
