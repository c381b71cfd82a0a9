//! What was found out about a token: the report of [`verify`](super::verify()) and of [`inspect`](super::dangerous::inspect).

mod audit;
mod json;
mod near_miss;
mod standing;
mod times;

pub use standing::Question;
pub(super) use times::shown;
pub use times::{Instant, Times};

use std::borrow::Cow;

use super::{Check, Code, Diagnostic, Piece, Refusal, VerifiedClaims, check::Findings, diagnose::near_miss::Search, json::Value};
use crate::{
    clock::Timestamp,
    keys::{Algorithm, KeyId, Origin},
};

/// What became of the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureStatus {
    /// It is the signature of a key over this token.
    Ok,
    /// It is not.
    Bad,
    /// It was not checked: nobody asked, or there was nothing to check it with.
    Unchecked,
    /// There is none.
    None,
}

impl SignatureStatus {
    /// The JSON name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Bad => "bad",
            Self::Unchecked => "unchecked",
            Self::None => "none",
        }
    }
}

/// The key whose signature it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyUsed {
    /// Its name, where it has one.
    pub kid: Option<KeyId>,
    /// Where it came from.
    pub origin: Origin,
    /// The algorithm it was used with.
    pub algorithm: Algorithm,
}

/// Whether a report judges or only shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Verification,
    /// Whether header and payload could be read.
    Inspection {
        read: bool,
    },
}

/// Everything that was found out about a token.
///
/// Header and payload are shown as far as they could be read, whatever the verdict. Only [`Report::verified`] gives claims that
/// may be acted upon.
#[derive(Clone, Debug)]
#[must_use]
pub struct Report<'t> {
    pub(super) purpose: Purpose,
    pub(super) format: Option<&'static str>,
    pub(super) header: Option<Value<'t>>,
    pub(super) payload: Option<Value<'t>>,
    pub(super) payload_text: Option<Cow<'t, str>>,
    pub(super) signature_text: Option<String>,
    pub(super) signature: SignatureStatus,
    pub(super) key: Option<KeyUsed>,
    pub(super) now: Timestamp,
    pub(super) findings: Findings,
    pub(super) normalised: Vec<&'static str>,
    pub(super) places: Places,
    pub(super) search: Option<Box<Search>>,
}

/// The offsets of the claims that a store is asked about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places {
    pub(super) sub: Option<usize>,
    pub(super) iat: Option<usize>,
    pub(super) jti: Option<usize>,
}

impl Places {
    /// Those of a payload.
    pub(super) fn of(payload: &Piece<'_>) -> Self {
        let place = |name| payload.place_of_member(name);
        Self { sub: place("sub"), iat: place("iat"), jti: place("jti") }
    }

    /// The same places, moved.
    pub(super) fn map(self, place: impl Fn(usize) -> usize) -> Self {
        Self { sub: self.sub.map(&place), iat: self.iat.map(&place), jti: self.jti.map(&place) }
    }
}

impl<'t> Report<'t> {
    /// A report that says nothing yet.
    pub(super) fn empty(purpose: Purpose) -> Self {
        Self {
            purpose,
            format: None,
            header: None,
            payload: None,
            payload_text: None,
            signature_text: None,
            signature: SignatureStatus::Unchecked,
            key: None,
            now: Timestamp::from_unix(0),
            findings: Findings::default(),
            normalised: Vec::new(),
            places: Places::default(),
            search: None,
        }
    }

