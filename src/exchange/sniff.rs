//! What a file is, by its first bytes.

use super::{
    FileError, Foreign, Format, Separator,
    columns::{Column, nearest},
    csv,
};

/// How records stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A record a line.
    Lines,
    /// CSV rows.
    Rows,
    /// The elements of the array that the file is.
    Array,
    /// The elements of the member `users` of the object that the file is.
    Users,
}

/// The bytes that are looked at.
pub(super) const PREFIX: usize = 64 << 10;

/// The length of a byte order mark of UTF-8 at the beginning.
pub(super) fn mark(prefix: &[u8]) -> usize {
    if prefix.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 }
}

/// That the file is text of some format at all.
///
/// # Errors
/// [`FileError::Foreign`] names what is seen most often instead.
pub(super) fn check(prefix: &[u8]) -> Result<(), FileError> {
    const OTHERS: [(&[u8], Foreign); 6] = [
        (b"SQLite format 3\0", Foreign::Sqlite),
        (b"\x1F\x8B", Foreign::Gzip),
        (b"\x28\xB5\x2F\xFD", Foreign::Zstd),
        (b"PK\x03\x04", Foreign::Zip),
        (b"\xFF\xFE", Foreign::Utf16),
        (b"\xFE\xFF", Foreign::Utf16),
    ];
    if let Some((_, kind)) = OTHERS.iter().find(|(begin, _)| prefix.starts_with(begin)) {
        return Err(FileError::Foreign(*kind));
    }
    // Without a mark, UTF-16 of Latin letters has a NUL as every second byte.
    match prefix {
        [0, first, 0, second, ..] | [first, 0, second, 0, ..] if first.is_ascii() && second.is_ascii() => {
            Err(FileError::Foreign(Foreign::Utf16))
        }
        _ => Ok(()),
    }
}

/// The format by the content, and how its records stand in the file.
pub(super) fn recognise(prefix: &[u8]) -> Result<(Format, Shape), FileError> {
    let text = prefix.trim_ascii_start();
    match text.first() {
        // Nothing at all is no user.
        None => Ok((Format::Jsonl, Shape::Lines)),
        Some(b'[') => Ok((array(text.get(1..).unwrap_or_default()), Shape::Array)),
        Some(b'{') => Ok(object(text)),
        Some(_) => lines(text),
    }
}

/// How the records of a format stand in the file.
pub(super) fn shape(format: Format, prefix: &[u8]) -> Shape {
    let first = prefix.trim_ascii_start().first();
    match format {
        Format::Csv => Shape::Rows,
        Format::Jsonl | Format::Htpasswd => Shape::Lines,
        Format::Auth0 | Format::Kratos if first == Some(&b'{') => Shape::Lines,
        Format::Firebase if first != Some(&b'{') => Shape::Rows,
        Format::Keycloak if first != Some(&b'[') => Shape::Users,
        Format::Firebase => Shape::Users,
        Format::Json | Format::Django | Format::Auth0 | Format::Kratos | Format::Keycloak => Shape::Array,
    }
}

/// Whose array it is, by the members of its first element.
fn array(text: &[u8]) -> Format {
    let names = names(text);
    let has = |name: &str| names.iter().any(|known| known == name);
    if has("model") && has("fields") { Format::Django } else { element(&names).unwrap_or(Format::Json) }
}

/// Whose object a line or an element is; nobody else's where it is an own one.
fn element(names: &[String]) -> Option<Format> {
    let has = |name: &str| names.iter().any(|known| known == name);
    if has("schema_id") && has("traits") {
        Some(Format::Kratos)
    } else if has("user_id") || has("custom_password_hash") || has("password_hash") || has("email_verified") {
        Some(Format::Auth0)
    } else if has("credentials") || has("realmRoles") || has("firstName") {
        Some(Format::Keycloak)
    } else {
        None
    }
}

/// An object: the first of many lines, or all of the file.
fn object(text: &[u8]) -> (Format, Shape) {
    let outer = names(text);
    let has = |name: &str| outer.iter().any(|known| known == name);
    if has("users") || has("realm") || has("ifResourceExists") {
        let at = text.windows(7).position(|window| window == b"\"users\"").unwrap_or_default();
        let users = text.get(at..).and_then(|rest| rest.splitn(2, |byte| *byte == b'[').nth(1)).unwrap_or_default();
        let is_firebase = names(users).iter().any(|name| name == "localId");
        return (if is_firebase { Format::Firebase } else { Format::Keycloak }, Shape::Users);
    }
    (element(&outer).unwrap_or(Format::Jsonl), Shape::Lines)
}

/// The names of the members of the object that the text begins with, as far as they can be seen.
fn names(text: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth: u32 = 0;
    let mut rest = text;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            b'"' => {
                let mut escaped = false;
                let end = rest.iter().position(|byte| {
                    let is_end = *byte == b'"' && !escaped;
                    escaped = *byte == b'\\' && !escaped;
                    is_end
                });
                let Some(end) = end else { break };
                let (text, behind) = rest.split_at(end);
                rest = behind.get(1..).unwrap_or_default();
                if depth == 1 && rest.trim_ascii_start().starts_with(b":") {
                    names.push(String::from_utf8_lossy(text).into_owned());
                }
            }
            b',' | b' ' | b'\t' | b'\r' | b'\n' | b':' => {}
            // Nothing but an object has members.
            _ if depth == 0 => break,
            _ => {}
        }
    }
    names
}

