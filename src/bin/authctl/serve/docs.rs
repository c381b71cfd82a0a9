//! `GET /openapi.json`, the description of the API (OpenAPI 3.1), and `GET /docs`, a page that shows it and tries it out. Both are
//! whole files of the command: nothing is fetched from elsewhere, so the page works offline.

use std::sync::LazyLock;

use axum::{
    http::{HeaderValue, header},
    response::{Html, IntoResponse},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

const DESCRIPTION: &str = include_str!("docs/openapi.json");
const PAGE: &str = include_str!("docs/page.html");

pub(super) async fn description() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], DESCRIPTION)
}

pub(super) async fn page() -> impl IntoResponse {
    static POLICY: LazyLock<Option<HeaderValue>> = LazyLock::new(|| HeaderValue::from_str(&policy()).ok());
    let mut response = Html(PAGE).into_response();
    if let Some(policy) = POLICY.clone() {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// What the page may do (Content Security Policy, level 3): run the one script and use the one style that stand in it, and talk to
/// this server.
fn policy() -> String {
    format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; connect-src 'self'; img-src data:; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'",
        digest("script"),
        digest("style")
    )
}

/// The hash of what stands in the page's element of that name.
fn digest(element: &str) -> String {
    let content = PAGE.split_once(&format!("<{element}>")).and_then(|(_, rest)| rest.split_once(&format!("</{element}>")));
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content.map_or("", |(content, _)| content))))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::serve::router;

    fn read() -> Value {
        serde_json::from_str(DESCRIPTION).unwrap()
    }

    #[test]
    fn every_path_is_described_but_those_of_the_description() {
        let description = read();
        let described: BTreeSet<&str> = description["paths"].as_object().unwrap().keys().map(String::as_str).collect();
        let served = router::PATHS.into_iter().filter(|path| ![router::DOCS, router::DESCRIPTION].contains(path));
        assert_eq!(described, served.collect());
        assert_eq!(description["info"]["version"], env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn what_is_referred_to_is_there() {
        fn walk<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
            match value {
                Value::Object(members) => {
                    found.extend(members.get("$ref").and_then(Value::as_str));
                    members.values().for_each(|value| walk(value, found));
                }
                Value::Array(values) => values.iter().for_each(|value| walk(value, found)),
                _ => {}
            }
        }
        let description = read();
        let mut references = Vec::new();
        walk(&description, &mut references);
        assert!(!references.is_empty());
        for reference in references {
            assert!(description.pointer(reference.strip_prefix('#').unwrap()).is_some(), "{reference}");
        }
    }

    #[test]
    fn the_page_stands_alone() {
        assert_eq!((PAGE.matches("<script").count(), PAGE.matches("<style").count()), (1, 1));
        for outside in ["http://", "https://", "src=", " style=", "@import", " url("] {
            assert!(!PAGE.contains(outside), "{outside}");
        }
        assert_ne!(digest("script"), digest("style"));
    }
}
