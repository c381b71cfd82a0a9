//! `authctl token list`

use authctl::{
    clock::Lifetime,
    store::{ListedToken, Recorded, Store, StoreError, TokenFilter, TokenState},
};
use clap::Args;

use super::{super::Outcome, subject::Subject};
use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure, similar_labels},
    output::{ListedView, Listing},
};

#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
#[derive(Debug, Args)]
#[command(
    after_help = "A token is revoked (taken back), ended (its user's tokens of that age were, or its key is retired), expired or\n\
    active; of several the first. The newest comes first; with --revoked the last revoked, with those that were never in the\n\
    ledger; with --expiring-within the first to expire. Tokens issued with --no-record or by other programs are not listed.\n\n\
    Examples:\n  authctl token list --user ci --active\n  authctl token list --expiring-within 7d -o jsonl | jq -r .label\n  \
    authctl token list --limit 50 --after 6f1c1dd2-…                 the next page"
)]
pub(crate) struct Arguments {
    /// Tokens of this user or other subject
    #[arg(long, value_name = "NAME", add = complete::users())]
    user: Option<String>,
    /// Tokens that would be accepted now
    #[arg(long, group = "state")]
    active: bool,
    /// Expired tokens
    #[arg(long, group = "state")]
    expired: bool,
    /// Revoked tokens
    #[arg(long, group = "state")]
    revoked: bool,
    /// Tokens that ended with others of their user or key
    #[arg(long, group = "state")]
    ended: bool,
    /// Active tokens that expire within that time
    #[arg(long, value_name = "DURATION", conflicts_with_all = ["expired", "revoked", "ended"])]
    expiring_within: Option<Lifetime>,
    /// Tokens with this label
    #[arg(long, add = complete::labels())]
    label: Option<String>,
    /// No more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// Go on after the token of this jti
    #[arg(long, value_name = "JTI", allow_hyphen_values = true, add = complete::token_ids())]
    after: Option<String>,
}

/// Tokens that are read at a time, so that neither memory nor a lock grows with the ledger.
const PAGE: u32 = 1_000;

pub(crate) fn run(context: &Context, arguments: Arguments) -> Outcome {
    let mut store = context.store()?;
    let mut left = arguments.limit.unwrap_or(u32::MAX);
    let mut filter = arguments.filter(context, &mut store)?;
    let mut listing = Listing::new(context.printer, &ListedView::HEADS, "no tokens");
    loop {
        let size = left.min(PAGE);
        filter.limit = Some(size);
        let mut page: Vec<ListedToken> = Vec::new();
        store.read(|view| {
            view.tokens(&filter, context.now, |token| {
                page.push(token);
                Ok::<_, StoreError>(())
            })
        })?;
        for token in &page {
            let view = ListedView { token, now: context.now };
            listing.item(&view, view.cells())?;
        }
        let found = u32::try_from(page.len()).unwrap_or(u32::MAX);
        left = left.saturating_sub(found);
        match page.pop() {
            Some(last) if found == size && left > 0 => filter.after = Some(last.position),
            _ => break,
        }
    }
    listing.finish()?;
    Ok(Exit::Done)
}

impl Arguments {
    fn filter(self, context: &Context, store: &mut Store) -> Result<TokenFilter, Failure> {
        let state = match (self.active || self.expiring_within.is_some(), self.expired, self.revoked, self.ended) {
            (true, ..) => Some(TokenState::Active),
            (_, true, ..) => Some(TokenState::Expired),
            (_, _, true, _) => Some(TokenState::Revoked),
            (.., true) => Some(TokenState::Ended),
            _ => None,
        };
        store.read(|view| {
            let sub = self.user.map(|user| Subject::find(view, &user)).transpose()?;
            if let Some(label) = &self.label
                && !view.has_recorded(Recorded::Labelled(label))?
                && let Some(question) = similar_labels(view, label)
            {
                context.printer.status(format_args!("no token of the ledger has the label `{label}`: {question}"));
            }
            let mut filter = TokenFilter {
                sub: sub.map(|sub| sub.sub().to_owned()),
                label: self.label,
                state,
                expiring: self.expiring_within.map(|within| context.now.plus(within)),
                after: None,
                limit: None,
            };
            if let Some(jti) = &self.after {
                let position = view.token_position(jti, &filter)?;
                filter.after = Some(position.ok_or_else(|| {
                    Failure::new(Exit::NotFound, "token-not-found", format!("there is no token `{jti}` in the list"))
                        .hint("--after takes the jti that the page before ended with, under the same flags")
                })?);
            }
            Ok(filter)
        })
    }
}
