//! Where an event that stands in several lanes has its mark and its title: in the first lane whose
//! actor acts in it. In the others it is a small point on the line that joins them.

use super::View;
use crate::analysis::{LaneBy, Row};
use crate::dataset::Role;
use std::cell::RefCell;
use std::collections::HashMap;

/// The lanes that events are at home in.
pub(super) struct Homes {
    /// Whether each lane is folded or a strip: no event is at home there while it has another.
    closed: Vec<bool>,
    /// Those that were asked for.
    known: RefCell<HashMap<Row, Option<usize>, foldhash::fast::FixedState>>,
}

impl Homes {
    /// With lanes that show no event by itself.
    pub(super) fn new(closed: Vec<bool>) -> Self {
        Self {
            closed,
            known: RefCell::default(),
        }
    }

    /// Whether events have homes: with lanes of actors or groups, where one stands in several.
    pub(super) fn matter(view: &View<'_>) -> bool {
        matches!(view.lanes.by, LaneBy::Actor | LaneBy::Group)
    }

    /// Whether each lane was taken for closed.
    pub(super) fn closed(&self) -> &[bool] {
        &self.closed
    }

    /// Whether an event is at home in a lane that it stands in.
    pub(super) fn is_home(&self, view: &View<'_>, row: Row, lane: usize) -> bool {
        if !Self::matter(view) {
            return true;
        }
        let known = self.known.borrow().get(&row).copied();
        let home = known.unwrap_or_else(|| {
            let home = self.home(view, row);
            self.known.borrow_mut().insert(row, home);
            home
        });
        home.is_none_or(|home| home == lane)
    }

    /// The first lane whose actor acts in an event, else the first that it is in.
    fn home(&self, view: &View<'_>, row: Row) -> Option<usize> {
        let lanes = view.lanes.of_participants(view.index, row);
        let ranked = lanes.map(|(lane, role)| {
            let is_closed = self.closed.get(lane) == Some(&true);
            let acts = matches!(role, Role::From | Role::Participant);
            (is_closed, !acts, lane)
        });
        ranked.min().map(|(.., lane)| lane)
    }
}
