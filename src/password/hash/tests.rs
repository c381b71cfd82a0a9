use proptest::prelude::*;

use super::*;
use crate::password::malformed::{EncodingFault, NumberFault};

const SALT: &str = "c2FsdHNhbHRzYWx0c2FsdA";
const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const BCRYPT: &str = "abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.";
const SHA256: &str = "5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5";

fn parse(text: &str) -> Result<PasswordHash, MalformedHash> {
    text.parse()
}

#[test]
fn hash_strings_and_what_they_say() {
    let table = [
        (format!("$argon2id$v=19$m=19456,t=2,p=1${SALT}${KEY}"), "argon2id m=19456,t=2,p=1 16 32"),
        (format!("$argon2i$v=16$m=256,t=3,p=4${SALT}${KEY}"), "argon2i v=16,m=256,t=3,p=4 16 32"),
        (format!("$argon2d$m=256,t=3,p=1${SALT}${KEY}"), "argon2d v=16,m=256,t=3,p=1 16 32"),
        (format!("$argon2id$v=19$m=4294967295,t=4294967295,p=1${SALT}${KEY}"), "argon2id m=4294967295,t=4294967295,p=1 16 32"),
        (format!("$scrypt$ln=17,r=8,p=1$bmE${KEY}"), "scrypt ln=17,r=8,p=1 2 32"),
        (format!("$pbkdf2$i=1,l=32$bmE${KEY}"), "pbkdf2-sha1 i=1 2 32"),
        (format!("$pbkdf2-sha256$i=600000,l=32${SALT}${KEY}"), "pbkdf2-sha256 i=600000 16 32"),
        (format!("$pbkdf2-sha512$i=600000${SALT}${KEY}"), "pbkdf2-sha512 i=600000 16 32"),
        (
            "$pbkdf2-sha256$29000$NEboPUdorXVOybkXQug9Rw$wA96X6jtXlZvyhxyfRrAl74KvFeQsYz7vjwLB8OMC1M".into(),
            "pbkdf2-sha256 i=29000 16 32",
        ),
        (format!("$2a$04${BCRYPT}"), "bcrypt rounds=4 16 23"),
        (format!("$2x$31${BCRYPT}"), "bcrypt rounds=31 16 23"),
        (format!("$5$saltstring${SHA256}"), "sha256-crypt rounds=5000 10 32"),
        (format!("$5$rounds=1000$s${SHA256}"), "sha256-crypt rounds=1000 1 32"),
        (format!("$6$rounds=999999999$s${}.", "A".repeat(85)), "sha512-crypt rounds=999999999 1 64"),
    ];
    for (text, says) in table {
        let hash = parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let said = format!("{} {} {} {}", hash.params().scheme(), hash.params(), hash.salt_length(), hash.key_length());
        assert_eq!(said, says);
        assert_eq!(hash.as_str(), text);
        assert!(!hash.verifiers().is_empty());
    }
}

