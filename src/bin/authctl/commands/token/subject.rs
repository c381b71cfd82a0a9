//! Whose tokens are meant by `--user`.

use authctl::{
    store::{Recorded, View},
    users::{User, Username},
};

use crate::failure::{Exit, Failure, unknown_user};

/// A user of the file, or another subject that the ledger knows.
pub(super) enum Subject {
    User(Box<User>),
    Other(String),
}

impl Subject {
    /// Finds the user of that name, else the claim `sub` of that text.
    pub(super) fn find(view: &View, text: &str) -> Result<Self, Failure> {
        let name = text.parse::<Username>().ok();
        if let Some(user) = name.as_ref().map(|name| view.user(name)).transpose()?.flatten() {
            return Ok(Self::User(Box::new(user)));
        }
        if view.has_recorded(Recorded::Of(text))? {
            return Ok(Self::Other(text.to_owned()));
        }
        Err(match name {
            Some(name) => unknown_user(view, &name),
            None => Failure::new(Exit::NotFound, "user-not-found", format!("there is no user `{text}`"))
                .hint("`authctl user list` shows the users"),
        })
    }

    /// The claim `sub`.
    pub(super) fn sub(&self) -> &str {
        match self {
            Self::User(user) => user.username().as_str(),
            Self::Other(sub) => sub,
        }
    }
}
