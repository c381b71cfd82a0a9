//! `authctl token issue NAME | --sub S`

use std::path::PathBuf;

use authctl::{
    clock::{Lifetime, TimeSpec, Timestamp},
    keys::{Algorithm, KeyId, SigningKey, StoredKey, signing_key},
    store::{IssuedToken, StoreError, View},
    token::{
        ClaimArgument, ClaimSpec, Claims, DEFAULT_LIFETIME, HeaderOptions, Token, default_lifetime, issue, permit, random_id,
    },
    users::{Audience, Scope, Subject, Username},
};
use clap::{Args, ValueEnum};
use zeroize::Zeroizing;

use super::{super::Outcome, claim, clock, material::SigningFlags};
use crate::{
    context::Context,
    failure::{Exit, Failure, unknown_key, unknown_user},
    input::OpenSource,
    new_file,
    output::IssuedView,
};

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The token
    Token,
    /// A line `Authorization: Bearer TOKEN`
    Header,
    /// A line `TOKEN=…` for a shell or .env file
    Env,
    /// The beginning of a curl command
    Curl,
    /// An object with the token and what it says
    Json,
}

#[derive(Debug, Args)]
#[command(
    after_help = "stdout is the token and a newline, nothing else. The ledger keeps jti, sub, kid, aud, iat, exp and label,\n\
    never the token.\n\n\
    Examples:\n  authctl token issue johndoe --scope items:read --ttl 15m\n  \
    authctl token issue johndoe --format header | curl -H @- https://api.example.com/me\n  \
    authctl token issue --sub ci --secret env:JWT_SECRET --claim role=deploy --claim level:=3"
)]
pub(crate) struct Arguments {
    /// A user of the file
    #[arg(required_unless_present = "sub", conflicts_with = "sub")]
    name: Option<Username>,
    /// Any subject, known to the file or not
    #[arg(long, value_name = "SUBJECT")]
    sub: Option<String>,
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
    #[arg(long, conflicts_with_all = ["secret", "key"], help_heading = "Header and key")]
    kid: Option<KeyId>,
    #[command(flatten)]
    signing: SigningFlags,
    /// What the ledger calls it
    #[arg(long, conflicts_with = "no_record")]
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
    let order = Order::new(context, &mut arguments)?;
    let needs_store = order.name.is_some() || order.outside.is_none();
    let recorded = needs_store && !arguments.no_record;
    match (needs_store, arguments.no_record) {
        (false, _) => deliver(context, &arguments, &order.sign_as(&order.subject, None, None)?, recorded)?,
        (true, true) => {
            let issued = context.store()?.read(|view| order.issue(context, view))?;
            deliver(context, &arguments, &issued, recorded)?;
        }
        (true, false) => {
            let issued = context.store()?.transaction(&context.actor(), context.now, |tx| {
                let issued = order.issue(context, tx)?;
                tx.record_token(&issued.row(&order))?;
                // A file that cannot be made leaves nothing in the ledger.
                if arguments.out.is_some() {
                    deliver(context, &arguments, &issued, recorded)?;
                }
                Ok::<_, Failure>(issued)
            })?;
            if arguments.out.is_none() {
                deliver(context, &arguments, &issued, recorded)?;
            }
        }
    }
    Ok(Exit::Done)
}

/// Prints the token, or writes it to the file that was named.
fn deliver(context: &Context, arguments: &Arguments, issued: &Issued, recorded: bool) -> Result<(), Failure> {
    let token = issued.token.expose();
    let text = Zeroizing::new(match arguments.format {
        Format::Token => format!("{token}\n"),
        Format::Header => format!("Authorization: Bearer {token}\n"),
        Format::Env => format!("TOKEN={token}\n"),
        Format::Curl => format!("curl -H 'Authorization: Bearer {token}'\n"),
        Format::Json => context.printer.json(&issued.view(recorded))?,
    });
    match &arguments.out {
        None => context.printer.bytes(text.as_bytes()),
        Some(path) => {
            new_file::write(path, text.as_bytes(), true)?;
            context.printer.status(format_args!("{} written", path.display()));
            Ok(())
        }
    }
}

