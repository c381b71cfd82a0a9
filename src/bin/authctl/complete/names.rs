//! The names that arguments take, from the user file and the config file that the line names.

use std::{ffi::OsStr, sync::OnceLock};

use authctl::store::{Store, StoreError, View};
use clap::Parser;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::{cli::Global, context};

/// More names than these are no help; see `View::usernames_beginning` on those that are left out.
const MOST: u32 = 50;

/// The global flags that say where names are to be had.
const PLACES: [&str; 3] = ["--db", "--config", "--profile"];

/// The global flags of the line that is completed, over the environment.
static GIVEN: OnceLock<Global> = OnceLock::new();

/// The global flags and nothing else.
#[derive(Debug, Parser)]
struct Flags {
    #[command(flatten)]
    global: Global,
}

/// Takes note of the flags of a line whose last word is being typed.
pub(super) fn given(words: &[String]) {
    let mut flags = vec!["authctl".to_owned()];
    let finished = words.split_last().map(|(_, finished)| finished).unwrap_or_default();
    let mut words = finished.iter().take_while(|word| *word != "--");
    while let Some(word) = words.next() {
        let (name, value) = word.split_once('=').map_or((word.as_str(), None), |(name, value)| (name, Some(value)));
        if let Some(name) = PLACES.iter().find(|place| **place == name)
            && let Some(value) = value.or_else(|| words.next().map(String::as_str))
        {
            flags.push(format!("{name}={}", context::at_home(value)));
        }
    }
    if let Ok(flags) = Flags::try_parse_from(flags) {
        GIVEN.set(flags.global).ok();
    }
}

/// Completes a username.
pub(crate) fn users() -> ArgValueCompleter {
    in_file(|view, typed| {
        let mut names = view.usernames_beginning(typed, MOST)?;
        // It would be taken for a flag.
        names.retain(|name| !name.starts_with('-'));
        Ok(names.into_iter().map(CompletionCandidate::new).collect())
    })
}

/// Completes the name of a key.
pub(crate) fn keys() -> ArgValueCompleter {
    in_file(|view, typed| {
        let keys = view.keys()?.into_iter().filter(|key| key.kid.as_str().starts_with(typed));
        let about = |key: &authctl::keys::StoredKey| format!("{}, {}", key.algorithm.name(), key.state.name());
        Ok(keys.map(|key| CompletionCandidate::new(key.kid.as_str()).help(Some(about(&key).into()))).collect())
    })
}

/// Completes a label of the ledger.
pub(crate) fn labels() -> ArgValueCompleter {
    in_file(|view, typed| Ok(view.labels_beginning(typed, MOST)?.into_iter().map(CompletionCandidate::new).collect()))
}

/// Completes the `jti` of a token of the ledger.
pub(crate) fn token_ids() -> ArgValueCompleter {
    in_file(|view, typed| Ok(view.jtis_beginning(typed, MOST)?.into_iter().map(CompletionCandidate::new).collect()))
}

/// Completes the name of a profile of the config file.
pub(crate) fn profiles() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let names = GIVEN.get().map(context::profiles).unwrap_or_default();
        let typed = typed.to_string_lossy();
        names.into_iter().filter(|name| name.starts_with(&*typed)).map(CompletionCandidate::new).collect::<Vec<_>>()
    })
}

/// Completes by what the user file holds.
fn in_file(
    find: impl Fn(&View, &str) -> Result<Vec<CompletionCandidate>, StoreError> + Send + Sync + 'static,
) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let look = || {
            let mut store = Store::glance(&context::user_file(GIVEN.get()?)?).ok()?;
            store.read(|view| find(view, typed.to_str().unwrap_or_default())).ok()
        };
        look().unwrap_or_default()
    })
}
