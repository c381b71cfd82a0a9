//! What a near miss says about key, algorithm and signature. Offsets are into the token.

use super::{
    Barred, Case, Encoding, LineEnd, Material, NearMiss, Reading, SecretForm, SignatureNumbers, SignatureText, SignedText,
};
use crate::{
    keys::{Candidate, KeyState, Origin},
    token::{
        Code, Diagnostic, Segment,
        base64url::Base64ErrorKind,
        text::{brief, listed},
    },
};

/// One finding for each thing that differs, the key's first.
pub(super) fn findings(miss: &NearMiss, case: &Case<'_>) -> Vec<Diagnostic> {
    [material(miss, case), key(miss, case), algorithm(miss, case), signature(miss, case), text(miss, case)]
        .into_iter()
        .flatten()
        .collect()
}

fn material(miss: &NearMiss, case: &Case<'_>) -> Option<Diagnostic> {
    match miss.material {
        Material::Key => None,
        Material::Secret(form) => Some(secret(form)),
        Material::PublicKeyAsSecret => {
            let message =
                format!("the token is signed ({}) with the public key as if it were a secret: a forgery", miss.key.algorithm);
            let found = Diagnostic::error(Code::AlgMismatch, message);
            let hint = "an algorithm confusion attack: whoever wrote it knows no more than the public key (RFC 8725 section 2.1)";
            Some(case.anatomy.placed(found.advising(hint), Segment::Header, "/alg"))
        }
    }
}

fn secret(form: SecretForm) -> Diagnostic {
    let SecretForm { reading, end } = form;
    let code = match reading {
        Reading::AsGiven | Reading::Trimmed => Code::KeyNewline,
        Reading::Unquoted | Reading::Quoted(_) | Reading::Marked => Code::KeyFormat,
        _ => Code::KeyB64,
    };
    let read = match reading {
        Reading::AsGiven => "the secret".to_owned(),
        Reading::Trimmed => "the secret without the white space around it".to_owned(),
        Reading::Unquoted => "the secret without its quotes".to_owned(),
        Reading::Quoted(quote) => format!("the secret in {quote} quotes"),
        Reading::Marked => "the secret with a byte order mark before it".to_owned(),
        Reading::Decoded(Encoding::Hex | Encoding::HexUpper) => "the secret decoded from hexadecimal".to_owned(),
        Reading::Decoded(_) => "the secret decoded from base64".to_owned(),
        Reading::DecodedLoosely => "the secret decoded from base64 that passes over what is none".to_owned(),
        Reading::DecodedTwice => "the secret decoded from base64 twice".to_owned(),
        Reading::Encoded(encoding) => format!("the {} text of the secret's bytes", encoding.name()),
        Reading::Recoded(encoding) => format!("the {} text of what the secret encodes", encoding.name()),
    };
    let with = match end {
        LineEnd::AsGiven => "",
        LineEnd::Lf => ", with a line feed at its end",
        LineEnd::CrLf => ", with a carriage return and a line feed at its end",
        LineEnd::Without => ", without the line end",
    };
    let hint = match (reading, end) {
        (Reading::AsGiven, LineEnd::Without) => "the signer takes off the line end of its secret's file, and here it was kept",
        (Reading::AsGiven, _) => "the signer reads the secret from a file and keeps the line end",
        (Reading::Trimmed, _) => "the signer takes the white space off, and here it was kept",
        (Reading::Unquoted, _) => "the quotes are of a shell or an `.env` file, and do not belong to the secret",
        (Reading::Quoted(_), _) => "the signer's `.env` file has quotes, and whatever reads it there keeps them",
        (Reading::Marked, _) => "an editor put the mark before the text in the signer's file",
        (Reading::Decoded(_) | Reading::DecodedLoosely | Reading::DecodedTwice, _) => {
            "the signer decodes the text before it signs, and here the text itself was used"
        }
        _ => "the signer uses the encoded text as it stands, and here its bytes were used",
    };
    Diagnostic::error(code, format!("the signature is right for {read}{with}")).within(Segment::Key).advising(hint)
}

fn key(miss: &NearMiss, case: &Case<'_>) -> Option<Diagnostic> {
    if !miss.is_other_key {
        return None;
    }
    let signer = match (&miss.key.kid, miss.key.origin) {
        (Some(kid), Origin::File(state)) => format!("the key \"{}\" ({state})", brief(kid.as_str())),
        (Some(kid), _) => format!("the key \"{}\"", brief(kid.as_str())),
        (None, Origin::File(state)) => format!("a {state} key without a name"),
        (None, _) => "a key without a name".to_owned(),
    };
    let wanted = case.policy.kid.as_ref().map(AsRef::as_ref).or_else(|| case.anatomy.header.value.as_ref()?.get("kid")?.as_str());
    let wanted = brief(wanted.unwrap_or_default());
    let hint = if miss.key.origin == Origin::File(KeyState::Retired) {
        "that key is retired, and what it signed is refused: issue a new token"
    } else {
        "the issuer names one key in the header and signs with another: the names of keys are mixed up, or the header was changed"
    };
    let found = if case.chosen.is_empty() {
        let message = format!("there is no key \"{wanted}\"; the signature is that of {signer}");
        Diagnostic::error(Code::KidUnknown, message)
    } else {
        Diagnostic::error(Code::SigBad, format!("the signature is not of the key \"{wanted}\", but of {signer}"))
    };
    let found = found.advising(hint);
    Some(if case.policy.kid.is_some() { found.within(Segment::Key) } else { case.anatomy.placed(found, Segment::Header, "/kid") })
}

