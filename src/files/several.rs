//! Several texts in one cell: what parts them, and how one is written that has such a sign in it.

use std::borrow::Cow;

/// What stands between them where we write them.
pub(super) const BETWEEN: &str = "; ";

/// The signs that part them wherever they stand.
const SIGNS: [char; 4] = [';', '|', '\n', '\r'];

/// One of several.
pub(super) struct Piece<'c> {
    pub(super) text: Cow<'c, str>,
    /// Whether it stood in quotes, so that nothing in it parts it further.
    pub(super) is_whole: bool,
}

/// Several texts in one.
pub(super) fn joined<'t>(all: impl Iterator<Item = &'t str>) -> String {
    all.map(quoted).collect::<Vec<_>>().join(BETWEEN)
}

/// Whether a text is none of several without quotes around it.
fn needs_quotes(text: &str) -> bool {
    text.contains(SIGNS) || text.starts_with('"')
}

/// One of several texts, in quotes where a sign in it would part it.
pub(super) fn quoted(text: &str) -> Cow<'_, str> {
    if needs_quotes(text) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

/// The texts in a cell that are not blank.
pub(super) fn pieces(cell: &str) -> Vec<Piece<'_>> {
    let mut all = Vec::new();
    let mut rest = cell;
    loop {
        let start = rest.trim_start_matches(|c: char| c.is_whitespace() || SIGNS.contains(&c));
        if start.is_empty() {
            return all;
        }
        if let Some((text, after)) = whole(start) {
            let text = Cow::Owned(text);
            all.push(Piece {
                text,
                is_whole: true,
            });
            rest = after;
            continue;
        }
        let end = start.find(SIGNS).unwrap_or(start.len());
        let (text, after) = start.split_at_checked(end).unwrap_or((start, ""));
        all.push(Piece {
            text: Cow::Borrowed(text.trim()),
            is_whole: false,
        });
        rest = after;
    }
}

/// A text in quotes that has a sign in it, and what stands behind: the next sign, or nothing.
fn whole(start: &str) -> Option<(String, &str)> {
    let mut inner = start.strip_prefix('"')?;
    let mut text = String::new();
    loop {
        let (before, after) = inner.split_once('"')?;
        text.push_str(before);
        if let Some(more) = after.strip_prefix('"') {
            text.push('"');
            inner = more;
            continue;
        }
        let after = after.trim_start();
        let is_end = after.is_empty() || after.starts_with(SIGNS);
        return (is_end && needs_quotes(&text)).then_some((text, after));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(cell: &str) -> Vec<String> {
        let all = pieces(cell).into_iter();
        all.map(|piece| piece.text.into_owned()).collect()
    }

    #[test]
    fn quotes_hold_what_a_sign_would_part() {
        for (cell, expected) in [
            ("Anna; Berta|Carl\nDora", "Anna/Berta/Carl/Dora"),
            ("\"Sons; Daughters\"; Anna", "Sons; Daughters/Anna"),
            ("\"The \"\"Red\"\" A; B\"", "The \"Red\" A; B"),
            // Quotes of another kind are part of a name.
            ("\"Red\" Ted; Anna", "\"Red\" Ted/Anna"),
            ("\"Anna\"; Berta", "\"Anna\"/Berta"),
            ("\"Anna; Berta", "\"Anna/Berta"),
            (" ; ;", ""),
        ] {
            assert_eq!(texts(cell).join("/"), expected, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn what_is_joined_comes_apart_again(all in prop::collection::vec("[a-c;|\" ]{0,4}[a-c]", 0..5)) {
            let trimmed: Vec<String> = all.iter().map(|text| text.trim().to_owned()).collect();
            let joined = joined(trimmed.iter().map(String::as_str));
            prop_assert_eq!(texts(&joined), trimmed, "{}", joined);
        }
    }
}