    /// The same report, independent of the token that it is on.
    pub fn into_owned(self) -> Report<'static> {
        Report {
            purpose: self.purpose,
            format: self.format,
            header: self.header.map(Value::into_owned),
            payload: self.payload.map(Value::into_owned),
            payload_text: self.payload_text.map(|text| text.into_owned().into()),
            signature_text: self.signature_text,
            signature: self.signature,
            key: self.key,
            now: self.now,
            findings: self.findings,
            normalised: self.normalised,
            places: self.places,
            search: self.search,
        }
    }

    /// Whether the token is accepted; `None` where it was not verified.
    #[must_use]
    pub fn valid(&self) -> Option<bool> {
        self.is_verification().then(|| self.accepted())
    }

    /// The verdict itself: every check passed, and a signature was among them.
    fn accepted(&self) -> bool {
        self.signature == SignatureStatus::Ok && self.findings.checks.iter().all(|check| check.failure.is_none())
    }

    /// Why the token is refused: of several reasons the first in the order of [`Refusal`].
    #[must_use]
    pub fn refusal(&self) -> Option<(Refusal, Code)> {
        if !self.is_verification() {
            return None;
        }
        let failures = self.findings.checks.iter().filter_map(|check| check.failure);
        failures.min_by_key(|(_, refusal)| *refusal).map(|(code, refusal)| (refusal, code))
    }

    /// The code of the deciding refusal in kebab-case: `expired`, `sig-bad`, `user-disabled`.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        self.refusal().map(|(_, code)| code.name().to_ascii_lowercase().replace('_', "-"))
    }

    /// The number for an exit code: 0 for accepted, that of the deciding [`Refusal`] otherwise. Of an inspection 0 when header and
    /// payload could be read, else 3.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match (self.purpose, self.refusal()) {
            (Purpose::Inspection { read: true }, _) => 0,
            (Purpose::Inspection { read: false }, _) => Refusal::Malformed.exit_code(),
            (Purpose::Verification, Some((refusal, _))) => refusal.exit_code(),
            (Purpose::Verification, None) if self.accepted() => 0,
            (Purpose::Verification, None) => Refusal::NotAuthentic.exit_code(),
        }
    }

    /// The claims, if the token is accepted.
    #[must_use]
    pub fn verified(&self) -> Option<VerifiedClaims<'_>> {
        if self.valid() == Some(true) { self.payload.as_ref().map(VerifiedClaims::new) } else { None }
    }

    /// Adds findings of the caller, as those about the key's file; none where the verdict alone is wanted.
    pub fn remark(&mut self, remarks: impl IntoIterator<Item = Diagnostic>) {
        if self.findings.tells_all() {
            self.findings.diagnostics.extend(remarks);
            super::diagnose::conclude(&mut self.findings.diagnostics);
        }
    }

    /// Says that a key was handed over that cannot be one: what was found in place of a missing key. What could be one, were it not
    /// refused, refuses the token as not authentic; what is none leaves it without a key.
    pub fn refuse_key(&mut self, found: Diagnostic) {
        self.findings.checks.retain(|check| check.failure.is_none_or(|(code, _)| code != Code::NoKey));
        self.findings.diagnostics.retain(|diagnostic| diagnostic.code != Code::NoKey);
        let refusal = if found.code == Code::HmacKeyIsPublic { Refusal::NotAuthentic } else { Refusal::NoKey };
        let check = Check { name: "key".into(), failure: Some((found.code, refusal)), expected: None, actual: None };
        self.findings.checks.push(check);
        self.remark([found]);
    }

    /// Adds the caller's own advice to the findings it has some for, as the names of flags.
    pub fn advise(&mut self, advice: impl Fn(Code) -> Option<&'static str>) {
        for diagnostic in &mut self.findings.diagnostics {
            if let Some(more) = advice(diagnostic.code) {
                diagnostic.hint = Some(diagnostic.hint.take().map_or_else(
                    || more.to_owned(),
                    |hint| {
                        let between = if hint.ends_with('?') { " " } else { "; " };
                        format!("{hint}{between}{more}")
                    },
                ));
            }
        }
    }

    pub(super) const fn is_verification(&self) -> bool {
        matches!(self.purpose, Purpose::Verification)
    }

    /// What kind of token it is: `jws-compact`, `jwe`, …; nothing where it is none.
    #[must_use]
    pub const fn format(&self) -> Option<&'static str> {
        self.format
    }

    /// The header's `alg`, as it stands: a claim, not a choice.
    #[must_use]
    pub fn algorithm(&self) -> Option<&str> {
        self.header.as_ref()?.get("alg")?.as_str()
    }

    /// The header's `kid`, as it stands: a claim, not a choice.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.header.as_ref()?.get("kid")?.as_str()
    }

    /// Whether all that was wanting is an HMAC secret that is sealed.
    #[must_use]
    pub fn lacks_passphrase(&self) -> bool {
        self.findings.checks.iter().any(|check| check.failure.is_some_and(|(code, _)| code == Code::KeySealed))
    }

    /// The header, as far as it could be read. Not verified.
    #[must_use]
    pub const fn header(&self) -> Option<&Value<'t>> {
        self.header.as_ref()
    }

    /// The payload, as far as it could be read. Not verified: see [`Report::verified`].
    #[must_use]
    pub const fn payload(&self) -> Option<&Value<'t>> {
        self.payload.as_ref()
    }

    /// The payload's own JSON text, where it is what [`Value::to_json`] would write: in printable ASCII without escapes and without
    /// white space between. Not verified.
    #[must_use]
    pub fn payload_text(&self) -> Option<&str> {
        self.payload_text.as_deref()
    }

    /// The signature as the token has it, still base64url; nothing where there is none.
    #[must_use]
    pub fn signature_text(&self) -> Option<&str> {
        self.signature_text.as_deref()
    }

    /// What became of the signature.
    #[must_use]
    pub const fn signature(&self) -> SignatureStatus {
        self.signature
    }

    /// The key whose signature it is.
    #[must_use]
    pub const fn key(&self) -> Option<&KeyUsed> {
        self.key.as_ref()
    }

    /// The instants of the token.
    #[must_use]
    pub fn times(&self) -> Times<'_> {
        Times::of(self.payload.as_ref(), self.now)
    }

    /// The checks, in the order they were made.
    #[must_use]
    pub fn checks(&self) -> &[Check] {
        &self.findings.checks
    }

    /// What was found, the root cause first.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.findings.diagnostics
    }

    /// What was taken off around the token, by name.
    #[must_use]
    pub fn normalised(&self) -> &[&'static str] {
        &self.normalised
    }
}
