//! How a table is read: what a person said of it, and for the rest what its names and cells show.

use super::assign::assigned;
use super::assigned::{Assigned, Ground, Named, is_field};
use super::at::{At, FIRST, Met, ROWS};
use super::cells::Cells;
use super::decided::rows;
use super::download::{self, Codes, Download};
use super::grid::{Grid, is_blank};
use super::header::{self, Header};
use super::mapping::Mapping;
use super::meaning::{Meaning, Part, Rows};
use super::names::Parting;
use super::units::{Unit, are_seasons, order_of};
use super::when::When;
use super::words::{says_note, says_total, senses};
use crate::dataset::Progress;
use crate::dataset::Text;
use crate::dataset::date::text::{Column as Settled, Finding, Hints, Question, read_column};
use crate::dataset::fields;
use crate::dataset::zone::Zone;
use foldhash::HashSet;
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::rc::Rc;

/// How many rows are looked at to know what a column means.
const SAMPLE: usize = 2_000;

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// As its header says.
    pub(super) name: String,
    /// What a mapping calls it.
    pub(super) called: Text,
    /// Under which its cells are kept.
    pub(super) key: Text,
    pub(super) meaning: Meaning,
    pub(super) ground: Ground,
    /// What codes in it stand for.
    pub(super) codes: Codes,
    /// Whether a comma is the decimal point of its numbers.
    pub(super) has_commas: bool,
    pub(super) parting: Parting,
}

/// How a table is read.
pub(super) struct Plan {
    pub(super) rows: Rows,
    /// The row of the names; none if there is none.
    pub(super) header: Option<Header>,
    pub(super) columns: Vec<Column>,
    pub(super) start: Settled,
    pub(super) end: Settled,
    pub(super) joins_years: bool,
    /// Whether titles are made from descriptions, as no column has them.
    pub(super) makes_titles: bool,
    pub(super) fill_down: bool,
    /// Whether the format says what the rows and the columns are.
    pub(super) is_known: bool,
    /// The download that it is.
    pub(super) download: Option<&'static Download>,
    /// What the names of columns say of their dates, by the places of these.
    units: Vec<(usize, Unit)>,
    /// The column that says the eras of the years.
    eras: Option<usize>,
    /// Columns of a remembered mapping that are not there.
    pub(super) missing: Vec<String>,
}

/// Why there is no plan.
pub(super) enum Unplanned {
    /// The mapping does not fit the table, in words.
    Misfit(String),
    /// Somebody stopped it.
    Stopped,
}

