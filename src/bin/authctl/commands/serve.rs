//! `authctl serve`

use std::{net::SocketAddr, path::PathBuf};

use authctl::{
    clock::Lifetime,
    keys::StoredKey,
    store::{Store, View},
};
use clap::Args;

use super::{Outcome, passphrase::PassphraseFlag};
use crate::{
    context::Context,
    failure::{Exit, Failure},
    input::Source,
    output::ServeView,
    serve::{Server, Settings, TlsFiles},
};

#[derive(Debug, Args)]
#[command(after_help = "stdout gets one line, the URL, as soon as connections are taken; stderr a line of JSON\n\
    about each answer, without passwords and tokens. SIGTERM and SIGINT end the server after\n\
    the requests that have begun.\n\n\
    POST /token       a login: the form fields username, password, scope; or its renewal:\n                  \
    grant_type=refresh_token and refresh_token; or, for a service account,\n                  \
    grant_type=client_credentials and the client secret of `authctl user secret`\n\
    POST /revoke      ends the `token`; a refresh token with all that came of its login\n\
    POST /introspect  whether `token` counts now; for service accounts with the scope `introspect`\n\
    GET /users/me     who the bearer token belongs to\n\
    GET /items/       an example of a resource, for tokens with the scope `items`\n\
    GET /docs         all this in a browser, to be tried out; GET /openapi.json for programs\n\
    GET /healthz      200 while the user file can be read and a key signs\n\
    GET /metrics      for Prometheus: to this machine, and to service accounts with the scope `metrics`\n\
    GET /.well-known/jwks.json                   the public keys; with HS keys there are none\n\
    GET /.well-known/oauth-authorization-server  where all this is, if --issuer is a URL\n\n\
    A refresh token is used once and answered by the next. One that is used twice ends its login.\n\n\
    POST /token is the password grant of OAuth 2.0, for FastAPI's tutorial, first-party scripts and CI.\n\
    OAuth 2.1 drops it: where a browser or somebody else's application is involved, use an OpenID\n\
    provider with the authorization code flow and PKCE.\n\n\
    Examples:\n  authctl serve\n  authctl serve --listen 127.0.0.1:0 --issuer https://id.example.com --audience api\n  \
    authctl serve --listen 0.0.0.0:8443 --tls-cert fullchain.pem --tls-key privkey.pem\n  \
    curl -d username=johndoe --data-urlencode password@pw.txt http://127.0.0.1:8000/token\n  \
    curl -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:8000/users/me")]
pub(crate) struct Arguments {
    /// Where to listen; port 0 takes one that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8000")]
    listen: SocketAddr,
    /// Speak HTTPS with this certificate, PEM with those above it; read again when it changes, and at SIGHUP
    #[arg(long, value_name = "PATH", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The certificate's private key, PEM
    #[arg(long, value_name = "PATH", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Listen on other addresses than this machine's own although passwords and tokens then travel unencrypted
    #[arg(long, conflicts_with = "tls_cert")]
    insecure_http: bool,
    /// Every request comes through a proxy that adds the client's address to `X-Forwarded-For`
    #[arg(long)]
    behind_proxy: bool,
    /// Pages of this origin may read the answers: a scheme and a host, perhaps with a port; may be repeated
    #[arg(long = "cors-origin", value_name = "ORIGIN", value_parser = origin)]
    origins: Vec<String>,
    /// Leave out /docs and /openapi.json
    #[arg(long)]
    no_docs: bool,
    /// The issuer of the tokens, and the one demanded of them
    #[arg(long)]
    issuer: Option<String>,
    /// A server that the tokens are meant for; may be repeated, one of them is demanded
    #[arg(long = "audience", value_name = "AUDIENCE")]
    audiences: Vec<String>,
    /// How long access tokens live [default: 30m]
    #[arg(long, value_name = "DURATION")]
    ttl: Option<Lifetime>,
    /// How long a login can be renewed by its refresh tokens; 0s gives none
    #[arg(long, value_name = "DURATION", default_value = "30d")]
    refresh_ttl: Lifetime,
    /// How many logins wait for their hash at most; one more is answered by 503
    #[arg(long, value_name = "N", default_value = "64", value_parser = clap::value_parser!(u16).range(1..))]
    login_queue: u16,
    /// How many wrong credentials an address may send in a minute; the next are answered by 429. 0 is no limit
    #[arg(long, value_name = "N", default_value = "60")]
    failures_per_address: u32,
    /// How many wrong credentials a name, whether there is such a user or not, may have in a minute. 0 is no limit
    #[arg(long, value_name = "N", default_value = "20")]
    failures_per_name: u32,
    #[command(flatten)]
    passphrase: PassphraseFlag,
}

