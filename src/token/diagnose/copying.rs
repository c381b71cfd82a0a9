//! What copying does to a token: masks, line wraps, spaces, invisible and typographic characters, terminals that cut, several
//! tokens at once (ELIDED, `INNER_NEWLINE`, `INNER_SPACE`, INVISIBLE, `SMART_CHARS`, `TTY_TRUNCATED`, `MULTIPLE_TOKENS`).

use std::{iter::Peekable, ops::Range, str::CharIndices};

use super::{
    input::{InputHints, Outcome},
    text::{Text, count_dots, find_tokens, is_complete},
};
use crate::token::{Code, Diagnostic, Segment};

/// What stands for the part of a token that a log or a CI system left out, in lower case.
const MASKS: &[&str] = &[
    "...",
    "***",
    "\u{2022}\u{2022}\u{2022}",
    "[redacted]",
    "<redacted>",
    "(redacted)",
    "[filtered]",
    "[masked]",
    "[secret]",
    "[hidden]",
    "[truncated]",
    "<truncated>",
    "(truncated)",
    "<snip>",
    "[snip]",
    "[removed]",
    "xxxxxxxx",
    "%masked%",
    "redacted",
];

/// A token that was shortened or masked. What is left is shown; the rest cannot be had back.
pub(super) fn elided<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let lower = whole.to_ascii_lowercase();
    let (at, mask) = MASKS.iter().filter_map(|mask| Some((lower.find(mask)?, *mask))).min()?;
    // Dots and stars in the words around a token that is whole have nothing to do with it.
    let is_apart = |place: &Range<usize>| !(place.start..=place.end).contains(&at);
    if find_tokens(whole).iter().any(is_apart) {
        return None;
    }
    let sign = mask.chars().next()?;
    let rest = lower.get(at.saturating_add(mask.len())..)?;
    let is_run = mask.chars().all(|c| c == sign);
    let end = lower.len().saturating_sub(if is_run { rest.trim_start_matches(sign).len() } else { rest.len() });
    let message = format!("the token was shortened or masked: `{mask}` stands in place of a part of it");
    let diagnostic = Diagnostic::error(Code::Elided, message)
        .within(Segment::Input)
        .at(text.offset(at))
        .advising("a log or a CI system did that and it cannot be undone: fetch the token from where it is issued");
    let rest = text.without(|place, _| (at..end).contains(&place));
    let is_nothing = !rest.as_str().contains(|c: char| c.is_ascii_alphanumeric());
    Some(if is_nothing { Outcome::Foreign(diagnostic) } else { Outcome::Patched { diagnostic, text: rest } })
}

/// More tokens than one. The first is shown.
pub(super) fn several_tokens<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let found = find_tokens(text.as_str());
    let (first, second) = (found.first()?, found.get(1)?);
    Some(Outcome::Patched {
        diagnostic: Diagnostic::error(
            Code::MultipleTokens,
            format!("the input holds {} tokens; only the first is shown", found.len()),
        )
        .within(Segment::Input)
        .at(text.offset(second.start))
        .advising("hand them over as separate arguments, or one a line"),
        text: text.slice(first.clone()),
    })
}

/// Characters that show nothing and change everything: zero-width, soft hyphen, bidirectional controls, tags, control characters.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// Invisible characters within the text, and the colour codes of a terminal.
pub(super) fn invisible<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let (at, first) = whole.char_indices().find(|&(_, c)| is_invisible(c))?;
    let mut unwanted = Vec::new();
    let mut characters = whole.char_indices().peekable();
    while let Some((place, c)) = characters.next() {
        if is_invisible(c) {
            unwanted.push(place);
            if c == '\u{1B}' {
                unwanted.extend(control_sequence(&mut characters));
            }
        }
    }
    let message = if first == '\u{1B}' {
        "a terminal's colour codes stand in the token".to_owned()
    } else {
        format!("an invisible character, U+{:04X}, stands in the token", u32::from(first))
    };
    Some(Outcome::Patched {
        diagnostic: Diagnostic::error(Code::Invisible, message)
            .within(Segment::Input)
            .at(text.offset(at))
            .advising("chats, word processors and web pages put it there: copy the token again, as plain text"),
        text: text.without(|place, _| unwanted.binary_search(&place).is_ok()),
    })
}

