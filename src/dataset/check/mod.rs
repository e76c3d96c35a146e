//! What in a dataset a person should look at: ids that name nothing, dates that are none, values
//! out of range. Nothing of it keeps a dataset from being opened, drawn, edited or saved.
//!
//! Start from [`check`]. A [`Fault`] knows item and field; `files` adds line and column.

mod fault;
mod items;
mod report;
mod rings;

pub use fault::{Fault, Spellings, quoted};
pub use report::{COLOURS, is_colour, is_web_address, with_article};

use super::list::Item;
use super::{Dataset, Kind, List};
use crate::dataset::Progress;
use rayon::prelude::*;
use report::{Found, Report};
use std::collections::HashMap;

/// The place of each id in its list.
type Places<'a> = HashMap<&'a str, usize, foldhash::fast::FixedState>;

/// What an id can be looked up in.
struct Known<'a> {
    dataset: &'a Dataset,
    sources: Places<'a>,
    groups: Places<'a>,
    actors: Places<'a>,
    categories: Places<'a>,
    events: Places<'a>,
    relations: Places<'a>,
}

impl Known<'_> {
    fn has(&self, kind: Kind, id: &str) -> bool {
        match kind {
            Kind::Source => self.sources.contains_key(id),
            Kind::Group => self.groups.contains_key(id),
            Kind::Actor => self.actors.contains_key(id),
            Kind::Category => self.categories.contains_key(id),
            Kind::Event => self.events.contains_key(id),
            Kind::Relation => self.relations.contains_key(id),
            // Nothing refers to these.
            Kind::Period | Kind::Bookmark | Kind::Pin | Kind::Stand => true,
        }
    }
}

/// All faults, in the order of the file's lists; nothing if `progress` breaks off.
pub fn check(dataset: &Dataset, progress: Progress<'_>) -> Option<Vec<Fault>> {
    let mut found = Vec::new();
    let known = Known {
        dataset,
        sources: places(&dataset.sources, &mut found),
        groups: places(&dataset.groups, &mut found),
        actors: places(&dataset.actors, &mut found),
        categories: places(&dataset.categories, &mut found),
        events: places(&dataset.events, &mut found),
        relations: places(&dataset.relations, &mut found),
    };
    places(&dataset.periods, &mut found);
    places(&dataset.bookmarks, &mut found);
    places(&dataset.pins, &mut found);
    places(&dataset.places, &mut found);
    progress(0.2).is_continue().then_some(())?;

    let mut heading = Report::of_heading(&known);
    items::heading(&mut heading, dataset);
    found.append(&mut heading.found);
    each(&known, &dataset.sources, &mut found, |r, s| {
        items::plain(r, s)
    });
    each(&known, &dataset.groups, &mut found, |r, g| {
        items::plain(r, g)
    });
    each(&known, &dataset.actors, &mut found, |r, a| {
        items::plain(r, a)
    });
    each(&known, &dataset.categories, &mut found, |r, c| {
        items::plain(r, c)
    });
    progress(0.3).is_continue().then_some(())?;
    each(&known, &dataset.events, &mut found, items::event);
    progress(0.9).is_continue().then_some(())?;
    each(&known, &dataset.relations, &mut found, items::relation);
    each(&known, &dataset.periods, &mut found, |r, p| {
        items::plain(r, p)
    });
    each(&known, &dataset.bookmarks, &mut found, items::bookmark);
    each(&known, &dataset.pins, &mut found, items::pin);
    each(&known, &dataset.places, &mut found, items::stand);
    rings::find(&known, &mut found);

    // Lists in the order of the file; a list's faults by item.
    found.sort_by_key(|found| found.fault.item);
    suggest(dataset, &mut found);
    progress(1.0).is_continue().then_some(())?;
    Some(found.into_iter().map(|found| found.fault).collect())
}

/// Checks every item of a list on all cores; the order of the faults is that of the list.
fn each<'a, T: Item + Sync>(
    known: &Known<'a>,
    list: &'a List<T>,
    found: &mut Vec<Found>,
    check: impl Fn(&mut Report<'_, 'a>, &'a T) + Sync,
) {
    let mut start = 0;
    let runs = list.runs().into_iter().map(|(_, items)| {
        start += items.len();
        (start - items.len(), items)
    });
    let runs: Vec<(usize, &[T])> = runs.collect();
    let faults = runs.into_par_iter().flat_map_iter(|(start, items)| {
        let mut report = Report::of_list(known, T::KIND);
        for (n, item) in items.iter().enumerate() {
            report.start(start + n);
            check(&mut report, item);
        }
        report.found
    });
    found.par_extend(faults);
}

/// Where each id stands. Of two equal ones the first counts, and the second is a fault.
fn places<'a, T: Item>(list: &'a List<T>, found: &mut Vec<Found>) -> Places<'a> {
    let mut places =
        Places::with_capacity_and_hasher(list.len(), foldhash::fast::FixedState::default());
    for (place, item) in list.iter().enumerate() {
        let id = item.id().as_str();
        if id.is_empty() {
            continue;
        }
        let first = *places.entry(id).or_insert(place);
        if first != place {
            // What stands on the map is named by its key.
            let is_key = matches!(T::KIND, Kind::Pin | Kind::Stand);
            let field = if is_key { "" } else { "id" };
            found.push(Found::from(Fault {
                item: Some((T::KIND, place)),
                field: field.into(),
                noun: "id".into(),
                found: quoted(id),
                wrong: format!("stands twice among the {}", T::KIND.key()),
                expected: format!("an id that no other {} has", T::KIND.noun()),
                help: Some(format!(
                    "The first is {} {}.",
                    T::KIND.noun(),
                    first.saturating_add(1)
                )),
            }));
        }
    }
    places
}

/// Adds “Did you mean” to ids that name nothing. With many such ids among many items only the
/// first ones get it: comparing all with all would take hours.
fn suggest(dataset: &Dataset, found: &mut [Found]) {
    const MOST_COMPARISONS: usize = 3_000_000;
    fn ids<T: Item>(list: &List<T>) -> Spellings<'_> {
        Spellings::of(list.iter().map(|item| item.id().as_str()))
    }
    type Answers<K, V> = HashMap<K, V, foldhash::fast::FixedState>;
    let mut spellings: Answers<Kind, Spellings<'_>> = Answers::default();
    let mut answers: Answers<(Kind, String), Option<&str>> = Answers::default();
    let mut comparisons = 0;
    for found in found {
        let Some((kind, id)) = found.sought.take() else {
            continue;
        };
        let answer = answers.entry((kind, id)).or_insert_with_key(|(kind, id)| {
            let known = spellings.entry(*kind).or_insert_with(|| match kind {
                Kind::Source => ids(&dataset.sources),
                Kind::Group => ids(&dataset.groups),
                Kind::Actor => ids(&dataset.actors),
                Kind::Category => ids(&dataset.categories),
                Kind::Event => ids(&dataset.events),
                Kind::Relation => ids(&dataset.relations),
                // Nothing refers to these.
                Kind::Period | Kind::Bookmark | Kind::Pin | Kind::Stand => {
                    Spellings::of(std::iter::empty())
                }
            });
            comparisons += known.len();
            known.nearest(id)
        });
        if let Some(answer) = answer {
            found.fault.help = Some(format!("Did you mean {}?", quoted(answer)));
        }
        if comparisons > MOST_COMPARISONS {
            return;
        }
    }
}
