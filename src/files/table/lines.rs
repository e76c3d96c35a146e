//! The rows of a text with separators, each with where it stands.

use super::super::problem::Position;
use super::at::{At, FIRST, Met};
use super::number::is_formula;
use super::words;
use std::ops::ControlFlow;

/// The separators that are looked for, the likeliest last.
const SEPARATORS: [u8; 4] = [b'|', b'\t', b';', b','];

/// What stands in a cell of Markdown for what would part it: a bar (CommonMark, section 2.5) and a line break,
/// and for the sign of a break that is text.
const IN_MARKDOWN: [(&str, &str); 3] = [("<br", "&lt;br"), ("|", "&#124;"), ("\n", "<br>")];

/// A cell as a table of Markdown has it.
pub(in crate::files) fn in_markdown(cell: &str) -> String {
    let plain = cell.replace("\r\n", "\n").replace('\r', "\n");
    let marks = IN_MARKDOWN.iter();
    marks.fold(plain, |text, (sign, mark)| text.replace(sign, mark))
}

/// The cell that one of Markdown is.
fn of_markdown(cell: &str) -> String {
    let plain = ["<br/>", "<br />"]
        .iter()
        .fold(cell.to_owned(), |text, mark| text.replace(mark, "<br>"));
    let marks = IN_MARKDOWN.iter().rev();
    marks.fold(plain, |text, (sign, mark)| text.replace(mark, sign))
}

/// The cells of a row of Markdown, in which a bar behind a backslash parts none (GitHub Flavored Markdown, 4.10).
fn whole_cells(row: &csv::StringRecord) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for cell in row {
        match all.last_mut().filter(|last| last.ends_with('\\')) {
            Some(last) => {
                last.pop();
                last.push('|');
                last.push_str(cell);
            }
            None => all.push(cell.to_owned()),
        }
    }
    all
}

/// How many quotes may be left open before all are taken for letters.
const OPEN: usize = 20;

/// A text with its separator.
#[derive(Clone, Copy)]
pub(super) struct Lines<'t> {
    text: &'t str,
    pub(super) separator: u8,
    /// Where the first row starts: after `sep=;`.
    start: usize,
    /// Whether it is a table of Markdown.
    is_markdown: bool,
}

impl<'t> Lines<'t> {
    /// With a chosen separator, or with that which the text says or looks like.
    pub(super) fn of(text: &'t str, chosen: Option<u8>) -> Self {
        let said = said_separator(text);
        let start = said.map_or(0, |(_, start)| start);
        let is_rule = |line: &str| {
            line.contains("---") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
        };
        let is_ruled = text.lines().take(FIRST).any(is_rule);
        let with = |separator| Self {
            text,
            separator,
            start,
            is_markdown: separator == b'|' && is_ruled,
        };
        if let Some(separator) = chosen.or(said.map(|(separator, _)| separator)) {
            return with(separator);
        }
        let merits = SEPARATORS.map(with).map(|grid| (grid.merit(), grid));
        // The last of equals wins.
        let best = merits.into_iter().max_by(|(a, _), (b, _)| {
            let sizes = a.1.total_cmp(&b.1);
            a.0.cmp(&b.0).then(sizes)
        });
        best.map_or(with(b','), |(_, grid)| grid)
    }

    /// How many columns are known by name, and how much of a table it is.
    fn merit(&self) -> (usize, f64) {
        let mut known = 0;
        let mut widths = Vec::new();
        self.first(FIRST, |row| {
            known = known.max(words::known(row.iter()));
            widths.push(row.len());
        });
        let most = |width: usize| widths.iter().filter(|other| **other == width).count();
        let common = widths
            .iter()
            .copied()
            .max_by_key(|width| (most(*width), *width));
        let width = common.unwrap_or(1);
        let share = f64::from(u32::try_from(most(width)).unwrap_or(0))
            / f64::from(u32::try_from(widths.len().max(1)).unwrap_or(1));
        let columns = f64::from(u32::try_from(width.saturating_sub(1)).unwrap_or(0));
        (known, share * columns.min(100.0))
    }

