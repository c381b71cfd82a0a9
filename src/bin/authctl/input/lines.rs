//! Lines as they come, in bounded memory: whatever a read brings is handed on, and no line is held beyond a limit.

use std::io::{ErrorKind, Read};

use crate::failure::{Exit, Failure};

/// What is asked for at each read. A pipe holds half of it.
const READ: usize = 128 << 10;

/// Cuts what it reads into chunks of whole lines.
pub(crate) struct Lines<R> {
    from: R,
    limit: usize,
    /// The beginning of a line whose end has not been read.
    begun: Vec<u8>,
    /// Whether the rest of a line is dropped, because its beginning was handed on as too long.
    dropping: bool,
}

impl<R: Read> Lines<R> {
    /// Lines of which none is held beyond `limit` bytes.
    pub(crate) fn new(from: R, limit: usize) -> Self {
        Self { from, limit, begun: Vec::new(), dropping: false }
    }

    /// Fills the chunk with the whole lines that one read brings, as soon as there is one; says whether there was any. Each ends with
    /// a line feed, the last of the input too. Of a line beyond the limit the first `limit + 1` bytes are handed on, at once.
    ///
    /// # Errors
    /// That of reading.
    pub(crate) fn fill(&mut self, chunk: &mut Vec<u8>) -> std::io::Result<bool> {
        chunk.clear();
        chunk.append(&mut self.begun);
        loop {
            let old = chunk.len();
            if self.read(chunk)? == 0 {
                if !chunk.is_empty() {
                    chunk.push(b'\n');
                }
                return Ok(!chunk.is_empty());
            }
            let new = chunk.get(old..).unwrap_or_default();
            if self.dropping {
                match new.iter().position(|byte| *byte == b'\n') {
                    Some(end) => {
                        chunk.drain(..=old.saturating_add(end));
                        self.dropping = false;
                    }
                    None => chunk.truncate(old),
                }
            }
            let new = chunk.get(old..).unwrap_or_default();
            if let Some(last) = new.iter().rposition(|byte| *byte == b'\n') {
                let end = old.saturating_add(last).saturating_add(1);
                self.begun.extend_from_slice(chunk.get(end..).unwrap_or_default());
                chunk.truncate(end);
                return Ok(true);
            }
            if chunk.len() > self.limit {
                chunk.truncate(self.limit.saturating_add(1));
                chunk.push(b'\n');
                self.dropping = true;
                return Ok(true);
            }
        }
    }

    /// Appends what one read brings; 0 is the end.
    fn read(&mut self, chunk: &mut Vec<u8>) -> std::io::Result<usize> {
        let old = chunk.len();
        chunk.resize(old.saturating_add(READ), 0);
        let outcome = loop {
            match self.from.read(chunk.get_mut(old..).unwrap_or_default()) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                outcome => break outcome,
            }
        };
        chunk.truncate(old.saturating_add(*outcome.as_ref().unwrap_or(&0)));
        outcome
    }
}

/// What a failed read means.
pub(crate) fn unread(error: std::io::Error) -> Failure {
    Failure::new(Exit::Internal, "read-failed", "the input could not be read to its end").caused_by(error)
}

/// How many lines a chunk has.
pub(crate) fn count_lines(chunk: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', chunk).count()
}

/// The lines of a chunk, without their ends.
pub(crate) fn lines(chunk: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', chunk).map(move |end| {
        let line = chunk.get(start..end).unwrap_or_default();
        start = end.saturating_add(1);
        line.strip_suffix(b"\r").unwrap_or(line)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;

    /// A producer that brings one piece at each read.
    struct Pieces(VecDeque<Vec<u8>>);

    impl Read for Pieces {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let piece = self.0.pop_front().unwrap_or_default();
            buffer[..piece.len()].copy_from_slice(&piece);
            Ok(piece.len())
        }
    }

    fn chunks(pieces: &[&[u8]], limit: usize) -> Vec<String> {
        let pieces = pieces.iter().map(|piece| piece.to_vec()).collect();
        let mut reader = Lines::new(Pieces(pieces), limit);
        let mut chunk = Vec::new();
        let mut found = Vec::new();
        while reader.fill(&mut chunk).unwrap() {
            found.push(String::from_utf8(chunk.clone()).unwrap());
        }
        found
    }

    #[test]
    fn each_read_hands_on_its_whole_lines() {
        let table: [(&[&[u8]], &[&str]); 7] = [
            (&[b"a\n", b"b\n"], &["a\n", "b\n"]),
            (&[b"a\nb", b"c\nd\n"], &["a\n", "bc\nd\n"]),
            (&[b"a", b"b", b"c"], &["abc\n"]),
            (&[b"a\n\nb\n"], &["a\n\nb\n"]),
            (&[b"\n"], &["\n"]),
            (&[b"a\nb"], &["a\n", "b\n"]),
            (&[], &[]),
        ];
        for (pieces, expected) in table {
            assert_eq!(chunks(pieces, 100), expected, "{pieces:?}");
        }
    }

    #[test]
    fn a_line_beyond_the_limit_is_cut_and_its_rest_dropped() {
        let table: [(&[&[u8]], &[&str]); 6] = [
            (&[b"12345"], &["1234\n"]),
            (&[b"123\n"], &["123\n"]),
            (&[b"12345", b"6789\na\n"], &["1234\n", "a\n"]),
            (&[b"12345", b"6789", b"0\na", b"b\n"], &["1234\n", "ab\n"]),
            (&[b"a\n12345", b"6\n"], &["a\n", "123456\n"]),
            (&[b"12345", b"6789"], &["1234\n"]),
        ];
        for (pieces, expected) in table {
            assert_eq!(chunks(pieces, 3), expected, "{pieces:?}");
        }
    }

    #[test]
    fn lines_of_a_chunk_lose_their_ends() {
        let of = |chunk: &'static str| lines(chunk.as_bytes()).map(|line| std::str::from_utf8(line).unwrap()).collect::<Vec<_>>();
        assert_eq!(of("a\r\n\nb\n"), ["a", "", "b"]);
        assert_eq!(of("\n"), [""]);
        assert!(of("").is_empty());
    }
}
