//! Which structure a piece of DER is, told from its outermost elements.

use der::{Decode, Reader, SliceReader, Tag, Tagged, asn1::AnyRef};

/// The structures in which keys come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::keys) enum Structure {
    /// `PrivateKeyInfo` or `OneAsymmetricKey` of RFC 5958.
    Pkcs8,
    /// `EncryptedPrivateKeyInfo` of RFC 5958 section 3.
    Encrypted,
    /// `RSAPrivateKey` of RFC 8017 appendix A.1.2.
    Pkcs1Private,
    /// `RSAPublicKey` of RFC 8017 appendix A.1.1.
    Pkcs1Public,
    /// `ECPrivateKey` of RFC 5915.
    Sec1,
    /// `SubjectPublicKeyInfo` of RFC 5280.
    Spki,
    /// `Certificate` of RFC 5280.
    Certificate,
    /// `PFX` of RFC 7292.
    Pkcs12,
}

impl Structure {
    /// In words, for messages.
    pub(in crate::keys) const fn name(self) -> &'static str {
        match self {
            Self::Pkcs8 => "PKCS#8 private key",
            Self::Encrypted => "encrypted PKCS#8 private key",
            Self::Pkcs1Private => "PKCS#1 private key",
            Self::Pkcs1Public => "PKCS#1 public key",
            Self::Sec1 => "SEC 1 private key",
            Self::Spki => "public key",
            Self::Certificate => "certificate",
            Self::Pkcs12 => "PKCS#12 file",
        }
    }
}

/// The structure of a whole piece of DER; none for other structures and other bytes.
pub(in crate::keys) fn structure(der: &[u8]) -> Option<Structure> {
    let outer = AnyRef::from_der(der).ok().filter(|outer| outer.tag() == Tag::Sequence)?;
    let tags = tags(outer.value()).ok()?;
    match tags.as_slice() {
        [Tag::Integer, Tag::Sequence, Tag::OctetString, ..] => Some(Structure::Pkcs8),
        [Tag::Integer, Tag::OctetString, ..] => Some(Structure::Sec1),
        [Tag::Integer, Tag::Integer] => Some(Structure::Pkcs1Public),
        [Tag::Integer, Tag::Integer, Tag::Integer, Tag::Integer, ..] => Some(Structure::Pkcs1Private),
        [Tag::Sequence, Tag::BitString] => Some(Structure::Spki),
        [Tag::Sequence, Tag::OctetString] => Some(Structure::Encrypted),
        [Tag::Sequence, Tag::Sequence, Tag::BitString] => Some(Structure::Certificate),
        [Tag::Integer, Tag::Sequence] | [Tag::Integer, Tag::Sequence, Tag::Sequence] => Some(Structure::Pkcs12),
        _ => None,
    }
}

fn tags(content: &[u8]) -> der::Result<Vec<Tag>> {
    let mut reader = SliceReader::new(content)?;
    let mut tags = Vec::new();
    while !reader.is_finished() {
        tags.push(AnyRef::decode(&mut reader)?.tag());
    }
    Ok(tags)
}
