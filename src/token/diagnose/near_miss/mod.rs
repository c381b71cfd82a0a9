//! The near miss: what a bad signature would be right for.
//!
//! A signature that does not verify says nothing about why. Most are one step from right: the secret's file ends in a line feed, the
//! signer decoded the secret from base64, the signature is in DER. [`near_miss`] takes the steps one by one, each a named hypothesis
//! of the table below, and says under which one the signature is right. It serves the diagnosis alone: what it finds verifies
//! nothing, and no verdict depends on it. It is a function of its own, because a server that refuses a token need not know why.
//!
//! The work is bounded: at most [`MOST_TRIALS`] signatures are checked, over a text of at most 128 KiB. Every hypothesis is checked
//! by the cryptography itself, so what is found is no guess.

mod secret;
mod signature;
mod text;
mod wording;

pub use secret::{Encoding, LineEnd, Reading, SecretForm};
pub use signature::{SignatureForm, SignatureNumbers, SignatureText};
pub use text::SignedText;

use std::cell::OnceCell;

use super::{InputHints, extract};
use crate::{
    keys::{Algorithm, Candidate, KeySet, VerifyingKey},
    token::{
        Anatomy, Decoded, Detail, Diagnostic, KeyUsed, Policy, Report, SignatureStatus,
        json::Value,
        segments::{Split, split},
    },
};

/// The most signatures that are checked in one search.
pub const MOST_TRIALS: usize = 64;

/// The longest text whose signature is looked into: bytes.
const MOST_TEXT: usize = 128 * 1024;

/// How many signatures are checked with one public key as a secret: its PEM with and without the line end, its DER.
const FORGERIES: usize = 3;

/// What a search has come to.
#[derive(Clone, Debug)]
pub struct Search {
    /// How many signatures were checked: 0 to [`MOST_TRIALS`].
    pub tried: usize,
    /// The hypothesis under which the signature is right.
    pub held: Option<NearMiss>,
    /// What that says about key, algorithm and signature.
    pub(in crate::token) findings: Vec<Diagnostic>,
}

/// How a token differs from one whose signature verifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The key whose signature it is, and the algorithm by which it is one.
    pub key: KeyUsed,
    /// The algorithm that the header claims.
    pub claimed: Algorithm,
    /// Whether it is another key than the one that the token or the policy names.
    pub is_other_key: bool,
    /// Why the key was not used with that algorithm, where the algorithm is the one that the header claims.
    pub barred: Option<Barred>,
    /// How the signer's secret differs from the one that was given.
    pub material: Material,
    /// How the signature is written.
    pub signature: SignatureForm,
    /// What was signed.
    pub text: SignedText,
}

/// What bars an algorithm that is the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// The key is bound to others, by its own `alg` or by the user file.
    ByKey,
    /// The policy accepts others only.
    ByPolicy,
}

impl Barred {
    /// The JSON name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ByKey => "by-key",
            Self::ByPolicy => "by-policy",
        }
    }
}

/// What was signed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Material {
    /// The key.
    Key,
    /// The secret in another form.
    Secret(SecretForm),
    /// The public key's text or DER, as if it were an HMAC secret: an algorithm confusion attack.
    PublicKeyAsSecret,
}

impl Material {
    /// The JSON name: of a secret that of its [`Reading`].
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Secret(form) => form.reading.name(),
            Self::PublicKeyAsSecret => "public-key-as-secret",
        }
    }
}

/// A hypothesis: its name, and the trials that test it.
struct Rule {
    #[cfg_attr(not(test), expect(dead_code, reason = "what a reader of the table needs"))]
    name: &'static str,
    trials: for<'c> fn(&Case<'c>) -> Vec<Trial<'c>>,
}

/// The hypotheses in the order in which they are tried: the likeliest first, and those of which there may be many last.
const RULES: &[Rule] = &[
    Rule { name: "the signature is written in another form", trials: same_key },
    Rule { name: "the signature is by another algorithm of the key", trials: other_algorithms },
    Rule { name: "the signer holds the secret in another form", trials: secrets },
    Rule { name: "the public key was used as a secret", trials: public_keys_as_secrets },
    Rule { name: "another text was signed", trials: texts },
    Rule { name: "another key signed", trials: other_keys },
];

