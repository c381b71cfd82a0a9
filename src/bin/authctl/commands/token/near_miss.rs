//! What to type about a near miss: the library says which hypothesis held, here stand the flags.

use authctl::{
    keys::{KeyState, Origin},
    token::{
        Code,
        diagnose::near_miss::{Barred, Encoding, LineEnd, Material, NearMiss, Reading, SecretForm},
    },
};

use crate::input::{self, SecretSource, Source};

/// How the secret of `--secret` was given.
#[derive(Clone, Debug)]
pub(super) struct GivenSecret {
    pub(super) source: SecretSource,
    /// Whether `--secret-exact` was there.
    pub(super) exact: bool,
    /// Whether a line end was taken off.
    pub(super) had_line_end: bool,
}

/// The advice on a finding of the near miss; where there is none, the library's stands.
pub(super) fn advice(miss: &NearMiss, code: Code, given: Option<&GivenSecret>) -> Option<String> {
    match (code, miss.material) {
        (Code::KeyNewline | Code::KeyB64 | Code::KeyFormat, Material::Secret(form)) => match (miss.key.origin, given) {
            (Origin::Outside, Some(given)) => Some(of_secret(form, given)),
            (Origin::File(_), _) => Some(of_stored(form)),
            _ => None,
        },
        (Code::SigBad | Code::KidUnknown, _) if miss.is_other_key => of_key(miss),
        (Code::AlgMismatch, _) => of_algorithm(miss),
        _ => None,
    }
}

fn of_secret(form: SecretForm, given: &GivenSecret) -> String {
    let shown = given.source.source().typed();
    let verifies = |flags: &str| format!("`{flags}` verifies it");
    match (form.reading, form.end) {
        (Reading::AsGiven, LineEnd::Without) if given.exact => {
            format!("`--secret {shown}` without `--secret-exact` verifies it")
        }
        (Reading::AsGiven, LineEnd::Lf | LineEnd::CrLf) if given.had_line_end => {
            verifies(&format!("--secret {shown} --secret-exact"))
        }
        (Reading::AsGiven, LineEnd::Lf | LineEnd::CrLf) => {
            "the signer's secret ends in a line end that this one lacks: write it without one there, or with it into a file and \
             give `--secret @FILE --secret-exact`"
                .to_owned()
        }
        (Reading::Decoded(encoding), LineEnd::AsGiven) => verifies(&format!("--secret {}:{shown}", prefix(encoding))),
        (Reading::DecodedTwice, LineEnd::AsGiven) => verifies(&format!("--secret b64:b64:{shown}")),
        (Reading::Encoded(encoding), end) => undecoded(encoding, end, given),
        (Reading::Trimmed | Reading::Unquoted, _) => "take it off where the secret is kept, then it verifies".to_owned(),
        (Reading::Quoted(_) | Reading::Marked, _) => "take it off where the signer's secret is kept, or add it here".to_owned(),
        _ => "let both sides hold the same bytes: no flag does what the signer does".to_owned(),
    }
}

/// The signer used the text that was decoded here.
fn undecoded(encoding: Encoding, end: LineEnd, given: &GivenSecret) -> String {
    let is_hex = matches!(encoding, Encoding::Hex | Encoding::HexUpper);
    match given.source.source() {
        Source::Decoded(decoded, inner) if is_hex == (*decoded == input::Encoding::Hex) => {
            let exact = if end == LineEnd::AsGiven { "" } else { " --secret-exact" };
            format!("`--secret {}{exact}` verifies it: leave `{}:` out", inner.typed(), decoded.prefix())
        }
        _ => format!("give the {} text itself as the secret", encoding.name()),
    }
}

fn of_stored(form: SecretForm) -> String {
    let what = match form.end {
        LineEnd::Lf | LineEnd::CrLf => "its line end (`--secret-exact`)",
        _ => "its bytes as the signer uses them (`b64:` and `hex:` decode)",
    };
    format!("`authctl key import SOURCE --alg ALG --state verify-only` takes the signer's secret over, with {what}")
}

fn of_key(miss: &NearMiss) -> Option<String> {
    let kid = miss.key.kid.as_ref()?;
    match miss.key.origin {
        Origin::File(KeyState::Retired) => None,
        _ if kid.as_str().starts_with('-') => Some(format!("`--kid={kid}` verifies it, if that key is meant")),
        _ => Some(format!("`--kid {kid}` verifies it, if that key is meant")),
    }
}

fn of_algorithm(miss: &NearMiss) -> Option<String> {
    match (miss.barred?, miss.key.origin) {
        (Barred::ByPolicy, _) => Some(format!("`--alg {}` verifies it, if the issuer is meant to use that", miss.claimed)),
        (Barred::ByKey, Origin::File(_)) => Some(format!(
            "a stored key has one algorithm: `authctl key export KID --format pem`, then `--key @FILE --alg {}` verifies it",
            miss.claimed
        )),
        (Barred::ByKey, _) => Some("take the key without its `alg` or as PEM, if the issuer is meant to use that".to_owned()),
    }
}

const fn prefix(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Hex | Encoding::HexUpper => "hex",
        _ => "b64",
    }
}
