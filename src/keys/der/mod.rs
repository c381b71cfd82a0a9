//! Keys in DER: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017), SEC 1 (RFC 5915), X.509 (RFC 5280).

mod rsa;
mod spki;

pub(super) use rsa::rsa_private_numbers;
pub(super) use spki::public_from_spki;
