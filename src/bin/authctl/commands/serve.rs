//! `authctl serve`

use std::net::SocketAddr;

use authctl::{
    clock::Lifetime,
    store::{Store, View},
};
use clap::Args;

use super::Outcome;
use crate::{
    context::Context,
    failure::{Exit, Failure},
    output::ServeView,
    serve::{Server, Settings},
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
    GET /healthz      200 while the user file can be read and a key signs\n\
    GET /.well-known/jwks.json                   the public keys; with HS keys there are none\n\
    GET /.well-known/oauth-authorization-server  where all this is, if --issuer is a URL\n\n\
    A refresh token is used once and answered by the next. One that is used twice ends its login.\n\n\
    POST /token is the password grant of OAuth 2.0, for FastAPI's tutorial, first-party scripts and CI.\n\
    OAuth 2.1 drops it: where a browser or somebody else's application is involved, use an OpenID\n\
    provider with the authorization code flow and PKCE.\n\n\
    Examples:\n  authctl serve\n  authctl serve --listen 127.0.0.1:0 --issuer https://id.example.com --audience api\n  \
    curl -d username=johndoe --data-urlencode password@pw.txt http://127.0.0.1:8000/token\n  \
    curl -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:8000/users/me")]
pub(crate) struct Arguments {
    /// Where to listen; port 0 takes one that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8000")]
    listen: SocketAddr,
    /// Listen on other addresses than this machine's own although passwords and tokens then travel unencrypted
    #[arg(long)]
    insecure_http: bool,
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
}

pub(crate) fn run(context: &Context, arguments: Arguments) -> Outcome {
    if !arguments.listen.ip().is_loopback() && !arguments.insecure_http {
        return Err(Failure::usage(format!("{} is not on this machine alone, and HTTP is not encrypted", arguments.listen))
            .hint("listen on 127.0.0.1 behind a server that speaks HTTPS, or give --insecure-http"));
    }
    if Store::open(context.db())?.read(View::is_test_db)? {
        return Err(Failure::new(
            Exit::Policy,
            "user-file-for-tests",
            format!("{}, so no server answers from it", crate::context::TEST_DB),
        )
        .hint("make another with `authctl init` and name it: `--db PATH` or AUTHCTL_DB"));
    }
    let settings = Settings {
        issuer: arguments.issuer.or_else(|| context.settings.issuer.clone()),
        audiences: if arguments.audiences.is_empty() { context.settings.audience.clone() } else { arguments.audiences },
        lifetime: arguments.ttl.map_or_else(|| context.ttl(), Ok)?,
        refresh: Some(arguments.refresh_ttl).filter(|life| life.as_secs() > 0),
        actor: context.actor(),
        queue: arguments.login_queue.into(),
        printer: context.printer,
    };
    let server = Server::new(arguments.listen, context.db(), settings)?;
    context.printer.data(&ServeView { url: server.url(), db: context.db() })?;
    server.run()?;
    Ok(Exit::Done)
}