fn algorithm(miss: &NearMiss, case: &Case<'_>) -> Option<Diagnostic> {
    let (used, claimed) = (miss.key.algorithm, miss.claimed);
    let (message, hint) = match miss.barred {
        _ if miss.material == Material::PublicKeyAsSecret => return None,
        None if used == claimed => return None,
        None => (
            format!("the token says {claimed}, but its signature is right by {used}"),
            "the issuer writes another algorithm into the header than it signs with, and must write the one it uses",
        ),
        Some(Barred::ByPolicy) => (
            format!("the signature is right by {claimed}, but only {} is accepted", listed(names(&case.policy.algorithms))),
            "accept that algorithm too, if the issuer is meant to use it",
        ),
        Some(Barred::ByKey) => {
            let bound =
                case.chosen.iter().chain(&case.others).map(|suspect| suspect.candidate).find(|candidate| is_of(candidate, miss));
            let bound = bound.map_or_else(String::new, |candidate| listed(names(candidate.key.algorithms())));
            (
                format!("the signature is right by {claimed}, but the key is bound to {bound}"),
                "a key serves the algorithms it was made for alone; the issuer must sign with one of them",
            )
        }
    };
    Some(case.anatomy.placed(Diagnostic::error(Code::AlgMismatch, message).advising(hint), Segment::Header, "/alg"))
}

fn names(algorithms: &[crate::keys::Algorithm]) -> impl Iterator<Item = &'static str> {
    algorithms.iter().map(|algorithm| algorithm.name())
}

fn is_of(candidate: &Candidate, miss: &NearMiss) -> bool {
    candidate.kid == miss.key.kid && candidate.origin == miss.key.origin && candidate.key.key_type() == miss.claimed.key_type()
}

fn signature(miss: &NearMiss, case: &Case<'_>) -> Option<Diagnostic> {
    let algorithm = miss.key.algorithm;
    let needed = case.bytes.len();
    let (code, message, hint) = match (miss.signature.numbers, miss.signature.text) {
        (SignatureNumbers::Der, _) => (
            Code::SigDer,
            format!("the signature is right, but in DER: {algorithm} needs its two numbers side by side"),
            "the issuer must convert it (RFC 7518 section 3.4)",
        ),
        (SignatureNumbers::Varying, _) if algorithm.key_type() == crate::keys::KeyType::Rsa => (
            Code::SigLength,
            format!("the signature is right, but has {needed} bytes: its leading zeros are not those of the key's length"),
            "the issuer must write it at the length of the key (RFC 7518 section 3.3)",
        ),
        (SignatureNumbers::Varying, _) => {
            let code = if needed < length(algorithm) { Code::SigShortRs } else { Code::SigLength };
            (
                code,
                format!(
                    "the signature is right, but has {needed} bytes, {algorithm} needs {}: a number {}",
                    length(algorithm),
                    { if code == Code::SigShortRs { "lost its leading zeros" } else { "has a leading zero too many" } }
                ),
                "the issuer must write both numbers at the size of the curve (RFC 7518 section 3.4)",
            )
        }
        (_, SignatureText::Hex | SignatureText::HexInBase64Url) => (
            Code::SigHex,
            "the signature is right, but in hexadecimal: a token has base64url of its bytes".to_owned(),
            "the issuer takes a hexadecimal digest: it must encode the bytes themselves",
        ),
        (_, SignatureText::Base64) => {
            let fault = case.anatomy.signature_bytes.as_ref().err()?;
            let code = match fault.kind {
                Base64ErrorKind::Padding => Code::B64Padded,
                Base64ErrorKind::NonCanonical => return None,
                _ => Code::B64Std,
            };
            let found = Diagnostic::error(code, "the signature is right, but in standard base64: a token has base64url")
                .advising("the issuer must write `-` and `_` for `+` and `/`, and no padding (RFC 7515 section 2)");
            let place = case.anatomy.signature.start.saturating_add(fault.offset);
            return Some(found.within(Segment::Signature).at(place));
        }
        (SignatureNumbers::Fixed, SignatureText::Base64Url) => return None,
    };
    Some(Diagnostic::error(code, message).advising(hint).within(Segment::Signature).at(case.anatomy.signature.start))
}

fn length(algorithm: crate::keys::Algorithm) -> usize {
    match algorithm.key_type() {
        crate::keys::KeyType::Ec(curve) => curve.size().saturating_mul(2),
        _ => algorithm.hash_length(),
    }
}

fn text(miss: &NearMiss, case: &Case<'_>) -> Option<Diagnostic> {
    let (covers, hint) = match miss.text {
        SignedText::AsSent => return None,
        SignedText::LineFeed => {
            ("the token's text with a line feed", "the issuer must sign without it: `printf %s` in place of `echo`")
        }
        SignedText::Padded => (
            "header and payload with padding, which was then taken off",
            "the issuer must encode without padding before it signs (RFC 7515 section 5.1)",
        ),
        SignedText::Standard | SignedText::StandardPadded => (
            "header and payload in standard base64, which was then changed",
            "the issuer must encode as base64url before it signs (RFC 7515 section 5.1)",
        ),
        SignedText::Json => (
            "the JSON of header and payload, not their base64url",
            "the issuer must sign the encoded text (RFC 7515 section 5.1)",
        ),
        SignedText::Compact => (
            "header and payload as compact JSON: they were written anew after signing",
            "whoever passes the token on must not touch its text: the signature covers it as it was sent",
        ),
    };
    let found = Diagnostic::error(Code::SigBad, format!("the signature covers {covers}")).advising(hint);
    Some(found.within(Segment::Signature).at(case.anatomy.signature.start))
}
