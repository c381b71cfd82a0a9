//! A million users with hashes into a fresh user file, against `sqlite3`'s own import of the same rows into the same table; the same
//! file once more, against the first time; the memory; and passwords that are hashed on the way.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use authctl::{
    password::{Hasher, Policy},
    secret::Password,
};
use getrandom::SysRng;
use rand_core::UnwrapErr;

use crate::{
    peers,
    table::{Table, Target},
    turns,
    work::{file, folder},
};

const USERS: usize = 1_000_000;
/// Users whose passwords are hashed.
const PASSWORDS: usize = 100;
/// At least three rounds are taken, which is long enough.
const TIME: Duration = Duration::from_secs(1);

pub(crate) fn measure(table: &mut Table) {
    let files = Files::new(USERS);
    for (format, path) in [("CSV", &files.csv), ("JSONL", &files.jsonl)] {
        let ratios = turns::take(
            TIME,
            || first(path, "first.db"),
            &mut [&mut || by_sqlite3(&files.whole), &mut || again(path, "first.db")],
        );
        let [sqlite3, again] = ratios.as_slice() else { unreachable!("two rivals, two ratios") };
        table.row(&format!("import {USERS} of {format}, times as fast"), "sqlite3 .import", *sqlite3, &Target::AtLeast(1.0));
        table.row(&format!("import {USERS} of {format} again, time"), "the first time", *again, &Target::AtMost(0.5));
    }
    let few = Files::new(USERS / 4);
    let (few, many) = (peak(&few.jsonl), peak(&files.jsonl));
    table.row(&format!("memory, import of {USERS}"), "a quarter of it", many / few, &Target::AtMost(1.1));
    passwords(table);
}

/// The most memory, in KiB, that an import into a fresh user file has had resident.
fn peak(users: &str) -> f64 {
    remove(&folder().join("first.db"));
    done(authctl("first.db").arg("init").arg("--quiet"));
    let mut import = authctl("first.db").args(["user", "import", users]).spawn().unwrap();
    let mut peak = None;
    // The figure only grows, and is gone with the process: the last one that was seen is some milliseconds old.
    while import.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", import.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(str::to_owned);
        peak = line.or(peak);
        thread::sleep(Duration::from_millis(5));
    }
    peak.unwrap().trim().trim_end_matches(" kB").parse().unwrap()
}

/// Passwords that are hashed on the way, against as many that one core hashes one by one.
fn passwords(table: &mut Table) {
    let cores = thread::available_parallelism().unwrap().get() as f64;
    let passwords: Vec<_> = (0..PASSWORDS).map(|number| format!("correct horse battery {number}")).collect();
    let mut rows = "username,password\n".to_owned();
    for (number, password) in passwords.iter().enumerate() {
        writeln!(rows, "user{number},{password}").unwrap();
    }
    let path = file("passwords.csv", rows.as_bytes());
    let (mut hasher, params) = (Hasher::new(), Policy::default().params);
    let mut one_by_one = || {
        turns::seconds(|| {
            for password in &passwords {
                let password = Password::new(password.clone().into_bytes());
                hasher.hash(&password, &params, &mut UnwrapErr(SysRng)).unwrap();
            }
        })
    };
    let ratios = turns::take(TIME, || first(&path, "passwords.db"), &mut [&mut one_by_one]);
    for ratio in ratios {
        let figure = format!("import of {PASSWORDS} passwords, times as fast a core");
        table.row(&figure, "one by one", ratio / cores, &Target::AtLeast(0.9));
    }
}

/// The same users in three files: as authctl reads them, and with all columns of the table that are not null.
struct Files {
    csv: String,
    jsonl: String,
    whole: String,
}

impl Files {
    fn new(count: usize) -> Self {
        let (mut csv, mut jsonl, mut whole) =
            ("username,email,full_name,disabled,hashed_password,roles\n".to_owned(), String::new(), String::new());
        for number in 0..count {
            // In no order, as exports by identifier are.
            let number = number * 7_919 % count;
            let name = format!("user{number:07}");
            let hash =
                format!("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRz{number:09}A$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
            writeln!(csv, "{name},{name}@example.com,Full {name},0,\"{hash}\",editor").unwrap();
            writeln!(
                jsonl,
                r#"{{"username":"{name}","email":"{name}@example.com","full_name":"Full {name}","disabled":false,"hashed_password":"{hash}","roles":["editor"]}}"#
            )
            .unwrap();
            writeln!(
                whole,
                r#"{name},936da01f-9abd-4d9d-80c7-{number:012},{name}@example.com,Full {name},0,"{hash}","[""editor""]",1700000000,1700000000"#
            )
            .unwrap();
        }
        Self {
            csv: file(&format!("users.{count}.csv"), csv.as_bytes()),
            jsonl: file(&format!("users.{count}.jsonl"), jsonl.as_bytes()),
            whole: file(&format!("users.{count}.whole.csv"), whole.as_bytes()),
        }
    }
}

/// The command with a user file of that name.
pub(crate) fn authctl(db: &str) -> Command {
    let mut command = peers::authctl();
    command.arg("--db").arg(folder().join(db)).stdout(Stdio::null());
    command
}

pub(crate) fn done(command: &mut Command) {
    assert!(command.status().unwrap().success());
}

/// Removes a user file.
pub(crate) fn remove(db: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut path = db.as_os_str().to_owned();
        path.push(ending);
        fs::remove_file(path).ok();
    }
}

/// Imports into a fresh user file: the seconds.
fn first(users: &str, db: &str) -> f64 {
    remove(&folder().join(db));
    done(authctl(db).arg("init").arg("--quiet"));
    again(users, db)
}

fn again(users: &str, db: &str) -> f64 {
    turns::seconds(|| done(authctl(db).args(["user", "import", users, "--on-conflict", "update"])))
}

/// The table has the columns of the rows alone, without the checks of a user file: less to do, in its favour.
fn by_sqlite3(rows: &str) -> f64 {
    let db = folder().join("sqlite3.db");
    remove(&db);
    let script = "PRAGMA journal_mode = wal;
        CREATE TABLE users (username TEXT NOT NULL UNIQUE, uuid TEXT NOT NULL, email TEXT, full_name TEXT, disabled INTEGER NOT NULL,
            hashed_password TEXT, roles TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;";
    let import = format!(".import --csv '{rows}' users");
    turns::seconds(|| done(Command::new("sqlite3").arg(&db).arg(script).arg(&import).stdout(Stdio::null())))
}
