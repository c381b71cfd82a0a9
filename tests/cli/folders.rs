//! Where the user's files are.

use std::process::Command;

/// The user file and the config file that a command finds in an environment.
fn found(environment: &[(&str, &str)]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_authctl"));
    let output = command.args(["config", "show", "--json"]).env_clear().envs(environment.iter().copied()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let settings: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let path = |name: &str| settings["settings"][name]["value"].as_str().unwrap().to_owned();
    (path("db"), path("config"))
}

fn below(data: &str, config: &str) -> (String, String) {
    (format!("{data}/authctl/users.db"), format!("{config}/authctl/config.toml"))
}

#[test]
fn they_are_below_the_home_directory() {
    assert_eq!(found(&[("HOME", "/none")]), below("/none/.local/share", "/none/.config"));
}

#[test]
fn absolute_paths_of_the_environment_go_first() {
    let environment = [("HOME", "/none"), ("XDG_DATA_HOME", "/data"), ("XDG_CONFIG_HOME", "relative")];
    assert_eq!(found(&environment), below("/data", "/none/.config"));
}

#[test]
fn without_a_home_the_account_says_where_it_is() {
    let id = Command::new("id").arg("-u").output().unwrap().stdout;
    let entry = Command::new("getent").arg("passwd").arg(String::from_utf8(id).unwrap().trim()).output().unwrap().stdout;
    let home = String::from_utf8(entry).unwrap().split(':').nth(5).unwrap().to_owned();
    for environment in [&[][..], &[("HOME", "")]] {
        assert_eq!(found(environment), below(&format!("{home}/.local/share"), &format!("{home}/.config")));
    }
}
