//! `aud` (RFC 7519 section 4.1.3).

use super::{Code, Diagnostic, Failure, Ignorable, Judge, Refusal, Told, Value, names::listed_quoted};
use crate::token::{
    text::{brief, brief_value},
    verified::audiences,
};

impl Judge<'_> {
    pub(super) fn audience(&mut self, payload: &Value) {
        self.settle(Ignorable::Aud, self.aud(payload));
    }

    fn aud(&self, payload: &Value) -> Result<Told, Failure> {
        let wanted = &self.policy.audiences;
        let Some(value) = payload.get("aud") else {
            return if wanted.is_empty() { Ok(self.absent()) } else { Err(self.missing("aud", &listed_quoted(wanted))) };
        };
        let all_strings = value.as_array().is_some_and(|items| items.iter().all(|item| item.as_str().is_some()));
        if value.as_str().is_none() && !all_strings {
            let what = if value.as_array().is_some() { "an array that holds more than strings" } else { value.kind_name() };
            let found = Diagnostic::error(Code::AudType, format!("`aud` is {what}, it must be a string or an array of strings"))
                .advising("the issuer must write strings; strict readers refuse anything else");
            let expected = "a string or an array of strings";
            return Err(Failure::compared(Refusal::Claim, self.about(found, "aud"), expected, brief_value(value)));
        }
        let found = audiences(Some(value));
        if wanted.is_empty() || found.clone().any(|found| wanted.iter().any(|wanted| wanted == found)) {
            let expected = || if wanted.is_empty() { "anything".to_owned() } else { listed_quoted(wanted) };
            return Ok(self.findings.told(|| (expected(), listed_quoted(&found.collect::<Vec<_>>()))));
        }
        Err(self.not_among(&found.collect::<Vec<_>>()))
    }

    fn not_among(&self, found: &[&str]) -> Failure {
        let wanted = &self.policy.audiences;
        let (expected, actual) = (listed_quoted(wanted), listed_quoted(found));
        let actual = if found.is_empty() { "nobody".to_owned() } else { actual };
        let message = format!("`aud` is {actual}, which lacks {expected}");
        let nearest = found
            .iter()
            .flat_map(|found| wanted.iter().map(move |wanted| (strsim::jaro(found, wanted), *found, wanted)))
            .max_by(|(a, ..), (b, ..)| a.total_cmp(b))
            .filter(|(near, ..)| *near > 0.8);
        let hint = match nearest {
            Some((_, found, wanted)) => {
                format!("\"{}\" is near \"{}\", but audiences are compared character by character", brief(found), brief(wanted))
            }
            None => "a token for another service; ask the issuer for one with this audience".to_owned(),
        };
        let found = self.about(Diagnostic::error(Code::AudMismatch, message).advising(hint), "aud");
        Failure::compared(Refusal::Claim, found, expected, actual)
    }
}
