//! What was handled, skipped or put right while a key file was read.

use std::fmt;

/// Something worth saying about a key file that was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The text began with a byte order mark.
    ByteOrderMark,
    /// The text was UTF-16, as some shells write redirected output.
    Utf16,
    /// Lines end in CR LF.
    Crlf,
    /// The text stood in quotes.
    Quoted,
    /// Line ends were written as the two characters `\n`.
    LiteralNewlines,
    /// The PEM block stood on one line, its line ends lost or turned into spaces.
    OneLine,
    /// The PEM boundaries have four dashes in place of five.
    FourDashes,
    /// The whole file was base64 of the PEM or JSON text, as in a Kubernetes Secret.
    Base64Wrapped,
    /// Base64 of DER without PEM boundaries.
    NoBoundaries,
    /// DER, not text.
    Der,
    /// PKCS#1: `RSA PRIVATE KEY` or `RSA PUBLIC KEY`.
    Pkcs1,
    /// SEC 1: `EC PRIVATE KEY`.
    Sec1,
    /// The PEM label names another structure than the block holds.
    Mislabelled {
        /// The label.
        label: String,
        /// What the block holds.
        found: &'static str,
    },
    /// An X.509 certificate; only its public key was taken, nothing of it was checked.
    Certificate,
    /// Certificates after the first, which were left out.
    Chain {
        /// How many.
        rest: usize,
    },
    /// A certificate beside a private key, which was left out.
    CertificateBesidePrivate,
    /// An OpenSSH public key.
    OpenSsh,
    /// The private key was encrypted and has been decrypted.
    Decrypted,
    /// A number of a JWK was not of the length that its curve fixes, and was padded with or stripped of leading zeros.
    ShortCoordinate {
        /// Its name.
        member: &'static str,
        /// Its length in bytes.
        found: usize,
        /// The length that RFC 7518 section 6.2.1.2 demands.
        needed: usize,
    },
    /// A number of a JWK was in standard or padded base64, not base64url.
    StandardBase64 {
        /// Its name.
        member: &'static str,
    },
    /// A key of a set that cannot be used here. RFC 7517 section 5: implementations SHOULD ignore such keys.
    Skipped {
        /// Its place in the set, from 0.
        position: usize,
        /// Its `kid`, as far as it is text.
        kid: Option<String>,
        /// Why.
        reason: String,
    },
}

impl Note {
    /// Whether strict readers would refuse it or something was left out, as opposed to a form of file that is merely one of many.
    #[must_use]
    pub const fn is_fault(&self) -> bool {
        matches!(
            self,
            Self::FourDashes
                | Self::Mislabelled { .. }
                | Self::Chain { .. }
                | Self::CertificateBesidePrivate
                | Self::ShortCoordinate { .. }
                | Self::StandardBase64 { .. }
                | Self::Skipped { .. }
        )
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByteOrderMark => f.write_str("it begins with a byte order mark"),
            Self::Utf16 => f.write_str("it is UTF-16 text"),
            Self::Crlf => f.write_str("its lines end in CR LF"),
            Self::Quoted => f.write_str("it stands in quotes"),
            Self::LiteralNewlines => f.write_str("its line ends are written as the characters `\\n`"),
            Self::OneLine => f.write_str("its PEM block stands on one line"),
            Self::FourDashes => f.write_str("its PEM boundaries have four dashes, not five"),
            Self::Base64Wrapped => f.write_str("it is base64 of the key file"),
            Self::NoBoundaries => f.write_str("it is base64 of DER without PEM boundaries"),
            Self::Der => f.write_str("it is DER"),
            Self::Pkcs1 => f.write_str("it is PKCS#1"),
            Self::Sec1 => f.write_str("it is SEC 1"),
            Self::Mislabelled { label, found } => write!(f, "its PEM label is `{label}`, but it holds a {found}"),
            Self::Certificate => f.write_str("it is an X.509 certificate: only its public key was taken"),
            Self::Chain { rest } => write!(f, "{rest} further certificate(s) of the chain were left out"),
            Self::CertificateBesidePrivate => f.write_str("the certificate beside the private key was left out"),
            Self::OpenSsh => f.write_str("it is an OpenSSH public key"),
            Self::Decrypted => f.write_str("it is encrypted"),
            Self::ShortCoordinate { member, found, needed } => {
                write!(f, "the JWK's `{member}` has {found} bytes, {needed} are needed: leading zeros were mended")
            }
            Self::StandardBase64 { member } => write!(f, "the JWK's `{member}` is standard base64, not base64url"),
            Self::Skipped { position, kid: Some(kid), reason } => write!(f, "key {position} (`{kid}`) was skipped: {reason}"),
            Self::Skipped { position, kid: None, reason } => write!(f, "key {position} was skipped: {reason}"),
        }
    }
}
