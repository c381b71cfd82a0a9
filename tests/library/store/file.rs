//! The file itself: how it is made, and what is not opened.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use authctl::store::{Chain, Store, StoreError, UserFilter, View};

use rusqlite::Connection;

use super::{File, NOW, actor, file, later, name, user};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_new_file_is_for_its_owner_alone_and_nothing_lies_beside_it() {
    let mut file = file();
    assert_eq!(mode(&file.path), 0o600);
    let beside: Vec<_> = fs::read_dir(file.path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(beside.iter().all(|name| !name.to_string_lossy().contains(".new")), "{beside:?}");
    file.add(&["ann"]);
    for name in ["users.db-wal", "users.db-shm"] {
        assert_eq!(mode(&file.path.with_file_name(name)), 0o600, "{name}");
    }
    assert!(!Store::create(&file.path).unwrap().1, "a second time there is nothing to make");
    assert!(file.find("ann").is_some());
}

#[test]
fn the_file_says_what_it_is_and_keeps_a_write_ahead_log() {
    let file = file();
    let db = Connection::open(&file.path).unwrap();
    let pragma = |name| db.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0)).unwrap();
    assert_eq!(pragma("application_id"), 0x6175_7468.into());
    assert_eq!(pragma("user_version"), 1.into());
    assert_eq!(pragma("journal_mode"), "wal".to_owned().into());
    let loose: i64 = db
        .query_row(
            "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(loose, 0, "all tables are STRICT");
}

#[test]
fn files_that_are_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let with_mode = |name: &str, mode: u32| fs::set_permissions(path(name), fs::Permissions::from_mode(mode)).unwrap();
    fs::write(path("text"), "not a database at all, but long enough for a header ".repeat(20)).unwrap();
    fs::write(path("empty"), "").unwrap();
    Connection::open(path("other")).unwrap().execute_batch("CREATE TABLE users (username TEXT)").unwrap();
    for (name, pragma) in [("newer", "user_version = 99"), ("group", "user_version = 1"), ("world", "user_version = 1")] {
        Store::create(&path(name)).unwrap();
        Connection::open(path(name)).unwrap().execute_batch(&format!("PRAGMA {pragma}")).unwrap();
    }
    for name in ["text", "empty", "other"] {
        with_mode(name, 0o600);
    }
    with_mode("group", 0o660);
    with_mode("world", 0o602);
    let refused = |name: &str| Store::open(&path(name)).map(drop).unwrap_err();
    assert!(matches!(refused("missing"), StoreError::Missing { path: found } if found == path("missing")));
    assert!(matches!(refused("missing/users.db"), StoreError::Missing { .. }));
    for name in ["text", "empty", "other", "."] {
        assert!(matches!(refused(name), StoreError::Foreign { .. }), "{name}: {:?}", refused(name));
    }
    assert!(matches!(refused("newer"), StoreError::Newer { found: 99, known: 1, .. }));
    assert!(matches!(refused("group"), StoreError::Unsafe { mode: 0o660, .. }));
    assert!(matches!(refused("world"), StoreError::Unsafe { mode: 0o602, .. }));
    assert!(matches!(Store::create(&path("other")).map(drop), Err(StoreError::Foreign { .. })), "init spares what is there");
}

#[test]
fn a_torn_file_is_an_error_and_no_panic() {
    let mut file = file();
    file.add(&["ann", "bob"]);
    drop(file.store);
    let whole = fs::read(&file.path).unwrap();
    for cut in (0..whole.len()).step_by(501) {
        fs::write(&file.path, &whole[..cut]).unwrap();
        if let Ok(mut store) = Store::open(&file.path) {
            let _ = store.read(|view| view.user(&name("ann")));
            let _ = store.read(View::verify_audit);
        }
    }
}

#[test]
fn many_threads_make_and_fill_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("users.db");
    let made = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..16)
            .map(|thread| {
                let path = &path;
                scope.spawn(move || {
                    let (mut store, made) = Store::create(path).unwrap();
                    for n in 0..5 {
                        store.transaction(&actor(), NOW, |tx| tx.insert_user(&user(&format!("user-{thread}-{n}")))).unwrap();
                    }
                    made
                })
            })
            .collect();
        handles.into_iter().map(|handle| handle.join().unwrap()).filter(|made| *made).count()
    });
    assert_eq!(made, 1);
    let mut file = File { store: Store::open(&path).unwrap(), path, _folder: folder };
    assert_eq!(file.names(&UserFilter::default()).len(), 80);
    assert_eq!(file.chain(), Chain::Intact { rows: 80 });
}

#[test]
fn a_backup_is_a_user_file_of_one_state_and_overwrites_nothing() {
    let mut file = file();
    file.add(&["ann", "bob"]);
    let target = file.path.with_file_name("copy.db");
    file.store.backup(&target, |_, _| true).unwrap();
    assert_eq!(mode(&target), 0o600);
    file.add(&["carl"]);
    let mut copy = Store::open(&target).unwrap();
    assert_eq!(copy.read(View::verify_audit).unwrap(), Chain::Intact { rows: 2 });
    let again = file.store.backup(&target, |_, _| true).unwrap_err();
    assert!(matches!(again, StoreError::Io { action: "created", .. }), "{again:?}");
    assert_eq!(copy.read(View::verify_audit).unwrap(), Chain::Intact { rows: 2 });
    let left: Vec<_> = fs::read_dir(target.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains(".new")), "{left:?}");
}

#[test]
fn a_backup_that_is_given_up_leaves_nothing() {
    let file = file();
    let filler = rusqlite::Connection::open(&file.path).unwrap();
    filler.execute_batch("CREATE TABLE filler (it BLOB); INSERT INTO filler VALUES (zeroblob(40000000))").unwrap();
    let folder = file.path.parent().unwrap();
    let names =
        || fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect::<std::collections::BTreeSet<_>>();
    let before = names();
    let mut told = Vec::new();
    let whole = file.store.backup(&folder.join("copy.db"), |done, of| {
        told.push((done, of));
        told.len() < 2
    });
    assert!(!whole.unwrap());
    assert_eq!(names(), before);
    assert!(matches!(told[..], [(first, of), (second, _)] if 0 < first && first < second && second < of), "{told:?}");
}

#[test]
fn a_file_of_an_earlier_version_is_migrated_after_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (path, backup) = (folder.path().join("users.db"), folder.path().join("before.db"));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "application_id", 0x6175_7468).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Older { found: 0, .. })));
    assert_eq!(Store::migrate(&path, &backup).unwrap(), Some(0));
    assert!(Store::open(&path).is_ok());
    assert!(matches!(Store::open(&backup), Err(StoreError::Older { found: 0, .. })), "the backup is the file as it was");
    assert_eq!(Store::migrate(&path, &backup).unwrap(), None, "a second one has nothing to do");
}

#[test]
fn stats_count_what_is_there() {
    let mut file = file();
    file.add(&["ann", "bob", "carl"]);
    file.change("bob", later(1), |bob| bob.disable(None, later(1)));
    file.change("carl", later(1), |carl| carl.set_expiry(Some(later(5))));
    let stats = file.store.read(|view| view.stats(later(10))).unwrap();
    assert_eq!((stats.people, stats.services, stats.disabled, stats.expired, stats.audit), (1, 0, 1, 1, 5));
}
