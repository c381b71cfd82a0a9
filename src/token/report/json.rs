//! The report as the JSON object `authctl.token/1`.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{Instant, KeyUsed, Report, Times};
use crate::{
    clock::Timestamp,
    keys::Origin,
    token::{
        Check, Diagnostic,
        diagnose::near_miss::{Barred, Encoding, Material, NearMiss, Search, SecretForm},
    },
};

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", "authctl.token/1")?;
        map.serialize_entry("valid", &self.valid())?;
        map.serialize_entry("reason", &self.reason())?;
        map.serialize_entry("format", &self.format())?;
        map.serialize_entry("alg", &self.algorithm())?;
        map.serialize_entry("header", &self.header)?;
        map.serialize_entry("payload", &self.payload)?;
        map.serialize_entry("verified", &Verified(self))?;
        map.serialize_entry("times", &self.times())?;
        map.serialize_entry("checks", self.checks())?;
        map.serialize_entry("diagnostics", self.diagnostics())?;
        map.serialize_entry("normalised", &self.normalised)?;
        map.serialize_entry("exit_code", &self.exit_code())?;
        map.end()
    }
}

struct Verified<'r>(&'r Report<'r>);

impl Serialize for Verified<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("signature", self.0.signature.name())?;
        if self.0.is_verification() {
            map.serialize_entry("key", &self.0.key)?;
        }
        if let Some(search) = &self.0.search {
            map.serialize_entry("near_miss", search)?;
        }
        map.end()
    }
}

impl Serialize for KeyUsed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (source, state) = match self.origin {
            Origin::File(state) => ("file", Some(state.name())),
            Origin::Outside => ("outside", None),
            Origin::Jwks | Origin::Fetched { .. } => ("jwks", None),
        };
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("kid", &self.kid.as_ref().map(crate::keys::KeyId::as_str))?;
        map.serialize_entry("source", source)?;
        map.serialize_entry("state", &state)?;
        map.serialize_entry("alg", self.algorithm.name())?;
        map.end()
    }
}

/// How many variants were tried, and which of them held.
impl Serialize for Search {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("tried", &self.tried)?;
        map.serialize_entry("held", &self.held)?;
        map.end()
    }
}

impl Serialize for NearMiss {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("key", &self.key)?;
        map.serialize_entry("other_key", &self.is_other_key)?;
        map.serialize_entry("barred", &self.barred.map(Barred::name))?;
        map.serialize_entry("material", self.material.name())?;
        if let Material::Secret(SecretForm { reading, end }) = self.material {
            map.serialize_entry("encoding", &reading.encoding().map(Encoding::name))?;
            map.serialize_entry("line_end", end.name())?;
        }
        map.serialize_entry("signature_text", self.signature.text.name())?;
        map.serialize_entry("signature_numbers", self.signature.numbers.name())?;
        map.serialize_entry("signed_text", self.text.name())?;
        map.end()
    }
}

impl Serialize for Times<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("now", &self.now.to_string())?;
        map.serialize_entry("iat", &shown(self.iat.as_ref(), self.now).map(Plain))?;
        map.serialize_entry("nbf", &shown(self.nbf.as_ref(), self.now).map(Plain))?;
        map.serialize_entry("exp", &shown(self.exp.as_ref(), self.now))?;
        map.end()
    }
}

struct Shown<'v> {
    instant: &'v Instant<'v>,
    now: Timestamp,
}

fn shown<'v>(instant: Option<&'v Instant<'v>>, now: Timestamp) -> Option<Shown<'v>> {
    instant.map(|instant| Shown { instant, now })
}

impl Shown<'_> {
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("value", self.instant.value)?;
        map.serialize_entry("rfc3339", &self.instant.at.map(|at| at.to_string()))?;
        map.serialize_entry("relative", &self.instant.at.map(|at| at.relative(self.now)))
    }
}

/// An instant with what remains until it.
impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        self.entries(&mut map)?;
        map.serialize_entry("remaining_s", &self.instant.at.map(|at| at.since(self.now)))?;
        map.end()
    }
}

struct Plain<'v>(Shown<'v>);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        self.0.entries(&mut map)?;
        map.end()
    }
}

impl Serialize for Check {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("ok", &self.failure.is_none())?;
        if let Some((code, _)) = self.failure {
            map.serialize_entry("code", code.name())?;
        }
        if let Some(expected) = &self.expected {
            map.serialize_entry("expected", expected)?;
        }
        if let Some(actual) = &self.actual {
            map.serialize_entry("actual", actual)?;
        }
        map.end()
    }
}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(7))?;
        map.serialize_entry("code", self.code.name())?;
        map.serialize_entry("severity", self.severity.name())?;
        map.serialize_entry("segment", &self.segment.map(crate::token::Segment::name))?;
        map.serialize_entry("pointer", &self.pointer)?;
        map.serialize_entry("offset", &self.offset)?;
        map.serialize_entry("message", &self.message)?;
        map.serialize_entry("hint", &self.hint)?;
        map.end()
    }
}
