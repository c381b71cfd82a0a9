//! What stands at the edges of the input: nothing at all, white space, quotes, punctuation, other text (EMPTY, `LITERAL_NULL`,
//! `OUTER_WS`, QUOTED, `TRAILING_PUNCT`).

use super::{
    input::Outcome,
    text::{Text, begins_like_token, count_dots, find_tokens, is_complete, is_loose_token_byte},
};
use crate::token::{Code, Diagnostic, Segment};

/// No byte is left, or none but white space.
pub(super) fn empty<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    text.as_str().chars().all(is_blank).then(|| {
        Outcome::Foreign(
            Diagnostic::error(Code::Empty, "there is no token: nothing was handed over")
                .within(Segment::Input)
                .at(text.offset(0))
                .advising(
                    "the program before this one printed nothing: look at its exit status and at the path it was asked for",
                ),
        )
    })
}

/// White space, and the byte order mark that some editors put first.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}' || c == '\0'
}

/// White space or a byte order mark around the token.
pub(super) fn outer_whitespace<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let start = whole.len().saturating_sub(whole.trim_start_matches(is_blank).len());
    let mut end = whole.trim_end_matches(is_blank).len();
    for literal in ["\\r\\n", "\\n"] {
        if let Some(rest) = whole.get(..end).and_then(|rest| rest.strip_suffix(literal)) {
            end = rest.len();
        }
    }
    if start == 0 && end == whole.len() {
        return None;
    }
    let first = if start > 0 { 0 } else { end };
    let what =
        if whole.starts_with('\u{FEFF}') { "a byte order mark stands before the token" } else { "white space around the token" };
    Some(Outcome::Unwrapped {
        name: "outer-whitespace",
        diagnostic: Diagnostic::info(Code::OuterWs, what)
            .within(Segment::Input)
            .at(text.offset(first))
            .advising("it was taken off here; other readers may not do so"),
        text: text.slice(start..end),
    })
}

/// How programs print a value that is not there, in lower case.
const ABSENT: &[&str] = &[
    "null",
    "undefined",
    "none",
    "nil",
    "nan",
    "<nil>",
    "(null)",
    "(nil)",
    "%!s(<nil>)",
    "true",
    "false",
    "{}",
    "[]",
    "[object object]",
    "[object promise]",
    "[object response]",
    "promise { <pending> }",
    "<none>",
    "<empty>",
    "<unset>",
];

/// The text that a program prints when it has no token, or a placeholder that was never filled in.
pub(super) fn literal_null<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let cause = if ABSENT.iter().any(|absent| whole.eq_ignore_ascii_case(absent)) {
        "the program that made the request had no token in its variable"
    } else if is_placeholder(whole) {
        "a placeholder was handed over unfilled: is the variable set, and did the shell or the template expand it?"
    } else {
        return None;
    };
    Some(Outcome::Foreign(
        Diagnostic::error(Code::LiteralNull, format!("the input is the literal text `{whole}`, not a token"))
            .within(Segment::Input)
            .at(text.offset(0))
            .advising(cause),
    ))
}

/// `$TOKEN`, `${TOKEN}`, `%TOKEN%`, `{{token}}`, `<token>`, `YOUR_TOKEN`: a name in the marks of a template.
fn is_placeholder(text: &str) -> bool {
    const MARKS: &[(&str, &str)] =
        &[("${{", "}}"), ("${", "}"), ("$(", ")"), ("$", ""), ("{{", "}}"), ("<", ">"), ("%", "%"), ("{", "}")];
    let is_name = |name: &str| {
        let name = name.trim();
        (1..=40).contains(&name.len())
            && !begins_like_token(name)
            && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
    };
    let inner = MARKS.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    match inner {
        Some(name) => is_name(name),
        None => is_name(text) && text.len() >= 8 && text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("your")),
    }
}

