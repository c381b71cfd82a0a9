//! The description of the API holds for the server.

use super::server::Home;

#[test]
fn what_is_described_is_served_and_nothing_else() {
    let home = Home::new(&[]);
    let server = home.serve(&["--issuer", "https://id.example.com"]);
    let description = server.get("/openapi.json", &[]);
    assert_eq!(description.header("content-type"), Some("application/json"));
    for (path, methods) in description.json()["paths"].as_object().unwrap() {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let status = server.ask(method, path, &[], "").status;
            let is_described = methods.get(method.to_lowercase()).is_some();
            assert_eq!(status != 405, is_described, "{method} {path}: {status}");
            let answers = &methods[method.to_lowercase()]["responses"];
            assert!(!is_described || answers.get(status.to_string()).is_some(), "{method} {path}: {status}");
        }
    }
}

#[test]
fn the_page_may_run_its_own_script_only_and_can_be_left_out() {
    let home = Home::new(&[]);
    let page = home.serve(&[]).get("/docs", &[]);
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("x-frame-options"), Some("DENY"));
    let bare = home.serve(&["--no-docs"]);
    assert_eq!((bare.get("/docs", &[]).status, bare.get("/openapi.json", &[]).status), (404, 404));
}
