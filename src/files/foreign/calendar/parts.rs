//! The components of a calendar (RFC 5545, 3.6): what stands between BEGIN and END.

use super::lines::{Line, parted, unfolded};
use crate::files::foreign::sheets::Sheets;

/// Components nest so deep; a BEGIN further in is a line like others.
const DEEPEST: usize = 12;

/// Properties whose texts have lines.
const TEXTS: [&str; 7] = [
    "DESCRIPTION",
    "SUMMARY",
    "LOCATION",
    "COMMENT",
    "CONTACT",
    "X-ALT-DESC",
    "X-WR-CALDESC",
];

/// A component.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Part {
    /// Its name in capitals, such as VEVENT.
    pub(super) name: String,
    /// Where it begins.
    pub(super) at: usize,
    /// Its own lines.
    pub(super) lines: Vec<Line>,
    /// The components in it.
    pub(super) parts: Vec<Part>,
    /// Whether the file says its end.
    pub(super) is_whole: bool,
}

impl Part {
    fn new(name: &str, at: usize) -> Self {
        Self {
            name: name.trim().to_ascii_uppercase(),
            at,
            ..Self::default()
        }
    }

    /// The first line of a name.
    pub(super) fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// All of it as text.
    pub(super) fn text(&self) -> String {
        let mut all: Vec<String> = self.lines.iter().map(|line| line.whole.clone()).collect();
        for part in &self.parts {
            all.push(format!("BEGIN:{}", part.name));
            all.push(part.text());
            all.push(format!("END:{}", part.name));
        }
        all.retain(|text| !text.is_empty());
        all.join("\n")
    }
}

/// The components of a text: each stands in that around it, and those around which there is none are given.
pub(super) fn parts(text: &str, sheets: &mut Sheets) -> Vec<Part> {
    let mut open = vec![Part::default()];
    for (at, whole) in unfolded(text) {
        let Some(line) = parted(at, &whole) else {
            odd_line(&mut open, at, &whole, sheets);
            continue;
        };
        match line.name.as_str() {
            "BEGIN" if open.len() <= DEEPEST => open.push(Part::new(&line.value, at)),
            "END" => end(&mut open, &line, sheets),
            _ => {
                if let Some(part) = open.last_mut() {
                    part.lines.push(line);
                }
            }
        }
    }
    while open.len() > 1 {
        close(&mut open, false);
    }
    let all = open.pop().unwrap_or_default();
    for line in &all.lines {
        let wrong = format!(
            "this line stands outside of all that a calendar has: {}",
            line.whole
        );
        sheets.tell(line.at, wrong);
    }
    all.parts
}

/// Puts the innermost open component into that around it.
fn close(open: &mut Vec<Part>, is_whole: bool) {
    if let Some(mut part) = open.pop() {
        part.is_whole = is_whole;
        if let Some(around) = open.last_mut() {
            around.parts.push(part);
        }
    }
}

/// Ends the innermost open component of a name, and those in it.
fn end(open: &mut Vec<Part>, line: &Line, sheets: &mut Sheets) {
    let name = line.value.trim().to_ascii_uppercase();
    let inside = open.iter().rev().position(|part| part.name == name);
    let Some(inside) = inside.filter(|inside| inside + 1 < open.len()) else {
        sheets.tell(
            line.at,
            format!("{} ends nothing that has begun", line.whole),
        );
        return;
    };
    for _ in 0..inside {
        if let Some(part) = open.last() {
            let wrong = format!("{} has no end of its own", part.name);
            sheets.tell(part.at, wrong);
        }
        close(open, true);
    }
    close(open, true);
}

/// A line without a name is most often a line of a text that was not folded.
fn odd_line(open: &mut [Part], at: usize, whole: &str, sheets: &mut Sheets) {
    let last = open.last_mut().and_then(|part| part.lines.last_mut());
    let last = last.filter(|last| TEXTS.contains(&last.name.as_str()));
    let Some(last) = last else {
        sheets.tell(
            at,
            format!("this line has no name and is not read: {whole}"),
        );
        return;
    };
    for text in [&mut last.value, &mut last.whole] {
        text.push_str("\\n");
        text.push_str(whole);
    }
    let name = &last.name;
    sheets.tell(
        at,
        format!("this line has no name; it is read as more of {name} above"),
    );
}
