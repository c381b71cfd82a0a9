//! `authctl token issue NAME | --sub S | --batch FILE`

mod delivery;
mod issuer;
mod line;
mod order;

use std::{num::NonZeroU64, path::PathBuf};

use authctl::{
    clock::{Lifetime, TimeSpec, Timestamp},
    keys::KeyId,
    store::Store,
    token::{ClaimArgument, HeaderOptions, json},
    users::{Audience, Scope, Username},
};
use clap::{Args, builder::NonEmptyStringValueParser};

pub(in crate::commands) use self::issuer::outlived;
use self::{
    delivery::{Delivery, Format},
    issuer::{Desk, Issuer, Signer},
    order::{Bearer, End, Id, Order},
};
use super::{
    super::{Outcome, passphrase},
    claim, clock,
    material::SigningFlags,
};
use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure, interrupted},
    input::{self, Input, OpenSource, Source},
    interrupt::Interrupt,
};

/// Tokens of one transaction, at most: others wait meanwhile.
const TOGETHER: usize = 2000;

/// The longest line of a batch, in bytes.
const LONGEST_LINE: usize = 256 << 10;

#[derive(Debug, Args)]
#[command(
    override_usage = "authctl token issue [OPTIONS] <NAME | --sub SUBJECT | --batch FILE>",
    after_help = "stdout is the token and a newline, nothing else. The ledger keeps jti, sub, kid, aud, iat, exp and label,\n\
    never the token.\n\n\
    A batch holds a JSON object a line, with `user`, whose limits count, or `sub`, and of ttl, exp, nbf, jti, issuer,\n\
    audience, scope, claims and label what differs from the flags. Tokens come in the order of the lines, as soon as there\n\
    are lines, each recorded before it is printed. The first line that cannot be served ends the batch, with the exit code\n\
    of its failure; the tokens of the lines before it are good.\n\
    \u{20}   {\"user\":\"johndoe\",\"ttl\":\"15m\",\"scope\":\"items:read\"}\n\
    \u{20}   {\"sub\":\"ci\",\"audience\":[\"api\",\"web\"],\"claims\":{\"build\":17},\"label\":\"night\"}\n\n\
    Examples:\n  authctl token issue johndoe --scope items:read --ttl 15m\n  \
    authctl token issue johndoe --format header | curl -H @- https://api.example.com/me\n  \
    authctl token issue --sub ci --secret env:JWT_SECRET --claim role=deploy --claim level:=3\n  \
    authctl token issue johndoe --count 100 --label load-test > tokens.txt\n  \
    authctl token issue --batch orders.jsonl --ttl 1h --format json | jq -c '[.payload.sub, .token]'"
)]
pub(crate) struct Arguments {
    /// A user of the file
    #[arg(required_unless_present_any = ["sub", "batch"], conflicts_with = "sub", add = complete::users())]
    name: Option<Username>,
    /// Any subject, known to the file or not
    #[arg(long, value_name = "SUBJECT", value_parser = NonEmptyStringValueParser::new())]
    sub: Option<String>,
    /// A token for each line of the file, or of stdin
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["name", "sub", "count"])]
    batch: Option<String>,
    /// So many tokens, alike but for their ids
    #[arg(long, value_name = "N")]
    count: Option<NonZeroU64>,
    /// How long it is valid [default: 30m]
    #[arg(long, value_name = "DURATION", conflicts_with_all = ["exp", "no_exp"], help_heading = "Claims")]
    ttl: Option<Lifetime>,
    /// Until when it is valid
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, conflicts_with = "no_exp", help_heading = "Claims")]
    exp: Option<TimeSpec>,
    /// It is valid for ever
    #[arg(long, help_heading = "Claims")]
    no_exp: bool,
    /// From when on it is valid
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Claims")]
    nbf: Option<TimeSpec>,
    /// Its id, or `none` [default: a random UUID]
    #[arg(long, value_name = "ID|none", help_heading = "Claims")]
    jti: Option<String>,
    /// The issuer
    #[arg(long, help_heading = "Claims")]
    issuer: Option<String>,
    /// A server that it is meant for; may be repeated
    #[arg(long = "audience", value_name = "AUDIENCE", help_heading = "Claims")]
    audiences: Vec<Audience>,
    /// What it may be used for; may be repeated [default: all scopes of the user]
    #[arg(long = "scope", value_name = "SCOPE", help_heading = "Claims")]
    scopes: Vec<Scope>,
    /// Another claim: a CLAIM; may be repeated
    #[arg(long = "claim", value_name = "CLAIM", help_heading = "Claims")]
    claim: Vec<ClaimArgument>,
    /// An object of claims
    #[arg(long, value_name = "SOURCE", help_heading = "Claims")]
    claims: Option<OpenSource>,
    /// A member of the header: a CLAIM; may be repeated
    #[arg(long = "header", value_name = "CLAIM", help_heading = "Header and key")]
    header: Vec<ClaimArgument>,
    /// The type in the header, or `none` [default: JWT]
    #[arg(long, value_name = "TYPE", help_heading = "Header and key")]
    typ: Option<String>,
    /// The signing key of the user file that must sign [default: the active one]
    #[arg(long, allow_hyphen_values = true, conflicts_with_all = ["secret", "key"], help_heading = "Header and key", add = complete::keys())]
    kid: Option<KeyId>,
    #[command(flatten)]
    signing: SigningFlags,
    /// What the ledger calls it
    #[arg(long, conflicts_with = "no_record", add = complete::labels())]
    label: Option<String>,
    /// Leave it out of the ledger
    #[arg(long)]
    no_record: bool,
    /// The instant at which it is issued
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Claims")]
    now: Option<TimeSpec>,
    /// What to print
    #[arg(long, value_enum, default_value = "token")]
    format: Format,
    /// Write it to a new file with mode 0600 in place of stdout
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) fn run(context: &Context, mut arguments: Arguments) -> Outcome {
    let is_series = arguments.batch.is_some() || arguments.count.is_some();
    let claims = arguments.claims.as_ref().map(OpenSource::source);
    let batch_from = arguments.batch.as_deref().filter(|file| *file == "-").map(|_| &Source::Stdin);
    Input::share(arguments.signing.sources().into_iter().chain([("the claims", claims), ("the batch", batch_from)]))?;
    let clock = clock(context, arguments.now)?;
    let order = arguments.order(context, clock.now())?;
    if is_series && matches!(order.id, Id::Given(_)) {
        return Err(Failure::usage("one --jti cannot serve several tokens").hint("leave it out, or give --jti none"));
    }
    let header = arguments.header(context)?;
    let mut outside = arguments.signing.read(context)?;
    if let Some((_, kid)) = &mut outside {
        name_by_header(kid, &header);
    }
    let store = if outside.is_none() { Some(unlocked(context, &arguments.signing)?) } else { None };
    let signer = Signer { outside, header, records: !arguments.no_record };
    let desk = Desk { context, kid: arguments.kid.take(), signer };
    let mut issuer = Issuer { desk, store, clock };
    let mut delivery = Delivery::new(context, arguments.format, is_series, arguments.out.as_deref())?;
    let outcome = match &arguments.batch {
        Some(file) => batch(context, &mut issuer, &mut delivery, file, &order),
        None => copies(context, &mut issuer, &mut delivery, order, arguments.count.map_or(1, NonZeroU64::get)),
    };
    delivery.finish(outcome)
}

