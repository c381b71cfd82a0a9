//! The numbers of RSA keys (RFC 8017 appendix A.1).

use der::{
    Decode, Reader, SliceReader,
    asn1::{AnyRef, UintRef},
};
use pkcs8::PrivateKeyInfoRef;

use crate::keys::{KeyError, private::Pair, public::PublicKey};

/// `d`, `p`, `q`, `dp`, `dq`, `qi` of an RSA key in PKCS#8, big-endian without leading zeros.
pub(in crate::keys) fn rsa_private_numbers(pkcs8: &[u8]) -> Result<[&[u8]; 6], KeyError> {
    let malformed = |_| KeyError::Malformed { what: "RSA private key" };
    let info = PrivateKeyInfoRef::from_der(pkcs8).map_err(malformed)?;
    private_numbers(info.private_key.as_bytes()).map_err(malformed)
}

fn private_numbers(pkcs1: &[u8]) -> der::Result<[&[u8]; 6]> {
    let mut reader = SliceReader::new(pkcs1)?;
    reader.sequence(|inner| {
        for _version_and_public_key in 0..3 {
            UintRef::decode(inner)?;
        }
        let mut numbers: [&[u8]; 6] = [&[]; 6];
        for number in &mut numbers {
            *number = UintRef::decode(inner)?.as_bytes();
        }
        Ok(numbers)
    })
}

/// A private key from the `RSAPrivateKey` of RFC 8017 appendix A.1.2. Its size is told before the backend refuses it without a reason.
pub(super) fn rsa_private(pkcs1: &[u8]) -> Result<Pair, KeyError> {
    let (n, e) = private_modulus(pkcs1).map_err(|_| KeyError::Malformed { what: "RSA private key" })?;
    PublicKey::rsa(n, e)?;
    Pair::rsa_from_pkcs1(pkcs1)
}

fn private_modulus(pkcs1: &[u8]) -> der::Result<(&[u8], &[u8])> {
    let outer = AnyRef::from_der(pkcs1)?;
    let mut fields = SliceReader::new(outer.value())?;
    UintRef::decode(&mut fields)?;
    let n = UintRef::decode(&mut fields)?.as_bytes();
    let e = UintRef::decode(&mut fields)?.as_bytes();
    Ok((n, e))
}

/// A public key from the `RSAPublicKey` of RFC 8017 appendix A.1.1.
pub(super) fn rsa_public(pkcs1: &[u8]) -> Result<PublicKey, KeyError> {
    let (n, e) = public_numbers(pkcs1).map_err(|_| KeyError::Malformed { what: "RSA public key" })?;
    PublicKey::rsa(n, e)
}

fn public_numbers(pkcs1: &[u8]) -> der::Result<(&[u8], &[u8])> {
    let mut reader = SliceReader::new(pkcs1)?;
    let numbers = reader.sequence(|inner| {
        let n = UintRef::decode(inner)?.as_bytes();
        let e = UintRef::decode(inner)?.as_bytes();
        Ok::<_, der::Error>((n, e))
    })?;
    reader.finish()?;
    Ok(numbers)
}
