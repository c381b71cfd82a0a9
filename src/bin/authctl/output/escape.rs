//! Text that came from others, made harmless for a terminal.

use std::fmt::{self, Write};

/// Whether a character could drive a terminal or fool a reader: C0, DEL, C1, bidirectional controls, zero-width characters, line
/// and paragraph separators, the byte order mark (contract, section 3).
pub(crate) const fn is_hostile(c: char) -> bool {
    matches!(
        c,
        '\u{0}'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{AD}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

/// Displays a text with every hostile character as `\u{…}`.
pub(crate) struct Safe<'a>(pub(crate) &'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.chars().any(is_hostile) {
            return f.pad(self.0);
        }
        let mut shown = String::with_capacity(self.0.len());
        for c in self.0.chars() {
            push(&mut shown, c);
        }
        f.pad(&shown)
    }
}

/// The same for text of several lines: line feeds stay.
pub(crate) fn escape_lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' { shown.push(c) } else { push(&mut shown, c) }
    }
    shown
}

fn push(shown: &mut String, c: char) {
    if is_hostile(c) {
        let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
    } else {
        shown.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_drives_a_terminal_is_escaped() {
        let table = [
            ("plain ünïcode 日本", "plain ünïcode 日本"),
            ("\u{1b}[31m", "\\u{1b}[31m"),
            ("a\nb", "a\\u{a}b"),
            ("\u{9b}x\u{7f}", "\\u{9b}x\\u{7f}"),
            ("\u{202e}gpj\u{2066}", "\\u{202e}gpj\\u{2066}"),
            ("\u{200b}\u{2028}\u{feff}", "\\u{200b}\\u{2028}\\u{feff}"),
        ];
        for (raw, shown) in table {
            assert_eq!(Safe(raw).to_string(), shown);
        }
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(escape_lines("a\n\rb"), "a\n\\u{d}b");
    }
}