/// A key from outside is called as `--header` says. What no key can be called, as a test of a reader may want it, stands in the token
/// alone.
fn name_by_header(kid: &mut Option<KeyId>, header: &HeaderOptions) {
    if let Some(name) = header.extra.iter().rfind(|spec| spec.pointer() == "/kid").and_then(|spec| spec.value().as_str()) {
        *kid = name.parse().ok();
    }
}

/// The user file, whose signing key is opened before anybody waits for it.
fn unlocked(context: &Context, flags: &SigningFlags) -> Result<Store, Failure> {
    let mut store = context.store()?;
    passphrase::unlock(context, &mut store, flags.passphrase(), |key| key.state.signs())?;
    Ok(store)
}

/// The same order several times.
fn copies(
    context: &Context,
    issuer: &mut Issuer<'_>,
    delivery: &mut Delivery<'_>,
    order: Order,
    count: u64,
) -> Result<(), Failure> {
    let together = u64::try_from(TOGETHER).unwrap_or(count).min(count);
    let orders = vec![order; usize::try_from(together).unwrap_or(TOGETHER)];
    // One round is over before anybody could wish it were.
    let long = (count > together).then(|| (Interrupt::watch(), context.printer.progress_apart(Some(count))));
    let mut left = count;
    while left > 0 {
        let next = orders.iter().take(usize::try_from(left).unwrap_or(TOGETHER));
        left = left.saturating_sub(u64::try_from(next.len()).unwrap_or(left));
        let served = issuer.issue(next)?;
        delivery.write(&served.tokens)?;
        served.stopped.map_or(Ok(()), Err)?;
        if let Some((interrupt, progress)) = &long {
            let done = count.saturating_sub(left);
            progress.reach(done, done, "tokens");
            if interrupt.is_raised() && left > 0 {
                return Err(interrupted());
            }
        }
    }
    Ok(())
}

