//! The server, the library and `token verify` on the same tokens.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::Stdio,
};

use authctl::{
    clock::{Lifetime, Timestamp},
    keys::{Algorithm, SigningKey},
    secret::SecretBytes,
    store::{StoreError, Verifier, View},
    token::{Claims, HeaderOptions, Policy, diagnose::InputHints, issue},
};

use super::server::{Home, Server};

/// Asks for `/users/me` with each token over one connection: whether it was let in.
fn ask(server: &Server, tokens: &[String]) -> Vec<bool> {
    let mut writer = server.connect();
    let mut reader = BufReader::new(writer.try_clone().unwrap());
    let mut answers = Vec::new();
    for token in tokens {
        let request = format!("GET /users/me HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer {token}\r\n\r\n");
        writer.write_all(request.as_bytes()).unwrap();
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let status = line.split(' ').nth(1).unwrap().to_owned();
        let mut length = 0;
        while line != "\r\n" {
            line.clear();
            reader.read_line(&mut line).unwrap();
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.trim().parse().unwrap();
            }
        }
        reader.read_exact(&mut vec![0; length]).unwrap();
        assert!(["200", "401"].contains(&status.as_str()), "{status}: {token}");
        answers.push(status == "200");
    }
    answers
}

/// What `token verify` says of them.
fn verify(home: &Home, tokens: &[String]) -> Vec<bool> {
    let mut child = home
        .command(&["token", "verify", "-o", "jsonl", "--field", "/sub", "--issuer", "me", "--audience", "api"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let text = tokens.join("\n");
    let feeding = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(|line| line != "null").collect()
}

/// What the library says of them.
fn judge(home: &Home, tokens: &[String]) -> Vec<bool> {
    let policy = Policy { issuers: vec!["me".to_owned()], audiences: vec!["api".to_owned()], ..Policy::default() };
    let mut verifier = Verifier::new();
    home.store()
        .read(|view| {
            let mut session = verifier.session(view, Timestamp::system())?;
            let verdicts = tokens.iter().map(|token| session.verify(token, InputHints::default(), &policy));
            verdicts.map(|report| Ok(report?.verified().is_some())).collect::<Result<_, StoreError>>()
        })
        .unwrap()
}

fn tokens(home: &Home) -> Vec<String> {
    let mut store = home.store();
    let keys = store.read(View::keys).unwrap();
    let now = Timestamp::system();
    let before = |seconds: i64| Timestamp::from_unix(now.unix() - seconds);
    let mut tokens = Vec::new();
    for key in &keys {
        let signing = key.signing_key().unwrap();
        let public = key.verifying_key().unwrap().to_stored();
        let confused = SecretBytes::new(public.expose().to_vec());
        let confused = SigningKey::from_weak_secret(Algorithm::Hs256, &confused);
        for subject in ["ann", "off", "nobody", "Ann", ""] {
            for (issued, lifetime) in [(0, 3_600), (7_200, 3_600), (-3_600, 7_200), (60, 86_400)] {
                for (issuer, audience) in [("me", "api"), ("you", "api"), ("me", "other")] {
                    let claims = Claims::new(subject, before(issued), Lifetime::from_secs(lifetime)).with_issuer(issuer);
                    let claims = claims.with_audiences(&[audience.to_owned()]).with_id(&format!("id-{issued}"));
                    let header = HeaderOptions { kid: Some(key.kid.clone()), ..HeaderOptions::default() };
                    tokens.push(issue(&claims, signing, &header).unwrap().expose().to_owned());
                    tokens.push(issue(&claims, signing, &HeaderOptions::default()).unwrap().expose().to_owned());
                    if let Ok(confused) = &confused {
                        tokens.push(issue(&claims, confused, &header).unwrap().expose().to_owned());
                    }
                }
            }
        }
    }
    // Every token with a character changed, its signature gone, or its algorithm denied.
    let none = "eyJhbGciOiJub25lIn0";
    let good: Vec<String> = tokens.clone();
    for (number, token) in good.iter().enumerate() {
        let parts: Vec<&str> = token.split('.').collect();
        tokens.push(format!("{none}.{}.", parts[1]));
        tokens.push(format!("{none}.{}.{}", parts[1], parts[2]));
        tokens.push(format!("{}.{}.", parts[0], parts[1]));
        for step in 1..12 {
            let at = (number * 31 + step * 47) % token.len();
            let mut bytes = token.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            tokens.push(String::from_utf8(bytes).unwrap());
        }
    }
    tokens
}

#[test]
fn server_and_command_agree_on_thousands_of_tokens() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    home.user("off", &[]);
    home.done(&["user", "disable", "off"]);
    home.done(&["key", "generate", "--alg", "ES256", "--activate"]);
    home.done(&["key", "generate", "--alg", "EdDSA", "--pending"]);
    home.done(&["token", "revoke", "--jti", "id-60"]);
    let server = home.serve(&["--issuer", "me", "--audience", "api", "--quiet"]);
    let tokens = tokens(&home);
    assert!(tokens.len() > 2_000, "{}", tokens.len());
    let (answered, judged) = (ask(&server, &tokens), judge(&home, &tokens));
    assert_eq!(answered.len(), judged.len());
    let differ: Vec<_> = tokens.iter().zip(answered.iter().zip(&judged)).filter(|(_, (one, other))| one != other).collect();
    assert!(differ.is_empty(), "{differ:?}");
    // The command also searches for the near miss of each bad signature, which takes its time.
    let picked: Vec<usize> = (0..tokens.len()).filter(|number| number % 29 == 0 || answered[*number]).collect();
    let sample: Vec<String> = picked.iter().map(|number| tokens[*number].clone()).collect();
    let expected: Vec<bool> = picked.iter().map(|number| answered[*number]).collect();
    assert_eq!(verify(&home, &sample), expected);
    let accepted = answered.iter().filter(|accepted| **accepted).count();
    assert!(accepted > 0 && accepted < 20, "{accepted} of {}", tokens.len());
}
