//! The questions that a store answers, and what the answers mean.

use std::cmp::Ordering;

use super::{Report, SignatureStatus};
use crate::token::{
    Code, Diagnostic, Refusal, Revocation, Segment, Standing, SubjectStanding, check::Failure, diagnose, text::brief,
};

/// What a store must be asked about an authentic token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question<'r> {
    /// The subject, where `sub` is a string.
    pub subject: Option<&'r str>,
    /// The token's id, where `jti` is a string.
    pub id: Option<&'r str>,
}

impl Report<'_> {
    /// What to ask the store: nothing where the signature is not good, since then anyone may have written the claims.
    #[must_use]
    pub fn question(&self) -> Option<Question<'_>> {
        let payload = self.payload.as_ref().filter(|_| self.signature == SignatureStatus::Ok)?;
        let text = |name: &str| payload.get(name).and_then(|value| value.as_str());
        Some(Question { subject: text("sub"), id: text("jti") })
    }

    /// Adds what a store knows: the checks `user` (where it was asked) and `revoked`.
    pub fn with_standing(mut self, standing: &Standing) -> Self {
        if self.question().is_none() {
            return self;
        }
        if let Some(subject) = &standing.subject {
            match self.user(subject) {
                Some(failure) => self.findings.fail("user", failure),
                None => self.findings.pass_told("user", || ("an active user", "active")),
            }
        }
        match &standing.revoked {
            Some(revocation) => {
                let failure = self.revoked(revocation);
                self.findings.fail("revoked", failure);
            }
            None => self.findings.pass_told("revoked", || ("not revoked", "not revoked")),
        }
        diagnose::conclude(&mut self.findings.diagnostics);
        self
    }

    fn user(&self, standing: &SubjectStanding) -> Option<Failure> {
        let subject = self.question().and_then(|question| question.subject).unwrap_or_default();
        let name = brief(subject);
        let (code, actual, hint) = match standing {
            SubjectStanding::Active { tokens_valid_after: None } => return None,
            SubjectStanding::Active { tokens_valid_after: Some(after) } => return self.ended(*after),
            SubjectStanding::Unknown => (
                Code::UserUnknown,
                "unknown".to_owned(),
                "was the user deleted or renamed, or is this the user file of another installation?",
            ),
            SubjectStanding::Disabled { reason } => {
                let why = reason.as_ref().map_or_else(String::new, |reason| format!(": {}", brief(reason)));
                (Code::UserDisabled, format!("disabled{why}"), "enable the user and issue a new token, or leave it refused")
            }
            SubjectStanding::Expired { at } => (
                Code::UserExpired,
                format!("expired {} ({at})", at.relative(self.now)),
                "move the user's expiry and issue a new token, or leave it refused",
            ),
        };
        let message = if *standing == SubjectStanding::Unknown {
            format!("authentic, but there is no user \"{name}\"")
        } else {
            format!("authentic, but the user \"{name}\" is {actual}")
        };
        let found = Diagnostic::error(code, message).within(Segment::Payload).pointing("/sub").advising(hint);
        let found = Diagnostic { offset: self.places.sub, ..found };
        Some(Failure::compared(Refusal::NotAccepted, found, "an active user", actual))
    }

    /// Whether the token is older than the end that was put to the user's tokens. One without `iat` cannot show that it is not.
    fn ended(&self, after: crate::clock::Timestamp) -> Option<Failure> {
        let issued = self.payload.as_ref().and_then(|payload| payload.get("iat")).and_then(|value| value.as_number());
        let (actual, hint) = match issued {
            Some(issued) if issued.compare(after.unix()) != Ordering::Less => return None,
            Some(issued) => {
                (super::shown(issued).map_or_else(|| issued.text().into_owned(), |at| at.to_string()), "issue a new token")
            }
            None => ("no `iat`".to_owned(), "have the issuer put `iat` into its tokens: without it nobody can tell a new one"),
        };
        let message = format!("authentic, but the user's tokens from before {after} were ended ({})", after.relative(self.now));
        let found = Diagnostic::error(Code::TokensEnded, message).within(Segment::Payload).pointing("/iat").advising(hint);
        let found = Diagnostic { offset: self.places.iat, ..found };
        Some(Failure::compared(Refusal::NotAccepted, found, format!("issued at or after {after}"), actual))
    }

    fn revoked(&self, revocation: &Revocation) -> Failure {
        let Revocation { at, reason } = revocation;
        let why = reason.as_ref().map_or_else(String::new, |reason| format!(": \"{}\"", brief(reason)));
        let message = format!("authentic, but revoked {} ({at}){why}", at.relative(self.now));
        let found =
            Diagnostic::error(Code::Revoked, message).within(Segment::Payload).pointing("/jti").advising("issue a new token");
        let found = Diagnostic { offset: self.places.jti, ..found };
        Failure::compared(Refusal::NotAccepted, found, "not revoked", format!("revoked at {at}"))
    }
}