/// What was asked for, read and checked as far as it goes without the user file.
struct Order {
    name: Option<Username>,
    subject: String,
    outside: Option<(SigningKey, Option<KeyId>)>,
    kid: Option<KeyId>,
    end: End,
    nbf: Option<Timestamp>,
    jti: Option<String>,
    issuer: Option<String>,
    audiences: Vec<String>,
    scopes: Vec<String>,
    claims: Option<authctl::token::json::Value>,
    extra: Vec<ClaimSpec>,
    header: HeaderOptions,
    label: Option<String>,
    now: Timestamp,
}

/// When the token ends.
#[derive(Clone, Copy)]
enum End {
    After(Lifetime),
    /// Nobody said: after this, or less if the user may not have as much.
    Default(Lifetime),
    At(Timestamp),
    Never,
}

impl Order {
    fn new(context: &Context, arguments: &mut Arguments) -> Result<Self, Failure> {
        let now = clock(context, arguments.now)?.now();
        let outside = arguments.signing.read(context)?;
        let claims = arguments.claims.as_ref().map(|source| read_claims(context, source)).transpose()?;
        let typ = arguments.typ.take().unwrap_or_else(|| "JWT".to_owned());
        let audiences = arguments.audiences.iter().map(|audience| audience.as_str().to_owned()).collect::<Vec<_>>();
        Ok(Self {
            subject: arguments.name.as_ref().map_or_else(|| arguments.sub.clone().unwrap_or_default(), ToString::to_string),
            name: arguments.name.take(),
            outside,
            kid: arguments.kid.take(),
            end: arguments.end(context, now)?,
            nbf: arguments.nbf.and_then(|nbf| nbf.resolve(now)),
            jti: match arguments.jti.take() {
                None => Some(random_id(&mut context.rng())),
                Some(jti) => (jti != "none").then_some(jti),
            },
            issuer: arguments.issuer.take().or_else(|| context.settings.issuer.clone()),
            audiences: if audiences.is_empty() { context.settings.audience.clone() } else { audiences },
            scopes: arguments.scopes.iter().map(|scope| scope.as_str().to_owned()).collect(),
            claims,
            extra: claim::read(context, std::mem::take(&mut arguments.claim))?,
            header: HeaderOptions {
                typ: (typ != "none").then_some(typ),
                kid: None,
                extra: claim::read(context, std::mem::take(&mut arguments.header))?,
            },
            label: arguments.label.take(),
            now,
        })
    }

    /// Issues with what the user file knows: the user, if one is named, and the key, unless it is from outside.
    fn issue(&self, context: &Context, view: &View) -> Result<Issued, Failure> {
        let stored = if self.outside.is_some() { None } else { Some(self.stored_key(view)?) };
        let Some(name) = &self.name else {
            if let Ok(name) = self.subject.parse::<Username>()
                && view.user(&name)?.is_some()
            {
                context.printer.warn(format_args!(
                    "`{name}` is a user of the file, whose limits --sub does not ask for: `authctl token issue {name}` does"
                ));
            }
            return self.sign_as(&self.subject, None, stored.as_ref());
        };
        let user = view.user(name)?.ok_or_else(|| unknown_user(view, name))?;
        let subject = user.subject(self.now).map_err(|error| Failure::inactive(name.as_str(), &error))?;
        self.sign_as(name.as_str(), Some(subject), stored.as_ref())
    }

    /// The key that signs: the active one, which must be the one that `--kid` names.
    fn stored_key(&self, view: &View) -> Result<StoredKey, Failure> {
        let active = match (&self.kid, view.active_key()?) {
            (Some(kid), Some(active)) if active.kid == *kid => active,
            (Some(kid), _) => return Err(not_signing(view, kid)?),
            (None, Some(active)) => active,
            (None, None) => return Err(authctl::keys::NoSigningKey::NoneActive.into()),
        };
        signing_key(std::slice::from_ref(&active), self.now)?;
        Ok(active)
    }

    fn sign_as(&self, name: &str, subject: Option<Subject<'_>>, stored: Option<&StoredKey>) -> Result<Issued, Failure> {
        let claims = self.claims_for(name, subject)?;
        if let Some(subject) = subject {
            permit(subject, &claims)?;
        }
        let (key, kid) = match (stored, &self.outside) {
            (Some(stored), _) => {
                // A key never signs a token that outlives it.
                if !stored.outlives(claims.expires_at()) {
                    return Err(outlived(stored));
                }
                (stored.signing.as_ref(), Some(&stored.kid))
            }
            (None, Some((key, kid))) => (Some(key), kid.as_ref()),
            (None, None) => (None, None),
        };
        let key = key.ok_or(authctl::keys::NoSigningKey::NoneActive)?;
        let header = HeaderOptions { kid: kid.cloned(), ..self.header.clone() };
        let token = issue(&claims, key, &header)?;
        Ok(Issued { token, claims, kid: kid.cloned(), algorithm: key.algorithm() })
    }

