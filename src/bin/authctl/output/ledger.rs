//! The ledger: tokens that were issued, revoked, forgotten.

use std::fmt;

use authctl::{
    clock::Timestamp,
    keys::{KeyId, KeyState},
    store::{ListedToken, Pruned},
};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{Page, Printer, Safe, View, head};

/// A row of `token list`.
pub(crate) struct ListedView<'a> {
    pub(crate) token: &'a ListedToken,
    pub(crate) now: Timestamp,
}

impl ListedView<'_> {
    /// The columns.
    pub(crate) const HEADS: [&'static str; 6] = ["JTI", "SUBJECT", "STATE", "LABEL", "ISSUED", "EXPIRES"];

    /// The cells of the row.
    pub(crate) fn cells(&self) -> [String; 6] {
        let Self { token, now } = self;
        let dash = || "-".to_owned();
        let issued = token.issued.as_ref();
        [
            token.jti.clone().unwrap_or_else(dash),
            issued.map_or_else(dash, |issued| issued.sub.clone()),
            token.state.name().to_owned(),
            issued.and_then(|issued| issued.label.clone()).unwrap_or_else(dash),
            issued.map_or_else(dash, |issued| issued.iat.to_string()),
            match issued.map(|issued| issued.exp) {
                None => dash(),
                Some(None) => "never".to_owned(),
                Some(Some(exp)) => format!("{exp} ({})", exp.relative(*now)),
            },
        ]
    }
}

impl Serialize for ListedView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let token = self.token;
        let issued = token.issued.as_ref();
        let revocation = token.revocation.as_ref();
        let mut object = head::object(serializer, "issued-token")?;
        object.serialize_entry("jti", &token.jti)?;
        object.serialize_entry("sub", &issued.map(|issued| &issued.sub))?;
        object.serialize_entry("kid", &issued.and_then(|issued| issued.kid.as_ref()).map(KeyId::as_str))?;
        object.serialize_entry("aud", &issued.map(|issued| &issued.aud))?;
        object.serialize_entry("iat", &issued.map(|issued| issued.iat.to_string()))?;
        object.serialize_entry("exp", &issued.and_then(|issued| issued.exp).map(|exp| exp.to_string()))?;
        object.serialize_entry("label", &issued.and_then(|issued| issued.label.as_ref()))?;
        object.serialize_entry("state", token.state.name())?;
        object.serialize_entry("revoked_at", &revocation.map(|revocation| revocation.at.to_string()))?;
        object.serialize_entry("reason", &revocation.and_then(|revocation| revocation.reason.as_ref()))?;
        object.serialize_entry("recorded", &issued.is_some())?;
        object.end()
    }
}

/// What named the tokens that were revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RevokedBy {
    Token,
    Jti,
    User,
    Label,
    Kid,
}

/// What `token revoke` has done.
#[derive(Debug)]
pub(crate) struct RevokedView {
    by: RevokedBy,
    target: String,
    tokens: u64,
    without_jti: u64,
    pub(crate) changed: bool,
    /// Whether the one token is in the ledger.
    pub(crate) recorded: Option<bool>,
    /// The subject of the one token, as the ledger has it.
    pub(crate) sub: Option<String>,
    /// The first time of issue that counts from now on.
    pub(crate) tokens_valid_after: Option<Timestamp>,
    /// Where the key stands now.
    pub(crate) key_state: Option<KeyState>,
    /// What is to be said on stderr.
    pub(crate) warnings: Vec<String>,
}

impl RevokedView {
    /// `tokens` is how many of the ledger were revoked.
    pub(crate) fn new(by: RevokedBy, target: &str, tokens: u64, changed: bool) -> Self {
        Self {
            by,
            target: target.to_owned(),
            tokens,
            without_jti: 0,
            changed,
            recorded: None,
            sub: None,
            tokens_valid_after: None,
            key_state: None,
            warnings: Vec::new(),
        }
    }

