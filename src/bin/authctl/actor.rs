//! Who runs the command: the user of the operating system, and who became that user by sudo.

use authctl::store::Actor;

/// The present actor.
pub(crate) fn current() -> Actor {
    let uid = rustix::process::getuid();
    // Only sudo runs as root; anybody else could set the variable.
    let sudo_user = if uid.is_root() { environment("SUDO_USER") } else { None };
    let uid = uid.as_raw();
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    Actor { user: account(&accounts, uid).map_or_else(|| format!("uid {uid}"), str::to_owned), sudo_user }
}

/// The name of a uid in a text of the form of passwd(5).
fn account(accounts: &str, uid: u32) -> Option<&str> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(uid)).then_some(name)
    })
}

#[expect(clippy::disallowed_methods, reason = "a setting of the process, read once for the audit")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_number() {
        let accounts = "root:x:0:0:root:/root:/bin/sh\n# no account\nann:x:1000:1000::/home/ann:/bin/sh\n";
        for (uid, name) in [(0, Some("root")), (1000, Some("ann")), (1, None)] {
            assert_eq!(account(accounts, uid), name);
        }
    }
}
