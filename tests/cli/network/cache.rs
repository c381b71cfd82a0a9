//! What was fetched is kept, and fetched anew when a key is not among it.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use super::{
    server::{Authority, Server, reply},
    sides::{Outcome, Publisher, Verifier},
};

/// A key set that can be changed, and who reads it.
struct Scene {
    publisher: Publisher,
    answer: Arc<Mutex<(Vec<String>, String)>>,
    server: Server,
    verifier: Verifier,
}

impl Scene {
    /// A key set that is served with these headers.
    fn new(headers: &[&str]) -> Self {
        let (authority, publisher) = (Authority::new(), Publisher::new());
        let headers: Vec<String> = headers.iter().map(ToString::to_string).collect();
        let answer = Arc::new(Mutex::new((headers, publisher.jwks())));
        let shown = Arc::clone(&answer);
        let server = Server::https(&authority.identity(&["localhost"]), move |_, out| {
            let (headers, set) = shown.lock().unwrap().clone();
            match set.as_str() {
                "" => reply(out, "503 Service Unavailable", &[], b""),
                set => reply(out, "200 OK", &headers.iter().map(String::as_str).collect::<Vec<_>>(), set.as_bytes()),
            }
        });
        let verifier = Verifier::new(&authority.pem);
        Self { publisher, answer, server, verifier }
    }

    fn publish(&self, set: &str) {
        self.answer.lock().unwrap().1 = set.to_owned();
    }

    fn verify(&self, token: &str) -> Outcome {
        self.verifier.verify(token, &["--jwks", &self.server.url("/keys")])
    }

    /// Verifies a good token, and says how many requests there were by then.
    fn requests_after_one_more(&self) -> usize {
        let outcome = self.verify(&self.publisher.token(&[]));
        assert_eq!(outcome.exit, 0, "{}{}", outcome.stdout, outcome.stderr);
        self.server.paths().len()
    }

    /// The one file of the cache.
    fn file(&self) -> PathBuf {
        let files: Vec<_> = fs::read_dir(self.verifier.cache()).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        files[0].clone()
    }

    /// Changes the file of the cache, as somebody or some time might.
    fn change(&self, change: impl Fn(&mut serde_json::Value)) {
        let file = self.file();
        let mut entry = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        change(&mut entry);
        fs::write(file, entry.to_string()).unwrap();
    }

    /// Makes the file of the cache that many seconds older.
    fn age(&self, seconds: i64) {
        self.change(|entry| {
            for member in ["fetched_at", "expires_at"] {
                entry[member] = (entry[member].as_i64().unwrap() - seconds).into();
            }
        });
    }
}

#[test]
fn the_second_run_asks_nobody() {
    let scene = Scene::new(&[]);
    assert_eq!(scene.requests_after_one_more(), 1);
    scene.publish("");
    assert_eq!(scene.requests_after_one_more(), 1);
}

#[test]
fn folder_and_file_are_the_users_alone() {
    let scene = Scene::new(&[]);
    scene.requests_after_one_more();
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(scene.verifier.cache()), mode(scene.file())), (0o700, 0o600));
}

#[test]
fn xdg_cache_home_says_where() {
    let scene = Scene::new(&[]);
    let folder = tempfile::tempdir().unwrap();
    let (token, ca) = (scene.publisher.token(&[]), scene.verifier.ca());
    let environment = [("XDG_CACHE_HOME", folder.path().to_str().unwrap())];
    let outcome = scene.verifier.with(&environment, &token, &["--jwks", &scene.server.url("/"), "--cacert", &ca]);
    assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
    assert!(folder.path().join("authctl").is_dir() && !scene.verifier.cache().exists());
}

