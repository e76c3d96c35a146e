//! The dates of rows: what is read of them, what is told, and what is kept beside.

use super::at::At;
use super::found::Found;
use super::meaning::{Part, Side};
use super::plan::Plan;
use super::row::Row;
use super::when::{Dated, clock_doubt};
use crate::dataset::date::text::{Cause, Note};
use crate::dataset::fields::{self, New};
use crate::dataset::zone::Zone;
use foldhash::HashMap;

/// How many days are remembered.
const KNOWN: usize = 50_000;

/// Reads the dates of one row after the other.
pub(super) struct Dates<'p> {
    plan: &'p Plan,
    zone: Option<Zone>,
    /// Days that were read without a word, by the texts of start and end: most stand again.
    known: HashMap<Box<str>, String>,
    /// The texts of the row that is being read, the end after a sign that no date has.
    texts: String,
    /// The place of the field that takes the date.
    field: Option<usize>,
    /// The day of the row above, as it was written, and its year where that stands alone.
    above: Option<(String, String)>,
    /// How many rows without a date stand below one that has one, and the first of them.
    pub(super) below: usize,
    pub(super) first_below: Option<At>,
}

impl<'p> Dates<'p> {
    pub(super) fn new(plan: &'p Plan, zone: Option<&str>) -> Self {
        Self {
            plan,
            zone: zone.and_then(Zone::named),
            known: HashMap::default(),
            texts: String::new(),
            field: fields::place(plan.rows.fields(), "when"),
            above: None,
            below: 0,
            first_below: None,
        }
    }

    /// Gives the item its date; whether it has one. What cannot be read stays as it was written.
    pub(super) fn read(&mut self, row: &mut Row<'_>, found: &mut Found) -> bool {
        let plan = self.plan;
        let ditto = row.when.ditto;
        let is_as_above = row.when.starts_dateless() && !ditto.is_empty();
        if row.when.is_dateless() || is_as_above {
            let fills = plan.fill_down || is_as_above;
            match self.above.clone().filter(|_| fills) {
                Some((day, year)) => row.when.fill(&day, &year),
                None => {
                    self.keep_all(row);
                    if is_as_above {
                        let at = self.of_side(row, Side::Start);
                        let wrong = "stands for the date above, and there is none";
                        found.cell(at, "when", ditto, wrong, "a date");
                        self.give(row, Some(ditto));
                    }
                    return false;
                }
            }
        }
        let (start, end) = row.when.texts(plan.joins_years);
        self.texts.clear();
        self.texts.extend([&*start, "\0", &*end]);
        drop((start, end));
        let is_whole = row
            .when_cells
            .iter()
            .all(|(_, _, part)| *part == Part::Whole);
        let known = self
            .known
            .get(&*self.texts)
            .filter(|_| row.zone.is_none() && is_whole);
        if let Some(edtf) = known {
            let exact = as_exact(edtf, row.precision);
            self.give(row, Some(exact.as_ref().unwrap_or(edtf)));
            self.stand_above(row);
            return true;
        }
        let dated = row
            .when
            .read(plan.joins_years, &plan.start.hints, &plan.end.hints);
        let is_to_know = is_whole && self.known.len() < KNOWN;
        if let Some(edtf) = dated.is_plain().filter(|_| is_to_know) {
            self.known
                .insert(self.texts.as_str().into(), edtf.to_owned());
        }
        self.tell(row, &dated, found);
        let text = match (&dated.edtf, &dated.start_problem) {
            (Some(edtf), _) => Some(edtf.clone()),
            (None, Some((text, _))) => Some(text.clone()),
            (None, None) => dated.end_problem.as_ref().map(|(text, _)| text.clone()),
        };
        if let Some(edtf) = &dated.edtf {
            let zone = row.zone_name().map(|name| Zone::named(&name));
            let zone = zone.unwrap_or_else(|| self.zone.clone());
            if let Some(wrong) = zone.and_then(|zone| clock_doubt(edtf, &zone)) {
                let (start, _) = row.when.texts(plan.joins_years);
                let at = self.of_side(row, Side::Start);
                found.cell(at, "when", &start, wrong, "a time");
            }
            self.stand_above(row);
        } else {
            // What cannot be read here holds for the rows below, not what stands further up.
            self.above = None;
        }
        let text = text.map(|text| as_exact(&text, row.precision).unwrap_or(text));
        self.give(row, text.as_deref());
        dated.edtf.is_some()
    }

    fn give(&self, row: &mut Row<'_>, text: Option<&str>) {
        if let (Some(place), Some(text)) = (self.field, text.filter(|text| !text.is_empty())) {
            row.give(place, None, &New::Text(text.into()));
        }
    }

