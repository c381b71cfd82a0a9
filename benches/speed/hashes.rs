//! Batches of argon2id hashes over all cores.

use std::time::Duration;

use authctl::{
    password::{Params, Scheme, hash_all},
    secret::Password,
};
use getrandom::SysRng;
use rand_core::UnwrapErr;

use crate::{
    peers::Resident,
    table::{Table, Target},
    turns,
};

const TIME: Duration = Duration::from_secs(15);

pub(crate) fn measure(table: &mut Table) {
    for (count, memory, passes, lanes) in [(60, 19_456, 2, 1), (20, 65_536, 3, 4)] {
        let passwords: Vec<_> = (0..count).map(|n| Password::new(format!("correct horse battery {n}").into_bytes())).collect();
        let params = Params::parse(Scheme::Argon2id, &format!("m={memory},t={passes},p={lanes}")).unwrap();
        let ours = || {
            turns::seconds(|| {
                let hashes = hash_all(&passwords, &params, &mut UnwrapErr(SysRng));
                assert!(hashes.iter().all(Result::is_ok));
            })
        };
        let arguments = [count, memory, passes, lanes].map(|number| number.to_string());
        let arguments = arguments.each_ref().map(String::as_str);
        let mut node = Resident::start("hash.mjs", &arguments);
        let mut python = Resident::start("hash.py", &arguments);
        let ratios = turns::take(TIME, ours, &mut [&mut || node.turn(), &mut || python.turn()]);
        let figure = format!("{count} hashes, m={memory},t={passes},p={lanes}, times as fast");
        for (rival, ratio, target) in
            [("@node-rs/argon2", ratios.first(), Target::AtLeast(1.0)), ("argon2-cffi", ratios.get(1), Target::AtLeast(1.0))]
        {
            table.row(&figure, rival, *ratio.unwrap(), &target);
        }
    }
}