/// Pairs of quotes and brackets, with what to call them.
const PAIRS: &[(&str, &str, &str)] = &[
    ("b\"", "\"", "the marks of a Python bytes literal"),
    ("b'", "'", "the marks of a Python bytes literal"),
    ("\\\"", "\\\"", "escaped quotes"),
    ("\"", "\"", "double quotes"),
    ("'", "'", "single quotes"),
    ("`", "`", "backticks"),
    ("\u{201C}", "\u{201D}", "typographic quotes"),
    ("\u{201E}", "\u{201C}", "typographic quotes"),
    ("\u{2018}", "\u{2019}", "typographic quotes"),
    ("\u{AB}", "\u{BB}", "typographic quotes"),
    ("<", ">", "angle brackets"),
    ("(", ")", "parentheses"),
    ("[", "]", "brackets"),
    ("{", "}", "braces"),
];

/// Quotes or brackets around the token, however many, or an opening one that has lost its partner.
pub(super) fn quoted<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let (open, close, name) = *PAIRS.iter().find(|(open, _, _)| whole.starts_with(open))?;
    let (mut start, mut inner) = (0_usize, whole);
    while let Some(within) = inner.strip_prefix(open) {
        start = start.saturating_add(open.len());
        inner = within.strip_suffix(close).unwrap_or(within);
    }
    let message = if whole.len() > open.len() && whole.ends_with(close) {
        format!("the token is wrapped in {name}")
    } else {
        format!("one of {name} opens before the token and does not close after it")
    };
    Some(Outcome::Unwrapped {
        name: "quoted",
        diagnostic: Diagnostic::warning(Code::Quoted, message)
            .within(Segment::Input)
            .at(text.offset(0))
            .advising("hand over the bare value: `jq -r` prints it so, and many readers of .env files keep the quotes"),
        text: text.slice(start..start.saturating_add(inner.len())),
    })
}

/// What ends a clause, a list item, a string or a line around a token. A dot is a case of its own.
const PUNCTUATION: &[char] = &[
    ',', ';', ':', ')', ']', '}', '>', '"', '\'', '`', '%', '!', '?', '\\', '|', '$', '#', '&', '*', '\u{201C}', '\u{201D}',
    '\u{2019}', '\u{BB}',
];

/// Punctuation after the token that came along when it was copied. The dot that ends a sentence is the third of a token, never the
/// second: `header.payload.` is an unsecured token (RFC 7519 section 6.1).
pub(super) fn stray_punctuation<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let mut end = whole.len();
    let mut dots = count_dots(whole);
    loop {
        let rest = whole.get(..end)?;
        let shorter = match rest.strip_suffix('.') {
            Some(shorter) if dots == 3 => {
                dots = 2;
                shorter
            }
            _ => rest.strip_suffix(PUNCTUATION).unwrap_or(rest),
        };
        if shorter.len() == end {
            break;
        }
        end = shorter.len();
    }
    let start = whole.len().saturating_sub(whole.trim_start_matches([',', ';', ':', '=', '|', '>', '*']).len());
    if (start == 0 && end == whole.len()) || start >= end {
        return None;
    }
    let first = if end < whole.len() { end } else { 0 };
    let sign = whole.get(first..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    let place = if end < whole.len() { "after" } else { "before" };
    let hint = match sign {
        '%' => "zsh prints a % where output ends without a line break; it is no part of the token",
        _ => "it came along from the text around the token; it was left out here",
    };
    Some(Outcome::Unwrapped {
        name: "trailing-punctuation",
        diagnostic: Diagnostic::warning(Code::TrailingPunct, format!("a stray `{sign}` stands {place} the token"))
            .within(Segment::Input)
            .at(text.offset(first))
            .advising(hint),
        text: text.slice(start..end),
    })
}

