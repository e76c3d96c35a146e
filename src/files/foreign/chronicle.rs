//! Chronicles in plain text, as people keep and paste them: each line that begins with a date begins an event.
//!
//! ```text
//! 1066 Battle of Hastings
//! 12 March 1938 – German troops enter Austria
//! [04.03.24, 09:15:22] Ana Ruiz: Are you at the office?
//! ```
//!
//! Lines below it go on with it. A line that is a year, or a month with its year, holds for the days below it; a
//! heading of Markdown is their category. Where most events go on with a name and a colon, as in the records of
//! chats, that is who speaks. What stands above the first event is the title of the whole.

use crate::dataset::date::text::{Hints, from_text};
use crate::files::foreign::gather::{self, Row};
use crate::files::foreign::sheets::{Sheet, Sheets, Unreadable, say};
use crate::files::table::{known_names, says_date, title_of};
use std::collections::HashMap;

/// How many lines are looked at to know one.
const SAMPLE: usize = 200;

/// A date has no more words, and no more letters.
const WORDS: usize = 14;
const LETTERS: usize = 60;

/// What stands between a date and what happened. A comma and a stop may stand within a date too.
const JOINTS: [&str; 9] = [" – ", " — ", " - ", ": ", " : ", ":\t", "\t", ". ", ", "];

/// Whether a text is a chronicle, and no table whose first column has dates.
#[must_use]
pub(in crate::files) fn recognises(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with(['{', '<', '|']) {
        return false;
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<&str> = lines.take(SAMPLE).collect();
    let begun: Vec<Begun<'_>> = lines.iter().filter_map(|line| begun(line)).collect();
    let is_most = begun.len() > 1 && begun.len() * 5 >= lines.len() * 2;
    is_most
        && ![',', ';', '\t', '|']
            .iter()
            .any(|sign| is_table(&lines, &begun, *sign))
}

/// Whether a sign parts cells: a line names columns, or most lines have as many of it, and it stands within no
/// date.
fn is_table(lines: &[&str], begun: &[Begun<'_>], sign: char) -> bool {
    let names = |line: &&str| known_names(line.split(sign).map(|name| name.trim_matches('"'))) > 1;
    if lines.first().is_some_and(names) {
        return true;
    }
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for line in lines {
        *counts.entry(line.matches(sign).count()).or_default() += 1;
    }
    let common = counts.iter().filter(|(count, _)| **count > 0);
    let most = common.map(|(_, lines)| *lines).max().unwrap_or(0);
    let within = begun
        .iter()
        .filter(|begun| begun.date.contains(sign))
        .count();
    most * 5 >= lines.len() * 4 && within * 2 < begun.len()
}

/// A line that begins with a date.
struct Begun<'t> {
    date: &'t str,
    /// What happened; empty where nothing stands behind the date.
    text: &'t str,
}

/// A line without the marks of a list: `- `, `* `, `• `.
fn unmarked(line: &str) -> &str {
    let line = line.trim();
    let bare = line.strip_prefix(['-', '*', '•', '·', '–', '+', '>']);
    bare.filter(|rest| rest.starts_with([' ', '\t']))
        .map_or(line, str::trim_start)
}

/// The date at the start of a line and what stands behind it.
fn begun(line: &str) -> Option<Begun<'_>> {
    let line = unmarked(line);
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some((date, text)) = line
            .strip_prefix(open)
            .and_then(|rest| rest.split_once(close))
        {
            let text = text.trim_start_matches([':', '-', '–', '—', ' ']);
            return is_date(date).then_some(Begun {
                date: date.trim(),
                text,
            });
        }
    }
    // Stars and underscores make it bold.
    let line = line.trim_start_matches(['*', '_']);
    if is_date(bare(line)) {
        return Some(Begun {
            date: bare(line),
            text: "",
        });
    }
    let start = line
        .get(..line.floor_char_boundary(LETTERS + 8))
        .unwrap_or(line);
    let at_joints = || JOINTS.iter().flat_map(|joint| start.match_indices(joint));
    let cut = |(at, joint): (usize, &str)| {
        let (date, text) = (bare(line.get(..at)?), line.get(at + joint.len()..)?);
        let text = text.trim_start_matches(['*', '_', ' ', '\t', '–', '—', '-']);
        let is_it = !text.is_empty() && date.split_whitespace().count() <= WORDS && is_date(date);
        is_it.then_some(Begun { date, text })
    };
    let longest = at_joints()
        .filter_map(cut)
        .max_by_key(|begun| begun.date.len());
    longest.or_else(|| by_space(line))
}

