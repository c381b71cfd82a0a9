//! The header beside algorithm and key: what it demands of readers, and what it is not believed.

use super::{Code, Diagnostic, Failure, Ignorable, Judge, Refusal, Segment, Told, Value};
use crate::token::text::{brief, brief_value};

/// Members by which a token names or brings its own key (RFC 7515 sections 4.1.2, 4.1.3, 4.1.5, 4.1.6).
const OWN_KEY: [&str; 4] = ["jku", "jwk", "x5u", "x5c"];

/// Members that `crit` must not list, because every reader knows them (RFC 7515 section 4.1.11).
const REGISTERED: [&str; 11] = ["alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit"];

impl Judge<'_> {
    pub(super) fn header(&mut self, header: &Value) {
        if let Some(crit) = header.get("crit") {
            let (refusal, diagnostic) = critical(header, crit);
            let diagnostic = self.placed(diagnostic, Segment::Header, "crit");
            let failure = Failure::compared(refusal, diagnostic, "no critical extension", brief_value(crit));
            self.findings.fail("crit", failure);
        }
        for name in OWN_KEY {
            if header.get(name).is_some() {
                let found =
                    Diagnostic::warning(Code::RemoteKeyHdr, format!("the token brings or names its own key (`{name}`): ignored"))
                        .advising("anyone can sign with a key of their own; verify with the issuer's");
                let found = self.placed(found, Segment::Header, name);
                self.findings.note(found);
            }
        }
        if let Some(wanted) = &self.policy.typ {
            self.settle(Ignorable::Typ, self.typ(header.get("typ"), wanted));
        }
    }

    fn typ(&self, typ: Option<&Value>, wanted: &str) -> Result<Told, Failure> {
        let found = typ.and_then(Value::as_str);
        if found.is_some_and(|found| media_type(found) == media_type(wanted)) {
            return Ok(self.findings.told(|| (wanted, found.map(brief).unwrap_or_default())));
        }
        let actual = typ.map_or_else(|| "none".to_owned(), brief_value);
        let diagnostic = Diagnostic::error(Code::TypMismatch, format!("the type (`typ`) is {actual}, not \"{}\"", brief(wanted)))
            .advising("a token of another kind: an ID token, a logout token …");
        Err(Failure::compared(Refusal::Claim, self.placed(diagnostic, Segment::Header, "typ"), wanted, actual))
    }
}

/// RFC 7515 section 4.1.9: "a recipient using the media type value MUST treat it as if 'application/' were prepended to any 'typ'
/// value not containing a '/'"; media types have no case.
fn media_type(typ: &str) -> String {
    let lower = typ.to_ascii_lowercase();
    lower.strip_prefix("application/").filter(|rest| !rest.contains('/')).map(str::to_owned).unwrap_or(lower)
}

/// RFC 7515 section 4.1.11: "If any of the listed extension Header Parameters are not understood and supported by the recipient,
/// then the JWS is invalid." None is understood here.
fn critical(header: &Value, crit: &Value) -> (Refusal, Diagnostic) {
    let names: Option<Vec<&str>> = crit.as_array().map(|items| items.iter().map_while(Value::as_str).collect());
    let ill_formed = match &names {
        None => Some("is not an array".to_owned()),
        Some(names) if names.len() != crit.as_array().map_or(0, <[Value]>::len) => {
            Some("holds something else than names".to_owned())
        }
        Some(names) if names.is_empty() => Some("is empty".to_owned()),
        Some(names) => names.iter().find_map(|name| match header.get(name) {
            _ if REGISTERED.contains(name) => Some(format!("lists `{name}`, which every reader knows")),
            None => Some(format!("lists `{}`, which the header does not have", brief(name))),
            Some(_) => None,
        }),
    };
    if let Some(why) = ill_formed {
        let message = format!("the list of critical headers (`crit`) {why}");
        return (Refusal::Malformed, Diagnostic::error(Code::Crit, message).advising("RFC 7515 section 4.1.11"));
    }
    let name = names.and_then(|names| names.first().map(|name| brief(name))).unwrap_or_default();
    let message = format!("the critical header \"{name}\" is not understood, so the token must be refused");
    (
        Refusal::NotAuthentic,
        Diagnostic::error(Code::Crit, message).advising("RFC 7515 section 4.1.11; ask the issuer to leave it out"),
    )
}