/// A signature to explain.
struct Case<'c> {
    anatomy: &'c Anatomy<'c>,
    policy: &'c Policy,
    claimed: Algorithm,
    /// The keys that the policy's or the header's key id leaves.
    chosen: Vec<Suspect<'c>>,
    /// The rest.
    others: Vec<Suspect<'c>>,
    text: SignatureText,
    bytes: Vec<u8>,
}

/// A key that may be the signer's.
#[derive(Clone, Copy)]
struct Suspect<'c> {
    candidate: &'c Candidate,
    forms: &'c Forms,
}

/// What a key is tried as, each made when it is first needed.
#[derive(Debug)]
struct Forms {
    /// The key as it was given.
    given: VerifyingKey,
    /// The key for every algorithm of its kind.
    unbound: OnceCell<Option<VerifyingKey>>,
    /// The secret in each of [`SecretForm::ALL`].
    secrets: OnceCell<Vec<Option<VerifyingKey>>>,
}

/// Looks for near misses again and again: what a key is tried as is made once, as long as the key set has it in the same place.
#[derive(Debug, Default)]
pub struct Searcher {
    known: Vec<Forms>,
}

/// One way to check the signature. A key may read its bytes in more than one way, each of which counts.
struct Trial<'c> {
    suspect: Suspect<'c>,
    is_other: bool,
    algorithm: Algorithm,
    material: Material,
    text: SignedText,
}

/// Looks for the hypothesis under which the signature of a refused token is right.
///
/// `report` is that of [`verify`](crate::token::verify()) on the same input, keys and policy. Nothing is looked for where the
/// signature is right, where there is none, where the header cannot be read, or where the policy wants the verdict alone; then there
/// is no answer.
/// [`Report::with_near_miss`] adds the answer to the report.
#[must_use]
pub fn near_miss(report: &Report, input: impl AsRef<[u8]>, keys: &KeySet, policy: &Policy) -> Option<Search> {
    Searcher::default().near_miss(report, input, keys, policy)
}

impl Searcher {
    /// As the function [`near_miss`].
    pub fn near_miss(&mut self, report: &Report, input: impl AsRef<[u8]>, keys: &KeySet, policy: &Policy) -> Option<Search> {
        if policy.detail == Detail::Verdict || !report.is_verification() {
            return None;
        }
        if !matches!(report.signature(), SignatureStatus::Bad | SignatureStatus::Unchecked) {
            return None;
        }
        let taken = extract(input.as_ref(), InputHints { for_verification: true, ..InputHints::default() });
        let Split::Compact(compact) = split(&taken.token) else { return None };
        let decoded = Decoded::of(&compact);
        let anatomy = decoded.read();
        self.learn(keys);
        let case = Case::of(&anatomy, keys, &self.known, policy)?;
        let mut search = case.search();
        for found in &mut search.findings {
            found.offset = found.offset.map(|offset| taken.offset(offset));
        }
        Some(search)
    }

    /// Keeps what is known of each key of the set, and forgets what is known of others.
    fn learn(&mut self, keys: &KeySet) {
        self.known.truncate(keys.keys.len());
        for (known, candidate) in self.known.iter_mut().zip(&keys.keys) {
            if !known.given.is_same(&candidate.key) {
                *known = Forms::of(candidate);
            }
        }
        let new = keys.keys.iter().skip(self.known.len()).map(Forms::of);
        self.known.extend(new);
    }
}

impl Forms {
    fn of(candidate: &Candidate) -> Self {
        Self { given: candidate.key.clone(), unbound: OnceCell::new(), secrets: OnceCell::new() }
    }

    fn unbound(&self) -> Option<&VerifyingKey> {
        self.unbound.get_or_init(|| self.given.unbound().ok()).as_ref()
    }

