//! One token, one process: the commands as a script runs them.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use crate::{
    peers,
    table::{Table, Target},
    turns, work,
};

/// How long each command takes turns with its rivals.
const TIME: Duration = Duration::from_secs(4);

pub(crate) fn measure(table: &mut Table) {
    let secret = work::secret_file();
    let key = work::rsa_key_file();
    let (at_secret, at_key) = (format!("@{secret}"), format!("@{key}"));
    let token = peers::authctl().args(["token", "issue", "--sub", "ann", "--secret", &at_secret]).output().unwrap().stdout;
    let token = String::from_utf8(token).unwrap().trim().to_owned();
    // An instant, because jwt-cli takes long to read a duration.
    let expiry = format!("--exp={}", work::in_half_an_hour());
    let jobs = [
        Job {
            name: "token decode",
            ours: vec!["token", "decode", &token],
            jwt_cli: vec!["decode", &token],
            pyjwt: vec!["decode", &token],
        },
        Job {
            name: "token verify, HS256",
            ours: vec!["token", "verify", &token, "--secret", &at_secret],
            jwt_cli: vec!["decode", "--secret", &at_secret, &token],
            pyjwt: vec!["verify", &token, &secret],
        },
        Job {
            name: "token issue, HS256",
            ours: vec!["token", "issue", "--sub", "ann", "--secret", &at_secret, "--no-record"],
            jwt_cli: vec!["encode", "--sub", "ann", &expiry, "--secret", &at_secret],
            pyjwt: vec!["issue", "HS256", &secret],
        },
        Job {
            name: "token issue, RS256",
            ours: vec!["token", "issue", "--sub", "ann", "--key", &at_key, "--no-record"],
            jwt_cli: vec!["encode", "--sub", "ann", &expiry, "--alg", "RS256", "--secret", &at_key],
            pyjwt: vec!["issue", "RS256", &key],
        },
    ];
    for job in jobs {
        job.measure(table);
    }
}

/// The same job for each tool, as its arguments.
struct Job<'a> {
    name: &'a str,
    ours: Vec<&'a str>,
    jwt_cli: Vec<&'a str>,
    pyjwt: Vec<&'a str>,
}

impl Job<'_> {
    fn measure(&self, table: &mut Table) {
        let with = |mut command: Command, arguments: &[&str]| {
            command.args(arguments);
            command
        };
        let mut ours = with(peers::authctl(), &self.ours);
        let mut jwt_cli = with(peers::jwt_cli(), &self.jwt_cli);
        let mut pyjwt = with(peers::script("oneshot.py"), &self.pyjwt);
        // A rival that takes much longer would leave few turns to the other.
        let quick = turns::take(TIME, || whole(&mut ours), &mut [&mut || whole(&mut jwt_cli)]);
        let slow = turns::take(TIME, || whole(&mut ours), &mut [&mut || whole(&mut pyjwt)]);
        for (rival, ratio) in ["jwt-cli", "PyJWT"].into_iter().zip(quick.into_iter().chain(slow)) {
            table.row(&format!("{}, times as fast", self.name), rival, ratio, &Target::AtLeast(1.0));
        }
    }
}

/// The seconds of a whole process, which must succeed.
pub(crate) fn whole(command: &mut Command) -> f64 {
    turns::seconds(|| {
        let output = command.stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{command:?} failed: {}", String::from_utf8_lossy(&output.stderr));
    })
}
