//! What can be said about a token: a stable code, where, why, and what to do.

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The token cannot be accepted because of it.
    Error,
    /// Strict readers will refuse it.
    Warning,
    /// Good to know.
    Info,
}

impl Severity {
    /// The JSON name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// The part of a token that a diagnostic is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// What was handed in, before it was taken apart.
    Input,
    /// The first segment.
    Header,
    /// The second segment.
    Payload,
    /// The third segment.
    Signature,
    /// The verification key.
    Key,
}

impl Segment {
    /// The JSON name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Header => "header",
            Self::Payload => "payload",
            Self::Signature => "signature",
            Self::Key => "key",
        }
    }
}

/// Declares the codes once: the variant and its stable name.
macro_rules! codes {
    ($($variant:ident $name:literal,)+) => {
        /// The stable codes of diagnostics.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the name is the documentation; the rule that finds it says what it means")]
        #[non_exhaustive]
        pub enum Code { $($variant,)+ }

        impl Code {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name in JSON and in text.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

codes! {
    Empty "EMPTY",
    LiteralNull "LITERAL_NULL",
    BearerPrefix "BEARER_PREFIX",
    HeaderLine "HEADER_LINE",
    BasicAuth "BASIC_AUTH",
    Quoted "QUOTED",
    OuterWs "OUTER_WS",
    InnerNewline "INNER_NEWLINE",
    InnerSpace "INNER_SPACE",
    Invisible "INVISIBLE",
    SmartChars "SMART_CHARS",
    Elided "ELIDED",
    TrailingPunct "TRAILING_PUNCT",
    UrlEncoded "URLENCODED",
    UrlOrForm "URL_OR_FORM",
    JsonWrapper "JSON_WRAPPER",
    DoubleB64 "DOUBLE_B64",
    HexEncoded "HEX_ENCODED",
    MultipleTokens "MULTIPLE_TOKENS",
    TtyTruncated "TTY_TRUNCATED",
    OneSegmentOpaque "ONE_SEGMENT_OPAQUE",
    KnownForeign "KNOWN_FOREIGN",
    UuidOrId "UUID_OR_ID",
    FlaskCookie "FLASK_COOKIE",
    TwoSegments "TWO_SEGMENTS",
    HeaderOnly "HEADER_ONLY",
    FourSegments "FOUR_SEGMENTS",
    Jwe "JWE",
    SdJwt "SD_JWT",
    JwsJson "JWS_JSON",
    Detached "DETACHED",
    EmptySegment "EMPTY_SEGMENT",
    B64Std "B64_STD",
    B64Padded "B64_PADDED",
    B64Char "B64_CHAR",
    B64Length "B64_LENGTH",
    B64NonCanon "B64_NONCANON",
    TruncatedPayload "TRUNCATED_PAYLOAD",
    SigLength "SIG_LENGTH",
    SigHex "SIG_HEX",
    SigDer "SIG_DER",
    SigShortRs "SIG_SHORT_RS",
    HdrJson "HDR_JSON",
    PayloadJson "PAYLOAD_JSON",
    JsonLoose "JSON_LOOSE",
    NotObject "NOT_OBJECT",
    DupKey "DUP_KEY",
    BadUtf8 "BAD_UTF8",
    Bom "BOM",
    Deflated "DEFLATED",
    Nested "NESTED",
    TooBig "TOO_BIG",
    AlgMissing "ALG_MISSING",
    AlgCase "ALG_CASE",
    AlgNone "ALG_NONE",
    AlgUnknown "ALG_UNKNOWN",
    AlgMismatch "ALG_MISMATCH",
    AlgCurve "ALG_CURVE",
    HmacKeyIsPublic "HMAC_KEY_IS_PUBLIC",
    KeyPrivateForVerify "KEY_PRIVATE_FOR_VERIFY",
    KeyIsSecret "KEY_IS_SECRET",
    KeyFormat "KEY_FORMAT",
    KeyNewline "KEY_NEWLINE",
    KeyB64 "KEY_B64",
    KeyWeak "KEY_WEAK",
    KeySealed "KEY_SEALED",
    NoKey "NO_KEY",
    KidUnknown "KID_UNKNOWN",
    KidMissing "KID_MISSING",
    KidDup "KID_DUP",
    KidOdd "KID_ODD",
    RemoteKeyHdr "REMOTE_KEY_HDR",
    Crit "CRIT",
    GraphNonce "GRAPH_NONCE",
    SigBad "SIG_BAD",
    Expired "EXPIRED",
    NotYet "NOT_YET",
    IatFuture "IAT_FUTURE",
    ExpMs "EXP_MS",
    TimeUsNs "TIME_US_NS",
    TimeType "TIME_TYPE",
    ExpString "EXP_STRING",
    ExpIso "EXP_ISO",
    ExpNull "EXP_NULL",
    ExpNeg "EXP_NEG",
    ExpFloat "EXP_FLOAT",
    ExpRelative "EXP_RELATIVE",
    NoExp "NO_EXP",
    LongLived "LONG_LIVED",
    ExpLtIat "EXP_LT_IAT",
    NbfGtExp "NBF_GT_EXP",
    SubType "SUB_TYPE",
    JtiType "JTI_TYPE",
    AudType "AUD_TYPE",
    IssType "ISS_TYPE",
    IssSlash "ISS_SLASH",
    IssMismatch "ISS_MISMATCH",
    AudMismatch "AUD_MISMATCH",
    SubMismatch "SUB_MISMATCH",
    TypMismatch "TYP_MISMATCH",
    ScopeMissing "SCOPE_MISSING",
    ClaimMissing "CLAIM_MISSING",
    ClaimMismatch "CLAIM_MISMATCH",
    TooOld "TOO_OLD",
    RemainingShort "REMAINING_SHORT",
    IdAsAccess "ID_AS_ACCESS",
    RefreshAsAccess "REFRESH_AS_ACCESS",
    NumPrecision "NUM_PRECISION",
    ControlChars "CONTROL_CHARS",
    SecretInClaim "SECRET_IN_CLAIM",
    KeyRetired "KEY_RETIRED",
    UserUnknown "USER_UNKNOWN",
    UserDisabled "USER_DISABLED",
    UserExpired "USER_EXPIRED",
    Revoked "REVOKED",
    TokensEnded "TOKENS_ENDED",
    JwkShortCoord "JWK_SHORT_COORD",
    JwkStdB64 "JWK_STD_B64",
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What was found.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// The part it is about.
    pub segment: Option<Segment>,
    /// The JSON Pointer (RFC 6901) into that segment, as `/exp`.
    pub pointer: Option<String>,
    /// The byte offset: into the input as handed over, for every segment.
    pub offset: Option<usize>,
    /// The cause, in one line.
    pub message: String,
    /// What to do about it, in one line.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A finding of that weight, not yet placed.
    #[must_use]
    pub fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self { code, severity, segment: None, pointer: None, offset: None, message: message.into(), hint: None }
    }

    /// A finding because of which the token cannot be accepted.
    #[must_use]
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// A finding that strict readers will stumble over.
    #[must_use]
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// A finding that is good to know.
    #[must_use]
    pub fn info(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Info, message)
    }

    /// Names the part of the token.
    #[must_use]
    pub fn within(mut self, segment: Segment) -> Self {
        self.segment = Some(segment);
        self
    }

    /// Names the member, as a JSON Pointer.
    #[must_use]
    pub fn pointing(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// Names the byte of the input.
    #[must_use]
    pub fn at(mut self, offset: usize) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Adds the advice.
    #[must_use]
    pub fn advising(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
