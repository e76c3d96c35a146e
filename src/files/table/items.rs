//! A table that is being read, row by row, into the items of a dataset.

use super::at::At;
use super::dates::Dates;
use super::download::decoded;
use super::found::Found;
use super::grid::is_blank;
use super::kept_cells::{KeptCells, unique};
use super::meaning::{Meaning, Rows};
use super::number::number;
use super::plan::{Column, Plan};
use super::row::{Item, Row, some_text};
use super::titles;
use super::words::{says_note, says_nothing, says_total};
use crate::dataset::check::{Fault, quoted};
use crate::dataset::count::with_thousands;
use crate::dataset::date::text::Question;
use crate::dataset::fresh::FreshIds;
use crate::dataset::spelling;
use crate::dataset::zone::Zone;
use crate::dataset::{
    Actor, Citation, Dataset, Event, Id, Kind, Metadata, Participant, Period, Relation, Role,
    Source, Text,
};
use foldhash::HashMap;
use std::collections::HashSet;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// How many rows became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that are items.
    pub items: usize,
    /// Of which so many have a date.
    pub dated: usize,
    /// In which a date stands that cannot be read.
    pub unread: usize,
    /// Rows that are none.
    pub skipped: usize,
}

/// A table that is being read.
pub(super) struct Table<'p> {
    pub(super) plan: &'p Plan,
    pub(super) found: Found,
    pub(super) dates: Dates<'p>,
    pub(super) dataset: Dataset,
    /// What is kept of the whole.
    pub(super) kept: KeptCells,
    /// The keys of the columns.
    pub(super) keys: Arc<[Text]>,
    /// Memory for what the next row keeps.
    spare: KeptCells,
    pub(super) events: Vec<Event>,
    pub(super) relations: Vec<Relation>,
    pub(super) listed: Vec<Actor>,
    pub(super) listed_sources: Vec<Source>,
    pub(super) periods: Vec<Period>,
    pub(super) rows: Vec<At>,
    /// Where each of the periods stands.
    pub(super) eras: Vec<At>,
    /// Whether a row is the title of the whole.
    has_title: bool,
    /// Whether relations that say nothing of it are mutual.
    pub(super) is_undirected: bool,
    pub(super) ids: FreshIds,
    /// The places of events by their ids, where rows of one id are of one event.
    joined: HashMap<Id, usize>,
    pub(super) counts: Counts,
}

impl<'p> Table<'p> {
    pub(super) fn new(plan: &'p Plan, zone: Option<&str>) -> Self {
        let metadata = Metadata {
            zone: zone.and_then(some_text),
            ..Metadata::default()
        };
        Self {
            plan,
            found: Found::new(plan.rows),
            dates: Dates::new(plan, zone),
            dataset: Dataset {
                metadata,
                ..Dataset::default()
            },
            kept: KeptCells::default(),
            keys: plan
                .columns
                .iter()
                .map(|column| column.key.clone())
                .collect(),
            spare: KeptCells::default(),
            events: Vec::new(),
            relations: Vec::new(),
            listed: Vec::new(),
            listed_sources: Vec::new(),
            periods: Vec::new(),
            rows: Vec::new(),
            eras: Vec::new(),
            has_title: false,
            is_undirected: false,
            ids: FreshIds::default(),
            joined: HashMap::default(),
            counts: Counts::default(),
        }
    }

    /// A row above the header: what the table is called, or is about.
    pub(super) fn above(&mut self, record: &csv::StringRecord) {
        if is_blank(record) {
            return;
        }
        let text = filled(record).join(" ");
        if self.dataset.metadata.title.is_empty() {
            self.dataset.metadata.title = text.into();
        } else {
            self.describe(&text);
        }
    }

    /// What stands beside the rows, under a path of keys.
    pub(super) fn said(&mut self, path: &str, text: &str) {
        let metadata = &mut self.dataset.metadata;
        let key = path.rsplit('.').next().unwrap_or(path);
        self.is_undirected |= matches!((key, text), ("directed", "false") | ("type", "undirected"));
        match key.to_lowercase().as_str() {
            "timezone" | "x-wr-timezone"
                if metadata.zone.is_none() && Zone::named(text).is_some() =>
            {
                metadata.zone = some_text(text);
            }
            "title" | "name" | "headline" if metadata.title.is_empty() => {
                metadata.title = text.into();
            }
            // What JSON Graph Format calls a graph.
            "label" if metadata.title.is_empty() => metadata.title = text.into(),
            "description" | "summary" | "abstract" => self.describe(text),
            _ => self.kept.own(path, text),
        }
    }