    fn secret(&self, form: SecretForm) -> Option<&VerifyingKey> {
        let secret = self.given.secret()?;
        let held = |form: &SecretForm| VerifyingKey::from_secret(&form.of_secret(secret)?).ok();
        let secrets = self.secrets.get_or_init(|| SecretForm::ALL.iter().map(held).collect());
        SecretForm::ALL.iter().zip(secrets).find(|(known, _)| **known == form)?.1.as_ref()
    }
}

impl<'c> Case<'c> {
    fn of(anatomy: &'c Anatomy<'c>, keys: &'c KeySet, known: &'c [Forms], policy: &'c Policy) -> Option<Self> {
        let header = anatomy.header.strict_object()?;
        let claimed = header.get("alg").and_then(Value::as_str)?.parse().ok()?;
        let (text, bytes) = signature::bytes(anatomy).filter(|(_, bytes)| !bytes.is_empty())?;
        if keys.keys.is_empty() || anatomy.signing_input.len() > MOST_TEXT {
            return None;
        }
        let kid = policy.kid.as_ref().map(AsRef::as_ref).or_else(|| header.get("kid").and_then(Value::as_str));
        let suspects = || keys.keys.iter().zip(known).map(|(candidate, forms)| Suspect { candidate, forms });
        let is_named = |suspect: &Suspect<'_>| suspect.candidate.kid.as_ref().map(AsRef::as_ref) == kid;
        // As in verification, a key without a name is one that whoever handed it over has named.
        let (chosen, others) = match kid {
            None => (suspects().collect(), Vec::new()),
            Some(_) if suspects().any(|suspect| is_named(&suspect)) => suspects().partition(is_named),
            Some(_) => suspects().partition(|suspect| suspect.candidate.kid.is_none()),
        };
        Some(Self { anatomy, policy, claimed, chosen, others, text, bytes })
    }

    fn search(&self) -> Search {
        let mut tried = 0;
        let held = RULES.iter().flat_map(|rule| (rule.trials)(self)).find_map(|trial| self.run(&trial, &mut tried));
        let findings = held.as_ref().map_or_else(Vec::new, |held| wording::findings(held, self));
        Search { tried, held, findings }
    }

    /// Checks the signature in one way, as long as there are trials left.
    fn run(&self, trial: &Trial<'_>, tried: &mut usize) -> Option<NearMiss> {
        let costs = if trial.material == Material::PublicKeyAsSecret { FORGERIES } else { 1 };
        if tried.saturating_add(costs) > MOST_TRIALS {
            return None;
        }
        let text = trial.text.of(self.anatomy)?;
        if trial.material == Material::PublicKeyAsSecret {
            *tried = tried.saturating_add(FORGERIES);
            let forged = trial.suspect.candidate.key.is_forged_with(trial.algorithm, &text, &self.bytes);
            return forged.then(|| self.miss(trial, SignatureNumbers::Fixed));
        }
        let key = trial.key()?;
        for (numbers, signature) in signature::of_key(&self.bytes, trial.algorithm, key) {
            let miss = self.miss(trial, numbers);
            if *tried >= MOST_TRIALS {
                return None;
            }
            if self.differs(&miss) {
                *tried = tried.saturating_add(1);
                if key.verify(trial.algorithm, &text, &signature) {
                    return Some(miss);
                }
            }
        }
        None
    }

    fn miss(&self, trial: &Trial<'_>, numbers: SignatureNumbers) -> NearMiss {
        let Trial { suspect: Suspect { candidate, .. }, is_other, algorithm, material, text } = *trial;
        let barred = match () {
            () if algorithm != self.claimed || material != Material::Key => None,
            () if !candidate.key.algorithms().contains(&algorithm) => Some(Barred::ByKey),
            () if !self.policy.algorithms.is_empty() && !self.policy.algorithms.contains(&algorithm) => Some(Barred::ByPolicy),
            () => None,
        };
        NearMiss {
            key: KeyUsed { kid: candidate.kid.clone(), origin: candidate.origin, algorithm },
            claimed: self.claimed,
            is_other_key: is_other,
            barred,
            material,
            signature: SignatureForm { text: self.text, numbers },
            text,
        }
    }

