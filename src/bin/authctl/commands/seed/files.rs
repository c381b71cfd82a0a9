//! The seed files of a command line, and the one seed that they make together.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use authctl::seed::{Place, Seed, Syntax, read};
use serde::{Deserialize, Serialize};

use crate::{
    context::Context,
    failure::{Exit, Failure},
    input::Source,
};

/// The most that a seed may have: 16 MiB.
const LIMIT: u64 = 16 << 20;

/// Seed files as they were read.
#[derive(Default, Deserialize, Serialize)]
#[serde(transparent)]
pub(super) struct Files(Vec<File>);

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// As it was typed; errors name it so.
    name: String,
    /// Where its relative paths begin.
    folder: PathBuf,
    syntax: String,
    text: String,
}

impl Files {
    /// Reads the files; `-` is stdin.
    pub(super) fn read(context: &Context, names: &[String]) -> Result<Self, Failure> {
        names.iter().map(|name| File::read(context, name)).collect::<Result<_, _>>().map(Self)
    }

    /// What they ask for together.
    pub(super) fn seed(&self) -> Result<Seed, Failure> {
        let mut seed = Seed::default();
        for File { name, syntax, text, .. } in &self.0 {
            let syntax = Syntax::ALL.into_iter().find(|known| known.name() == syntax).unwrap_or(Syntax::Yaml);
            seed.merge(read(text, name, syntax)?)?;
        }
        Ok(seed)
    }

    /// Where the relative paths of a place begin.
    pub(super) fn folder(&self, place: &Place) -> &Path {
        let file = self.0.iter().find(|file| *file.name == *place.file);
        file.map_or(Path::new(""), |file| &file.folder)
    }
}

impl File {
    fn read(context: &Context, name: &str) -> Result<Self, Failure> {
        let (text, folder) = if name == "-" {
            (context.input.text(&Source::Stdin, "the seed")?, PathBuf::new())
        } else {
            (text(name)?, Path::new(name).parent().unwrap_or(Path::new("")).to_owned())
        };
        // A saved plan may be applied from elsewhere.
        let folder = std::path::absolute(folder.join(".")).unwrap_or(folder);
        let syntax = Syntax::of_name(name).unwrap_or_else(|| Syntax::of_content(&text));
        let name = if name == "-" { "stdin" } else { name };
        Ok(Self { name: name.to_owned(), folder, syntax: syntax.name().to_owned(), text })
    }
}

fn text(name: &str) -> Result<String, Failure> {
    let unreadable = |error: std::io::Error| {
        let is_missing = error.kind() == std::io::ErrorKind::NotFound;
        let failure = Failure::new(Exit::Internal, "seed-unreadable", format!("{name} cannot be read")).caused_by(error);
        if is_missing { failure.hint("`authctl seed --help` shows what a seed looks like") } else { failure }
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(name).map_err(unreadable)?;
    file.take(LIMIT.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LIMIT {
        return Err(Failure::new(Exit::Malformed, "seed-too-big", format!("{name} is larger than 16 MiB")));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let good = String::from_utf8_lossy(good);
        let (line, last) = good.split('\n').enumerate().last().unwrap_or_default();
        let (line, column) = (line.saturating_add(1), last.chars().count().saturating_add(1));
        let at = format!("{name}:{line}:{column}");
        Failure::new(Exit::Malformed, "seed-malformed", format!("{at}: this is not UTF-8"))
    })
}
