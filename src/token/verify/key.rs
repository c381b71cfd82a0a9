//! The algorithm and the key. The key decides which algorithms it serves; the header's `alg` and `kid` are compared, not followed.

use super::{Code, Diagnostic, Failure, Judge, Refusal, Segment, Value};
use crate::{
    keys::{Algorithm, Candidate, KeyId, KeySet, Origin},
    token::text::{brief, brief_value, listed},
};

impl Judge<'_> {
    /// The algorithm that the header claims, where it is one.
    pub(super) fn algorithm(&self, header: &Value) -> Result<Algorithm, Failure> {
        let placed = |found: Diagnostic| self.placed(found, Segment::Header, "alg");
        let Some(name) = header.get("alg").and_then(Value::as_str) else {
            let actual = header.get("alg").map_or_else(|| "none".to_owned(), brief_value);
            let found = Diagnostic::error(Code::AlgMissing, "the header names no algorithm (`alg`)")
                .advising("no header of a signed token (RFC 7515 section 4.1.1): are the parts in order?");
            return Err(Failure::compared(Refusal::Malformed, placed(found), "the name of an algorithm", actual));
        };
        if name.eq_ignore_ascii_case("none") {
            let found = Diagnostic::error(Code::AlgNone, "an unsecured token (alg \"none\"): it proves nothing")
                .advising("never accept it: anyone can write one; ask the issuer to sign");
            return Err(Failure::compared(Refusal::NotAuthentic, placed(found), "a signature algorithm", brief(name)));
        }
        name.parse().map_err(|_| Failure::compared(Refusal::NotAuthentic, placed(unknown(name)), supported(), brief(name)))
    }

    /// The candidates that the policy's or the header's key id leaves, in order.
    pub(super) fn candidates<'k>(&mut self, header: &Value, keys: &'k KeySet) -> Result<Vec<&'k Candidate>, Failure> {
        if keys.keys.is_empty() && keys.sealed.is_empty() {
            let found = Diagnostic::error(Code::NoKey, "there is no key to verify with").within(Segment::Key);
            return Err(Failure::new(Refusal::NoKey, found.advising("name a key, a secret or a key set")));
        }
        let kid = match (&self.policy.kid, header.get("kid")) {
            (Some(kid), _) => kid.as_str(),
            (None, None) => return Ok(self.unnamed(keys)),
            (None, Some(value)) => {
                // RFC 7515 section 4.1.4: "Its value MUST be a case-sensitive string."
                let Some(kid) = value.as_str() else {
                    let message = format!("the key id (`kid`) is {}, not a string", value.kind_name());
                    let found = Diagnostic::error(Code::KidOdd, message)
                        .advising("the issuer must write a string (RFC 7515 section 4.1.4)");
                    let found = self.placed(found, Segment::Header, "kid");
                    return Err(Failure::compared(Refusal::Malformed, found, "a string", brief_value(value)));
                };
                kid
            }
        };
        let named: Vec<_> = keys.named(kid).collect();
        match named.len() {
            // A key that has no name was named by whoever handed it over.
            0 => {
                let nameless: Vec<_> = keys.keys.iter().filter(|candidate| candidate.kid.is_none()).collect();
                match keys.sealed.iter().find(|sealed| sealed.as_str() == kid) {
                    Some(sealed) => Err(sealed_away(std::slice::from_ref(sealed))),
                    None if nameless.is_empty() => Err(self.unknown_kid(kid, keys)),
                    None => Ok(nameless),
                }
            }
            1 => Ok(named),
            count => {
                let message = format!("{count} keys have the key id \"{}\": each is tried", brief(kid));
                let found = Diagnostic::warning(Code::KidDup, message).within(Segment::Key);
                self.findings.note(found.advising("give every key of the set its own id (RFC 7517 section 4.5)"));
                Ok(named)
            }
        }
    }

    /// Without a key id every key that may serve is tried.
    fn unnamed<'k>(&mut self, keys: &'k KeySet) -> Vec<&'k Candidate> {
        if keys.keys.len() > 1 {
            let message = format!("the token names no key (`kid`) and there are {}: each that fits is tried", keys.keys.len());
            let found = Diagnostic::info(Code::KidMissing, message).within(Segment::Header);
            self.findings.note(found.advising("an issuer with several keys should name the one it signed with"));
        }
        keys.keys.iter().collect()
    }

    fn unknown_kid(&self, kid: &str, keys: &KeySet) -> Failure {
        let known = listed(keys.keys.iter().filter_map(|candidate| candidate.kid.as_ref()).map(AsRef::as_ref));
        let fetched = keys.keys.iter().find_map(|candidate| match candidate.origin {
            Origin::Fetched { ago } => Some(ago),
            Origin::File(_) | Origin::Outside | Origin::Jwks => None,
        });
        let shown = brief(kid);
        let message = match fetched {
            Some(ago) => format!("there is no key \"{shown}\" in the key set (it has: {known}; fetched {})", ago.ago()),
            None => format!("there is no key \"{shown}\" (there are: {known})"),
        };
        let found = Diagnostic::error(Code::KidUnknown, message)
            .advising("was the key rotated away, or is the token from another issuer or environment?");
        let found =
            if self.policy.kid.is_some() { found.within(Segment::Key) } else { self.placed(found, Segment::Header, "kid") };
        Failure::compared(Refusal::NoKey, found, known, brief(kid))
    }

    /// Those of the candidates that may serve with the algorithm; none is a failure.
    pub(super) fn serving<'k>(
        &self,
        algorithm: Algorithm,
        candidates: &[&'k Candidate],
        sealed: &[KeyId],
    ) -> Result<Vec<&'k Candidate>, Failure> {
        let allowed = &self.policy.algorithms;
        if !allowed.is_empty() && !allowed.contains(&algorithm) {
            let names = listed(allowed.iter().map(|algorithm| algorithm.name()));
            let message = format!("the token says {algorithm}, but only {names} is accepted");
            return Err(self.mismatch(Code::AlgMismatch, message, names, algorithm));
        }
        let serving: Vec<_> = candidates.iter().copied().filter(|key| key.key.algorithms().contains(&algorithm)).collect();
        // The token names no key, and every secret that could be meant is sealed.
        if serving.is_empty() && algorithm.is_symmetric() && !sealed.is_empty() {
            return Err(sealed_away(sealed));
        }
        if serving.is_empty() {
            return Err(self.not_serving(algorithm, candidates));
        }
        Ok(serving)
    }

    fn not_serving(&self, algorithm: Algorithm, candidates: &[&Candidate]) -> Failure {
        let mut names: Vec<&str> =
            candidates.iter().flat_map(|key| key.key.algorithms()).map(|algorithm| algorithm.name()).collect();
        names.dedup();
        let served = listed(names.iter().copied());
        let what = match candidates {
            [] => "the only keys are HMAC secrets, which are sealed".to_owned(),
            [one] => format!("the key is {} and serves {served}", one.key.describe()),
            several => format!("the {} keys serve {served}", several.len()),
        };
        let on_curve = |name: &str| name.starts_with("ES");
        let curve = on_curve(algorithm.name()) && names.iter().any(|name| on_curve(name));
        let secrets = candidates.iter().all(|key| key.key.secret().is_some());
        let code = match (curve, secrets) {
            (true, _) => Code::AlgCurve,
            (_, true) if !algorithm.is_symmetric() => Code::KeyIsSecret,
            _ => Code::AlgMismatch,
        };
        self.mismatch(code, format!("the token says {algorithm}, but {what}"), served, algorithm)
    }

    fn mismatch(&self, code: Code, message: String, expected: String, algorithm: Algorithm) -> Failure {
        let hint = match code {
            Code::AlgCurve => "each of ES256, ES384 and ES512 needs a key on its own curve: is it the key of another issuer?",
            Code::KeyIsSecret => "such a token is verified with the issuer's public key, not with a secret",
            _ => "the wrong key, or an attempt to have a public key taken for a secret: do not switch the algorithm to match",
        };
        let found = self.placed(Diagnostic::error(code, message).advising(hint), Segment::Header, "alg");
        Failure::compared(Refusal::NotAuthentic, found, expected, algorithm.name())
    }
}

