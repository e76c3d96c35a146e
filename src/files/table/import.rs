//! What was made of a table, for a person to look at: what each column is taken for, what became of
//! the first rows, what was settled and what is open.

use super::assigned::Ground;
use super::at::At;
use super::grid::{Grid, is_blank_row};
use super::items::Counts;
use super::mapping::Mapping;
use super::meaning::{Meaning, Rows};
use super::origins::Origins;
use super::plan::Plan;
use crate::dataset::Dataset;
use crate::dataset::check::Fault;
use crate::dataset::count::{plural, with_thousands};
use crate::dataset::date::text::{Epoch, Finding, Ground as By, Language, Note, Order};
use crate::dataset::date::{Date, in_words};
use crate::dataset::zone::Zone;

/// How many rows are shown.
const SHOWN: usize = 30;

/// What was made of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// What a person said.
    pub mapping: Mapping,
    /// What the rows are taken for.
    pub rows: Rows,
    /// The line of the header; none if there is none.
    pub header: Option<usize>,
    /// Where its rows stand.
    pub origin: Origin,
    /// Whether the day or the month comes first, where it matters.
    pub order: Option<Order>,
    /// The columns.
    pub columns: Vec<ColumnOf>,
    /// The first rows.
    pub preview: Vec<PreviewRow>,
    /// How many rows became what.
    pub counts: Counts,
    /// What was settled, each in a sentence.
    pub findings: Vec<String>,
    /// That other sheets or lists of the file are not read, in a sentence.
    pub unread: Option<String>,
    /// What is open, each as a question.
    pub questions: Vec<String>,
    /// Whether all columns are there that it was remembered of what they mean.
    pub is_complete: bool,
    /// Whether it is known what its rows are: its format says so, or another table of the file.
    pub is_known: bool,
    /// The name of the download that it is: ACLED, GDELT and such.
    pub download: Option<&'static str>,
}

/// Where the rows of a table stand: in a text, or in a sheet of a workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// The sign between the cells of a text.
    pub separator: Option<char>,
    /// The name of its encoding.
    pub encoding: Option<String>,
    /// The name of the sheet, or of the list of JSON.
    pub sheet: Option<String>,
    /// The names of all sheets of the workbook, or of all lists.
    pub sheets: Vec<String>,
    /// The format that names the columns itself; none where a row does.
    pub format: Option<&'static str>,
}

/// Objects of JSON, whose keys name the columns.
pub(super) const OBJECTS: &str = "objects of JSON";

