//! What holds under load and violence: the lock, the memory, what was answered before a kill, several processes on one file.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use authctl::{
    clock::Timestamp,
    store::{Actor, Chain, View},
    users::{User, UserId},
};

use super::server::{Answer, Home, PASSWORD, Server};

/// A file whose hashes cost little, so that a thousand logins are a matter of seconds.
fn cheap() -> Home {
    let home = Home::new(&[]);
    home.done(&["hash", "policy", "set", "--params", "m=512,t=1,p=1", "--quiet"]);
    home
}

/// KiB of memory that the server holds.
fn memory(server: &Server) -> i64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Sends so many logins from many sides at once; `name` gives the name of each.
fn storm(server: &Server, count: usize, name: impl Fn(usize) -> String + Sync) -> Vec<u16> {
    let next = AtomicUsize::new(0);
    let (next, name) = (&next, &name);
    let work = move || {
        let mut statuses = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return statuses;
            }
            statuses.push(server.log_in(&name(number), "a wrong password").status);
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..60).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

#[test]
fn thousands_of_wrong_logins_find_the_lock_and_flat_memory() {
    let home = cheap();
    home.user("ann", &[]);
    let server = home.serve(&["--failures-per-address", "0", "--failures-per-name", "0", "--quiet"]);
    storm(&server, 400, |number| format!("first-{number}"));
    let before = memory(&server);
    // One name by itself, and names that there are not.
    let statuses = storm(&server, 3_000, |number| if number % 3 == 0 { "ann".to_owned() } else { format!("nobody-{number}") });
    let grown = memory(&server) - before;
    assert!(statuses.iter().all(|status| [400, 503].contains(status)), "{statuses:?}");
    assert!(grown < 8 * 1024, "{grown} KiB more after 3000 logins");
    // Between two comparisons lies a lock of a second or more.
    let user = home.store().read(|view| view.user_called("ann")).unwrap().unwrap();
    assert!((3..30).contains(&user.facts().failed_logins), "{:?}", user.facts());
    assert_eq!(server.log_in("ann", PASSWORD).status, 400, "the right password does not open the lock");
    home.done(&["user", "unlock", "ann"]);
    assert_eq!(server.log_in("ann", PASSWORD).status, 200);
}

#[test]
fn thousands_of_guesses_are_turned_away_before_any_work() {
    let home = cheap();
    home.user("ann", &[]);
    let server = home.serve(&["--quiet"]);
    let statuses = storm(&server, 2_000, |number| format!("nobody-{number}"));
    let mut counts = BTreeMap::new();
    for status in statuses {
        *counts.entry(status).or_insert(0) += 1;
    }
    // Those that were being judged when the limit was reached still are.
    let judged = counts.get(&400).copied().unwrap_or(0);
    assert!((60..=124).contains(&judged) && counts[&429] > 1_800, "{counts:?}");
}

/// Adds users without the cost of a hash for each.
fn crowd(home: &Home, prefix: &str, count: u16) {
    home.user("model", &[]);
    let mut store = home.store();
    let hash = store.read(|view| view.user_called("model")).unwrap().unwrap().password().cloned();
    let actor = Actor { user: "test".to_owned(), sudo_user: None };
    let now = Timestamp::system();
    let add = |tx: &mut authctl::store::Tx<'_>| {
        (0..count).try_for_each(|number| {
            let id = UserId::random(&mut rand_core::UnwrapErr(getrandom::SysRng));
            let mut user = User::new(id, format!("{prefix}-{number}").parse().unwrap(), now);
            user.set_password(hash.clone()).unwrap();
            tx.insert_user(&user)
        })
    };
    store.transaction(&actor, now, add).unwrap();
}

#[test]
fn two_samples_of_times_do_not_tell_known_names_from_unknown() {
    const EACH: u16 = 40;
    let home = Home::new(&[]);
    crowd(&home, "known", EACH);
    let server = home.serve(&["--failures-per-address", "0", "--quiet"]);
    // In turn, so that whatever else the machine does falls upon both alike. The part of a beat is what leaks, if anything does.
    let mut times = Vec::new();
    for number in 0..EACH {
        for kind in ["known", "unknown"] {
            let began = std::time::Instant::now();
            assert_eq!(server.log_in(&format!("{kind}-{number}"), "wrong").status, 400);
            times.push((began.elapsed().as_micros(), kind == "known"));
        }
    }
    times.sort_unstable();
    // Mann and Whitney's rank sum, as a number of standard deviations.
    let ranks: usize = times.iter().enumerate().filter(|(_, (_, known))| *known).map(|(rank, _)| rank + 1).sum();
    let n = f64::from(EACH);
    let expected = n * (2.0 * n + 1.0) / 2.0;
    let deviation = (n * n * (2.0 * n + 1.0) / 12.0).sqrt();
    #[expect(clippy::cast_precision_loss, clippy::as_conversions, reason = "a sum of eighty ranks")]
    let z = (ranks as f64 - expected) / deviation;
    assert!(z.abs() < 4.0, "known names differ by {z} standard deviations: {times:?}");
}

/// Posts a form to a server that may be killed meanwhile.
fn post(server: &Server, form: &str) -> Option<Answer> {
    let head = "POST /token HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded";
    let text = server.try_raw(format!("{head}\r\nContent-Length: {}\r\n\r\n{form}", form.len()).as_bytes())?;
    Answer::read(&text)
}

