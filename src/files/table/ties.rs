//! Rows that are relations, actors or sources.

use super::items::Table;
use super::meaning::Meaning;
use super::row::{Item, Row, some_text};
use crate::dataset::date::text::{Hints, from_text};
use crate::dataset::{Id, Role};

impl Table<'_> {
    pub(super) fn finish_relation(&mut self, mut row: Row<'_>, record: &csv::StringRecord) {
        let at = row.at;
        let dated = self.dates.read(&mut row, &mut self.found);
        let of = |row: &Row<'_>, role: Role| -> Vec<Id> {
            let all = row.actors.iter().filter(|(_, of, _)| *of == role);
            all.map(|(id, ..)| id.clone()).collect()
        };
        let (mut from, mut to) = (of(&row, Role::From), of(&row, Role::To));
        if row.is_reversed {
            std::mem::swap(&mut from, &mut to);
        }
        if from.is_empty() || to.is_empty() {
            self.skip(record, at, "names one actor or none");
            return;
        }
        let citation = self.citation(&mut row);
        self.count(&row, dated);
        self.settle_kept(&mut row);
        let has_direction = row.says_direction;
        let Item::Relation(mut relation) = row.item else {
            return;
        };
        if !has_direction && (self.is_undirected || self.has_arrows()) {
            relation.directed = false;
        }
        let pairs = from
            .iter()
            .flat_map(|from| to.iter().map(move |to| (from, to)));
        for (n, (from, to)) in pairs.enumerate() {
            let mut one = relation.clone();
            (one.from, one.to) = (from.clone(), to.clone());
            one.citations.extend(citation.clone());
            if n > 0 {
                one.id = Id::default();
            }
            self.relations.push(one);
            self.rows.push(at);
        }
    }

    /// Whether a column draws the heads of arrows: a tie without one is mutual.
    fn has_arrows(&self) -> bool {
        let mut columns = self.plan.columns.iter();
        columns.any(|column| {
            let is_arrow = column.name.to_lowercase().starts_with("arrow");
            column.meaning == Meaning::Directed && is_arrow
        })
    }

    pub(super) fn finish_source(&mut self, mut row: Row<'_>, record: &csv::StringRecord) {
        let at = row.at;
        self.settle_kept(&mut row);
        let Item::Source(mut source) = row.item else {
            return;
        };
        for date in [&mut source.published, &mut source.accessed] {
            let read = date
                .as_deref()
                .and_then(|date| from_text(date, &Hints::default()).ok());
            if let Some(edtf) = read.and_then(|read| read.edtf) {
                *date = some_text(&edtf);
            }
        }
        if source.title.is_empty() {
            let names = [source.url.as_deref(), Some(source.id.as_str())];
            let mut names = names.into_iter().flatten();
            source.title = names
                .find(|name| !name.is_empty())
                .unwrap_or_default()
                .into();
        }
        if source.title.is_empty() {
            self.skip(record, at, "has no title and no address");
            return;
        }
        self.counts.items += 1;
        self.listed_sources.push(source);
        self.rows.push(at);
    }

    pub(super) fn finish_actor(&mut self, mut row: Row<'_>, record: &csv::StringRecord) {
        let at = row.at;
        self.settle_kept(&mut row);
        let Item::Actor(mut actor) = row.item else {
            return;
        };
        if actor.name.is_empty() {
            actor.name = actor.id.as_str().into();
        }
        if actor.name.is_empty() {
            self.skip(record, at, "has no name");
            return;
        }
        self.counts.items += 1;
        self.listed.push(actor);
        self.rows.push(at);
    }
}