/// An order a line, as the lines come. The first that cannot be had ends the batch, after the tokens before it.
fn batch(
    context: &Context,
    issuer: &mut Issuer<'_>,
    delivery: &mut Delivery<'_>,
    file: &str,
    template: &Order,
) -> Result<(), Failure> {
    let mut lines = context.input.lines_of(file, "the batch", LONGEST_LINE)?;
    // Who types the orders leaves by Ctrl-C, as from any command that waits.
    let interrupt = (file != "-").then(Interrupt::watch);
    let progress = context.printer.progress_apart(None);
    let mut chunk = Vec::new();
    let mut number: u64 = 0;
    while lines.fill(&mut chunk).map_err(input::unread)? {
        let (mut numbers, mut orders, mut bad) = (Vec::new(), Vec::new(), None);
        for line in input::lines(&chunk) {
            number = number.saturating_add(1);
            if line.trim_ascii().is_empty() {
                continue;
            }
            match line::order(line, template, issuer.clock.now()) {
                Ok(order) => {
                    numbers.push(number);
                    orders.push(order);
                }
                Err(failure) => {
                    bad = Some(at_line(number, failure));
                    break;
                }
            }
        }
        for (numbers, orders) in numbers.chunks(TOGETHER).zip(orders.chunks(TOGETHER)) {
            let served = issuer.issue(orders.iter())?;
            delivery.write(&served.tokens)?;
            if let Some(failure) = served.stopped {
                return Err(at_line(numbers.get(served.tokens.len()).copied().unwrap_or(number), failure));
            }
            progress.reach(number, number, "lines");
            if interrupt.as_ref().is_some_and(Interrupt::is_raised) {
                return Err(interrupted());
            }
        }
        bad.map_or(Ok(()), Err)?;
    }
    Ok(())
}

/// What is wrong with a line of a batch: data, not the command line.
fn at_line(number: u64, failure: Failure) -> Failure {
    let exit = if failure.exit == Exit::Usage { Exit::Malformed } else { failure.exit };
    let failure = Failure { exit, message: format!("line {number}: {}", failure.message), ..failure };
    match number {
        1 => failure,
        _ => failure.hint(format!("the lines before it were served; when it is mended, go on with `tail -n +{number}`")),
    }
}

impl Arguments {
    /// What the flags order; of a batch, what its lines leave open.
    fn order(&mut self, context: &Context, now: Timestamp) -> Result<Order, Failure> {
        let audiences = self.audiences.iter().map(ToString::to_string).collect::<Vec<_>>();
        Ok(Order {
            bearer: match self.name.take() {
                Some(name) => Bearer::User(name),
                None => Bearer::Subject(self.sub.take().unwrap_or_default()),
            },
            end: self.end(context, now)?,
            nbf: self.nbf.and_then(|nbf| nbf.resolve(now)),
            id: self.jti.take().map_or(Id::Random, Id::of),
            issuer: self.issuer.take().or_else(|| context.settings.issuer.clone()),
            audiences: if audiences.is_empty() { context.settings.audience.clone() } else { audiences },
            scopes: self.scopes.iter().map(ToString::to_string).collect(),
            claims: self.claims.as_ref().map(|source| read_claims(context, source)).transpose()?,
            extra: claim::read(context, std::mem::take(&mut self.claim))?,
            label: self.label.take(),
        })
    }

    fn header(&mut self, context: &Context) -> Result<HeaderOptions, Failure> {
        let typ = self.typ.take().unwrap_or_else(|| "JWT".to_owned());
        let extra = claim::read(context, std::mem::take(&mut self.header))?;
        Ok(HeaderOptions { typ: (typ != "none").then_some(typ), kid: None, extra })
    }

    fn end(&self, context: &Context, now: Timestamp) -> Result<End, Failure> {
        if self.no_exp {
            return Ok(End::Never);
        }
        if let Some(exp) = self.exp {
            return Ok(exp.resolve(now).map_or(End::Never, End::At));
        }
        if let Some(ttl) = self.ttl {
            return Ok(End::After(ttl));
        }
        Ok(End::Default(context.ttl()?))
    }
}

fn read_claims(context: &Context, source: &OpenSource) -> Result<json::Value<'static>, Failure> {
    let text = context.input.text(source.source(), "the claims")?;
    json::parse(text.as_bytes()).map(json::Value::into_owned).map_err(|error| {
        Failure::new(Exit::Malformed, "claims-malformed", "the claims are not JSON").caused_by(error).hint("give a JSON object")
    })
}