/// CSV with or without a header, or `name:hash` lines.
fn lines(text: &[u8]) -> Result<(Format, Shape), FileError> {
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let Some(first) = lines.next() else { return Err(FileError::Unrecognised) };
    let Ok(header) = std::str::from_utf8(first) else { return Err(FileError::Unrecognised) };
    let cells = csv::cells(header).unwrap_or_default();
    if cells.iter().any(|cell| Column::in_header(cell).is_some()) {
        return Ok((Format::Csv, Shape::Rows));
    }
    // Firebase's rows have 28 columns and more, though the last may be left out, and begin with an identifier and an address.
    if cells.len() >= 23 && cells.get(1).is_some_and(|email| email.is_empty() || email.contains('@')) {
        return Ok((Format::Firebase, Shape::Rows));
    }
    let line = std::iter::once(first).chain(lines).find(|line| !line.starts_with(b"#")).unwrap_or_default();
    if is_htpasswd(line) {
        return Ok((Format::Htpasswd, Shape::Lines));
    }
    if matches!(line, b"---" | b"users:" | b"keys:") || line.starts_with(b"set: ") {
        return Err(FileError::Foreign(Foreign::Yaml));
    }
    let means_columns = |mark: char| {
        header.contains(mark) && header.split(mark).any(|cell| Column::in_header(cell).is_some() || nearest(cell).is_some())
    };
    if let Some(separator) = Separator::ALL.into_iter().find(|separator| means_columns(separator.mark())) {
        return Err(FileError::Separated(separator));
    }
    // The header then says which of its names are not known.
    if cells.iter().any(|cell| nearest(cell).is_some()) {
        return Ok((Format::Csv, Shape::Rows));
    }
    Err(FileError::Unrecognised)
}

/// A name, a colon, and something that has the look of a hash.
fn is_htpasswd(line: &[u8]) -> bool {
    let Some((name, hash)) = std::str::from_utf8(line).ok().and_then(|line| line.split_once(':')) else { return false };
    let hash = hash.split(':').next().unwrap_or_default();
    !name.is_empty() && !name.contains(',') && (hash.starts_with(['$', '{', '!', '*']) || hash.len() == 13)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_recognised_by_their_content() {
        let table: [(&str, Format, Shape); 21] = [
            ("", Format::Jsonl, Shape::Lines),
            ("username,email\nann,a@b\n", Format::Csv, Shape::Rows),
            ("\"email\",\"username\"\r\n", Format::Csv, Shape::Rows),
            ("Email,Name\n", Format::Csv, Shape::Rows),
            ("login,mail\n", Format::Csv, Shape::Rows),
            ("{\"username\":\"ann\"}\n", Format::Jsonl, Shape::Lines),
            (" [\n{\"username\":\"ann\"}]", Format::Json, Shape::Array),
            ("[]", Format::Json, Shape::Array),
            ("ann:$2y$05$x\n", Format::Htpasswd, Shape::Lines),
            ("# web\n\nann:{SHA}x\n", Format::Htpasswd, Shape::Lines),
            ("ann:rqXexS6ZhobKA\n", Format::Htpasswd, Shape::Lines),
            (r#"{"realm":"x","users":[{"username":"ann"}]}"#, Format::Keycloak, Shape::Users),
            (r#"{"id":"x","realm":"x","roles":{"realm":[{"name"#, Format::Keycloak, Shape::Users),
            (r#"{"ifResourceExists":"SKIP","users":[]}"#, Format::Keycloak, Shape::Users),
            (r#"{"users":[{"localId":"x"}]}"#, Format::Firebase, Shape::Users),
            (r#"[{"email":"a@b","email_verified":true}]"#, Format::Auth0, Shape::Array),
            ("{\"user_id\":\"auth0|1\",\"email\":\"a@b\"}\n", Format::Auth0, Shape::Lines),
            (r#"[{"model":"auth.user","pk":1,"fields":{}}]"#, Format::Django, Shape::Array),
            (r#"[{"schema_id":"default","traits":{}}]"#, Format::Kratos, Shape::Array),
            ("{\"schema_id\":\"default\",\"traits\":{}}\n", Format::Kratos, Shape::Lines),
            ("uid1,a@b,true,h,s,,,,,,,,,,,,,,,,,,,1,2,,,\n", Format::Firebase, Shape::Rows),
        ];
        for (text, format, shape) in table {
            assert_eq!(recognise(text.as_bytes()).unwrap(), (format, shape), "{text}");
            if !text.is_empty() {
                assert_eq!(super::shape(format, text.as_bytes()), shape, "{text}");
            }
        }
        for text in ["hello world\n", "username;email\n", "User Name;E-Mail\n", "username\temail\n", "ann,a@example.com\n"] {
            assert!(recognise(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn yaml_is_named() {
        for text in ["users:\n- username: ann\n", "# mine\n---\nusers: {}\n", "set: ci\nusers: []\n"] {
            assert_eq!(recognise(text.as_bytes()).unwrap_err().to_string(), "this is YAML, as seeds are", "{text}");
        }
    }

    #[test]
    fn other_kinds_of_files_are_named() {
        let table: [(&[u8], &str); 5] = [
            (b"SQLite format 3\0rest", "this is an SQLite database, not a file of users"),
            (b"\x1f\x8b\x08", "this is compressed by gzip"),
            (b"\xff\xfeu\0", "this is UTF-16, not UTF-8"),
            (b"u\0s\0e\0", "this is UTF-16, not UTF-8"),
            (b"\0u\0s", "this is UTF-16, not UTF-8"),
        ];
        for (bytes, what) in table {
            assert_eq!(check(bytes).unwrap_err().to_string(), what);
        }
        assert!(check(b"username").is_ok() && check(b"").is_ok());
    }
}
