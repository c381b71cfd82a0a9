//! `authctl token verify [TOKEN]…`

mod judge;

use std::{path::PathBuf, sync::Mutex};

use authctl::{
    clock::{Lifetime, TimeSpec},
    keys::{Algorithm, KeyId, Passphrase},
    store::{Store, View},
    token::{ClaimArgument, Detail, Ignorable, Policy},
};
use clap::Args;

use self::judge::{Judge, Rules};
use super::{
    super::{Outcome, passphrase},
    claim, clock, examine,
    inputs::{self, Given, Pasted},
    keyring::Keyring,
    material::{JwksSource, Outside},
    selection::Selection,
    word_list::WordList,
};
use crate::{
    commands::algorithm_names,
    complete,
    context::Context,
    failure::Failure,
    fetch::{Place, Remote, Trust, Url},
    input::{OpenSource, SecretSource, Source},
};

#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
#[derive(Debug, Args)]
#[command(after_help = "Without a key the user file's keys are used, and the user file is asked about subject and revocation.\n\
    The key decides the algorithm, the token's header never does. Every failing check is shown; of several the first in\n\
    3, 9, 4, 8, 5, 6, 7, 10 is the exit code, of several tokens that of the worst: `authctl help exit-codes`.\n\
    With --quiet and no format nothing is printed: the exit code is the answer.\n\n\
    With -o jsonl stdin holds a token a line, and for each comes a report on one line at once, in the same order, over\n\
    all cores. A blank line counts as a token. With --field or --part the line is the value, of a refused token null.\n\n\
    Keys from a URL come over HTTPS (plain HTTP from this machine alone) in 5 seconds, are kept in $XDG_CACHE_HOME/authctl for\n\
    as long as their server says, else 5 minutes, and are fetched anew once when a token names a key that is not among them.\n\n\
    Examples:\n  authctl token verify \"$TOKEN\"\n  authctl token verify - --secret env:JWT_SECRET --audience api < token.txt\n  \
    authctl token verify \"$TOKEN\" --key @public.pem --alg RS256 --issuer https://id.example.com\n  \
    authctl token verify \"$TOKEN\" --issuer-url https://id.example.com --audience api\n  \
    authctl token verify \"$TOKEN\" --min-remaining 5m --quiet || TOKEN=$(authctl token issue ci)\n  \
    authctl token verify \"$TOKEN\" --field /sub                      only if it is good: whose it is\n  \
    authctl token verify \"$TOKEN\" --json | jq .times.exp.remaining_s  seconds left\n  \
    authctl token verify \"$TOKEN\" --json | jq -r .verified.key.kid    which key signed it\n  \
    authctl token verify -o jsonl < tokens.txt | jq -c 'select(.valid | not) | [.reason, .payload.sub]'")]
