//! Every code of the catalogue with at least three instances: what is found, in which part, at which byte; and that nothing else
//! is called an error.

mod header_and_key;
mod input;
mod key_files;
mod structure;
mod times_and_claims;

use std::collections::HashMap;

use authctl::{
    clock::Timestamp,
    keys::{Algorithm, Candidate, KeyError, KeySet, Origin, VerifyingKey, recognise},
    token::{
        Code, Policy, Report, Segment, Severity, Standing,
        base64url::{character_of_byte, decode_leniently},
        dangerous,
        diagnose::{InputHints, key_remarks, near_miss::near_miss, refused_key},
        verify,
    },
};

pub(super) use structure::der;

use self::key_files::secret;
use super::lab::{now, only};

/// How the input is looked at.
enum How {
    Decode(InputHints),
    Verify(KeySet, Box<Policy>, Option<Standing>),
    /// With the keys of a file.
    KeyFile(Vec<u8>),
    /// With an HMAC secret, and a look for the near miss.
    Secret(Vec<u8>),
}

/// An input and what must be said of it.
pub(crate) struct Case {
    code: Code,
    severity: Severity,
    segment: Segment,
    offset: Option<usize>,
    input: Vec<u8>,
    how: How,
}

impl Case {
    fn report(&self, now: Timestamp) -> Report<'static> {
        match &self.how {
            How::Decode(hints) => dangerous::inspect_as(&self.input, *hints, now),
            How::Verify(keys, policy, standing) => {
                let report = verify(&self.input, keys, policy, now);
                match standing {
                    Some(standing) => report.with_standing(standing),
                    None => report,
                }
            }
            How::KeyFile(file) => match recognise(&secret(file), None) {
                Ok(file) => {
                    let mut report = verify(&self.input, &file.key_set().unwrap(), &Policy::default(), now);
                    report.remark(key_remarks(&file));
                    report
                }
                Err(error) => self.without_key(&error, now),
            },
            How::Secret(given) => match VerifyingKey::from_secret(&secret(given)) {
                Ok(key) => {
                    let keys = KeySet::new(vec![Candidate { kid: None, key, origin: Origin::Outside }]);
                    let report = verify(&self.input, &keys, &Policy::default(), now);
                    let search = near_miss(&report, &self.input, &keys, &Policy::default()).unwrap();
                    report.with_near_miss(search, |_, _| None)
                }
                Err(error) => self.without_key(&error, now),
            },
        }
    }

    fn without_key(&self, error: &KeyError, now: Timestamp) -> Report<'static> {
        let refused = refused_key(error).unwrap_or_else(|| panic!("{error}"));
        let mut report = verify(&self.input, &KeySet::default(), &Policy::default(), now);
        report.refuse_key(refused);
        report
    }

    fn keys(mut self, keys: KeySet) -> Self {
        if let How::Verify(known, ..) = &mut self.how {
            *known = keys;
        }
        self
    }

    fn standing(mut self, given: Standing) -> Self {
        if let How::Verify(.., standing) = &mut self.how {
            *standing = Some(given);
        }
        self
    }

    fn warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    fn info(self) -> Self {
        Self { severity: Severity::Info, ..self }
    }
}

/// An error that decoding finds.
pub(crate) fn decode(code: Code, segment: Segment, offset: impl Into<Option<usize>>, input: impl AsRef<[u8]>) -> Case {
    let input = input.as_ref().to_vec();
    Case { code, severity: Severity::Error, segment, offset: offset.into(), input, how: How::Decode(InputHints::default()) }
}

/// An error that verification with the HS256 key finds.
pub(crate) fn judge(
    code: Code,
    segment: Segment,
    offset: impl Into<Option<usize>>,
    input: impl AsRef<[u8]>,
    policy: Policy,
) -> Case {
    let how = How::Verify(only(Algorithm::Hs256), Box::new(policy), None);
    Case { how, ..decode(code, segment, offset, input) }
}

/// The offset in a token of the text that stands in its header (0) or payload (1).
pub(crate) fn place(token: &str, part: usize, text: &str) -> usize {
    let start: usize = token.split('.').take(part).map(|part| part.len() + 1).sum();
    let json = decode_leniently(token.split('.').nth(part).unwrap()).bytes;
    let at = json.windows(text.len()).position(|window| window == text.as_bytes());
    start + character_of_byte(at.unwrap_or_else(|| panic!("{text} is not in {}", String::from_utf8_lossy(&json))))
}

/// The offset at which a part of a token begins.
pub(crate) fn part(token: &str, part: usize) -> usize {
    token.split('.').take(part).map(|part| part.len() + 1).sum()
}

fn all() -> Vec<Case> {
    let rooms = [input::cases(), structure::cases(), header_and_key::cases(), key_files::cases(), times_and_claims::cases()];
    rooms.into_iter().flatten().collect()
}

#[test]
fn every_code_has_three_instances() {
    let mut counts: HashMap<Code, usize> = HashMap::new();
    for case in all() {
        *counts.entry(case.code).or_default() += 1;
    }
    for code in Code::ALL {
        let count = counts.get(code).copied().unwrap_or(0);
        assert!(count >= 3, "{} has {count} instances", code.name());
    }
}

#[test]
fn every_instance_is_explained_and_nothing_else_is_an_error() {
    let mut failures = Vec::new();
    for case in all() {
        let report = case.report(now());
        let shown: Vec<String> = report
            .diagnostics()
            .iter()
            .map(|d| format!("{} {} {:?} {:?}: {}", d.severity.name(), d.code.name(), d.segment, d.offset, d.message))
            .collect();
        let input = String::from_utf8_lossy(&case.input);
        let mut fail = |why: &str| {
            let wanted = format!("{} {} {:?} {:?}", case.severity.name(), case.code.name(), case.segment, case.offset);
            failures.push(format!("{why}\n  wanted {wanted}\n  found  {}\n  input  {input:.300}", shown.join("\n         ")));
        };
        let errors: Vec<Code> = report.diagnostics().iter().filter(|d| d.severity == Severity::Error).map(|d| d.code).collect();
        match report.diagnostics().iter().find(|d| d.code == case.code) {
            None => fail("not found"),
            Some(d) if d.severity != case.severity => fail("another severity"),
            Some(d) if d.segment != Some(case.segment) => fail("another part"),
            Some(d) if d.offset != case.offset => fail("another place"),
            Some(d) if d.hint.as_ref().is_none_or(|hint| hint.contains("--") || hint.contains('\n')) => fail("no proper advice"),
            Some(d) if d.message.contains('\n') || d.message.len() > 300 => fail("no line"),
            Some(_) => {}
        }
        if errors.iter().any(|code| *code != case.code) || (case.severity == Severity::Error && errors.is_empty()) {
            fail("other errors");
        }
        let is_first = report.diagnostics().first().is_some_and(|d| d.code == case.code);
        if case.severity == Severity::Error && !is_first {
            fail("not the first");
        }
        if !matches!(case.how, How::Decode(_)) && report.valid() != Some(errors.is_empty()) {
            fail("another verdict");
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n\n"));
}