impl Plan {
    pub(super) fn of(
        grid: &Grid<'_>,
        mapping: &Mapping,
        report: Progress<'_>,
    ) -> Result<Self, Unplanned> {
        let wanted = grid.header().or(mapping.header);
        let head = grid.head(FIRST.max(wanted.unwrap_or(0)));
        let place = match wanted {
            None => header::found(&head),
            Some(0) => None,
            Some(line) => match header::at_line(&head, line) {
                Some(place) => Some(place),
                None if mapping.is_remembered => header::found(&head),
                None => return Err(Unplanned::Misfit(format!("no row starts on line {line}"))),
            },
        };
        let header = place.and_then(|place| match grid.header() {
            None => Header::of(&head, place),
            // What a format has in a row of its own is all that there is.
            Some(_) => Header::of(head.get(place..=place)?, 0),
        });
        let bare = || {
            grid.head(1)
                .first()
                .and_then(|(row, _)| download::gdelt_names(row))
        };
        let given = if header.is_none() { bare() } else { None };
        let names = given.unwrap_or_else(|| names_of(grid, header.as_ref()));
        let is_free = mapping.rows.is_none() && grid.says().is_none();
        let download = Download::of(&names).filter(|_| is_free);
        let keys = keys_of(&names);
        let from = header.as_ref().map(|header| header.at.offset);
        let (mut chosen, missing) = chosen(&names, &keys, mapping)?;
        let units = names.iter().zip(&chosen);
        let units = units.map(|(name, chosen)| Unit::of(name).filter(|_| is_dated(name, *chosen)));
        let units: Vec<Option<Unit>> = units.collect();
        let cells = sampled(grid, &units, from);
        let says = grid.says().filter(|_| mapping.rows.is_none());
        known(says, download, &names, &mut chosen);
        let named = |rows: Rows| -> Vec<Named<'_>> {
            let all = names.iter().zip(&cells).zip(&chosen);
            let named = all.map(|((name, cells), chosen)| Named {
                name,
                cells,
                chosen: chosen.and_then(|name| Meaning::named(name, rows)),
            });
            named.collect()
        };
        let said = mapping.rows.as_deref().and_then(Rows::named);
        let found = || match (says, download) {
            (Some((rows, _)), _) => *rows,
            (None, Some(_)) => Rows::Events,
            (None, None) => rows(&named(Rows::Events), grid.name()),
        };
        let kind = said.unwrap_or_else(found);
        let assigned = assigned(&named(kind), kind);
        let columns = columns_of(&names, &keys, &cells, &assigned, (kind, download));
        let mut plan = Self {
            rows: kind,
            header,
            columns,
            start: Settled::default(),
            end: Settled::default(),
            joins_years: assigned.joins_years,
            makes_titles: makes_titles(&assigned, kind),
            fill_down: mapping.fill_down,
            is_known: says.is_some(),
            download,
            units: Vec::new(),
            eras: None,
            missing,
        };
        plan.take_units(units, &cells);
        plan.read_all(grid, mapping, &assigned, report)?;
        Ok(plan)
    }

    /// Reads the columns of dates and of names as a whole.
    fn read_all(
        &mut self,
        grid: &Grid<'_>,
        mapping: &Mapping,
        assigned: &Assigned,
        report: Progress<'_>,
    ) -> Result<(), Unplanned> {
        let places = |is_it: &dyn Fn(Meaning) -> bool| -> Vec<usize> {
            let all = self.columns.iter().enumerate();
            all.filter(|(_, column)| is_it(column.meaning))
                .map(|(n, _)| n)
                .collect()
        };
        let several = places(&|meaning| meaning.is_of_several());
        let dates = places(&|meaning| meaning.when().is_some());
        let mut seen: Vec<Texts> = several.iter().map(|_| Texts::default()).collect();
        let (mut starts, mut ends) = (Texts::default(), Texts::default());
        let from = self.header.as_ref().map(|header| header.at.offset);
        let mut n = 0_usize;
        let mut goes_on = ControlFlow::Continue(());
        each_row(grid, self.columns.len(), from, &mut |row, at| {
            for (place, seen) in several.iter().zip(&mut seen) {
                seen.take(row.get(*place).map_or("", |cell| cell));
            }
            let units = self.with_units(row);
            let when = self.when(&dates, row, &units);
            let (start, end) = when.texts(self.joins_years);
            starts.take(&start);
            ends.take(&end);
            n += 1;
            if n.is_multiple_of(ROWS) {
                goes_on = report(grid.share(at));
            }
            goes_on
        });
        if goes_on.is_break() {
            return Err(Unplanned::Stopped);
        }
        for (place, seen) in several.iter().zip(&seen) {
            if let Some(column) = self.columns.get_mut(*place) {
                let are_persons = matches!(column.meaning, Meaning::Actors(_));
                // What a format writes apart is apart already.
                let found = match self.is_known {
                    true => Parting::plain(),
                    false => Parting::of(seen.all(), are_persons),
                };
                column.parting = match mapping.parted.get(&*column.called) {
                    Some(parts) => found.said(*parts),
                    None => found,
                };
            }
        }
        let given = self.hints(&dates, mapping, assigned);
        self.start = read_column(starts.all(), &given);
        // What settles the start settles the end, where that leaves it open.
        let given = Hints {
            order: self.start.hints.order.or(given.order),
            two_digit_years: self.start.hints.two_digit_years.or(given.two_digit_years),
            ..given
        };
        self.end = read_column(ends.all(), &given);
        if let (None, Some(order)) = (self.start.hints.order, self.end.hints.order) {
            let given = Hints {
                order: Some(order),
                ..given
            };
            self.start = read_column(starts.all(), &given);
        }
        Ok(())
    }

    /// What is known of the columns of dates before their cells are read: by what a person says, and by their names.
    fn hints(&self, dates: &[usize], mapping: &Mapping, assigned: &Assigned) -> Hints {
        let called = || dates.iter().filter_map(|place| self.columns.get(*place));
        let order_of_name = || called().find_map(|column| order_of(&column.name));
        Hints {
            order: mapping.order().or_else(order_of_name),
            two_digit_years: mapping.century,
            is_edtf: called().any(Column::name_is_own),
            hyphens_join_years: called().any(|column| are_seasons(&column.name)),
            language: assigned.language,
            zone: mapping.zone.as_deref().and_then(Zone::named),
            ..Hints::default()
        }
    }

    /// Keeps what the names of columns say of their dates, where these are dates.
    fn take_units(&mut self, units: Vec<Option<Unit>>, cells: &[Cells]) {
        let is_date = |place: &usize| {
            let column = self.columns.get(*place);
            column.is_some_and(|column| column.meaning.when().is_some())
        };
        let units = units.into_iter().enumerate();
        let units = units.filter_map(|(place, unit)| Some((place, unit?)));
        let units: Vec<(usize, Unit)> = units.filter(|(place, _)| is_date(place)).collect();
        let mut columns = self.columns.iter().zip(cells);
        let eras = columns.position(|(column, cells)| {
            column.meaning == Meaning::Keep && Unit::are_eras(&column.name, cells)
        });
        (self.units, self.eras) = (units, eras);
    }

    /// The cells of dates of which more is said than stands in them, by their places, with what is said.
    pub(super) fn with_units(&self, record: &csv::StringRecord) -> Vec<(usize, String)> {
        let cell = |place: usize| record.get(place).map_or("", str::trim);
        let of_units = self
            .units
            .iter()
            .filter_map(|(place, unit)| match unit.on(cell(*place)) {
                Cow::Owned(text) => Some((*place, text)),
                Cow::Borrowed(_) => None,
            });
        let mut all: Vec<(usize, String)> = of_units.collect();
        let Some(era) = self.eras.map(cell).filter(|era| !era.is_empty()) else {
            return all;
        };
        let is_year =
            |column: &Column| matches!(column.meaning.when(), Some((_, Part::Whole | Part::Year)));
        for (place, _) in self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| is_year(column))
        {
            let year = cell(place);
            if !year.is_empty() && year.bytes().all(|byte| byte.is_ascii_digit()) {
                all.push((place, format!("{year} {era}")));
            }
        }
        all
    }

    /// When a row happened, as its cells say in the columns of dates.
    fn when<'r>(
        &self,
        dates: &[usize],
        record: &'r csv::StringRecord,
        units: &'r [(usize, String)],
    ) -> When<'r> {
        let mut when = When::default();
        for place in dates {
            let column = self.columns.get(*place).zip(record.get(*place));
            if let Some((column, cell)) = column
                && let Some((side, part)) = column.meaning.when()
            {
                let said = units.iter().find(|(of, _)| of == place);
                let cell = said.map_or(cell.trim(), |(_, text)| text);
                when.put(side, part, column.name_is_own(), cell);
            }
        }
        when
    }

    /// Questions that are open.
    pub(super) fn questions(&self) -> impl Iterator<Item = &Question> {
        self.start.questions.iter().chain(&self.end.questions)
    }

    /// What was settled.
    pub(super) fn findings(&self) -> Vec<&Finding> {
        let mut all: Vec<&Finding> = self.start.findings.iter().collect();
        for finding in &self.end.findings {
            if !all.contains(&finding) {
                all.push(finding);
            }
        }
        all
    }

    /// Whether what the rows are can be told from them.
    pub(super) fn tells(&self) -> bool {
        let has = |role| {
            let mut all = self.columns.iter();
            all.any(|column| column.meaning == Meaning::Actors(role))
        };
        match self.rows {
            Rows::Events => self.columns.iter().any(|column| column.meaning.tells()),
            Rows::Relations => has(crate::dataset::Role::From) && has(crate::dataset::Role::To),
            Rows::Actors => self.columns.iter().any(|column| {
                let is = |key: &&str| is_field(column.meaning, key);
                ["name", "id"].iter().any(is) || matches!(column.meaning, Meaning::PartOfName(_))
            }),
            Rows::Sources => self.columns.iter().any(|column| {
                ["title", "url"]
                    .iter()
                    .any(|key| is_field(column.meaning, key))
            }),
        }
    }
}