    /// Adds a paragraph to what is said of the table as a whole.
    fn describe(&mut self, text: &str) {
        let description = &mut self.dataset.metadata.description;
        let before = description.as_deref().unwrap_or_default();
        let parts = [before, text].into_iter().filter(|part| !part.is_empty());
        *description = some_text(&parts.collect::<Vec<_>>().join("\n\n"));
    }

    /// Tells of the table as a whole: of its days and months, and of dates that may hold for the rows
    /// below.
    pub(super) fn tell_whole(&mut self) {
        let plan = self.plan;
        let is_start = |column: &Column| column.meaning.when().is_some();
        let column = plan.columns.iter().position(is_start);
        for question in plan.questions() {
            let Question::Mixed { .. } = question else {
                continue;
            };
            let name = column
                .and_then(|n| plan.columns.get(n))
                .map_or("", |c| &c.called);
            let at = plan.header.as_ref().map_or(At::START, |header| header.at);
            let fault = Fault {
                noun: "column".into(),
                found: quoted(name),
                wrong: "has both orders of day and month".into(),
                help: Some(question.to_string()),
                ..Fault::default()
            };
            self.found
                .faults
                .push((column.map_or(at, |n| at.cell(n)), fault));
        }
        let (items, below) = (self.counts.items, self.dates.below);
        if let Some(at) = self
            .dates
            .first_below
            .filter(|_| below > 1 && below * 5 >= items && !plan.is_known)
        {
            let below = with_thousands(below);
            let wrong = format!("{below} rows have no date and stand below one that has");
            let fault = Fault {
                wrong,
                help: Some(
                    "If cells were merged, its date may hold for them: say so under “Missing dates”, or \
                     with --fill-down."
                        .into(),
                ),
                ..Fault::default()
            };
            self.found.faults.push((at, fault));
        }
    }

    /// Reads a row.
    pub(super) fn row(&mut self, record: &csv::StringRecord, at: At) {
        if is_blank(record) {
            return;
        }
        self.found.place = self.rows.len();
        self.found.begin_row();
        if self.repeats_header(record) {
            self.skip(record, at, "repeats the header");
            return;
        }
        let plan = self.plan;
        let units = plan.with_units(record);
        let mut row = Row::new(plan.rows, at, std::mem::take(&mut self.spare));
        let mut extra = None;
        for (n, cell) in record.iter().enumerate() {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            row.at = at.cell(n);
            let Some(column) = plan.columns.get(n) else {
                row.kept.own(format!("column {}", n + 1), cell);
                extra.get_or_insert(n);
                continue;
            };
            // A code is kept beside what it stands for.
            let decoded = decoded(column.codes, cell);
            if decoded.is_some() {
                row.kept.column(n, cell);
            }
            let cell = decoded.unwrap_or(cell);
            let said = units.iter().find(|(place, _)| *place == n);
            let cell = said.map_or(cell, |(_, text)| text);
            if !cell.is_empty() {
                row.take(&mut self.found, n, column, cell);
            }
        }
        row.at = at;
        if !row.name_parts.is_empty() {
            self.join_names(&mut row);
        }
        if let Some(first) = extra {
            let wrong = format!("the row has more cells than the header, {}", record.len());
            self.found.fault(at.cell(first), &wrong);
        }
        match row.item.kind() {
            Kind::Actor => self.finish_actor(row, record),
            Kind::Relation => self.finish_relation(row, record),
            Kind::Source => self.finish_source(row, record),
            _ => self.finish_event(row, record),
        }
    }

    /// Gives an item what its row keeps.
    pub(super) fn settle_kept(&mut self, row: &mut Row<'_>) {
        let kept = std::mem::take(&mut row.kept);
        if !kept.is_empty() {
            let settled = kept.settled(&self.keys, self.plan.rows);
            *row.item.record().kept_mut() = settled;
        }
        self.spare = kept.cleared();
    }

    fn repeats_header(&self, record: &csv::StringRecord) -> bool {
        let Some(header) = &self.plan.header else {
            return false;
        };
        let names = &header.names;
        let mut pairs = names.iter().zip(record);
        names.len() == record.len() && pairs.all(|(name, cell)| name.trim() == cell.trim())
    }