/// One whole token in other text, as in a mail or a line of a log. Words after it that may be its own tail are left to
/// [`super::copying::inner_space`].
pub(super) fn surrounding_text<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    if !whole.contains(char::is_whitespace) {
        return None;
    }
    let found = find_tokens(whole);
    let [place] = found.as_slice() else { return None };
    let token = whole.get(place.clone())?;
    let after = whole.get(place.end..)?;
    let may_go_on = !is_complete(token, after) && after.trim().bytes().all(|b| is_loose_token_byte(b) || b.is_ascii_whitespace());
    let end = if may_go_on { whole.len() } else { place.end };
    if place.start == 0 && end == whole.len() {
        return None;
    }
    Some(Outcome::Unwrapped {
        name: "surrounding-text",
        diagnostic: Diagnostic::info(Code::OuterWs, "the token stands between other words")
            .within(Segment::Input)
            .at(text.offset(place.start))
            .advising("only the token was taken; hand it over alone"),
        text: text.slice(place.start..end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of the text, by the rule's own account.
    fn left(rule: fn(&Text<'static>) -> Option<Outcome<'static>>, text: &'static str) -> Option<(String, usize)> {
        match rule(&Text::new(text.into()))? {
            Outcome::Unwrapped { text, diagnostic, .. } => Some((text.as_str().to_owned(), diagnostic.offset.unwrap())),
            Outcome::Foreign(d) => Some((d.code.name().to_owned(), d.offset.unwrap())),
            _ => panic!("another outcome"),
        }
    }

    #[test]
    fn nothing_and_blanks_are_empty() {
        for text in ["", " ", "\n\t ", "\u{FEFF}", "\u{A0}"] {
            assert!(left(empty, text).is_some(), "{text:?}");
        }
        assert!(left(empty, "x").is_none());
    }

    #[test]
    fn whitespace_goes_from_both_ends() {
        let table = [
            (" a.b.c", "a.b.c", 0),
            ("a.b.c \n", "a.b.c", 5),
            ("\u{FEFF}a.b.c", "a.b.c", 0),
            ("\u{A0}a.b.c\u{A0}", "a.b.c", 0),
            ("a.b.c\\n", "a.b.c", 5),
        ];
        for (text, token, offset) in table {
            assert_eq!(left(outer_whitespace, text), Some((token.to_owned(), offset)), "{text:?}");
        }
        assert!(left(outer_whitespace, "a.b.c").is_none());
    }

    #[test]
    fn absent_values_and_placeholders_are_literal() {
        for text in [
            "null",
            "undefined",
            "None",
            "[object Object]",
            "NaN",
            "$TOKEN",
            "${ACCESS_TOKEN}",
            "{{ token }}",
            "<token>",
            "YOUR_JWT_HERE",
        ] {
            assert!(left(literal_null, text).is_some(), "{text}");
        }
        for text in ["eyJhbGciOiJIUzI1NiJ9", "<eyJhbGciOiJIUzI1NiJ9>", "token", "nullable", "$2b$12$abc"] {
            assert!(left(literal_null, text).is_none(), "{text}");
        }
    }

    #[test]
    fn quotes_go_in_pairs_or_alone() {
        let table = [
            ("\"a.b.c\"", "a.b.c"),
            ("'a'", "a"),
            ("`a`", "a"),
            ("\u{201C}a\u{201D}", "a"),
            ("b'a'", "a"),
            ("<a>", "a"),
            ("\\\"a\\\"", "a"),
            ("\"a", "a"),
            ("(a)", "a"),
        ];
        for (text, token) in table {
            assert_eq!(left(quoted, text), Some((token.to_owned(), 0)), "{text}");
        }
        assert!(left(quoted, "a\"").is_none());
    }

    #[test]
    fn punctuation_goes_but_not_the_dot_of_an_unsecured_token() {
        let table = [
            ("a.b.c,", "a.b.c", 5),
            ("a.b.c%", "a.b.c", 5),
            ("a.b.c.", "a.b.c", 5),
            ("a.b..", "a.b.", 4),
            ("a.b.c\"),", "a.b.c", 5),
            (":a.b.c", "a.b.c", 0),
        ];
        for (text, token, offset) in table {
            assert_eq!(left(stray_punctuation, text), Some((token.to_owned(), offset)), "{text}");
        }
        for text in ["a.b.", "a.b.c", "a.b.c=", "a.b.c-_"] {
            assert!(left(stray_punctuation, text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_token_is_taken_out_of_a_sentence() {
        const IN_MAIL: &str = "my token is eyJhbGciOiJ9.eyJ9.abc and it fails, why?";
        assert_eq!(left(surrounding_text, IN_MAIL), Some(("eyJhbGciOiJ9.eyJ9.abc".to_owned(), 12)));
        assert_eq!(left(surrounding_text, "eyJhbGciOiJ9.eyJ9.abc def"), None);
    }
}