/// The same where a space alone stands behind the date. `1963 March on Washington` has no month: what goes on
/// small is no start.
fn by_space(line: &str) -> Option<Begun<'_>> {
    let spaces = line.match_indices(' ').map(|(at, _)| at).take(WORDS);
    let mut cuts: Vec<Begun<'_>> = spaces
        .filter_map(|at| {
            let (date, text) = (line.get(..at)?, line.get(at..)?.trim());
            let is_open = date.ends_with([',', ';', '|', ':']);
            let has_figure = date.contains(|c: char| c.is_ascii_digit());
            (!is_open && has_figure && !text.is_empty() && is_date(date))
                .then_some(Begun { date, text })
        })
        .collect();
    // A word that adds nothing to the date is not of it: `1.1.1801 Das Jahrhundert beginnt`.
    let said = |begun: &Begun<'_>| from_text(begun.date, &Hints::default()).ok()?.edtf;
    cuts.dedup_by(|next, known| said(next).is_some_and(|date| said(known) == Some(date)));
    let is_small = |word: Option<&str>| {
        let first = word.and_then(|word| word.chars().next());
        first.is_some_and(char::is_lowercase)
    };
    let starts = |begun: &Begun<'_>| !is_small(begun.text.split_whitespace().next());
    let ends = |begun: &Begun<'_>| !is_small(begun.date.split_whitespace().last());
    let whole = cuts.iter().rposition(|begun| starts(begun) && ends(begun));
    let place = whole.or_else(|| cuts.iter().rposition(starts)).unwrap_or(0);
    cuts.into_iter().nth(place)
}

/// A date without what stands around it.
fn bare(text: &str) -> &str {
    text.trim()
        .trim_matches(['*', '_', '='])
        .trim()
        .trim_end_matches(':')
        .trim_end()
}

/// Whether a text is a date, with a year or without; one of a few figures alone may be any number.
fn is_date(text: &str) -> bool {
    let figures = text.chars().filter(char::is_ascii_digit).count();
    let is_number = text.trim().len() == figures && figures < 3;
    let (is_date, is_yearless) = says_date(text.trim());
    !is_number && (is_date || is_yearless) && text.chars().any(char::is_alphanumeric)
}

/// An event that is being read.
#[derive(Default)]
struct Entry {
    line: usize,
    date: String,
    text: String,
    category: String,
}

/// Reads a chronicle.
///
/// # Errors
///
/// Where no line begins with a date.
pub(in crate::files) fn read(text: &str) -> Result<Sheets, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    let mut sheets = Sheets::default();
    let mut entries: Vec<Entry> = Vec::new();
    let (mut period, mut category) = (String::new(), String::new());
    for (line, whole) in (1..).zip(text.lines()) {
        if whole.trim().is_empty() {
            continue;
        }
        let heading = whole.trim_start().trim_start_matches('#');
        let is_heading = heading.len() < whole.trim_start().len() && heading.starts_with(' ');
        match begun(heading) {
            Some(Begun { date, text: "" }) if !says_date(date).1 => date.clone_into(&mut period),
            Some(Begun { date, text }) => entries.push(Entry {
                line,
                date: with_period(date, &period),
                text: text.trim().to_owned(),
                category: category.clone(),
            }),
            None => match (day_of(heading, &period), entries.last_mut()) {
                (Some((date, text)), _) => entries.push(Entry {
                    line,
                    date,
                    text,
                    category: category.clone(),
                }),
                (None, Some(_)) if is_heading => {
                    heading.trim().clone_into(&mut category);
                }
                (None, Some(last)) => {
                    last.text.push('\n');
                    last.text.push_str(whole.trim());
                }
                (None, None) => {
                    let is_first = sheets.said.is_empty();
                    let name = if is_first { "title" } else { "description" };
                    say(&mut sheets.said, name, heading);
                }
            },
        }
    }
    if entries.is_empty() {
        return Err((1, "no line of this file begins with a date".to_owned()));
    }
    sheets.all.push(sheet(entries));
    Ok(sheets)
}

