//! The place of a fault: the text around it, and the column to point at.

use super::Safe;

/// Characters shown before and after the place of a long input.
const AROUND: usize = 28;

/// The text around a byte of the input, what is left out elided, and the column of that byte in it. Never more than half of the
/// input: it may be a secret.
pub(crate) fn excerpt(input: &[u8], offset: usize) -> Option<(String, usize)> {
    if input.is_empty() || offset > input.len() {
        return None;
    }
    let around = input.len().div_euclid(4).clamp(4, AROUND);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (before, after) = input.split_at(offset);
    let (before, after) = (text(before), text(after));
    let skipped = before.chars().count().saturating_sub(around);
    let lead = if skipped > 0 { "…" } else { "" };
    let shown: String = before.chars().skip(skipped).collect();
    let shown = format!("{lead}{}", Safe(&shown));
    let column = shown.chars().count();
    let rest: String = after.chars().take(around).collect();
    let tail = if after.chars().nth(around).is_some() { "…" } else { "" };
    Some((format!("{shown}{}{tail}", Safe(&rest)), column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_the_byte() {
        let long = "a".repeat(100) + "!" + &"b".repeat(100);
        let table = [
            ("abc", 0, "abc", 0),
            ("abc", 2, "abc", 2),
            ("abc", 3, "abc", 3),
            ("\u{1b}x!", 2, "\\u{1b}x!", 7),
            ("é!", 2, "é!", 1),
        ];
        for (input, offset, shown, column) in table {
            assert_eq!(excerpt(input.as_bytes(), offset), Some((shown.to_owned(), column)), "{input:?}");
        }
        let (shown, column) = excerpt(long.as_bytes(), 100).unwrap();
        assert_eq!(shown, format!("…{}!{}…", "a".repeat(28), "b".repeat(27)));
        assert_eq!(column, 29);
        assert_eq!(excerpt(b"", 0), None);
        assert_eq!(excerpt(b"a", 2), None);
    }
}
