//! From what was pasted to the token: the input stage.
//!
//! [`extract`] applies the rules of a table again and again until none applies. A rule takes off one wrapping that is safe to take
//! off (reported under `normalised`), or takes out something that should not be there so that the rest can be shown (an error), or
//! recognises that this is no token at all (an error, and the end).

use std::{borrow::Cow, fmt};

use super::{
    copying, edges, encoding, foreign, http, json_envelope, serialization,
    text::{Origin, Text, begins_like_token, is_token_byte},
};
use crate::token::{
    Code, Diagnostic, Segment, Severity,
    segments::{Split, split},
};

/// The largest input that is looked into, in bytes: 256 KiB. No server takes a header of that size.
pub const LARGEST_INPUT: usize = 256 << 10;
/// The size, in bytes, from which on a token is called too big. Proxies mostly stop at 8 KiB.
const BIG_TOKEN: usize = 64 << 10;

/// No wrapping nests deeper: a quoted header line in a quoted JSON envelope takes five rounds.
const ROUNDS: usize = 12;

/// What is known about how the input came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InputHints {
    /// It was typed or pasted into a terminal, which cuts long lines.
    pub from_terminal: bool,
    /// It is to be verified: what changes the token's own bytes, as rejoining lines does, is an error then.
    pub for_verification: bool,
}

/// What was found in the input.
#[derive(Clone)]
#[non_exhaustive]
pub struct Extraction<'a> {
    /// The token, or what comes nearest to it.
    pub token: Cow<'a, str>,
    /// What was taken off, outermost first, by kebab-case names.
    pub normalised: Vec<&'static str>,
    /// What was found, the root cause first.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether this is no token at all, so that looking into it would only confuse.
    pub is_foreign: bool,
    origin: Origin,
}

impl Extraction<'_> {
    /// The offset in the input of the token's byte at `at`.
    #[must_use]
    pub fn offset(&self, at: usize) -> usize {
        self.origin.of(at)
    }

    /// Whether something was found because of which the token cannot be accepted.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }
}

impl fmt::Debug for Extraction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Extraction")
            .field("token", &format_args!("[{} bytes]", self.token.len()))
            .field("normalised", &self.normalised)
            .field("diagnostics", &self.diagnostics)
            .field("is_foreign", &self.is_foreign)
            .finish_non_exhaustive()
    }
}

/// What a rule of the input stage makes of a text.
pub(super) enum Outcome<'a> {
    /// This is no token.
    Foreign(Diagnostic),
    /// A wrapping came off that the token can be accepted without.
    Unwrapped { name: &'static str, diagnostic: Diagnostic, text: Text<'a> },
    /// The token's own bytes had to be changed: good enough to look at it, not to accept it.
    Recovered { name: &'static str, diagnostic: Diagnostic, text: Text<'a> },
    /// Something that cannot be repaired was taken out, so that the rest can be shown.
    Patched { diagnostic: Diagnostic, text: Text<'a> },
}

/// A rule of the input stage: silent, or what it makes of the text.
type Rule = for<'a> fn(&Text<'a>) -> Option<Outcome<'a>>;

/// The order in which the rules are tried. The first that applies wins, and its result is tried from the top again: first what
/// says that there is nothing to look at, then envelopes from the outside in, then what copying did, then whole encodings.
const RULES: &[Rule] = &[
    edges::empty,
    edges::outer_whitespace,
    edges::literal_null,
    serialization::jws_json,
    json_envelope::json_wrapper,
    foreign::known,
    http::basic_credentials,
    http::header_line,
    http::scheme,
    http::url_or_form,
    copying::elided,
    edges::quoted,
    serialization::sd_jwt,
    copying::several_tokens,
    edges::surrounding_text,
    encoding::url_encoded,
    copying::invisible,
    copying::line_wrapped,
    copying::inner_space,
    edges::stray_punctuation,
    encoding::hex,
    encoding::base64_again,
    foreign::identifier,
    copying::typographic,
];

/// Finds the token in what was handed over, and says what stood around it.
///
/// A clean compact token costs one look at its bytes and is not copied.
#[must_use]
pub fn extract(input: &[u8], hints: InputHints) -> Extraction<'_> {
    if input.len() > LARGEST_INPUT {
        return too_big();
    }
    let mut work = Work { normalised: Vec::new(), diagnostics: Vec::new(), is_foreign: false, strict: hints.for_verification };
    let text = match std::str::from_utf8(input) {
        Ok(text) => {
            let line = without_line_end(text);
            if is_clean(line) && !(hints.from_terminal && copying::is_terminal_limit(text)) {
                return untouched(line);
            }
            Text::new(Cow::Borrowed(line))
        }
        Err(_) => work.bytes(input),
    };
    let text = work.unwrap(text);
    work.finish(text, input, hints)
}

/// The text without the one line break that ends a text file: that is not worth a word.
fn without_line_end(text: &str) -> &str {
    let line = text.strip_suffix('\n').unwrap_or(text);
    line.strip_suffix('\r').unwrap_or(line)
}

/// Two dots, no segment empty, every byte in its place, and not big: nothing that a rule could have to say.
fn is_clean(text: &str) -> bool {
    let Split::Compact(compact) = split(text) else { return false };
    let is_whole = compact.parts().iter().all(|part| !part.text.is_empty());
    // Without an early end the compiler looks at many bytes at once.
    let is_token = || text.bytes().fold(true, |clean, byte| clean & is_token_byte(byte));
    begins_like_token(text) && text.len() <= BIG_TOKEN && is_whole && is_token()
}

