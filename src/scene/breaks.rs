//! Where a line of text may end (Unicode Standard Annex 14), and text set in lines.

/// Where a line may end, in bytes from the start; the end of the text is the last.
fn breaks(text: &str) -> impl Iterator<Item = usize> {
    let all = unicode_linebreak::linebreaks(text);
    all.map(|(at, _)| at).filter(|at| !is_in_a_range(text, *at))
}

/// `2014–18` and `11-12` read as one, which the standard leaves open.
fn is_in_a_range(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    before.ends_with(['-', '–']) && after.starts_with(|c: char| c.is_ascii_digit())
}

/// What stays together in a line, each with whether a space goes before it.
pub fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let (mut start, mut is_after_space) = (0, true);
    for end in breaks(text) {
        let piece = text.get(start..end).unwrap_or_default();
        if !piece.trim().is_empty() {
            is_after_space |= piece.starts_with(char::is_whitespace);
            pieces.push((piece.trim(), is_after_space));
        }
        is_after_space = piece.ends_with(char::is_whitespace);
        start = end;
    }
    pieces
}

/// A text in two lines, at each place where the first may end: between words, else within one.
pub fn halves(text: &str) -> impl DoubleEndedIterator<Item = (&str, &str)> {
    let all = breaks(text).filter_map(|at| text.split_at_checked(at));
    let all: Vec<(&str, &str)> = all.filter(|(_, second)| !second.is_empty()).collect();
    let is_between_words = |(first, _): &(&str, &str)| first.ends_with(char::is_whitespace);
    let has_words = all.iter().any(is_between_words);
    let halves = all.into_iter();
    let halves = halves.filter(move |halves| !has_words || is_between_words(halves));
    halves.map(|(first, second)| (first.trim(), second.trim()))
}

/// A text in lines no wider than `room`, as `width` measures them; not more than one past `most`. A piece
/// wider than a line is broken between letters.
pub fn lines(text: &str, room: f32, most: usize, width: impl Fn(&str) -> f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for (piece, is_after_space) in pieces(text) {
        if lines.len() > most {
            break;
        }
        let is_apart = is_after_space && !line.is_empty();
        let space = if is_apart { " " } else { "" };
        let longer = format!("{line}{space}{piece}");
        if width(&longer) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line = broken(piece, room, &width, &mut lines);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Puts the full lines of a word that is wider than a line; gives the rest.
fn broken(word: &str, room: f32, width: &impl Fn(&str) -> f32, lines: &mut Vec<String>) -> String {
    let mut rest = String::new();
    for letter in word.chars() {
        rest.push(letter);
        if rest.chars().nth(1).is_some() && width(&rest) > room {
            rest.pop();
            lines.push(std::mem::replace(&mut rest, letter.to_string()));
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<&str> {
        pieces(text).into_iter().map(|(piece, _)| piece).collect()
    }

    #[test]
    fn lines_end_where_a_reader_expects_it() {
        let rows: [(&str, &[&str]); 7] = [
            ("two  words ", &["two", "words"]),
            ("12\u{a0}km off", &["12\u{a0}km", "off"]),
            ("US-led talks", &["US-", "led", "talks"]),
            ("2014–18, 3-4", &["2014–18,", "3-4"]),
            ("会談は、終。 end", &["会", "談", "は、", "終。", "end"]),
            ("（一）「二」", &["（一）", "「二」"]),
            (" ", &[]),
        ];
        for (text, wanted) in rows {
            assert_eq!(said(text), wanted, "{text}");
        }
        assert_eq!(pieces("US-led 会談")[1], ("led", false));
        assert_eq!(pieces("US-led 会談")[2], ("会", true));
        assert_eq!(pieces("US-led 会談")[3], ("談", false));
    }

    #[test]
    fn a_text_has_its_halves() {
        let all = |text| halves(text).collect::<Vec<_>>();
        assert_eq!(all("one two-three"), [("one", "two-three")]);
        assert_eq!(all("two-three"), [("two-", "three")]);
        assert_eq!(all("会談"), [("会", "談")]);
        assert_eq!(halves("one").count(), 0);
        assert_eq!(halves("").count(), 0);
    }
}