    /// Whether it is anything else than what verification has checked.
    fn differs(&self, miss: &NearMiss) -> bool {
        miss.is_other_key
            || miss.barred.is_some()
            || miss.key.algorithm != self.claimed
            || miss.material != Material::Key
            || miss.signature != SignatureForm::AS_SENT
            || miss.text != SignedText::AsSent
    }

    /// The HMAC algorithm whose signatures have that length.
    fn hmac(&self) -> Option<Algorithm> {
        crate::keys::KeyType::Secret.algorithms().iter().copied().find(|hmac| hmac.hash_length() == self.bytes.len())
    }

    fn trial(&self, suspect: Suspect<'c>) -> Trial<'c> {
        let (algorithm, material, text) = (self.claimed, Material::Key, SignedText::AsSent);
        Trial { suspect, is_other: false, algorithm, material, text }
    }

    /// A trial for each of the chosen keys that are of the kind the header claims.
    fn fitting(&self) -> impl Iterator<Item = Trial<'c>> {
        let fits = |suspect: &&Suspect<'_>| suspect.candidate.key.key_type() == self.claimed.key_type();
        self.chosen.iter().filter(fits).map(|suspect| self.trial(*suspect))
    }
}

impl<'c> Trial<'c> {
    fn key(&self) -> Option<&'c VerifyingKey> {
        match self.material {
            Material::Key => self.suspect.forms.unbound(),
            Material::Secret(form) => self.suspect.forms.secret(form),
            Material::PublicKeyAsSecret => None,
        }
    }
}

fn same_key<'c>(case: &Case<'c>) -> Vec<Trial<'c>> {
    case.fitting().collect()
}

fn other_algorithms<'c>(case: &Case<'c>) -> Vec<Trial<'c>> {
    let others = |suspect: &Suspect<'c>| {
        let trial = |algorithm: &Algorithm| Trial { algorithm: *algorithm, ..case.trial(*suspect) };
        let algorithms = suspect.candidate.key.key_type().algorithms().iter();
        algorithms.filter(|algorithm| **algorithm != case.claimed).map(trial).collect::<Vec<_>>()
    };
    case.chosen.iter().flat_map(others).collect()
}

fn secrets<'c>(case: &Case<'c>) -> Vec<Trial<'c>> {
    let Some(algorithm) = case.hmac() else { return Vec::new() };
    let secrets = || case.chosen.iter().filter(|suspect| suspect.candidate.key.secret().is_some());
    let forms = |form: &SecretForm| {
        let material = Material::Secret(*form);
        secrets().map(|suspect| Trial { algorithm, material, ..case.trial(*suspect) }).collect::<Vec<_>>()
    };
    SecretForm::ALL.iter().flat_map(forms).collect()
}

fn public_keys_as_secrets<'c>(case: &Case<'c>) -> Vec<Trial<'c>> {
    let Some(algorithm) = case.hmac().filter(|_| case.claimed.is_symmetric()) else { return Vec::new() };
    let is_public = |suspect: &&Suspect<'_>| suspect.candidate.key.public_der().is_some();
    let public = case.chosen.iter().chain(&case.others).filter(is_public);
    public.map(|suspect| Trial { algorithm, material: Material::PublicKeyAsSecret, ..case.trial(*suspect) }).collect()
}

fn texts<'c>(case: &Case<'c>) -> Vec<Trial<'c>> {
    SignedText::ALL.iter().flat_map(|text| case.fitting().map(|trial| Trial { text: *text, ..trial })).collect()
}

fn other_keys<'c>(case: &Case<'c>) -> Vec<Trial<'c>> {
    let all = |suspect: &Suspect<'c>| {
        let suspect = *suspect;
        let mut algorithms = suspect.candidate.key.key_type().algorithms().to_vec();
        algorithms.sort_by_key(|algorithm| *algorithm != case.claimed);
        algorithms.into_iter().map(move |algorithm| Trial { algorithm, is_other: true, ..case.trial(suspect) })
    };
    case.others.iter().flat_map(all).collect()
}

#[cfg(test)]
mod tests;