#[test]
fn every_malformation_of_a_phc_string_has_its_name() {
    use MalformedHash as M;
    let number = |name, offset, fault| M::Number { name, offset, fault };
    let encoding = |part, offset, fault| M::Encoding { part, offset, fault };
    let table = [
        ("m=64,t=2,p=1$SALT$KEY$", M::Trailing { offset: 94 }),
        ("m=64,t=2,p=1$SALT$KEY$x", M::Trailing { offset: 94 }),
        ("m=64,t=2,p=1$SALT", M::Missing { part: Part::Hash }),
        ("m=64,t=2,p=1$SALT$", M::Missing { part: Part::Hash }),
        ("m=64,t=2,p=1$$KEY", M::Missing { part: Part::Salt }),
        ("m=64,t=2,p=1", M::Missing { part: Part::Salt }),
        ("", M::ParameterMissing { name: "m", offset: 15 }),
        ("m=64,t=2$SALT$KEY", M::ParameterMissing { name: "p", offset: 23 }),
        ("m=64,t=2,$SALT$KEY", M::ParameterMissing { name: "p", offset: 24 }),
        ("t=2,m=64,p=1$SALT$KEY", M::ParameterOrder { name: "t", offset: 15 }),
        ("m=64,m=64,p=1$SALT$KEY", M::ParameterRepeated { name: "m", offset: 20 }),
        ("m=64,t=2,p=1,t=2$SALT$KEY", M::ParameterRepeated { name: "t", offset: 28 }),
        ("m=64,t=2,p=1,keyid=AA$SALT$KEY", M::ParameterUnknown { offset: 28 }),
        ("m=64,t=2,x=1$SALT$KEY", M::ParameterUnknown { offset: 24 }),
        ("m=064,t=2,p=1$SALT$KEY", number("m", 17, NumberFault::LeadingZero)),
        ("m=64,t=02,p=1$SALT$KEY", number("t", 22, NumberFault::LeadingZero)),
        ("m=64,t=0,p=1$SALT$KEY", number("t", 22, NumberFault::TooSmall)),
        ("m=64,t=2,p=0$SALT$KEY", number("p", 26, NumberFault::TooSmall)),
        ("m=+64,t=2,p=1$SALT$KEY", number("m", 17, NumberFault::NotDecimal)),
        ("m=-64,t=2,p=1$SALT$KEY", number("m", 17, NumberFault::NotDecimal)),
        ("m=,t=2,p=1$SALT$KEY", number("m", 17, NumberFault::NotDecimal)),
        ("m=4294967296,t=2,p=1$SALT$KEY", number("m", 17, NumberFault::Overflow)),
        ("m=99999999999999999999999,t=2,p=1$SALT$KEY", number("m", 17, NumberFault::Overflow)),
        ("m=31,t=2,p=4$SALT$KEY", M::MemoryPerLane),
        ("m=64,t=2,p=1$c2FsdHNhbHQ=$KEY", encoding(Part::Salt, 39, EncodingFault::Padding)),
        ("m=64,t=2,p=1$c2FsdHNhbHR$KEY", encoding(Part::Salt, 38, EncodingFault::StrayBits)),
        ("m=64,t=2,p=1$c2FsdHNhbHQAA$KEY", encoding(Part::Salt, 40, EncodingFault::Cut)),
        ("m=64,t=2,p=1$c2Fs-HNhbHQ$KEY", encoding(Part::Salt, 32, EncodingFault::Character)),
        ("m=64,t=2,p=1$c2FsdHNhbA$KEY", M::Length { part: Part::Salt, length: 7, min: 8, max: 512 }),
        ("m=64,t=2,p=1$SALT$AAAAAAAAAAAA", M::Length { part: Part::Hash, length: 9, min: 10, max: 512 }),
        ("m=64,t=2,p=1$SALT$KEY=", encoding(Part::Hash, 94, EncodingFault::Padding)),
    ];
    for (rest, error) in table {
        let text = format!("$argon2id$v=19${rest}").replace("SALT", SALT).replace("KEY", KEY);
        assert_eq!(parse(&text), Err(error), "{text}");
    }
}

