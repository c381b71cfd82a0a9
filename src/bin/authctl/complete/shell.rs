//! The shells that ask, and how each is answered.

use super::{
    Offer,
    line::{Line, escaped, is_plain},
    offers,
};

/// A shell that calls back.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
}

impl Shell {
    /// The shell that asks now, if one does.
    #[expect(clippy::disallowed_methods, reason = "the mark of a shell that asks, looked for before the settings are read")]
    pub(super) fn that_asks() -> Option<Self> {
        match std::env::var("AUTHCTL_COMPLETE").ok()?.as_str() {
            "bash" => Some(Self::Bash),
            "zsh" => Some(Self::Zsh),
            "fish" => Some(Self::Fish),
            _ => None,
        }
    }

    /// The script by which the shell asks.
    pub(crate) fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("ask.bash"),
            Self::Zsh => include_str!("ask.zsh"),
            Self::Fish => include_str!("ask.fish"),
        }
    }

    /// One offer a line, as the shell's script reads it. bash passes the line up to the cursor and the word that it would replace;
    /// the others pass the words.
    pub(super) fn answer(self, arguments: Vec<String>) -> Option<String> {
        let lines: Vec<String> = match self {
            Self::Bash => {
                let [line, replaced] = arguments.try_into().ok()?;
                for_bash(&Line::split(&line), &replaced)?
            }
            Self::Zsh => offers(arguments)?.iter().map(for_zsh).collect(),
            Self::Fish => offers(arguments)?.iter().map(for_fish).collect(),
        };
        Some(lines.iter().flat_map(|line| [line, "\n"]).collect())
    }
}

/// What bash puts in the place of `replaced`, which is the end of the last word.
fn for_bash(line: &Line, replaced: &str) -> Option<Vec<String>> {
    let typed = line.words.last()?;
    let replaced = Line::split(replaced).words.pop().unwrap_or_default();
    let kept = typed.strip_suffix(&replaced)?;
    let rest = |offer: Offer| {
        let rest = offer.value.strip_prefix(kept)?;
        // Between quotes other rules hold than those of the backslash.
        if line.is_quoted { is_plain(rest).then(|| rest.to_owned()) } else { Some(escaped(rest)) }
    };
    Some(offers(line.words.clone())?.into_iter().filter_map(rest).collect())
}

/// `value:about`, where a backslash precedes a colon of the value.
fn for_zsh(offer: &Offer) -> String {
    let value = offer.value.replace('\\', "\\\\").replace(':', "\\:");
    match &offer.about {
        Some(about) => format!("{value}:{}", about.replace('\\', "\\\\")),
        None => value,
    }
}

/// `value`, a tab, `about`.
fn for_fish(offer: &Offer) -> String {
    match &offer.about {
        Some(about) => format!("{}\t{about}", offer.value),
        None => offer.value.clone(),
    }
}
