//! `authctl key export [KID]`

use std::path::PathBuf;

use authctl::{
    clock::Timestamp,
    keys::{Jwks, KeyError, KeyId, NoSigningKey, SigningKey, StoredKey, signing_key},
    secret::SecretBytes,
    store::Store,
};
use clap::{Args, ValueEnum};

use super::super::{Outcome, passphrase::PassphraseFlag};
use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure},
    new_file,
};

#[derive(Debug, Args)]
#[command(after_help = "Without KID, jwks is the public keys that verify now, and the other formats are the key that signs.\n\
    env is lines for a .env file: JWT_ALGORITHM, JWT_KID and JWT_PUBLIC_KEY, JWT_PRIVATE_KEY or JWT_SECRET.\n\n\
    Examples: authctl key export > jwks.json\n          \
    authctl key export --private --format env --out .env")]
pub(crate) struct Arguments {
    /// The key
    #[arg(allow_hyphen_values = true, add = complete::keys())]
    kid: Option<KeyId>,
    /// Public keys; an HMAC secret is none [default]
    #[arg(long)]
    public: bool,
    /// The private key or the HMAC secret
    #[arg(long, conflicts_with = "public")]
    private: bool,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Jwks)]
    format: Format,
    /// A file to make, instead of stdout; private keys with mode 0600
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    passphrase: PassphraseFlag,
}

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A JWK set (RFC 7517 section 5)
    Jwks,
    /// One JWK
    Jwk,
    /// PKCS#8 or `SubjectPublicKeyInfo` as PEM
    Pem,
    /// The same as DER
    Der,
    /// Lines for a .env file
    Env,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let mut store = context.store()?;
    if arguments.private {
        let is_meant = |key: &StoredKey| arguments.kid.as_ref().map_or(key.state.signs(), |kid| *kid == key.kid);
        arguments.passphrase.unlock(context, &mut store, is_meant)?;
    }
    let keys = store.read(|view| match &arguments.kid {
        Some(kid) => Ok(vec![super::find(view, kid)?]),
        None => Ok::<_, Failure>(view.keys()?),
    })?;
    let text = match (arguments.format, &arguments.kid) {
        (Format::Jwks, None) if !arguments.private => published(context, &keys)?,
        (_, Some(_)) => one(arguments, &mut store, keys.first().ok_or(NoSigningKey::NoneActive)?)?,
        (_, None) => one(arguments, &mut store, signer(&keys, context.now)?)?,
    };
    match &arguments.out {
        None => context.printer.bytes(text.expose())?,
        Some(path) => {
            new_file::write(path, text.expose(), arguments.private)?;
            context.printer.status(format_args!("{} written", path.display()));
        }
    }
    Ok(Exit::Done)
}

/// The set that servers fetch.
fn published(context: &Context, keys: &[StoredKey]) -> Result<SecretBytes, Failure> {
    let set = Jwks::published(keys, context.now);
    if set.keys.is_empty() {
        context.printer.warn("there is no public key: HMAC secrets are never published");
    }
    json(&set)
}

/// The key that signs, which may be sealed: its public part is asked for as often as the private one.
fn signer(keys: &[StoredKey], now: Timestamp) -> Result<&StoredKey, NoSigningKey> {
    match signing_key(keys, now) {
        Ok((key, _)) => Ok(key),
        Err(NoSigningKey::Sealed { kid }) => keys.iter().find(|key| key.kid == kid).ok_or(NoSigningKey::NoneActive),
        Err(error) => Err(error),
    }
}

fn one(arguments: &Arguments, store: &mut Store, key: &StoredKey) -> Result<SecretBytes, Failure> {
    if !arguments.private {
        return public(arguments.format, key);
    }
    private(arguments.format, &store.read(|view| view.opened(key.clone()))?)
}

fn public(format: Format, key: &StoredKey) -> Result<SecretBytes, Failure> {
    let secret = || {
        Failure::new(
            Exit::Policy,
            "key-is-secret",
            format!("the {} key `{}` is a secret and has no public part", key.algorithm, key.kid),
        )
        .hint("--private exports the secret: whoever has it can sign")
    };
    let jwk = key.public_jwk().ok_or_else(secret)?;
    let verifying = key.verifying_key().ok_or_else(secret)?;
    let pem = verifying.public_pem().ok_or_else(secret)?;
    match format {
        Format::Jwks => json(&Jwks { keys: vec![jwk] }),
        Format::Jwk => json(&jwk),
        Format::Pem => Ok(SecretBytes::new(pem.into_bytes())),
        Format::Der => Ok(SecretBytes::new(verifying.public_der().ok_or_else(secret)?.to_vec())),
        Format::Env => Ok(env(key, "JWT_PUBLIC_KEY", pem.as_bytes())),
    }
}

fn private(format: Format, key: &StoredKey) -> Result<SecretBytes, Failure> {
    let signing = key.signing_key().ok_or(KeyError::NoPrivatePart)?;
    match format {
        Format::Jwks => {
            let jwk = signing.to_private_jwk(Some(&key.kid))?;
            Ok(SecretBytes::new([b"{\"keys\":[", jwk.expose(), b"]}\n"].concat()))
        }
        Format::Jwk => Ok(SecretBytes::new([signing.to_private_jwk(Some(&key.kid))?.expose(), b"\n"].concat())),
        Format::Pem => signing.to_private_pem().ok_or_else(|| no_file_form(key)),
        Format::Der if key.algorithm.is_symmetric() => Err(no_file_form(key)),
        Format::Der => Ok(signing.to_stored()),
        Format::Env => Ok(private_env(key, signing)),
    }
}

fn no_file_form(key: &StoredKey) -> Failure {
    Failure::usage(format!("the {} key `{}` is a secret, for which there is no PEM or DER", key.algorithm, key.kid))
        .hint("--format jwk or env writes it")
}

fn private_env(key: &StoredKey, signing: &SigningKey) -> SecretBytes {
    if let Some(pem) = signing.to_private_pem() {
        return env(key, "JWT_PRIVATE_KEY", pem.expose());
    }
    let secret = signing.to_stored();
    if secret.expose().iter().all(|byte| byte.is_ascii_graphic() && !b"\"'`$\\#".contains(byte)) {
        return env(key, "JWT_SECRET", secret.expose());
    }
    let base64 = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, secret.expose());
    env(key, "JWT_SECRET_BASE64", base64.as_bytes())
}

/// Lines as dotenv readers take them: line ends as `\n` between double quotes.
fn env(key: &StoredKey, name: &str, value: &[u8]) -> SecretBytes {
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$");
    // Room for the whole, so that growing leaves no copies behind.
    let mut lines = Vec::with_capacity(value.len().saturating_mul(2).saturating_add(2048));
    let kid = quoted(key.kid.as_str());
    lines.extend_from_slice(format!("JWT_ALGORITHM={}\nJWT_KID=\"{kid}\"\n{name}=\"", key.algorithm).as_bytes());
    for byte in value {
        match byte {
            b'\n' => lines.extend_from_slice(b"\\n"),
            byte => lines.push(*byte),
        }
    }
    lines.extend_from_slice(b"\"\n");
    SecretBytes::new(lines)
}

fn json(value: &impl serde::Serialize) -> Result<SecretBytes, Failure> {
    Ok(SecretBytes::new(crate::output::pretty(value)?.into_bytes()))
}
