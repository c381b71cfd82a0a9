//! Members that occur more than once in an object.

use std::collections::HashMap;

use super::{Kind, Member, Value, escape_reference};

/// A member whose name its object had already.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicate<'v> {
    /// The JSON Pointer to the member.
    pub pointer: String,
    /// The member that came first.
    pub first: &'v Member<'v>,
    /// The one that repeats its name.
    pub again: &'v Member<'v>,
}

/// Every repeated member, at any depth, in the order of the text.
///
/// RFC 7515 section 4 and RFC 7519 section 4 demand unique names; where they repeat, readers disagree about the value.
#[must_use]
pub fn duplicates<'v>(value: &'v Value<'v>) -> Vec<Duplicate<'v>> {
    let mut found = Vec::new();
    walk(value, &mut Vec::new(), &mut found);
    found
}

/// The depth is bounded by the reader; values that were built have the depth of their builder.
fn walk<'v>(value: &'v Value<'v>, path: &mut Vec<&'v str>, found: &mut Vec<Duplicate<'v>>) {
    match value.kind() {
        Kind::Object(members) => {
            repeated(members, |first, again| {
                let pointer = pointer_to(path.iter().copied().chain([&*again.name]));
                found.push(Duplicate { pointer, first, again });
            });
            for member in members {
                if matches!(member.value.kind(), Kind::Object(_) | Kind::Array(_)) {
                    path.push(&member.name);
                    walk(&member.value, path, found);
                    path.pop();
                }
            }
        }
        Kind::Array(items) => walk_items(items, path, found),
        _ => {}
    }
}

fn pointer_to<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut pointer = String::new();
    for name in names {
        pointer.push('/');
        pointer.push_str(&escape_reference(name));
    }
    pointer
}

/// Items of arrays are seldom objects: their index is made into text only there.
fn walk_items<'v>(items: &'v [Value<'v>], path: &mut Vec<&'v str>, found: &mut Vec<Duplicate<'v>>) {
    for (index, item) in items.iter().enumerate() {
        if !matches!(item.kind(), Kind::Object(_) | Kind::Array(_)) {
            continue;
        }
        let mut inner = Vec::new();
        walk(item, &mut Vec::new(), &mut inner);
        let prefix = pointer_to(path.iter().copied());
        found.extend(inner.into_iter().map(|duplicate| {
            let pointer = format!("{prefix}/{index}{}", duplicate.pointer);
            Duplicate { pointer, ..duplicate }
        }));
    }
}

/// Objects of a token are small, and comparing all pairs of a few names is quicker than hashing them.
fn repeated<'v>(members: &'v [Member<'v>], mut report: impl FnMut(&'v Member<'v>, &'v Member<'v>)) {
    const SMALL: usize = 16;
    if members.len() <= SMALL {
        for (index, member) in members.iter().enumerate() {
            let earlier = members.iter().take(index);
            if let Some(first) = earlier.into_iter().find(|earlier| earlier.name == member.name) {
                report(first, member);
            }
        }
        return;
    }
    let mut seen: HashMap<&str, &'v Member<'v>> = HashMap::with_capacity(members.len());
    for member in members {
        if let Some(first) = seen.get(&*member.name) {
            report(first, member);
        } else {
            seen.insert(&member.name, member);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::super::parse;
    use super::*;

    #[test]
    fn repeated_members_are_found_at_any_depth() {
        let table: [(&str, &[&str]); 6] = [
            (r#"{"a":1,"b":2}"#, &[]),
            (r#"{"a":1,"a":1}"#, &["/a"]),
            (r#"{"a":1,"\u0061":2,"a":3}"#, &["/a", "/a"]),
            (r#"{"x":{"a/b":1,"a/b":2}}"#, &["/x/a~1b"]),
            (r#"{"x":[0,{"a":1,"a":2}]}"#, &["/x/1/a"]),
            (r#"[[{"a":1,"a":2}],{"a":1}]"#, &["/0/0/a"]),
        ];
        for (text, pointers) in table {
            let value = parse(text.as_bytes()).unwrap();
            let found: Vec<String> = duplicates(&value).into_iter().map(|duplicate| duplicate.pointer).collect();
            assert_eq!(found, pointers, "{text}");
        }
    }

    #[test]
    fn repeated_members_of_large_objects_are_found() {
        let mut text = String::from("{");
        for n in 0..1000 {
            write!(text, "\"m{n}\":{n},").unwrap();
        }
        text.push_str("\"m7\":0}");
        let value = parse(text.as_bytes()).unwrap();
        let found = duplicates(&value);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].first.value.as_number().unwrap().text(), "7");
    }
}
