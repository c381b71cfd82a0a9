//! What to type about a finding: the library knows no flags.

use authctl::token::Code;

/// The advice of the command on a finding.
pub(crate) fn advice(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::Expired => "`--leeway 60s` allows for skew, `--ignore exp` shows the rest",
        Code::NotYet | Code::IatFuture => "`--leeway 60s` allows for skew",
        Code::NoKey => "`--key @FILE`, `--secret SOURCE`, or `authctl key generate`",
        Code::KidUnknown => "`--kid KID` picks one of them, `--jwks @FILE` brings others",
        Code::RemoteKeyHdr => "`--jwks @FILE` names a key set explicitly",
        Code::AlgMismatch | Code::AlgCurve => "`--key @FILE` names another key",
        Code::KeyIsSecret => "`--key @public.pem`",
        Code::HmacKeyIsPublic => "a public key goes to `--key`",
        Code::KeyPrivateForVerify => "`authctl key export --public` writes it",
        Code::KeySealed => "`--passphrase SOURCE` or AUTHCTL_PASSPHRASE opens it",
        Code::KeyWeak => "`authctl key generate --alg HS256` makes one",
        Code::SigBad => "`authctl token decode` shows what it says without verifying",
        Code::AudMismatch => "`--audience` names what is demanded",
        Code::IssSlash | Code::IssMismatch => "`--issuer` names what is demanded",
        Code::UserUnknown => "`authctl user list` shows the users, `--no-user-check` does not ask",
        Code::UserDisabled => "`authctl user show NAME` says since when",
        Code::UserExpired => "`authctl user set NAME --expires-at TIME`",
        Code::Revoked | Code::TokensEnded | Code::KeyRetired => "`authctl token issue NAME`",
        _ => return None,
    })
}
