//! How the release build of the command is linked: for a quick start, which is most of the time that one token takes.

#![expect(clippy::disallowed_methods, reason = "the environment is how cargo speaks to a build script")]

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// The linker's flags for a command that needs no shared library and is still loaded at a random address. Its relocations are packed.
const STATIC: [&str; 2] = ["-static-pie", "-Wl,-z,pack-relative-relocs"];

/// What rustc names for every command on this system, as the linker shall read it: static archives.
const LIBRARIES: [(&str, &str); 3] = [
    ("libgcc_s.so", "INPUT(-l:libgcc_eh.a)"),
    ("libm.so", "INPUT(-l:libm.a)"),
    ("libc.so", "GROUP(-l:libc.a -l:libgcc.a -l:libgcc_eh.a)"),
];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=link");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && is_usual_linker() {
        if !links_statically() {
            unwind_without_a_shared_library();
        }
        lay_side_by_side_what_starts();
    }
}

/// Whether the compiler links by its own choice, for this machine: other linkers may not know what is asked of them here, and
/// `-Ctarget-feature` says itself whether the C library is to be shared.
fn is_usual_linker() -> bool {
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let chosen =
        flags.split('\u{1f}').any(|flag| flag.trim_start_matches("-C").starts_with("link") || flag.contains("crt-static"));
    !chosen && env::var_os("RUSTC_LINKER").is_none() && env::var("HOST") == env::var("TARGET")
}

/// Links the C library into the command, if this machine has it as an archive. Shared libraries would be found, mapped, relocated
/// and initialised at each start.
fn links_statically() -> bool {
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let flags: Vec<String> = STATIC.iter().map(|flag| (*flag).to_owned()).chain([format!("-L{}", folder.display())]).collect();
    let works = lay_out(&folder).is_ok() && runs(&folder, &flags);
    for flag in flags.iter().filter(|_| works) {
        println!("cargo:rustc-link-arg-bins={flag}");
    }
    works
}

fn lay_out(folder: &Path) -> io::Result<()> {
    LIBRARIES.iter().try_for_each(|(name, script)| fs::write(folder.join(name), script))
}

/// Whether a small program that is linked by these flags runs: archives may be missing, or older than packed relocations.
fn runs(folder: &Path, flags: &[String]) -> bool {
    let (program, root) = (folder.join("trial"), env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut compiler = Command::new("cc");
    compiler.args(["-fPIE", "-nodefaultlibs", "-o"]).arg(&program).arg(format!("{root}/link/trial.c"));
    compiler.args(flags).args(["-Wl,-Bdynamic", "-lgcc_s", "-lm", "-lc"]);
    let succeeds = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    succeeds(&mut compiler) && succeeds(&mut Command::new(program))
}

/// Links gcc's unwinder into the command, the one shared library besides the C library.
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
