//! A record a line; empty lines are passed over.

use std::io::Read;

use super::{FileError, Place, bytes::Bytes};

pub(in crate::exchange) struct Lines<R> {
    bytes: Bytes<R>,
    /// Whether a `#` begins a comment.
    has_comments: bool,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(bytes: Bytes<R>, has_comments: bool) -> Self {
        Self { bytes, has_comments }
    }

    pub(super) fn offset(&self) -> u64 {
        self.bytes.place().offset
    }

    pub(super) fn next(&mut self, to: &mut Vec<u8>) -> Result<Option<Place>, FileError> {
        let begin = to.len();
        loop {
            let place = self.bytes.place();
            if self.bytes.line(to)? == 0 {
                return Ok(None);
            }
            let line = to.get(begin..).unwrap_or_default();
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            let is_comment = self.has_comments && line.trim_ascii_start().starts_with(b"#");
            let end = begin.saturating_add(line.len());
            if !line.trim_ascii().is_empty() && !is_comment {
                to.truncate(end);
                return Ok(Some(place));
            }
            to.truncate(begin);
        }
    }
}
