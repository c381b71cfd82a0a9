//! CSV rows, whose quoted cells may hold line ends; empty lines are passed over.

use std::io::Read;

use super::{FileError, LIMIT, Place, bytes::Bytes};

pub(in crate::exchange) struct Rows<R>(pub(super) Bytes<R>);

/// Where in a row the next byte stands.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// Where a cell begins.
    Start,
    /// In a cell without quotes, or behind a quote that stands where none may be.
    Bare,
    /// In a quoted cell.
    Quoted,
    /// Behind a quote in a quoted cell: its end, or the first of two.
    Closing,
}

impl<R: Read> Rows<R> {
    pub(super) fn next(&mut self, to: &mut Vec<u8>) -> Result<Option<Place>, FileError> {
        let begin = to.len();
        loop {
            let place = self.0.place();
            if !self.row(to, begin)? {
                return Ok(None);
            }
            let row = to.get(begin..).unwrap_or_default();
            if !row.is_empty() && row != b"\r" {
                return Ok(Some(place));
            }
            to.truncate(begin);
        }
    }

    /// Appends a row without its line feed; says whether there was any.
    fn row(&mut self, to: &mut Vec<u8>, begin: usize) -> Result<bool, FileError> {
        let mut state = State::Start;
        let mut opened = self.0.place().line;
        let mut any = false;
        loop {
            let line = self.0.place().line;
            let available = self.0.available()?;
            let length = available.len();
            if length == 0 {
                // RFC 4180 knows no row that ends within quotes.
                return if state == State::Quoted { Err(FileError::OpenQuote { line: opened }) } else { Ok(any) };
            }
            any = true;
            let mut lines: u64 = 0;
            let mut end = None;
            for (index, byte) in available.iter().enumerate() {
                state = match (state, byte) {
                    (State::Quoted, b'"') => State::Closing,
                    (State::Quoted, b'\n') => {
                        lines = lines.saturating_add(1);
                        State::Quoted
                    }
                    (State::Quoted, _) | (State::Closing, b'"') => State::Quoted,
                    (_, b'\n') => {
                        end = Some(index);
                        break;
                    }
                    (_, b',') => State::Start,
                    (State::Start, b'"') => {
                        opened = line.saturating_add(lines);
                        State::Quoted
                    }
                    _ => State::Bare,
                };
            }
            if let Some(end) = end {
                self.0.take(end, Some((to, begin)));
                self.0.skip();
                return Ok(true);
            }
            self.0.take(length, Some((to, begin)));
            if state == State::Quoted && to.len().saturating_sub(begin) > LIMIT {
                return Err(FileError::OpenQuote { line: opened });
            }
        }
    }
}