    fn first(&self, count: usize, mut tell: impl FnMut(&csv::StringRecord)) {
        let mut left = count;
        self.each(None, &mut |met, _| {
            if let Met::Row(row) = met {
                tell(row);
                left -= 1;
            }
            if left == 0 {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
    }

    pub(super) fn each(
        &self,
        width: Option<usize>,
        tell: &mut dyn FnMut(Met<'_>, At) -> ControlFlow<()>,
    ) {
        self.each_as_it_stands(width, &mut |met, at| match met {
            Met::Row(row)
                if row
                    .iter()
                    .any(|cell| cell.as_bytes().first() == Some(&b'\'')) =>
            {
                let mut row: csv::StringRecord = row.iter().map(shown).collect();
                tell(Met::Row(&mut row), at)
            }
            Met::Row(row)
                if self.is_markdown && row.iter().any(|cell| cell.contains(['&', '<', '\\'])) =>
            {
                let row: Vec<String> = whole_cells(row)
                    .iter()
                    .map(|cell| of_markdown(cell))
                    .collect();
                tell(Met::Row(&mut row.into()), at)
            }
            met => tell(met, at),
        });
    }

    fn each_as_it_stands(
        &self,
        width: Option<usize>,
        tell: &mut dyn FnMut(Met<'_>, At) -> ControlFlow<()>,
    ) {
        let mut row = csv::StringRecord::new();
        let mut at = At::START;
        let mut base = self.start;
        let mut left_open = 0_usize;
        'from: loop {
            let Some(rest) = self.text.get(base..).filter(|rest| !rest.is_empty()) else {
                return;
            };
            // Where that is how the file is, its quotes are letters.
            let has_quotes = left_open < OPEN;
            let mut reader = reader(rest, self.separator, has_quotes);
            loop {
                // A text in memory is read without errors.
                let Ok(true) = reader.read_record(&mut row) else {
                    return;
                };
                let start = row.position().map_or(0, |p| whole(p.byte()));
                let end = base + whole(reader.position().byte());
                let start = base + start;
                let start = start + self.blank(start);
                at = self.moved(at, start);
                let after = if has_quotes {
                    self.left_open(start, end, width)
                } else {
                    None
                };
                if let Some(after) = after {
                    left_open += 1;
                    if tell(Met::Unclosed, at).is_break() {
                        return;
                    }
                    let line = self.text.get(start..after).unwrap_or_default();
                    plain_row(line, self.separator, &mut row);
                    if tell(Met::Row(&mut row), at).is_break() {
                        return;
                    }
                    base = after;
                    continue 'from;
                }
                if tell(Met::Row(&mut row), at).is_break() {
                    return;
                }
            }
        }
    }

    /// The bytes of line breaks at a place.
    fn blank(&self, offset: usize) -> usize {
        let rest = self.text.as_bytes().get(offset..).unwrap_or_default();
        let is_break = |b: &&u8| matches!(b, b'\n' | b'\r');
        rest.iter().take_while(is_break).count()
    }

    fn moved(&self, at: At, offset: usize) -> At {
        let between = self.text.as_bytes().get(at.offset..offset);
        At {
            line: at.line + memchr::memchr_iter(b'\n', between.unwrap_or_default()).count(),
            offset,
            cell: None,
        }
    }

    /// The end of the first line of a row, if the row goes on because a quote was left open.
    fn left_open(&self, start: usize, end: usize, width: Option<usize>) -> Option<usize> {
        let row = self.text.get(start..end)?;
        let line = memchr::memchr(b'\n', row.as_bytes())? + 1;
        if line == row.len() {
            return None;
        }
        // A cell that is closed where a cell ends goes over several lines on purpose.
        let quotes = quotes(row.as_bytes(), self.separator);
        let is_at_end = end == self.text.len();
        // Its first line is a row as it stands.
        let is_whole = || {
            let mut first = csv::StringRecord::new();
            let text = row.get(..line).unwrap_or_default();
            plain_row(text, self.separator, &mut first);
            width.is_some_and(|width| first.len() == width)
        };
        (quotes == Quotes::Open && is_at_end || quotes != Quotes::Sound && is_whole())
            .then_some(start + line)
    }

    /// A place that is no row's.
    pub(super) fn at(&self, offset: usize) -> At {
        self.moved(At::START, offset)
    }

    /// How many bytes it has.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn position(&self, at: At) -> Position {
        let row = self.text.as_bytes().get(at.offset..).unwrap_or_default();
        let in_row = |cell| start_of_cell(row, self.separator, cell);
        let skipped = at.cell.map_or(0, in_row);
        Position::after(self.text, (at.offset, at.line), at.offset + skipped)
    }
}

/// What a spreadsheet shows of a cell: the apostrophe before what would be a formula says that it is a text.
fn shown(cell: &str) -> &str {
    let text = cell.strip_prefix('\'');
    let is_it = |text: &&str| is_formula(text.trim_start_matches('\''));
    text.filter(is_it).unwrap_or(cell)
}

fn whole(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

fn reader(text: &str, separator: u8, quotes: bool) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(quotes)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// The cells of a line in which quotes are letters; one that opens a cell is left out.
fn plain_row(line: &str, separator: u8, row: &mut csv::StringRecord) {
    let mut plain = csv::StringRecord::new();
    let read = reader(line, separator, false).read_record(&mut plain);
    row.clear();
    if read.is_ok() {
        for cell in &plain {
            row.push_field(cell.strip_prefix('"').unwrap_or(cell));
        }
    }
}

/// `sep=;` in the first line, as spreadsheets write and read it; and where the next starts.
fn said_separator(text: &str) -> Option<(u8, usize)> {
    let line = text.split('\n').next()?;
    let said = line.trim().trim_matches('"');
    let (name, rest) = said.split_at_checked(4)?;
    let separator = match rest.as_bytes() {
        [one] if one.is_ascii() => *one,
        // The tab was taken for white space.
        [] if line.contains('\t') => b'\t',
        _ => return None,
    };
    let is_it = name.eq_ignore_ascii_case("sep=");
    is_it.then(|| (separator, (line.len() + 1).min(text.len())))
}

/// How many bytes of a row stand before a cell.
fn start_of_cell(row: &[u8], separator: u8, cell: usize) -> usize {
    let (mut left, mut is_quoted, mut starts) = (cell, false, true);
    for (n, byte) in row.iter().enumerate() {
        if left == 0 {
            return n;
        }
        match *byte {
            // One that is doubled closes and opens again.
            b'"' if is_quoted => (is_quoted, starts) = (false, true),
            b'"' if starts => (is_quoted, starts) = (true, false),
            _ if is_quoted => {}
            b'\n' => break,
            byte if byte == separator => (left, starts) = (left - 1, true),
            _ => starts = false,
        }
    }
    0
}

/// How the quotes of a row end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// Each that opens a cell is closed at the end of one.
    Sound,
    /// One is closed within a cell.
    Torn,
    /// One is still open.
    Open,
}

fn quotes(row: &[u8], separator: u8) -> Quotes {
    let ends = |byte: u8| byte == separator || byte == b'\n' || byte == b'\r';
    let (mut is_open, mut starts, mut is_torn) = (false, true, false);
    let mut bytes = row.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match (is_open, byte) {
            // One that is doubled is a letter.
            (true, b'"') if bytes.next_if_eq(&b'"').is_none() => {
                is_open = false;
                is_torn |= bytes.peek().is_some_and(|next| !ends(*next));
            }
            (false, b'"') if starts => is_open = true,
            _ => {}
        }
        starts = ends(byte);
    }
    match (is_open, is_torn) {
        (true, _) => Quotes::Open,
        (false, true) => Quotes::Torn,
        (false, false) => Quotes::Sound,
    }
}