    /// Leaves a row out, and says so with its text.
    pub(super) fn skip(&mut self, record: &csv::StringRecord, at: At, why: &str) {
        self.counts.skipped += 1;
        // Nobody is named in it.
        self.found.forget_row();
        // What was told of its cells is of no item.
        let others = self
            .found
            .faults
            .iter()
            .rposition(|(of, _)| of.offset != at.offset);
        let of_row = self
            .found
            .faults
            .split_off(others.map_or(0, |last| last + 1));
        let is_of_row = |(_, fault): &(At, Fault)| fault.field.is_empty();
        self.found
            .faults
            .extend(of_row.into_iter().filter(is_of_row));
        let what = match self.plan.rows {
            Rows::Events => "it is no event",
            Rows::Relations => "it is no relation",
            Rows::Actors => "it is no actor",
            Rows::Sources => "it is no source",
        };
        let fault = Fault {
            noun: "the row".into(),
            // Whole: it stands nowhere else.
            found: format!("“{}”", filled(record).join(", ")),
            wrong: format!("{why}, so {what}"),
            ..Fault::default()
        };
        self.found.faults.push((at, fault));
    }

    fn finish_event(&mut self, mut row: Row<'_>, record: &csv::StringRecord) {
        let first = row.at;
        let dated = self.dates.read(&mut row, &mut self.found);
        let is_title = row.row_type.eq_ignore_ascii_case("title");
        if is_title && self.has_title {
            self.skip(record, first, "is a second title");
            return;
        }
        if is_title || row.row_type.eq_ignore_ascii_case("era") {
            self.finish_other(row, record, is_title);
            return;
        }
        if !dated && let Some(why) = self.no_event(&row, &filled(record)) {
            self.skip(record, first, why);
            return;
        }
        self.make_title(&mut row, record);
        let is_blank = |event: &Event| event.title.is_empty() && event.when.is_none();
        if let Item::Event(event) = &mut row.item
            && is_blank(event)
        {
            // Of a row that says several things the first in words is what it is about.
            let filled = filled(record);
            let is_text = |cell: &&&str| cell.chars().filter(|c| c.is_alphabetic()).count() > 1;
            let text = filled.iter().find(is_text).filter(|_| filled.len() > 1);
            event.title = text.map_or_else(Text::default, |text| (*text).into());
        }
        if matches!(&row.item, Item::Event(event) if is_blank(event)) {
            self.skip(record, first, "has no title and no date");
            return;
        }
        let mut citation = self.citation(&mut row);
        if self
            .plan
            .download
            .is_some_and(|download| download.joins_rows)
            && let Some(citation) = &mut citation
        {
            // What else such a row says is of its source.
            let kept = unique(row.kept.named(&self.keys));
            row.kept = std::mem::take(&mut row.kept).cleared();
            citation.more.change(|more| more.kept = kept);
        }
        if let Some(place) = self.joined_place(&row) {
            if let Some(event) = self.events.get_mut(place) {
                event.citations.extend(citation);
            }
            return;
        }
        self.count(&row, dated);
        let participants: Vec<Participant> = row.actors.drain(..).map(participant).collect();
        self.settle_kept(&mut row);
        if let Item::Event(mut event) = row.item {
            event.participants.extend(participants);
            event.citations.extend(citation);
            self.events.push(event);
            self.rows.push(first);
        }
    }

    /// The place of the event that a row is of too, where rows of one id are of one event.
    fn joined_place(&mut self, row: &Row<'_>) -> Option<usize> {
        self.plan.download.filter(|download| download.joins_rows)?;
        let Item::Event(event) = &row.item else {
            return None;
        };
        let place = self.events.len();
        match self.joined.entry(event.id.clone()) {
            Entry::Occupied(known) => Some(*known.get()),
            Entry::Vacant(new) => {
                new.insert(place);
                None
            }
        }
    }

