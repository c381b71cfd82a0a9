//! Forms that others store and that are not verified here: naming them spares the operator a search.

/// What a text is, if it is one of them.
pub(super) fn recognise(text: &str) -> Option<&'static str> {
    let prefixed =
        PREFIXES.iter().find(|(prefix, _)| text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix)));
    prefixed.map(|(_, what)| *what).or_else(|| digest(text))
}

const PREFIXES: &[(&str, &str)] = &[
    ("pbkdf2_sha256$", "Django's form of PBKDF2 with SHA-256"),
    ("pbkdf2_sha1$", "Django's form of PBKDF2 with SHA-1"),
    ("argon2$argon2", "Django's form of argon2, with `argon2` before the PHC string"),
    ("bcrypt_sha256$", "Django's bcrypt of a SHA-256 digest"),
    ("bcrypt$$2", "Django's form of bcrypt, with `bcrypt$` before the hash string"),
    ("scrypt$", "Django's form of scrypt"),
    ("scrypt:", "Werkzeug's form of scrypt"),
    ("pbkdf2:", "Werkzeug's form of PBKDF2"),
    ("md5$", "Django's salted MD5"),
    ("sha1$", "Django's salted SHA-1"),
    ("{ssha512}", "RFC 2307's salted SHA-512"),
    ("{ssha256}", "RFC 2307's salted SHA-256"),
    ("{ssha}", "RFC 2307's salted SHA-1"),
    ("{sha}", "RFC 2307's SHA-1 without salt"),
    ("{smd5}", "RFC 2307's salted MD5"),
    ("{md5}", "RFC 2307's MD5 without salt"),
    ("{crypt}", "RFC 2307's crypt(3), with `{CRYPT}` before the hash string"),
    ("{bcrypt}", "Spring Security's form, with `{bcrypt}` before the hash string"),
    ("{argon2", "Spring Security's or Dovecot's form of argon2, with a prefix before the PHC string"),
    ("{pbkdf2", "Spring Security's or Dovecot's form of PBKDF2"),
    ("{noop}", "Spring Security's mark for a password in clear text"),
    ("$bcrypt-sha256$", "passlib's bcrypt of an HMAC"),
    ("$firescrypt$", "Firebase's scrypt as Ory Kratos writes it"),
    ("$fbscrypt$", "Firebase's scrypt as Supabase writes it"),
    ("$apr1$", "Apache's iterated MD5"),
    ("$1$", "crypt(3)'s iterated MD5"),
    ("$2$", "the first bcrypt, whose implementations differ"),
    ("$3$", "the NT hash of crypt(3)"),
    ("$7$", "crypt(3)'s form of scrypt"),
    ("$y$", "yescrypt"),
    ("$gy$", "gost-yescrypt"),
    ("$md5$", "Sun's MD5 crypt"),
    ("$sha1$", "NetBSD's iterated SHA-1"),
    ("$P$", "phpass' iterated MD5, as of WordPress"),
    ("$H$", "phpass' iterated MD5, as of phpBB"),
    ("$S$", "Drupal's iterated SHA-512"),
    ("$wp$", "WordPress' bcrypt of an HMAC"),
    ("$argon2ds$", "argon2ds, which no standard has"),
    ("!", "a locked or unusable password"),
    ("*", "a locked or unusable password"),
];

/// Digests without salt, told by their length.
fn digest(text: &str) -> Option<&'static str> {
    if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    match text.len() {
        32 => Some("32 hexadecimal digits: an MD5 or NT digest without salt"),
        40 => Some("40 hexadecimal digits: a SHA-1 digest without salt"),
        64 => Some("64 hexadecimal digits: a SHA-256 digest without salt"),
        128 => Some("128 hexadecimal digits: a SHA-512 digest without salt"),
        _ => None,
    }
}
