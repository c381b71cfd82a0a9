//! Keys from outside the user file: `--key`, `--secret`, `--jwks`.

use std::str::FromStr;

use authctl::{
    keys::{Algorithm, Candidate, KeyError, KeyId, KeyPart, KeySet, Origin, Recognised, SigningKey, VerifyingKey, recognise},
    secret::SecretBytes,
    token::{
        Diagnostic, Report,
        diagnose::{key_remarks, refused_key},
    },
};

use clap::Args;

use super::near_miss::GivenSecret;
use crate::{
    commands::algorithm_names,
    context::Context,
    failure::{Exit, Failure},
    fetch::Url,
    input::{OpenSource, SecretSource, Source, Trim},
};

/// Where `--jwks` finds its key set: in a SOURCE, or at a URL.
#[derive(Clone, Debug)]
pub(super) enum JwksSource {
    Source(OpenSource),
    Url(Url),
}

impl FromStr for JwksSource {
    type Err = Box<dyn std::error::Error + Send + Sync>;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if Url::looks_like(text) { Ok(Self::Url(text.parse()?)) } else { Ok(Self::Source(text.parse()?)) }
    }
}

/// What verification is given from outside: keys, what is to be said of their files, and a key that can be none.
#[derive(Default)]
pub(super) struct Outside {
    pub(super) keys: KeySet,
    pub(super) remarks: Vec<Diagnostic>,
    pub(super) refused: Option<Diagnostic>,
    pub(super) secret: Option<GivenSecret>,
}

impl Outside {
    /// Adds the keys of a file that `--key` or `--jwks` names.
    pub(super) fn add_key(
        &mut self,
        context: &Context,
        source: &OpenSource,
        what: &'static str,
        passphrase: Option<&SecretSource>,
    ) -> Result<(), Failure> {
        let read = recognised(context, source, what, passphrase)?;
        if let Some(refused) = read.as_ref().err().and_then(refused_key) {
            self.refused = Some(refused);
            return Ok(());
        }
        let recognised = read.map_err(|error| unusable(what, error))?;
        self.remarks.extend(key_remarks(&recognised));
        self.keys.keys.extend(recognised.key_set().map_err(|error| unusable(what, error))?.keys);
        Ok(())
    }

    /// Adds to a report what is to be said of these keys and of others.
    pub(super) fn comment(&self, report: &mut Report<'_>, others: impl Iterator<Item = Diagnostic>) {
        report.remark(self.remarks.iter().cloned().chain(others));
        if let Some(refused) = &self.refused {
            report.refuse_key(refused.clone());
        }
    }

    /// Adds an HMAC secret. Public-key material is refused as one: anyone who knows it could sign.
    pub(super) fn add_secret(&mut self, context: &Context, source: &SecretSource, exact: bool) -> Result<(), Failure> {
        let kept = context.input.secret(source.source(), "the secret", Trim::Nothing)?;
        let (secret, had_line_end) = if exact || !source.source().is_text() { (kept, false) } else { Trim::Line.of(&kept) };
        self.secret = Some(GivenSecret { source: source.clone(), exact, had_line_end });
        match VerifyingKey::from_secret(&secret) {
            Ok(key) => self.keys.keys.push(Candidate { kid: None, key, origin: Origin::Outside }),
            Err(error) => match refused_key(&error) {
                Some(refused) => self.refused = Some(refused),
                None => return Err(unusable("the secret", error)),
            },
        }
        Ok(())
    }
}

/// What signs in place of the user file's key.
#[derive(Debug, Args)]
pub(super) struct SigningFlags {
    /// Sign with this HMAC secret
    #[arg(long, value_name = "SOURCE", conflicts_with = "key", help_heading = "Header and key")]
    secret: Option<SecretSource>,
    /// Take the secret's bytes as they are, with the line end
    #[arg(long, requires = "secret", help_heading = "Header and key")]
    secret_exact: bool,
    /// Sign with this private key: PEM, DER or JWK
    #[arg(long, value_name = "SOURCE", help_heading = "Header and key")]
    key: Option<OpenSource>,
    /// The passphrase of an encrypted --key, else of sealed keys of the user file [default: `AUTHCTL_PASSPHRASE`, the config file's,
    /// or a prompt]
    #[arg(long, value_name = "SOURCE", conflicts_with = "secret", help_heading = "Header and key")]
    passphrase: Option<SecretSource>,
    /// The algorithm of --secret or --key [default: HS256, RS256, or the one of the key's curve]
    #[arg(long, value_parser = algorithm_names(), conflicts_with = "kid", help_heading = "Header and key")]
    alg: Option<Algorithm>,
}

