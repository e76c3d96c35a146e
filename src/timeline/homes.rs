//! Where an event that stands in several lanes has its mark and its title: in the first lane whose
//! actor acts in it, and never in that of whom it is done to, unless a person folded the others: it would
//! read as their doing. In the others it is a small point on the line that joins them.

use super::View;
use super::lane::Lane;
use super::metrics::IMPORTANT;
use crate::analysis::Row;
use crate::dataset::Role;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The lanes that events are at home in.
pub(super) struct Homes {
    /// Whether each lane is folded or a strip: no event is at home there while it has another.
    pub(super) closed: Vec<bool>,
    /// Those that were asked for.
    known: RefCell<HashMap<Row, Option<usize>, foldhash::fast::FixedState>>,
    /// Those that a strip has named.
    named: RefCell<HashSet<Row, foldhash::fast::FixedState>>,
}

impl Homes {
    /// With lanes that show no event by itself.
    pub(super) fn new(closed: Vec<bool>) -> Self {
        Self {
            closed,
            known: RefCell::default(),
            named: RefCell::default(),
        }
    }

    /// Whether events have homes: with lanes of which one stands in several.
    pub(super) fn matter(view: &View<'_>) -> bool {
        view.lanes.by.has_several()
    }

    /// Whether an event is at home in a lane that it stands in.
    pub(super) fn is_home(&self, view: &View<'_>, row: Row, lane: usize) -> bool {
        if !Self::matter(view) {
            return true;
        }
        let known = self.known.borrow().get(&row).copied();
        let home = known.unwrap_or_else(|| {
            let home = self.home(view, row, |_| true);
            self.known.borrow_mut().insert(row, home);
            home
        });
        home.is_none_or(|home| home == lane)
    }

    /// Whether a strip may name an event: it is at home there, or, on a page, its actor acts in it as in a
    /// strip above that had no room for its title. In the window scrolling would make and unmake that room.
    pub(super) fn may_name(&self, view: &View<'_>, row: Row, lane: usize) -> bool {
        let is_free = || {
            let home = self.known.borrow().get(&row).copied().flatten();
            let is_strip =
                home.is_some_and(|home| home < lane && self.closed.get(home) == Some(&true));
            let is_unnamed = || !self.named.borrow().contains(&row);
            is_strip && is_unnamed() && self.home(view, row, |other| other == lane).is_some()
        };
        self.is_home(view, row, lane) || (view.is_page() && is_free())
    }

    /// A strip has named an event.
    pub(super) fn name(&self, row: Row) {
        self.named.borrow_mut().insert(row);
    }

    /// The events that have their titles in lanes.
    pub(super) fn all_named(&self, lanes: &[Lane]) -> BTreeSet<Row> {
        let marks = lanes.iter().flat_map(|lane| &lane.marks);
        let titled = marks.filter(|mark| mark.label.is_some());
        let mut named: BTreeSet<Row> = titled.map(|mark| mark.row).collect();
        named.extend(self.named.borrow().iter());
        named
    }

    /// An event that a lane has no room for is at home in another that `may` have some, if its actors act
    /// in one. Gives whether they do.
    pub(super) fn move_on(
        &self,
        view: &View<'_>,
        row: Row,
        from: usize,
        may: impl Fn(usize) -> bool,
    ) -> bool {
        if !Self::matter(view) || !self.is_home(view, row, from) {
            return false;
        }
        let home = self.home(view, row, |lane| lane != from && may(lane));
        if home.is_some() {
            self.known.borrow_mut().insert(row, home);
        }
        home.is_some()
    }

    /// An event is at home in a lane, whatever others it stands in.
    pub(super) fn move_to(&self, row: Row, lane: usize) {
        self.known.borrow_mut().insert(row, Some(lane));
    }

    /// The first of some lanes whose actor acts in an event, else the first of who takes part; where nobody does
    /// either, the first that it is in.
    fn home(&self, view: &View<'_>, row: Row, may: impl Fn(usize) -> bool) -> Option<usize> {
        let importance = view.index.importance.get(row as usize).copied();
        let is_important = importance.unwrap_or(0) >= IMPORTANT;
        let rank = |(lane, role): (usize, Role)| {
            let acts = match role {
                Role::From => 0,
                Role::Participant => 1,
                Role::To | Role::Mentioned | Role::Absent => 2,
            };
            // What a strip may name is not named where its actors were left out.
            let is_left_out = is_important && role == Role::Absent;
            let is_closed = self.closed.get(lane) == Some(&true);
            let is_folded = view.is_folded(lane);
            ((is_folded, is_left_out, acts == 2), is_closed, acts, lane)
        };
        let lanes = view.lanes.of_event(view.index, row).into_iter();
        let ranked: Vec<_> = lanes.map(rank).collect();
        let (best, ..) = *ranked.iter().min()?;
        let ranked = ranked.into_iter().filter(|(rank, ..)| *rank == best);
        let ranked = ranked.filter(|(.., lane)| may(*lane));
        ranked.min().map(|(.., lane)| lane)
    }
}
