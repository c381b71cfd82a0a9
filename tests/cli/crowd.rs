//! Many processes on one user file at once.

use std::{
    process::{Command, Stdio},
    thread,
};

fn authctl(home: &std::path::Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_authctl"));
    command.args(arguments).env_clear().env("HOME", home).stdin(Stdio::null());
    command
}

#[test]
fn fifty_processes_make_one_file_and_each_adds_its_user() {
    let home = tempfile::tempdir().unwrap();
    let outputs = thread::scope(|scope| {
        let handles: Vec<_> = (0..50)
            .map(|number| {
                let home = home.path();
                scope.spawn(move || {
                    let made = authctl(home, &["init", "--quiet"]).output().unwrap();
                    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
                    authctl(home, &["user", "add", &format!("user-{number}"), "--no-password"]).output().unwrap()
                })
            })
            .collect();
        handles.into_iter().map(|handle| handle.join().unwrap()).collect::<Vec<_>>()
    });
    for output in outputs {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let list = authctl(home.path(), &["user", "list", "-o", "jsonl"]).output().unwrap();
    assert_eq!(String::from_utf8(list.stdout).unwrap().lines().count(), 50);
    let mut store = authctl::store::Store::open(&home.path().join(".local/share/authctl/users.db")).unwrap();
    let chain = store.read(authctl::store::View::verify_audit).unwrap();
    assert_eq!(chain, authctl::store::Chain::Intact { rows: 51 }, "one key and fifty users");
}

#[test]
fn one_name_is_given_once() {
    let home = tempfile::tempdir().unwrap();
    assert!(authctl(home.path(), &["init"]).output().unwrap().status.success());
    let mut children: Vec<_> = (0..20)
        .map(|_| {
            let mut add = authctl(home.path(), &["user", "add", "ann", "--no-password"]);
            add.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        })
        .collect();
    let mut exits: Vec<_> = children.iter_mut().map(|child| child.wait().unwrap().code()).collect();
    exits.sort_unstable();
    assert_eq!(exits[0], Some(0));
    assert!(exits[1..].iter().all(|exit| *exit == Some(12)), "{exits:?}");
}
