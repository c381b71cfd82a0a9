//! What is worth saying about the key that a caller hands over: `KEY_FORMAT`, `JWK_SHORT_COORD`, `JWK_STD_B64`,
//! `KEY_PRIVATE_FOR_VERIFY`, `HMAC_KEY_IS_PUBLIC`.

use crate::{
    keys::{JwkError, KeyError, KeyPart, Note, Recognised},
    token::{Code, Diagnostic, Segment, Severity},
};

/// All remarks about the file that verification keys came from.
#[must_use]
pub fn key_remarks(file: &Recognised) -> Vec<Diagnostic> {
    let mut remarks: Vec<_> = file.notes.iter().map(key_note).collect();
    if file.keys.iter().any(|key| key.part() == KeyPart::Private) {
        let message = "a private key is used to verify: it works, but it need not be here";
        let found = Diagnostic::warning(Code::KeyPrivateForVerify, message).within(Segment::Key);
        remarks.push(found.advising("verify with the public part"));
    }
    remarks
}

/// What refuses every token, where it is a key that was handed over and can be none: for
/// [`Report::refuse_key`](crate::token::Report::refuse_key).
#[must_use]
pub fn refused_key(error: &KeyError) -> Option<Diagnostic> {
    let (code, message, hint) = match error {
        KeyError::SecretIsKey { found } => (
            Code::HmacKeyIsPublic,
            format!("{found} was given where an HMAC secret is expected"),
            "anyone who knows a public key could sign with it: give the shared secret",
        ),
        KeyError::Jwk(cut @ JwkError::Length { .. }) => (
            Code::JwkShortCoord,
            format!("of the key file: {cut}"),
            "it was cut, or made for another curve: whoever made the key must write its numbers in full (RFC 7518 section 6.2.1.2)",
        ),
        _ => return None,
    };
    Some(Diagnostic::error(code, message).within(Segment::Key).advising(hint))
}

/// A remark about the file that a verification key came from.
#[must_use]
pub fn key_note(note: &Note) -> Diagnostic {
    let (code, hint) = match note {
        Note::ShortCoordinate { .. } => (
            Code::JwkShortCoord,
            "whoever made the key must fill its numbers up to the size of the curve (RFC 7518 section 6.2.1.2)",
        ),
        Note::StandardBase64 { .. } => {
            (Code::JwkStdB64, "whoever made the key must write base64url (RFC 7517): other readers refuse it")
        }
        Note::Certificate => (Code::KeyFormat, "neither its dates nor its issuer were checked: that is for whoever chose it"),
        Note::Skipped { .. } => (Code::KeyFormat, "a token signed with that key will not be verified by this set"),
        _ if note.is_fault() => (Code::KeyFormat, "it was read all the same; other readers may refuse it"),
        _ => (Code::KeyFormat, "it was read all the same"),
    };
    let severity = if note.is_fault() { Severity::Warning } else { Severity::Info };
    Diagnostic::new(code, severity, format!("of the key file: {note}")).within(Segment::Key).advising(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_have_their_codes() {
        let table = [
            (Note::ShortCoordinate { member: "x", found: 31, needed: 32 }, Code::JwkShortCoord, Severity::Warning),
            (Note::StandardBase64 { member: "n" }, Code::JwkStdB64, Severity::Warning),
            (Note::LiteralNewlines, Code::KeyFormat, Severity::Info),
            (Note::Certificate, Code::KeyFormat, Severity::Info),
            (Note::FourDashes, Code::KeyFormat, Severity::Warning),
        ];
        for (note, code, severity) in table {
            let found = key_note(&note);
            assert_eq!((found.code, found.severity, found.segment), (code, severity, Some(Segment::Key)), "{note:?}");
        }
    }
}
