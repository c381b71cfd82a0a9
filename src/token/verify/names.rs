//! `iss`, `sub` and `jti` (RFC 7519 sections 4.1.1, 4.1.2, 4.1.7): strings, and those that the policy names.

use super::{Code, Diagnostic, Failure, Ignorable, Judge, Refusal, Told, Value};
use crate::token::text::{brief, brief_value, listed};

impl Judge<'_> {
    pub(super) fn issuer(&mut self, payload: &Value) {
        let wanted = &self.policy.issuers;
        let outcome = self.string(payload, "iss", Code::IssType).and_then(|found| match found {
            _ if wanted.is_empty() => Ok(self.any(found)),
            Some(found) if wanted.iter().any(|wanted| wanted == found) => {
                Ok(self.findings.told(|| (listed_quoted(wanted), brief_quoted(found))))
            }
            Some(found) => Err(self.differs("iss", issuer_code(found, wanted), found, wanted)),
            None => Err(self.missing("iss", &listed_quoted(wanted))),
        });
        self.settle(Ignorable::Iss, outcome);
    }

    pub(super) fn subject(&mut self, payload: &Value) {
        let outcome = self.string(payload, "sub", Code::SubType).and_then(|found| match (&self.policy.subject, found) {
            (None, found) => Ok(self.any(found)),
            (Some(wanted), Some(found)) if wanted == found => {
                Ok(self.findings.told(|| (brief_quoted(wanted), brief_quoted(found))))
            }
            (Some(wanted), Some(found)) => Err(self.differs("sub", Code::SubMismatch, found, std::slice::from_ref(wanted))),
            (Some(wanted), None) => Err(self.missing("sub", &brief(wanted))),
        });
        self.settle(Ignorable::Sub, outcome);
    }

    pub(super) fn id(&mut self, payload: &Value) {
        let outcome = self.string(payload, "jti", Code::JtiType);
        let outcome = outcome.map(|found| self.any(found));
        self.settle(Ignorable::Jti, outcome);
    }

    /// Where nothing but a string is demanded.
    fn any(&self, found: Option<&str>) -> Told {
        match found {
            Some(found) => self.findings.told(|| ("a string", brief_quoted(found))),
            None => self.absent(),
        }
    }

    fn string<'v>(&self, payload: &'v Value, name: &str, code: Code) -> Result<Option<&'v str>, Failure> {
        let Some(value) = payload.get(name) else { return Ok(None) };
        value.as_str().map(Some).ok_or_else(|| {
            let found = Diagnostic::error(code, format!("`{name}` is {}, it must be a string", value.kind_name()))
                .advising("the issuer must write a string; strict readers refuse anything else");
            Failure::compared(Refusal::Claim, self.about(found, name), "a string", brief_value(value))
        })
    }

    /// A claim that the policy demands and the token lacks.
    pub(super) fn missing(&self, name: &str, wanted: &str) -> Failure {
        let found = Diagnostic::error(Code::ClaimMissing, format!("there is no `{}`", brief(name)))
            .advising("the issuer leaves it out: is it a token of the kind that is wanted here?");
        Failure::compared(Refusal::Claim, self.about(found, name), wanted, "none")
    }

    fn differs(&self, name: &'static str, code: Code, found: &str, wanted: &[String]) -> Failure {
        let wanted = listed_quoted(wanted);
        let (message, hint) = if code == Code::IssSlash {
            let message = format!("`{name}` is \"{}\", which differs from {wanted} only in slash, case or scheme", brief(found));
            (message, "issuers are compared character by character (RFC 7519 section 4.1.1)")
        } else {
            (format!("`{name}` is \"{}\", not {wanted}", brief(found)), "a token of another issuer, environment or user?")
        };
        let found_here = self.about(Diagnostic::error(code, message).advising(hint), name);
        Failure::compared(Refusal::Claim, found_here, wanted, brief(found))
    }
}

fn issuer_code(found: &str, wanted: &[String]) -> Code {
    let core = |issuer: &str| {
        let lower = issuer.to_lowercase();
        let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(&lower);
        rest.trim_end_matches(['/', '.']).to_owned()
    };
    if wanted.iter().any(|wanted| core(wanted) == core(found)) { Code::IssSlash } else { Code::IssMismatch }
}

/// Names in a message, each in quotes.
pub(super) fn listed_quoted<S: AsRef<str>>(names: &[S]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| brief_quoted(name.as_ref())).collect();
    listed(quoted.iter().map(String::as_str))
}

fn brief_quoted(text: &str) -> String {
    format!("\"{}\"", brief(text))
}
