//! Seeds under stress: processes that are killed, processes that race, and the examples that users copy.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

use rusqlite::Connection;
use serde_json::Value;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.path(name), text).unwrap();
        self.path(name).to_str().unwrap().to_owned()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_authctl"));
        command.args(arguments).current_dir(self.0.path()).env("AUTHCTL_DB", self.path("users.db")).env("HOME", self.0.path());
        command.envs([("ANN_PASSWORD", "correct horse battery staple"), ("BOB_PASSWORD", "another long password")]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The names in the user file, which must be sound.
    fn usernames(&self) -> Vec<String> {
        let db = Connection::open(self.path("users.db")).unwrap();
        let sound: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
        let mut statement = db.prepare("SELECT username FROM users ORDER BY username").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    fn remove_user_file(&self) {
        for entry in fs::read_dir(self.0.path()).unwrap().flatten() {
            if entry.file_name().to_string_lossy().starts_with("users.db") {
                fs::remove_file(entry.path()).unwrap();
            }
        }
    }
}

fn users(prefix: &str, count: usize) -> String {
    let users: Vec<_> = (0..count).map(|n| format!("- {{username: {prefix}{n}, email: {prefix}{n}@example.com}}\n")).collect();
    format!("insecure_test_db: true\nusers:\n{}", users.concat())
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let answer = work();
    (answer, start.elapsed())
}

#[test]
fn a_killed_apply_leaves_the_old_state_or_the_new_one() {
    let folder = Folder::new();
    let (old, new) = (folder.write("old.yaml", &users("old", 40)), folder.write("new.yaml", &users("new", 400)));
    // How long an apply takes here, so that the kills fall into it.
    let (_, whole) = timed(|| folder.done(&["seed", "apply", &new]));
    let mut untouched = 0;
    for round in 0..16 {
        folder.remove_user_file();
        let kept = if round % 4 == 0 { 0 } else { 40 };
        if kept > 0 {
            folder.done(&["seed", "apply", &old]);
        }
        let mut apply = folder.command(&["seed", "apply", &new]).spawn().unwrap();
        std::thread::sleep(whole * round / 14);
        apply.kill().unwrap();
        apply.wait().unwrap();
        if kept == 0 && !folder.path("users.db").exists() {
            untouched += 1;
            continue;
        }
        let names = folder.usernames();
        let new_ones = names.iter().filter(|name| name.starts_with("new")).count();
        assert_eq!(names.len() - new_ones, kept);
        assert!(new_ones == 0 && kept > 0 || new_ones == 400, "{new_ones} of 400 users are there");
        untouched += usize::from(new_ones == 0);
        folder.done(&["audit", "verify"]);
        folder.done(&["seed", "apply", &new]);
        assert_eq!(folder.usernames().len(), kept + 400);
    }
    assert!(untouched > 0, "no kill came in time");
}

#[test]
fn an_apply_on_a_full_disk_changes_nothing() {
    let folder = Folder::new();
    let (old, new) = (folder.write("old.yaml", &users("old", 40)), folder.write("new.yaml", &users("new", 2_000)));
    // Blocks of 1,024 bytes. Without the trap the signal of the limit would end the process before it can say anything.
    let limited = |kibibytes: u32| {
        let script = format!("trap '' XFSZ; ulimit -f {kibibytes}; exec \"$0\" seed apply \"$1\"");
        let apply = folder.command(&[]);
        let output = Command::new("bash")
            .args(["-c", &script, env!("CARGO_BIN_EXE_authctl"), &new])
            .envs(apply.get_envs().filter_map(|(name, value)| Some((name, value?))))
            .current_dir(folder.0.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(matches!(output.status.code(), Some(1 | 13)), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("error: the user file failed\n"), "{output:?}");
    };
    limited(400);
    assert!(!folder.path("users.db").exists(), "no file is there in part");
    folder.done(&["seed", "apply", &old]);
    limited(400);
    assert_eq!(folder.usernames().len(), 40);
    folder.done(&["audit", "verify"]);
    folder.done(&["seed", "apply", &new]);
    assert_eq!(folder.usernames().len(), 2_040);
}

#[test]
fn applies_at_the_same_time_agree() {
    let folder = Folder::new();
    let seed = folder.write("seed.yaml", &users("user", 60));
    let other = folder.write("other.yaml", &format!("set: other\n{}", users("other", 60)));
    for _ in 0..2 {
        let applies = [&seed, &other, &seed, &other].map(|file| folder.command(&["seed", "apply", file]).spawn().unwrap());
        for apply in applies {
            let output = apply.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(folder.usernames().len(), 120);
        assert!(folder.done(&["seed", "apply", &seed]).starts_with("nothing to change"));
    }
    folder.done(&["audit", "verify"]);
}

#[test]
fn the_example_seed_applies_and_is_then_done() {
    let folder = Folder::new();
    let seed = folder.write("seed.yaml", &fs::read_to_string(root().join("examples/seed.yaml")).unwrap());
    let apply = || serde_json::from_str::<Value>(&folder.done(&["seed", "apply", &seed, "--json"])).unwrap();
    let (first, second) = (apply(), apply());
    assert_eq!((&first["changed"], &first["summary"]["create"]), (&Value::Bool(true), &Value::from(5)));
    assert_eq!((&second["changed"], &second["summary"]["unchanged"]), (&Value::Bool(false), &Value::from(6)));
    folder.done(&["token", "verify", &fs::read_to_string(folder.path("ci.jwt")).unwrap()]);
}

#[test]
fn the_shell_part_of_the_action_seeds_and_hands_over_a_masked_token() {
    let folder = Folder::new();
    folder.write("seed.yaml", &fs::read_to_string(root().join("examples/seed.yaml")).unwrap());
    let action = fs::read_to_string(root().join("examples/ci/action.yml")).unwrap();
    let (_, script) = action.split_once("    run: |\n").unwrap();
    assert_eq!(script.lines().count(), 3, "three lines are promised");
    let tools = Path::new(env!("CARGO_BIN_EXE_authctl")).parent().unwrap();
    let output = Command::new("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
        .current_dir(folder.0.path())
        .env("PATH", format!("{}:{}", tools.display(), std::env::var("PATH").unwrap()))
        .env("AUTHCTL_DB", folder.path("users.db"))
        .env("GITHUB_OUTPUT", folder.path("output"))
        .envs([("SEED", "seed.yaml"), ("NAME", "ci"), ("TTL", "15m")])
        .envs([("ANN_PASSWORD", "correct horse battery staple"), ("BOB_PASSWORD", "another long password")])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let handed = fs::read_to_string(folder.path("output")).unwrap();
    let token = handed.trim().strip_prefix("token=").unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert_eq!(shown.matches(token).count(), 1, "the log shows it in the mask alone");
    assert!(shown.ends_with(&format!("::add-mask::{token}\n")));
    folder.done(&["token", "verify", token]);
}

#[test]
fn an_export_changes_nothing_whatever_the_texts_are() {
    let folder = Folder::new();
    folder.done(&["init", "--insecure-test-db"]);
    let texts = [
        "no",
        "1.5",
        "~",
        "- a: b #c",
        "\"quoted\" 'both' \\ back",
        "üñí 日本 🦀",
        "{a: [b",
        "2027-01-31",
        " x ",
        "a\u{2028}b\u{feff}c",
        "*a &b !c %d @e `f",
    ];
    for (number, text) in texts.iter().enumerate() {
        let name = format!("user{number}");
        folder.done(&["user", "add", &name, "--no-password", &format!("--full-name={text}"), "--role", "no", "--scope", "1"]);
        folder.done(&["user", "disable", &name, &format!("--reason={text}\t\n\u{1}\u{7f}\u{85}")]);
    }
    folder.done(&["user", "add", "robot", "--service", "--max-ttl", "90m", "--audience", "a: b", "--expires-at", "2030-01-01"]);
    for flags in [&["seed", "export"][..], &["seed", "export", "--include-hashes"], &["seed", "export", "--json"]] {
        let seed = folder.write("export", &folder.done(flags));
        assert_eq!(folder.done(&["seed", "plan", &seed]), format!("nothing to change, {} as it should be\n", texts.len() + 1));
    }
}