impl Column {
    /// Whether it is called as its meaning is: such a column holds what it says, and nothing is joined
    /// to it.
    pub(super) fn name_is_own(&self) -> bool {
        self.name.trim().eq_ignore_ascii_case("when")
    }
}

/// The different texts of a column, in the order in which they come.
#[derive(Default)]
struct Texts {
    known: HashSet<Rc<str>>,
    all: Vec<Rc<str>>,
}

impl Texts {
    fn take(&mut self, text: &str) {
        if !text.is_empty() && !self.known.contains(text) {
            let text: Rc<str> = text.into();
            self.known.insert(Rc::clone(&text));
            self.all.push(text);
        }
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|text| &**text)
    }
}

/// Whether a column is called as one of dates is, or is said to be one: `Systolic BP` counts no years.
fn is_dated(name: &str, chosen: Option<&str>) -> bool {
    let named = senses(name, Rows::Events)
        .into_iter()
        .map(|sense| sense.name);
    let mut all = chosen.into_iter().chain(named);
    all.any(|name| {
        let meaning = Meaning::named(name, Rows::Events);
        meaning.is_some_and(|meaning| meaning.when().is_some())
    })
}

/// What the cells of each column look like, below the header.
fn sampled(grid: &Grid<'_>, units: &[Option<Unit>], header: Option<usize>) -> Vec<Cells> {
    let width = units.len();
    let mut all = vec![Cells::default(); width];
    let mut left = SAMPLE;
    each_row(grid, width, header, &mut |row, _| {
        let mut filled = row.iter().map(str::trim).filter(|cell| !cell.is_empty());
        let first = filled.next().unwrap_or_default();
        // What sums up or explains the rows is none of them.
        let is_alone = filled.next().is_none();
        if is_alone && says_note(first) || says_total(first, is_alone) {
            return ControlFlow::Continue(());
        }
        for ((cells, cell), unit) in all.iter_mut().zip(row).zip(units) {
            match unit {
                Some(unit) => cells.take(&unit.on(cell.trim())),
                None => cells.take(cell),
            }
        }
        left -= 1;
        go_on_if(left > 0)
    });
    all.iter_mut().for_each(Cells::look);
    all
}