#[test]
fn a_copy_is_used_for_five_minutes_or_as_long_as_its_server_says() {
    for (headers, age, requests) in [
        (&[][..], 290, 1),
        (&[], 301, 2),
        (&["Cache-Control: max-age=3600"], 3590, 1),
        (&["Cache-Control: max-age=3600"], 3601, 2),
        (&["Cache-Control: max-age=31536000"], 86_390, 1),
        (&["Cache-Control: max-age=31536000"], 86_401, 2),
    ] {
        let scene = Scene::new(headers);
        scene.requests_after_one_more();
        scene.age(age);
        assert_eq!(scene.requests_after_one_more(), requests, "{headers:?} after {age} s");
    }
}

#[test]
fn nothing_is_kept_where_the_server_says_so() {
    let scene = Scene::new(&["Cache-Control: no-store"]);
    assert_eq!((scene.requests_after_one_more(), scene.requests_after_one_more()), (1, 2));
    assert!(!scene.verifier.cache().exists());
}

#[test]
fn what_cannot_be_read_is_fetched_again() {
    let scene = Scene::new(&[]);
    scene.requests_after_one_more();
    let file = scene.file();
    for garbage in ["", "not json", "{}", "[]", "\0\0\0"] {
        fs::write(&file, garbage).unwrap();
        let before = scene.server.paths().len();
        assert_eq!(scene.requests_after_one_more(), before + 1, "{garbage}");
    }
}

#[test]
fn a_copy_that_was_not_written_so_is_fetched_again() {
    let scene = Scene::new(&[]);
    scene.requests_after_one_more();
    let changes: [(&str, serde_json::Value); 6] = [
        ("url", "https://localhost/other".into()),
        ("schema", "authctl.fetched/2".into()),
        ("body", "{\"keys\":[]}".into()),
        ("fetched_at", 4_000_000_000_i64.into()),
        ("fetched_at", i64::MIN.into()),
        ("expires_at", 0.into()),
    ];
    for (member, value) in changes {
        scene.change(|entry| entry[member] = value.clone());
        let before = scene.server.paths().len();
        assert_eq!(scene.requests_after_one_more(), before + 1, "{member} {value}");
    }
}

#[test]
fn no_copy_outlives_a_day_whatever_stands_in_its_file() {
    let scene = Scene::new(&[]);
    scene.requests_after_one_more();
    scene.change(|entry| {
        entry["fetched_at"] = (entry["fetched_at"].as_i64().unwrap() - 86_401).into();
        entry["expires_at"] = i64::MAX.into();
    });
    assert_eq!(scene.requests_after_one_more(), 2);
}

#[test]
fn what_others_could_have_written_is_not_used() {
    let scene = Scene::new(&[]);
    scene.requests_after_one_more();
    let loosen = |path: PathBuf, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    loosen(scene.file(), 0o622);
    assert_eq!(scene.requests_after_one_more(), 2);
    assert_eq!(scene.requests_after_one_more(), 2, "the file has been replaced");
    loosen(scene.verifier.cache(), 0o777);
    let outcome = scene.verify(&scene.publisher.token(&[]));
    assert_eq!((outcome.exit, scene.server.paths().len()), (0, 3));
    assert!(outcome.stderr.starts_with("warning: ") && outcome.stderr.contains("is not yours alone"), "{}", outcome.stderr);
}

#[test]
fn a_folder_that_cannot_be_written_is_no_failure() {
    let scene = Scene::new(&[]);
    let folder = scene.verifier.cache();
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    fs::write(&folder, "a file in its place").unwrap();
    let outcome = scene.verify(&scene.publisher.token(&[]));
    assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
}

#[test]
fn trust_of_one_run_is_not_that_of_another() {
    let scene = Scene::new(&[]);
    scene.requests_after_one_more();
    let outcome = scene.verifier.with(&[], &scene.publisher.token(&[]), &["--jwks", &scene.server.url("/keys")]);
    assert!(outcome.exit == 9 && outcome.stderr.contains("by nobody whom this machine trusts"), "{}", outcome.stderr);
}

