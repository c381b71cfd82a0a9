//! A buffered file that knows where it is read.

use std::io::{BufRead, BufReader, Read, Result};

use super::{LIMIT, Place};

/// What one read asks for.
const BUFFER: usize = 256 << 10;

/// A file being read.
pub(super) struct Bytes<R> {
    from: BufReader<R>,
    line: u64,
    offset: u64,
    /// Where the present line begins.
    line_start: u64,
}

impl<R: Read> Bytes<R> {
    /// The first byte that is read is number `start` of the file.
    pub(super) fn new(from: R, start: u64) -> Self {
        Self { from: BufReader::with_capacity(BUFFER, from), line: 1, offset: start, line_start: start }
    }

    /// Where the next byte is.
    pub(super) fn place(&self) -> Place {
        Place { line: self.line, offset: self.offset }
    }

    /// The column of the next byte, counted from 1.
    pub(super) fn column(&self) -> u64 {
        self.offset.saturating_sub(self.line_start).saturating_add(1)
    }

    /// The bytes that are there, at least one unless the file ends here.
    pub(super) fn available(&mut self) -> Result<&[u8]> {
        loop {
            match self.from.fill_buf() {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                // Once more, as the borrow checker cannot see that nothing happens in between.
                Ok(_) => return Ok(self.from.buffer()),
            }
        }
    }

    /// The next byte, which stays.
    pub(super) fn peek(&mut self) -> Result<Option<u8>> {
        Ok(self.available()?.first().copied())
    }

    /// Passes over so many of the bytes that are there, appending them while fewer than the limit were appended since `begin`.
    pub(super) fn take(&mut self, count: usize, to: Option<(&mut Vec<u8>, usize)>) {
        let taken = self.from.buffer().get(..count).unwrap_or_default();
        let start = self.offset;
        for (end, _) in (1..).zip(taken).filter(|(_, byte)| **byte == b'\n') {
            self.line = self.line.saturating_add(1);
            self.line_start = start.saturating_add(end);
        }
        if let Some((to, begin)) = to
            && to.len().saturating_sub(begin) <= LIMIT
        {
            to.extend_from_slice(taken);
        }
        self.offset = start.saturating_add(u64::try_from(taken.len()).unwrap_or(u64::MAX));
        let taken = taken.len();
        self.from.consume(taken);
    }

    /// Passes over one byte.
    pub(super) fn skip(&mut self) {
        self.take(1, None);
    }

    /// Appends the rest of the line with its end; of one beyond the limit some more than so many bytes. Says how long it was.
    pub(super) fn line(&mut self, to: &mut Vec<u8>) -> Result<usize> {
        let most = u64::try_from(LIMIT).unwrap_or(u64::MAX).saturating_add(1);
        let mut length = (&mut self.from).take(most).read_until(b'\n', to)?;
        if length > LIMIT && to.last() != Some(&b'\n') {
            length = length.saturating_add(self.from.skip_until(b'\n')?);
        }
        if length > 0 {
            self.line = self.line.saturating_add(1);
            self.offset = self.offset.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
            self.line_start = self.offset;
        }
        Ok(length)
    }
}