/// Tells the rows below the header that have something in them, until it is told to stop.
fn each_row(
    grid: &Grid<'_>,
    width: usize,
    header: Option<usize>,
    tell: &mut dyn FnMut(&csv::StringRecord, At) -> ControlFlow<()>,
) {
    grid.each(Some(width), &mut |met, at| match met {
        Met::Row(row) if header.is_none_or(|header| at.offset > header) && !is_blank(row) => {
            tell(row, at)
        }
        Met::Row(_) | Met::Unclosed => ControlFlow::Continue(()),
    });
}

fn go_on_if(goes_on: bool) -> ControlFlow<()> {
    if goes_on {
        ControlFlow::Continue(())
    } else {
        ControlFlow::Break(())
    }
}

/// The names of the columns; without a header they have none.
fn names_of(grid: &Grid<'_>, header: Option<&Header>) -> Vec<String> {
    match header {
        Some(header) => header
            .names
            .iter()
            .map(|name| name.trim().to_owned())
            .collect(),
        None => {
            let head = grid.head(FIRST);
            let width = head.iter().map(|(row, _)| row.len()).max().unwrap_or(0);
            vec![String::new(); width]
        }
    }
}

/// Keys that no field of an item has, and no other column.
fn keys_of(names: &[String]) -> Vec<Text> {
    let mut keys: Vec<Text> = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let numbered = format!("column {}", n + 1);
        let key: Text = if name.is_empty() {
            numbered.as_str().into()
        } else {
            name.as_str().into()
        };
        let key = if keys.contains(&key) {
            format!("{key} ({numbered})").into()
        } else {
            key
        };
        keys.push(key);
    }
    keys
}

