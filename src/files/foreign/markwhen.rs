//! Timelines in plain text: markwhen (parser 1.2 of 2026, and what older ones and its forerunner Cascade read; <https://docs.markwhen.com>,
//! <https://github.com/mark-when/parser>), `.mw`.
//!
//! Each line that begins with a date or a range and a colon begins an event: its first line is the title, the lines
//! below are the description, `#tags` are tags, `@people` actors, `key: value` directly below it are kept under their
//! keys. Sections (`#` headings, `section`, `group`) become categories, pages tables. Dates become EDTF: months
//! before days unless the file turns them (`dateFormat: d/M/y`), ends inclusive at their precision, dates told from other events
//! computed; what is not clear stands as it is written and is told. A rule by which an event repeats is kept and told.
//! What the file says of itself before the first event is said of the whole.

mod entry;
mod event;
mod exact;
mod kinds;
mod page;
mod ranges;
mod relative;
mod resolve;
mod settings;
mod sides;

#[cfg(test)]
mod tests;

use crate::files::foreign::gather::sheet;
use crate::files::foreign::sheets::{Sheets, Unreadable};
use page::Page;
use sides::Side;

/// What parts pages.
const BREAK: &str = "_-_-_break_-_-_";

/// How much of a text is looked at.
const SAMPLE: usize = 4096;

/// Keys by which the start of a file is known.
const KNOWN: [&str; 8] = [
    "title",
    "description",
    "author",
    "dateFormat",
    "timezone",
    "tz",
    "view",
    "edit",
];

/// Whether a text is markwhen: it has events, and signs that plain text does not have.
#[must_use]
pub(in crate::files) fn recognises(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with(['{', '[', '<', '"']) || text.starts_with("BEGIN:") {
        return false;
    }
    let lines: Vec<&str> = text
        .lines()
        .scan(0_usize, |read, line| {
            *read += line.len() + 1;
            (*read <= SAMPLE).then_some(line)
        })
        .filter(|line| !line.trim().is_empty())
        .collect();
    if [',', ';', '\t'].iter().any(|by| is_table(&lines, *by)) {
        return false;
    }
    let (mut events, mut signs) = (0, 0);
    for line in &lines {
        let is_heading = kinds::heading(line).is_some() || kinds::group(line, false).is_some();
        if let Some((range, rest)) = ranges::event_start(line, false) {
            let is_own = matches!(range.from, Side::Relative(_)) || is_interval(&range.text);
            let has_mark = !range.rule.is_empty() || rest.contains(" #") || rest.contains(" !");
            events += 1;
            signs += usize::from(is_own) + usize::from(has_mark);
        } else if events == 0 && settings::parted(line).is_some_and(|(key, _)| is_known(key)) {
            signs += 2;
        } else if is_heading || line.trim() == BREAK {
            signs += 1;
        }
    }
    events > 0 && signs > 1 && events * 8 >= lines.len()
}

/// Whether a text is a range of EDTF, and no day with slashes.
fn is_interval(text: &str) -> bool {
    let has_year = |part: &str| part.bytes().take_while(u8::is_ascii_digit).count() == 4;
    text.split_once('/')
        .is_some_and(|(from, to)| has_year(from) && has_year(to))
}

/// Whether a key is one of the start of a file, or of a tag.
fn is_known(key: &str) -> bool {
    KNOWN.contains(&key) || key.starts_with('#')
}

/// Whether all lines have the same number of a sign, as tables have.
fn is_table(lines: &[&str], by: char) -> bool {
    let mut counts = lines.iter().map(|line| line.matches(by).count());
    let first = counts.next().unwrap_or_default();
    first > 0 && lines.len() > 1 && counts.all(|count| count == first)
}

/// Reads a timeline.
///
/// # Errors
///
/// Where there is nothing in it.
pub(in crate::files) fn read(text: &str) -> Result<Sheets, Unreadable> {
    if text.trim().is_empty() {
        return Err((1, "there is nothing in this file".to_owned()));
    }
    let text = text.trim_start_matches('\u{feff}');
    let lines = (1..).zip(text.lines().map(|line| line.trim_end_matches('\r')));
    let mut pages: Vec<Vec<(usize, &str)>> = vec![Vec::new()];
    for (at, line) in lines {
        if line.trim() == BREAK {
            pages.push(Vec::new());
        } else if let Some(page) = pages.last_mut() {
            page.push((at, line));
        }
    }
    let is_old = kinds::is_old(text);
    let mut sheets = Sheets::default();
    let has_several = pages.len() > 1;
    for (number, lines) in (1..).zip(pages) {
        let mut page = Page::new(number, has_several, is_old, &mut sheets);
        page.read(&lines);
        let (name, rows) = page.done();
        if !rows.is_empty() {
            sheets.all.push(sheet(&name, rows));
        }
    }
    if sheets.all.is_empty() {
        sheets.tell(1, "no line of this file begins with a date and a colon");
    }
    sheets.told.sort_by_key(|told| told.line);
    Ok(sheets)
}
