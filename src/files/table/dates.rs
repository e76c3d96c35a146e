//! The dates of rows: what is read of them, what is told, and what is kept beside.

use super::found::Found;
use super::grid::At;
use super::meaning::{Part, Rows, Side};
use super::plan::Plan;
use super::row::{Row, keep};
use super::when::{Dated, clock_doubt};
use crate::dataset::date::text::{Cause, Note};
use crate::dataset::fields::{self, New};
use crate::dataset::zone::Zone;

/// Reads the dates of one row after the other.
pub(super) struct Dates<'p> {
    plan: &'p Plan,
    zone: Option<Zone>,
    /// The date of the row above.
    above: Option<String>,
    /// How many rows without a date stand below one that has one, and the first of them.
    pub(super) below: usize,
    pub(super) first_below: Option<At>,
}

impl<'p> Dates<'p> {
    pub(super) fn new(plan: &'p Plan, zone: Option<&str>) -> Self {
        Self {
            plan,
            zone: zone.and_then(Zone::named),
            above: None,
            below: 0,
            first_below: None,
        }
    }

    /// Gives the item its date; whether it has one. What cannot be read stays as it was written.
    pub(super) fn read(&mut self, row: &mut Row<'_>, found: &mut Found) -> bool {
        let plan = self.plan;
        let (start, end) = row.when.texts(plan.joins_years);
        if start.is_empty() && end.is_empty() {
            return self.as_above(row);
        }
        let dated = row
            .when
            .read(plan.joins_years, &plan.start.hints, &plan.end.hints);
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
                let cell = start.clone();
                found.cell(
                    self.of_side(row, Side::Start),
                    "when",
                    &cell,
                    wrong,
                    "a time",
                );
            }
            self.above = Some(edtf.clone());
        }
        give_when(row, plan.rows, text.as_deref());
        dated.edtf.is_some()
    }

    /// A row below a date has that, if a person says so.
    fn as_above(&self, row: &mut Row<'_>) -> bool {
        let above = self.above.as_deref().filter(|_| self.plan.fill_down);
        if above.is_some() {
            give_when(row, self.plan.rows, above);
        }
        above.is_some()
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
            let parts = problem.is_some() && stands;
            let kept: Vec<(usize, Part)> = row
                .when_cells
                .iter()
                .filter(|(_, of, part)| *of == side && (is_lost || parts && *part != Part::Whole))
                .map(|(cell, _, part)| (*cell, *part))
                .collect();
            for (cell, _) in kept {
                self.keep_cell(row, cell);
            }
        }
        if dated.has_odd_time {
            let times: Vec<usize> = row
                .when_cells
                .iter()
                .filter(|(_, _, part)| *part == Part::Time)
                .map(|(cell, ..)| *cell)
                .collect();
            for cell in times {
                let text = self.when_text(row, cell);
                found.cell(
                    row.at.cell(cell),
                    "time",
                    text,
                    "is not a time of that day",
                    "a time",
                );
                self.keep_cell(row, cell);
            }
        }
        if let Some((place, key)) = row.zone.take() {
            let zone = row.when.zone();
            if dated.has_zone {
                keep_as(row, &key, self.plan.rows, zone);
            } else {
                row.give(place, None, &New::Text(zone.into()));
            }
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
        keep_as(row, &column.key, self.plan.rows, text);
    }

    /// The text of a cell that says when.
    fn when_text<'r>(&self, row: &Row<'r>, cell: usize) -> &'r str {
        let column = self.plan.columns.get(cell);
        let when = column.and_then(|column| column.meaning.when());
        when.map_or("", |(side, part)| row.when.cell(side, part))
    }
}

fn give_when(row: &mut Row<'_>, rows: Rows, text: Option<&str>) {
    let place = fields::place(rows.fields(), "when");
    if let (Some(place), Some(text)) = (place, text.filter(|text| !text.is_empty())) {
        row.give(place, None, &New::Text(text.into()));
    }
}

/// Keeps a cell under the name of its column, beside what is in a field of that name.
fn keep_as(row: &mut Row<'_>, key: &str, rows: Rows, text: &str) {
    let is_ours = fields::place(rows.fields(), key).is_some();
    if is_ours {
        keep(&mut row.kept, &format!("{key} (column)"), text);
    } else {
        keep(&mut row.kept, key, text);
    }
}
