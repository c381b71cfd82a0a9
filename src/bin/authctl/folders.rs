//! The user's own folders, after the XDG Base Directory Specification 0.8.

use std::path::PathBuf;

use crate::passwd;

/// The home directory: what HOME says, else what passwd(5) says.
pub(crate) fn home() -> Option<PathBuf> {
    let account = || Some(passwd::account(rustix::process::getuid().as_raw())?.home);
    path("HOME").or_else(account)
}

/// Where configuration is: `$XDG_CONFIG_HOME`, else `~/.config`.
pub(crate) fn config() -> Option<PathBuf> {
    folder("XDG_CONFIG_HOME", ".config")
}

/// Where data is: `$XDG_DATA_HOME`, else `~/.local/share`.
pub(crate) fn data() -> Option<PathBuf> {
    folder("XDG_DATA_HOME", ".local/share")
}

/// Where what can be had again is: `$XDG_CACHE_HOME`, else `~/.cache`.
pub(crate) fn cache() -> Option<PathBuf> {
    folder("XDG_CACHE_HOME", ".cache")
}

/// A relative path is no value of these variables, and is ignored.
fn folder(variable: &str, below_home: &str) -> Option<PathBuf> {
    path(variable).filter(|path| path.is_absolute()).or_else(|| Some(home()?.join(below_home)))
}

#[expect(clippy::disallowed_methods, reason = "where the user's files are is a setting of the process")]
fn path(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}