/// A date with the year that holds for it.
fn with_period(date: &str, period: &str) -> String {
    let is_yearless = says_date(date).1;
    let whole = format!("{date} {period}");
    if is_yearless && says_date(&whole).0 {
        return whole;
    }
    // Of a month with its year the year is enough.
    let year = period
        .split(|c: char| !c.is_ascii_digit())
        .find(|part| part.len() == 4);
    match year.map(|year| format!("{date} {year}")) {
        Some(whole) if is_yearless && says_date(&whole).0 => whole,
        _ => date.to_owned(),
    }
}

/// A day of the month that holds, and what happened: `12 – Talks begin` below `March 1938`.
fn day_of(line: &str, period: &str) -> Option<(String, String)> {
    let line = unmarked(line);
    let end = line.find(|c: char| !c.is_ascii_digit())?;
    let (day, rest) = line.split_at_checked(end)?;
    let text = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint))?;
    let date = format!("{day} {period}");
    let has_month = period.contains(char::is_alphabetic);
    let is_it = (1..=2).contains(&day.len()) && has_month && says_date(&date).0;
    is_it.then(|| (date, text.trim().to_owned()))
}

/// Who speaks, and what is said: `Ana Ruiz: Are you there?`
fn spoken(text: &str) -> Option<(&str, &str)> {
    let (name, said) = text.split_once(": ")?;
    let is_name = name.chars().count() <= 40 && name.split_whitespace().count() <= 4;
    let is_name =
        is_name && name.chars().any(char::is_alphanumeric) && !name.contains(['.', '!', '?']);
    is_name.then_some((name.trim(), said.trim()))
}

