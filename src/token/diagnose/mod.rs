//! Explanations: what is wrong with a token, where, why, and what to do about it.
//!
//! Nothing here decides whether a token is good; [`super::verify()`] does, with strict rules. These rules look at what was refused, or
//! merely shown, and say why. They come in stages, each on what the stage before has left, and each a table of small rules in a file
//! of its own:
//!
//! | stage | from | to | files |
//! |---|---|---|---|
//! | input | the bytes handed over | one text that should be a token | `input` and the families it lists |
//! | segments | that text | three parts | `segments` |
//! | base64, JSON | a part | an object | [`Anatomy::faults`](super::Anatomy::faults), `json_text` |
//! | signature | the third part | bytes of the right length | `signature` |
//! | key | the key file | remarks on its form | `keys` |
//! | near miss | a bad signature, when asked | what it would be right for | `near_miss` |
//! | header, times, claims | two objects | remarks on what is legal and hardly meant | `header`, `times`, `claims` |
//!
//! **Order of the findings.** `conclude` tells causes from consequences and puts the root cause first: errors before warnings before
//! remarks, and among equals the earlier stage, because what breaks early breaks everything after it. [`Code`](super::Code) declares
//! the codes in the order of the stages.

mod beginnings;
mod claims;
mod consequences;
mod copying;
mod edges;
mod encoding;
mod foreign;
mod header;
mod http;
mod input;
mod json_envelope;
mod json_text;
mod keys;
pub mod near_miss;
mod segments;
mod serialization;
mod signature;
mod text;
mod times;

pub use input::{Extraction, InputHints, LARGEST_INPUT, extract};
pub(super) use json_text::{explain as not_json, inflate, not_object};
pub use keys::{key_note, key_remarks, refused_key};
pub use near_miss::near_miss;
pub(super) use segments::{not_signed_token, wrong_count};
pub(super) use signature::misfit;

use super::{Anatomy, Diagnostic, json::Value};
use crate::clock::Timestamp;

/// A token that could be read, seen at an instant.
struct Seen<'t> {
    anatomy: &'t Anatomy<'t>,
    header: Option<&'t Value<'t>>,
    payload: Option<&'t Value<'t>>,
    now: Timestamp,
}

/// What is legal in a token and hardly meant. Offsets are into the token.
pub(super) fn remarks(anatomy: &Anatomy<'_>, now: Timestamp) -> Vec<Diagnostic> {
    let seen = Seen { anatomy, header: anatomy.header.readable_object(), payload: anatomy.payload.readable_object(), now };
    let mut found = Vec::new();
    if let Some(header) = seen.header {
        header::remarks(&seen, header, &mut found);
        claims::header_values(&seen, header, &mut found);
    }
    if let Some(payload) = seen.payload {
        times::remarks(&seen, payload, &mut found);
        claims::remarks(&seen, payload, &mut found);
    }
    found
}

/// Makes warnings of what only follows from something else, and puts the root cause first.
pub(super) fn conclude(diagnostics: &mut [Diagnostic]) {
    consequences::settle(diagnostics);
    diagnostics.sort_by_key(|found| (found.severity, found.code, found.offset));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::{
        Code,
        base64url::encode,
        segments::{Split, split},
    };

    /// The remarks on a token, seen at 1700000000.
    pub(super) fn remarks_of(header: &str, payload: &str) -> Vec<Diagnostic> {
        let token = format!("{}.{}.", encode(header.as_bytes()), encode(payload.as_bytes()));
        let Split::Compact(compact) = split(&token) else { panic!("not compact: {token}") };
        remarks(&crate::token::Decoded::of(&compact).read(), Timestamp::from_unix(1_700_000_000))
    }

    /// A header, a payload, and what is remarked about them, with the pointers.
    type Row<'t> = (&'t str, &'t str, &'t [(Code, &'t str)]);

    #[test]
    fn oddities_of_headers() {
        use Code as C;
        let graph = r#"{"iss":"https://sts.windows.net/x/","aud":"00000003-0000-0000-c000-000000000000","exp":1700000600}"#;
        let plain = r#"{"exp":1700000600}"#;
        let table: [Row<'_>; 12] = [
            (r#"{"alg":"HS256","kid":"2024-01/a:b"}"#, plain, &[]),
            (r#"{"kid":"../../dev/null"}"#, plain, &[(C::KidOdd, "/kid")]),
            (r#"{"kid":"x' OR 1=1"}"#, plain, &[(C::KidOdd, "/kid")]),
            (r#"{"kid":"a\u0000b"}"#, plain, &[(C::KidOdd, "/kid")]),
            (r#"{"kid":""}"#, plain, &[(C::KidOdd, "/kid")]),
            (r#"{"kid":7}"#, plain, &[(C::KidOdd, "/kid")]),
            (r#"{"zip":"DEF"}"#, plain, &[(C::Deflated, "/zip")]),
            (r#"{"cty":"JWT"}"#, plain, &[(C::Nested, "/cty")]),
            (r#"{"nonce":"x"}"#, graph, &[(C::GraphNonce, "/nonce")]),
            (r#"{"nonce":"x"}"#, plain, &[]),
            (r#"{"alg":"HS256"}"#, graph, &[]),
            (r#"{"x":"\u001b[0m"}"#, plain, &[(C::ControlChars, "/x")]),
        ];
        for (header, payload, expected) in table {
            let found = remarks_of(header, payload);
            let found: Vec<_> = found.iter().map(|found| (found.code, found.pointer.as_deref().unwrap())).collect();
            assert_eq!(found, expected, "{header}");
        }
    }
}
