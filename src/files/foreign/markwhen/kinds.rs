//! Which kind of line a line of markwhen is, where it is no event.

/// Whether a file has words that end sections, as older ones have.
pub(super) fn is_old(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    lines.any(|line| is_end(line) && line.len() > 3)
}

/// Whether a line ends a section that a word has begun.
pub(super) fn is_end(line: &str) -> bool {
    let ends = ["end", "endgroup", "endsection"];
    ends.iter().any(|end| line.trim().eq_ignore_ascii_case(end))
}

/// The level and the text of a heading.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let line = line.trim_start();
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let is_heading = (1..=6).contains(&level) && text.starts_with([' ', '\t']);
    is_heading.then(|| (level, text.trim()))
}

/// The text of a section that begins with a word; with a capital only in files that have words that end them.
pub(super) fn group(line: &str, is_old: bool) -> Option<&str> {
    let line = line.trim();
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let is_word = |wanted: &&str| *wanted == word || is_old && wanted.eq_ignore_ascii_case(word);
    ["group", "section"]
        .iter()
        .any(is_word)
        .then_some(rest.trim())
}

/// Whether a line is a comment.
pub(super) fn comment(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("//").map(str::trim)
}
