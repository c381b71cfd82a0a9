//! Sealed keys are encrypted JWKs (RFC 7517 section 7): node's jose opens what authctl seals, and the other way round.

use serde_json::{Value, json};

use crate::{
    authctl::Home,
    peers::{node, tool},
};

const PASSPHRASE: &str = "correct horse battery";

#[test]
fn jose_opens_sealed_keys_and_seals_keys_that_sign() {
    let home = Home::empty(&[("AUTHCTL_PASSPHRASE", PASSPHRASE)]);
    home.done(&["init", "--seal"]);
    for alg in ["HS512", "RS256", "ES256", "EdDSA"] {
        home.done(&["key", "generate", "--alg", alg, "--kid", alg, "--activate"]);
        let sql = format!("SELECT private FROM keys WHERE kid = '{alg}' AND sealed = 1");
        let jwe = tool("sqlite3", &[&home.users_db(), &sql], "");
        let exported = home.done(&["key", "export", alg, "--private", "--format", "jwk"]);
        let jwk: Value = serde_json::from_str(&exported).unwrap();
        let [opened, wrong, sealed] = node(&[
            json!({"do": "open", "jwe": jwe.trim_end(), "passphrase": PASSPHRASE}),
            json!({"do": "open", "jwe": jwe.trim_end(), "passphrase": "another"}),
            json!({"do": "seal", "jwk": jwk, "passphrase": PASSPHRASE}),
        ])
        .try_into()
        .unwrap();
        assert_eq!(opened["jwk"], jwk, "{alg}");
        assert!(opened["header"]["p2c"].as_u64() >= Some(210_000), "{alg}: {}", opened["header"]);
        assert!(wrong["error"].is_string(), "{alg}");
        let sealed = sealed.as_str().unwrap();
        let sql = format!(
            "UPDATE keys SET private = CAST('{sealed}' AS BLOB),
                public = iif(alg LIKE 'HS%', CAST('{sealed}' AS BLOB), public) WHERE kid = '{alg}'"
        );
        tool("sqlite3", &[&home.users_db(), &sql], "");
        let token = home.done(&["token", "issue", "--sub", "ann"]);
        home.done(&["token", "verify", &token, "--no-user-check"]);
    }
}