impl Origin {
    /// What a row is called by its number.
    #[must_use]
    pub fn row(&self) -> &'static str {
        match self.encoding {
            Some(_) => "Line",
            None => "Row",
        }
    }

    /// What the parts of a file are called, of which one is read.
    #[must_use]
    pub fn part(&self) -> &'static str {
        match self.format {
            Some(OBJECTS) => "List",
            Some(_) => "Table",
            None => "Sheet",
        }
    }

    /// What the others are called that are not read with it.
    fn unread(&self, with: &[(String, String)]) -> Option<String> {
        let sheet = self.sheet.as_deref()?;
        let is_read = |name: &&str| *name == sheet || with.iter().any(|(read, _)| read == name);
        let others = self.sheets.iter().map(String::as_str);
        let others: Vec<&str> = others.filter(|name| !is_read(name)).collect();
        let part = self.part().to_lowercase();
        let all = others.join("”, “");
        match (others.is_empty(), with.is_empty()) {
            (true, _) => None,
            (false, true) => Some(format!(
                "Only the {part} “{sheet}” is read. There are others: “{all}”."
            )),
            (false, false) => Some(format!("There are others that are not read: “{all}”.")),
        }
    }

    /// What is said of it after “Read as a table of events: ”.
    fn in_words(&self) -> String {
        let separator = self.separator.map(|separator| match separator {
            '\t' => "tabs between cells".to_owned(),
            separator => format!("“{separator}” between cells"),
        });
        let part = self.part().to_lowercase();
        let sheet = self.sheet.as_ref().map(|sheet| format!("{part} “{sheet}”"));
        let format = self.format.map(str::to_owned);
        let parts = [format, sheet, separator, self.encoding.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnOf {
    /// Its name, or its number where it has none: what a mapping calls it.
    pub name: String,
    /// What it is taken for.
    pub meaning: Meaning,
    /// Whence that is known.
    pub ground: Ground,
    /// What else is to be said of it, such as that commas part its names.
    pub about: Option<&'static str>,
    /// Whether commas part the names in its cells; none where there are no names.
    pub is_parted: Option<bool>,
}

/// One of the first rows.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewRow {
    /// The line on which it starts.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<String>,
    /// Its date in words, where it has one that is read.
    pub date: Option<String>,
    /// What is told of its cells, by column; of the row, without one.
    pub told: Vec<(Option<usize>, String)>,
}

impl Import {
    /// Whether the guess needs nobody's look: the rows are events, a column says when, nearly all of its
    /// cells are read, and nothing is open; or it is known that they are a network.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        let Counts { dated, unread, .. } = self.counts;
        let all = dated + unread;
        let is_read = dated * 20 >= all * 19 && self.counts.items > 0;
        let is_clear = is_read && self.questions.is_empty();
        let is_told = match self.rows {
            Rows::Events => self.has_dates(),
            Rows::Relations | Rows::Actors | Rows::Sources => self.is_known,
        };
        is_clear && is_told || self.is_remembered()
    }

    /// Whether a column says when.
    fn has_dates(&self) -> bool {
        self.columns.iter().any(|column| column.meaning.says_when())
    }

    /// Whether a person has said how to read it, and it still is as it was then.
    fn is_remembered(&self) -> bool {
        self.mapping.is_remembered && self.counts.items > 0 && self.is_complete
    }

    /// Tells which others of the file are read with it, each with what it has, and that the rest are not.
    pub(super) fn beside(&mut self, with: &[(String, String)]) {
        let read = with.iter();
        let read = read.map(|(name, counted)| format!("“{name}” is read with it: {counted}"));
        self.unread = self.origin.unread(with);
        let all: Vec<String> = read.chain(self.unread.clone()).collect();
        self.findings.splice(0..0, all);
        self.is_known |= !with.is_empty();
    }

    /// What was made of it, in lines.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let rows = self.rows.kind().key();
        let row = self.origin.row().to_lowercase();
        let header = match self.header {
            _ if self.origin.format.is_some() => String::new(),
            Some(line) => format!("header in {row} {line}, "),
            None => "no header, ".to_owned(),
        };
        let origin = self.origin.in_words();
        let of = self
            .download
            .map_or(String::new(), |name| format!(" of {name}"));
        let mut lines = vec![format!("Read as a table of {rows}{of}: {header}{origin}.")];
        for column in &self.columns {
            let about = column
                .about
                .map_or(String::new(), |about| format!(" ({about})"));
            let meaning = column.meaning.name(self.rows);
            lines.push(format!("  {} = {meaning}{about}", column.name));
        }
        lines.extend(self.findings.iter().cloned());
        lines.push(self.counted());
        lines.extend(self.questions.iter().cloned());
        lines
    }

    /// How many rows became what, in a sentence.
    #[must_use]
    pub fn counted(&self) -> String {
        let Counts {
            items,
            dated,
            unread,
            skipped,
            ..
        } = self.counts;
        let kind = self.rows.kind();
        let mut text = plural(items, kind.noun(), kind.key());
        let none = items.saturating_sub(dated + unread);
        if matches!(self.rows, Rows::Actors | Rows::Sources) || items == 0 || items == none {
            // Of dates there is nothing to say.
        } else if dated == items {
            text.push_str(if items == 1 {
                " with a date"
            } else {
                ", all with a date"
            });
        } else {
            let parts = [
                (dated, "with a date"),
                (
                    unread,
                    if dated > 0 {
                        "with one that cannot be read"
                    } else {
                        "with a date that cannot be read"
                    },
                ),
                (none, "without"),
            ];
            let parts = parts.into_iter().filter(|(count, _)| *count > 0);
            for (count, words) in parts {
                text.push_str(&format!(", {} {words}", with_thousands(count)));
            }
        }
        if skipped > 0 {
            text.push_str(&format!("; {} left out", plural(skipped, "row", "rows")));
        }
        text.push('.');
        text
    }
}

/// What was found, beside the plan.
pub(super) struct Made<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) origins: &'a Origins<'a>,
    pub(super) faults: &'a [(At, Fault)],
    pub(super) notes: &'a [(Note, usize, At)],
    pub(super) counts: Counts,
}

/// What was made of a table.
pub(super) fn told(
    plan: &Plan,
    grid: &Grid<'_>,
    origin: Origin,
    mapping: &Mapping,
    made: &Made<'_>,
) -> Import {
    let column = |column: &super::plan::Column| ColumnOf {
        name: column.called.to_string(),
        meaning: column.meaning,
        ground: column.ground,
        about: column.parting.in_words(),
        is_parted: column
            .meaning
            .is_of_several()
            .then(|| column.parting.has_commas()),
    };
    let has_dates = plan.columns.iter().any(|column| column.meaning.says_when());
    let mut questions: Vec<String> = Vec::new();
    if !has_dates && plan.rows == Rows::Events {
        questions.push("No column says when: which one does?".to_owned());
    }
    for question in plan.questions() {
        let question = question.to_string();
        if !questions.contains(&question) {
            questions.push(question);
        }
    }
    let missing = plan.missing.iter();
    questions.extend(missing.map(|name| {
        format!("There is no column “{name}” any more, of which it was remembered what it means.")
    }));
    let mut findings: Vec<String> = plan.findings().into_iter().map(settled).collect();
    if plan
        .header
        .as_ref()
        .is_some_and(|header| header.groups.is_some())
    {
        findings.push(
            "The names of the columns stand in two rows: the upper one names groups.".to_owned(),
        );
    }
    findings.extend(made.notes.iter().map(|note| noted(note, origin.row())));
    if plan.makes_titles && plan.download.is_none() {
        findings.push("No column has titles: they are made of what else a row says.".to_owned());
    }
    Import {
        mapping: mapping.clone(),
        rows: plan.rows,
        header: plan.header.as_ref().map(|header| header.at.line),
        origin,
        order: plan.start.hints.order,
        columns: plan.columns.iter().map(column).collect(),
        preview: preview(plan, grid, made),
        counts: made.counts,
        findings,
        unread: None,
        questions,
        is_complete: plan.missing.is_empty(),
        is_known: plan.is_known,
        download: plan.download.map(|download| download.name),
    }
}

