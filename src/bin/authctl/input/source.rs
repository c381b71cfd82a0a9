//! The SOURCE grammar (contract, section 2): where a secret, key, password, hash or claims text comes from.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
};

use authctl::secret::SecretBytes;
use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

use crate::failure::{Exit, Failure};

/// A parsed SOURCE, not yet read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// `-`
    Stdin,
    /// `@PATH` or `file:PATH`
    File(PathBuf),
    /// `env:NAME`
    Env(String),
    /// `fd:N`
    Fd(u32),
    /// `prompt`
    Prompt,
    /// `raw:TEXT`
    Raw(Hidden),
    /// A bare text, where the flag takes one.
    Literal(String),
    /// `b64:…` or `hex:…` around another source
    Decoded(Encoding, Box<Source>),
}

impl Source {
    /// The same, with a relative path taken from that folder.
    pub(crate) fn within(self, folder: &Path) -> Self {
        match self {
            Self::File(path) => Self::File(folder.join(path)),
            Self::Decoded(encoding, inner) => Self::Decoded(encoding, Box::new(inner.within(folder))),
            other => other,
        }
    }

    /// Where it is, in a word: never what it holds.
    pub(crate) fn origin(&self) -> String {
        match self {
            Self::Stdin => "stdin".to_owned(),
            Self::File(path) => path.display().to_string(),
            Self::Env(name) => format!("env:{name}"),
            Self::Fd(number) => format!("fd:{number}"),
            Self::Prompt => "prompt".to_owned(),
            Self::Raw(_) | Self::Literal(_) => "argument".to_owned(),
            Self::Decoded(encoding, inner) => format!("{} of {}", encoding.name(), inner.origin()),
        }
    }

    /// Whether it is text that somebody may have ended with a line end. What `b64:` and `hex:` decode are bytes, to the last.
    pub(crate) const fn is_text(&self) -> bool {
        !matches!(self, Self::Decoded(..))
    }

    /// Whether stdin is read for it.
    pub(crate) fn reads_stdin(&self) -> bool {
        match self {
            Self::Stdin => true,
            Self::Decoded(_, inner) => inner.reads_stdin(),
            _ => false,
        }
    }

    /// As it can be typed again. What it holds is not shown: a text on the command line may be the secret.
    pub(crate) fn typed(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => format!("@{}", quoted(&path.display().to_string())),
            Self::Env(name) => format!("env:{}", quoted(name)),
            Self::Fd(number) => format!("fd:{number}"),
            Self::Prompt => "prompt".to_owned(),
            Self::Raw(_) | Self::Literal(_) => "raw:TEXT".to_owned(),
            Self::Decoded(encoding, inner) => match &**inner {
                Self::Raw(_) => format!("{}:TEXT", encoding.prefix()),
                inner => format!("{}:{}", encoding.prefix(), inner.typed()),
            },
        }
    }
}

/// Text given on the command line: kept out of `Debug`.
#[derive(Clone)]
pub(crate) struct Hidden(SecretBytes);

impl Hidden {
    pub(crate) fn expose(&self) -> &[u8] {
        self.0.expose()
    }
}

impl PartialEq for Hidden {
    fn eq(&self, other: &Self) -> bool {
        self.0.matches(&other.0)
    }
}

impl Eq for Hidden {}

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Source {
    /// The file that is read, however it is decoded.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Decoded(_, inner) => inner.file(),
            _ => None,
        }
    }
}

/// How the bytes of an inner source are decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Any base64 alphabet, padded or not.
    Base64,
    /// Hexadecimal, either case.
    Hex,
}

/// Why a text is no SOURCE. Never holds the text: it may be the secret itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SourceError {
    #[error("a secret does not belong on the command line; give a SOURCE: {FORMS}")]
    Bare,
    #[error("the SOURCE names nothing after `{0}`")]
    Empty(&'static str),
    #[error("`fd:` wants a file descriptor's number, as fd:3")]
    Descriptor,
    #[error("`raw:` is for secrets and passwords only; write the text itself")]
    RawHere,
}

/// The forms, for messages.
const FORMS: &str = "- (stdin), @PATH, env:NAME, fd:N, prompt, b64:SOURCE, hex:SOURCE, raw:TEXT";

/// A SOURCE of a secret or password: a bare literal is refused.
#[derive(Clone, Debug)]
pub(crate) struct SecretSource(Source);

impl SecretSource {
    /// Stdin, as `--password-stdin` means it.
    pub(crate) const STDIN: Self = Self(Source::Stdin);

