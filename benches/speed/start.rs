//! Size of the binary, and how long it takes to start.

use std::{path::Path, time::Duration};

use crate::{
    commands::whole,
    peers,
    table::{Table, Target},
    turns,
};

pub(crate) fn measure(table: &mut Table) {
    let size = |command: std::process::Command| Path::new(command.get_program()).metadata().unwrap().len() as f64;
    table.row("size of the binary, times as large", "jwt-cli", size(peers::authctl()) / size(peers::jwt_cli()), &Target::None);
    let version = |mut command: std::process::Command| {
        command.arg("--version");
        command
    };
    let (mut ours, mut theirs) = (version(peers::authctl()), version(peers::jwt_cli()));
    let ratios = turns::take(Duration::from_secs(2), || whole(&mut ours), &mut [&mut || whole(&mut theirs)]);
    for ratio in ratios {
        table.row("start-up (--version), times as fast", "jwt-cli", ratio, &Target::None);
    }
}
