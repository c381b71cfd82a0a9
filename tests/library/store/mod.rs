//! The user file, in a real folder.

mod audit;
mod file;
mod keys;
mod ledger;
mod login;
mod refresh;
mod seal;
mod tokens;
mod users;

use std::path::PathBuf;

use authctl::{
    clock::Timestamp,
    store::{Actor, AuditFilter, Chain, Store, StoreError, UserChange, UserFilter, View},
    users::{User, UserId, Username},
};

use getrandom::SysRng;
use rand_core::UnwrapErr;
use rusqlite::Connection;

const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

pub(crate) struct File {
    _folder: tempfile::TempDir,
    path: PathBuf,
    pub(crate) store: Store,
}

pub(crate) fn file() -> File {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("users.db");
    let (store, made) = Store::create(&path).unwrap();
    assert!(made);
    File { _folder: folder, path, store }
}

pub(crate) fn actor() -> Actor {
    Actor { user: "root".into(), sudo_user: Some("ann".into()) }
}

pub(crate) fn name(text: &str) -> Username {
    text.parse().unwrap()
}

fn user(text: &str) -> User {
    User::new(UserId::random(&mut UnwrapErr(SysRng)), name(text), NOW)
}

pub(crate) fn later(seconds: i64) -> Timestamp {
    Timestamp::from_unix(NOW.unix() + seconds)
}

impl File {
    pub(crate) fn add(&mut self, names: &[&str]) {
        self.store.transaction(&actor(), NOW, |tx| names.iter().try_for_each(|text| tx.insert_user(&user(text)))).unwrap();
    }

    pub(crate) fn find(&mut self, text: &str) -> Option<User> {
        self.store.read(|view| view.user(&name(text))).unwrap()
    }

    fn names(&mut self, filter: &UserFilter) -> Vec<String> {
        let mut names = Vec::new();
        self.store
            .read(|view| {
                view.users(filter, |user| {
                    names.push(user.username().to_string());
                    Ok::<_, StoreError>(())
                })
            })
            .unwrap();
        names
    }

    pub(crate) fn change(&mut self, text: &str, now: Timestamp, change: impl FnOnce(&mut User)) -> bool {
        self.store
            .transaction(&actor(), now, |tx| {
                let mut user = tx.user(&name(text))?.unwrap();
                change(&mut user);
                tx.update_user(&mut user, UserChange::Set)
            })
            .unwrap()
    }

    fn chain(&mut self) -> Chain {
        self.store.read(View::verify_audit).unwrap()
    }

    fn actions(&mut self) -> Vec<(String, String)> {
        let mut actions = Vec::new();
        self.store
            .read(|view| {
                view.audit(&AuditFilter::default(), |entry| {
                    actions.push((entry.action, entry.target));
                    Ok::<_, StoreError>(())
                })
            })
            .unwrap();
        actions
    }

    /// What another program does to the file.
    fn stranger(&self, sql: &str) {
        Connection::open(&self.path).unwrap().execute_batch(sql).unwrap();
    }
}
