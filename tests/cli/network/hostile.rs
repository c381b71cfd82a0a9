//! Servers that are broken, wrong or hostile: each ends in time, with exit 9 and one clear message.

use std::{io::Write, thread::sleep, time::Duration};

use rcgen::date_time_ymd;

use super::{
    server::{Authority, Identity, Server, json, reply},
    sides::{Publisher, Verifier},
};

/// What `--jwks` of that URL says, with the port taken out; checks that it says so in time and nothing else.
fn complaint(authority: &Authority, url: &str, port: u16) -> String {
    let verifier = Verifier::new(&authority.pem);
    let outcome = verifier.verify(&Publisher::new().token(&[]), &["--jwks", url]);
    assert_eq!((outcome.exit, outcome.stdout.as_str()), (9, ""), "{}", outcome.stderr);
    assert!(outcome.took < Duration::from_secs(8), "took {:?}", outcome.took);
    assert!(!verifier.cache().exists(), "what is of no use is not kept");
    let text = outcome.stderr.replace(&format!(":{port}"), ":PORT").replace(&format!("port {port}"), "port PORT");
    let text = text.strip_prefix("error: the key set cannot be fetched from ").unwrap_or_else(|| panic!("{text}"));
    let (_, text) = text.split_once('\n').unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert!(lines[0].starts_with("  caused by: ") && lines[lines.len() - 1].starts_with("  hint: "), "{text}");
    lines[0].trim_start_matches("  caused by: ").to_owned()
}

/// The same of a server that does this with every request.
fn complaint_of(act: impl Fn(&str, &mut dyn Write) + Send + Sync + 'static) -> String {
    let authority = Authority::new();
    let server = Server::https(&authority.identity(&["localhost"]), act);
    complaint(&authority, &server.url("/"), server.port)
}

/// The same of a server of that certificate.
fn complaint_of_identity(authority: &Authority, identity: &Identity) -> String {
    let server = Server::https(identity, |_, out| json(out, "{}"));
    let said = complaint(authority, &server.url("/"), server.port);
    assert!(server.paths().is_empty(), "nothing is asked of a server that is not trusted");
    said
}

#[test]
fn a_body_without_end_is_too_large() {
    let said = complaint_of(|_, out| {
        let _ = out.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while out.write_all(&[b' '; 8192]).is_ok() {}
    });
    assert_eq!(said, "the answer is larger than 1 MiB");
}

#[test]
fn a_body_just_above_the_limit_is_too_large() {
    let said = complaint_of(|_, out| reply(out, "200 OK", &[], &vec![b' '; 1024 * 1024 + 1]));
    assert_eq!(said, "the answer is larger than 1 MiB");
}

#[test]
fn a_body_that_drips_without_end_is_timed_out() {
    let said = complaint_of(|_, out| {
        let _ = out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        while out.write_all(b" ").and_then(|()| out.flush()).is_ok() {
            sleep(Duration::from_millis(50));
        }
    });
    assert_eq!(said, "there was no whole answer within 5 seconds");
}

#[test]
fn headers_that_drip_without_end_are_timed_out() {
    let said = complaint_of(|_, out| {
        let _ = out.write_all(b"HTTP/1.1 200 OK\r\nX: ");
        while out.write_all(b"x").and_then(|()| out.flush()).is_ok() {
            sleep(Duration::from_millis(50));
        }
    });
    assert_eq!(said, "there was no whole answer within 5 seconds");
}

#[test]
fn a_server_that_never_shakes_hands_is_timed_out() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let said = complaint(&Authority::new(), &format!("https://localhost:{port}/"), port);
    assert_eq!(said, "there was no whole answer within 5 seconds");
}

#[test]
fn slow_redirects_share_one_time() {
    let said = complaint_of(|_, out| {
        sleep(Duration::from_secs(3));
        reply(out, "302 Found", &["Location: /again"], b"");
    });
    assert_eq!(said, "there was no whole answer within 5 seconds");
}

#[test]
fn redirects_in_a_circle_end() {
    let said = complaint_of(|_, out| reply(out, "302 Found", &["Location: /"], b""));
    assert_eq!(said, "it redirects more than 3 times");
}

