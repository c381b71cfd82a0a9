//! Where something stands in a seed.

use std::{fmt, sync::Arc};

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as the reader calls it.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// `FILE:LINE:COLUMN`, which editors understand.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A text, to find the places of its bytes.
pub(super) struct Text<'a> {
    whole: &'a str,
    file: Arc<str>,
    /// Where each line begins.
    starts: Vec<usize>,
}

impl<'a> Text<'a> {
    pub(super) fn new(text: &'a str, file: &Arc<str>) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at.saturating_add(1));
        Self { whole: text, file: file.clone(), starts: std::iter::once(0).chain(after).collect() }
    }

    /// The place of a byte.
    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let column = self.whole.get(start..offset).map_or(0, |before| before.chars().count());
        Place { file: self.file.clone(), line, column: column.saturating_add(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_characters_count_from_one() {
        let text = Text::new("é = 1\r\n\nx", &"f".into());
        for (offset, place) in [(0, "f:1:1"), (3, "f:1:3"), (8, "f:2:1"), (9, "f:3:1"), (10, "f:3:2")] {
            assert_eq!(text.place(offset).to_string(), place, "{offset}");
        }
    }
}