/// The rest of a control sequence after its escape character: `[`, parameters, a final letter (ECMA-48 section 5.4).
fn control_sequence(characters: &mut Peekable<CharIndices<'_>>) -> Vec<usize> {
    let mut places = Vec::new();
    if let Some((place, _)) = characters.next_if(|&(_, c)| c == '[') {
        places.push(place);
        while let Some((place, _)) = characters.next_if(|&(_, c)| c.is_ascii_digit() || matches!(c, ';' | ':' | '?')) {
            places.push(place);
        }
        places.extend(characters.next_if(|&(_, c)| c.is_ascii_alphabetic()).map(|(place, _)| place));
    }
    places
}

/// Line breaks within the token, with the indentation and the continuation signs beside them.
pub(super) fn line_wrapped<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let at = whole.find(['\n', '\r'])?;
    let lines = whole.lines().count();
    let width = whole.get(..at)?.chars().count();
    let mut keep: Vec<(char, usize)> = Vec::with_capacity(whole.len());
    let mut start = 0_usize;
    let mut pieces = whole.split(['\n', '\r']).peekable();
    while let Some(piece) = pieces.next() {
        let after = pieces.peek().map(|next| next.trim_start());
        let mut line = if after.is_some() { piece.trim_end_matches([' ', '\t', '\\']) } else { piece };
        // RFC 2045 section 6.7: a "=" at the end of a line of quoted-printable text is a soft line break.
        if width >= 70 && after.is_some_and(|next| !next.starts_with('.')) {
            line = line.strip_suffix('=').unwrap_or(line);
        }
        let indent = if start > 0 { line.len().saturating_sub(line.trim_start_matches([' ', '\t']).len()) } else { 0 };
        let body = line.get(indent..).unwrap_or_default();
        keep.extend(body.char_indices().map(|(place, c)| (c, start.saturating_add(indent).saturating_add(place))));
        start = start.saturating_add(piece.len()).saturating_add(1);
    }
    Some(Outcome::Recovered {
        name: "inner-newline",
        diagnostic: Diagnostic::warning(Code::InnerNewline, format!("the token is broken over {lines} lines, at column {width}"))
            .within(Segment::Input)
            .at(text.offset(at))
            .advising("the lines were joined here; stop what wraps them: `base64 -w0`, or a wider terminal"),
        text: text.rebuilt(keep),
    })
}

/// Spaces within the token.
pub(super) fn inner_space<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let is_space = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r');
    let whole = text.as_str();
    let at = whole.find(is_space)?;
    let count = whole.chars().filter(|&c| is_space(c)).count();
    let offset = text.offset(at);
    let message = if count == 1 {
        format!("the token contains a space at byte {offset}")
    } else {
        format!("the token contains {count} spaces, the first at byte {offset}")
    };
    Some(Outcome::Patched {
        diagnostic: Diagnostic::error(Code::InnerSpace, message).within(Segment::Input).at(offset).advising(
            "either form decoding made it of a `+`, or it came from a PDF, a chat or a wrapped line: copy the token again",
        ),
        text: text.without(|_, c| is_space(c)),
    })
}

/// Letters and signs that auto-correction or a look-alike alphabet puts in the place of ASCII, with what they stand for.
const LOOK_ALIKES: &[(&str, &str)] = &[
    ("\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{FE63}", "--------"),
    ("\u{410}\u{412}\u{415}\u{41A}\u{41C}\u{41D}\u{41E}\u{420}\u{421}\u{422}\u{425}\u{405}\u{406}\u{408}", "ABEKMHOPCTXSIJ"),
    ("\u{430}\u{435}\u{43E}\u{440}\u{441}\u{443}\u{445}\u{455}\u{456}\u{458}\u{501}\u{4BB}", "aeopcyxsijdh"),
    (
        "\u{391}\u{392}\u{395}\u{396}\u{397}\u{399}\u{39A}\u{39C}\u{39D}\u{39F}\u{3A1}\u{3A4}\u{3A5}\u{3A7}\u{3BF}\u{3BD}",
        "ABEZHIKMNOPTYXov",
    ),
];

