//! JSON Pointer (RFC 6901).

use std::borrow::Cow;

use super::{Kind, Value};

/// The reference tokens of a pointer, unescaped; `None` when it is neither empty nor begins with `/`, or holds a `~` that is no
/// escape (RFC 6901 section 3).
#[must_use]
pub fn references(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    pointer.strip_prefix('/')?.split('/').map(unescape).collect()
}

/// Section 4: "first transforming any occurrence of the sequence '~1' to '/', and then … '~0' to '~'".
fn unescape(token: &str) -> Option<String> {
    let mut text = String::with_capacity(token.len());
    let mut characters = token.chars();
    while let Some(character) = characters.next() {
        match character {
            '~' => match characters.next()? {
                '0' => text.push('~'),
                '1' => text.push('/'),
                _ => return None,
            },
            other => text.push(other),
        }
    }
    Some(text)
}

/// A member name as a reference token of a pointer.
#[must_use]
pub fn escape_reference(name: &str) -> Cow<'_, str> {
    if name.contains(['~', '/']) { name.replace('~', "~0").replace('/', "~1").into() } else { name.into() }
}

impl Value<'_> {
    /// The value that a JSON Pointer leads to; the empty pointer is the value itself.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        references(pointer)?.iter().try_fold(self, |value, reference| match &value.kind {
            Kind::Object(_) => value.get(reference),
            Kind::Array(items) => items.get(index(reference)?),
            _ => None,
        })
    }
}

/// Section 4: digits without a leading zero.
pub(super) fn index(reference: &str) -> Option<usize> {
    let digits = reference.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || (reference.len() > 1 && reference.starts_with('0')) { None } else { reference.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    /// The example of RFC 6901 section 5.
    #[test]
    fn the_pointers_of_the_rfc() {
        let text = br#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#;
        let document = parse(text).unwrap();
        let table = [
            ("/foo", r#"["bar","baz"]"#),
            ("/foo/0", r#""bar""#),
            ("/", "0"),
            ("/a~1b", "1"),
            ("/c%d", "2"),
            ("/e^f", "3"),
            ("/g|h", "4"),
            ("/i\\j", "5"),
            ("/k\"l", "6"),
            ("/ ", "7"),
            ("/m~0n", "8"),
        ];
        for (pointer, json) in table {
            let found = document.pointer(pointer).map(|value| serde_json::to_string(value).unwrap());
            assert_eq!(found.as_deref(), Some(json), "{pointer}");
        }
        assert_eq!(document.pointer(""), Some(&document));
    }

    #[test]
    fn pointers_that_lead_nowhere() {
        let document = parse(br#"{"a":[1],"s":"x"}"#).unwrap();
        for pointer in ["a", "/b", "/a/1", "/a/00", "/a/-", "/a/x", "/s/0", "/a~", "/a~2", "/a/+0"] {
            assert_eq!(document.pointer(pointer), None, "{pointer}");
        }
    }
}