    /// What was parsed.
    pub(crate) const fn source(&self) -> &Source {
        &self.0
    }

    /// The same, to keep.
    pub(crate) fn into_source(self) -> Source {
        self.0
    }
}

impl FromStr for SecretSource {
    type Err = SourceError;

    fn from_str(text: &str) -> Result<Self, SourceError> {
        parse(text, Bare::Refused).map(Self)
    }
}

/// A SOURCE of a key, hash or claims: a bare text is the thing itself.
#[derive(Clone, Debug)]
pub(crate) struct OpenSource(Source);

impl OpenSource {
    /// What was parsed.
    pub(crate) const fn source(&self) -> &Source {
        &self.0
    }

    /// The same, to keep.
    pub(crate) fn into_source(self) -> Source {
        self.0
    }
}

impl FromStr for OpenSource {
    type Err = SourceError;

    fn from_str(text: &str) -> Result<Self, SourceError> {
        parse(text, Bare::Taken).map(Self)
    }
}

/// What a text without a prefix means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bare {
    Refused,
    Taken,
}

fn parse(text: &str, bare: Bare) -> Result<Source, SourceError> {
    if text == "-" {
        return Ok(Source::Stdin);
    }
    if text == "prompt" {
        return Ok(Source::Prompt);
    }
    if let Some(path) = text.strip_prefix('@') {
        return filled(path, "@").map(|path| Source::File(path.into()));
    }
    match text.split_once(':') {
        Some(("file", path)) => filled(path, "file:").map(|path| Source::File(path.into())),
        Some(("env", name)) => filled(name, "env:").map(|name| Source::Env(name.to_owned())),
        Some(("fd", number)) => number.parse().map(Source::Fd).map_err(|_| SourceError::Descriptor),
        Some(("b64", inner)) => decoded(Encoding::Base64, inner, "b64:"),
        Some(("hex", inner)) => decoded(Encoding::Hex, inner, "hex:"),
        Some(("raw", _)) if bare == Bare::Taken => Err(SourceError::RawHere),
        Some(("raw", secret)) => Ok(Source::Raw(Hidden(SecretBytes::new(secret.as_bytes().to_vec())))),
        _ if bare == Bare::Taken => Ok(Source::Literal(text.to_owned())),
        _ => Err(SourceError::Bare),
    }
}

/// `b64:` and `hex:` compose with any source; a bare text inside them is the encoded text itself.
fn decoded(encoding: Encoding, inner: &str, prefix: &'static str) -> Result<Source, SourceError> {
    let inner = filled(inner, prefix)?;
    let source = match parse(inner, Bare::Refused) {
        Err(SourceError::Bare) => Source::Raw(Hidden(SecretBytes::new(inner.as_bytes().to_vec()))),
        other => other?,
    };
    Ok(Source::Decoded(encoding, Box::new(source)))
}

fn filled<'a>(rest: &'a str, prefix: &'static str) -> Result<&'a str, SourceError> {
    if rest.is_empty() { Err(SourceError::Empty(prefix)) } else { Ok(rest) }
}

/// A name as a shell takes it.
fn quoted(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || "_-./@:+,".contains(c));
    if is_plain { name.to_owned() } else { format!("'{}'", name.replace('\'', "'\\''")) }
}

impl Encoding {
    /// How a SOURCE begins that is decoded so.
    pub(crate) const fn prefix(self) -> &'static str {
        match self {
            Self::Base64 => "b64",
            Self::Hex => "hex",
        }
    }

    /// Decodes; white space between the characters is skipped.
    pub(crate) fn decode(self, encoded: &SecretBytes, what: &str) -> Result<SecretBytes, Failure> {
        let text: Vec<u8> = encoded.expose().iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let text = SecretBytes::new(text);
        let decoded = match self {
            Self::Base64 => base64(text.expose()),
            Self::Hex => hex(text.expose()),
        };
        decoded
            .map(SecretBytes::new)
            .ok_or_else(|| Failure::new(Exit::Malformed, "source-encoding", format!("{what} is not {}", self.name())))
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Hex => "hexadecimal",
        }
    }
}

/// Either alphabet of RFC 4648, padded or not.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let url_safe = text.iter().any(|byte| matches!(byte, b'-' | b'_'));
    let alphabet = if url_safe { alphabet::URL_SAFE } else { alphabet::STANDARD };
    GeneralPurpose::new(&alphabet, LENIENT).decode(text).ok()
}