#[test]
fn a_redirect_to_another_host_is_not_followed() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let set = publisher.jwks();
    let other = Server::https(&authority.identity(&["127.0.0.1"]), move |_, out| json(out, &set));
    let location = format!("Location: https://127.0.0.1:{}/", other.port);
    let server = Server::https(&authority.identity(&["localhost"]), move |_, out| reply(out, "302 Found", &[&location], b""));
    let said = complaint(&authority, &server.url("/"), other.port);
    assert_eq!(said, "it redirects to another place: https://127.0.0.1:PORT/");
    assert!(other.paths().is_empty());
}

#[test]
fn a_redirect_to_plain_http_is_not_followed() {
    let said = complaint_of(|_, out| reply(out, "302 Found", &["Location: http://localhost/"], b""));
    assert_eq!(said, "it redirects to another place: http://localhost/");
}

#[test]
fn a_redirect_to_a_file_is_not_followed() {
    let said = complaint_of(|_, out| reply(out, "302 Found", &["Location: file:///etc/passwd"], b""));
    assert_eq!(said, "it redirects to `file:///etc/passwd`, which is no place that can be asked");
}

#[test]
fn a_login_page_is_told_apart() {
    let said = complaint_of(|_, out| reply(out, "200 OK", &["Content-Type: text/html"], b"<!doctype html><title>Log in</title>"));
    assert_eq!(said, "the answer is an HTML page, not JSON");
}

#[test]
fn what_is_no_key_set_is_named() {
    let table: [(&[u8], &str); 9] = [
        (b"", "the answer is empty"),
        (b"not found", "the answer is not JSON: expected ident at line 1 column 2"),
        (b"\xff\xfe{}", "the answer is not JSON: expected value at line 1 column 1"),
        (b"{\"keys\":[", "the answer is not JSON: EOF while parsing a list at line 1 column 9"),
        (b"{}", "the answer is JSON, but no key set: it has no `keys`"),
        (b"[]", "the answer is JSON, but no key set: it has no `keys`"),
        (b"{\"keys\":{}}", "the answer is JSON, but no key set: it has no `keys`"),
        (b"{\"keys\":[]}", "the key set holds no public key of use"),
        (
            br#"{"keys":[{"kty":"oct","k":"c2l4dHktZm91ciBieXRlcyBvZiBhIHNlY3JldCB0aGF0IGV2ZXJ5Ym9keSBjYW4gcmVhZA"}]}"#,
            "the key set holds no public key of use",
        ),
    ];
    for (body, cause) in table {
        assert_eq!(complaint_of(|_, out| reply(out, "200 OK", &[], body)), cause, "{}", String::from_utf8_lossy(body));
    }
}

#[test]
fn deeply_nested_json_is_refused() {
    let said = complaint_of(|_, out| reply(out, "200 OK", &[], &b"[".repeat(1_000_000)));
    assert!(said.starts_with("the answer is not JSON: recursion limit exceeded"), "{said}");
}

#[test]
fn a_body_that_ends_early_is_cut() {
    let whole = Publisher::new().jwks();
    let said = complaint_of(move |_, out| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", whole.len() + 1);
        let _ = out.write_all(head.as_bytes()).and_then(|()| out.write_all(whole.as_bytes()));
    });
    assert_eq!(said, "the connection ended before the answer was whole");
}

#[test]
fn a_compressed_answer_is_not_inflated() {
    let said = complaint_of(|_, out| reply(out, "200 OK", &["Content-Encoding: gzip"], b"\x1f\x8b\x08\0"));
    assert_eq!(said, "the answer is compressed (gzip), which was not asked for");
}

#[test]
fn a_status_is_given_as_it_is() {
    for status in ["404 Not Found", "401 Unauthorized", "503 Service Unavailable", "204 No Content", "304 Not Modified"] {
        let said = complaint_of(move |_, out| reply(out, status, &[], b""));
        assert_eq!(said, format!("the answer has status {}", &status[..3]));
    }
}

#[test]
fn an_answer_that_is_no_http_is_named() {
    let said = complaint_of(|_, out| {
        let _ = out.write_all(b"SSH-2.0-OpenSSH_9.6\r\n\r\n");
    });
    assert!(said.starts_with("the connection failed: "), "{said}");
}

