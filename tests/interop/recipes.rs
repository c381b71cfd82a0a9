//! The servers of `docs/servers`, run as they stand over a user file made by authctl.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::json;

use crate::{
    authctl::Home,
    peers::{fetched, python_with_libraries, tool},
    serve,
    server::Server,
};

const PASSWORD: &str = "correct horse battery staple";
const RECIPES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/servers");

fn home() -> Home {
    let home = Home::new(&[("PW", PASSWORD)]);
    home.done(&["user", "add", "ann", "--email", "ann@example.com", "--full-name", "Ann Example", "--password", "env:PW"]);
    home.done(&["user", "add", "dan", "--no-password"]);
    home
}

/// The secret of the file's key, as a shell takes it from `key export --format env`.
fn secret(home: &Home) -> String {
    home.done(&["key", "export", "--private", "--format", "env", "--out", ".env"]);
    tool("bash", &["-c", &format!(". {}; printf %s \"$JWT_SECRET\"", home.path(".env").display())], "")
}

/// `fastapi_app.py` by uvicorn on a free port.
fn fastapi(home: &Home, settings: &[(&str, &str)]) -> Server {
    let mut command = Command::new(python_with_libraries());
    command.args(["-B", "-m", "uvicorn", "fastapi_app:app", "--app-dir", RECIPES, "--port", "0", "--no-access-log"]);
    command.env("USERS_DB", home.users_db()).envs(settings.iter().copied()).env("no_proxy", "127.0.0.1");
    let mut process = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(process.stderr.take().unwrap()).lines();
    let mut said = lines.map_while(Result::ok).skip_while(|line| !line.contains("running on"));
    let line = said.next().expect("uvicorn says where it listens");
    let address = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap().to_owned();
    // What it says later must find a reader.
    thread::spawn(move || said.for_each(drop));
    Server::running(process, address)
}

/// `express_app.mjs` on a free port.
fn express(home: &Home, secret: &str) -> Server {
    let program = fetched().join("express_app.mjs");
    // Where its modules are.
    fs::copy(format!("{RECIPES}/express_app.mjs"), &program).unwrap();
    let mut command = Command::new("node");
    command.arg(program).env("USERS_DB", home.users_db()).env("JWT_SECRET", secret).env("PORT", "0");
    let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let port = first_line(&mut process);
    Server::running(process, format!("http://127.0.0.1:{port}"))
}

fn first_line(process: &mut Child) -> String {
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(!line.is_empty(), "the server did not start");
    line.trim_end().to_owned()
}

fn header(token: &str) -> String {
    format!("Authorization: Bearer {token}")
}

/// What every server must know of users and of tokens that were made elsewhere.
fn asks_what_has_to_be_asked(home: &Home, server: &Server) {
    let issue = |more: &[&str]| home.done(&[&["token", "issue", "--sub", "ann"], more].concat());
    let ann = json!({"username": "ann", "email": "ann@example.com", "full_name": "Ann Example", "disabled": false});
    let good = issue(&[]);
    assert_eq!(server.me(&header(&good)), (200, ann));
    assert_eq!(server.me(&header(&issue(&["--now", "-1h", "--ttl", "5m"]))).0, 401, "expired");
    assert_eq!(server.me(&format!("{}A", header(&good))).0, 401, "another signature");
    assert_eq!(server.me(&header(&home.done(&["token", "issue", "--sub", "eve"]))).0, 401, "an unknown user");
    let earlier = issue(&["--now", "-1m"]);
    home.done(&["token", "revoke", &good]);
    assert_eq!((server.me(&header(&good)).0, server.me(&header(&earlier)).0), (401, 200), "one is revoked");
    home.done(&["user", "passwd", "ann", "--password", "env:PW"]);
    assert_eq!(server.me(&header(&earlier)).0, 401, "a new password ends earlier tokens");
    let later = issue(&[]);
    assert_eq!(server.me(&header(&later)).0, 200);
    home.done(&["user", "disable", "ann"]);
    assert_ne!(server.me(&header(&later)).0, 200);
    // Tokens of the second in which the user was disabled have ended.
    thread::sleep(Duration::from_millis(1_100));
    assert_eq!(server.me(&header(&issue(&[]))).0, 400, "a disabled user's newer token");
}