fn preview(plan: &Plan, grid: &Grid<'_>, made: &Made<'_>) -> Vec<PreviewRow> {
    let header = plan.header.as_ref().map(|header| header.at.offset);
    let head = grid.head(SHOWN * 3);
    let below = |(row, at): &(Vec<String>, At)| {
        header.is_none_or(|header| at.offset > header) && !is_blank_row(row)
    };
    let rows = head.into_iter().filter(below).take(SHOWN);
    let shown = rows.map(|(cells, at)| {
        let of_row = |(of, _): &&(At, Fault)| of.offset == at.offset;
        let faults = made.faults.iter().filter(of_row);
        PreviewRow {
            line: at.line,
            date: made
                .origins
                .item(at)
                .and_then(|place| date_of(plan.rows, made.dataset, place)),
            told: faults
                .map(|(of, fault)| (of.cell, fault.to_string()))
                .collect(),
            cells,
        }
    });
    shown.collect()
}

/// The date of an item in words, if it has one.
fn date_of(rows: Rows, dataset: &Dataset, place: usize) -> Option<String> {
    let when = match rows {
        Rows::Events => dataset.events.at(place)?.1.when.clone()?,
        Rows::Relations => dataset.relations.at(place)?.1.when.clone()?,
        Rows::Actors | Rows::Sources => return None,
    };
    let date = Date::parse(&when).ok()?;
    Some(in_words(&date, &Zone::utc(), &Zone::utc()))
}

fn settled(finding: &Finding) -> String {
    let by = |ground: &By| match ground {
        By::Cell(cell) => format!(", as “{cell}” shows"),
        By::Majority(_) => ", as in most others".to_owned(),
        By::Language(language) => format!(", as is usual in {}", language_name(*language)),
        By::Zone(zone) => format!(", as is usual in {zone}"),
        By::Custom => String::new(),
    };
    match finding {
        Finding::Order(Order::DayFirst, ground) => {
            format!("The day comes before the month{}.", by(ground))
        }
        Finding::Order(Order::MonthFirst, ground) => {
            format!("The month comes before the day{}.", by(ground))
        }
        Finding::TwoDigitYears(first, ground) => format!(
            "Years of two digits are from {first} to {}{}.",
            first.saturating_add(99),
            by(ground)
        ),
        Finding::BareYears(ground) => {
            format!("Numbers of one and two digits are years{}.", by(ground))
        }
        Finding::Serials(epoch, _) => {
            let from = match epoch {
                Epoch::From1900 => 1900,
                Epoch::From1904 => 1904,
            };
            format!("Numbers of five digits are a spreadsheet’s days, counted from {from}.")
        }
        Finding::Timestamps(_) => {
            "Long numbers are a computer’s seconds, counted from 1970 in UTC.".to_owned()
        }
        Finding::Midnights(true, _) => "Midnights stand for whole days.".to_owned(),
        Finding::Midnights(false, _) => "Midnights are times, as others have times too.".to_owned(),
        Finding::HyphensJoinYears(ground) => {
            format!("Pairs such as 2007-08 are two years{}.", by(ground))
        }
        Finding::NegativeYearsAreBce(ground) => {
            format!("Years below 0 are so many years BCE{}.", by(ground))
        }
    }
}

fn language_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::German => "German",
        Language::French => "French",
        Language::Spanish => "Spanish",
        Language::Ukrainian => "Ukrainian",
        Language::Russian => "Russian",
        Language::Other => "the months",
    }
}

/// A note of single dates, with how many have it and where the first stands, in such a `row`.
fn noted((note, count, at): &(Note, usize, At), row: &str) -> String {
    match count {
        1 => format!("{row} {}: {note}", at.line),
        _ => {
            let more = with_thousands(count - 1);
            format!("{row} {} and {more} more: {note}", at.line)
        }
    }
}
