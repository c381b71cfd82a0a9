//! What a verifier demands of a token beyond a good signature.

use std::str::FromStr;

use super::claims::ClaimSpec;
use crate::{
    clock::Lifetime,
    keys::{Algorithm, KeyId},
};

/// The demands. The default demands nothing but what RFC 7519 does: `exp` and `nbf` are honoured where they stand, `iat` must not
/// lie in the future, and claims have the types of section 4.1.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// The issuers of which `iss` must be one. Default: any, or none at all.
    pub issuers: Vec<String>,
    /// The audiences of which `aud` must hold one. Default: any. A server names itself here: RFC 7519 section 4.1.3 has it refuse
    /// tokens for others.
    pub audiences: Vec<String>,
    /// The subject.
    pub subject: Option<String>,
    /// The `typ` of the header, compared as RFC 7515 section 4.1.9 says: without regard to case and to `application/`.
    pub typ: Option<String>,
    /// Claims that must be there: a name, or a JSON Pointer.
    pub required: Vec<String>,
    /// Claims that must have that value.
    pub expected: Vec<ClaimSpec>,
    /// Scopes that `scope` (RFC 8693 section 4.2) or `scp` must hold, all of them.
    pub scopes: Vec<String>,
    /// Clock skew allowed at `exp`, `nbf` and `iat`. Default 0 s.
    pub leeway: Lifetime,
    /// The greatest age, by `iat`.
    pub max_age: Option<Lifetime>,
    /// How long the token must remain valid.
    pub min_remaining: Option<Lifetime>,
    /// Checks whose failure is reported but does not refuse.
    pub ignored: Vec<Ignorable>,
    /// The algorithms that are accepted, of those that the key allows. Default: all of the key's.
    pub algorithms: Vec<Algorithm>,
    /// The key to use, whatever the header's `kid` says.
    pub kid: Option<KeyId>,
    /// How much the report tells. Default: every check and every finding. The verdict is the same.
    pub detail: Detail,
}

/// How much a report tells beside its verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// What refuses the token and nothing else: neither checks that passed, nor remarks, nor a search for the near miss. For many tokens
    /// of which only the good ones count.
    Verdict,
    /// Every check and every finding.
    #[default]
    Findings,
    /// What checks that passed compared as well.
    Comparisons,
}

/// A check that a verifier may choose to overlook. The signature is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the claims")]
pub enum Ignorable {
    Exp,
    Nbf,
    Iat,
    Iss,
    Aud,
    Sub,
    Jti,
    Typ,
}

impl Ignorable {
    /// All of them.
    pub const ALL: [Self; 8] = [Self::Exp, Self::Nbf, Self::Iat, Self::Iss, Self::Aud, Self::Sub, Self::Jti, Self::Typ];

    /// The name of the check.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exp => "exp",
            Self::Nbf => "nbf",
            Self::Iat => "iat",
            Self::Iss => "iss",
            Self::Aud => "aud",
            Self::Sub => "sub",
            Self::Jti => "jti",
            Self::Typ => "typ",
        }
    }
}

/// A name that is no check, or none that may be overlooked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not one of exp, nbf, iat, iss, aud, sub, jti, typ")]
pub struct NotIgnorable(pub String);

impl FromStr for Ignorable {
    type Err = NotIgnorable;

    fn from_str(text: &str) -> Result<Self, NotIgnorable> {
        Self::ALL.into_iter().find(|check| check.name() == text).ok_or_else(|| NotIgnorable(text.to_owned()))
    }
}