    /// Why a row without a date is no event, whatever stands in it.
    fn no_event(&self, row: &Row<'_>, filled: &[&str]) -> Option<&'static str> {
        let first = filled.first()?;
        let is_number = |cell: &&str| number(cell, true).is_some() || says_nothing(cell);
        let others = filled.get(1..).unwrap_or_default();
        if says_total(first, others.is_empty()) && others.iter().all(is_number) {
            return Some("sums up others");
        }
        let is_alone = filled.len() == 1;
        let is_in_dates = self.plan.columns.len() > 2 && !row.when_cells.is_empty();
        (is_alone && (is_in_dates || says_note(first))).then_some("has a note alone")
    }

    pub(super) fn count(&mut self, row: &Row<'_>, dated: bool) {
        self.counts.items += 1;
        match (dated, row.when.is_dateless()) {
            (true, _) => self.counts.dated += 1,
            (false, false) => self.counts.unread += 1,
            (false, true) => self.dates.none(row.at),
        }
    }

    /// A row that is the title of the whole, or a period. What neither has a place for is kept.
    fn finish_other(&mut self, row: Row<'_>, record: &csv::StringRecord, is_title: bool) {
        let mut kept = row.kept;
        let named = kept.named(&self.keys).into_iter();
        let named: HashSet<Text> = named.map(|(key, _)| key).collect();
        for (column, cell) in self.plan.columns.iter().zip(record) {
            let has_place = match column.meaning {
                Meaning::Field { field, inner, .. } => match field.key {
                    "title" | "when" => inner.is_none(),
                    "description" => is_title,
                    _ => false,
                },
                Meaning::When(..) | Meaning::RowType | Meaning::LeaveOut => true,
                _ => named.contains(&column.key),
            };
            if !has_place && !cell.trim().is_empty() {
                kept.own(column.key.clone(), cell.trim());
            }
        }
        let Item::Event(event) = row.item else {
            return;
        };
        if is_title {
            self.has_title = true;
            self.describe(event.description.as_deref().unwrap_or_default());
            let metadata = &mut self.dataset.metadata;
            self.kept.append(&kept, &self.keys);
            // What stands above the header is of less weight than a row that says it is the title.
            let above = std::mem::replace(&mut metadata.title, event.title);
            self.describe(&above);
            return;
        }
        // What was told of its cells is of the period.
        let of_row = self.found.faults.iter_mut().rev();
        let of_row = of_row.take_while(|(at, _)| at.offset == row.at.offset);
        of_row.for_each(|(_, fault)| fault.item = Some((Kind::Period, self.periods.len())));
        let name = if event.title.is_empty() {
            "period"
        } else {
            &event.title
        };
        self.periods.push(Period {
            id: self.ids.make(name),
            title: event.title,
            when: event.when,
            kept: unique(kept.named(&self.keys)),
            ..Period::default()
        });
        self.eras.push(row.at);
    }

    /// The citation of a row's source; one that has an address alone is called by that.
    pub(super) fn citation(&mut self, row: &mut Row<'_>) -> Option<Citation> {
        let url = row.url.text;
        let named = if row.source.text.is_empty() {
            row.url
        } else {
            row.source
        };
        let title = named.text;
        if title.is_empty() {
            if !row.locator.is_empty() {
                row.kept.own("locator", row.locator);
            }
            return None;
        }
        let written = format!("{title}\n{url}");
        let sources = &mut self.found.sources;
        let place = sources.written(&written).unwrap_or_else(|| {
            // An address is one by its letters.
            let name = match title == url {
                true => title.to_owned(),
                false => spelling::key(title),
            };
            let key = format!("{name}\n{url}");
            let place = sources.place(title, key, named.at, |id| Source {
                id,
                title: title.into(),
                url: some_text(url),
                ..Source::default()
            });
            // A later row may name it without its address.
            sources.by_name.entry(format!("{name}\n")).or_insert(place);
            sources.remember(&written, place);
            place
        });
        let source = sources.items.get(place)?;
        Some(Citation {
            source: source.id.clone(),
            locator: some_text(row.locator),
            ..Citation::default()
        })
    }

    /// A title for a row that has none: of a download, or where no column has them.
    fn make_title(&self, row: &mut Row<'_>, record: &csv::StringRecord) {
        let names = &row.names;
        let Item::Event(event) = &mut row.item else {
            return;
        };
        if event.title.is_empty() && self.plan.download.is_some() {
            event.title = titles::of_download(self.plan, names, record).into();
        }
        if event.title.is_empty() && self.plan.makes_titles {
            let id = event.category.as_ref();
            let mut all = self.found.categories.items.iter();
            let category = id.and_then(|id| all.find(|category| category.id == *id));
            let category = category.map_or("", |category| &*category.name);
            let text = event.description.as_deref().unwrap_or_default();
            event.title = titles::made(text, category, names).into();
        }
    }
}

/// What stands in a row.
fn filled(record: &csv::StringRecord) -> Vec<&str> {
    let cells = record.iter().map(str::trim);
    cells.filter(|cell| !cell.is_empty()).collect()
}

/// Somebody who takes part, with the name as it was written where that is more.
fn participant((actor, role, written): (Id, Role, Option<String>)) -> Participant {
    let kept = written.map(|written| {
        let mut kept = KeptCells::default();
        kept.own("written", &written);
        unique(kept.named(&[]))
    });
    Participant {
        actor,
        role,
        kept: kept.unwrap_or_default(),
    }
}
