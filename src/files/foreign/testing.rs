//! What the tests of all readers need.

use crate::files::foreign::sheets::{Sheets, Told};
use std::collections::HashSet;

/// Everything that was read, a cell a line.
pub(in crate::files) fn shown(sheets: &Sheets) -> String {
    let mut all = String::new();
    for sheet in &sheets.all {
        all.push_str(&format!("table {}\n", sheet.name));
        for (line, row) in &sheet.rows {
            all.push_str(&format!("line {line}\n"));
            assert_eq!(row.len(), sheet.columns.len());
            for ((name, meaning), cell) in sheet.columns.iter().zip(row) {
                if !cell.is_empty() {
                    all.push_str(&format!("  {name} [{meaning}]: {cell:?}\n"));
                }
            }
        }
    }
    for (of, text) in &sheets.said {
        all.push_str(&format!("said {of}: {text:?}\n"));
    }
    for (line, text) in told(sheets) {
        all.push_str(&format!("told {line}: {text}\n"));
    }
    all
}

/// What is told, each with its line.
pub(in crate::files) fn told(sheets: &Sheets) -> Vec<(usize, String)> {
    let words = |told: &Told| {
        let words = told.fault.to_string();
        (told.line, words.strip_suffix('.').unwrap().to_owned())
    };
    sheets.told.iter().map(words).collect()
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The words of a text that stand in nothing that was read.
pub(in crate::files) fn lost(text: &str, sheets: &Sheets) -> Vec<String> {
    let mut known: HashSet<String> = HashSet::new();
    for sheet in &sheets.all {
        known.extend(words(&sheet.name));
        for (name, _) in &sheet.columns {
            known.extend(words(name));
        }
        for cell in sheet.rows.iter().flat_map(|(_, row)| row) {
            known.extend(words(cell));
            // A time without its signs and its offset.
            for date in cell.split('/') {
                let date: String = date
                    .chars()
                    .take(19)
                    .filter(|c| !"-:".contains(*c))
                    .collect();
                known.extend(words(&date));
                known.extend(date.get(..13).map(str::to_lowercase));
            }
            known.extend(words(&cell.replace(['-', ':'], "")));
        }
    }
    for (of, text) in &sheets.said {
        known.extend(words(of));
        known.extend(words(text));
        known.extend(words(&text.replace("\\n", " ")));
    }
    for (_, text) in told(sheets) {
        known.extend(words(&text));
    }
    let is_known = |word: &String| {
        // Seconds that are 0 are not written.
        let short = word
            .strip_suffix('z')
            .map_or(word.strip_suffix("00").map(str::to_owned), |time| {
                time.strip_suffix("00").map(|time| format!("{time}z"))
            });
        known.contains(word) || short.is_some_and(|short| known.contains(&short))
    };
    words(text).filter(|word| !is_known(word)).collect()
}

/// Reads every prefix of a text, and the text with single bytes changed, each of which is to end without a panic.
pub(in crate::files) fn torture(text: &str, read: impl Fn(&str)) {
    for (end, _) in text.char_indices() {
        read(text.get(..end).unwrap_or_default());
    }
    let mut seed = 7_u64;
    let mut next = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for _ in 0..500 {
        let mut bytes = text.as_bytes().to_vec();
        let place = next(bytes.len());
        let signs = b"\0\t\n\r \"#'()+,-./0159:;=@AZ[]^az|\x80\xc3\xff";
        bytes[place] = signs[next(signs.len())];
        read(&String::from_utf8_lossy(&bytes));
    }
}
