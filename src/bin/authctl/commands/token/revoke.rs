//! `authctl token revoke TOKEN | --jti J | --user NAME | --label L | --kid K`

use authctl::{
    clock::{Lifetime, Timestamp},
    keys::{KeyId, KeyState},
    store::{Recorded, Tx, UserChange},
    token::{Refusal, Report, signer},
};
use clap::{ArgGroup, Args, builder::NonEmptyStringValueParser};

use super::{
    super::{
        Outcome,
        passphrase::{self, PassphraseFlag},
        protection::Protection,
    },
    inputs,
    subject::Subject,
};
use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure, meant, unknown_key, unknown_label},
    input::OpenSource,
    output::{RevokedBy, RevokedView},
};

#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("what").required(true),
    after_help = "A token is taken at its word only if a key of the file signed it, in whatever state; else give its --jti.\n\
    --jti works for tokens that the ledger does not know, too: they are refused from now on.\n\
    --user ends every token of the user issued until now, recorded or not. --label reaches what the ledger knows.\n\
    --kid retires the key, which refuses every token that it signed; if it signs, `authctl key rotate` first makes another.\n\
    `changed` says whether that ended anything the user file knew of; a second run changes nothing.\n\n\
    Examples:\n  authctl token revoke - --reason 'leaked in a log' < token.txt\n  authctl token revoke --user johndoe\n  \
    authctl token revoke --kid 2025-01 --reason compromised"
)]
pub(crate) struct Arguments {
    /// The token, `-` for stdin, or another SOURCE as @PATH
    #[arg(group = "what")]
    token: Option<OpenSource>,
    /// The token of that id
    #[arg(long, value_name = "JTI", group = "what", allow_hyphen_values = true, value_parser = NonEmptyStringValueParser::new(), add = complete::token_ids())]
    jti: Option<String>,
    /// Every token of that user or other subject
    #[arg(long, value_name = "NAME", group = "what", add = complete::users())]
    user: Option<String>,
    /// The tokens of the ledger with that label
    #[arg(long, group = "what", add = complete::labels())]
    label: Option<String>,
    /// Every token that this key signed
    #[arg(long, group = "what", allow_hyphen_values = true, add = complete::keys())]
    kid: Option<KeyId>,
    /// Why; verification says so, and the audit keeps it
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    passphrase: PassphraseFlag,
    #[command(flatten)]
    protection: Protection,
}

/// `iat` is in whole seconds: to end the tokens issued in this one, those from the next on are the first to count.
const NEXT: Lifetime = Lifetime::from_secs(1);

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    arguments.protection.is_given(context, "revoke tokens")?;
    let mut store = context.store()?;
    let token = match &arguments.token {
        None => None,
        Some(source) => {
            let pasted = inputs::one(context, Some(source))?;
            let keys = passphrase::keys_to_try(context, &mut store, arguments.passphrase.source(), &pasted)?;
            Some(identify(&signer(pasted.bytes.expose(), pasted.hints, &keys, context.now).report)?)
        }
    };
    let view = store.transaction(&context.actor(), context.now, |tx| {
        tx.give_reason(arguments.reason.as_deref());
        let mut revoke = Revoke { context, tx, reason: arguments.reason.as_deref() };
        match (&token, &arguments.jti, &arguments.user, &arguments.label, &arguments.kid) {
            (Some((jti, exp)), ..) => revoke.one(RevokedBy::Token, jti, *exp),
            (_, Some(jti), ..) => revoke.one(RevokedBy::Jti, jti, None),
            (_, _, Some(user), ..) => revoke.subject(user),
            (_, _, _, Some(label), _) => revoke.label(label),
            (.., Some(kid)) => revoke.key(kid),
            (None, None, None, None, None) => Err(Failure::usage("nothing was named that could be revoked")),
        }
    })?;
    context.printer.data(&view)?;
    view.warn(context.printer);
    if let Some(first) = view.tokens_valid_after {
        context.wait_for(first);
    }
    Ok(Exit::Done)
}

