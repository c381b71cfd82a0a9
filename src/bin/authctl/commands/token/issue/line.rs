//! A line of a batch: a JSON object that says of one token what flags would.

use std::{fmt::Display, str::FromStr};

use authctl::{
    clock::{Lifetime, TimeSpec, Timestamp},
    token::json::{self, Value, duplicates},
    users::{Audience, Scope, Username},
};

use super::order::{Bearer, End, Id, Order};
use crate::failure::{Exit, Failure};

/// The members that a line may have.
const MEMBERS: &str = "user, sub, ttl, exp, nbf, jti, issuer, audience, scope, claims, label";

/// The order of a line; what it leaves open is the template's.
pub(super) fn order(line: &[u8], template: &Order, now: Timestamp) -> Result<Order, Failure> {
    let value = json::parse(line).map_err(|error| malformed("it is not JSON").caused_by(error))?;
    if !value.is_object() {
        return Err(malformed(format!("it is {}, not an object", value.kind_name())));
    }
    if let Some(twice) = duplicates(&value).first() {
        return Err(malformed(format!("{} stands more than once", twice.pointer)));
    }
    let mut order = template.clone();
    let mut bearer = None;
    for member in value.members() {
        let field = Field { name: &member.name, value: &member.value };
        match field.name {
            "user" => set_once(&mut bearer, Bearer::User(field.parsed::<Username>()?))?,
            "sub" => set_once(&mut bearer, Bearer::Subject(field.text()?.to_owned()))?,
            "ttl" => {
                if value.get("exp").is_some() {
                    return Err(malformed("it has both `ttl` and `exp`"));
                }
                order.end = End::After(field.parsed::<Lifetime>()?);
            }
            "exp" => order.end = field.instant(now)?.map_or(End::Never, End::At),
            "nbf" => order.nbf = field.instant(now)?,
            "jti" => order.id = Id::of(field.text()?.to_owned()),
            "issuer" => order.issuer = Some(field.text()?.to_owned()),
            "audience" => order.audiences = field.several::<Audience>(|text| vec![text])?,
            "scope" => order.scopes = field.several::<Scope>(|text| text.split_ascii_whitespace().collect())?,
            "claims" => order.add_claims(field.value)?,
            "label" => order.label = Some(field.text()?.to_owned()),
            name => return Err(malformed(format!("there is no member `{name}`")).hint(format!("members are {MEMBERS}"))),
        }
    }
    order.bearer = bearer.ok_or_else(|| malformed("it names neither `user` nor `sub`"))?;
    Ok(order)
}

fn malformed(message: impl Into<String>) -> Failure {
    Failure::new(Exit::Malformed, "batch-malformed", message)
}

fn set_once(bearer: &mut Option<Bearer>, named: Bearer) -> Result<(), Failure> {
    match bearer.replace(named) {
        None => Ok(()),
        Some(_) => Err(malformed("it names both `user` and `sub`")),
    }
}

impl Order {
    /// Claims of a line outweigh those of the flags.
    fn add_claims(&mut self, claims: &Value) -> Result<(), Failure> {
        if !claims.is_object() {
            return Err(malformed(format!("`claims` is {}, not an object", claims.kind_name())));
        }
        let members = claims.members().iter();
        self.extra
            .extend(members.map(|member| authctl::token::ClaimSpec::member(&member.name, member.value.clone().into_owned())));
        Ok(())
    }
}

/// A member of the line.
struct Field<'l> {
    name: &'l str,
    value: &'l Value<'l>,
}

impl<'l> Field<'l> {
    fn wrong(&self, wanted: &str) -> Failure {
        malformed(format!("`{}` is {}, not {wanted}", self.name, self.value.kind_name()))
    }

    fn text(&self) -> Result<&'l str, Failure> {
        self.value.as_str().ok_or_else(|| self.wrong("a string"))
    }

    fn parsed<T: FromStr<Err: Display>>(&self) -> Result<T, Failure> {
        self.parse(self.text()?)
    }

    fn parse<T: FromStr<Err: Display>>(&self, text: &str) -> Result<T, Failure> {
        text.parse().map_err(|error| malformed(format!("`{}`: {error}", self.name)))
    }

    /// A TIME, or a number of seconds.
    fn instant(&self, now: Timestamp) -> Result<Option<Timestamp>, Failure> {
        let spec: TimeSpec = match (self.value.as_str(), self.value.as_number()) {
            (Some(text), _) => self.parse(text)?,
            (None, Some(number)) => self.parse(&number.text())?,
            (None, None) => return Err(self.wrong("a time")),
        };
        Ok(spec.resolve(now))
    }

    /// One string, which may stand for several, or an array of strings.
    fn several<T: FromStr<Err: Display> + Display>(&self, split: fn(&str) -> Vec<&str>) -> Result<Vec<String>, Failure> {
        let texts = match (self.value.as_str(), self.value.as_array()) {
            (Some(text), _) => split(text),
            (None, Some(items)) => {
                let wanted = "a string or an array of strings";
                items.iter().map(|item| item.as_str().ok_or_else(|| self.wrong(wanted))).collect::<Result<_, _>>()?
            }
            (None, None) => return Err(self.wrong("a string or an array of strings")),
        };
        texts.into_iter().map(|text| self.parse::<T>(text).map(|parsed| parsed.to_string())).collect()
    }
}
