//! A command line of bash as it stands at the cursor.
//!
//! bash hands over words that are split at `:`, `=` and `@`, too, and forgets where. So the line is split again, by blanks alone,
//! and quotes and backslashes are taken off. Nothing is expanded: that could run a command.

/// The words of a line up to the cursor; the last one is being typed, and may be empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) words: Vec<String>,
    /// Whether the cursor is between quotes.
    pub(super) is_quoted: bool,
}

impl Line {
    /// Splits a line.
    pub(super) fn split(line: &str) -> Self {
        let mut words = vec![String::new()];
        let mut quote = None;
        let mut letters = line.trim_start().chars();
        while let Some(letter) = letters.next() {
            let literal = match (quote, letter) {
                (None, '\'' | '"') => {
                    quote = Some(letter);
                    None
                }
                (Some(open), _) if letter == open => {
                    quote = None;
                    None
                }
                (None | Some('"'), '\\') => letters.next(),
                (None, ' ' | '\t' | '\n') => {
                    if words.last().is_some_and(|word| !word.is_empty()) {
                        words.push(String::new());
                    }
                    None
                }
                _ => Some(letter),
            };
            if let Some(word) = words.last_mut() {
                word.extend(literal);
            }
        }
        Self { words, is_quoted: quote.is_some() }
    }
}

/// Whether bash takes a text as it is.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(|letter| letter.is_alphanumeric() || "_-./+,@%:=^".contains(letter))
}

/// A text as bash reads it back.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if !is_plain(letter.encode_utf8(&mut [0; 4])) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_at_blanks_outside_of_quotes() {
        let table: [(&str, &[&str], bool); 9] = [
            ("authctl user disable jo", &["authctl", "user", "disable", "jo"], false),
            ("  authctl  user ", &["authctl", "user", ""], false),
            ("authctl --db=a:b@c jo", &["authctl", "--db=a:b@c", "jo"], false),
            ("authctl 'a b' \"c d\" e", &["authctl", "a b", "c d", "e"], false),
            ("authctl a\\ b\\'c", &["authctl", "a b'c"], false),
            ("authctl 'jo", &["authctl", "jo"], true),
            ("authctl \"a\\\"b", &["authctl", "a\"b"], true),
            ("authctl 'a\\", &["authctl", "a\\"], true),
            ("", &[""], false),
        ];
        for (line, words, is_quoted) in table {
            let expected = Line { words: words.iter().map(ToString::to_string).collect(), is_quoted };
            assert_eq!(Line::split(line), expected, "{line}");
        }
    }

    #[test]
    fn what_is_escaped_is_read_back_as_it_was() {
        for text in ["$(reboot)", "a b", "`x`", "a'b\"c", "\\", "*", "~", "!x", "#", "ünï", "a;b&c|d"] {
            assert_eq!(Line::split(&escaped(text)).words, [text], "{text}");
        }
        assert_eq!(escaped("$(reboot)"), "\\$\\(reboot\\)");
        assert_eq!(escaped("ann@example.com"), "ann@example.com");
    }
}
