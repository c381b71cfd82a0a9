//! Who runs the command: the user of the operating system, and who became that user by sudo.

use authctl::store::Actor;

use crate::passwd;

/// The present actor.
pub(crate) fn current() -> Actor {
    let uid = rustix::process::getuid();
    // Only sudo runs as root; anybody else could set the variable.
    let sudo_user = if uid.is_root() { environment("SUDO_USER") } else { None };
    let uid = uid.as_raw();
    Actor { user: passwd::account(uid).map_or_else(|| format!("uid {uid}"), |account| account.name), sudo_user }
}

#[expect(clippy::disallowed_methods, reason = "a setting of the process, read once for the audit")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