fn hex(text: &[u8]) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let byte = |[high, low]: &[u8; 2]| Some(digit(*high)?.wrapping_shl(4) | digit(*low)?);
    if rest.is_empty() { pairs.iter().map(byte).collect() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str) -> Source {
        Source::Raw(Hidden(SecretBytes::new(text.as_bytes().to_vec())))
    }

    #[test]
    fn forms_of_a_secret() {
        let decoded = |encoding, inner| Source::Decoded(encoding, Box::new(inner));
        let table = [
            ("-", Source::Stdin),
            ("prompt", Source::Prompt),
            ("@/run/secret", Source::File("/run/secret".into())),
            ("file:a:b", Source::File("a:b".into())),
            ("env:PW", Source::Env("PW".into())),
            ("fd:3", Source::Fd(3)),
            ("raw:hunter2", raw("hunter2")),
            ("raw:", raw("")),
            ("b64:@f", decoded(Encoding::Base64, Source::File("f".into()))),
            ("hex:env:X", decoded(Encoding::Hex, Source::Env("X".into()))),
            ("b64:c2VjcmV0", decoded(Encoding::Base64, raw("c2VjcmV0"))),
        ];
        for (text, source) in table {
            assert_eq!(text.parse::<SecretSource>().unwrap().source(), &source, "{text}");
        }
    }

    #[test]
    fn bare_text_is_a_secret_nowhere_and_a_key_or_hash_elsewhere() {
        for text in ["hunter2", "", "p:w", "$argon2id$v=19"] {
            assert_eq!(text.parse::<SecretSource>().unwrap_err(), SourceError::Bare, "{text}");
            assert_eq!(text.parse::<OpenSource>().unwrap().source(), &Source::Literal(text.into()), "{text}");
        }
    }

    #[test]
    fn empty_names_and_bad_descriptors_are_refused() {
        let table = [
            ("@", SourceError::Empty("@")),
            ("file:", SourceError::Empty("file:")),
            ("env:", SourceError::Empty("env:")),
            ("b64:", SourceError::Empty("b64:")),
            ("b64:@", SourceError::Empty("@")),
            ("fd:x", SourceError::Descriptor),
            ("fd:-1", SourceError::Descriptor),
        ];
        for (text, error) in table {
            assert_eq!(text.parse::<SecretSource>().unwrap_err(), error, "{text}");
        }
    }

    #[test]
    fn encodings_take_both_alphabets_and_skip_white_space() {
        let table: [(Encoding, &str, Option<&[u8]>); 8] = [
            (Encoding::Base64, "_-8=", Some(&[0xff, 0xef])),
            (Encoding::Base64, "/+8", Some(&[0xff, 0xef])),
            (Encoding::Base64, "c2Vj\ncmV0", Some(b"secret")),
            (Encoding::Base64, "_+8", None),
            (Encoding::Hex, "FFef", Some(&[0xff, 0xef])),
            (Encoding::Hex, "ff ef", Some(&[0xff, 0xef])),
            (Encoding::Hex, "fff", None),
            (Encoding::Hex, "zz", None),
        ];
        for (encoding, text, bytes) in table {
            let decoded = encoding.decode(&SecretBytes::new(text.as_bytes().to_vec()), "it").ok();
            assert_eq!(decoded.as_ref().map(SecretBytes::expose), bytes, "{text}");
        }
    }

    #[test]
    fn a_source_is_shown_as_it_was_typed_but_for_a_text() {
        let typed = ["-", "@/run/secret", "@'a b'", "env:PW", "fd:3", "prompt", "b64:@f", "hex:b64:env:X"];
        for text in typed {
            let source: SecretSource = text.replace('\'', "").parse().unwrap();
            assert_eq!(source.source().typed(), text);
        }
        for (text, expected) in [("raw:hunter2", "raw:TEXT"), ("b64:aHVudGVyMg", "b64:TEXT"), ("b64:raw:aHVu", "b64:TEXT")] {
            assert_eq!(text.parse::<SecretSource>().unwrap().source().typed(), expected);
        }
    }

    #[test]
    fn stdin_is_read_through_every_encoding() {
        for (text, reads) in
            [("-", true), ("b64:-", true), ("hex:b64:-", true), ("b64:@-", false), ("fd:0", false), ("raw:-", false)]
        {
            assert_eq!(text.parse::<SecretSource>().unwrap().source().reads_stdin(), reads, "{text}");
        }
    }

    #[test]
    fn what_was_typed_is_not_in_debug_output() {
        let source: SecretSource = "raw:hunter2".parse().unwrap();
        assert!(!format!("{source:?}").contains("hunter2"));
    }
}
