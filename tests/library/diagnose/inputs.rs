//! Explanations of what is wrong with a token.

use authctl::token::diagnose::{InputHints, extract};
use proptest::prelude::*;

const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What people wrap tokens in, and what breaks them.
pub(crate) fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(TOKEN.to_owned()),
        Just(TOKEN[..40].to_owned()),
        prop::sample::select(
            &[
                "Bearer ",
                "Authorization: ",
                "Cookie: a=",
                "\"",
                "'",
                "{\"access_token\":\"",
                "\"}",
                "%2E",
                "%",
                "\n",
                "\r\n",
                " ",
                "...",
                "***",
                "\u{200B}",
                "\u{FEFF}",
                "\u{1B}[1m",
                "https://a/?token=",
                "&id_token=",
                "~",
                ".",
                "=",
                "b'",
                "<",
                ">",
                "0x",
                "\\n",
                "é",
                "\u{2026}",
                "{\"payload\":\"",
                "\",\"signature\":\"",
                "ZXlK",
                "-----BEGIN",
            ][..]
        )
        .prop_map(ToOwned::to_owned),
        "[ -~]{0,12}",
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn any_hints() -> impl Strategy<Value = InputHints> {
    any::<(bool, bool)>().prop_map(|(from_terminal, for_verification)| InputHints { from_terminal, for_verification })
}

fn traces_back(input: &[u8], hints: InputHints) -> Result<(), TestCaseError> {
    let found = extract(input, hints);
    for at in 0..=found.token.len() {
        prop_assert!(found.offset(at) <= input.len(), "{at} of {found:?}");
    }
    for diagnostic in &found.diagnostics {
        prop_assert!(diagnostic.offset.is_none_or(|offset| offset <= input.len()), "{diagnostic:?}");
        prop_assert!(!diagnostic.message.contains('\n') && diagnostic.message.len() < 300, "{diagnostic:?}");
        prop_assert!(!diagnostic.message.contains(TOKEN), "{diagnostic:?}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_looked_into(input in prop::collection::vec(any::<u8>(), 0..200), hints in any_hints()) {
        traces_back(&input, hints)?;
    }

    #[test]
    fn any_wrapping_is_looked_into(input in pieces(), hints in any_hints()) {
        traces_back(input.as_bytes(), hints)?;
    }
}

#[test]
fn long_and_hostile_inputs_are_answered_at_once() {
    let size = 256 << 10;
    let table = [
        "\"".repeat(size),
        "(".repeat(size),
        "%41".repeat(size / 3),
        ".".repeat(size),
        "a=".repeat(size / 2),
        "[".repeat(size),
        "{\"a\":".repeat(size / 5),
        "\n".repeat(size),
        "x\n".repeat(size / 2),
        "\u{200B}".repeat(size / 3),
        "Bearer ".repeat(size / 7),
        "cookie:".repeat(size / 7),
        "cookie: ".repeat(size / 8),
        format!("{TOKEN} ").repeat(size / 81),
        "ZXlK".repeat(size / 4),
        "'a':'".repeat(size / 5),
    ];
    for input in table {
        #[expect(clippy::disallowed_methods, reason = "it is about time")]
        let start = std::time::Instant::now();
        let found = extract(input.as_bytes(), InputHints::default());
        assert!(start.elapsed().as_secs() < 5, "{:?}: {:?}", input.get(..9), start.elapsed());
        assert!(found.diagnostics.iter().all(|d| d.message.len() < 300));
    }
}
