//! Which row of a table names its columns.

use super::at::At;
use super::cells::{dated, is_address};
use super::number::number;
use super::words;
use std::collections::HashSet;

/// How many rows may stand above the header.
const ABOVE: usize = 20;

/// The place of the header among the first rows: the one with the most names that are known, or else
/// the first that looks like one.
pub(super) fn found(head: &[(Vec<String>, At)]) -> Option<usize> {
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let mut widths: Vec<usize> = head.iter().map(|(row, _)| filled(row)).collect();
    widths.retain(|width| *width > 0);
    widths.sort_unstable();
    let middle = widths.get(widths.len() / 2).copied().unwrap_or(0);
    let mut best: Option<(usize, usize)> = None;
    let mut is_above = true;
    for (n, (row, _)) in head.iter().enumerate().take(ABOVE) {
        let filled = filled(row);
        let known = words::known(row.iter().map(String::as_str));
        // A title above a table stands in one cell; a row that names few of the columns has names that are
        // known.
        if filled == 0 || filled * 2 < middle && known < 2 {
            continue;
        }
        let data = row.iter().filter(|cell| is_data(cell)).count();
        // A row of words that nobody knows names columns only where no row of the table stands above it.
        let is_first = std::mem::replace(&mut is_above, false);
        if known == 0 && !is_first {
            continue;
        }
        let score = (known * 2 + usize::from(data == 0)).saturating_sub(data * 2);
        if score > 0 && best.is_none_or(|(_, other)| score > other) {
            best = Some((n, score));
        }
    }
    best.map(|(n, _)| n)
}

/// The names of the columns: those of a row, or of two of which the upper one names groups of columns
/// (`Start` over `Year`, `Month` and `Day`).
pub(super) struct Header {
    /// Where it ends.
    pub(super) at: At,
    pub(super) names: Vec<String>,
    /// Where the row of the groups stands, if there is one.
    pub(super) groups: Option<At>,
}

impl Header {
    /// The names that stand in a row, and above or below it.
    pub(super) fn of(head: &[(Vec<String>, At)], place: usize) -> Option<Self> {
        let pairs = [place.checked_sub(1), Some(place)];
        for upper in pairs.into_iter().flatten() {
            let rows = head.get(upper).zip(head.get(upper + 1));
            let Some(((groups, above), (names, at))) = rows else {
                continue;
            };
            let below = head.get(upper + 2..).unwrap_or_default();
            if let Some(names) = joined(groups, names, below, upper + 1 == place) {
                return Some(Self {
                    at: *at,
                    names,
                    groups: Some(*above),
                });
            }
        }
        let (names, at) = head.get(place)?;
        Some(Self {
            at: *at,
            names: names.clone(),
            groups: None,
        })
    }
}

/// The names of columns whose groups stand in the row above; none where that is no row of groups, or the
/// lower one none of names. `is_header`: the lower one is known to be one of names.
fn joined(
    groups: &[String],
    names: &[String],
    below: &[(Vec<String>, At)],
    is_header: bool,
) -> Option<Vec<String>> {
    if groups.iter().chain(names).any(|cell| is_data(cell)) {
        return None;
    }
    let cell = |row: &[String], n: usize| row.get(n).map_or("", |cell| cell.trim()).to_owned();
    let width = groups.len().max(names.len());
    let (mut group, mut of_groups) = (String::new(), Vec::new());
    let mut has_single = false;
    let mut all = Vec::new();
    for n in 0..width {
        let (upper, mut lower) = (cell(groups, n), cell(names, n));
        // A cell that was merged over both rows.
        if lower == upper {
            lower.clear();
        }
        let is_grouped = !lower.is_empty();
        if !upper.is_empty() {
            group.clone_from(&upper);
        }
        if is_grouped && !group.is_empty() {
            of_groups.push((group.clone(), n, lower.clone()));
        }
        all.push(match (upper.is_empty(), is_grouped) {
            (_, true) => format!("{group} {lower}").trim().to_owned(),
            (false, false) => upper,
            (true, false) => {
                group.clear();
                String::new()
            }
        });
        // What has no name below it is no group of the columns beside it.
        has_single |= !is_grouped && !group.is_empty();
        if !is_grouped {
            group.clear();
        }
    }
    let is_one = |cell: &String| words::known(std::iter::once(cell.as_str())) > 0;
    let lower = || of_groups.iter();
    let stands_twice = lower().any(|(group, _, name)| {
        let other = |(of, _, other): &&(String, usize, String)| other == name && of != group;
        lower().find(other).is_some()
    });
    let is_of_several =
        lower().any(|(group, n, _)| lower().any(|(of, other, _)| of == group && other > n));
    let known = lower().filter(|(.., name)| is_one(name)).count();
    let are_names = lower().all(|(_, n, name)| is_one(name) || stands_above_data(below, *n));
    let are_known = known == of_groups.len() && (stands_twice || has_single);
    let is_likely = stands_twice && (is_header || are_names && known * 2 >= of_groups.len());
    let mut seen = HashSet::new();
    let mut named = all.iter().filter(|name| !name.is_empty());
    let are_different = named.all(|name| seen.insert(name));
    (is_of_several && are_different && (are_known || is_likely)).then_some(all)
}