#[test]
fn every_other_malformation_has_its_name_too() {
    use MalformedHash as M;
    let rounds = |offset, fault| M::Number { name: "rounds", offset, fault };
    let table = [
        (String::new(), M::Empty),
        ("x".repeat(1_025), M::TooLong { length: 1_025, max: 1_024 }),
        (format!(" $2b$04${BCRYPT}"), M::Character { offset: 0 }),
        (format!("$2b$04${BCRYPT}\n"), M::Character { offset: 60 }),
        ("$2b$04$ä".into(), M::Character { offset: 7 }),
        ("hunter2".into(), M::Unrecognised),
        ("$".into(), M::Unrecognised),
        ("$argon2id".into(), M::Missing { part: Part::Parameters }),
        (format!("$argon2id$v=18$m=64,t=2,p=1${SALT}${KEY}"), M::Version { offset: 10 }),
        (format!("$argon2id$v=019$m=64,t=2,p=1${SALT}${KEY}"), M::Version { offset: 10 }),
        (format!("$argon2ID$v=19$m=64,t=2,p=1${SALT}${KEY}"), M::Unrecognised),
        (format!("$2b$4${BCRYPT}"), rounds(4, NumberFault::NotDecimal)),
        (format!("$2b$+4${BCRYPT}"), rounds(4, NumberFault::NotDecimal)),
        (format!("$2b$03${BCRYPT}"), rounds(4, NumberFault::TooSmall)),
        (format!("$2b$32${BCRYPT}"), rounds(4, NumberFault::Overflow)),
        ("$2b$04$abc".into(), M::Missing { part: Part::Hash }),
        (format!("$2b$04${BCRYPT}A"), M::Length { part: Part::Hash, length: 24, min: 23, max: 23 }),
        (format!("$2b$04${BCRYPT}$"), M::Trailing { offset: 60 }),
        (
            format!("$2b$04${}", BCRYPT.replace("uuA", "uvA")),
            M::Encoding { part: Part::Salt, offset: 28, fault: EncodingFault::StrayBits },
        ),
        (format!("$5$rounds=999$s${SHA256}"), rounds(10, NumberFault::TooSmall)),
        (format!("$5$rounds=05000$s${SHA256}"), rounds(10, NumberFault::LeadingZero)),
        (format!("$5$rounds=$s${SHA256}"), rounds(10, NumberFault::NotDecimal)),
        (format!("$5$${SHA256}"), M::Missing { part: Part::Salt }),
        (format!("$5$seventeen.letters${SHA256}"), M::Length { part: Part::Salt, length: 17, min: 1, max: 16 }),
        (format!("$5$sa-lt${SHA256}"), M::Encoding { part: Part::Salt, offset: 5, fault: EncodingFault::Character }),
        (format!("$6$salt${SHA256}"), M::Length { part: Part::Hash, length: 32, min: 64, max: 64 }),
        (format!("$scrypt$ln=17,r=8,p=1$${KEY}"), M::Missing { part: Part::Salt }),
        (format!("$scrypt$ln=65,r=8,p=1${SALT}${KEY}"), M::Number { name: "ln", offset: 11, fault: NumberFault::Overflow }),
        (format!("$pbkdf2-sha256$i=0,l=32${SALT}${KEY}"), M::Number { name: "i", offset: 17, fault: NumberFault::TooSmall }),
        (format!("$pbkdf2-sha256$i=10,l=33${SALT}${KEY}"), M::StatedLength { stated: 33, length: 32 }),
        (format!("$pbkdf2-sha256$l=32,i=10${SALT}${KEY}"), M::ParameterOrder { name: "l", offset: 15 }),
        (format!("$pbkdf2-sha256$029000${SALT}${KEY}"), rounds(15, NumberFault::LeadingZero)),
    ];
    for (text, error) in table {
        assert_eq!(parse(&text), Err(error), "{text}");
    }
}

#[test]
fn foreign_forms_are_called_by_their_names() {
    let table = [
        ("pbkdf2_sha256$870000$salt$a2V5", "Django's form of PBKDF2 with SHA-256"),
        ("argon2$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$x", "Django's form of argon2, with `argon2` before the PHC string"),
        ("md5$salt$0123", "Django's salted MD5"),
        ("{SSHA}c2FsdA==", "RFC 2307's salted SHA-1"),
        ("{SSHA512}c2FsdA==", "RFC 2307's salted SHA-512"),
        ("$apr1$salt$hash", "Apache's iterated MD5"),
        ("$2$04$abc", "the first bcrypt, whose implementations differ"),
        ("$y$j9T$salt$hash", "yescrypt"),
        ("$bcrypt-sha256$v=2,t=2b,r=12$salt$hash", "passlib's bcrypt of an HMAC"),
        ("5f4dcc3b5aa765d61d8327deb882cf99", "32 hexadecimal digits: an MD5 or NT digest without salt"),
        ("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8", "40 hexadecimal digits: a SHA-1 digest without salt"),
        ("$scrypt$ln=16384,r=8,p=1$c2FsdA==$aGFzaA==", "Ory Kratos' form of scrypt, whose `ln` is N itself"),
        ("!", "a locked or unusable password"),
    ];
    for (text, what) in table {
        assert_eq!(parse(text), Err(MalformedHash::Foreign { what }), "{text}");
    }
}

