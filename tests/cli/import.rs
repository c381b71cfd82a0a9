//! Imports that are cut short: by a signal, by force, by a full disk. What was committed stays, and the same command goes on.

use std::{
    fmt::Write,
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::Duration,
};

use authctl::store::{Chain, Store, View};
use serde_json::Value;
use tempfile::TempDir;

/// Rows of a transaction.
const BATCH: u64 = 10_000;
const ROWS: u64 = 40_000;
const DB: &str = ".local/share/authctl/users.db";

struct Home(TempDir);

impl Home {
    /// A user file, and a file of users in no order.
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        let mut users = String::from("username,email,hashed_password\n");
        for number in 0..ROWS {
            let number = number * 7_919 % ROWS;
            writeln!(users, "user{number},u{number}@example.com,$2b$12$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.")
                .unwrap();
        }
        fs::write(home.path("users.csv"), users).unwrap();
        assert!(home.authctl(&["init"]).output().unwrap().status.success());
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn authctl(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_authctl"));
        command.args(arguments).env_clear().env("HOME", self.0.path()).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    fn import(&self) -> Child {
        let mut import = self.authctl(&["user", "import", "users.csv", "-o", "json"]);
        import.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Asserts that the file is sound and holds whole batches; says how many users there are.
    fn users(&self) -> u64 {
        let db: &Path = &self.path(DB);
        let mut store = Store::open(db).unwrap();
        assert!(matches!(store.read(View::verify_audit).unwrap(), Chain::Intact { .. }));
        let stats: Value = json(&self.authctl(&["db", "stats", "-o", "json"]).output().unwrap());
        let users = stats["users"]["people"].as_u64().unwrap();
        assert_eq!(users % BATCH, 0, "no batch is there in part");
        let check = self.authctl(&["db", "check", "-o", "json"]).output().unwrap();
        let integrity = json(&check)["checks"].as_array().unwrap().iter().find(|check| check["name"] == "integrity").cloned();
        assert_eq!(integrity.unwrap()["status"], "ok");
        users
    }

    /// Asserts that the same import goes on to its end.
    fn finish(&self, there: u64) {
        let report = json(&self.import().wait_with_output().unwrap());
        assert_eq!((&report["unchanged"], &report["created"]), (&there.into(), &(ROWS - there).into()), "{report}");
        assert_eq!(self.users(), ROWS);
    }
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn an_import_that_is_killed_leaves_whole_batches_and_goes_on() {
    let home = Home::new();
    let mut there = 0;
    for delay in [50, 250, 600] {
        let mut import = home.import();
        thread::sleep(Duration::from_millis(delay));
        import.kill().unwrap();
        import.wait().unwrap();
        let now = home.users();
        assert!(now >= there, "what was committed stays");
        there = now;
    }
    home.finish(there);
}

#[test]
fn ctrl_c_ends_an_import_with_a_report_of_what_was_committed() {
    for delay in [50, 300] {
        let home = Home::new();
        let import = home.import();
        thread::sleep(Duration::from_millis(delay));
        let pid = import.id().to_string();
        Command::new("kill").args(["-INT", &pid]).status().unwrap();
        let output = import.wait_with_output().unwrap();
        let there = home.users();
        match output.status.code() {
            Some(130) => {
                let report = json(&output);
                assert_eq!((&report["created"], &report["complete"]), (&there.into(), &false.into()));
            }
            Some(0) => assert_eq!(there, ROWS, "it was quicker"),
            // Before it watches for the signal, the signal ends it as it ends anything.
            None => assert_eq!(there, 0),
            code => panic!("{code:?}: {}", String::from_utf8_lossy(&output.stderr)),
        }
        home.finish(there);
    }
}

#[test]
fn a_full_disk_ends_an_import_with_what_was_committed_intact() {
    let home = Home::new();
    // Blocks of 1,024 bytes. Without the trap the signal of the limit would end the process before it can say anything.
    let script = "trap '' XFSZ; ulimit -f 5000; exec \"$0\" user import users.csv -o json";
    let mut limited = Command::new("bash");
    limited.args(["-c", script, env!("CARGO_BIN_EXE_authctl")]).env_clear().env("HOME", home.0.path());
    let output = limited.current_dir(home.0.path()).stdin(Stdio::null()).output().unwrap();
    assert!(matches!(output.status.code(), Some(1 | 13)), "{:?} {}", output.status, String::from_utf8_lossy(&output.stderr));
    let report = json(&output);
    let there = home.users();
    assert!(there < ROWS);
    assert_eq!((&report["created"], &report["complete"]), (&there.into(), &false.into()), "{report}");
    home.finish(there);
}

#[test]
fn a_user_file_that_may_not_be_written_stays_as_it_is() {
    let home = Home::new();
    fs::set_permissions(home.path(DB), fs::Permissions::from_mode(0o400)).unwrap();
    let program = home.path("authctl");
    fs::copy(env!("CARGO_BIN_EXE_authctl"), &program).unwrap();
    let mut import = Command::new(&program);
    if home.0.path().metadata().unwrap().uid() == 0 {
        // Root may write anything, so that somebody else has to try.
        const NOBODY: &str = "65534";
        for name in ["", ".local", ".local/share", ".local/share/authctl", DB] {
            chown(home.path(name), Some(NOBODY.parse().unwrap()), None).unwrap();
        }
        import = Command::new("setpriv");
        import.args(["--reuid", NOBODY, "--clear-groups"]).arg(&program);
    }
    import.args(["user", "import", "users.csv"]).env("HOME", home.0.path()).env_remove("AUTHCTL_DB").current_dir(home.0.path());
    let output = import.output().unwrap();
    assert_eq!(output.status.code(), Some(13), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: the user file cannot be written"), "{output:?}");
    assert_eq!(home.users(), 0);
}

#[test]
fn others_write_while_an_import_runs() {
    let home = Home::new();
    assert!(home.authctl(&["user", "add", "ann", "--no-password"]).output().unwrap().status.success());
    let mut import = home.import();
    let mut changes = 0;
    while import.try_wait().unwrap().is_none() {
        let name = format!("Ann {changes}");
        let output = home.authctl(&["user", "set", "ann", "--full-name", &name]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        changes += 1;
    }
    assert!(changes > 1);
    assert_eq!(json(&import.wait_with_output().unwrap())["created"], ROWS);
}
