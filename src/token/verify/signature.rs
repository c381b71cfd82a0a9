//! The signature (RFC 7515 section 5.2) by the key that serves.

use super::{Code, Diagnostic, Failure, Judge, Refusal, Segment, SignatureStatus, Value};
use crate::{
    keys::{Algorithm, Candidate, KeySet, KeyState, Origin},
    token::{KeyUsed, diagnose, text::listed},
};

impl Judge<'_> {
    /// Algorithm, key and signature. Each needs the one before; what cannot be checked is left out.
    pub(super) fn authenticity(&mut self, header: &Value, keys: &KeySet) -> (SignatureStatus, Option<KeyUsed>) {
        let missing = self.anatomy.signature.text.is_empty();
        let unchecked = (if missing { SignatureStatus::None } else { SignatureStatus::Unchecked }, None);
        let algorithm = self.algorithm(header);
        let candidates = self.candidates(header, keys);
        let serving = match (algorithm, candidates) {
            (Ok(algorithm), Ok(candidates)) => {
                self.serving(algorithm, &candidates, &keys.sealed).map(|serving| (algorithm, serving))
            }
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
                let check = if failure.code() == Code::KeySealed { "key" } else { "alg" };
                self.findings.fail(check, failure);
                return unchecked;
            }
        };
        self.findings.pass_told("alg", || {
            (listed(serving.iter().flat_map(|key| key.key.algorithms()).map(|served| served.name())), algorithm.name())
        });
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
            let found = self.no_signature(algorithm);
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
        self.findings.pass_told("signature", || (by_any_of(serving), format!("by {}", named(signer))));
        self.accepted_key(signer, algorithm);
        (SignatureStatus::Ok, Some(used))
    }

    fn no_signature(&self, algorithm: Algorithm) -> Diagnostic {
        Diagnostic::error(Code::EmptySegment, format!("the signature is missing, though the header says {algorithm}"))
            .within(Segment::Signature)
            .at(self.anatomy.signature.start)
            .advising("a stripped signature proves nothing: get the token from its issuer again")
    }

    /// What the form of the signature shows without a key.
    pub(super) fn signature_form(&mut self, algorithm: Algorithm) {
        let Ok(signature) = &self.anatomy.signature_bytes else { return };
        let found = if signature.is_empty() {
            Some(self.no_signature(algorithm))
        } else {
            diagnose::misfit(algorithm, self.anatomy.signature, signature, &[])
        };
        self.findings.note_all(found);
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
        let lengths: Vec<usize> = serving.iter().map(|candidate| candidate.key.signature_length(algorithm)).collect();
        let found = diagnose::misfit(algorithm, self.anatomy.signature, signature, &lengths).unwrap_or_else(|| {
            let keys = match serving {
                [one] => format!("of the key {}", named(one)),
                several => format!("of any of {} keys", several.len()),
            };
            Diagnostic::error(Code::SigBad, format!("the signature ({algorithm}) is not one {keys}"))
                .advising("another key or environment, or the token was changed after it was signed")
        });
        let needed = lengths.first().copied().unwrap_or(0);
        let found = found.within(Segment::Signature).at(self.anatomy.signature.start);
        Failure::compared(
            Refusal::NotAuthentic,
            found,
            format!("that of {}", listed(serving.iter().map(|key| key.kid.as_ref().map_or("the key", AsRef::as_ref)))),
            if signature.len() == needed { "another".to_owned() } else { format!("{} bytes, not {needed}", signature.len()) },
        )
    }
}

fn by_any_of(serving: &[&Candidate]) -> String {
    match serving {
        [one] => format!("by {}", named(one)),
        several => format!("by one of {} keys", several.len()),
    }
}

/// A key in words: its name if it has one, else what it is.
fn named(candidate: &Candidate) -> String {
    match &candidate.kid {
        Some(kid) => format!("\"{kid}\" ({})", candidate.key.describe()),
        None => format!("({})", candidate.key.describe()),
    }
}
