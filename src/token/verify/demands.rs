//! What the policy demands beyond the registered claims: scopes, claims that must be there, claims that must have a value.

use super::{Code, Diagnostic, Failure, Judge, Refusal, Segment, Value, names::listed_quoted};
use crate::token::{text::brief_value, verified::scopes};

impl Judge<'_> {
    pub(super) fn scopes(&mut self, payload: &Value) {
        let wanted = &self.policy.scopes;
        if wanted.is_empty() {
            return;
        }
        let held = scopes(payload);
        let lacking: Vec<&String> = wanted.iter().filter(|wanted| !held.contains(&wanted.as_str())).collect();
        if lacking.is_empty() {
            return self.findings.pass_told("scope", || (listed_quoted(wanted), listed_quoted(&held)));
        }
        let name = if payload.get("scope").is_none() && payload.get("scp").is_some() { "scp" } else { "scope" };
        let actual = if held.is_empty() { "none".to_owned() } else { listed_quoted(&held) };
        let message = format!("the scope {} is missing (there are: {actual})", listed_quoted(&lacking));
        let found = Diagnostic::error(Code::ScopeMissing, message).advising("ask the issuer for a token with this scope");
        let failure = Failure::compared(Refusal::Claim, self.about(found, name), listed_quoted(wanted), actual);
        self.findings.fail("scope", failure);
    }

    pub(super) fn required(&mut self, payload: &Value) {
        for name in &self.policy.required {
            let value = if name.starts_with('/') { payload.pointer(name) } else { payload.get(name) };
            match value {
                Some(value) if value.kind_name() != "null" => {
                    self.findings.pass_told(name.clone(), || ("a value", brief_value(value)));
                }
                _ => {
                    let failure = self.missing(name, "a value");
                    self.findings.fail(name.clone(), failure);
                }
            }
        }
    }

    pub(super) fn expected(&mut self, payload: &Value) {
        for spec in &self.policy.expected {
            let pointer = spec.pointer();
            let name = spec.to_string();
            let expected = brief_value(spec.value());
            match payload.pointer(&pointer) {
                Some(value) if value.same(spec.value()) => {
                    self.findings.pass_told(name, || (expected, brief_value(value)));
                }
                Some(value) => {
                    let actual = brief_value(value);
                    let found = Diagnostic::error(Code::ClaimMismatch, format!("`{name}` is {actual}, not {expected}"))
                        .advising("a token for another purpose, or the demand is not what the issuer writes");
                    let found = self.anatomy.placed(found, Segment::Payload, &pointer);
                    self.findings.fail(name, Failure::compared(Refusal::Claim, found, expected, actual));
                }
                None => {
                    let failure = self.missing(&name, &expected);
                    self.findings.fail(name, failure);
                }
            }
        }
    }
}
