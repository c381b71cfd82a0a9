//! The public key of an X.509 certificate.

use der::{Decode, Reader, SliceReader, Tag, Tagged, asn1::AnyRef};

use crate::keys::KeyError;

/// The `SubjectPublicKeyInfo` of a certificate. Nothing else of it is read, neither its dates nor its signature: whoever hands the
/// certificate in trusts its key.
pub(in crate::keys) fn spki(certificate: &[u8]) -> Result<&[u8], KeyError> {
    walk(certificate).map_err(|_| KeyError::Malformed { what: "X.509 certificate" })
}

/// RFC 5280 section 4.1: version (optional), serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo.
fn walk(certificate: &[u8]) -> der::Result<&[u8]> {
    let outer = AnyRef::from_der(certificate)?;
    let to_be_signed = AnyRef::decode(&mut SliceReader::new(outer.value())?)?;
    let mut fields = SliceReader::new(to_be_signed.value())?;
    if Tag::peek(&fields)?.is_context_specific() {
        AnyRef::decode(&mut fields)?;
    }
    for tag in [Tag::Integer, Tag::Sequence, Tag::Sequence, Tag::Sequence, Tag::Sequence] {
        AnyRef::decode(&mut fields)?.tag().assert_eq(tag)?;
    }
    fields.tlv_bytes()
}