/// Whether most of the cells below a place are numbers, dates or addresses.
fn stands_above_data(below: &[(Vec<String>, At)], place: usize) -> bool {
    let cells = below.iter().filter_map(|(row, _)| row.get(place));
    let cells: Vec<&String> = cells.filter(|cell| !cell.trim().is_empty()).collect();
    let data = cells.iter().filter(|cell| is_data(cell)).count();
    data > 0 && data * 2 > cells.len()
}

/// How many names that are known the best row has.
pub(super) fn known(head: &[(Vec<String>, At)]) -> usize {
    let rows = head.iter().take(ABOVE);
    let known = rows.map(|(row, _)| words::known(row.iter().map(String::as_str)));
    known.max().unwrap_or(0)
}

/// Whether a cell is what stands below a header.
fn is_data(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && (number(cell, true).is_some() || is_address(cell) || dated(cell).0)
}

/// The line of a row, or that it has none.
pub(super) fn at_line(head: &[(Vec<String>, At)], line: usize) -> Option<usize> {
    head.iter().position(|(_, at)| at.line == line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of a table whose cells are parted by commas, and how many rows they take.
    fn names(text: &str) -> (Vec<String>, usize) {
        let lines = text.lines().enumerate();
        let row = |(n, line): (usize, &str)| {
            let cells = line.split(',').map(str::to_owned).collect();
            (cells, At::row(n + 1, n))
        };
        let head: Vec<(Vec<String>, At)> = lines.map(row).collect();
        let header = found(&head)
            .and_then(|place| Header::of(&head, place))
            .unwrap();
        (header.names, usize::from(header.groups.is_some()) + 1)
    }

    #[test]
    fn groups_above_names_are_joined_to_them() {
        for (text, expected) in [
            (
                "Start,,,End,,\nYear,Month,Day,Year,Month,Day\n2014,3,1,2014,3,2\n",
                "Start Year|Start Month|Start Day|End Year|End Month|End Day",
            ),
            (
                "Event,Start,,,End,,,Place\n,Year,Month,Day,Year,Month,Day,\nTalks,2014,3,1,2014,3,2,Rome\n",
                "Event|Start Year|Start Month|Start Day|End Year|End Month|End Day|Place",
            ),
            // A name of one column stands in the lower row.
            (
                ",Start,,End,\nEvent,Year,Month,Year,Month\nTalks,2014,3,2014,3\n",
                "Event|Start Year|Start Month|End Year|End Month",
            ),
            (
                "Event,Start,\n,Year,Month\nTalks,2014,3\nStrike,2014,4\n",
                "Event|Start Year|Start Month",
            ),
            // What stands above numbers is a name.
            (
                "Date,Side A,,Side B,\n,Name,Losses,Name,Losses\n2014,Red,12,Blue,7\n2015,Red,1,Blue,4\n",
                "Date|Side A Name|Side A Losses|Side B Name|Side B Losses",
            ),
        ] {
            let (names, rows) = names(text);
            assert_eq!(names.join("|"), expected, "{text}");
            assert_eq!(rows, 2, "{text}");
        }
    }

    #[test]
    fn other_rows_are_no_groups() {
        for text in [
            // A title above, rows of data below, names without groups.
            "My timeline,,,\ntitle,date,place,who\nTalks,2014,Rome,Anna\n",
            ",My timeline,,\nNo,date,event,place\n1,2014,Talks,Rome\n",
            "Prepared by,Anna,,\ntitle,date,place,who\nTalks,2014,Rome,Anna\n",
            "event,agreed,,date\nTalks,yes,no,2014\nStrike,no,yes,2015\n",
            "event,agreed,,signed,\nTalks,yes,no,yes,no\nStrike,no,yes,no,no\n",
            "event,who,,place\nTalks,Anna,Carl,Rome\nStrike,Carl,Anna,Rome\n",
            "event,date\nmeeting,spring\nplace,later\n",
        ] {
            let (names, rows) = names(text);
            assert_eq!(rows, 1, "{text}: {names:?}");
        }
    }
}
