//! Values that are made rather than read.

use super::{Kind, Member, Number, Value};

impl<'t> From<Kind<'t>> for Value<'t> {
    fn from(kind: Kind<'t>) -> Self {
        Self { kind, start: 0 }
    }
}

impl From<&str> for Value<'_> {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Kind::String(text.into()).into()
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Kind::Number(Number::from(number)).into()
    }
}

impl From<Vec<Self>> for Value<'_> {
    fn from(items: Vec<Self>) -> Self {
        Kind::Array(items).into()
    }
}

impl Value<'_> {
    /// The same value, independent of the text that it was read from.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        let Self { kind, start } = self;
        let kind = match kind {
            Kind::Null => Kind::Null,
            Kind::Bool(value) => Kind::Bool(value),
            Kind::Number(number) => Kind::Number(number),
            Kind::String(text) => Kind::String(text.into_owned().into()),
            Kind::Array(items) => Kind::Array(items.into_iter().map(Value::into_owned).collect()),
            Kind::Object(members) => Kind::Object(members.into_iter().map(Member::into_owned).collect()),
        };
        Value { kind, start }
    }

    /// An object without members.
    #[must_use]
    pub fn object() -> Self {
        Kind::Object(Vec::new()).into()
    }

    /// Sets a member: in the place of the one of that name, else at the end. Another kind of value becomes an object first.
    pub fn set(&mut self, name: &str, value: Self) {
        if let Kind::Object(members) = &mut self.kind {
            if let Some(member) = members.iter_mut().find(|member| member.name == *name) {
                member.value = value;
            } else {
                members.push(Member { name: name.to_owned().into(), name_start: 0, value });
            }
        } else {
            self.kind = Kind::Object(vec![Member { name: name.to_owned().into(), name_start: 0, value }]);
        }
    }

    /// The place under a reference token of a pointer, made where it is missing: a member of an object, an item of an array, `-`
    /// for one past its end (RFC 6901 section 4). `None` under any other value.
    pub(in crate::token) fn child(&mut self, reference: &str) -> Option<&mut Self> {
        match &mut self.kind {
            Kind::Object(members) => {
                let at = members.iter().rposition(|member| member.name == *reference).unwrap_or_else(|| {
                    members.push(Member { name: reference.to_owned().into(), name_start: 0, value: Self::object() });
                    members.len().saturating_sub(1)
                });
                members.get_mut(at).map(|member| &mut member.value)
            }
            Kind::Array(items) => {
                let at = if reference == "-" {
                    items.push(Self::object());
                    items.len().saturating_sub(1)
                } else {
                    super::pointer::index(reference)?
                };
                items.get_mut(at)
            }
            _ => None,
        }
    }
}

impl Member<'_> {
    fn into_owned(self) -> Member<'static> {
        Member { name: self.name.into_owned(), name_start: self.name_start, value: self.value.into_owned() }
    }
}
