//! What the tests of all readers share: a plain view of what was read, whether all of a file is in it,
//! and files with faults.

use crate::files::foreign::sheets::{Sheets, Unreadable};
use crate::files::foreign::testing::told;
use crate::files::foreign::xml;
use roxmltree::Node;
use std::fmt::Write as _;

/// A reader.
pub(in crate::files) type Reader = fn(&str) -> Result<Sheets, Unreadable>;

/// What was read, line by line: columns with what they mean, rows with their cells that are not empty.
pub(in crate::files) fn shown(sheets: &Sheets) -> String {
    let mut out = String::new();
    for sheet in &sheets.all {
        writeln!(out, "{} ({:?})", sheet.name, sheet.kind).unwrap();
        let columns = sheet.columns.iter();
        let columns: Vec<String> = columns
            .map(|(name, means)| format!("{name} = {means}"))
            .collect();
        writeln!(out, "  {}", columns.join(", ")).unwrap();
        for (line, cells) in &sheet.rows {
            assert_eq!(cells.len(), sheet.columns.len());
            let named = sheet.columns.iter().zip(cells);
            let named = named.filter(|(_, cell)| !cell.is_empty());
            let cells: Vec<String> = named
                .map(|((name, _), cell)| format!("{name}: {cell}"))
                .collect();
            writeln!(out, "  {line} | {}", cells.join(" | ")).unwrap();
        }
    }
    for (name, text) in &sheets.said {
        writeln!(out, "said {name}: {text}").unwrap();
    }
    for (line, words) in told(sheets) {
        writeln!(out, "told {line}: {words}").unwrap();
    }
    out
}

/// Compares what was read with what is right, line by line.
pub(in crate::files) fn is_shown(sheets: &Sheets, right: &str) {
    let found = shown(sheets);
    let found: Vec<&str> = found.lines().map(str::trim_end).collect();
    let right: Vec<&str> = right.trim().lines().map(str::trim_end).collect();
    for (found, right) in found.iter().zip(&right) {
        assert_eq!(found, right);
    }
    assert_eq!(found.len(), right.len(), "{found:#?}");
}

/// The texts of a file that are nowhere in what was read. `passed` says which attributes and elements
/// are read as something else: by element and attribute, or by the element alone.
pub(in crate::files) fn missing(
    text: &str,
    sheets: &Sheets,
    passed: &[(&str, &str)],
) -> Vec<String> {
    let all = shown(sheets);
    xml::with_document(text, |document, _, _| {
        let mut missing = Vec::new();
        for node in document.descendants().filter(Node::is_element) {
            let element = node.tag_name().name();
            let is_passed = |attribute: &str| {
                let of = |(of, name): &(&str, &str)| {
                    (*of == element || *of == "*") && *name == attribute
                };
                passed.iter().any(of)
            };
            for (name, value) in xml::attributes(node) {
                if !is_passed(name) && !stands_in(&all, value.trim()) {
                    missing.push(format!("{element} {name} {value}"));
                }
            }
            let own = xml::words(node);
            if !is_passed("") && !stands_in(&all, &own) {
                missing.push(format!("{element}: {own}"));
            }
        }
        missing
    })
    .unwrap()
}

/// Whether a text stands in another and is no part of a longer word or number there.
fn stands_in(all: &str, text: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let begins = joins(text.chars().next());
    let ends = joins(text.chars().next_back());
    text.is_empty()
        || all.match_indices(text).any(|(at, _)| {
            let (before, rest) = all.split_at(at);
            let (_, after) = rest.split_at(text.len());
            let is_begun = begins && joins(before.chars().next_back());
            let is_continued = ends && joins(after.chars().next());
            !is_begun && !is_continued
        })
}

/// Reads every beginning of a text, and the text with single bytes changed; whatever it says, no panic.
pub(in crate::files) fn is_hostile(text: &str, reader: Reader) {
    let ends = text.char_indices().map(|(at, _)| at);
    let mut errors = 0;
    for end in ends {
        errors += usize::from(reader(text.split_at(end).0).is_err());
    }
    assert!(
        errors > text.chars().count() / 2,
        "cut files are not well formed"
    );
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % 0x7fff_ffff).unwrap()
    };
    let signs = b"<>&\"'=/;- 0129aTZ[](),.\n\xc3\x00";
    let mut read = 0;
    for _ in 0..3000 {
        let mut bytes = text.as_bytes().to_vec();
        let at = next() % bytes.len();
        bytes[at] = signs[next() % signs.len()];
        read += usize::from(reader(&String::from_utf8_lossy(&bytes)).is_ok());
    }
    assert!(read > 100, "many changes leave a file well formed: {read}");
}
