//! Hashes in the forms of other systems: rewritten, they match their passwords.

use authctl::{
    password::{
        Hasher, PasswordHash, Verdict,
        convert::{Firebase, FirebaseFunction, Origin, convert},
    },
    secret::Password,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vectors {
    convertible: Vec<Convertible>,
    refused: Vec<Refused>,
}

#[derive(Deserialize)]
struct Convertible {
    origin: String,
    source: String,
    password: String,
    text: String,
    settings: Option<Settings>,
}

#[derive(Deserialize)]
struct Refused {
    origin: String,
    text: String,
    settings: Option<Settings>,
    error: String,
}

#[derive(Deserialize)]
struct Settings {
    function: String,
    rounds: Option<u32>,
    memory_cost: Option<u32>,
    block_size: Option<u32>,
    parallelization: Option<u32>,
    derived_key_length: Option<u32>,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../vectors/convert.json")).unwrap()
}

fn origin(name: &str, settings: Option<&Settings>) -> Origin {
    match name {
        "django" => Origin::Django,
        "keycloak" => Origin::Keycloak,
        "passlib" => Origin::Passlib,
        "auth0" => Origin::Auth0,
        "kratos" => Origin::Kratos,
        "werkzeug" => Origin::Werkzeug,
        "spring" => Origin::Spring,
        "htpasswd" => Origin::Htpasswd,
        "firebase" => {
            let settings = settings.unwrap();
            Origin::Firebase(Firebase {
                rounds: settings.rounds,
                memory_cost: settings.memory_cost,
                block_size: settings.block_size,
                parallelization: settings.parallelization,
                derived_key_length: settings.derived_key_length,
                ..Firebase::new(FirebaseFunction::named(&settings.function).unwrap())
            })
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_rewritten_hash_is_standard_and_matches_its_password_and_no_other() {
    let mut hasher = Hasher::new();
    for vector in vectors().convertible {
        let said = format!("{} of {}", vector.text, vector.source);
        let hash = convert(&vector.text, &origin(&vector.origin, vector.settings.as_ref()))
            .unwrap_or_else(|error| panic!("{said}: {error}"));
        assert!(hash.as_str().parse::<PasswordHash>().is_ok(), "{said}");
        let password = Password::new(vector.password.into_bytes());
        assert_eq!(hasher.verify(&password, &hash), Ok(Verdict::Match), "{said}");
        let other = Password::new(b"correct horse battery stable".to_vec());
        assert_eq!(hasher.verify(&other, &hash), Ok(Verdict::Mismatch), "{said}");
    }
}

#[test]
fn what_no_standard_string_expresses_is_refused_with_its_reason() {
    for vector in vectors().refused {
        let refused = convert(&vector.text, &origin(&vector.origin, vector.settings.as_ref())).unwrap_err();
        assert_eq!(refused.to_string(), vector.error, "{}", vector.text);
    }
}

#[test]
fn every_origin_has_vectors() {
    let found: std::collections::BTreeSet<_> = vectors().convertible.into_iter().map(|vector| vector.origin).collect();
    let known = ["auth0", "django", "firebase", "htpasswd", "keycloak", "kratos", "passlib", "spring", "werkzeug"];
    assert!(found.iter().eq(known.iter()));
}
