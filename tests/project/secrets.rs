//! Who reads secrets. A file that is added here is looked at first: what it reads must not be printed, logged or kept.

use std::collections::BTreeSet;

use crate::sources::sources;

const READERS: &[&str] = &[
    "src/bin/authctl/commands/key/export.rs",
    "src/bin/authctl/commands/key/match.rs",
    "src/bin/authctl/commands/passphrase.rs",
    "src/bin/authctl/commands/seed/tokens.rs",
    "src/bin/authctl/commands/token/examine.rs",
    "src/bin/authctl/commands/token/inputs.rs",
    "src/bin/authctl/commands/token/issue/delivery.rs",
    "src/bin/authctl/commands/token/revoke.rs",
    "src/bin/authctl/commands/user/add.rs",
    "src/bin/authctl/commands/user/passwd.rs",
    "src/bin/authctl/commands/user/secret.rs",
    "src/bin/authctl/input/mod.rs",
    "src/bin/authctl/input/read.rs",
    "src/bin/authctl/input/source.rs",
    "src/bin/authctl/output/issued.rs",
    "src/bin/authctl/serve/introspect.rs",
    "src/bin/authctl/serve/revoke.rs",
    "src/bin/authctl/serve/token.rs",
    "src/keys/backend.rs",
    "src/keys/der/encrypted.rs",
    "src/keys/jwk/write.rs",
    "src/keys/sealed/jwe.rs",
    "src/keys/sealed/mod.rs",
    "src/keys/signing.rs",
    "src/keys/sniff/mod.rs",
    "src/keys/sniff/structures.rs",
    "src/keys/verifying.rs",
    "src/keys/weak.rs",
    "src/password/breach.rs",
    "src/password/hasher/mod.rs",
    "src/password/policy.rs",
    "src/secret.rs",
    "src/store/keys.rs",
    "src/store/seal.rs",
    "src/token/diagnose/near_miss/secret.rs",
];

#[test]
fn secrets_are_read_only_where_this_list_says() {
    let sources = sources();
    let reads = |code: &str| code.contains(".expose()") || code.contains("::expose");
    let found: BTreeSet<&str> = sources.iter().filter(|source| reads(&source.code)).map(|source| source.path.as_str()).collect();
    let listed: BTreeSet<&str> = READERS.iter().copied().collect();
    let (new, gone): (Vec<_>, Vec<_>) = (found.difference(&listed).collect(), listed.difference(&found).collect());
    assert!(new.is_empty() && gone.is_empty(), "read secrets and are not listed: {new:#?}\nare listed and read none: {gone:#?}");
}
