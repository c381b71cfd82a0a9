//! The signature (RFC 7515 section 5.2) by the key that serves.

use super::{Code, Diagnostic, Failure, Judge, Refusal, Segment, SignatureStatus, Value};
use crate::{
    keys::{Algorithm, Candidate, KeySet, KeyState, Origin},
    token::{KeyUsed, text::listed},
};

impl Judge<'_> {
    /// Algorithm, key and signature. Each needs the one before; what cannot be checked is left out.
    pub(super) fn authenticity(&mut self, header: &Value, keys: &KeySet) -> (SignatureStatus, Option<KeyUsed>) {
        let missing = self.anatomy.signature.text.is_empty();
        let unchecked = (if missing { SignatureStatus::None } else { SignatureStatus::Unchecked }, None);
        let algorithm = self.algorithm(header);
        let candidates = self.candidates(header, keys);
        let serving = match (algorithm, candidates) {
            (Ok(algorithm), Ok(candidates)) => self.serving(algorithm, &candidates).map(|serving| (algorithm, serving)),
            (Ok(_), Err(failure)) => {
                self.findings.fail("key", failure);
                return unchecked;
            }
            (Err(failure), Ok(_)) => Err(failure),
            (Err(failure), Err(no_key)) => {
                self.findings.fail("key", no_key);
                Err(failure)
            }
        };
        let (algorithm, serving) = match serving {
            Ok(serving) => serving,
            Err(failure) => {
                self.findings.fail("alg", failure);
                return unchecked;
            }
        };
        if self.policy.explain {
            self.findings.pass_with(
                "alg",
                listed(serving.iter().flat_map(|key| key.key.algorithms()).map(|a| a.name())),
                algorithm.name(),
            );
        } else {
            self.findings.pass("alg");
        }
        let Ok(signature) = &self.anatomy.signature_bytes else { return unchecked };
        self.signature(algorithm, &serving, signature)
    }

    fn signature(
        &mut self,
        algorithm: Algorithm,
        serving: &[&Candidate],
        signature: &[u8],
    ) -> (SignatureStatus, Option<KeyUsed>) {
        if signature.is_empty() {
            let found =
                Diagnostic::error(Code::EmptySegment, format!("the signature is missing, though the header says {algorithm}"))
                    .within(Segment::Signature)
                    .at(self.anatomy.signature.start)
                    .advising("a stripped signature proves nothing: get the token from its issuer again");
            self.findings.fail("signature", Failure::new(Refusal::NotAuthentic, found));
            return (SignatureStatus::None, None);
        }
        let message = self.anatomy.signing_input.as_bytes();
        let signer = serving.iter().find(|candidate| candidate.key.verify(algorithm, message, signature));
        let Some(signer) = signer else {
            let failure = self.bad(algorithm, serving, signature);
            self.findings.fail("signature", failure);
            return (SignatureStatus::Bad, None);
        };
        let used = KeyUsed { kid: signer.kid.clone(), origin: signer.origin, algorithm };
        if self.policy.explain {
            self.findings.pass_with("signature", format!("by one of {} keys", serving.len()), named(signer));
        } else {
            self.findings.pass("signature");
        }
        self.accepted_key(signer, algorithm);
        (SignatureStatus::Ok, Some(used))
    }

    /// Whether the key whose signature it is still counts, and whether it is worth anything.
    fn accepted_key(&mut self, signer: &Candidate, algorithm: Algorithm) {
        if signer.origin == Origin::File(KeyState::Retired) {
            let found = Diagnostic::error(Code::KeyRetired, format!("authentic, but the key {} is retired", named(signer)))
                .within(Segment::Key)
                .advising("issue a new token with the active key");
            let failure = Failure::compared(Refusal::NotAccepted, found, "a key that still verifies", "retired");
            self.findings.fail("key", failure);
        }
        if let Some(weakness) = signer.key.weakness(algorithm) {
            let found = Diagnostic::warning(Code::KeyWeak, format!("{weakness}: whoever guesses it can sign tokens"))
                .within(Segment::Key)
                .advising("sign with a random secret of the size of the hash (RFC 7518 section 3.2)");
            self.findings.note(found);
        }
    }

    fn bad(&self, algorithm: Algorithm, serving: &[&Candidate], signature: &[u8]) -> Failure {
        let text = self.anatomy.signature.text;
        let needed = serving.first().map_or(0, |candidate| candidate.key.signature_length(algorithm));
        let fits = serving.iter().any(|candidate| candidate.key.signature_length(algorithm) == signature.len());
        let on_curve = algorithm.name().starts_with("ES");
        let found = if matches!(text.len(), 64 | 96 | 128 | 512) && text.bytes().all(|byte| byte.is_ascii_hexdigit()) && !fits {
            Diagnostic::error(Code::SigHex, "the signature is hexadecimal text, a token needs base64url of the bytes")
                .advising("the issuer encodes the digest as hexadecimal: it must encode its bytes")
        } else if on_curve && !fits && is_der(signature) {
            Diagnostic::error(Code::SigDer, format!("the signature is in DER, {algorithm} needs the two numbers side by side"))
                .advising("the issuer must convert it (RFC 7518 section 3.4)")
        } else if on_curve && !fits && needed.saturating_sub(signature.len()) <= 2 && signature.len() < needed {
            let message =
                format!("the signature has {} bytes, {algorithm} needs {needed}: leading zeros were dropped", signature.len());
            Diagnostic::error(Code::SigShortRs, message).advising("the issuer must fill both numbers up to the curve's size")
        } else if !fits {
            let message = format!("the signature has {} bytes, {algorithm} with this key needs {needed}", signature.len());
            Diagnostic::error(Code::SigLength, message)
                .advising("a truncated copy, another algorithm than the header says, or another key")
        } else {
            let keys = match serving {
                [one] => format!("of the key {}", named(one)),
                several => format!("of any of {} keys", several.len()),
            };
            Diagnostic::error(Code::SigBad, format!("the signature ({algorithm}) is not one {keys}"))
                .advising("another key or environment, or the token was changed after it was signed")
        };
        let found = found.within(Segment::Signature).at(self.anatomy.signature.start);
        Failure::compared(
            Refusal::NotAuthentic,
            found,
            format!("{needed} bytes by {}", listed(serving.iter().map(|key| key.kid.as_ref().map_or("the key", AsRef::as_ref)))),
            format!("{} bytes", signature.len()),
        )
    }
}

/// An ASN.1 sequence that fills the bytes: `30 len …`, as OpenSSL writes ECDSA signatures.
fn is_der(signature: &[u8]) -> bool {
    match signature {
        [0x30, 0x81, length, rest @ ..] | [0x30, length, rest @ ..] => {
            usize::from(*length) == rest.len() && rest.first() == Some(&2)
        }
        _ => false,
    }
}

/// A key in words: its name if it has one, else what it is.
fn named(candidate: &Candidate) -> String {
    match &candidate.kid {
        Some(kid) => format!("\"{kid}\" ({})", candidate.key.describe()),
        None => format!("({})", candidate.key.describe()),
    }
}