#[test]
fn escape_sequences_of_a_server_do_not_reach_the_terminal() {
    let said = complaint_of(|_, out| {
        let _ = out.write_all(b"HTTP/1.1 302 Found\r\nLocation: /\xc2\x9b31m\x1b[31m\r\nContent-Length: 0\r\n\r\n");
    });
    assert!(!said.contains(['\u{1b}', '\u{9b}']), "{said:?}");
}

#[test]
fn a_certificate_by_nobody_is_refused() {
    let said = complaint_of_identity(&Authority::new(), &Identity::self_signed());
    assert_eq!(said, "the certificate of localhost is by nobody whom this machine trusts");
}

#[test]
fn a_certificate_of_another_ca_of_the_same_name_is_refused() {
    let said = complaint_of_identity(&Authority::new(), &Authority::new().identity(&["localhost"]));
    assert_eq!(said, "the certificate of localhost is not signed by the CA that it names");
}

#[test]
fn an_expired_certificate_is_refused() {
    let authority = Authority::new();
    let identity = authority.issue(&["localhost"], |params| params.not_after = date_time_ymd(2020, 2, 1));
    let said = complaint_of_identity(&authority, &identity);
    assert_eq!(said, "the certificate of localhost expired at 2020-02-01T00:00:00Z");
}

#[test]
fn a_certificate_of_the_future_is_refused() {
    let authority = Authority::new();
    let identity = authority.issue(&["localhost"], |params| params.not_before = date_time_ymd(4000, 1, 1));
    let said = complaint_of_identity(&authority, &identity);
    assert_eq!(said, "the certificate of localhost is not valid before 4000-01-01T00:00:00Z");
}

#[test]
fn a_certificate_for_another_name_is_refused() {
    let authority = Authority::new();
    let said = complaint_of_identity(&authority, &authority.identity(&["id.example.com"]));
    assert_eq!(said, "the certificate is for another name than localhost: id.example.com");
}

#[test]
fn a_server_without_tls_is_named() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let _ = stream.unwrap().write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let said = complaint(&Authority::new(), &format!("https://localhost:{port}/"), port);
    assert!(said.starts_with("the TLS handshake failed: "), "{said}");
}

#[test]
fn a_closed_port_refuses() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let said = complaint(&Authority::new(), &format!("https://localhost:{port}/"), port);
    assert_eq!(said, "localhost refused the connection at port PORT");
}

#[test]
fn a_name_that_is_none_is_named() {
    let said = complaint(&Authority::new(), "https://id.invalid/keys", 0);
    assert_eq!(said, "the name id.invalid cannot be resolved");
}

#[test]
fn plain_http_leaves_this_machine_never() {
    let said = complaint(&Authority::new(), "http://id.example.com/keys", 0);
    assert_eq!(said, "it is not protected: only https:// is asked, http:// only on this machine");
}

#[test]
fn what_is_no_url_is_a_usage_error_and_no_password_is_repeated() {
    let verifier = Verifier::new("");
    for (flag, url) in [
        ("--jwks", "https://"),
        ("--jwks", "https://ann:hunter2@id.example.com/"),
        ("--issuer-url", "id.example.com"),
        ("--issuer-url", "https://id.example.com/?a=b"),
        ("--issuer-url", "https://id.example.com/.well-known/openid-configuration"),
    ] {
        let outcome = verifier.with(&[], "e30.e30.", &[flag, url]);
        assert_eq!(outcome.exit, 2, "{url} {}", outcome.stderr);
        assert!(!outcome.stderr.contains("hunter2"), "{}", outcome.stderr);
    }
}

#[test]
fn failures_are_json_where_that_was_asked_for() {
    let outcome = Verifier::new("").with(&[], "e30.e30.", &["--jwks", "http://id.example.com/", "--json"]);
    let error: serde_json::Value = serde_json::from_str(&outcome.stderr).unwrap();
    assert_eq!((error["error"]["code"].as_str(), error["error"]["exit"].as_i64()), (Some("key-unfetchable"), Some(9)));
}
