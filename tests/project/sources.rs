//! The project's files, as the scans read them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A source file: its path from the project's root, and its code without comments and tests.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) code: String,
}

/// The project's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file below a folder, by path.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// The Rust files of the library and the command. Tests stand at the end of a file or in a `tests.rs` beside it.
pub(crate) fn sources() -> Vec<Source> {
    let is_code = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("tests.rs");
    files("src")
        .into_iter()
        .filter(is_code)
        .map(|path| Source { code: code(&fs::read_to_string(&path).unwrap()), path: name(&path) })
        .collect()
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/")
}

fn code(text: &str) -> String {
    let lines = text.lines().take_while(|line| *line != "#[cfg(test)]");
    lines.filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect()
}