    /// Notes how many tokens could not be revoked, because they have no `jti`.
    pub(crate) fn warn_of_nameless(&mut self, count: u64) {
        self.without_jti = count;
        if count > 0 {
            self.warnings.push(format!(
                "{} without `jti` cannot be revoked: `--user NAME` ends all tokens of a user, `--kid KID` those of a key",
                counted(count)
            ));
        }
    }

    /// Says on stderr what needs attention.
    pub(crate) fn warn(&self, printer: Printer) {
        self.warnings.iter().for_each(|warning| printer.warn(warning));
    }
}

impl Serialize for RevokedView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let by = match self.by {
            RevokedBy::Token => "token",
            RevokedBy::Jti => "jti",
            RevokedBy::User => "user",
            RevokedBy::Label => "label",
            RevokedBy::Kid => "kid",
        };
        let mut object =
            head::change(serializer, "revocation", if self.changed { "revoked" } else { "unchanged" }, self.changed)?;
        object.serialize_entry("by", by)?;
        object.serialize_entry("target", &self.target)?;
        object.serialize_entry("sub", &self.sub)?;
        object.serialize_entry("tokens", &self.tokens)?;
        object.serialize_entry("without_jti", &self.without_jti)?;
        object.serialize_entry("recorded", &self.recorded)?;
        object.serialize_entry("tokens_valid_after", &self.tokens_valid_after.map(|at| at.to_string()))?;
        object.serialize_entry("key_state", &self.key_state.map(KeyState::name))?;
        object.end()
    }
}

impl View for RevokedView {
    fn is_said_by_exit(&self) -> bool {
        true
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        let (target, tokens) = (Safe(&self.target), counted(self.tokens));
        match self.by {
            RevokedBy::Token | RevokedBy::Jti => {
                let of = self.sub.as_ref().map_or_else(String::new, |sub| format!(" of {}", Safe(sub)));
                let done = if self.changed { "revoked" } else { "was revoked before" };
                page.line(format_args!("token {target}{of} {done}"))
            }
            RevokedBy::User => {
                if let Some(at) = self.tokens_valid_after {
                    page.line(format_args!("tokens of {target} ended: all that were issued before {at}"))?;
                } else {
                    page.line(format_args!("tokens of {target} ended: those of the ledger"))?;
                }
                page.field("revoked", tokens)
            }
            RevokedBy::Label => page.line(format_args!("{tokens} with the label {target} revoked")),
            RevokedBy::Kid => {
                let all = self.key_state.map_or("those of the ledger", |_| "all of them, the key is retired");
                page.line(format_args!("tokens of the key {target} ended: {all}"))?;
                page.field("revoked", tokens)
            }
        }
    }
}

/// What `token prune` has done.
pub(crate) struct PrunedView {
    pub(crate) pruned: Pruned,
    pub(crate) before: Timestamp,
}

impl PrunedView {
    fn changed(&self) -> bool {
        self.pruned != Pruned::default()
    }
}

impl Serialize for PrunedView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = head::change(serializer, "prune", if self.changed() { "pruned" } else { "unchanged" }, self.changed())?;
        object.serialize_entry("tokens", &self.pruned.tokens)?;
        object.serialize_entry("revocations", &self.pruned.revocations)?;
        object.serialize_entry("expired_before", &self.before.to_string())?;
        object.end()
    }
}

impl View for PrunedView {
    fn is_said_by_exit(&self) -> bool {
        true
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        let Pruned { tokens, revocations } = self.pruned;
        let revoked = match revocations {
            1 => "1 revocation".to_owned(),
            many => format!("{many} revocations"),
        };
        if self.changed() {
            page.line(format_args!("{} and {revoked} forgotten", counted(tokens)))?;
        } else {
            page.line("nothing to forget")?;
        }
        page.field("expired before", self.before)
    }
}

fn counted(tokens: u64) -> String {
    match tokens {
        0 => "no token".to_owned(),
        1 => "1 token".to_owned(),
        many => format!("{many} tokens"),
    }
}
