//! Who signed a token: every key is tried, whatever the header says of the key. The key still decides the algorithm.

use super::{Policy, Report, SignatureStatus, diagnose::InputHints, verify_as};
use crate::{
    clock::Timestamp,
    keys::{Candidate, KeySet, Origin, StoredKey},
};

/// What trying the keys has shown.
#[derive(Clone, Debug)]
#[must_use]
pub struct Signer<'k> {
    /// The key whose signature it is, in whatever state. If several are, the one that the header names, else the first.
    pub key: Option<&'k StoredKey>,
    /// What the token holds, verified by that key if there is one; claims and the key's state are no matter here.
    pub report: Report<'static>,
}

/// Finds the key that signed a token. A sealed HMAC secret cannot be tried. What was copied along with the token is taken off as [`verify`](super::verify()) does.
pub fn signer<'k>(input: impl AsRef<[u8]>, hints: InputHints, keys: &'k [StoredKey], now: Timestamp) -> Signer<'k> {
    let input = input.as_ref();
    let judge = |keys| verify_as(input, hints, &KeySet::new(keys), &Policy::default(), now);
    let mut found: Option<Signer<'k>> = None;
    for (key, verifying) in keys.iter().filter_map(|key| Some((key, key.verifying_key()?))) {
        // Without a name it is tried for every `kid`.
        let candidate = Candidate { kid: None, key: verifying, origin: Origin::File(key.state_at(now)) };
        let report = judge(vec![candidate]);
        if report.signature() != SignatureStatus::Ok {
            continue;
        }
        let is_named = report.key_id() == Some(key.kid.as_str());
        if is_named || found.is_none() {
            found = Some(Signer { key: Some(key), report });
        }
        if is_named {
            break;
        }
    }
    found.unwrap_or_else(|| Signer { key: None, report: judge(Vec::new()) })
}
