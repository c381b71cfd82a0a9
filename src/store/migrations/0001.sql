-- The user file, version 1. Servers in any language may read it; only authctl writes it.
-- Times are whole seconds since 1970-01-01T00:00:00Z. Sets are JSON arrays of strings, sorted, without duplicates.

-- Who may log in. A login needs username, disabled, expires_at, hashed_password, locked_until; a token check disabled, expires_at
-- and tokens_valid_after.
CREATE TABLE users (
    id                 INTEGER PRIMARY KEY,                                  -- the row; errors name it
    uuid               TEXT    NOT NULL,                                     -- stays the same for the life of the user
    username           TEXT    NOT NULL UNIQUE,                              -- normalised by RFC 8265 UsernameCaseMapped
    email              TEXT,
    full_name          TEXT,
    disabled           INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    disabled_reason    TEXT,
    hashed_password    TEXT,                                                 -- PHC string or modular crypt; NULL: cannot log in
    must_change        INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
    service            INTEGER NOT NULL DEFAULT 0 CHECK (service IN (0, 1)), -- 1: a service account, which has no password
    max_ttl            INTEGER CHECK (max_ttl >= 0),                         -- service: longest life of a token, in seconds
    audiences          TEXT    NOT NULL DEFAULT '[]',                        -- service: the servers its tokens may be meant for; []: any
    client_secret      BLOB    CHECK (length(client_secret) = 32),           -- service: SHA-256 of the secret it gets tokens with
    roles              TEXT    NOT NULL DEFAULT '[]',
    scopes             TEXT    NOT NULL DEFAULT '[]',
    expires_at         INTEGER,                                              -- from then on the user may not act
    tokens_valid_after INTEGER,                                              -- tokens with an iat before it have ended
    failed_logins      INTEGER NOT NULL DEFAULT 0 CHECK (failed_logins >= 0),
    locked_until       INTEGER,                                              -- until then no password is tried
    created_at         INTEGER NOT NULL,
    updated_at         INTEGER NOT NULL,
    owner              TEXT,                                                 -- the set of the seed that made the user
    CHECK (service = 0 OR (hashed_password IS NULL AND must_change = 0)),
    CHECK (service = 1 OR (max_ttl IS NULL AND audiences = '[]' AND client_secret IS NULL)),
    CHECK (disabled = 1 OR disabled_reason IS NULL)
) STRICT;
CREATE INDEX users_owner ON users (owner) WHERE owner IS NOT NULL;

-- The keys that sign and verify. An asymmetric key is PKCS#8 DER (private) and SubjectPublicKeyInfo DER (public); an HMAC secret
-- is the bare bytes in both. Of a sealed key what is secret, so private and for HMAC public too, is an encrypted JWK in its place
-- (RFC 7517 section 7): a JWE in compact serialization, PBES2-HS512+A256KW and A256GCM.
CREATE TABLE keys (
    id         INTEGER PRIMARY KEY,
    kid        TEXT    NOT NULL UNIQUE,
    alg        TEXT    NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('pending', 'active', 'retiring', 'retired')),
    private    BLOB,                                                         -- NULL: only verifies
    public     BLOB    NOT NULL,
    sealed     INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)),
    created_at INTEGER NOT NULL,
    expires_at INTEGER,                                                      -- from then on it neither signs nor verifies
    made_until INTEGER,                                                      -- the end it was made with; a rotation sets an earlier one
    owner      TEXT                                                          -- the set of the seed that made the key
) STRICT;
-- One key signs.
CREATE UNIQUE INDEX keys_active ON keys (state) WHERE state = 'active';

-- The ledger: what was issued, never the tokens themselves.
CREATE TABLE tokens (
    id    INTEGER PRIMARY KEY,
    jti   TEXT    UNIQUE,
    sub   TEXT    NOT NULL,
    kid   TEXT,
    aud   TEXT    NOT NULL DEFAULT '[]',
    iat   INTEGER NOT NULL,
    exp   INTEGER,                                                           -- NULL: no end
    label TEXT
) STRICT;
CREATE INDEX tokens_sub ON tokens (sub);
CREATE INDEX tokens_kid ON tokens (kid, exp);
CREATE INDEX tokens_exp ON tokens (exp);
CREATE INDEX tokens_label ON tokens (label) WHERE label IS NOT NULL;

-- Tokens that must be refused although they verify. A server asks: SELECT 1 FROM revocations WHERE jti = ?
CREATE TABLE revocations (
    jti        TEXT    PRIMARY KEY,
    revoked_at INTEGER NOT NULL,
    exp        INTEGER,                                                      -- after it the row says nothing any more
    reason     TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX revocations_revoked_at ON revocations (revoked_at);
CREATE INDEX revocations_exp ON revocations (exp) WHERE exp IS NOT NULL;

-- Refresh tokens: SHA-256 of each, by login. One is used once and replaced by the next of its family; a second use ends the family.
CREATE TABLE refresh_tokens (
    hash     BLOB    PRIMARY KEY,
    family   TEXT    NOT NULL,                                               -- the login that it came of
    user     TEXT    NOT NULL,                                               -- users.uuid
    username TEXT    NOT NULL,
    client   TEXT,                                                           -- the service account that asked; NULL: none authenticated
    scopes   TEXT    NOT NULL DEFAULT '[]',                                  -- those of the login
    began_at INTEGER NOT NULL,                                               -- when the login was
    exp      INTEGER NOT NULL,                                               -- the end of the login; renewing does not move it
    used_at  INTEGER                                                         -- NULL: not used yet
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_tokens_family ON refresh_tokens (family);
CREATE INDEX refresh_tokens_username ON refresh_tokens (username);
CREATE INDEX refresh_tokens_exp ON refresh_tokens (exp);

-- Who changed what. Each row carries the SHA-256 of its content and of the row before; see store::audit. AUTOINCREMENT keeps the
-- highest number that ever was, so that rows missing at the end show.
CREATE TABLE audit (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    actor     TEXT    NOT NULL,                                              -- the user of the operating system
    sudo_user TEXT,                                                          -- who became that user by sudo
    action    TEXT    NOT NULL,                                              -- user.create, key.activate …
    target    TEXT    NOT NULL,                                              -- the username, kid, jti, label …
    detail    TEXT    NOT NULL,                                              -- a JSON object; never a secret
    prev      TEXT    NOT NULL,                                              -- hash of the row before, hexadecimal; 64 zeros first
    hash      TEXT    NOT NULL
) STRICT;

-- Settings of the file.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