/// The table of the entries.
fn sheet(entries: Vec<Entry>) -> Sheet {
    let mut names: HashMap<&str, usize> = HashMap::new();
    for (name, _) in entries.iter().filter_map(|entry| spoken(&entry.text)) {
        *names.entry(name).or_default() += 1;
    }
    // Those who speak do so again.
    let said: usize = names.values().sum();
    let is_chat = said * 5 >= entries.len() * 3 && names.len() * 2 <= said;
    let rows = entries.iter().map(|entry| {
        let spoken = spoken(&entry.text).filter(|_| is_chat);
        let (who, text) = spoken.unwrap_or(("", &entry.text));
        let title = title_of(text);
        let mut row = Row::at(entry.line);
        row.put("date", "when", &entry.date);
        row.put("title", "title", &title);
        if title != text.trim_end_matches('.') {
            row.put("text", "description", text);
        }
        row.put("who", "actors", who);
        row.put("category", "category", &entry.category);
        row
    });
    gather::sheet("Chronicle", rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::foreign::testing::{lost, shown};

    /// The cells of a column.
    fn cells(text: &str, meaning: &str) -> Vec<String> {
        let sheets = read(text).unwrap();
        let sheet = &sheets.all[0];
        let place = sheet.columns.iter().position(|(_, of)| *of == meaning);
        let rows = sheet.rows.iter();
        rows.map(|(_, row)| place.map_or_else(String::new, |place| row[place].clone()))
            .collect()
    }

    #[test]
    fn a_line_that_begins_with_a_date_begins_an_event() {
        for (line, date, text) in [
            ("1066 Battle of Hastings", "1066", "Battle of Hastings"),
            ("1963 March on Washington", "1963", "March on Washington"),
            (
                "1945 May Germany surrenders",
                "1945 May",
                "Germany surrenders",
            ),
            (
                "12 March 1938 – German troops enter",
                "12 March 1938",
                "German troops enter",
            ),
            ("- **1914–18**: The Great War", "1914–18", "The Great War"),
            (
                "March 4, 1938: Talks, at last",
                "March 4, 1938",
                "Talks, at last",
            ),
            (
                "2024-03-04 09:15 Door opened",
                "2024-03-04 09:15",
                "Door opened",
            ),
            (
                "[04.03.24, 09:15:22] Ana: Hello",
                "04.03.24, 09:15:22",
                "Ana: Hello",
            ),
            (
                "3/4/24, 9:15 AM - Ben: Hello",
                "3/4/24, 9:15 AM",
                "Ben: Hello",
            ),
            ("44 BC. Caesar is killed", "44 BC", "Caesar is killed"),
            (
                "1.1.1801 Das Jahrhundert beginnt",
                "1.1.1801",
                "Das Jahrhundert beginnt",
            ),
            ("1812\tNapoleon in Moscow", "1812", "Napoleon in Moscow"),
        ] {
            let begun = begun(line).unwrap();
            assert_eq!((begun.date, begun.text), (date, text), "{line}");
        }
        for line in [
            "Battle of Hastings",
            "12 people came",
            "1. Buy milk",
            "May I come?",
            "2 eggs",
        ] {
            assert!(begun(line).is_none(), "{line}");
        }
    }

    #[test]
    fn years_and_months_hold_for_the_days_below() {
        let text = "The road to war\n\n1938\n12 March – Anschluss\n29 September: Munich\nMarch 1939\n15 – Prague\nand Brno\n";
        let dates = ["12 March 1938", "29 September 1938", "15 March 1939"];
        assert_eq!(cells(text, "when"), dates);
        assert_eq!(cells(text, "title"), ["Anschluss", "Munich", "Prague"]);
        assert_eq!(cells(text, "description")[2], "Prague\nand Brno");
        assert_eq!(cells(text, "actors"), ["", "", ""]);
        assert!(shown(&read(text).unwrap()).contains("said title: \"The road to war\""));
        assert_eq!(lost(text, &read(text).unwrap()), Vec::<String>::new());
    }

    #[test]
    fn those_who_speak_in_a_chat_take_part() {
        let text = "3/14/24, 9:15 AM - Ana Ruiz: Are you there?\n3/14/24, 9:16 AM - Ben Cole: Yes\n3/15/24, 6:40 PM - Ana Ruiz: Moved to: Friday\nand Monday\n3/16/24, 6:41 PM - Ben Cole: ok\n";
        assert!(recognises(text));
        assert_eq!(cells(text, "title")[2], "Moved to: Friday");
        assert_eq!(cells(text, "actors")[2], "Ana Ruiz");
        assert_eq!(
            cells(text, "description")[2],
            "Moved to: Friday\nand Monday"
        );
    }

    #[test]
    fn tables_and_prose_are_no_chronicles() {
        for text in [
            "2024-03-04,Council meets,Ana\n2024-03-05,Budget passes,Ben\n",
            "1850;Fire in the mill\n1851;Flood\n",
            "1066\tHastings\n1087\tWilliam dies\n",
            "Date,Event\n1 May 2024,Talks\n2 May 2024,Strike\n",
            "It was in 1914 that the war began.\nNobody knew how long it would last.\n",
            "| Date | Event |\n|---|---|\n| 1850 | Fire |\n",
        ] {
            assert!(!recognises(text), "{text}");
        }
        for text in [
            "1066 Battle of Hastings\n1087 William dies\n",
            "Chronicle of the town\n\n- 4 March 1850: Fire in the mill, two dead\n- 5 June 1851: Flood\n",
        ] {
            assert!(recognises(text), "{text}");
        }
    }
}
