//! Who is at the other end.

use std::net::IpAddr;

use axum::http::HeaderMap;

/// The client of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Peer {
    pub(super) address: IpAddr,
    /// Whether the request came from this machine, and no proxy says that it is another's.
    pub(super) local: bool,
    /// Whether a proxy, or a client that makes itself one, says who sent the request.
    pub(super) proxied: bool,
}

/// The address that the nearest proxy adds; whatever stands before it, the client may have written.
const FORWARDED: &str = "x-forwarded-for";

impl Peer {
    /// Who that is, seen from the headers of the request.
    pub(super) fn of(connected: IpAddr, headers: &HeaderMap, behind_proxy: bool) -> Self {
        let forwarded = headers.get_all(FORWARDED).iter().next_back();
        let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        let address = last.filter(|_| behind_proxy).unwrap_or(connected);
        let proxied = forwarded.is_some() || headers.contains_key("forwarded");
        Self { address, local: connected.to_canonical().is_loopback() && !proxied, proxied }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_that_is_known_says_who_the_client_is() {
        let of = |connected: &str, forwarded: &[&str], behind_proxy| {
            let headers = forwarded.iter().map(|value| (FORWARDED.parse().unwrap(), value.parse().unwrap()));
            let peer = Peer::of(connected.parse().unwrap(), &headers.collect(), behind_proxy);
            (peer.address.to_string(), peer.local)
        };
        assert_eq!(of("127.0.0.1", &[], false), ("127.0.0.1".to_owned(), true));
        assert_eq!(of("127.0.0.1", &["192.0.2.1"], false), ("127.0.0.1".to_owned(), false));
        assert_eq!(of("127.0.0.1", &["10.0.0.1", "127.0.0.1, 192.0.2.1"], true), ("192.0.2.1".to_owned(), false));
        assert_eq!(of("127.0.0.1", &["192.0.2.1, nonsense"], true), ("127.0.0.1".to_owned(), false));
        assert_eq!(of("192.0.2.9", &[], true), ("192.0.2.9".to_owned(), false));
        assert_eq!(of("::ffff:127.0.0.1", &[], false), ("::ffff:127.0.0.1".to_owned(), true));
    }
}