/// The `jti` and `exp` of an authentic token. Anyone can write the `jti` of somebody else's token into one that no key signed.
fn identify(report: &Report) -> Result<(String, Option<Timestamp>), Failure> {
    let decode = "`authctl token decode` shows what it holds";
    let Some(question) = report.question() else {
        return Err(match report.refusal() {
            Some((Refusal::Malformed, _)) => Failure::new(Exit::Malformed, "malformed-token", "this is not a token").hint(decode),
            _ => Failure::new(
                Exit::NotAuthentic,
                "token-not-authentic",
                "no key of the user file signed this token, so anyone may have written its `jti`",
            )
            .hint(format!("if it is to be revoked all the same, name it: `--jti JTI`; {decode}")),
        });
    };
    let jti = question.id.filter(|jti| !jti.is_empty()).ok_or_else(|| {
        Failure::new(Exit::Claim, "no-jti", "the token has no `jti` by which it could be revoked")
            .hint("`--user NAME` ends all tokens of its user, `--kid KID` those of its key")
    })?;
    Ok((jti.to_owned(), report.times().exp.and_then(|exp| exp.at)))
}

/// A revocation under way.
struct Revoke<'r, 't> {
    context: &'r Context,
    tx: &'r mut Tx<'t>,
    reason: Option<&'r str>,
}

impl Revoke<'_, '_> {
    fn one(&mut self, by: RevokedBy, jti: &str, exp: Option<Timestamp>) -> Result<RevokedView, Failure> {
        let issued = self.tx.issued(jti)?;
        let changed = self.tx.revoke_token(jti, exp, self.reason)?;
        let mut view = RevokedView::new(by, jti, u64::from(changed), changed);
        if issued.is_none() && by == RevokedBy::Jti {
            let question = meant(&self.tx.jtis_beginning(jti, 2)?).map_or_else(String::new, |question| format!(" {question}"));
            view.warnings.push(format!("the ledger knows no token `{jti}`; one that says so is refused all the same.{question}"));
        }
        view.recorded = Some(issued.is_some());
        view.sub = issued.map(|issued| issued.sub);
        Ok(view)
    }

    fn subject(&mut self, text: &str) -> Result<RevokedView, Failure> {
        let subject = Subject::find(self.tx, text)?;
        let revoked = self.tx.revoke_recorded(Recorded::Of(subject.sub()), self.reason)?;
        let mut view = RevokedView::new(RevokedBy::User, subject.sub(), revoked, revoked > 0);
        match subject {
            Subject::User(mut user) => {
                view.changed |= user.facts().tokens_valid_after.is_none();
                let first = self.context.now.plus(NEXT);
                // Moved even if nothing is known to be left: other programs issue tokens that the ledger does not know.
                user.end_tokens(first);
                self.tx.update_user(&mut user, UserChange::EndTokens)?;
                view.tokens_valid_after = user.facts().tokens_valid_after;
            }
            Subject::Other(sub) => view
                .warnings
                .push(format!("`{sub}` is no user of the file: tokens that the ledger does not know are not reached")),
        }
        Ok(view)
    }

    fn label(&mut self, label: &str) -> Result<RevokedView, Failure> {
        let which = Recorded::Labelled(label);
        if !self.tx.has_recorded(which)? {
            return Err(unknown_label(self.tx, label));
        }
        let revoked = self.tx.revoke_recorded(which, self.reason)?;
        let mut view = RevokedView::new(RevokedBy::Label, label, revoked, revoked > 0);
        view.warn_of_nameless(self.tx.live(which, self.context.now)?.without_jti);
        Ok(view)
    }

    fn key(&mut self, kid: &KeyId) -> Result<RevokedView, Failure> {
        let which = Recorded::SignedBy(kid);
        let key = self.tx.key(kid)?;
        if key.is_none() && !self.tx.has_recorded(which)? {
            return Err(unknown_key(self.tx, kid));
        }
        let retired = self.tx.set_key_state(kid, KeyState::Retired)?;
        let revoked = self.tx.revoke_recorded(which, self.reason)?;
        let mut view = RevokedView::new(RevokedBy::Kid, kid.as_str(), revoked, retired || revoked > 0);
        if let Some(key) = key {
            view.key_state = Some(KeyState::Retired);
            view.warnings.extend(key.state.signs().then(|| super::super::key::NONE_SIGNS.to_owned()));
        } else {
            let warning = format!("the key `{kid}` is not in the file: tokens that the ledger does not know are not reached");
            view.warnings.push(warning);
            view.warn_of_nameless(self.tx.live(which, self.context.now)?.without_jti);
        }
        Ok(view)
    }
}
