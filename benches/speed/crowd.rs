//! One user among ten million, against one among ten: what a login and a token's check ask of the user file.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use crate::{
    import::{authctl, done, remove},
    table::{Table, Target},
    turns,
    work::{file, folder},
};

const MANY: usize = 10_000_000;
const FEW: usize = 10;
const NAME: &str = "user00000007";
const TIME: Duration = Duration::from_secs(4);

pub(crate) fn measure(table: &mut Table) {
    let password = format!("@{}", file("password", b"correct horse battery staple"));
    let (few, many) = ("crowd.few.db", "crowd.many.db");
    let tokens = [(few, FEW), (many, MANY)].map(|(db, users)| {
        fill(db, users);
        done(quiet(db).args(["user", "passwd", NAME, "--password", &password]));
        let token = quiet(db).args(["token", "issue", NAME, "--ttl", "1h"]).stdout(Stdio::piped()).output().unwrap().stdout;
        String::from_utf8(token).unwrap().trim().to_owned()
    });
    let [of_few, of_many] = &tokens;
    let jobs: [(&str, [Vec<&str>; 2]); 3] = [
        ("user show", [vec!["user", "show", NAME], vec!["user", "show", NAME]]),
        ("user check", [(); 2].map(|()| vec!["user", "check", NAME, "--password", &password])),
        ("token verify", [of_few, of_many].map(|token| vec!["token", "verify", token])),
    ];
    for (name, [with_few, with_many]) in jobs {
        let ratios = turns::take(
            TIME,
            || turns::seconds(|| done(quiet(few).args(&with_few))),
            &mut [&mut || turns::seconds(|| done(quiet(many).args(&with_many)))],
        );
        for ratio in ratios {
            table.row(&format!("{name} of {MANY} users, time"), &format!("of {FEW} users"), ratio, &Target::AtMost(1.5));
        }
    }
    remove(&folder().join(many));
}

/// The command with a user file for tests, without its warning that it is one.
fn quiet(db: &str) -> Command {
    let mut command = authctl(db);
    command.stderr(Stdio::null());
    command
}

/// Makes a user file with so many users. Its hashes are cheap, so that a look-up is not lost in what a password costs; and the rows
/// are written past authctl, which would take longer.
fn fill(db: &str, users: usize) {
    let path = folder().join(db);
    remove(&path);
    done(quiet(db).args(["init", "--insecure-test-db", "--quiet"]));
    let rows = format!(
        "PRAGMA synchronous = off;
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {users} - 1)
        INSERT INTO users (uuid, username, email, hashed_password, roles, created_at, updated_at)
        SELECT printf('936da01f-9abd-4d9d-80c7-%012d', i), printf('user%08d', i), printf('user%08d@example.com', i),
            '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
            '[\"editor\"]', 1700000000, 1700000000 FROM n;"
    );
    done(Command::new("sqlite3").arg(&path).arg(rows).stdout(Stdio::null()));
}
