//! Hashes of other implementations, and what happens to damaged ones.

use argon2_rust::{
    Algorithm, Argon2, Params, Version,
    params::{Memory, TagLen},
};
use authctl::{
    password::{Hasher, PasswordHash, Verdict},
    secret::Password,
};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Vectors {
    #[serde(rename = "match")]
    matching: Vec<Vector>,
}

#[derive(Debug, Deserialize)]
struct Vector {
    source: String,
    password: Option<String>,
    password_hex: Option<String>,
    hash: String,
}

impl Vector {
    fn password(&self) -> Password {
        let hex = |text: &String| {
            let digits: Vec<u8> = text.chars().map(|digit| u8::try_from(digit.to_digit(16).unwrap()).unwrap()).collect();
            digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
        };
        Password::new(self.password.as_ref().map_or_else(|| hex(self.password_hex.as_ref().unwrap()), |text| text.clone().into()))
    }
}

fn vectors() -> Vec<Vector> {
    let vectors: Vectors = serde_json::from_str(include_str!("../vectors/password.json")).unwrap();
    vectors.matching
}

#[test]
fn hashes_of_other_implementations_match_their_passwords_and_no_others() {
    let mut hasher = Hasher::new();
    for vector in vectors() {
        let said = format!("{} of {}", vector.hash, vector.source);
        let hash: PasswordHash = vector.hash.parse().unwrap_or_else(|error| panic!("{said}: {error}"));
        assert_eq!(hasher.verify(&vector.password(), &hash), Ok(Verdict::Match), "{said}");
        let mut other = vec![b'!'];
        other.extend_from_slice(vector.password().expose());
        assert_eq!(hasher.verify(&Password::new(other), &hash), Ok(Verdict::Mismatch), "{said}");
    }
}

#[test]
fn vectors_cover_every_scheme() {
    let found: std::collections::BTreeSet<_> =
        vectors().iter().map(|vector| vector.hash.parse::<PasswordHash>().unwrap().params().scheme()).collect();
    assert!(authctl::password::Scheme::ALL.iter().all(|scheme| found.contains(scheme)));
}

/// RFC 9106 section 5; its vectors have a secret and associated data, which hash strings have not, so the function itself is asked.
#[test]
fn rfc_9106_section_5() {
    let table = [
        (Algorithm::Argon2d, "512b391b6f1162975371d30919734294f868e3be3984f3c1a13a4db9fabe4acb"),
        (Algorithm::Argon2i, "c814d9d1dc7f37aa13f0d77f2494bda1c8de6b016dd388d29952a4c4672b6ce8"),
        (Algorithm::Argon2id, "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"),
    ];
    for (algorithm, tag) in table {
        let params = Params::builder().memory(Memory::kib(32)).passes(3).lanes(4).tag_len(TagLen::bytes(32)).build().unwrap();
        let mut key = [0; 32];
        let function = Argon2::new(algorithm, Version::V0x13, params);
        function.hash_into_with_ad(&[1; 32], &[2; 16], &[3; 8], &[4; 12], &mut key).unwrap();
        assert_eq!(key.map(|byte| format!("{byte:02x}")).concat(), tag);
    }
}

/// Vectors that are quick to verify even with a digit more in their costs.
fn quick() -> impl Strategy<Value = (Vector, usize, char)> {
    let indices: Vec<usize> = vectors()
        .iter()
        .enumerate()
        .filter(|(_, vector)| !vector.hash.contains("m=19456") && !vector.hash.contains("i=80000"))
        .map(|(index, _)| index)
        .collect();
    (prop::sample::select(indices), any::<prop::sample::Index>(), prop::char::range(' ', '~')).prop_map(|(index, place, new)| {
        let vector = vectors().swap_remove(index);
        let place = place.index(vector.hash.len());
        (vector, place, new)
    })
}

/// 2a, 2b and 2y name the same function, and 2x does for a password without bytes above 127.
fn is_bcrypt_letter(hash: &str, place: usize, new: char) -> bool {
    hash.starts_with("$2") && place == 2 && "abxy".contains(new)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn a_hash_with_one_changed_character_never_matches((vector, place, new) in quick()) {
        let mut text = vector.hash.clone();
        text.replace_range(place..=place, new.encode_utf8(&mut [0; 4]));
        prop_assume!(text != vector.hash && !is_bcrypt_letter(&text, place, new));
        if let Ok(hash) = text.parse::<PasswordHash>() {
            prop_assert_ne!(Hasher::new().verify(&vector.password(), &hash), Ok(Verdict::Match), "{} became {}", vector.hash, text);
        }
    }
}

/// The same by another implementation.
fn second_opinion(kind: &str, version: u32, memory: u32, passes: u32, lanes: u32, salt: &[u8], length: usize) -> Vec<u8> {
    let params = argon2::Params::new(memory, passes, lanes, Some(length)).unwrap();
    let function = argon2::Argon2::new(kind.parse().unwrap(), version.try_into().unwrap(), params);
    let mut key = vec![0; length];
    function.hash_password_into(b"correct horse", salt, &mut key).unwrap();
    key
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn two_implementations_of_argon2_agree(
        kind in prop::sample::select(vec!["argon2id", "argon2i", "argon2d"]),
        version in prop::sample::select(vec![16, 19]),
        memory in 0_u32..400,
        passes in 1_u32..4,
        lanes in 1_u32..7,
        salt in prop::collection::vec(any::<u8>(), 8..40),
        length in 10_usize..65,
    ) {
        let memory = memory + 8 * lanes;
        let key = second_opinion(kind, version, memory, passes, lanes, &salt, length);
        let (salt, key) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(key));
        let hash: PasswordHash = format!("${kind}$v={version}$m={memory},t={passes},p={lanes}${salt}${key}").parse().unwrap();
        prop_assert_eq!(Hasher::new().verify(&Password::new(b"correct horse".to_vec()), &hash), Ok(Verdict::Match));
    }
}