pub(crate) struct Arguments {
    /// The token, `-` for stdin, or another SOURCE as @PATH
    #[arg(value_name = "TOKEN")]
    tokens: Vec<OpenSource>,
    /// A key from outside: PEM, DER, JWK, JWKS, certificate; may be repeated
    #[arg(long = "key", value_name = "SOURCE", help_heading = "Keys")]
    keys: Vec<OpenSource>,
    /// An HMAC secret from outside
    #[arg(long, value_name = "SOURCE", help_heading = "Keys")]
    secret: Option<SecretSource>,
    /// Take the secret's bytes as they are, with the line end
    #[arg(long, requires = "secret", help_heading = "Keys")]
    secret_exact: bool,
    /// The passphrase of an encrypted --key, else of sealed HMAC secrets of the user file [default: `AUTHCTL_PASSPHRASE`, the config
    /// file's, or a prompt]
    #[arg(long, value_name = "SOURCE", help_heading = "Keys")]
    passphrase: Option<SecretSource>,
    /// A key set from outside, or the URL of one
    #[arg(long, value_name = "SOURCE|URL", help_heading = "Keys")]
    jwks: Option<JwksSource>,
    /// The keys that this issuer publishes, by its metadata; demands it as the issuer, unless --issuer does
    #[arg(long, value_name = "URL", conflicts_with = "jwks", help_heading = "Keys")]
    issuer_url: Option<Url>,
    /// Trust the CA certificates of this PEM file at the URL, instead of the system's
    #[arg(long, value_name = "FILE", help_heading = "Keys")]
    cacert: Option<PathBuf>,
    /// Use the key of that name, whatever the token says
    #[arg(long, value_name = "KID", allow_hyphen_values = true, help_heading = "Keys", add = complete::keys())]
    kid: Option<KeyId>,
    /// Accept these algorithms only, of those that the key serves
    #[arg(long, value_name = "ALG,…", value_delimiter = ',', value_parser = algorithm_names(), help_heading = "Keys")]
    alg: Vec<Algorithm>,
    /// Try to guess the secret of HS256, HS384 and HS512 tokens: the placeholders of documentation, then the words of the file, one
    /// a line. A secret that is found refuses the token, exit 10 if nothing else does
    #[arg(long, value_name = "WORDLIST", num_args = 0..=1, default_missing_value = WordList::NONE, help_heading = "Keys")]
    audit_secret: Option<WordList>,
    /// Demand this issuer; may be repeated, one of them is enough
    #[arg(long = "issuer", value_name = "ISSUER", help_heading = "Claims")]
    issuers: Vec<String>,
    /// Demand this audience; may be repeated, one of them is enough
    #[arg(long = "audience", value_name = "AUDIENCE", help_heading = "Claims")]
    audiences: Vec<String>,
    /// Demand this subject
    #[arg(long, value_name = "SUBJECT", help_heading = "Claims")]
    subject: Option<String>,
    /// Demand this type in the header, as at+jwt
    #[arg(long, value_name = "TYPE", help_heading = "Claims")]
    typ: Option<String>,
    /// Demand that these claims are there: names or JSON Pointers
    #[arg(long, value_name = "CLAIM,…", value_delimiter = ',', help_heading = "Claims")]
    require: Vec<String>,
    /// Demand this value of a claim: a CLAIM; may be repeated
    #[arg(long, value_name = "CLAIM", help_heading = "Claims")]
    expect: Vec<ClaimArgument>,
    /// Demand this scope; may be repeated, all of them are needed
    #[arg(long = "scope", value_name = "SCOPE", help_heading = "Claims")]
    scopes: Vec<String>,
    /// Clock skew to allow at exp, nbf and iat [default: 0s]
    #[arg(long, value_name = "DURATION", help_heading = "Times")]
    leeway: Option<Lifetime>,
    /// The greatest age, by iat
    #[arg(long, value_name = "DURATION", help_heading = "Times")]
    max_age: Option<Lifetime>,
    /// How long the token must remain valid
    #[arg(long, value_name = "DURATION", help_heading = "Times")]
    min_remaining: Option<Lifetime>,
    /// Report these checks, but do not refuse for them: exp, nbf, iat, iss, aud, sub, jti, typ
    #[arg(long, value_name = "CHECK,…", value_delimiter = ',')]
    ignore: Vec<Ignorable>,
    /// Ask the user file about subject and revocation, even with a key from outside
    #[arg(long, conflicts_with = "no_user_check")]
    check_user: bool,
    /// Do not ask the user file about subject and revocation
    #[arg(long)]
    no_user_check: bool,
    /// Show what every check compared, passed ones too
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    selection: Selection,
    /// The instant at which to judge
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Times")]
    now: Option<TimeSpec>,
}

pub(crate) fn run(context: &Context, mut arguments: Arguments) -> Outcome {
    let clock = clock(context, arguments.now)?;
    let given = inputs::read(context, &arguments.tokens)?;
    arguments.take_configured_keys(context)?;
    let mut outside = arguments.outside(context)?;
    // Whoever audits the tokens of others has neither a key nor a user file.
    if outside.is_none() && arguments.audit_secret.is_some() && !context.db().exists() {
        outside = Some(Keyring::new(Outside::default(), None, context.printer)?);
    }
    let needs_store = outside.is_none() || arguments.check_user;
    let policy = arguments.policy(context)?;
    let mut store = if outside.is_none() { Some(Store::open(context.db())?) } else { None };
    let passphrase = store.as_mut().map(|store| arguments.unlock(context, store, &given, &policy)).transpose()?.flatten();
    let rules = Rules {
        store: Mutex::new(store),
        passphrase,
        policy,
        outside,
        db: needs_store.then(|| context.db().to_owned()),
        asks: !arguments.no_user_check,
        audit: arguments.audit_secret.take(),
        clock,
    };
    examine::run(context, given, &arguments.selection, || Judge::new(&rules))
}

