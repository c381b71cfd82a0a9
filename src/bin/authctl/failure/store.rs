//! The user file's errors.

use authctl::{
    store::{StoreError, View},
    users::Username,
};

use super::{Exit, Failure};

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        if let StoreError::Seal { kid, source } = error {
            return Self::from(source).about(format!("the key `{kid}` cannot be sealed or opened"));
        }
        let (exit, code) = class(&error);
        let failure = Self::stating(exit, code, &error);
        match &error {
            StoreError::Missing { .. } => failure.hint("make it with `authctl init`, or name another: `--db PATH` or AUTHCTL_DB"),
            StoreError::Unsafe { path, .. } => failure.hint(format!("chmod 600 {}", path.display())),
            StoreError::Foreign { .. } => failure.hint("is this the file you meant? `--db PATH` or AUTHCTL_DB names another"),
            StoreError::Newer { .. } => failure.hint("use a newer authctl"),
            StoreError::Older { .. } => failure.hint("bring it up to date with `authctl db migrate`"),
            StoreError::Locked => failure.hint("another process has been writing for ten seconds: try again, or end it"),
            StoreError::ReadOnly => failure.hint("check the permissions of the file and its folder"),
            StoreError::KidTaken(kid) => {
                failure.hint(format!("see it with `authctl key show {kid}`, or choose another name: --kid"))
            }
            StoreError::UsernameTaken(name) => {
                failure.hint(format!("change it with `authctl user set {name}`, or add --if-not-exists or --upsert"))
            }
            _ => failure,
        }
    }
}

/// The exit number and the stable code of an error.
fn class(error: &StoreError) -> (Exit, &'static str) {
    match error {
        StoreError::Missing { .. } => (Exit::UserFile, "user-file-missing"),
        StoreError::Unsafe { .. } => (Exit::UserFile, "user-file-unsafe"),
        StoreError::Foreign { .. } => (Exit::UserFile, "user-file-foreign"),
        StoreError::Newer { .. } => (Exit::UserFile, "user-file-newer"),
        StoreError::Older { .. } => (Exit::UserFile, "user-file-older"),
        StoreError::Locked => (Exit::UserFile, "user-file-locked"),
        StoreError::ReadOnly => (Exit::UserFile, "user-file-read-only"),
        StoreError::Corrupt(_) | StoreError::BadRow { .. } | StoreError::BadSetting { .. } => {
            (Exit::UserFile, "user-file-corrupt")
        }
        StoreError::Io { action: "opened", .. } => (Exit::UserFile, "user-file-unreadable"),
        StoreError::UsernameTaken(_) => (Exit::Exists, "user-exists"),
        StoreError::KidTaken(_) => (Exit::Exists, "key-exists"),
        StoreError::JtiTaken(_) => (Exit::Exists, "token-exists"),
        StoreError::UserGone(_) => (Exit::NotFound, "user-not-found"),
        _ => (Exit::Internal, "user-file-failed"),
    }
}

/// There is no user of that name; perhaps there is one of a similar name.
pub(crate) fn unknown_user(view: &View, name: &Username) -> Failure {
    let failure = Failure::new(Exit::NotFound, "user-not-found", format!("there is no user `{name}`"));
    match view.similar_usernames(name.as_str()).map(|similar| meant(&similar)) {
        Ok(Some(question)) => failure.hint(question),
        Ok(None) => failure.hint("`authctl user list` shows the users"),
        // The failed search is not what was asked.
        Err(_) => failure,
    }
}

/// No token was given that label; perhaps one was given a similar one.
pub(crate) fn unknown_label(view: &View, label: &str) -> Failure {
    let failure = Failure::new(Exit::NotFound, "label-not-found", format!("no token of the ledger has the label `{label}`"));
    match similar_labels(view, label) {
        Some(question) => failure.hint(question),
        None => failure.hint("`authctl token list` shows the tokens with their labels"),
    }
}

/// The question whether another label was meant.
pub(crate) fn similar_labels(view: &View, label: &str) -> Option<String> {
    // A failed search is not what was asked.
    meant(&view.similar_labels(label).unwrap_or_default())
}

/// The question whether one of these was meant.
pub(crate) fn meant(names: &[String]) -> Option<String> {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    (!names.is_empty()).then(|| format!("did you mean {}?", names.join(" or ")))
}