fn untouched(text: &str) -> Extraction<'_> {
    Extraction {
        token: Cow::Borrowed(text),
        normalised: Vec::new(),
        diagnostics: Vec::new(),
        is_foreign: false,
        origin: Origin::Shift(0),
    }
}

fn too_big() -> Extraction<'static> {
    let diagnostic = Diagnostic::error(
        Code::TooBig,
        format!("input of more than {} KiB is too big to be a token: it is not looked into", LARGEST_INPUT >> 10),
    )
    .within(Segment::Input)
    .at(LARGEST_INPUT)
    .advising("was a file or a log handed over in place of a token?");
    Extraction { diagnostics: vec![diagnostic], is_foreign: true, ..untouched("") }
}

/// The findings while the rules are applied.
struct Work {
    normalised: Vec<&'static str>,
    diagnostics: Vec<Diagnostic>,
    is_foreign: bool,
    strict: bool,
}

impl Work {
    /// Turns bytes that are not UTF-8 into text.
    fn bytes<'a>(&mut self, input: &'a [u8]) -> Text<'a> {
        if let Some(text) = encoding::utf16(input).and_then(|outcome| self.take(outcome)) {
            return text;
        }
        if let Some(diagnostic) = foreign::binary(input) {
            self.note(diagnostic);
            self.is_foreign = true;
        }
        encoding::lossy(input)
    }

    /// Applies the rules until none applies.
    fn unwrap<'a>(&mut self, mut text: Text<'a>) -> Text<'a> {
        for _ in 0..ROUNDS {
            if self.is_foreign {
                break;
            }
            let Some(outcome) = RULES.iter().find_map(|rule| rule(&text)) else { break };
            match self.take(outcome) {
                Some(next) => text = next,
                None => break,
            }
        }
        text
    }

    /// Books what a rule said; the text to go on with, if any.
    fn take<'a>(&mut self, outcome: Outcome<'a>) -> Option<Text<'a>> {
        match outcome {
            Outcome::Foreign(diagnostic) => {
                self.note(diagnostic);
                self.is_foreign = true;
                None
            }
            Outcome::Unwrapped { name, diagnostic, text } => {
                self.note(diagnostic);
                self.name(name);
                Some(text)
            }
            Outcome::Recovered { name, mut diagnostic, text } => {
                if self.strict {
                    diagnostic.severity = Severity::Error;
                }
                self.note(diagnostic);
                self.name(name);
                Some(text)
            }
            Outcome::Patched { diagnostic, text } => {
                self.note(diagnostic);
                Some(text)
            }
        }
    }

    fn name(&mut self, name: &'static str) {
        if !self.normalised.contains(&name) {
            self.normalised.push(name);
        }
    }

    /// Quotes within quotes are one finding, not two.
    fn note(&mut self, diagnostic: Diagnostic) {
        if !self.diagnostics.iter().any(|d| d.code == diagnostic.code) {
            self.diagnostics.push(diagnostic);
        }
    }

    fn finish<'a>(mut self, text: Text<'a>, input: &[u8], hints: InputHints) -> Extraction<'a> {
        if !self.is_foreign {
            self.diagnostics.extend(copying::cut_by_terminal(input, text.as_str(), hints));
            self.diagnostics.extend(big(text.as_str()));
        }
        super::conclude(&mut self.diagnostics);
        let (token, origin) = text.into_parts();
        Extraction { token, normalised: self.normalised, diagnostics: self.diagnostics, is_foreign: self.is_foreign, origin }
    }
}

fn big(token: &str) -> Option<Diagnostic> {
    (token.len() > BIG_TOKEN).then(|| {
        Diagnostic::warning(Code::TooBig, format!("token is {} KiB; most proxies refuse headers past 8 KiB", token.len() >> 10))
            .within(Segment::Input)
            .advising("leave out claims that the reader can look up")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    #[test]
    fn a_clean_token_is_handed_on_uncopied() {
        let found = extract(TOKEN.as_bytes(), InputHints::default());
        assert!(matches!(found.token, Cow::Borrowed(TOKEN)));
        assert!(found.normalised.is_empty() && found.diagnostics.is_empty());
    }

    #[test]
    fn wrappings_compose() {
        let table = [
            (format!("Authorization: Bearer \"{TOKEN}\"\n"), vec!["header-line", "bearer-prefix", "quoted"]),
            (format!("\"Bearer {TOKEN}\","), vec!["quoted", "bearer-prefix", "trailing-punctuation"]),
            (format!(" '{{\"access_token\":\"{TOKEN}\"}}' "), vec!["outer-whitespace", "quoted", "json-wrapper"]),
            (format!("curl -H 'Authorization: Bearer {TOKEN}' https://example.com/"), vec!["header-line", "bearer-prefix"]),
            (format!("Bearer%20{TOKEN}%0A").replace('.', "%2E"), vec!["url-encoded", "outer-whitespace", "bearer-prefix"]),
        ];
        for (input, names) in table {
            let found = extract(input.as_bytes(), InputHints::default());
            assert_eq!(found.token, TOKEN, "{input}");
            assert_eq!(found.normalised, names, "{input}");
            assert!(!found.is_refused(), "{found:?}");
            let start = input.find("eyJ").unwrap();
            assert_eq!(found.offset(0), start);
        }
    }

    #[test]
    fn sixteen_megabytes_are_refused_unread() {
        let input = vec![b'a'; 16 << 20];
        let found = extract(&input, InputHints::default());
        assert_eq!(found.diagnostics[0].code, Code::TooBig);
        assert!(found.is_refused() && found.token.is_empty());
    }
}