#[test]
fn no_message_holds_the_text() {
    for text in
        ["hunter2", "$argon2id$hunter2", "$2b$hunter2", "$hunter2$", "$5$hunter2$hunter2", "{SSHA}hunter2", "$scrypt$hunter2=1"]
    {
        let error = parse(text).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
}

#[test]
fn debug_output_is_redacted() {
    let hash = parse(&format!("$2b$04${BCRYPT}")).unwrap();
    assert_eq!(format!("{hash:?}"), "PasswordHash([redacted])");
}

/// Well-formed parts of every function.
fn parts() -> impl Strategy<Value = (Params, Vec<u8>, Vec<u8>)> {
    let bytes = |range: std::ops::RangeInclusive<usize>| prop::collection::vec(any::<u8>(), range);
    let kinds = prop_oneof![Just(Kind::Id), Just(Kind::I), Just(Kind::D)];
    let versions = prop_oneof![Just(super::super::params::Version::V16), Just(super::super::params::Version::V19)];
    let argon2 = (kinds, versions, 8_u32.., 1_u32.., bytes(8..=64), bytes(10..=64)).prop_map(
        |(kind, version, memory, passes, salt, key)| {
            let lanes = (memory / 8).clamp(1, 1 << 20);
            (Params(Costs::Argon2 { kind, version, memory, passes, lanes }), salt, key)
        },
    );
    let scrypt = (1_u32..64, 1_u32.., 1_u32.., bytes(1..=64), bytes(10..=64))
        .prop_map(|(log_n, block, lanes, salt, key)| (Params(Costs::Scrypt { log_n, block, lanes }), salt, key));
    let digests = prop_oneof![Just(Digest::Sha1), Just(Digest::Sha256), Just(Digest::Sha512)];
    let pbkdf2 = (digests, 1_u32.., bytes(1..=64), bytes(10..=64))
        .prop_map(|(digest, rounds, salt, key)| (Params(Costs::Pbkdf2 { digest, rounds }), salt, key));
    let variants = prop_oneof![Just(Variant::A), Just(Variant::B), Just(Variant::X), Just(Variant::Y)];
    let bcrypt = (variants, 4_u32..32, bytes(16..=16), bytes(23..=23))
        .prop_map(|(variant, rounds, salt, key)| (Params(Costs::Bcrypt { variant, rounds }), salt, key));
    let sha_crypt =
        (1_000_u32.., "[./0-9A-Za-z]{1,16}", any::<bool>(), bytes(64..=64)).prop_map(|(rounds, salt, small, mut key)| {
            let size = if small { Size::Bits256 } else { Size::Bits512 };
            key.truncate(if small { 32 } else { 64 });
            (Params(Costs::ShaCrypt { size, rounds }), salt.into_bytes(), key)
        });
    prop_oneof![argon2, scrypt, pbkdf2, bcrypt, sha_crypt]
}

proptest! {
    #[test]
    fn reading_inverts_writing((params, salt, key) in parts()) {
        let written = PasswordHash::assemble(params, salt, key);
        let read = parse(written.as_str());
        prop_assert!(read.is_ok_and(|read| read.parts == written.parts));
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,80}|\\$(argon2id|scrypt|pbkdf2|2b|5|6)\\$[-a-z0-9=,.$+/]{0,80}") {
        let _ = parse(&text);
    }
}