    /// Keeps the day of a row for those below, and its year.
    fn stand_above(&mut self, row: &Row<'_>) {
        let day = row.when.day(self.plan.joins_years);
        if day.is_empty() {
            self.above = None;
            return;
        }
        let (above, year) = self.above.get_or_insert_default();
        day.as_ref().clone_into(above);
        row.when.year().clone_into(year);
    }

    /// What says a time without a day is kept as it is.
    fn keep_all(&self, row: &mut Row<'_>) {
        for (cell, ..) in row.when_cells.clone() {
            self.keep_cell(row, cell);
        }
    }

    /// An item has no date. Whether it stands below one that has one is worth telling.
    pub(super) fn none(&mut self, at: At) {
        if self.above.is_some() {
            self.below += 1;
            self.first_below.get_or_insert(at);
        }
    }

    /// The first cell that says one end.
    fn of_side(&self, row: &Row<'_>, side: Side) -> At {
        let mut cells = row.when_cells.iter();
        let cell = cells.find(|(_, of, _)| *of == side);
        cell.map_or(row.at, |(cell, ..)| row.at.cell(*cell))
    }

    /// Tells what of a date was not plain, and keeps the cells that it does not hold whole.
    fn tell(&self, row: &mut Row<'_>, dated: &Dated, found: &mut Found) {
        let is_outer = dated.notes.contains(&Note::OuterEnds);
        for (side, problem) in [
            (Side::Start, &dated.start_problem),
            (Side::End, &dated.end_problem),
        ] {
            let at = self.of_side(row, side);
            let field = match side {
                Side::Start => "when",
                Side::End => "end",
            };
            if let Some((text, unread)) = problem {
                let wrong = match &unread.cause {
                    Cause::EndsBeforeStart if side == Side::End => {
                        "is before the start, so the start alone is the date".to_owned()
                    }
                    _ => {
                        let told = unread.clone().told(text).message;
                        let message = told.trim_end_matches('.');
                        message
                            .split_once("” ")
                            .map_or(message, |(_, wrong)| wrong)
                            .to_owned()
                    }
                };
                found.cell(at, field, text, &wrong, "a date");
            }
            // A text that is all there is stands in the date itself.
            let stands =
                dated.edtf.is_none() && (side == Side::Start || dated.start_problem.is_none());
            let is_lost = is_outer || problem.is_some() && !stands;
            let is_parted = problem.is_some() && stands;
            let joins = self.plan.joins_years;
            let cells = row.when_cells.iter().filter(|(_, of, part)| {
                let is_used = row.when.is_used(side, *part, joins);
                *of == side && (is_lost || is_parted && *part != Part::Whole || !is_used)
            });
            let cells: Vec<usize> = cells.map(|(cell, ..)| *cell).collect();
            for cell in cells {
                self.keep_cell(row, cell);
            }
        }
        if dated.has_odd_time {
            for (cell, _, _) in row
                .when_cells
                .clone()
                .iter()
                .filter(|(.., part)| *part == Part::Time)
            {
                let text = self.when_text(row, *cell);
                let wrong = "is not a time of that day";
                found.cell(row.at.cell(*cell), "time", text, wrong, "a time");
                self.keep_cell(row, *cell);
            }
        }
        if let Some((place, key)) = row.zone.take() {
            let zone = row.when.zone();
            if dated.has_zone {
                row.kept.own(key, zone);
            } else {
                row.give(place, None, &New::Text(zone.into()));
            }
        }
        // The date says the day, and not how it was said.
        let is_retold = |note: &Note| matches!(note, Note::DualYear | Note::OldStyle { .. });
        if dated.notes.iter().any(is_retold) {
            self.keep_all(row);
        }
        for note in &dated.notes {
            found.note(note.clone(), row.at);
        }
    }

    fn keep_cell(&self, row: &mut Row<'_>, cell: usize) {
        let Some(column) = self.plan.columns.get(cell) else {
            return;
        };
        let text = self.when_text(row, cell);
        if text.is_empty() {
            return;
        }
        row.kept.own(column.key.clone(), text);
    }

    /// The text of a cell that says when.
    fn when_text<'r>(&self, row: &Row<'r>, cell: usize) -> &'r str {
        let column = self.plan.columns.get(cell);
        let when = column.and_then(|column| column.meaning.when());
        when.map_or("", |(side, part)| row.when.cell(side, part))
    }
}

/// A day as the week or the month in which it is, where no more is known: 2 is a week, 3 a month.
fn as_exact(day: &str, precision: &str) -> Option<String> {
    if !matches!(precision, "2" | "3") {
        return None;
    }
    let date: jiff::civil::Date = day.parse().ok()?;
    match precision {
        "2" => {
            let week = date.iso_week_date();
            let (first, last) = (week.first_of_week().ok()?, week.last_of_week().ok()?);
            Some(format!("{}/{}", first.date(), last.date()))
        }
        "3" => day.get(..7).map(str::to_owned),
        _ => None,
    }
}