/// The ASCII character that a look-alike stands for.
fn look_alike(c: char) -> Option<char> {
    if let '\u{FF01}'..='\u{FF5E}' = c {
        return char::from_u32(u32::from(c).saturating_sub(0xFEE0));
    }
    LOOK_ALIKES
        .iter()
        .find_map(|(signs, plain)| signs.chars().zip(plain.chars()).find_map(|(sign, plain)| (sign == c).then_some(plain)))
}

/// Whether the character is what typing aids, fonts or look-alike alphabets make of ASCII.
const fn is_typographic(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{2212}' | '\u{370}'..='\u{52F}' | '\u{AB}' | '\u{BB}' | '\u{B7}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF01}'..='\u{FF5E}' | '\u{1D400}'..='\u{1D7FF}' | '\u{2190}'..='\u{27BF}')
}

/// Typographic characters in the token: an ellipsis, dashes, quotes, letters of other alphabets.
pub(super) fn typographic<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let (at, first) = text.as_str().char_indices().find(|&(_, c)| is_typographic(c))?;
    let (what, hint) = match first {
        '\u{2026}' => ("an ellipsis: a part of the token was left out", "fetch the token from where it is issued"),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => {
            ("a dash that auto-correction made of a hyphen", "copy the token again, as plain text")
        }
        '\u{370}'..='\u{52F}' => {
            ("a letter of another alphabet that looks like a Latin one", "was the token retyped? copy it from its source")
        }
        _ => ("a typographic character", "copy the token again, as plain text"),
    };
    let whole = text.as_str();
    let plain = whole.char_indices().filter_map(|(place, c)| {
        let c = if is_typographic(c) { look_alike(c)? } else { c };
        Some((c, place))
    });
    Some(Outcome::Patched {
        diagnostic: Diagnostic::error(Code::SmartChars, format!("U+{:04X} stands in the token, {what}", u32::from(first)))
            .within(Segment::Input)
            .at(text.offset(at))
            .advising(hint),
        text: text.rebuilt(plain),
    })
}

/// The lengths at which a terminal in canonical mode cuts a line, with and without its line break: 1024 on macOS, 4096 on Linux.
const TERMINAL_LIMITS: [usize; 4] = [1023, 1024, 4095, 4096];

/// Whether the text is as long as a line that a terminal has cut.
pub(super) fn is_terminal_limit(text: &str) -> bool {
    TERMINAL_LIMITS.contains(&text.len()) || TERMINAL_LIMITS.contains(&text.trim_end_matches(['\r', '\n']).len())
}