/// The HMAC secret that the token needs is under a passphrase.
fn sealed_away(kids: &[KeyId]) -> Failure {
    let names = listed(kids.iter().map(AsRef::as_ref));
    let message = match kids {
        [_] => format!("the key \"{names}\" is an HMAC secret and sealed: without its passphrase it verifies nothing"),
        _ => format!("the HMAC secrets are sealed ({names}): without their passphrase they verify nothing"),
    };
    let found = Diagnostic::error(Code::KeySealed, message).within(Segment::Key);
    let found = found.advising("open it with its passphrase; an asymmetric key would verify sealed, too");
    Failure::compared(Refusal::NoKey, found, "a key that lies open", "sealed")
}

fn supported() -> String {
    listed(Algorithm::ALL.iter().map(|algorithm| algorithm.name()))
}

/// A name that is no algorithm here. RFC 7515 section 4.1.1: the value is case-sensitive.
fn unknown(name: &str) -> Diagnostic {
    let shown = brief(name);
    if let Some(meant) = Algorithm::ALL.into_iter().find(|algorithm| algorithm.name().eq_ignore_ascii_case(name)) {
        return Diagnostic::error(Code::AlgCase, format!("the algorithm \"{shown}\" is written {meant}"))
            .advising("names of algorithms are case-sensitive: the issuer must write it so");
    }
    let found = Diagnostic::error(Code::AlgUnknown, format!("\"{shown}\" is not an algorithm that is supported"));
    match near(name) {
        Some(meant) => found.advising(format!("did the issuer mean {meant}?")),
        None => found.advising(format!("supported are {}", Algorithm::ALL.map(Algorithm::name).join(", "))),
    }
}

fn near(name: &str) -> Option<Algorithm> {
    let upper = name.to_ascii_uppercase();
    let known = [
        ("SHA256", Algorithm::Hs256),
        ("HMACSHA256", Algorithm::Hs256),
        ("RSA", Algorithm::Rs256),
        ("ED25519", Algorithm::EdDsa),
    ];
    known.into_iter().find(|(alias, _)| *alias == upper).map(|(_, meant)| meant).or_else(|| {
        let distance = |algorithm: &Algorithm| strsim::levenshtein(&algorithm.name().to_ascii_uppercase(), &upper);
        Algorithm::ALL.into_iter().filter(|_| upper.len() <= 16).min_by_key(distance).filter(|best| distance(best) <= 2)
    })
}