#[test]
fn a_rotated_key_is_fetched_once() {
    let scene = Scene::new(&[]);
    scene.requests_after_one_more();
    scene.publisher.rotate("next");
    scene.publish(&scene.publisher.jwks());
    assert_eq!(scene.requests_after_one_more(), 2);
    assert_eq!(scene.requests_after_one_more(), 2, "the new copy is kept");
}

#[test]
fn an_unknown_key_is_asked_for_once_in_a_run() {
    let scene = Scene::new(&[]);
    scene.requests_after_one_more();
    scene.age(200);
    let stranger = Publisher::new();
    stranger.rotate("stranger");
    let token = stranger.token(&[]);
    let outcome = scene.verifier.verify(&token, &[&token, &token, "--jwks", &scene.server.url("/keys")]);
    assert_eq!((outcome.exit, scene.server.paths().len()), (9, 2), "{}", outcome.stderr);
    let kid: serde_json::Value = serde_json::from_str(&scene.publisher.jwks()).unwrap();
    let kid = kid["keys"][0]["kid"].as_str().unwrap();
    let message = format!("there is no key \"stranger\" in the key set (it has: {kid}; fetched just now)");
    assert_eq!(outcome.stdout.matches(&message).count(), 3, "{}", outcome.stdout);
}

#[test]
fn many_tokens_over_all_cores_share_one_fetch() {
    let scene = Scene::new(&[]);
    scene.requests_after_one_more();
    let old = scene.publisher.token(&[]);
    scene.publisher.rotate("next");
    scene.publish(&scene.publisher.jwks());
    let (new, stranger) = (scene.publisher.token(&[]), scene.publisher.token_that_names("stranger"));
    let tokens: Vec<&str> = (0..3000).flat_map(|_| [old.as_str(), &new, &stranger]).collect();
    let outcome = scene.verifier.stream(&tokens, &["--jwks", &scene.server.url("/keys")]);
    assert_eq!((outcome.exit, outcome.stderr.as_str(), scene.server.paths().len()), (9, "", 2));
    let valid = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["valid"] == true;
    let verdicts: Vec<bool> = outcome.stdout.lines().map(valid).collect();
    assert_eq!(verdicts, [true, true, false].repeat(3000));
}

#[test]
fn a_set_that_was_fetched_just_now_is_not_fetched_again() {
    let scene = Scene::new(&[]);
    let outcome = scene.verify(&Publisher::new().token(&[]));
    assert_eq!((outcome.exit, scene.server.paths().len()), (9, 1), "{}", outcome.stdout);
}

#[test]
fn an_older_set_serves_on_where_a_newer_one_cannot_be_had() {
    let scene = Scene::new(&["Cache-Control: max-age=86400"]);
    scene.requests_after_one_more();
    scene.age(3 * 3600 + 120);
    scene.publish("");
    let stranger = Publisher::new().token(&[]);
    let outcome =
        scene.verifier.verify(&stranger, &[&scene.publisher.token(&[]), "--jwks", &scene.server.url("/keys"), "-o", "jsonl"]);
    assert_eq!(outcome.exit, 9);
    let lines: Vec<serde_json::Value> = outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["valid"], &lines[1]["valid"]), (&false.into(), &true.into()));
    assert!(lines[0].to_string().contains("fetched 3h 2m ago)"), "{}", lines[0]);
    let url = scene.server.url("/keys");
    let warning = format!(
        "warning: the key set cannot be fetched from {url}: the answer has status 503; the keys fetched earlier are used\n"
    );
    assert_eq!(outcome.stderr, warning);
}

#[test]
fn where_nothing_is_kept_and_nothing_can_be_had_it_is_a_failure() {
    let scene = Scene::new(&[]);
    scene.requests_after_one_more();
    scene.age(301);
    scene.publish("");
    assert_eq!(scene.verify(&scene.publisher.token(&[])).exit, 9, "a copy past its time is none");
}