/// What a server must know that logs in by itself.
fn logs_in(home: &Home, server: &Server) {
    for (username, password) in [("ann", "wrong"), ("dan", PASSWORD), ("eve", PASSWORD)] {
        assert_eq!(server.log_in(username, password).0, 401, "{username}");
    }
    let (status, answer) = server.log_in("Ann", PASSWORD);
    assert_eq!((status, &answer["token_type"]), (200, &json!("bearer")), "{answer}");
    let token = answer["access_token"].as_str().unwrap();
    assert_eq!(server.me(&header(token)).0, 200);
    home.done(&["token", "verify", token]);
    home.done(&["token", "revoke", token]);
    assert_eq!(server.me(&header(token)).0, 401);
}

#[test]
fn fastapi_with_the_files_secret_logs_in_and_asks_what_has_to_be_asked() {
    let home = home();
    let server = fastapi(&home, &[("JWT_SECRET", &secret(&home))]);
    logs_in(&home, &server);
    asks_what_has_to_be_asked(&home, &server);
}

#[test]
fn fastapi_with_a_key_set_takes_the_tokens_of_authctl_and_makes_none() {
    let home = home();
    home.done(&["key", "generate", "--alg", "ES256", "--activate"]);
    let issuer = serve::Server::start(&home, &[]);
    let server = fastapi(&home, &[("JWKS_URL", &format!("{}/.well-known/jwks.json", issuer.url))]);
    assert_eq!(server.log_in("ann", PASSWORD).0, 404);
    asks_what_has_to_be_asked(&home, &server);
}

#[test]
fn express_with_the_files_secret_logs_in_and_asks_what_has_to_be_asked() {
    let home = home();
    let server = express(&home, &secret(&home));
    logs_in(&home, &server);
    asks_what_has_to_be_asked(&home, &server);
}

/// An application behind a gateway: it answers with the user that it is told of, and whether it saw a token.
fn application() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answer = |mut stream: TcpStream| {
        let lines = BufReader::new(&stream).lines().map_while(Result::ok);
        let request = lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n").to_lowercase();
        let user = request.lines().find_map(|line| line.strip_prefix("x-user: ")).unwrap_or("nobody");
        let body = json!({ "user": user, "saw a token": request.contains("authorization: bearer") }).to_string();
        let length = body.len();
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}").ok();
    };
    thread::spawn(move || listener.incoming().flatten().for_each(answer));
    port
}

/// nginx with the recipe's configuration, between these ports.
fn nginx(home: &Home, issuer: &str, application: u16) -> Server {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let recipe = fs::read_to_string(format!("{RECIPES}/nginx.conf")).unwrap();
    let folder = home.path("nginx");
    fs::create_dir(&folder).unwrap();
    let configuration = recipe
        .replace("js_path \".\"", &format!("js_path \"{RECIPES}\""))
        .replace("include gateway.conf", &format!("include {}", home.path("gateway.conf").display()))
        .replace("127.0.0.1:8080", &format!("127.0.0.1:{port}"))
        .replace("127.0.0.1:3000", &format!("127.0.0.1:{application}"))
        .replace("http://127.0.0.1:8000", issuer);
    fs::write(folder.join("nginx.conf"), configuration).unwrap();
    let folder = folder.display();
    let more = format!("daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;");
    let mut command = Command::new("nginx");
    command.args(["-e", &format!("{folder}/log"), "-c", &format!("{folder}/nginx.conf"), "-g", &more]);
    let process = command.stdin(Stdio::null()).spawn().expect("nginx is needed: tests/interop/setup fetches it");
    let server = Server::running(process, format!("http://127.0.0.1:{port}"));
    for _ in 0..200 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return server;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("nginx does not listen: {}", fs::read_to_string(home.path("nginx/log")).unwrap_or_default());
}

#[test]
fn nginx_lets_active_tokens_through_and_says_whose_they_are() {
    let home = home();
    home.done(&["user", "add", "gateway", "--service", "--scope", "introspect"]);
    let credentials = tool("base64", &["-w0"], format!("gateway:{}", home.done(&["user", "secret", "gateway"])));
    home.file("gateway.conf", format!("proxy_set_header Authorization \"Basic {credentials}\";\n"));
    let issuer = serve::Server::start(&home, &[]);
    let server = nginx(&home, &issuer.url, application());
    let token = home.done(&["token", "issue", "ann"]);
    assert_eq!(server.me(&header(&token)), (200, json!({"user": "ann", "saw a token": false})));
    assert_eq!(server.status(&format!("{}A", header(&token))), 401);
    assert_eq!(server.status("X-User: ann"), 401);
    home.done(&["token", "revoke", &token]);
    assert_eq!(server.status(&header(&token)), 401);
}