/// What a person says of each column; and the columns of a remembered mapping that are not there.
fn chosen<'m>(
    names: &[String],
    keys: &[Text],
    mapping: &'m Mapping,
) -> Result<(Vec<Option<&'m str>>, Vec<String>), Unplanned> {
    let mut chosen = vec![None; names.len()];
    let mut missing = Vec::new();
    for (wanted, meaning) in &mapping.columns {
        let is_it = |name: &str| name.trim().to_lowercase() == wanted.trim().to_lowercase();
        let place = keys.iter().position(|key| is_it(key));
        let place = place.or_else(|| names.iter().position(|name| is_it(name)));
        let Some(place) = place.and_then(|place| chosen.get_mut(place)) else {
            if mapping.is_remembered {
                missing.push(wanted.clone());
                continue;
            }
            let all: Vec<&str> = keys.iter().map(|key| &**key).collect();
            return Err(Unplanned::Misfit(format!(
                "there is no column “{wanted}”; there are {}",
                all.join(", ")
            )));
        };
        *place = Some(meaning.as_str());
    }
    Ok((chosen, missing))
}

/// What the columns mean of a format or a download that is known, where a person says nothing else.
fn known<'m>(
    says: Option<&'m (Rows, Vec<&'static str>)>,
    download: Option<&Download>,
    names: &[String],
    chosen: &mut [Option<&'m str>],
) {
    match (says, download) {
        (Some((_, meanings)), _) => {
            for (chosen, meaning) in chosen.iter_mut().zip(meanings) {
                chosen.get_or_insert(meaning);
            }
        }
        (None, Some(download)) => of_download(download, names, chosen),
        (None, None) => {}
    }
}

/// What the columns of a download mean, where a person says nothing else: those that mean nothing here are
/// kept.
fn of_download(download: &Download, names: &[String], chosen: &mut [Option<&str>]) {
    for (name, chosen) in names.iter().zip(chosen) {
        let mut all = download.meanings.iter();
        let meaning = all.find(|(known, _)| known.eq_ignore_ascii_case(name));
        chosen.get_or_insert(meaning.map_or("keep", |(_, meaning)| meaning));
    }
}

fn columns_of(
    names: &[String],
    keys: &[Text],
    cells: &[Cells],
    assigned: &Assigned,
    (rows, download): (Rows, Option<&Download>),
) -> Vec<Column> {
    let mut all = Vec::new();
    for (n, (meaning, ground)) in assigned.columns.iter().enumerate() {
        let key = keys.get(n).cloned().unwrap_or_default();
        // A key of ours would be read as that field from a file.
        let is_ours = fields::place(rows.fields(), &key).is_some();
        let mut own = key.clone();
        while is_ours && (own == key || keys.contains(&own)) {
            own = format!("{own} (column)").into();
        }
        let name = names.get(n).cloned().unwrap_or_default();
        all.push(Column {
            called: key.clone(),
            key: own,
            meaning: *meaning,
            ground: *ground,
            codes: download.map_or(&[], |download| download.codes(&name)),
            name,
            has_commas: cells.get(n).is_some_and(Cells::has_decimal_commas),
            parting: Parting::plain(),
        });
    }
    all
}

fn makes_titles(assigned: &Assigned, rows: Rows) -> bool {
    let is = |key: &'static str| move |meaning| is_field(meaning, key);
    let title = assigned
        .find(is("title"))
        .and_then(|n| assigned.columns.get(n));
    // A column that is only taken for it may be empty where others are not.
    rows == Rows::Events && title.is_none_or(|(_, ground)| *ground == Ground::Cells)
}