pub(crate) fn run(context: &Context, arguments: Arguments) -> Outcome {
    let tls = arguments.tls_cert.zip(arguments.tls_key).map(|(certificate, key)| TlsFiles { certificate, key });
    if !arguments.listen.ip().is_loopback() && !arguments.insecure_http && tls.is_none() {
        return Err(Failure::usage(format!("{} is not on this machine alone, and HTTP is not encrypted", arguments.listen))
            .hint("give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a server that speaks HTTPS")
            .hint("--insecure-http listens there all the same"));
    }
    if let Some(tls) = &tls {
        context.input.warn_if_loose(&Source::File(tls.key.clone()));
    }
    let mut store = Store::open(context.db())?;
    if store.read(View::is_test_db)? {
        return Err(Failure::new(
            Exit::Policy,
            "user-file-for-tests",
            format!("{}, so no server answers from it", crate::context::TEST_DB),
        )
        .hint("make another with `authctl init` and name it: `--db PATH` or AUTHCTL_DB"));
    }
    // Asked for once, before anybody is answered; keys that come later have the same.
    let passphrase = arguments.passphrase.unlock(context, &mut store, StoredKey::is_sealed)?;
    drop(store);
    let settings = Settings {
        passphrase,
        issuer: arguments.issuer.or_else(|| context.settings.issuer.clone()),
        audiences: if arguments.audiences.is_empty() { context.settings.audience.clone() } else { arguments.audiences },
        lifetime: arguments.ttl.map_or_else(|| context.ttl(), Ok)?,
        refresh: Some(arguments.refresh_ttl).filter(|life| life.as_secs() > 0),
        actor: context.actor(),
        queue: arguments.login_queue.into(),
        refusals: (arguments.failures_per_address, arguments.failures_per_name),
        origins: arguments.origins,
        behind_proxy: arguments.behind_proxy,
        docs: !arguments.no_docs,
        tls,
        printer: context.printer,
    };
    let server = Server::new(arguments.listen, context.db(), settings)?;
    context.printer.data(&ServeView { url: server.url(), db: context.db() })?;
    server.run()?;
    Ok(Exit::Done)
}

/// An origin as browsers write it (RFC 6454 section 6.2).
fn origin(text: &str) -> Result<String, &'static str> {
    const FORM: &str = "an origin is a scheme, a host and perhaps a port, as https://app.example.com";
    let (scheme, host) = text.split_once("://").ok_or(FORM)?;
    let is_host = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.:[]".contains(&byte);
    let is_plain = !host.is_empty() && host.bytes().all(is_host);
    if is_plain && ["http", "https"].contains(&scheme) { Ok(text.to_owned()) } else { Err(FORM) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_what_a_browser_would_send() {
        for good in ["https://app.example.com", "http://localhost:3000", "http://[::1]:80"] {
            assert_eq!(origin(good).as_deref(), Ok(good));
        }
        for bad in ["*", "null", "https://app.example.com/", "https://App.example.com", "app.example.com", "https://", "ftp://a"]
        {
            assert!(origin(bad).is_err(), "{bad}");
        }
    }
}