fn renew(server: &Server, token: &str) -> Option<Answer> {
    post(server, &format!("grant_type=refresh_token&refresh_token={token}"))
}

/// What a client of a killed server has in hand.
struct Held {
    refresh: String,
    access: String,
    answers: usize,
}

fn hold(answer: &Answer, answers: usize) -> Held {
    let refresh = answer.json()["refresh_token"].as_str().unwrap().to_owned();
    Held { refresh, access: answer.access_token(), answers }
}

/// A login, if it is answered.
fn log_in(server: &Server, name: &str) -> Option<Answer> {
    post(server, &format!("username={name}&password={}", PASSWORD.replace(' ', "+")))
}

#[test]
fn a_server_killed_amid_renewals_and_logins_has_lost_nothing_that_it_answered() {
    let home = cheap();
    crowd(&home, "user", 6);
    let server = home.serve(&["--quiet"]);
    let mut clients: Vec<Held> = (0..4).map(|number| hold(&server.log_in(&format!("user-{number}"), PASSWORD), 1)).collect();
    let counts = [AtomicUsize::new(0), AtomicUsize::new(0)];
    let (server_of, [renewals, logins]) = (&server, &counts);
    let tokens: Vec<String> = thread::scope(|scope| {
        for held in &mut clients {
            scope.spawn(move || {
                while let Some(answer) = renew(server_of, &held.refresh) {
                    assert_eq!(answer.status, 200, "{answer:?}");
                    *held = hold(&answer, held.answers + 1);
                    renewals.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let users: Vec<_> = (4..6)
            .map(|number| {
                scope.spawn(move || {
                    let answers = std::iter::from_fn(|| log_in(server_of, &format!("user-{number}")));
                    let counted = answers.inspect(|_| _ = logins.fetch_add(1, Ordering::Relaxed));
                    counted.map(|answer| answer.access_token()).collect::<Vec<_>>()
                })
            })
            .collect();
        while renewals.load(Ordering::Relaxed) < 40 || logins.load(Ordering::Relaxed) < 8 {
            thread::sleep(Duration::from_millis(1));
        }
        server.kill();
        users.into_iter().flat_map(|user| user.join().unwrap()).collect()
    });
    drop(server);
    let server = home.serve(&["--quiet"]);
    for token in clients.iter().map(|held| &held.access).chain(&tokens) {
        assert_eq!(server.get_as("/users/me", token).status, 200);
    }
    for (number, held) in clients.iter().enumerate() {
        let listed = home.done(&["token", "list", "--user", &format!("user-{number}"), "-o", "jsonl"]);
        // A renewal that was committed and not answered any more has used the token up.
        let unanswered = listed.lines().count() - held.answers;
        assert!(unanswered <= 1, "{unanswered}");
        let status = renew(&server, &held.refresh).unwrap().status;
        assert_eq!(status, if unanswered == 0 { 200 } else { 400 }, "client {number}");
    }
    home.done(&["db", "check"]);
    home.done(&["audit", "verify"]);
}

#[test]
fn two_servers_and_the_command_share_one_file() {
    let home = cheap();
    crowd(&home, "user", 8);
    let servers = [home.serve(&["--quiet"]), home.serve(&["--quiet"])];
    let ended = AtomicBool::new(false);
    thread::scope(|scope| {
        for number in 0..8_usize {
            let (servers, ended) = (&servers, &ended);
            scope.spawn(move || {
                let name = format!("user-{number}");
                while !ended.load(Ordering::Relaxed) {
                    let login = servers[number % 2].log_in(&name, PASSWORD);
                    assert_eq!(login.status, 200, "{login:?}");
                    let other = &servers[(number + 1) % 2];
                    assert_eq!(other.get_as("/users/me", &login.access_token()).json()["username"], name);
                    let renewed = renew(other, login.json()["refresh_token"].as_str().unwrap()).unwrap();
                    assert_eq!(renewed.status, 200, "{renewed:?}");
                    let revoked = servers[number % 2].form("/revoke", &[], &format!("token={}", renewed.access_token()));
                    assert_eq!(revoked.status, 200, "{revoked:?}");
                    assert_eq!(other.get_as("/users/me", &renewed.access_token()).status, 401);
                }
            });
        }
        for number in 0..6 {
            let name = format!("new-{number}");
            home.done(&["user", "add", &name, "--no-password", "--scope", "me"]);
            let token = home.done(&["token", "issue", &name]);
            assert!(servers.iter().all(|server| server.get_as("/users/me", &token).status == 200));
            home.done(&["user", "disable", &name]);
            assert!(servers.iter().all(|server| server.get_as("/users/me", &token).status == 401));
        }
        home.done(&["key", "rotate"]);
        thread::sleep(Duration::from_millis(300));
        ended.store(true, Ordering::Relaxed);
    });
    for server in servers {
        assert_eq!(String::from_utf8(server.end().stderr).unwrap(), "", "no trouble");
    }
    home.done(&["db", "check"]);
    assert!(matches!(home.store().read(View::verify_audit).unwrap(), Chain::Intact { .. }));
}