impl SigningFlags {
    /// What the flags read from where, for a look at who wants stdin.
    pub(super) fn sources(&self) -> [(&'static str, Option<&Source>); 3] {
        [
            ("the secret", self.secret.as_ref().map(SecretSource::source)),
            ("the key", self.key.as_ref().map(OpenSource::source)),
            ("the passphrase", self.passphrase.as_ref().map(SecretSource::source)),
        ]
    }

    /// What sealed keys of the user file are opened with.
    pub(super) fn passphrase(&self) -> Option<&Source> {
        self.passphrase.as_ref().map(SecretSource::source)
    }

    /// The key that signs and its name, where the file has one; nothing without a flag.
    pub(super) fn read(&self, context: &Context) -> Result<Option<(SigningKey, Option<KeyId>)>, Failure> {
        if let Some(source) = &self.secret {
            let secret = read_secret(context, source, self.secret_exact)?;
            let key = SigningKey::from_secret(self.alg.unwrap_or(Algorithm::Hs256), &secret);
            return Ok(Some((key.map_err(|error| unusable("the secret", error))?, None)));
        }
        let Some(source) = &self.key else {
            return match self.alg {
                None => Ok(None),
                Some(algorithm) => Err(Failure::usage("--alg needs --secret or --key: a key of the user file has one algorithm")
                    .hint(format!("`authctl key generate --alg {algorithm} --activate` makes another signing key"))),
            };
        };
        let recognised = read_key(context, source, "the key", self.passphrase.as_ref())?;
        let [key] = recognised.keys.as_slice() else {
            return Err(Failure::new(Exit::Key, "key-ambiguous", format!("the key file holds {} keys", recognised.keys.len()))
                .hint("give a file with the one key that is to sign"));
        };
        let signing = key.signing_key(self.alg).map_err(|error| unusable("the key", error))?;
        Ok(Some((signing, key.kid.clone())))
    }
}

fn read_secret(context: &Context, source: &SecretSource, exact: bool) -> Result<SecretBytes, Failure> {
    context.input.secret(source.source(), "the secret", if exact { Trim::Nothing } else { Trim::Line })
}

/// Reads a key file, and decrypts it where it is encrypted.
fn read_key(
    context: &Context,
    source: &OpenSource,
    what: &'static str,
    passphrase: Option<&SecretSource>,
) -> Result<Recognised, Failure> {
    recognised(context, source, what, passphrase)?.map_err(|error| unusable(what, error))
}

/// What a key file holds, or what is wrong with that.
fn recognised(
    context: &Context,
    source: &OpenSource,
    what: &'static str,
    passphrase: Option<&SecretSource>,
) -> Result<Result<Recognised, KeyError>, Failure> {
    let bytes = context.input.bytes(source.source(), what, Trim::Nothing)?;
    let passphrase = passphrase.map(|source| context.input.secret(source.source(), "the passphrase", Trim::Line)).transpose()?;
    let read = recognise(&bytes, passphrase.as_ref());
    if read.iter().flat_map(|read| &read.keys).any(|key| key.part() != KeyPart::Public) {
        context.input.warn_if_loose(source.source());
    }
    Ok(read)
}

/// What is wrong with a key or secret from outside.
fn unusable(what: &str, error: KeyError) -> Failure {
    if error == KeyError::NotAKey {
        return Failure::new(Exit::Key, "key-unreadable", format!("{what} is {error}"))
            .hint("a file is given as @PATH, a secret by --secret: `authctl help secrets`");
    }
    Failure::from(error)
}
