//! The addresses of a host, as the machine's name services know them.
//!
//! `getent(1)`, the C library's own program, asks them: their modules (nsswitch.conf) are shared objects, and a command that was
//! linked statically must not load those of another version of the library. Where there is no such program there are no such
//! modules, and the library's own resolver does.

use std::{
    io::{self, Read},
    net::{IpAddr, SocketAddr},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// The exit status of getent for a key that no service knows.
const UNKNOWN: i32 = 2;

/// How many addresses of a host are kept, the preferred ones first; ureq takes no more.
const MOST: usize = 16;

/// How often an unfinished lookup is looked at.
const GLANCE: Duration = Duration::from_millis(2);

/// Asks the name services.
#[derive(Debug)]
pub(super) struct Names;

impl Resolver for Names {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().filter(|host| is_name(host));
        let Some((host, port)) = host.zip(port(uri)) else { return DefaultResolver::default().resolve(uri, config, timeout) };
        match look_up(host, *timeout.after) {
            Ok(Lookup::Found(text)) => {
                let mut found = self.empty();
                addresses(&text).into_iter().take(MOST).for_each(|address| found.push(SocketAddr::new(address, port)));
                if found.is_empty() { Err(Error::HostNotFound) } else { Ok(found) }
            }
            Ok(Lookup::Unknown) => Err(Error::HostNotFound),
            Ok(Lookup::Late) => Err(Error::Timeout(timeout.reason)),
            Ok(Lookup::Unable) | Err(_) => DefaultResolver::default().resolve(uri, config, timeout),
        }
    }
}

/// Whether it is a name that could be one of a host, not an address and nothing that a program takes for an option.
fn is_name(host: &str) -> bool {
    host.parse::<IpAddr>().is_err() && host.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_')
}

fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or_else(|| match uri.scheme_str()? {
        "https" => Some(443),
        "http" => Some(80),
        _ => None,
    })
}

/// What came of a question.
enum Lookup {
    /// What getent prints: an address, a kind of socket and maybe a name in each line, the preferred address first.
    Found(String),
    Unknown,
    Late,
    /// It is a getent that cannot tell.
    Unable,
}

fn look_up(host: &str, patience: Duration) -> io::Result<Lookup> {
    let mut getent = Command::new("getent");
    let mut child = getent.args(["ahosts", host]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let Some(status) = wait(&mut child, patience)? else {
        child.kill()?;
        child.wait()?;
        return Ok(Lookup::Late);
    };
    let mut text = String::new();
    if let Some(mut output) = child.stdout.take().filter(|_| status.success()) {
        output.read_to_string(&mut text)?;
        return Ok(Lookup::Found(text));
    }
    Ok(if status.code() == Some(UNKNOWN) { Lookup::Unknown } else { Lookup::Unable })
}

/// Waits for the end of a program that writes less than a pipe holds.
#[expect(clippy::disallowed_methods, reason = "a bound on the time a name service may take")]
fn wait(child: &mut Child, patience: Duration) -> io::Result<Option<ExitStatus>> {
    let began = Instant::now();
    loop {
        let status = child.try_wait()?;
        if status.is_some() || began.elapsed() >= patience {
            return Ok(status);
        }
        thread::sleep(GLANCE);
    }
}

/// The addresses of getent's lines, each once.
fn addresses(text: &str) -> Vec<IpAddr> {
    let mut found = Vec::new();
    for address in text.lines().filter_map(|line| line.split_whitespace().next()?.parse().ok()) {
        if !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_comes_once_and_in_order() {
        let text =
            "2001:db8::7     STREAM id.example.com\n2001:db8::7     DGRAM  \n192.0.2.7       STREAM \nfe80::1%eth0    STREAM \n";
        let expected: [IpAddr; 2] = ["2001:db8::7".parse().unwrap(), "192.0.2.7".parse().unwrap()];
        assert_eq!(addresses(text), expected);
    }

    #[test]
    fn addresses_and_options_are_no_names() {
        for (host, name) in [("localhost", true), ("_x.example", true), ("127.0.0.1", false), ("[::1]", false), ("--help", false)]
        {
            assert_eq!(is_name(host), name, "{host}");
        }
    }

    #[test]
    fn a_port_goes_before_that_of_the_scheme() {
        for (uri, expected) in [("https://a.example/", 443), ("http://a.example/", 80), ("https://a.example:8443/", 8443)] {
            assert_eq!(port(&uri.parse().unwrap()), Some(expected), "{uri}");
        }
    }
}