    fn claims_for(&self, name: &str, subject: Option<Subject<'_>>) -> Result<Claims, Failure> {
        let all = |subject: Subject<'_>| subject.scopes().iter().map(|scope| scope.as_str().to_owned()).collect();
        let scopes = if self.scopes.is_empty() { subject.map(all).unwrap_or_default() } else { self.scopes.clone() };
        let limited = subject.and_then(Subject::audiences);
        let audiences = match limited {
            Some(limited) if self.audiences.is_empty() => limited.iter().map(|audience| audience.as_str().to_owned()).collect(),
            _ => self.audiences.clone(),
        };
        let mut claims = Claims::default();
        if let Some(issuer) = &self.issuer {
            claims = claims.with_issuer(issuer);
        }
        claims = claims.with_subject(name).with_audiences(&audiences).with_issued_at(self.now);
        if let Some(nbf) = self.nbf {
            claims = claims.with_not_before(nbf);
        }
        claims = match self.end {
            End::Never => claims,
            End::At(at) => claims.with_expiry(at),
            End::After(lifetime) => claims.with_expiry(self.now.plus(lifetime)),
            End::Default(lifetime) => {
                let lifetime = subject.map_or(lifetime, |subject| default_lifetime(subject, lifetime, self.now));
                claims.with_expiry(self.now.plus(lifetime))
            }
        };
        if let Some(jti) = &self.jti {
            claims = claims.with_id(jti);
        }
        claims = claims.with_scopes(&scopes);
        if let Some(object) = &self.claims {
            claims.merge(object)?;
        }
        self.extra.iter().try_for_each(|spec| claims.apply(spec))?;
        Ok(claims)
    }
}

impl Arguments {
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
        match &context.settings.ttl {
            None => Ok(End::Default(DEFAULT_LIFETIME)),
            Some(text) => text.parse().map(End::Default).map_err(|error: authctl::clock::TimeError| {
                Failure::usage(format!("`ttl` of the config file is no DURATION: `{text}`")).caused_by(error)
            }),
        }
    }
}

/// A token, with what the ledger keeps of it.
struct Issued {
    token: Token,
    claims: Claims,
    kid: Option<KeyId>,
    algorithm: Algorithm,
}

impl Issued {
    fn row(&self, order: &Order) -> IssuedToken {
        IssuedToken {
            jti: self.claims.id().map(str::to_owned),
            sub: self.claims.subject().unwrap_or_default().to_owned(),
            kid: self.kid.clone(),
            aud: self.claims.audiences().into_iter().map(str::to_owned).collect(),
            iat: self.claims.issued_at().unwrap_or(order.now),
            exp: self.claims.expires_at(),
            label: order.label.clone(),
        }
    }

    fn view(&self, recorded: bool) -> IssuedView<'_> {
        IssuedView { token: &self.token, claims: &self.claims, kid: self.kid.as_ref(), algorithm: self.algorithm, recorded }
    }
}

fn read_claims(context: &Context, source: &OpenSource) -> Result<authctl::token::json::Value, Failure> {
    let text = context.input.text(source.source(), "the claims")?;
    authctl::token::json::parse(text.as_bytes()).map_err(|error| {
        Failure::new(Exit::Malformed, "claims-malformed", "the claims are not JSON").caused_by(error).hint("give a JSON object")
    })
}

fn not_signing(view: &View, kid: &KeyId) -> Result<Failure, StoreError> {
    Ok(match view.key(kid)? {
        Some(key) => Failure::new(Exit::Policy, "key-not-active", format!("the key `{kid}` is {} and does not sign", key.state))
            .hint(format!("`authctl key activate {kid}` makes it the signing key")),
        None => unknown_key(view, kid),
    })
}

fn outlived(key: &StoredKey) -> Failure {
    let end = key.expires_at.map_or_else(String::new, |at| format!(" at {at}"));
    Failure::new(Exit::Policy, "outlives-key", format!("the key `{}` expires{end}, before the token would", key.kid))
        .hint("give a shorter --ttl, or make another key with `authctl key rotate`")
}
