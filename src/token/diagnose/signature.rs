//! Signatures whose form is wrong, whatever the key (`SIG_LENGTH`, `SIG_HEX`, `SIG_DER`, `SIG_SHORT_RS`). Offsets are into the token.

use crate::{
    keys::Algorithm,
    token::{Code, Diagnostic, Segment, segments::Part},
};

/// A signature of the wrong length for its algorithm.
struct Misfit<'t> {
    algorithm: Algorithm,
    text: &'t str,
    bytes: &'t [u8],
    /// The right length in bytes; without a key that of RSA is unknown.
    needed: Option<usize>,
}

type Rule = fn(&Misfit<'_>) -> Option<Diagnostic>;

/// The order in which they are tried. Where none applies, the length is all that is known.
const RULES: &[Rule] = &[hexadecimal, der, short];

/// Why a signature cannot be one by the algorithm, if its form shows it. `needed` holds the lengths that the keys give.
pub(in crate::token) fn misfit(algorithm: Algorithm, part: Part<'_>, bytes: &[u8], needed: &[usize]) -> Option<Diagnostic> {
    let fits = match (needed, algorithm.signature_length()) {
        ([], Some(length)) => bytes.len() == length,
        // RSA keys have 1024 bits at least, and whole bytes.
        ([], None) => bytes.len() >= 128 && bytes.len().is_multiple_of(8),
        (lengths, _) => lengths.contains(&bytes.len()),
    };
    let misfit = Misfit { algorithm, text: part.text, bytes, needed: needed.first().copied().or(algorithm.signature_length()) };
    // Where the length is not known, digits fit as well as bytes do; 256 digits in a row are no chance.
    let fits = fits && !(misfit.needed.is_none() && hexadecimal(&misfit).is_some());
    (!fits).then(|| {
        let found = RULES.iter().find_map(|rule| rule(&misfit)).unwrap_or_else(|| length(&misfit));
        found.within(Segment::Signature).at(part.start)
    })
}

const fn on_curve(algorithm: Algorithm) -> bool {
    matches!(algorithm, Algorithm::Es256 | Algorithm::Es384 | Algorithm::Es512)
}

/// The digits themselves in place of base64url, or base64url of the digits.
fn hexadecimal(misfit: &Misfit<'_>) -> Option<Diagnostic> {
    let is_hex = |text: &[u8]| text.iter().all(u8::is_ascii_hexdigit);
    let is_length = |length: usize| match misfit.needed {
        Some(needed) => length == needed.saturating_mul(2),
        None => length >= 256 && length.is_multiple_of(16),
    };
    let found = [misfit.text.as_bytes(), misfit.bytes].into_iter().any(|text| is_length(text.len()) && is_hex(text));
    found.then(|| {
        Diagnostic::error(Code::SigHex, "the signature is hexadecimal text, where a token has base64url of its bytes")
            .advising("the issuer takes a hexadecimal digest: it must encode the bytes themselves")
    })
}

fn der(misfit: &Misfit<'_>) -> Option<Diagnostic> {
    (on_curve(misfit.algorithm) && is_der(misfit.bytes)).then(|| {
        let message = format!("the signature is in DER, {} needs its two numbers side by side", misfit.algorithm);
        Diagnostic::error(Code::SigDer, message).advising("the issuer must convert it (RFC 7518 section 3.4)")
    })
}

/// An ASN.1 sequence that fills the bytes: `30 len 02 …`, as OpenSSL writes ECDSA signatures.
fn is_der(signature: &[u8]) -> bool {
    match signature {
        [0x30, 0x81, length, rest @ ..] | [0x30, length, rest @ ..] => {
            usize::from(*length) == rest.len() && rest.first() == Some(&2)
        }
        _ => false,
    }
}

fn short(misfit: &Misfit<'_>) -> Option<Diagnostic> {
    let needed = misfit.needed.filter(|_| on_curve(misfit.algorithm))?;
    let has = misfit.bytes.len();
    matches!(needed.checked_sub(has), Some(1 | 2)).then(|| {
        let message =
            format!("the signature has {has} bytes, {} needs {needed}: a number lost its leading zeros", misfit.algorithm);
        Diagnostic::error(Code::SigShortRs, message)
            .advising("the issuer must fill both numbers up to the size of the curve (RFC 7518 section 3.4)")
    })
}

fn length(misfit: &Misfit<'_>) -> Diagnostic {
    let has = misfit.bytes.len();
    let needs = match misfit.needed {
        Some(needed) => format!("needs {needed}"),
        None => "needs as many as its key, 256 or more".to_owned(),
    };
    let hint = if misfit.needed.is_some_and(|needed| has < needed) {
        "the copy ends early, or the header names another algorithm than the one that signed"
    } else {
        "something was appended, or the header names another algorithm than the one that signed"
    };
    Diagnostic::error(Code::SigLength, format!("the signature has {has} bytes, {} {needs}", misfit.algorithm)).advising(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::base64url::{decode, encode};

    #[test]
    fn forms_of_signatures_are_told_apart() {
        let hex = "0123456789abcdef".repeat(4);
        let der = [&[0x30, 70, 2][..], &[7; 69]].concat();
        let long_der = [&[0x30, 0x81, 136, 2][..], &[7; 135]].concat();
        let table: [(Algorithm, String, &[usize], Option<Code>); 19] = [
            (Algorithm::Rs256, hex.repeat(8), &[], Some(Code::SigHex)),
            (Algorithm::Rs256, encode(hex.repeat(8).as_bytes()), &[], Some(Code::SigHex)),
            (Algorithm::Hs256, encode(&[7; 32]), &[], None),
            (Algorithm::Hs256, encode(&[7; 31]), &[], Some(Code::SigLength)),
            (Algorithm::Hs512, encode(&[7; 32]), &[64], Some(Code::SigLength)),
            (Algorithm::Hs256, hex.clone(), &[32], Some(Code::SigHex)),
            (Algorithm::Hs256, encode(hex.as_bytes()), &[], Some(Code::SigHex)),
            (Algorithm::Hs384, hex[..48].repeat(2), &[], Some(Code::SigHex)),
            (Algorithm::Rs256, hex.repeat(8), &[256], Some(Code::SigHex)),
            (Algorithm::Es256, encode(&der), &[64], Some(Code::SigDer)),
            (Algorithm::Es512, encode(&long_der), &[], Some(Code::SigDer)),
            (Algorithm::Hs256, encode(&der), &[], Some(Code::SigLength)),
            (Algorithm::Es256, encode(&[7; 63]), &[], Some(Code::SigShortRs)),
            (Algorithm::Es384, encode(&[7; 94]), &[96], Some(Code::SigShortRs)),
            (Algorithm::Es256, encode(&[7; 61]), &[], Some(Code::SigLength)),
            (Algorithm::EdDsa, encode(&[7; 63]), &[], Some(Code::SigLength)),
            (Algorithm::Rs256, encode(&[7; 256]), &[], None),
            (Algorithm::Rs256, encode(&[7; 250]), &[], Some(Code::SigLength)),
            (Algorithm::Ps256, encode(&[7; 256]), &[384, 256], None),
        ];
        for (algorithm, text, needed, code) in table {
            let bytes = decode(&text).unwrap();
            let found = misfit(algorithm, Part { text: &text, start: 9 }, &bytes, needed);
            assert_eq!(found.as_ref().map(|found| found.code), code, "{algorithm} {text}");
            assert!(found.is_none_or(|found| found.offset == Some(9)));
        }
    }
}
