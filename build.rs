//! How the release build of the command is linked: for a quick start, which is most of the time that one token takes.

#![expect(clippy::disallowed_methods, reason = "the environment is how cargo speaks to a build script")]

use std::{env, path::Path, process::Command};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=link/start.ld");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && is_usual_linker() {
        unwind_without_a_shared_library();
        lay_side_by_side_what_starts();
    }
}

/// Whether the compiler links by its own choice, for this machine: other linkers may not know what is asked of them here.
fn is_usual_linker() -> bool {
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let chosen = flags.split('\u{1f}').any(|flag| flag.trim_start_matches("-C").starts_with("link"));
    !chosen && env::var_os("RUSTC_LINKER").is_none() && env::var("HOST") == env::var("TARGET")
}

/// Links gcc's unwinder into the command. As a shared library it would be found, mapped, relocated and initialised at each start.
fn unwind_without_a_shared_library() {
    const UNWINDER: &str = "libgcc_eh.a";
    let Ok(output) = Command::new("cc").arg(format!("-print-file-name={UNWINDER}")).output() else { return };
    let answer = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    // A compiler that has no such file answers with the name alone.
    if Path::new(&answer).is_absolute() {
        println!("cargo:rustc-link-arg-bins=-Wl,--push-state,--whole-archive,{answer},--pop-state");
    }
}

/// Puts the functions of `link/start.ld` next to each other, so that a start touches few pages of the binary.
fn lay_side_by_side_what_starts() {
    let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    println!("cargo:rustc-link-arg-bins=-Wl,-T,{root}/link/start.ld");
}
