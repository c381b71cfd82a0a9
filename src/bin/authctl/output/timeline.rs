//! The instants of a token in their order, with the distances between them: `iat --1h-- exp --3h 2m-- now`.

use std::fmt::{self, Write};

use authctl::{
    clock::{Lifetime, Timestamp},
    token::{Instant, Times},
};

use super::{BOLD, DIM, ERROR, GOOD, Page};

/// Draws the line, where there is anything but now on it.
pub(super) fn draw(page: &mut Page, times: &Times<'_>) -> fmt::Result {
    line(times)?.map_or(Ok(()), |line| page.styled_field("", line))
}

fn line(times: &Times<'_>) -> Result<Option<String>, fmt::Error> {
    let at = |instant: &Option<Instant<'_>>| instant.as_ref().and_then(|instant| instant.at);
    // Of instants that coincide the first in this order comes first.
    let named = [("iat", at(&times.iat)), ("nbf", at(&times.nbf)), ("now", Some(times.now)), ("exp", at(&times.exp))];
    let mut marks: Vec<(&str, Timestamp)> = named.into_iter().filter_map(|(name, at)| Some((name, at?))).collect();
    if marks.len() < 2 {
        return Ok(None);
    }
    marks.sort_by_key(|(_, at)| *at);
    let mut line = String::new();
    let mut before: Option<Timestamp> = None;
    for (name, at) in marks {
        match before.map(|before| at.since(before)) {
            None => {}
            Some(0) => line.push_str(" = "),
            Some(distance) => {
                write!(line, " {DIM}--{}--{DIM:#} ", Lifetime::from_secs(distance.unsigned_abs()).words())?;
            }
        }
        let style = match name {
            "now" => BOLD,
            "exp" if at <= times.now => ERROR,
            "exp" => GOOD,
            "iat" | "nbf" if at > times.now => ERROR,
            _ => DIM,
        };
        write!(line, "{style}{name}{style:#}")?;
        before = Some(at);
    }
    Ok(Some(line))
}

#[cfg(test)]
mod tests {
    use authctl::token::dangerous;

    use super::*;

    /// The line of a token with those claims, seen at 1700000000, without its colours.
    fn drawn(claims: &str) -> Option<String> {
        let token = format!("e30.{}.", authctl::token::base64url::encode(claims.as_bytes()));
        let report = dangerous::inspect(token, Timestamp::from_unix(1_700_000_000));
        line(&report.times()).unwrap().map(|line| anstream::adapter::strip_str(&line).to_string())
    }

    #[test]
    fn instants_stand_in_their_order_with_what_lies_between() {
        let table = [
            (r#"{"iat":1699999400,"exp":1700001200}"#, Some("iat --10m-- now --20m-- exp")),
            (r#"{"iat":1699989400,"nbf":1699989400,"exp":1699993000}"#, Some("iat = nbf --1h-- exp --1h 56m-- now")),
            (r#"{"iat":1700000042,"exp":1700000100}"#, Some("now --42s-- iat --58s-- exp")),
            (r#"{"iat":1700000000}"#, Some("iat = now")),
            (r#"{"exp":"soon"}"#, None),
            ("{}", None),
        ];
        for (claims, expected) in table {
            assert_eq!(drawn(claims).as_deref(), expected, "{claims}");
        }
    }

    #[test]
    fn the_longest_line_fits_on_a_narrow_terminal() {
        let long = drawn(r#"{"iat":-250000000000,"nbf":-100000000,"exp":250000000000}"#).unwrap();
        assert!(long.len() <= 60, "{} {long}", long.len());
    }
}