impl Arguments {
    /// What opens the sealed HMAC secrets that tokens may need. It is asked for where one needs it; tokens that come line by line
    /// are not known yet, and are refused one by one for want of it.
    fn unlock(
        &self,
        context: &Context,
        store: &mut Store,
        given: &[Given],
        policy: &Policy,
    ) -> Result<Option<Passphrase>, Failure> {
        let pasted: Vec<&Pasted> = given.iter().filter_map(Given::as_one).collect();
        let source = self.passphrase.as_ref().map(SecretSource::source);
        let configured = context.passphrase_source();
        if pasted.len() < given.len() && store.read(View::has_sealed_keys)? {
            let source = source.or(configured.as_ref()).filter(|source| **source != Source::Prompt);
            return source.map(|source| context.input.passphrase(Some(source)).map(Passphrase::new)).transpose();
        }
        passphrase::unlock_for(context, store, source, &pasted, policy)
    }

    /// Where no flag names keys, the config file may.
    fn take_configured_keys(&mut self, context: &Context) -> Result<(), Failure> {
        let is_named = !self.keys.is_empty() || self.secret.is_some() || self.jwks.is_some() || self.issuer_url.is_some();
        if let Some(text) = context.settings.jwks.as_deref().filter(|_| !is_named) {
            let wrong = |error: Box<dyn std::error::Error + Send + Sync>| {
                Failure::usage("`jwks` of the config file is no SOURCE or URL").caused_by(anyhow::anyhow!(error))
            };
            self.jwks = Some(text.parse().map_err(wrong)?);
        }
        Ok(())
    }

    /// The keys from outside, if any flag names one.
    fn outside(&self, context: &Context) -> Result<Option<Keyring>, Failure> {
        let remote = self.remote(context)?;
        if self.keys.is_empty() && self.secret.is_none() && self.jwks.is_none() && remote.is_none() {
            return Ok(None);
        }
        let mut outside = Outside::default();
        for source in &self.keys {
            outside.add_key(context, source, "the key", self.passphrase.as_ref())?;
        }
        if let Some(JwksSource::Source(source)) = &self.jwks {
            outside.add_key(context, source, "the key set", None)?;
        }
        if let Some(source) = &self.secret {
            outside.add_secret(context, source, self.secret_exact)?;
        }
        Ok(Some(Keyring::new(outside, remote, context.printer)?))
    }

    /// The place in the network whose keys are used, if a flag names one.
    fn remote(&self, context: &Context) -> Result<Option<Remote>, Failure> {
        let place = match (&self.jwks, &self.issuer_url) {
            (Some(JwksSource::Url(url)), _) => Place::Jwks(url.clone()),
            (_, Some(url)) => Place::issuer(url.clone())?,
            _ if self.cacert.is_some() => {
                return Err(Failure::usage("--cacert needs a URL to fetch from").hint("give --jwks URL or --issuer-url URL"));
            }
            _ => return Ok(None),
        };
        let trust = self.cacert.clone().map_or(Trust::System, Trust::File);
        Ok(Some(Remote::new(place, trust, context.cache())))
    }

    /// The issuer that is demanded where `--issuer` names none: the one whose keys are used, else that of the config file.
    fn default_issuer(&self, context: &Context) -> Option<String> {
        self.issuer_url.as_ref().map(ToString::to_string).or_else(|| context.settings.issuer.clone())
    }

    /// How much is shown of each token. Where many come for one value of each, nothing but that value is.
    fn detail(&self, context: &Context) -> Detail {
        match () {
            () if context.printer.is_jsonl() && !self.selection.is_everything() => Detail::Verdict,
            () if self.explain => Detail::Comparisons,
            () => Detail::Findings,
        }
    }

    /// The demands: flags, else the config file's issuer and audience.
    fn policy(&mut self, context: &Context) -> Result<Policy, Failure> {
        let issuer = self.default_issuer(context);
        let take = |named: &mut Vec<String>, default: Vec<String>| if named.is_empty() { default } else { std::mem::take(named) };
        Ok(Policy {
            issuers: take(&mut self.issuers, issuer.into_iter().collect()),
            audiences: take(&mut self.audiences, context.settings.audience.clone()),
            subject: self.subject.take(),
            typ: self.typ.take(),
            required: std::mem::take(&mut self.require),
            expected: claim::read(context, std::mem::take(&mut self.expect))?,
            scopes: std::mem::take(&mut self.scopes),
            leeway: self.leeway.or(context.settings.leeway).unwrap_or_default(),
            max_age: self.max_age,
            min_remaining: self.min_remaining,
            ignored: std::mem::take(&mut self.ignore),
            algorithms: std::mem::take(&mut self.alg),
            kid: self.kid.take(),
            detail: self.detail(context),
        })
    }
}
