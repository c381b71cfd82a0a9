//! Documents that must be there and agree with each other.

use crate::{
    sources::{read, root},
    transcript::{Streams, check},
};

#[test]
fn the_readme_shows_what_happens() {
    check(&root().join("README.md"), Streams::Together);
}

#[test]
fn the_guide_names_the_compiler_that_the_package_asks_for() {
    let manifest = read("Cargo.toml");
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \"")?.strip_suffix('"')).unwrap();
    assert!(read("CONTRIBUTING.md").contains(&format!("Rust {version}")), "Rust {version}");
}

#[test]
fn every_dependency_has_a_comment_above_it_or_above_its_group() {
    let mut section = "";
    let mut commented = false;
    for line in read("Cargo.toml").lines() {
        if line.is_empty() || line.starts_with('[') {
            commented = false;
        }
        if line.starts_with('[') {
            section = if line.ends_with("dependencies]") { "dependencies" } else { "" };
        } else if line.starts_with('#') {
            commented = true;
        } else if section == "dependencies" && line.contains('=') {
            assert!(commented, "nothing says what this is for: {line}");
        }
    }
}

#[test]
fn every_link_to_a_file_leads_somewhere() {
    let link = regex::Regex::new(r"\]\(([^)#:]+)(#[^)]*)?\)").unwrap();
    for document in ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/cookbook.md", "docs/servers/README.md"]
    {
        let folder = root().join(document).parent().unwrap().to_owned();
        for found in link.captures_iter(&read(document)) {
            assert!(folder.join(&found[1]).exists(), "{document} leads to {}", &found[1]);
        }
    }
}