/// A paste that the terminal cut, unless the token is all there.
pub(super) fn cut_by_terminal(input: &[u8], token: &str, hints: InputHints) -> Option<Diagnostic> {
    if !hints.from_terminal || !std::str::from_utf8(input).is_ok_and(is_terminal_limit) {
        return None;
    }
    let is_whole = count_dots(token) == 2 && is_complete(token, "");
    (!is_whole).then(|| {
        Diagnostic::error(Code::TtyTruncated, format!("the paste ends after {} bytes, where terminals cut a line", input.len()))
            .within(Segment::Input)
            .at(input.len())
            .advising("hand the token over from a file or through a pipe")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJ9.eyJzdWIiOiJhIn0.abc";

    /// The code, its offset and what is left.
    fn left(rule: for<'a> fn(&Text<'a>) -> Option<Outcome<'a>>, text: &str) -> Option<(&'static str, usize, String)> {
        match rule(&Text::new(text.to_owned().into()))? {
            Outcome::Patched { diagnostic, text } | Outcome::Recovered { diagnostic, text, .. } => {
                Some((diagnostic.code.name(), diagnostic.offset.unwrap(), text.as_str().to_owned()))
            }
            _ => panic!("another outcome"),
        }
    }

    #[test]
    fn masks_are_found_but_not_in_the_words_around_a_token() {
        let table = [
            ("eyJhbGciOiJ9.eyJzd...abc", 18, "eyJhbGciOiJ9.eyJzdabc"),
            ("eyJhbGciOiJ9.eyJzdWIi.***", 22, "eyJhbGciOiJ9.eyJzdWIi."),
            ("eyJhbGciOiJ9.[REDACTED]", 13, "eyJhbGciOiJ9."),
            ("eyJhbGciOiJ9......", 12, "eyJhbGciOiJ9"),
            ("eyJhbGciOiJ9.eyJz...", 17, "eyJhbGciOiJ9.eyJz"),
        ];
        for (text, at, rest) in table {
            assert_eq!(left(elided, text), Some(("ELIDED", at, rest.to_owned())), "{text}");
        }
        assert_eq!(left(elided, &format!("well... here it is {TOKEN}")), None);
        assert_eq!(left(elided, TOKEN), None);
    }

    #[test]
    fn several_tokens_are_counted_and_the_first_is_kept() {
        for between in [" ", "\n", ",", "\",\""] {
            let found = left(several_tokens, &format!("{TOKEN}{between}{TOKEN}"));
            assert_eq!(found, Some(("MULTIPLE_TOKENS", TOKEN.len() + between.len(), TOKEN.to_owned())));
        }
        assert_eq!(left(several_tokens, TOKEN), None);
    }

    #[test]
    fn invisible_characters_are_named_and_taken_out() {
        for sign in ["\u{200B}", "\u{AD}", "\u{2028}", "\u{202E}", "\u{FEFF}", "\u{1}", "\u{1B}[31;1m"] {
            let (start, end) = TOKEN.split_at(9);
            assert_eq!(left(invisible, &format!("{start}{sign}{end}")), Some(("INVISIBLE", 9, TOKEN.to_owned())), "{sign:?}");
        }
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let (start, end) = TOKEN.split_at(16);
        for between in ["\n", "\r\n", "\n  ", " \\\n\t", "\n\n"] {
            assert_eq!(
                left(line_wrapped, &format!("{start}{between}{end}")).map(|f| (f.0, f.2)),
                Some(("INNER_NEWLINE", TOKEN.to_owned())),
                "{between:?}"
            );
        }
        let long = "a".repeat(75);
        assert_eq!(left(line_wrapped, &format!("{long}=\nbc")).map(|f| f.2), Some(format!("{long}bc")));
        assert_eq!(left(line_wrapped, TOKEN), None);
    }

    #[test]
    fn spaces_are_found() {
        let (start, end) = TOKEN.split_at(16);
        for between in [" ", "\t", "\u{A0}", "  "] {
            assert_eq!(
                left(inner_space, &format!("{start}{between}{end}")),
                Some(("INNER_SPACE", 16, TOKEN.to_owned())),
                "{between:?}"
            );
        }
    }

    #[test]
    fn look_alikes_are_read_as_what_they_look_like() {
        let table = [("ab\u{2013}c", 2, "ab-c"), ("\u{435}yJ", 0, "eyJ"), ("a\u{2026}b", 1, "ab"), ("\u{FF45}y", 0, "ey")];
        for (text, at, plain) in table {
            assert_eq!(left(typographic, text), Some(("SMART_CHARS", at, plain.to_owned())), "{text}");
        }
        assert_eq!(left(typographic, TOKEN), None);
    }

    #[test]
    fn a_terminal_cuts_at_its_limits_only() {
        let hints = InputHints { from_terminal: true, ..InputHints::default() };
        for length in [1023, 1024, 4095, 4096] {
            let text = format!("eyJhbGciOiJ9.{}", "a".repeat(length - 13));
            assert!(cut_by_terminal(text.as_bytes(), &text, hints).is_some(), "{length}");
            assert!(cut_by_terminal(text.as_bytes(), &text, InputHints::default()).is_none());
        }
        assert!(cut_by_terminal(TOKEN.as_bytes(), TOKEN, hints).is_none());
        let whole = format!("eyJhbGciOiJ9.{}.{}", "a".repeat(1024 - 14 - 43), "a".repeat(43));
        assert!(cut_by_terminal(whole.as_bytes(), &whole, hints).is_none());
    }
}
