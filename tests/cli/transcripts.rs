//! One test for each Markdown file in `transcripts/`: exit code, stdout and stderr of every command in it.

use std::{collections::BTreeSet, fs, path::Path};

use crate::transcript::{Streams, check};

/// Declares a test for each file, and one that no file is left out.
macro_rules! transcripts {
    ($($name:ident)+) => {
        $(
            #[test]
            fn $name() {
                check(&Path::new(FOLDER).join(concat!(stringify!($name), ".md")), Streams::Apart);
            }
        )+

        #[test]
        fn every_transcript_is_run() {
            let run: BTreeSet<String> = [$(concat!(stringify!($name), ".md").to_owned()),+].into();
            let there = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            assert_eq!(run, there);
        }
    };
}

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/transcripts");

transcripts! {
    audit completions config db globals help init user_file
    user_add user_list user_change user_check user_secret user_import user_export
    hash_convert hash_create hash_policy hash_identify hash_verify
    key_export key_generate key_import key_states key_match key_rotate key_seal
    token_decode token_issue token_verify
    token_audit_secret token_near_miss token_list token_prune token_revoke token_batch token_issue_batch token_explain
    seed seed_errors seed_files
}
