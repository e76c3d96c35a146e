//! Bookmarks of what is shown: a view as a bookmark keeps it.

use super::selection::Selection;
use super::state::State;
use crate::dataset::date::of_civil_day;
use crate::dataset::instant::{Civil, Instant};
use crate::dataset::zone::Zone;
use crate::dataset::{Bookmark, Dataset, Filter, Handle, Id, Text, item};
use std::num::NonZeroU32;

/// The bookmark with what the window shows now in place of what it shows.
pub(crate) fn of_view(state: &State, dataset: &Dataset, bookmark: Bookmark) -> Bookmark {
    let view = &state.view;
    let zone = dataset.zone();
    let range = |(from, to)| Text::from(range(from, to, &zone));
    Bookmark {
        span: view
            .span
            .as_ref()
            .map(|span| range((span.from(), span.to()))),
        window: view.window.map(range),
        filter: Some(view.filter.clone()).filter(|filter| *filter != Filter::default()),
        lanes: Some(view.lanes.word().into()),
        colour_by: Some(view.colour_by.word().into()),
        detail: view.level.detail.map(|detail| detail.word().into()),
        main_ties: view.level.main_ties.and_then(NonZeroU32::new),
        unfolded: unfolded(dataset, &view.unfolded),
        fold: !view.is_unfolded,
        selection: state
            .selection
            .and_then(|selection| by_id(dataset, selection)),
        ..bookmark
    }
}

/// The ids of the groups whose blocs are unfolded.
fn unfolded(dataset: &Dataset, handles: &[u32]) -> Vec<Id> {
    let groups = handles.iter();
    let groups = groups.filter_map(|handle| dataset.groups.get(Handle(*handle)));
    groups.map(|group| group.id.clone()).collect()
}

/// `2025-08-08/2025-08-16T14:30`, on the clock of a zone.
fn range(from: Instant, to: Instant, zone: &Zone) -> String {
    let is_midnight = |civil: &Civil| (civil.hour, civil.minute, civil.second) == (0, 0, 0);
    let text = |instant: Instant, is_end: bool| {
        if instant.is_open() {
            return "..".to_owned();
        }
        let civil = zone.civil(instant);
        let day = of_civil_day(&civil);
        match civil {
            // EDTF has no times in such years.
            _ if !(0..=9999).contains(&civil.year) => day,
            // A range up to midnight has the whole day before it.
            _ if is_midnight(&civil) && is_end => of_civil_day(&zone.civil(instant.plus(-1))),
            _ if is_midnight(&civil) => day,
            Civil {
                hour,
                minute,
                second: 0,
                ..
            } => format!("{day}T{hour:02}:{minute:02}"),
            Civil {
                hour,
                minute,
                second,
                ..
            } => format!("{day}T{hour:02}:{minute:02}:{second:02}"),
        }
    };
    format!("{}/{}", text(from, false), text(to, true))
}

/// What is selected, by its id; none of what no bookmark selects.
fn by_id(dataset: &Dataset, selection: Selection) -> Option<item::Selection> {
    let actor = |handle| dataset.actors.get(handle).map(|actor| &actor.id);
    let tie = |a: &Id, sign: char, b: &Id| item::Selection::Tie(format!("{a}{sign}{b}").into());
    Some(match selection {
        Selection::Event(h) => item::Selection::Event(dataset.events.get(h)?.id.clone()),
        Selection::Actor(h) => item::Selection::Actor(actor(h)?.clone()),
        Selection::Relation(h) => item::Selection::Relation(dataset.relations.get(h)?.id.clone()),
        Selection::Tie(a, b) => tie(actor(a)?, '>', actor(b)?),
        Selection::Pair(a, b) => tie(actor(a)?, '~', actor(b)?),
        Selection::Source(_)
        | Selection::Blocs(..)
        | Selection::Group(_)
        | Selection::Category(_)
        | Selection::Period(_)
        | Selection::Bookmark(_) => return None,
    })
}
